"""From a PO file back to an article: every string as it was translated, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handouts.errors import ContentError
from handouts.model import Alternate, Anchor, Bullets, Dates, Heading, Link, Paragraph, Strong, Text, anchors, runs
from handouts.pofile import Credits, Po
from handouts.sources import builtin
from handouts.translation.articles import to_article
from handouts.translation.earlier import Earlier, to_entries
from handouts.translation.pieces import to_pieces


def test_the_article_that_a_translation_gives(english, spanish):
    article = to_article(english, spanish, "[falta]")
    ice = Link("https://bees.example/es/hielo", "hielo", "es", (), (Alternate("en", "https://bees.example/ice"),))
    assert article.title == "Picaduras de abeja"
    assert article.blocks[0] == Heading(2, (Text("¿Qué es una picadura de abeja?"),))
    assert article.blocks[1] == Paragraph(
        (Text("Una "), Strong((Text("duele"),)), Text(" 2 días. Ponga "), Anchor(ice, (Text("hielo"),)), Text("."))
    )
    assert isinstance(article.blocks[2], Bullets)
    assert article.blocks[2].items[1].nested[0].items[1].inlines == (Text("o con agua fría"),)
    assert article.synonyms == ("Picaduras de avispa",)
    assert article.attribution == ("Sociedad de Abejas, Enfermería",)
    assert article.dates == Dates(updated=date(2026, 5, 6), retrieved=date(2026, 1, 2))


def test_links_lead_to_their_pages_in_the_language(english, spanish):
    sections = to_article(english, spanish, "[falta]").sections
    assert [(section.id, section.title) for section in sections] == [
        ("start-here", "Comience aquí"),
        ("other:keepers", "Apicultores"),
    ]
    assert sections[0].links == (
        Link(
            "https://bees.example/es/acerca",
            "Picaduras de abeja",
            "es",
            ("Sociedad de Abejas",),
            (Alternate("en", "https://bees.example/about"),),
        ),
    )


def test_a_link_without_a_page_in_the_language_stays_the_english_one(english, spanish, edit):
    same = edit(spanish, "address:bees-example-ice", text="https://bees.example/ice")
    (anchor,) = anchors(to_article(english, same, "[falta]").blocks[1].inlines)
    assert (anchor.link.lang, anchor.link.title) == ("en", "ice")
    assert anchor.inlines == (Text("hielo"),)


def test_what_is_not_translated_says_so_in_its_place(english, spanish, edit):
    part = edit(edit(spanish, "cool-it", text=""), "synonym:wasp-stings", text="")
    article = to_article(english, part, "[falta la traducción]")
    assert article.blocks[2].items[1].inlines == (Text("[falta la traducción]"),)
    assert article.synonyms == ()
    assert article.provenance.state == "draft"


def test_provenance_is_reviewed_only_while_everything_holds(english, spanish, pieces, approve, edit):
    reviewed = approve(spanish, pieces)
    provenance = to_article(english, reviewed, "").provenance
    assert (provenance.state, provenance.stale) == ("reviewed", False)
    assert (provenance.translator, provenance.reviewer, provenance.credential) == ("Ana Ruiz", "Luis Paz", "CHI")
    assert provenance.translated_from == english.provenance.sha256
    assert to_article(english, reviewed, "").dates.reviewed == date(2026, 5, 7)
    fuzzy = approve(edit(spanish, "cool-it", fuzzy=True), pieces)
    for po in (fuzzy, edit(reviewed, "cool-it", text="Enfríe")):
        provenance = to_article(english, po, "").provenance
        assert (provenance.state, provenance.reviewer, provenance.credential) == ("draft", "", "")


def test_a_changed_english_makes_it_stale(english, spanish, pieces, approve):
    changed = replace(english, blocks=(*english.blocks[:3], Paragraph((Text("Do not scratch it."),))))
    provenance = to_article(changed, approve(spanish, pieces), "").provenance
    assert (provenance.state, provenance.stale) == ("draft", True)


@pytest.mark.parametrize("text", ["Una duele.", "Una <b1>duele</b1> <a2>x</a2> <a2>y</a2>", "<b1>Una <a2>x</b1></a2>"])
def test_a_broken_tag_names_the_entry_and_the_next_step(english, spanish, edit, text):
    broken = edit(spanish, "a-sting-hurts-for-2-days", text=text)
    if text == "Una duele.":  # what is lost is for the fault check to fail; an article can be made of it
        assert to_article(english, broken, "").blocks[1].inlines == (Text("Una duele."),)
        return
    with pytest.raises(ContentError, match="a-sting-hurts-for-2-days") as error:
        to_article(english, broken, "")
    assert "Keep each tag" in error.value.hint
    assert ":" in error.value.place


@pytest.mark.parametrize("name", builtin.ids())
def test_a_topic_of_ours_comes_back_word_for_word(name, reread):
    """Extract with the Spanish that is there, write, read, and make the article again: nothing is another."""
    articles = builtin.load_topic(name).articles
    english, spanish = articles["en"], articles["es"]
    pairs = [((a,), (b,), 1.0) for a, b in zip(english.blocks, spanish.blocks, strict=True)]
    pieces = to_pieces(english, "es")
    entries = to_entries(pieces, english, Earlier(spanish, pairs, "the topic", certain=True))
    assert all(entry.text and not entry.fuzzy for entry in entries)
    article = to_article(english, reread(Po("es", "x.po", "", Credits(), entries)), "[falta]")
    assert article.blocks == spanish.blocks
    assert article.sections == spanish.sections
    for part in ("title", "synonyms", "description", "groups", "attribution", "address", "alternates"):
        assert getattr(article, part) == getattr(spanish, part)
    assert sum(len(list(runs(block))) for block in article.blocks) == sum(
        piece.kind in ("heading", "paragraph", "item") for piece in pieces
    )
