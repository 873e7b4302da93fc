from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.addresses import same_page
from handouts.compose.handout import Reference
from handouts.compose.references import LINKS_IN_TEXT, PRIORITY, References, references
from handouts.errors import RequestError
from handouts.model import Alternate, Article, Link, LinkSection, Paragraph, Provenance, Text, Topic
from handouts.sections import ORDER

Make = Callable[..., Article]
MakeTopic = Callable[..., Topic]
MakeLink = Callable[..., Link]


def start(*links: Link, lang: str = "en") -> LinkSection:
    return LinkSection("start-here", {"en": "Start Here", "es": "Comience aquí"}[lang], links)


def shown(found: References) -> list[tuple[str, int, list[str]]]:
    """Section, number and printed addresses of each reference, in printing order."""
    return [(s.id, r.number, [t.printed for t in r.targets]) for s in found.sections for r in s.references]


def only(found: References) -> Reference:
    (section,) = found.sections
    (reference,) = section.references
    return reference


# --------------------------------------------------------------------------- one language


def test_links_of_the_text_come_first_and_numbers_follow_the_printed_list(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    a = article(
        "en",
        ["See [three](https://a.org/3), then [one](https://a.org/1), then [two](https://a.org/2)."],
        sections=(start(link("a.org/1", "One")), LinkSection("children", "Children", (link("a.org/4", "Four"),))),
    )
    found = references(topic(a), ("en",), None)
    assert shown(found) == [
        (LINKS_IN_TEXT, 1, ["a.org/3"]),
        (LINKS_IN_TEXT, 2, ["a.org/2"]),
        ("start-here", 3, ["a.org/1"]),
        ("children", 4, ["a.org/4"]),
    ]
    assert found.numbers[same_page("https://a.org/1")] == 3


def test_a_link_that_stands_twice_is_printed_once_under_its_listed_title(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    a = article(
        "en",
        ["See [these words](http://A.org/1/)."],
        sections=(start(link("a.org/1", "The title")), LinkSection("women", "Women", (link("a.org/1/", "Again"),))),
    )
    reference = only(references(topic(a), ("en",), None))
    assert (reference.number, reference.targets[0].title) == (1, "The title")
    assert reference.targets[0].address == "https://a.org/1"


def test_pages_that_differ_in_query_or_place_are_printed_both(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    a = article(
        "en", ["x"], sections=(start(link("a.org/1?p=1", "A"), link("a.org/1?p=2", "B"), link("a.org/1#x", "C")),)
    )
    assert len(shown(references(topic(a), ("en",), None))) == 3


@pytest.mark.parametrize(
    ("words", "title"), [("gene editing", "Gene editing"), ("mRNA", "mRNA"), ("DNA", "DNA"), ("ácido", "Ácido")]
)
def test_words_of_the_text_become_a_title(words: str, title: str, article: Make, topic: MakeTopic) -> None:
    a = article("en", [f"See [{words}](https://a.org/1)."])
    assert only(references(topic(a), ("en",), None)).targets[0].title == title


def test_another_language_is_named_elsewhere_and_under_its_own_title_where_that_is_known(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    english = article(
        "en",
        ["x"],
        sections=(
            start(link("a.org/1", "One", "en", ("es", "a.org/uno")), link("a.org/2", "Two", "en", ("es", "a.org/dos"))),
        ),
    )
    spanish = article("es", ["x"], sections=(start(link("a.org/uno", "Uno", "es"), lang="es"),))
    found = references(topic(english, spanish), ("en",), None)
    first, second = found.sections[0].references
    assert [t.printed for t in first.targets] == ["a.org/1"]
    assert [(t.lang, t.title, t.title_lang, t.printed) for t in first.elsewhere] == [("es", "Uno", "es", "a.org/uno")]
    assert [(t.lang, t.title, t.title_lang, t.printed) for t in second.elsewhere] == [("es", "Two", "en", "a.org/dos")]


def test_an_address_prints_short_and_stays_exact(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    long = "www.a.org/?term=" + "x" * 200
    a = article("en", ["x"], sections=(start(link(long, "Long", organizations=("Org",), marks=("pdf",))),))
    target = only(references(topic(a), ("en",), None)).targets[0]
    assert (target.printed, target.shortened, target.address) == ("a.org", True, f"https://{long}")
    assert (target.organizations, target.marks, target.title_lang) == (("Org",), ("pdf",), "en")


# --------------------------------------------------------------------------- two languages


def test_a_page_and_its_twin_share_a_number_in_the_order_of_the_languages(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    english = article("en", ["x"], sections=(start(link("a.org/1", "One", "en", ("es", "a.org/uno"))),))
    spanish = article(
        "es", ["x"], sections=(LinkSection("teenagers", "Adolescentes", (link("a.org/uno", "Uno", "es"),)),)
    )
    both = topic(english, spanish)
    assert shown(references(both, ("en", "es"), None)) == [("start-here", 1, ["a.org/1", "a.org/uno"])]
    assert shown(references(both, ("es", "en"), None)) == [("teenagers", 1, ["a.org/uno", "a.org/1"])]
    target = only(references(both, ("en", "es"), None)).targets[1]
    assert (target.lang, target.title, target.title_lang) == ("es", "Uno", "es")


def test_a_twin_that_only_the_other_language_names_is_a_twin(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    english = article("en", ["x"], sections=(start(link("a.org/1", "One")),))
    spanish = article("es", ["x"], sections=(start(link("a.org/uno", "Uno", "es", ("en", "a.org/1")), lang="es"),))
    assert shown(references(topic(english, spanish), ("en", "es"), None)) == [
        ("start-here", 1, ["a.org/1", "a.org/uno"])
    ]


def test_words_of_two_texts_that_lead_to_one_page_in_two_languages_share_a_number(
    article: Make, topic: MakeTopic
) -> None:
    english = article("en", ["[Scars](https://medlineplus.gov/scars.html)"])
    spanish = article("es", ["[cicatrices](https://medlineplus.gov/spanish/scars.html)"])
    found = references(topic(english, spanish), ("en", "es"), None)
    assert [t.title for t in only(found).targets] == ["Scars", "Cicatrices"]
    assert set(found.numbers.values()) == {1}


def test_a_twin_known_by_its_address_alone_keeps_the_title_and_says_its_language(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    english = article(
        "en", ["x"], sections=(start(link("a.org/1", "One", "en", ("es", "a.org/uno"), organizations=("Org",))),)
    )
    target = only(references(topic(english, article("es", ["x"])), ("en", "es"), None)).targets[1]
    assert (target.lang, target.title, target.title_lang) == ("es", "One", "en")
    assert target.organizations == ()


def test_a_page_of_one_language_alone_has_one_code(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    english = article("en", ["x"], sections=(start(link("a.org/1", "One")),))
    spanish = article("es", ["x"], sections=(start(link("a.org/dos", "Dos", "es"), lang="es"),))
    found = references(topic(english, spanish), ("en", "es"), None)
    assert shown(found) == [("start-here", 1, ["a.org/1"]), ("start-here", 2, ["a.org/dos"])]


def test_a_page_that_both_languages_list_is_printed_once(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    english = article("en", ["x"], sections=(start(link("a.org/1", "One")),))
    spanish = article("es", ["x"], sections=(start(link("a.org/1/", "Uno", "es"), lang="es"),))
    assert shown(references(topic(english, spanish), ("en", "es"), None)) == [("start-here", 1, ["a.org/1"])]


def test_two_pages_with_one_twin_both_show_it(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    links = (link("a.org/1", "One", "en", ("es", "a.org/uno")), link("a.org/2", "Two", "en", ("es", "a.org/uno")))
    english = article("en", ["x"], sections=(start(*links),))
    spanish = article(
        "es",
        ["[uno](https://a.org/uno)"],
        sections=(start(link("a.org/uno", "Uno", "es", ("en", "a.org/2")), lang="es"),),
    )
    found = references(topic(english, spanish), ("en", "es"), None)
    assert shown(found) == [
        ("start-here", 1, ["a.org/1", "a.org/uno"]),
        ("start-here", 2, ["a.org/2", "a.org/uno"]),
    ]
    assert found.numbers[same_page("https://a.org/uno")] == 1


def test_a_section_is_a_better_place_than_the_words_of_a_text(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    english = article("en", ["[Scars](https://medlineplus.gov/scars.html)"])
    listed = LinkSection("related-topics", "Temas", (link("medlineplus.gov/spanish/scars.html", "Cicatrices", "es"),))
    found = references(topic(english, article("es", ["x"], sections=(listed,))), ("en", "es"), None)
    assert shown(found) == [("related-topics", 1, ["medlineplus.gov/scars.html", "medlineplus.gov/spanish/scars.html"])]


# --------------------------------------------------------------------------- sections


def test_sections_of_the_other_language_stand_where_they_belong(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    def sections(lang: str, *ids: str) -> tuple[LinkSection, ...]:
        return tuple(LinkSection(i, f"{i} {lang}", (link(f"{lang}.org/{i}", i, lang),)) for i in ids)

    english = article("en", ["x"], sections=sections("en", "start-here", "prevention", "journal-articles"))
    spanish = article("es", ["x"], sections=sections("es", "start-here", "treatments", "other:algo", "related-topics"))
    found = references(topic(english, spanish), ("en", "es"), None)
    assert [s.id for s in found.sections] == [
        "start-here",
        "prevention",
        "treatments",
        "journal-articles",
        "other:algo",
        "related-topics",
    ]


def test_headings_are_the_sources_own_or_the_tables_or_say_their_language(
    article: Make, topic: MakeTopic, link: MakeLink
) -> None:
    english = article(
        "en",
        ["[x](https://a.org/0)"],
        sections=(
            start(link("a.org/1", "One")),
            LinkSection("encyclopedia", "MEDICAL ENCYCLOPEDIA", (link("a.org/2", "Two"),)),
            LinkSection("other:for-you", "For You", (link("a.org/3", "Three"),)),
        ),
    )
    spanish = article(
        "es", ["x"], sections=(LinkSection("start-here", "Empiece aquí", (link("a.org/1", "Uno", "es"),)),)
    )
    found = references(topic(english, spanish), ("en", "es"), None)
    assert [(s.titles, s.title_langs) for s in found.sections] == [
        (("Links in this text", "Enlaces de este texto"), ("en", "es")),
        (("Start Here", "Empiece aquí"), ("en", "es")),
        (("Medical Encyclopedia", "Enciclopedia médica"), ("en", "es")),
        (("For You", "For You"), ("en", "en")),
    ]


# --------------------------------------------------------------------------- fewer links


def test_every_section_we_know_has_a_place_in_the_order_of_need() -> None:
    assert sorted(PRIORITY) == sorted({*ORDER, LINKS_IN_TEXT})


def test_the_best_links_are_kept_in_printing_order(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    a = article(
        "en",
        ["[word](https://a.org/word)"],
        sections=(
            LinkSection("journal-articles", "Journal Articles", (link("a.org/j", "J"),)),
            LinkSection("other:new", "New", (link("a.org/n", "N"),)),
            start(link("a.org/1", "One"), link("a.org/2", "Two")),
            LinkSection("treatments", "Treatments", (link("a.org/t", "T"),)),
        ),
    )

    def kept(wanted: int) -> list[str]:
        return [addresses[0] for _, _, addresses in shown(references(topic(a), ("en",), wanted))]

    assert kept(0) == []
    assert kept(1) == ["a.org/1"]
    assert kept(3) == ["a.org/1", "a.org/2", "a.org/t"]
    assert kept(4) == ["a.org/word", "a.org/1", "a.org/2", "a.org/t"]
    assert kept(5) == ["a.org/word", "a.org/n", "a.org/1", "a.org/2", "a.org/t"]
    assert kept(99) == ["a.org/word", "a.org/j", "a.org/n", "a.org/1", "a.org/2", "a.org/t"]
    few = references(topic(a), ("en",), 2)
    assert few.omitted == 4
    assert [number for _, number, _ in shown(few)] == [1, 2]
    assert same_page("https://a.org/word") not in few.numbers


def test_a_negative_number_is_refused(article: Make, topic: MakeTopic) -> None:
    with pytest.raises(RequestError, match="-1 links"):
        references(topic(article("en", ["x"])), ("en",), -1)


# --------------------------------------------------------------------------- whatever comes

names = st.sampled_from(
    [f"https://{host}/{path}" for host in ("a.org", "B.org") for path in ("", "1", "es/1", "2/", "2?q")]
)


@st.composite
def topics(draw: st.DrawFn) -> Topic:
    articles = {}
    for lang in ("en", "es"):
        links = st.builds(
            lambda address, alternates, lang=lang: Link(address, "T", lang, alternates=tuple(alternates)),
            names,
            st.lists(st.builds(Alternate, st.sampled_from(["en", "es", "fr"]), names), max_size=2),
        )
        sections = st.builds(
            lambda ident, found: LinkSection(ident, ident, tuple(found)),
            st.sampled_from(["start-here", "children", "other:x"]),
            st.lists(links, max_size=4),
        )
        provenance = Provenance("MedlinePlus", "medlineplus", "", "official")
        blocks = (Paragraph((Text("x"),)),)
        articles[lang] = Article(lang, "T", blocks, provenance, sections=tuple(draw(st.lists(sections, max_size=3))))
    return Topic("t", articles)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    topics(), st.sampled_from([("en",), ("es",), ("en", "es"), ("es", "en")]), st.one_of(st.none(), st.integers(0, 6))
)
def test_every_page_is_printed_and_numbers_run(topic: Topic, languages: tuple[str, ...], wanted: int | None) -> None:
    found = references(topic, languages, wanted)
    everything = [r for s in found.sections for r in s.references]
    assert [r.number for r in everything] == list(range(1, len(everything) + 1))
    assert all(s.references and len(s.titles) == len(s.title_langs) == len(languages) for s in found.sections)
    assert len({s.id for s in found.sections}) == len(found.sections)
    for r in everything:
        langs = [t.lang for t in r.targets]
        assert langs == sorted(langs, key=languages.index)
        assert len(set(langs)) == len(langs)
        assert not {t.lang for t in r.elsewhere} & set(languages)
        assert all(t.title_lang for t in (*r.targets, *r.elsewhere))
    assert len({frozenset(same_page(t.address) for t in r.targets) for r in everything}) == len(everything)
    printed = {same_page(t.address) for r in everything for t in r.targets}
    assert set(found.numbers) == printed
    listed = {same_page(x.address) for tag in languages for s in topic.articles[tag].sections for x in s.links}
    if wanted is None:
        assert listed <= printed
        assert found.omitted == 0
    else:
        assert len(everything) == min(wanted, len(everything) + found.omitted)


def test_the_same_topic_gives_the_same_references(article: Make, topic: MakeTopic, link: MakeLink) -> None:
    a = article("en", ["x"], sections=(start(link("a.org/1", "One"), link("a.org/2", "Two")),))
    assert references(topic(a), ("en",), None) == references(topic(replace(a)), ("en",), None)
