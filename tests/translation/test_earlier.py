"""What is there already is filled in, and a guess is marked as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.compose.pairing import pair
from handouts.model import Alternate, Anchor, Article, Link, Paragraph, Provenance, Strong, Text
from handouts.sources import medlineplus_xml
from handouts.translation.earlier import Earlier, to_entries
from handouts.translation.pieces import to_pieces


def article(lang: str, *inlines, **more) -> Article:
    return Article(lang, "T", (Paragraph(inlines),), Provenance("S", "local", "", "official"), **more)


def anchor(words: str, address: str, *alternates: Alternate) -> Anchor:
    return Anchor(Link(address, words, "en", (), alternates), (Text(words),))


def running_text(english: Article, spanish: Article, sure: float = 0.97):
    pieces = to_pieces(english, "es")
    entries = to_entries(pieces, english, Earlier(spanish, [(english.blocks, spanish.blocks, sure)], "an older sheet"))
    return {piece.kind: entry for piece, entry in zip(pieces, entries, strict=True)}


def test_nothing_is_known(pieces, english):
    entries = to_entries(pieces, english, None)
    assert {entry.text for entry in entries} == {"", "https://bees.example/ice"}
    assert not any(entry.fuzzy for entry in entries)


def test_a_guess_is_fuzzy_and_says_how_sure_it_is():
    found = running_text(article("en", Text("Rest.")), article("es", Text("Descanse.")))
    assert (found["paragraph"].text, found["paragraph"].fuzzy) == ("Descanse.", True)
    assert found["paragraph"].comments == ("from an older sheet; it is 97% sure to belong here",)
    assert not found["title"].fuzzy


def test_links_that_changed_their_order_keep_their_tags_and_teach_their_addresses():
    english = article(
        "en", anchor("sugar", "https://x.example/sugar"), Text(" and "), anchor("salt", "https://x.example/salt")
    )
    spanish = article(
        "es",
        anchor("sal", "https://x.example/spanish/salt"),
        Text(" y "),
        anchor("azúcar", "https://x.example/spanish/sugar"),
    )
    found = running_text(english, spanish)
    assert found["paragraph"].text == "<a2>sal</a2> y <a1>azúcar</a1>"
    pieces = to_pieces(english, "es")
    entries = to_entries(pieces, english, Earlier(spanish, [(english.blocks, spanish.blocks, 1.0)], ""))
    assert {e.source: e.text for e in entries if e.context.startswith("address")} == {
        "https://x.example/sugar": "https://x.example/spanish/sugar",
        "https://x.example/salt": "https://x.example/spanish/salt",
    }


def test_words_with_other_marks_come_without_any_and_less_sure():
    found = running_text(article("en", Strong((Text("Rest."),)), Text(" Now.")), article("es", Text("Descanse ya.")))
    assert found["paragraph"].text == "Descanse ya."
    assert "48% sure" in found["paragraph"].comments[0]


def test_blocks_of_another_shape_are_not_guessed_at(english):
    other = replace(english, lang="es", blocks=english.blocks[:2])
    pieces = to_pieces(english, "es")
    entries = to_entries(pieces, english, Earlier(other, [(english.blocks, other.blocks, 0.9)], ""))
    assert not any(e.text for p, e in zip(pieces, entries, strict=True) if p.kind in ("paragraph", "item"))


@pytest.mark.parametrize("title", ["Acne", "Acupuncture"])
def test_the_official_spanish_of_a_real_topic(samples, title):
    topic = medlineplus_xml.load_topic(samples / "mplus_topics_2024-08-30_sample.xml", title)
    english, spanish = topic.articles["en"], topic.articles["es"]
    pairs = [(one.left, one.right, one.confidence) for one in pair(english, spanish).pairs]
    pieces = to_pieces(english, "es")
    entries = to_entries(pieces, english, Earlier(spanish, pairs, "MedlinePlus's own Spanish"))
    text = [(p, e) for p, e in zip(pieces, entries, strict=True) if p.kind in ("heading", "paragraph", "item")]
    assert all(e.fuzzy for _, e in text if e.text)
    share = sum(bool(e.text) for _, e in text) / len(text)
    print(f"{title}: {share:.0%} of {len(text)} pieces filled in from the official Spanish")
    assert share > 0.9
