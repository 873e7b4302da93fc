"""The table of link sections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts import sections


@pytest.mark.parametrize(
    ("title", "lang", "ident"),
    [
        ("Start Here", "en", "start-here"),
        ("Comience aquí", "es", "start-here"),
        (" comience  AQUI ", "es", "start-here"),
        ("Viviendo con...", "es", "living-with"),
        ("Viviendo con…", "es", "living-with"),
        ("Niños/as", "es", "children"),
        ("Niños", "es", "children"),
        ("Diagnósticos/Síntomas", "es", "diagnosis-symptoms"),
        ("MEDICAL ENCYCLOPEDIA", "en", "encyclopedia"),
        ("Journal Articles", "es", "journal-articles"),  # a heading left in English on a Spanish page
        ("Start Here", "fr", "start-here"),
    ],
)
def test_a_heading_has_one_id_in_every_language_and_spelling(title: str, lang: str, ident: str) -> None:
    assert sections.section_id(title, lang) == ident


def test_an_unknown_heading_keeps_its_words_as_a_slug() -> None:
    assert sections.section_id("Rehabilitación / Recuperación", "es") == "other:rehabilitacion-recuperacion"
    assert sections.section_id("治療", "zh") != sections.section_id("予防", "ja")
    assert sections.section_id("???", "en") == "other:untitled"


def test_a_title_is_found_again_under_its_own_id() -> None:
    for ident in sections.ORDER:
        for lang in ("en", "es"):
            title = sections.section_title(ident, lang)
            assert title
            assert sections.section_id(title, lang) == ident


def test_a_language_or_section_that_is_not_in_the_table_has_no_title() -> None:
    assert sections.section_title("start-here", "tlh") is None
    assert sections.section_title("other:rehabilitacion", "es") is None


def test_the_side_boxes_come_last_and_unknown_sections_just_before_them() -> None:
    assert sections.ORDER[-5:] == sections.SIDE_BOXES
    mixed = ["magazine", "other:x", "encyclopedia", "women", "start-here"]
    assert sorted(mixed, key=sections.position) == ["start-here", "women", "other:x", "encyclopedia", "magazine"]
    places = [sections.position(ident) for ident in (*sections.ORDER, "other:x")]
    assert len(set(places)) == len(places)


def test_page_numbers() -> None:
    assert sections.page_section_id(51) == "start-here"
    assert sections.page_section_id(78) == "treatments"
    assert sections.page_section_id(9999) is None
    assert {ident for n in range(200) if (ident := sections.page_section_id(n))} <= set(sections.ORDER)


def test_notes_to_the_machinery_are_never_shown() -> None:
    assert not any(sections.is_shown(name) for name in sections.NEVER_SHOWN)
    assert not sections.is_shown("Non-Display (Anything Else)")
    assert sections.is_shown("Start Here")
    assert sections.is_shown("Rehabilitación")


def test_every_category_of_the_real_samples_is_in_the_table(shared: Path) -> None:
    for path in sorted((shared / "samples").glob("mplus_topics_*_sample.xml")):
        names = {
            " ".join(name.split())
            for name in re.findall(r"<information-category>([^<]*)", path.read_text(encoding="utf-8"))
        }
        assert names
        unknown = {name for name in names if sections.is_shown(name)} - {
            name for name in names if not sections.section_id(name, "en").startswith("other:")
        }
        assert not unknown, f"{path.name}: {unknown}"
