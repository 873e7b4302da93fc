"""The review sheet: everything a reviewer has to see, and nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handouts.translation.faults import find_faults
from handouts.translation.merging import translations, updated
from handouts.translation.pieces import with_ids
from handouts.translation.sheet import to_sheet


def sheet(po, pieces):
    found = translations(po, pieces)
    return to_sheet("bee-stings", "Spanish", po, found, find_faults(found), date(2026, 5, 8))


def test_a_draft(spanish, pieces):
    made = sheet(spanish, pieces)
    assert (made.title, made.translated_title, made.standing) == ("Bee Stings", "Picaduras de abeja", False)
    assert made.counts == (("draft: not reviewed", len(pieces)),)
    row = next(row for row in made.rows if row.id == "a-sting-hurts-for-2-days")
    assert row.what == "paragraph, under “What is a bee sting?”"
    assert row.translation == "Una duele 2 días. Ponga hielo."
    assert [(c.kind, c.text) for c in row.english] == [("same", "A sting hurts for 2 days. Put ice on it.")]
    assert not row.urgent


def test_what_changed_is_marked_and_what_is_gone_is_listed(spanish, pieces):
    changed = with_ids(
        replace(p, source=p.source.replace("2 days", "3 days")) for p in pieces if p.id != "do-not-scratch"
    )
    made = sheet(updated(spanish, changed), changed)
    row = next(row for row in made.rows if row.id == "a-sting-hurts-for-2-days")
    assert [c.text.strip() for c in row.english if c.kind != "same"] == ["2", "3"]
    assert row.urgent
    assert [fault.outcome for fault in row.remarks] == ["fail"]
    assert made.gone == (("Do not scratch.", "No se rasque."),)
    assert dict(made.counts)["stale: the English has changed since it was translated"] == 1


def test_a_review_that_stands(spanish, pieces, approve):
    made = sheet(approve(spanish, pieces), pieces)
    assert made.standing
    assert made.counts == (("reviewed", len(pieces)),)


def test_the_remarks_are_counted(spanish, pieces, edit):
    made = sheet(
        edit(spanish, "a-sting-hurts-for-2-days", text="Una <b1>duele</b1> 3 días. Pon <a2>hielo</a2>."), pieces
    )
    assert (made.failing, made.to_judge) == (1, 1)
    assert sum(len(row.remarks) for row in made.rows) == 2


def test_addresses_stand_as_they_are(spanish, pieces):
    row = next(row for row in sheet(spanish, pieces).rows if row.id.startswith("address"))
    assert (row.english[0].text, row.translation) == ("https://bees.example/ice", "https://bees.example/es/hielo")
