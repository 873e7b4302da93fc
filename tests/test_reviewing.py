"""The review sheet as a file: it passes every check a handout passes, in both languages, and loads nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import lxml.html
import pytest

from handouts.checks.facts import read_facts
from handouts.pofile import Credits, Po
from handouts.reviewing import make_sheet
from handouts.sources import builtin, load_topics
from handouts.translation.earlier import Earlier, to_entries
from handouts.translation.faults import find_faults, load_glossary
from handouts.translation.merging import translations, updated
from handouts.translation.pieces import to_pieces
from handouts.translation.sheet import to_sheet


def sheet_of(topic_id, po, pieces):
    found = translations(po, pieces)
    return to_sheet(topic_id, "Spanish", po, found, find_faults(found, load_glossary()), date(2026, 11, 21))


@pytest.fixture(scope="module")
def changed():
    """A topic of ours whose English has changed after it was translated."""
    articles = builtin.load_topic("flu-vaccine").articles
    pairs = [((a,), (b,), 1.0) for a, b in zip(articles["en"].blocks, articles["es"].blocks, strict=True)]
    pieces = to_pieces(articles["en"], "es")
    po = Po(
        "es",
        "x",
        "",
        Credits("Ana Ruiz"),
        to_entries(pieces, articles["en"], Earlier(articles["es"], pairs, "", certain=True)),
    )
    later = tuple(replace(p, source=p.source.replace("less than 2 weeks", "less than 1 week")) for p in pieces)
    return sheet_of("flu-vaccine", updated(po, later), later)


def test_it_passes_the_checks_of_a_handout(changed):
    made = make_sheet(changed, file="review.pdf")
    assert [finding for finding in made.report.findings if finding.outcome == "fail"] == []
    facts = read_facts(made.pdf, "review.pdf")
    said = "".join(piece.text for piece in facts.pieces)
    assert "[− 2 weeks. −]" in said.replace("\xa0", " ")
    assert "[+ 1 week. +]" in said.replace("\xa0", " ")
    assert "Signature of the reviewer" in said
    assert {piece.language for piece in facts.pieces if piece.text.strip()} == {"en", "es"}


def test_the_page_for_a_screen_needs_nothing_beside_it(changed):
    root = lxml.html.document_fromstring(make_sheet(changed).page)
    assert root.xpath("//@src | //link | //script") == []
    assert root.xpath("//span[@class='removed']/text()")[1] == "2 weeks."
    assert {e.get("lang") for e in root.iter() if e.get("lang")} == {"en", "es"}
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3")]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_words_stay_words(changed):
    row = replace(changed.rows[0], translation="<script>alert(1)</script>")
    page = make_sheet(replace(changed, rows=(row,))).page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_review_that_is_void_is_not_told_as_one_that_holds(changed):
    by = replace(changed.credits, reviewer="Luis Paz", credential="CHI", reviewed=date(2026, 5, 6))
    page = " ".join(make_sheet(replace(changed, credits=by)).page.split())
    assert "Reviewed by Luis Paz, CHI, on 2026-05-06; that review is void, because a text is another since." in page
    page = " ".join(make_sheet(replace(changed, credits=by, standing=True)).page.split())
    assert "Reviewed by Luis Paz, CHI, on 2026-05-06.</p>" in page


@pytest.mark.slow
def test_the_two_seeds_as_before_and_after(shared):
    """A translation of the older seed, brought up to the newer: the sheet shows what turned stale."""
    (old,) = load_topics(shared / "seeds" / "001_0c42303c253afff3.txt")
    (new,) = load_topics(shared / "seeds" / "000_fe612a39d8879197.txt")
    before, after = (to_pieces(topic.articles["en"], "es") for topic in (old, new))
    entries = (
        replace(e, text=e.text or f"Texto {n}") for n, e in enumerate(to_entries(before, old.articles["en"], None))
    )
    sheet = sheet_of(new.id, updated(Po("es", "x", "", Credits("Ana Ruiz"), tuple(entries)), after), after)
    assert dict(sheet.counts)["stale: the English has changed since it was translated"] == 4
    assert len(sheet.gone) == 7
    made = make_sheet(sheet)
    assert [finding for finding in made.report.findings if finding.outcome == "fail"] == []
