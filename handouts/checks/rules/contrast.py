"""All text stands out from what lies behind it.

What: the colour of each text is held against the colour most common around its letters on the drawn page. Large text,
18 pt or bold from 14 pt, needs a contrast of 3:1, all other text 4.5:1. Where something lies over the text, or the file
does not give its colour, the colour that is drawn counts. Text on a picture or a gradient is for a person where one of
the colours behind it comes too near.

Why: grey on white is lost to old eyes, to tired toner and to every photocopy.

Limits: letters in pictures are not seen, nor lines and symbols that are not text (WCAG 1.4.11). Bold is what the font's
name says.

Source: WCAG 2.2, 1.4.3, and its definitions of contrast ratio and relative luminance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.colours import Shown, shown
from handouts.checks.facts import Facts, TextRun
from handouts.checks.places import on_page
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import quoted
from handouts.colours import Colour, ratio
from handouts.errors import SourceError

NEEDS = ""

LEAST = 4.5
LEAST_LARGE = 3.0
LARGE_PT = 18.0
LARGE_BOLD_PT = 14.0

_ROUNDING_PT = 0.05
_BOLD = re.compile(r"(?<!semi)(?<!demi)bold|black|heavy", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield texts that stand out too little, once for each page and pair of colours.

    Raises:
        SourceError: there are only pictures to be seen.
    """
    said: set[tuple[int, Colour, Colour]] = set()
    if not shown(subject) and subject.facts.pictures:
        raise SourceError("the pages are pictures; letters in pictures are not seen")
    for run, colours in shown(subject):
        if colours is None or (run.page, colours.front, colours.behind[0]) in said:
            continue
        finding = _judged(run, colours, _least(subject.facts, run))
        if finding:
            said.add((run.page, colours.front, colours.behind[0]))
            yield finding


def _least(facts: Facts, run: TextRun) -> float:
    bold = run.font >= 0 and _BOLD.search(facts.fonts[run.font].name)
    return LEAST_LARGE if run.size_pt + _ROUNDING_PT >= (LARGE_BOLD_PT if bold else LARGE_PT) else LEAST


def _judged(run: TextRun, colours: Shown, least: float) -> Finding | None:
    """Return what to say of a text on one colour, or on several."""
    worst = min(colours.behind, key=lambda colour: ratio(colours.front, colour))
    found = ratio(colours.front, worst)
    if found >= least:
        return None
    where = f"{on_page(run.page)}, {quoted(run.text)}"
    pair = f"{_hex(colours.front)} on {_hex(worst)}"
    if colours.mixed:
        message = f"stands on a picture or gradient; {pair} has a contrast of {found:.1f}:1"
        return Finding("", "review", where, message, "Can every letter be read? A plain background is safer")
    message = f"{pair} has a contrast of {found:.2f}:1, less than {least:g}:1"
    return Finding("", "fail", where, message, "Make one of the two darker or lighter")


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
