"""A topic written as a folder of ours comes back with the same blocks and links; what is lost is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.errors import RequestError
from handouts.exporting import to_files
from handouts.model import (
    Alternate,
    Anchor,
    Article,
    Code,
    Dates,
    Heading,
    Link,
    LinkSection,
    OtherLanguage,
    Paragraph,
    Provenance,
    Strong,
    Text,
    Topic,
    anchors,
    runs,
)
from handouts.sources import builtin, markdown, medlineplus_xml

CORPUS = Path(__file__).resolve().parent.parent / "benchmarks" / "corpus.py"


@pytest.fixture
def again(tmp_path) -> Callable[[Topic], Topic]:
    """Write a topic as files, and read it back."""

    def done(topic: Topic) -> Topic:
        folder = tmp_path / topic.id
        folder.mkdir()
        for name, data in to_files(topic).files.items():
            (folder / name).write_bytes(data)
        return markdown.load_topic(folder)

    return done


def bare(article: Article) -> list[object]:
    """Return the blocks without what their links know of other languages."""
    return [plain(block) for block in article.blocks]


def plain(value: object) -> object:
    if isinstance(value, Anchor):
        return replace(value, link=replace(value.link, alternates=()), inlines=plain(value.inlines))
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if hasattr(value, "inlines"):
        return replace(value, inlines=plain(value.inlines))
    if hasattr(value, "items"):
        return replace(
            value, items=tuple(replace(i, inlines=plain(i.inlines), nested=plain(i.nested)) for i in value.items)
        )
    return value


def links(article: Article) -> list[tuple[object, ...]]:
    return [
        (section.id, section.title, link.address, link.title, link.organizations, link.marks)
        for section in article.sections
        for link in section.links
    ]


def assert_the_same(before: Topic, after: Topic) -> None:
    """Assert what has to come back: all text, all English links, and those of the others that English names."""
    assert after.languages == before.languages
    english, written = before.articles["en"], after.articles["en"]
    assert links(written) == links(english)
    assert (written.title, written.synonyms, written.groups) == (english.title, english.synonyms, english.groups)
    assert (written.description, written.attribution) == (english.description, english.attribution)
    assert written.address == english.address
    for lang, article in before.articles.items():
        assert bare(after.articles[lang]) == bare(article)
        if lang != "en":
            named = {a.address for s in english.sections for link in s.links for a in link.alternates if a.lang == lang}
            own = {(link.address, link.title) for s in article.sections for link in s.links}
            back = {(link.address, link.title) for s in after.articles[lang].sections for link in s.links}
            assert back == {(address, title) for address, title in own if address in named}
            assert after.articles[lang].title == article.title


@pytest.mark.parametrize("name", builtin.ids())
def test_the_built_in_topics_come_back(again, name):
    topic = builtin.load_topic(name)
    back = again(topic)
    assert_the_same(topic, back)
    assert [list(anchors(run)) for a in back.articles.values() for b in a.blocks for run in runs(b)] == [
        list(anchors(run)) for a in topic.articles.values() for b in a.blocks for run in runs(b)
    ]
    assert to_files(topic).lost == ()


def test_the_real_samples_come_back(again, shared):
    folder = shared / "samples"
    for name, idents in (
        ("mplus_topics_2024-08-30_sample.xml", ("a1c", "acne", "acupuncture")),
        ("mplus_topics_2012-07-21_sample.xml", ("abdominalpain",)),
    ):
        for ident in idents:
            topic = medlineplus_xml.load_topic(folder / name, ident)
            assert_the_same(topic, again(topic))


def test_made_up_topics_come_back(again, tmp_path):
    path = tmp_path / "topics.xml"
    subprocess.run([sys.executable, str(CORPUS), str(path), "--topics", "60"], check=True)
    parallel = 0
    for ident in sorted({one.id for one in medlineplus_xml.list_topics(path) if one.lang == "en"}):
        topic = medlineplus_xml.load_topic(path, ident)
        back = again(topic)
        if any("block beside block" in line for line in to_files(topic).lost):
            assert bare(back.articles["en"]) == bare(topic.articles["en"])
            assert "es" not in back.articles
        else:
            parallel += 1
            assert_the_same(topic, back)
    assert parallel > 20


# ----- what is lost


def article(lang: str = "en", *, words: tuple = (Paragraph((Text("Rest."),)),), **more) -> Article:
    by = Provenance("MedlinePlus", "medlineplus", "0" * 64, "official")
    return Article(lang, {"en": "Acne", "es": "Acné"}[lang], words, by, **more)


def test_a_topic_without_english():
    with pytest.raises(RequestError, match="begins with its English"):
        to_files(Topic("acne", {"es": article("es")}))


def test_what_the_files_cannot_hold_is_said():
    twin = Alternate("es", "https://medlineplus.gov/spanish/x.html")
    sections = (
        LinkSection(
            "start-here",
            "Start Here",
            (Link("https://a.test/ñ", "Odd", "en"), Link("https://b.test/", "B", "en", (), (twin,))),
        ),
    )
    spanish = (LinkSection("start-here", "Comience aquí", (Link("https://c.test/", "C", "es"),)),)
    topic = Topic(
        "acne",
        {
            "en": article(sections=sections, see_references=("Pimples",), dates=Dates()),
            "es": article("es", sections=spanish, synonyms=("Granos",)),
        },
        (Code("MeSH", "D1", "Acne Vulgaris"),),
        (OtherLanguage("Korean", "한국어", "https://x.test/"),),
    )
    lost = "\n".join(to_files(topic).lost)
    for part in (
        "https://a.test/ñ",
        "1 pages in another language",
        "Acne Vulgaris",
        "Pimples",
        "한국어",
        "Granos",
        "1 links of the es article",
        ": C",
    ):
        assert part in lost


def test_pages_in_a_language_that_is_not_there_yet_stay_for_its_translator(again):
    twin = Alternate("es", "https://medlineplus.gov/spanish/x.html")
    sections = (LinkSection("start-here", "Start Here", (Link("https://b.test/", "B", "en", (), (twin,)),)),)
    topic = Topic("acne", {"en": article(sections=sections)})
    assert again(topic).articles["en"].sections == sections
    assert to_files(topic).lost == ()


def test_texts_that_are_not_parallel_wait_for_a_translator(again):
    english = article(
        words=(Heading(2, (Text("What is acne?"),)), Paragraph((Text("Spots on the skin, 5 of 10 people."),)))
    )
    spanish = article("es", words=(Paragraph((Text("Manchas en la piel, 5 de 10 personas."),)),))
    topic = Topic("acne", {"en": english, "es": spanish})
    assert again(topic).languages == ("en",)
    po = to_files(topic).files["es.po"].decode()
    assert "#, fuzzy" not in po.split("msgctxt")[1]
    assert any("block beside block" in line for line in to_files(topic).lost)


def test_a_link_that_only_one_language_has_waits_for_a_translator(again):
    linked = Anchor(Link("https://medlineplus.gov/skin.html", "skin", "en"), (Text("skin"),))
    topic = Topic(
        "acne",
        {
            "en": article(words=(Paragraph((Text("The "), linked)),)),
            "es": article("es", words=(Paragraph((Text("La piel"),)),)),
        },
    )
    assert again(topic).languages == ("en",)
    assert any("links or what stands out differ" in line for line in to_files(topic).lost)


def test_other_names_of_which_there_are_fewer_do_not_repeat(again):
    topic = Topic(
        "acne", {"en": article(synonyms=("Pimples", "Zits", "Spots")), "es": article("es", synonyms=("Granos",))}
    )
    assert again(topic).articles["es"].synonyms == ("Granos",)
    none = Topic("acne2", {"en": article(synonyms=("Pimples", "Zits")), "es": article("es")})
    assert again(none).articles["es"].synonyms == ()


def test_hostile_words_come_back(again):
    title = 'Ñ\'/.. "x": {y} # - [z] & <b> \\ `c` *d* _e_'
    link = Link("https://a.test/", "[A] (b) *c* \\", "en", ("Org (x) [y]; z", "- Other"), (), ("pdf",))
    topic = Topic(
        "acne",
        {
            "en": article(
                synonyms=("yes", "1.10", "null", "- x", "a: b", "# c", "'", "\N{NEXT LINE}".strip() or "~"),
                description=title,
                sections=(LinkSection("other:x-y", "X * Y", (link,)),),
                words=(Paragraph((Strong((Text(title),)),)),),
            )
        },
    )
    back = again(topic).articles["en"]
    assert back.description == title
    assert back.synonyms == topic.articles["en"].synonyms
    assert bare(back) == bare(topic.articles["en"])
    (section,) = back.sections
    assert section.title == "X * Y"
    assert section.links[0].title == link.title
    assert section.links[0].organizations == ("Org (x) [y], z", "- Other")


def test_the_same_topic_gives_the_same_bytes():
    topic = builtin.load_topic("flu-vaccine")
    assert to_files(topic).files == to_files(topic).files
