"""MedlinePlus's own words on its pages, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.sources.page_words import (
    Notes,
    is_small_print,
    language_tag,
    to_date,
    to_notes,
    to_organization,
    to_synonyms,
)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("", Notes((), (), "", "")),
        (" (Hand Institute)", Notes(("Hand Institute",), (), "", "")),
        ("(Hands, Fingers, and Nails (HFN))", Notes(("Hands, Fingers, and Nails (HFN)",), (), "", "")),
        ("(One) (Two) - PDF", Notes(("One", "Two"), ("pdf",), "", "")),
        ("- PDF - Video", Notes((), ("pdf", "video"), "", "")),
        ("(PDF)", Notes((), ("pdf",), "", "")),
        ("– Fácil de leer (Org)", Notes(("Org",), ("easy-to-read",), "", "")),
        ("- Enciclopedia - Diapositiva", Notes(("Enciclopedia",), (), "", "- Diapositiva")),
        ("(04/04/2016, Paper News)", Notes(("Paper News",), (), "", "")),
        ("(Org) Also in Spanish", Notes(("Org",), (), "es", "")),
        ("Disponible en inglés", Notes((), (), "en", "")),
        ("también en inglés", Notes((), (), "en", "")),
        ("Also in Xish", Notes((), (), "und", "")),
        ("- see more", Notes((), (), "", "- see more")),
        ("(not closed", Notes((), (), "", "(not closed")),
        ("() .", Notes((), (), "", "")),
    ],
)
def test_notes_behind_a_link(text: str, notes: Notes) -> None:
    assert to_notes(text) == notes


def test_organization_keeps_its_own_brackets() -> None:
    assert to_organization(" (Hand  Institute (HI)) ") == "Hand Institute (HI)"
    assert to_organization("A (B) and (C)") == "A (B) and (C)"


@pytest.mark.parametrize(("name", "tag"), [("Spanish", "es"), ("ESPAÑOL", "es"), ("inglés", "en"), ("Xish", "und")])
def test_language_names(name: str, tag: str) -> None:
    assert language_tag(name) == tag


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Also called: Rough edge, Sheet bite", ("Rough edge", "Sheet bite")),
        ("Otros nombres: Mordida", ("Mordida",)),
        ("También se llama: Mordida", ("Mordida",)),
        ("Also called: Bite, small, of paper, Edge", ("Bite, small, of paper", "Edge")),
        ("Also called: 1,000 cuts", ("1,000 cuts",)),
        ("Also called", ()),
        ("People also called: nobody", ()),
    ],
)
def test_synonyms(text: str, names: tuple[str, ...]) -> None:
    assert to_synonyms(text, known=["Bite, small, of paper", "Bite"]) == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Last updated October 29, 2019", date(2019, 10, 29)),
        ("Page last updated on 7 May 2015", date(2015, 5, 7)),
        ("Última actualización 3 marzo 2026", date(2026, 3, 3)),
        ("Actualizado el 3 de setiembre de 2026", date(2026, 9, 3)),
        ("2019-10-29", date(2019, 10, 29)),
        ("2019-10-29T05:06:07", date(2019, 10, 29)),
        ("2019-13-45", None),
        ("31 June 2020", None),
        ("0 May 0", None),
        ("May 5 or June 6, 2020", None),
        ("June 2020", None),
        ("9" * 5000 + " May 3", None),
        ("", None),
    ],
)
def test_dates_are_real_days_or_none(text: str, day: date | None) -> None:
    assert to_date(text) == day


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("[Learn how to cite this page](#)", True),
        ("Aprenda cómo citar esta página", True),
        ("MedlinePlus links to pages", True),
        ("The information on this site is", True),
        ("La información disponible en este sitio", True),
        ("The information on this sheet", False),
        ("Learn how to fold", False),
    ],
)
def test_small_print(text: str, small: bool) -> None:
    assert is_small_print(text) is small
