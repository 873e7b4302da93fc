"""Which handouts a library gives, what each is made of, what is stale, and what is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handouts.catalogue.ingredients import changes
from handouts.catalogue.wanted import load, outlived, retired, stale
from handouts.catalogue.wanted import wanted as wanted_of
from handouts.compose.clinic import Clinic
from handouts.errors import ContentError, RequestError

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: es\\n"

msgctxt "title"
msgid "Walking"
msgstr "{title}"
"""


def wanted(library, order):
    return wanted_of(library, order, outlived(library, order))


def names(library, order) -> list[str]:
    return [one.name for one in wanted(library, order)]


def test_every_topic_in_every_language_it_has(library, order):
    assert names(library, order) == ["sleep.en", "sleep.en-es", "sleep.es", "walking.en", "water.es"]


def test_editions_papers_and_layouts_are_part_of_the_name(library, order):
    more = replace(order, languages=(("en", "es"),), editions=("standard", "large-print-acb"), papers=("letter", "a4"))
    assert names(library, more) == [
        "sleep.en-es",
        "sleep.en-es.a4",
        "sleep.en-es.stacked.large-print-acb",
        "sleep.en-es.stacked.large-print-acb.a4",
    ]
    assert names(library, replace(order, languages=(("en", "es"), ("en",)), layout="back-to-back")) == [
        "sleep.en",
        "sleep.en-es.back-to-back",
        "walking.en",
    ]


def test_what_cannot_be_had_is_said_before_anything_is_made(library, order):
    with pytest.raises(RequestError, match="no edition 'huge'"):
        wanted(library, replace(order, editions=("huge",)))
    with pytest.raises(RequestError, match="set in one column"):
        wanted(library, replace(order, editions=("large-print-acb",), layout="side-by-side"))


def changed(before, after) -> dict[str, tuple[str, ...]]:
    """Return what changed of each handout."""
    old = {one.name: one.ingredients for one in before}
    found = {one.name: changes(old[one.name], one.ingredients) for one in after if one.name in old}
    return {name: parts for name, parts in found.items() if parts}


def test_a_changed_word_changes_the_handouts_of_its_topic(library, order, deliver, both, made_up):
    before = wanted(library, order)
    others = (made_up("walking", "en"), made_up("water", "es"))
    deliver(library, made_up("sleep", "en", "Sleep."), made_up("sleep", "es"), *others, day=date(2026, 8, 30))
    parts = ("text", "links", "translation")  # the Spanish is older now
    assert changed(before, wanted(library, order)) == dict.fromkeys(("sleep.en", "sleep.en-es", "sleep.es"), parts)


def test_a_changed_link_is_told_apart(library, order, deliver, made_up, both):
    before = wanted(library, order)
    deliver(library, *both("sleep"), made_up("walking", "en", links=2), made_up("water", "es"), day=date(2026, 8, 30))
    assert changed(before, wanted(library, order)) == {"walking.en": ("links",)}


def test_a_clinic_an_edition_and_a_standard_are_told(library, order):
    before = wanted(library, order)
    clinic = replace(order, clinic=Clinic({"en": "Riverside"}))
    assert set(changed(before, wanted(library, clinic)).values()) == {("clinic",)}
    assert set(changed(before, wanted(library, replace(order, standard="ua-2"))).values()) == {("request",)}


def test_a_translation_of_ones_own_counts_once_it_says_something(library, order):
    order.translations.mkdir()
    po = order.translations / "walking.es.po"
    po.write_text(PO.format(title=""), "utf-8")
    before = wanted(library, order)
    assert "walking.es" not in [one.name for one in before]
    po.write_text(PO.format(title="Caminar"), "utf-8")
    after = wanted(library, order)
    assert {"walking.es", "walking.en-es"} <= {one.name for one in after}
    assert changed(before, after) == {"walking.en": ("translation",)}
    assert load(library, "walking", order).articles["es"].title == "Caminar"


def test_a_translation_that_cannot_be_read_is_an_error_of_its_topic(library, order):
    order.translations.mkdir()
    (order.translations / "walking.es.po").write_text('msgid "Walking"\nmsgstr nothing', "utf-8")
    with pytest.raises(ContentError):
        load(library, "walking", order)


def test_what_its_english_has_outlived_is_stale(library, order, deliver, made_up):
    assert stale(library, outlived(library, order)) == ()
    deliver(library, made_up("sleep", "en", "Sleep."), made_up("sleep", "es"), day=date(2026, 8, 30))
    (one,) = stale(library, outlived(library, order))
    assert (one.topic, one.title, one.lang, one.since) == ("sleep", "Sueño", "es", date(2026, 8, 30))
    assert load(library, "sleep", order).articles["es"].provenance.stale


def test_what_is_gone_is_retired_with_what_covers_its_name(library, order, deliver, made_up, both):
    assert retired(library, order, wanted(library, order)) == ()
    renamed = made_up("walking", "en", title="Sleep")
    deliver(library, made_up("sleep", "es"), renamed, made_up("water", "es"), day=date(2026, 8, 30))
    found = retired(library, order, wanted(library, order))
    assert [(one.name, one.title, one.replaced_by) for one in found] == [
        ("sleep.en", "Sleep", ("walking.en",)),
        ("sleep.en-es", "Sleep", ()),
    ]


def test_an_unreadable_translation_stops_no_other_topic(library, order):
    """The plan looks into a translation only to see whether it says anything."""
    order.translations.mkdir()
    (order.translations / "walking.es.po").write_text('msgid "Walking"\nmsgstr nothing', "utf-8")
    assert "sleep.en" in names(library, order)
    assert "walking.en" in names(library, order)
