"""Topics of our own: what the format holds, and that every mistake is named with its line and the next step."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.model import (
    Alternate,
    Anchor,
    Bullets,
    Code,
    Dates,
    Emphasis,
    Heading,
    Item,
    Link,
    LinkSection,
    Paragraph,
    Strong,
    Text,
    Topic,
    anchors,
    plain_text,
    runs,
)
from handouts.pofile import sealed
from handouts.sources import markdown
from handouts.sources.markdown import Credits, load_page, load_po, load_topic, to_catalogue, to_po, to_translations

EN = """\
---
title: Bee Stings
source: Garden Clinic
synonyms: [Wasp stings, "Stings: insects"]
description: What to do after a sting
groups: [First Aid]
codes: {ICD-10-CM: [T63.441A], MeSH: [D007299]}
address: {en: https://clinic.example/bees, es: https://clinic.example/es/abejas}
attribution: [Garden Clinic, Nurses]
state: draft
created: 2025-01-02
updated: 2026-03-04
---

## What is a bee sting?

A sting **hurts** for a *short* time. Most [stings](https://bees.example/stings) heal
in 2 days.

- **Wash it.** Use soap.
- Cool it
  - with ice
  - or with [cold water](https://bees.example/water)

### What comes first?

1. Walk away.
2. Look for the stinger.

# Links

## Start Here

- [Bee Stings](https://bees.example/about?p=1) (Bee Society; Garden Clinic)
  - es: <https://bees.example/es/acerca>
  - marks: video, PDF, easy to read
- [All About Bees](https://bees.example/all)

## Beekeepers

- [Find a Beekeeper](https://bees.example/find)
  - es: <https://bees.example/es/buscar>
"""

ES = {
    "Bee Stings": "Picaduras de abeja",
    "Garden Clinic": "Clínica del Jardín",
    "Wasp stings": "Picaduras de avispa",
    "Stings: insects": "Picaduras: insectos",
    "What to do after a sting": "Qué hacer después de una picadura",
    "First Aid": "Primeros auxilios",
    "Nurses": "Enfermería",
    "What is a bee sting?": "¿Qué es una picadura de abeja?",
    "A sting **hurts** for a *short* time. Most [stings](https://bees.example/stings) heal in 2 days.": "Una picadura "
    "**duele** por *poco* tiempo. Casi todas las [picaduras](https://bees.example/spanish/stings) sanan en 2 días.",
    "**Wash it.** Use soap.": "**Lávela.** Use jabón.",
    "Cool it": "Enfríela",
    "with ice": "con hielo",
    "or with [cold water](https://bees.example/water)": "o con [agua fría](https://bees.example/water)",
    "What comes first?": "¿Qué se hace primero?",
    "Walk away.": "Aléjese.",
    "Look for the stinger.": "Busque el aguijón.",
    "Bee Society": "Sociedad de las Abejas",
    "Beekeepers": "Apicultores",
    "Find a Beekeeper": "Encuentre un apicultor",
}
BY = Credits("Ana Ruiz", "Luis Paz", "CHI", "reviewed", date(2026, 5, 6), "A note.\nAnd another.")


def write(folder: Path, en: str = EN, es: dict[str, str] | None = None, by: Credits = BY) -> Path:
    """Write a topic folder with the texts that `es` has; no PO file when it is None."""
    topic = folder / "bee-stings"
    topic.mkdir(exist_ok=True)
    (topic / "en.md").write_text(en, encoding="utf-8")
    if es is not None:
        catalogue = to_catalogue(load_page(topic / "en.md"), "es")
        for message in catalogue:
            if message.id:
                message.string = es.get(str(message.id), "")
        if by.state == "reviewed":
            by = sealed(by, (str(m.id) for m in catalogue if m.id), (str(m.string) for m in catalogue if m.id))
        (topic / "es.po").write_text(to_po(catalogue, by), encoding="utf-8")
    return topic


def change(topic: Path, old: str, new: str, name: str = "es.po") -> Path:
    """Replace what stands once in a file of a topic."""
    text = (topic / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    (topic / name).write_text(text.replace(old, new), encoding="utf-8")
    return topic


# --------------------------------------------------------------------------- the English


def test_english_article(tmp_path: Path) -> None:
    topic = load_topic(write(tmp_path))
    article = topic.articles["en"]
    assert topic.id == "bee-stings"
    assert topic.languages == ("en",)
    assert topic.codes == (Code("ICD-10-CM", "T63.441A"), Code("MeSH", "D007299"))
    assert article.title == "Bee Stings"
    assert article.synonyms == ("Wasp stings", "Stings: insects")
    assert article.description == "What to do after a sting"
    assert article.groups == ("First Aid",)
    assert article.attribution == ("Garden Clinic", "Nurses")
    assert article.address == "https://clinic.example/bees"
    assert article.alternates == (Alternate("es", "https://clinic.example/es/abejas"),)
    assert article.dates == Dates(created=date(2025, 1, 2), updated=date(2026, 3, 4))
    assert article.provenance.source == "Garden Clinic"
    assert article.provenance.provider == "local"
    assert article.provenance.state == "draft"
    assert article.provenance.translated_from == ""


def test_blocks_are_typed(tmp_path: Path) -> None:
    blocks = load_topic(write(tmp_path)).articles["en"].blocks
    link = Link("https://bees.example/water", "cold water", "en")
    assert [type(block) for block in blocks] == [Heading, Paragraph, Bullets, Heading, Bullets]
    assert blocks[0] == Heading(2, (Text("What is a bee sting?"),))
    paragraph = blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines[:4] == (
        Text("A sting "),
        Strong((Text("hurts"),)),
        Text(" for a "),
        Emphasis((Text("short"),)),
    )
    assert plain_text(paragraph.inlines) == "A sting hurts for a short time. Most stings heal in 2 days."
    assert blocks[2] == Bullets(
        (
            Item((Strong((Text("Wash it."),)), Text(" Use soap."))),
            Item(
                (Text("Cool it"),),
                (
                    Bullets(
                        (
                            Item((Text("with ice"),)),
                            Item((Text("or with "), Anchor(link, (Text("cold water"),)))),
                        )
                    ),
                ),
            ),
        )
    )
    assert blocks[3] == Heading(3, (Text("What comes first?"),))
    assert isinstance(blocks[4], Bullets)
    assert blocks[4].ordered


def test_links(tmp_path: Path) -> None:
    sections = load_topic(write(tmp_path)).articles["en"].sections
    assert [(section.id, section.title, len(section.links)) for section in sections] == [
        ("start-here", "Start Here", 2),
        ("other:beekeepers", "Beekeepers", 1),
    ]
    assert sections[0].links[0] == Link(
        "https://bees.example/about?p=1",
        "Bee Stings",
        "en",
        ("Bee Society", "Garden Clinic"),
        (Alternate("es", "https://bees.example/es/acerca"),),
        ("easy-to-read", "pdf", "video"),
    )
    assert sections[0].links[1] == Link("https://bees.example/all", "All About Bees", "en")


def test_the_same_folder_without_links_or_dates(tmp_path: Path) -> None:
    article = load_topic(write(tmp_path, "---\ntitle: T\nsource: S\n---\nText.\n")).articles["en"]
    assert article.sections == ()
    assert article.dates == Dates()
    assert article.provenance.state == "draft"


def test_windows_line_ends_and_a_byte_order_mark_change_no_word(tmp_path: Path) -> None:
    topic = write(tmp_path)
    before = load_topic(topic).articles["en"]
    (topic / "en.md").write_bytes(b"\xef\xbb\xbf" + EN.replace("\n", "\r\n").encode())
    after = load_topic(topic).articles["en"]
    assert after.blocks == before.blocks
    assert after.sections == before.sections
    assert after.provenance.sha256 != before.provenance.sha256


def test_letters_are_composed(tmp_path: Path) -> None:
    topic = write(tmp_path, "---\ntitle: Cafe\u0301\nsource: S\n---\nCafe\u0301.\n")
    article = load_topic(topic).articles["en"]
    assert article.title == "Caf\u00e9"
    assert plain_text(next(runs(article.blocks[0]))) == "Caf\u00e9."


def test_a_clinic_may_write_blank_lines_to_fill_in(tmp_path: Path) -> None:
    topic = write(tmp_path, "---\ntitle: T\nsource: S\n---\nMy goal: ______ mg\n")
    assert plain_text(next(runs(load_topic(topic).articles["en"].blocks[0]))) == "My goal: ______ mg"


def test_list_topics(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "ant-bites").mkdir()
    (tmp_path / "ant-bites" / "en.md").write_text(EN, encoding="utf-8")
    (tmp_path / "no-topic").mkdir()
    assert markdown.list_topics(tmp_path) == ("ant-bites", "bee-stings")


# --------------------------------------------------------------------------- mistakes in en.md

BODY_MISTAKES = [
    ("<b>bold</b>", 1, "HTML", "Markdown"),
    ("Text <b>bold</b>", 1, "HTML", "Markdown"),
    ("<!-- note -->", 1, "HTML", "comment"),
    ("![a bee](https://bees.example/bee.png)", 1, "a picture", "words"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", 1, "a table", "list item"),
    ("```\ncode\n```", 1, "a block of code", "```"),
    ("Text.\n\n    four spaces", 3, "a block of code", "four spaces"),
    ("Use `code`.", 1, "code", "**this**"),
    ("~~struck~~", 1, "struck-out", "~~"),
    ("> quoted", 1, "a quotation", ">"),
    ("Text.\n\n---", 3, "a line across", "Remove"),
    ("One  \ntwo", 1, "a forced line break", "end of the line"),
    ("One\nand two  \nthree", 2, "a forced line break", "end of the line"),
    ("Title\n=====", 1, "level 1", "front matter"),
    ("# Bees", 1, "level 1", "# Links"),
    ("### Bees", 1, "level 3 follows one of level 1", "##"),
    ("## A\n\n#### B", 3, "level 4 follows one of level 2", "###"),
    ("##", 1, "a heading has no words", "Write its words"),
    ("- a\n-\n- b", 2, "a list item has no words", "after its mark"),
    ("- - a", 1, "a list item has no words", "after its mark"),
    ("- > a", 1, "a quotation", ">"),
    ("- a\n\n  b", 3, "two paragraphs", "one paragraph"),
    ("- a\n\n  > b", 3, "a quotation", ">"),
    ("3. a", 1, "does not begin with 1", "1."),
    ("- a\n  - b\n    - c\n      - d\n        - e", 5, "more than 4 deep", "two lists"),
    ("[a](bees)", 1, "no full web address", "address bar"),
    ("[a](mailto:bee@bees.example)", 1, "no full web address", "address bar"),
    ("[a](javascript:alert)", 1, "not understood", "[words](address)"),
    ("[a](https://bees.example/a b)", 1, "not understood", "[words](address)"),
    ("Some **strong words", 1, "not understood", "stars"),
    ("[a](https://bees.example/ñ)", 1, "browsers change", "https://bees.example/%C3%B1"),
    ("[a](https://bees.example/?utm_source=x&b=1)", 1, "tracking", "leave that part"),
    ("<https://bees.example>", 1, "no words of its own", "[words"),
    ("[](https://bees.example)", 1, "no words of its own", "[words"),
    ('[a](https://bees.example "Bees")', 1, "a second title", "[words]"),
    ("See [a][1].\n\n[1]: https://bees.example", 3, "apart from its words", "[words](address)"),
    ("", 0, "no text", "paragraph"),
    ("## Only a heading", 0, "no text", "paragraph"),
    ("Bell \x07.", 1, "U+0007", "again"),
]


@pytest.mark.parametrize(("body", "line", "fact", "hint"), BODY_MISTAKES)
def test_a_mistake_in_the_text_is_named(tmp_path: Path, body: str, line: int, fact: str, hint: str) -> None:
    topic = write(tmp_path, f"---\ntitle: T\nsource: S\n---\n\n{body}\n")
    with pytest.raises(ContentError) as caught:
        load_topic(topic)
    assert fact in caught.value.fact
    assert hint in f"{caught.value.hint} {caught.value.fact}"
    assert caught.value.place == f"{topic / 'en.md'}" + (f":{line + 5}" if line else "")


LINK_MISTAKES = [
    ("- [a](https://b.example)", 1, "no section", "## Start Here"),
    ("## Start Here\n\nText.", 3, "no section", "## Start Here"),
    ("## Start Here\n\n1. [a](https://b.example)", 3, "no section", "## Start Here"),
    ("## Start Here\n\n- [a](https://b.example)\n\n* [b](https://b.example)", 5, "no section", "## Start Here"),
    ("## Start Here", 1, "has no links", "Add a link"),
    ("## Start Here\n\n- [a](https://b.example)\n\n## start here\n\n- [b](https://b.example)", 5, "twice", "together"),
    ("## Start Here\n\n- a", 3, "a link is not understood", "[Title]"),
    ("## Start Here\n\n-", 3, "a link is not understood", "[Title]"),
    ("## Start Here\n\n- [a](https://b.example) Bee Society", 3, "a link is not understood", "(Organization)"),
    ("## Start Here\n\n- [a](https://b.example) [b](https://b.example)", 3, "a link is not understood", "[Title]"),
    ("## Start Here\n\n- [a](https://b.example)\n\n  More.", 5, "followed by something else", "[Title]"),
    ("## Start Here\n\n- [a](https://b.example)\n  - es: https://b.example/es", 4, "no address", "<https://"),
    ("## Start Here\n\n- [a](https://b.example)\n  - es: <b.example/es>", 4, "no full web address", "address bar"),
    ("## Start Here\n\n- [a](https://b.example)\n  - es: <https://b.example/ñ>", 4, "browsers change", "%C3%B1"),
    (
        "## S\n\n- [a](https://b.example)\n  - es: <https://b.example/e>\n  - es: <https://b.example/e>",
        5,
        "twice",
        "Keep",
    ),
    ("## Start Here\n\n- [a](https://b.example)\n  - en: <https://b.example/es>", 4, "begins with 'en'", "- es:"),
    ("## Start Here\n\n- [a](https://b.example)\n  - Español: <https://b.example/es>", 4, "begins with", "- es:"),
    ("## Start Here\n\n- [a](https://b.example)\n  - mark: PDF", 4, "begins with 'mark'", "Did you mean 'marks'?"),
    ("## Start Here\n\n- [a](https://b.example)\n  - marks: PDF, book", 4, "no mark 'book'", "video"),
    ("## Start Here\n\n- [a](https://b.example)\n  - marks: PDF\n    - x", 4, "not understood", "[Title]"),
    ("## Start Here\n\n- [a](https://b.example)\n\n# Links", 5, "# Links stands twice", "first"),
]


@pytest.mark.parametrize(("links", "line", "fact", "hint"), LINK_MISTAKES)
def test_a_mistake_in_the_links_is_named(tmp_path: Path, links: str, line: int, fact: str, hint: str) -> None:
    topic = write(tmp_path, f"---\ntitle: T\nsource: S\n---\n\nText.\n\n# Links\n\n{links}\n")
    with pytest.raises(ContentError) as caught:
        load_topic(topic)
    assert fact in caught.value.fact
    assert hint in caught.value.hint
    assert caught.value.place == f"{topic / 'en.md'}:{line + 9}"


FRONT_MISTAKES = [
    ("Text.", 1, "does not begin with front matter", "---"),
    ("---\ntitle: T\n", 1, "never ends", "---"),
    ("---\ntitle: T\n---\n", 1, "no source", "source: Riverside Clinic"),
    ("---\nsource: S\n---\n", 1, "no title", "title: Type 2 Diabetes"),
    ("---\n---\n", 1, "not a list of keys", "title:"),
    ("---\n- a\n---\n", 1, "not a list of keys", "title:"),
    ("---\ntitle: T\nsource: S\nsynonims: [a]\n---\n", 4, "no key 'synonims'", "Did you mean 'synonyms'?"),
    ("---\ntitle: T\nsource: S\nzzz: a\n---\n", 4, "no key 'zzz'", "Keys: title"),
    ("---\ntitle: T\ntitle: U\nsource: S\n---\n", 3, "title stands twice", "Keep one"),
    ("---\ntitle: T: U\nsource: S\n---\n", 2, "no YAML", "double quotes"),
    ("---\ntitle: \nsource: S\n---\n", 2, "title: it is not one line", "title: Type 2"),
    ("---\ntitle: [T]\nsource: S\n---\n", 2, "title: it is not one line", "title: Type 2"),
    ("---\ntitle: T\nsource: S\nstate: final\n---\n", 4, "state: it is not one of official", "state: draft"),
    ("---\ntitle: T\nsource: S\nsynonyms: a, b\n---\n", 4, "synonyms: it is not a list", "[Hypertension, HBP]"),
    ("---\ntitle: T\nsource: S\nupdated: May 4, 2026\n---\n", 4, "updated: it is not a date", "updated: 2026-11-21"),
    ("---\ntitle: T\nsource: S\nupdated: 2026-02-30\n---\n", 4, "updated: it is not a date", "updated: 2026-11-21"),
    ("---\ntitle: T\nsource: S\ncodes: [E11]\n---\n", 4, "codes: it does not give", "codes: {ICD-10-CM"),
    ("---\ntitle: T\nsource: S\ncodes: {a: {b: {c: d}}}\n---\n", 4, "codes: it is nested too deep", "codes: {ICD"),
    ("---\ntitle: T\nsource: S\naddress: https://c.example\n---\n", 4, "address: it does not give", "address: {en:"),
    ("---\ntitle: T\nsource: S\naddress: {en: c.example}\n---\n", 4, "no full web address", "address: {en:"),
    ("---\ntitle: T\nsource: S\naddress: {en: 'http://[x'}\n---\n", 4, "no full web address", "address: {en:"),
    ("---\ntitle: T\nsource: S\naddress: {en: https://c.example/ñ}\n---\n", 4, "write https://c.example/%C3", "{en:"),
]


@pytest.mark.parametrize(("text", "line", "fact", "hint"), FRONT_MISTAKES)
def test_a_mistake_in_the_front_matter_is_named(tmp_path: Path, text: str, line: int, fact: str, hint: str) -> None:
    topic = write(tmp_path, text)
    with pytest.raises(ContentError) as caught:
        load_topic(topic)
    assert fact in caught.value.fact
    assert hint in caught.value.hint
    assert caught.value.place == f"{topic / 'en.md'}:{line}"


def test_front_matter_values_are_what_was_typed(tmp_path: Path) -> None:
    topic = load_topic(write(tmp_path, "---\ntitle: no\nsource: 1.10\ncodes: {X: [0123, 1e5]}\n---\nText.\n"))
    assert topic.articles["en"].title == "no"
    assert topic.articles["en"].provenance.source == "1.10"
    assert [code.code for code in topic.codes] == ["0123", "1e5"]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    topic = write(tmp_path)
    (topic / "en.md").write_bytes(EN.encode() + "\nniño".encode("latin-1"))
    with pytest.raises(ContentError, match=r"en\.md:\d+: the file is not UTF-8"):
        load_topic(topic)


def test_a_folder_without_the_english(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load_topic(tmp_path / "nothing")


def test_a_folder_whose_name_is_no_id(tmp_path: Path) -> None:
    folder = write(tmp_path).rename(tmp_path / "Bee Stings")
    with pytest.raises(ContentError, match="no name for a topic"):
        load_topic(folder)


# --------------------------------------------------------------------------- the Spanish


def test_spanish_article(tmp_path: Path) -> None:
    topic = load_topic(write(tmp_path, es=ES), languages=["es"])
    english, spanish = topic.articles["en"], topic.articles["es"]
    assert topic.languages == ("en", "es")
    assert spanish.title == "Picaduras de abeja"
    assert spanish.synonyms == ("Picaduras de avispa", "Picaduras: insectos")
    assert spanish.description == "Qué hacer después de una picadura"
    assert spanish.groups == ("Primeros auxilios",)
    assert spanish.attribution == ("Clínica del Jardín", "Enfermería")
    assert spanish.address == "https://clinic.example/es/abejas"
    assert spanish.alternates == (Alternate("en", "https://clinic.example/bees"),)
    assert spanish.dates == Dates(updated=date(2026, 5, 6))
    provenance = spanish.provenance
    assert (provenance.source, provenance.provider, provenance.state) == ("Clínica del Jardín", "local", "reviewed")
    assert (provenance.translator, provenance.reviewer, provenance.credential) == ("Ana Ruiz", "Luis Paz", "CHI")
    assert provenance.translated_from == english.provenance.sha256
    assert provenance.sha256 not in ("", english.provenance.sha256)


def test_blocks_stand_one_for_one(tmp_path: Path) -> None:
    articles = load_topic(write(tmp_path, es=ES)).articles
    shapes = [[shape(block) for block in articles[lang].blocks] for lang in ("en", "es")]
    assert shapes[0] == shapes[1]
    words = [plain_text(run) for block in articles["es"].blocks for run in runs(block)]
    assert words == [
        "¿Qué es una picadura de abeja?",
        "Una picadura duele por poco tiempo. Casi todas las picaduras sanan en 2 días.",
        "Lávela. Use jabón.",
        "Enfríela",
        "con hielo",
        "o con agua fría",
        "¿Qué se hace primero?",
        "Aléjese.",
        "Busque el aguijón.",
    ]


def shape(block: Heading | Paragraph | Bullets) -> object:
    """Return a block's kind without its words."""
    if isinstance(block, Heading):
        return block.level
    if isinstance(block, Bullets):
        return [block.ordered, *([shape(inner) for inner in item.nested] for item in block.items)]
    return "paragraph"


def test_links_in_the_text_know_each_other(tmp_path: Path) -> None:
    articles = load_topic(write(tmp_path, es=ES)).articles
    found = {
        lang: [anchor.link for block in article.blocks for run in runs(block) for anchor in anchors(run)]
        for lang, article in articles.items()
    }
    here, there = "https://bees.example/stings", "https://bees.example/spanish/stings"
    water = Link("https://bees.example/water", "cold water", "en")
    assert found["en"] == [Link(here, "stings", "en", alternates=(Alternate("es", there),)), water]
    assert found["es"] == [Link(there, "picaduras", "es", alternates=(Alternate("en", here),)), water]


def test_links_may_change_their_order(tmp_path: Path) -> None:
    line = "See [one](https://a.example/one) and [two](https://a.example/two) and [three](https://a.example/three)."
    spanish = "Vea [tres](https://b.example/3), [dos](https://a.example/es/two) y [uno](https://a.example/one)."
    text = f"---\ntitle: T\nsource: S\n---\n{line}\n"
    articles = load_topic(write(tmp_path, text, {"T": "T", "S": "S", line: spanish}), languages=["es"]).articles
    english = [anchor.link for anchor in anchors(next(runs(articles["en"].blocks[0])))]
    spanish_links = [anchor.link for anchor in anchors(next(runs(articles["es"].blocks[0])))]
    assert [link.alternates for link in english] == [
        (),
        (Alternate("es", "https://a.example/es/two"),),
        (Alternate("es", "https://b.example/3"),),
    ]
    assert [link.title for link in spanish_links] == ["tres", "dos", "one"]
    assert spanish_links[0].alternates == (Alternate("en", "https://a.example/three"),)


def test_a_link_that_has_its_counterpart_keeps_it(tmp_path: Path) -> None:
    line = "See [one](https://a.example/one) and [uno](https://a.example/es/one)."
    spanish = "Vea [uno](https://a.example/one) y [otro](https://b.example/2)."
    text = f"---\ntitle: T\nsource: S\n---\n{line}\n"
    article = load_topic(write(tmp_path, text, {"T": "T", "S": "S", line: spanish}), languages=["es"]).articles["en"]
    links = [anchor.link for anchor in anchors(next(runs(article.blocks[0])))]
    assert [link.alternates for link in links] == [(), (Alternate("es", "https://b.example/2"),)]


def test_sections_list_what_has_a_page_in_spanish(tmp_path: Path) -> None:
    sections = load_topic(write(tmp_path, es=ES)).articles["es"].sections
    stings = Link(
        "https://bees.example/es/acerca",
        "Picaduras de abeja",
        "es",
        ("Sociedad de las Abejas", "Clínica del Jardín"),
        (Alternate("en", "https://bees.example/about?p=1"),),
        ("easy-to-read", "pdf", "video"),
    )
    keeper = Link(
        "https://bees.example/es/buscar",
        "Encuentre un apicultor",
        "es",
        alternates=(Alternate("en", "https://bees.example/find"),),
    )
    assert sections == (
        LinkSection("start-here", "Comience aquí", (stings,)),
        LinkSection("other:beekeepers", "Apicultores", (keeper,)),
    )


def test_a_second_language_is_one_more_file(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    catalogue = to_catalogue(load_page(topic / "en.md"), "pt")
    for message in catalogue:
        if message.id:
            message.string = str(message.id).replace("/stings", "/pt/stings")
    (topic / "pt.po").write_text(to_po(catalogue, BY), encoding="utf-8")
    articles = load_topic(topic, languages=["es", "pt"]).articles
    assert tuple(articles) == ("en", "es", "pt")
    assert articles["pt"].sections == ()
    link = next(anchors(next(runs(articles["en"].blocks[1])))).link
    assert [alternate.lang for alternate in link.alternates] == ["es", "pt"]


# --------------------------------------------------------------------------- what is not translated


def states(topic: Path) -> dict[str, str]:
    translations = to_translations(load_page(topic / "en.md"), load_po(topic / "es.po"))
    return {t.unit.source: t.state for t in translations if t.state != "translated"}


def test_an_incomplete_translation_is_no_article_and_says_what_is_missing(tmp_path: Path) -> None:
    topic = write(tmp_path, es={k: v for k, v in ES.items() if k not in ("Cool it", "Beekeepers")})
    assert states(topic) == {"Cool it": "missing", "Beekeepers": "missing"}
    assert load_topic(topic).languages == ("en",)
    with pytest.raises(ContentError) as caught:
        load_topic(topic, languages=["es"])
    assert "2 of the topic's texts" in caught.value.fact
    assert "cool-it (missing, en.md:21)" in caught.value.fact
    assert "section:beekeepers" in caught.value.fact


def test_a_long_list_of_what_is_missing_is_cut(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="and 12 more"):
        load_topic(write(tmp_path, es={}), languages=["es"])


def test_a_fuzzy_entry_is_not_translated(tmp_path: Path) -> None:
    topic = change(write(tmp_path, es=ES), 'msgctxt "cool-it"', '#, fuzzy\nmsgctxt "cool-it"')
    assert states(topic) == {"Cool it": "fuzzy"}
    with pytest.raises(ContentError, match=r"cool-it \(fuzzy"):
        load_topic(topic, languages=["es"])


def test_english_that_changed_is_told_from_english_that_is_new(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    change(topic, "- Cool it", "- Cool it well\n- Rest", "en.md")
    change(topic, 'msgctxt "cool-it"', 'msgctxt "cool-it-well"')
    assert states(topic) == {"Cool it well": "changed", "Rest": "missing"}
    assert load_topic(topic).languages == ("en",)


def test_text_may_move_and_its_ids_be_counted_anew(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    change(topic, 'msgctxt "walk-away"', 'msgctxt "what-it-was-called-before"')
    change(topic, "1. Walk away.\n2. Look for the stinger.", "1. Look for the stinger.\n2. Walk away.", "en.md")
    assert states(topic) == {}


def test_one_english_text_with_two_translations_is_not_guessed_at(tmp_path: Path) -> None:
    text = "---\ntitle: T\nsource: S\n---\n## Care\n\nWash.\n\n## Care\n\nRest.\n"
    topic = write(tmp_path, text, {"T": "T", "S": "S", "Wash.": "Lave.", "Rest.": "Descanse.", "Care": "Cuidados"})
    assert states(topic) == {}
    change(topic, 'msgctxt "care-2"\nmsgid "Care"\nmsgstr "Cuidados"', 'msgctxt "x"\nmsgid "Care"\nmsgstr "Atención"')
    assert states(topic) == {"Care": "missing"}


def test_a_language_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"no es\.po"):
        load_topic(write(tmp_path), languages=["es"])


# --------------------------------------------------------------------------- mistakes in es.po

PO_MISTAKES = [
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "Enfríela', 1, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr[0] "Enfríela"', 1, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "a" b', 1, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"', 3, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "a"\nmsgstr "b"', 2, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\n# note\nmsgstr "a"', 0, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "En <b>frío</b>"', 0, "HTML"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "Enfríe [la](x"', 0, "not understood"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "[E](https://a.example)"', 0, "has 0 links"),
    ('msgid "Cool it"\nmsgstr "Enfríela"', 'msgid "Cool it"\nmsgstr "**Enfríela**"', 0, "has 0 **strong** parts"),
]


@pytest.mark.parametrize(("old", "new", "line", "fact"), PO_MISTAKES)
def test_a_mistake_in_the_translation_is_named(tmp_path: Path, old: str, new: str, line: int, fact: str) -> None:
    topic = write(tmp_path, es=ES)
    at = (topic / "es.po").read_text(encoding="utf-8").split("\n").index('msgid "Cool it"') + 1
    change(topic, old, new)
    with pytest.raises(ContentError) as caught:
        load_topic(topic)
    assert fact in caught.value.fact
    assert caught.value.hint
    assert caught.value.place == f"{topic / 'es.po'}:{at + line}"


def test_a_lost_link_and_lost_emphasis_name_the_entry(tmp_path: Path) -> None:
    topic = change(write(tmp_path, es=ES), "o con [agua fría](https://bees.example/water)", "o con agua fría")
    with pytest.raises(ContentError, match="or-with-cold-water: the English has 1 links, the translation 0"):
        load_topic(topic)
    topic = change(write(tmp_path, es=ES), "**Lávela.** Use", "Lávela. Use")
    with pytest.raises(ContentError, match=r"wash-it-use-soap: the English has 1 \*\*strong\*\* parts"):
        load_topic(topic)


def test_an_entry_that_stands_twice(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    path = topic / "es.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\nmsgctxt "cool-it"\nmsgid "Cool it"\nmsgstr "Otra cosa"\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_topic(topic)
    assert caught.value.fact == "an entry stands twice"
    assert caught.value.place == f"{path}:{text.count(chr(10)) + 3}"


HEADER_MISTAKES = [
    ('"X-State: reviewed\\n"', '"X-State: final\\n"', "X-State is 'final'"),
    ('"X-Reviewer: Luis Paz\\n"', '"X-Reviewer: \\n"', "called reviewed by no one"),
    ('"X-Credential: CHI\\n"', "", "called reviewed by no one"),
    ('"PO-Revision-Date: 2026-05-06 00:00+0000\\n"', '"PO-Revision-Date: May\\n"', "not understood"),
]


@pytest.mark.parametrize(("old", "new", "fact"), HEADER_MISTAKES)
def test_a_mistake_in_the_header_is_named(tmp_path: Path, old: str, new: str, fact: str) -> None:
    topic = change(write(tmp_path, es=ES), old, new)
    with pytest.raises(ContentError, match=fact):
        load_topic(topic)


def test_an_empty_po_file(tmp_path: Path) -> None:
    topic = write(tmp_path)
    (topic / "es.po").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(ContentError, match="is empty"):
        load_topic(topic)


def test_a_header_without_our_fields_is_a_draft_by_no_one(tmp_path: Path) -> None:
    header = '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
    topic = write(tmp_path, es=ES)
    head, _, rest = (topic / "es.po").read_text(encoding="utf-8").partition("\n\n")
    assert "X-State" in head
    (topic / "es.po").write_text(f'msgid ""\nmsgstr ""\n{header}\n{rest}', encoding="utf-8")
    article = load_topic(topic, languages=["es"]).articles["es"]
    assert article.provenance.state == "draft"
    assert article.provenance.translator == ""
    assert article.dates == Dates()


def test_a_header_on_one_line(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    _, _, rest = (topic / "es.po").read_text(encoding="utf-8").partition("\n\n")
    (topic / "es.po").write_text(f'msgid ""\nmsgstr "X-Translator: \\"Ana\\"\\nX-State: machine\\n"\n\n{rest}')
    assert load_po(topic / "es.po").credits == Credits('"Ana"', state="machine")


# --------------------------------------------------------------------------- the catalogue


def test_catalogue(tmp_path: Path) -> None:
    catalogue = to_catalogue(load_page(write(tmp_path) / "en.md"), "es")
    entries = {message.context: message for message in catalogue if message.id}
    assert list(entries) == [
        "title",
        "source",
        "synonym:wasp-stings",
        "synonym:stings-insects",
        "description",
        "group:first-aid",
        "attribution:garden-clinic",
        "attribution:nurses",
        "what-is-a-bee-sting",
        "a-sting-hurts-for-a-short",
        "wash-it-use-soap",
        "cool-it",
        "with-ice",
        "or-with-cold-water",
        "what-comes-first",
        "walk-away",
        "look-for-the-stinger",
        "link:bee-stings",
        "organization:bee-society",
        "organization:garden-clinic",
        "section:beekeepers",
        "link:find-a-beekeeper",
    ]
    assert entries["cool-it"].auto_comments == ["list item, under “What is a bee sting?”"]
    assert entries["link:bee-stings"].auto_comments == ["title of the page behind a link, under “Start Here”"]


def test_ids_are_unique_and_survive_what_is_added_above(tmp_path: Path) -> None:
    text = "---\ntitle: T\nsource: S\n---\nTitle.\n\n{}## Care at home\n\nCare at home.\n\nÑandú’s 5% or more.\n\n- …\n"
    before = to_catalogue(load_page(write(tmp_path, text.format("")) / "en.md"), "es")
    ids = [message.context for message in before if message.id]
    assert ids == ["title", "source", "title-2", "care-at-home", "care-at-home-2", "nandus-5-or-more", "text"]
    after = to_catalogue(load_page(write(tmp_path, text.format("New here.\n\n")) / "en.md"), "es")
    assert [message.context for message in after if message.id] == [*ids[:3], "new-here", *ids[3:]]


def test_no_entry_is_taken_for_a_python_format(tmp_path: Path) -> None:
    text = "---\ntitle: T\nsource: S\n---\nBelow 5% or more.\n"
    assert "python-format" not in to_po(to_catalogue(load_page(write(tmp_path, text) / "en.md"), "es"), BY)


def test_the_po_file_says_what_was_put_in_and_nothing_of_the_clock(tmp_path: Path) -> None:
    catalogue = to_catalogue(load_page(write(tmp_path) / "en.md"), "es")
    by = Credits('Ana "Pi" Ruiz', "Luis\\Paz", "CHI", "draft", date(2026, 5, 6), "One.\nTwo.")
    text = to_po(catalogue, by)
    assert text.startswith('# One.\n# Two.\nmsgid ""\n')
    assert text == to_po(to_catalogue(load_page(write(tmp_path) / "en.md"), "es"), by)
    assert "Generated-By" not in text
    (tmp_path / "es.po").write_text(text, encoding="utf-8")
    read = load_po(tmp_path / "es.po").credits
    assert (read.translator, read.reviewer, read.revised) == ('Ana "Pi" Ruiz', "Luis\\Paz", date(2026, 5, 6))
    assert len(read_po(text.split("\n"), abort_invalid=True)) == len(catalogue)


# --------------------------------------------------------------------------- whatever comes

PIECES = [
    *(
        "\n",
        "\n\n",
        "# ",
        "## ",
        "### ",
        "- ",
        "  - ",
        "1. ",
        "**",
        "*",
        "_",
        "](",
        "> ",
        "    ",
        "\\",
        "`",
        "```",
        "~~",
    ),
    *(
        "[a](https://x.example)",
        "[b][1]",
        "[1]: https://x.example",
        "<b>",
        "<https://x.example>",
        "<!-- c -->",
        "&nbsp;",
    ),
    *(
        "![i](u)",
        "| a | b |\n|---|---|\n",
        "word ",
        "é",
        "---\n",
        "# Links\n\n",
        "## Start Here\n\n",
        "(Org)",
        ": ",
        "\t",
    ),
    *(
        "- [T](https://x.example) (Org)\n",
        "  - es: <https://x.example/es>\n",
        "  - marks: pdf\n",
        "[x](http://[)",
        "\x00",
    ),
]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    topic = write(tmp_path_factory.mktemp("t"), "---\ntitle: T\nsource: S\n---\n" + "".join(pieces))
    found = outcome(topic)
    if isinstance(found, ContentError):
        assert found.place
        assert found.hint
    else:
        assert all(plain_text(run).strip() for block in found.articles["en"].blocks for run in runs(block))


def outcome(topic: Path) -> Topic | ContentError:
    """Return what a folder gives; any other error is a bug, and gets out."""
    try:
        return load_topic(topic)
    except ContentError as error:
        return error


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.data())
def test_any_po_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    topic = write(tmp_path_factory.mktemp("t"), es=ES)
    lines = (topic / "es.po").read_text(encoding="utf-8").split("\n")
    other = st.sampled_from(
        [*lines, '"', "\\", 'msgid "x"', '#~ msgid "x"', 'msgstr[0] "x"', 'msgid_plural "x"', "<b>"]
    )
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + data.draw(st.integers(0, 2))] = [data.draw(other)]
    (topic / "es.po").write_text("\n".join(lines), encoding="utf-8")
    found = outcome(topic)
    if isinstance(found, ContentError):
        assert found.place
    else:
        assert found.languages in (("en",), ("en", "es"))


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.randoms(use_true_random=False), st.booleans())
def test_the_order_and_the_ids_of_a_po_file_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, renamed: bool
) -> None:
    topic = write(tmp_path_factory.mktemp("t"), es=ES)
    whole = load_topic(topic, languages=["es"]).articles["es"]
    head, *entries = (topic / "es.po").read_text(encoding="utf-8").strip().split("\n\n")
    chance.shuffle(entries)
    if renamed:
        entries = [entry.replace('msgctxt "', f'msgctxt "{number}:') for number, entry in enumerate(entries)]
    (topic / "es.po").write_text("\n\n".join([head, *entries]) + "\n", encoding="utf-8")
    again = load_topic(topic, languages=["es"]).articles["es"]
    assert again.blocks == whole.blocks
    assert again.sections == whole.sections
    assert again.title == whole.title


# --------------------------------------------------------------------------- a review covers the reviewed words alone


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("es.po", "sanan en 2 días", "sanan en 20 días"),
        ("es.po", "Picaduras de abeja", "Picaduras"),
        ("en.md", "1. Walk away.\n2. Look for the stinger.", "1. Look for the stinger.\n2. Walk away."),
    ],
)
def test_a_later_edit_voids_the_review(tmp_path: Path, file: str, old: str, new: str) -> None:
    topic = write(tmp_path, es=ES)
    assert load_topic(topic).articles["es"].provenance.state == "reviewed"
    text = (topic / file).read_text(encoding="utf-8")
    assert old in text
    (topic / file).write_text(text.replace(old, new), encoding="utf-8")
    provenance = load_topic(topic).articles["es"].provenance
    assert (provenance.state, provenance.reviewer, provenance.credential) == ("draft", "", "")
    assert provenance.translator == "Ana Ruiz"


def test_the_day_of_the_review_is_known(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES, by=replace(BY, reviewed=date(2026, 6, 7)))
    assert load_topic(topic).articles["es"].dates.reviewed == date(2026, 6, 7)


# --------------------------------------------------------------------------- drafts: translations that are not complete


def unsaid(lang: str) -> str:
    return f"[{lang}?]"


def test_an_incomplete_translation_comes_as_a_draft_where_that_is_wanted(tmp_path: Path) -> None:
    topic = write(tmp_path, es={**ES, "Cool it": "", "with ice": ""})
    assert "es" not in load_topic(topic).articles
    article = load_topic(topic, nothing=unsaid).articles["es"]
    words = [plain_text(run) for block in article.blocks for run in runs(block)]
    assert words[3:5] == ["[es?]", "[es?]"]
    assert (article.provenance.state, article.provenance.stale) == ("draft", False)


def test_a_missing_piece_with_a_link_is_no_lost_link(tmp_path: Path) -> None:
    source = next(key for key in ES if "[cold water]" in key)
    article = load_topic(write(tmp_path, es={**ES, source: ""}), nothing=unsaid).articles["es"]
    assert "[es?]" in [plain_text(run) for block in article.blocks for run in runs(block)]


def test_where_nothing_is_translated_there_is_no_draft(tmp_path: Path) -> None:
    assert load_topic(write(tmp_path, es=dict.fromkeys(ES, "")), nothing=unsaid).languages == ("en",)


def test_a_complete_translation_is_the_same_either_way(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    assert load_topic(topic, nothing=unsaid) == load_topic(topic)


def test_a_changed_english_makes_the_draft_stale(tmp_path: Path) -> None:
    topic = change(write(tmp_path, es=ES), "in 2 days.", "in 3 days.", "en.md")
    provenance = load_topic(topic, nothing=unsaid).articles["es"].provenance
    assert (provenance.state, provenance.stale) == ("draft", True)


def test_an_entry_with_the_english_it_was_made_from_is_a_changed_one(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    po = (topic / "es.po").read_text(encoding="utf-8")
    at = po.index('msgctxt "cool-it"')
    marked = po[:at] + '#, fuzzy\n#| msgid "Chill it"\n' + po[at:]
    (topic / "es.po").write_text(marked, encoding="utf-8")
    states = {t.unit.id: t.state for t in to_translations(load_page(topic / "en.md"), load_po(topic / "es.po"))}
    assert (states["cool-it"], states["with-ice"]) == ("changed", "translated")


def test_a_review_does_not_cover_what_is_marked_fuzzy(tmp_path: Path) -> None:
    topic = write(tmp_path, es=ES)
    po = (topic / "es.po").read_text(encoding="utf-8")
    at = po.index('msgctxt "cool-it"')
    (topic / "es.po").write_text(po[:at] + "#, fuzzy\n" + po[at:], encoding="utf-8")
    assert load_topic(topic, nothing=unsaid).articles["es"].provenance.state == "draft"
