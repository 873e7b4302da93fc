"""Four formulas of reading ease, each with its band and source. None is a judge; two disagree for each language.

English gives a school grade (the lower the easier), Spanish a score (the higher the easier).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Counts:
    """What formulas count; `polysyllables` are words of three syllables and more."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """What one formula says.

    Args:
        value: a grade or a score, to one decimal.
        band: what the value means.
        goal: what to aim at.
        met: whether the goal is reached.
    """

    name: str
    value: float
    band: str
    goal: str
    met: bool
    source: str


def flesch_kincaid(counts: Counts) -> float:
    """Return the US school grade.

    Source: Kincaid, Fishburne, Rogers and Chissom, Research Branch Report 8-75 (1975).
    """
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts) -> float:
    """Return the US school grade; it was made for 30 sentences, and is the less sure the fewer there are.

    Source: McLaughlin, "SMOG grading: a new readability formula", Journal of Reading 12 (1969): 639-646, the regression
    itself; his rule of thumb, 3 and the root of the nearest square, is `smog_by_hand`.
    """
    return 3.1291 + 1.0430 * sqrt(counts.polysyllables * 30 / counts.sentences)


def smog_by_hand(polysyllables: int) -> int:
    """Return SMOG's grade as a teacher finds it from 30 sentences: 3 and the root of the nearest perfect square.

    A count between two squares goes to the nearer one: 110 to 100, not to 121.
    """
    root = int(sqrt(polysyllables))
    below, above = polysyllables - root**2, (root + 1) ** 2 - polysyllables
    return 3 + (root if below <= above else root + 1)


def inflesz(counts: Counts) -> float:
    """Return the score of Szigriszt-Pazos, which the INFLESZ scale reads.

    Source: Szigriszt Pazos, doctoral thesis (Madrid 1993); Barrio-Cantalejo et al., An Sist Sanit Navar 31 (2008):
    135-152, for the scale.
    """
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def fernandez_huerta(counts: Counts) -> float:
    """Return the score of Fernández-Huerta, with words a sentence as he meant and Law (2011) put right.

    Source: Fernández Huerta, "Medidas sencillas de lecturabilidad", Consigna 214 (1959): 29-32; Law, "Error in the
    Fernandez Huerta Readability Formula", LINGUIST List 22.2332 (2011).
    """
    return 206.84 - 60 * counts.syllables / counts.words - 1.02 * counts.words / counts.sentences


# --------------------------------------------------------------------------- bands

_GRADES = ((7, "6th grade or easier"), (9, "7th to 8th grade"), (13, "9th to 12th grade"))
_HARDEST_GRADE = "college"
_INFLESZ = ((40, "very hard"), (55, "somewhat hard"), (65, "normal"), (80, "fairly easy"))
_INFLESZ_EASIEST = "very easy"
_FERNANDEZ_HUERTA = (
    (30, "very hard (university)"),
    (50, "hard"),
    (60, "somewhat hard"),
    (70, "normal for adults"),
    (80, "somewhat easy"),
    (90, "easy"),
)
_FERNANDEZ_HUERTA_EASIEST = "very easy"

GOALS: Mapping[str, float] = {"Flesch–Kincaid grade": 7, "SMOG": 7, "INFLESZ": 55, "Fernández-Huerta": 60}
"""Grades below 7: the 6th grade (American Medical Association, Weiss 2007). Scores from here up: normal for adults."""


def scores(counts: Counts, lang: str) -> tuple[Score, ...]:
    """Return what the two formulas of a language say.

    Args:
        lang: "en" or "es".
    """
    if lang == "en":
        return (
            _grade("Flesch–Kincaid grade", flesch_kincaid(counts), "Kincaid 1975; goal: American Medical Association"),
            _grade("SMOG", smog(counts), "McLaughlin 1969; goal: American Medical Association"),
        )
    first, second = inflesz(counts), fernandez_huerta(counts)
    return (
        Score(
            "INFLESZ",
            round(first, 1),
            _band(first, _INFLESZ, _INFLESZ_EASIEST),
            "55 or more: normal",
            round(first, 1) >= GOALS["INFLESZ"],
            "Szigriszt-Pazos 1993; scale: Barrio-Cantalejo 2008",
        ),
        Score(
            "Fernández-Huerta",
            round(second, 1),
            _band(second, _FERNANDEZ_HUERTA, _FERNANDEZ_HUERTA_EASIEST),
            "60 or more: normal for adults",
            round(second, 1) >= GOALS["Fernández-Huerta"],
            "Fernández Huerta 1959, put right by Law 2011",
        ),
    )


def _grade(name: str, value: float, source: str) -> Score:
    band = _band(value, _GRADES, _HARDEST_GRADE)
    return Score(name, round(value, 1), band, "6th grade or easier", round(value, 1) < GOALS[name], source)


def _band(value: float, bands: tuple[tuple[float, str], ...], last: str) -> str:
    """Return the band; a border belongs to the band above it."""
    return next((name for border, name in bands if round(value, 1) < border), last)
