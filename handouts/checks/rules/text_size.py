"""All text is large enough to read on paper.

What: no letter or digit is set smaller than the handout allows, 12 pt unless it says otherwise, page numbers included.
In a file from elsewhere it is the running text, the size that most letters have, that has to be 12 pt or more; smaller
print beside it is for a person to see.

Why: many patients are past sixty, and many have no glasses at hand when they read.

Limits: the size is the font's, as it lies on the page; faces of one size differ in how large they look. Letters in
pictures have no size, and text that nobody sees is not judged.

Source: RNIB Clear Print (12 pt); American Council of the Blind, large print (18 pt, footnotes included).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from handouts.checks.facts import TextRun
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import quoted
from handouts.errors import SourceError

NEEDS = ""

LEAST_PT = 12.0
_ROUNDING_PT = 0.05


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the sizes that are too small, once for each page and size.

    Raises:
        SourceError: there are only pictures to be seen.
    """
    runs = [run for run in subject.facts.runs if run.visible and any(map(str.isalnum, run.text))]
    if not runs and subject.facts.pictures:
        raise SourceError("the pages are pictures; letters in pictures have no size")
    if subject.expected is None:
        yield from _from_elsewhere(runs)
        return
    least = subject.expected.min_text_pt
    for page in sorted({run.page for run in runs}):
        for size, small in _smaller(least, (run for run in runs if run.page == page)):
            message = f"text of {size:g} pt, less than {least:g} pt: {quoted(small.text)}"
            yield Finding("", "fail", on_page(page), message, f"Set it in {least:g} pt or more")


def _from_elsewhere(runs: list[TextRun]) -> Iterator[Finding]:
    letters: Counter[float] = Counter()
    for run in runs:
        letters[round(run.size_pt, 1)] += len(run.text)
    if not letters:
        return
    body, _ = max(letters.items(), key=lambda item: (item[1], item[0]))
    if body + _ROUNDING_PT < LEAST_PT:
        message = f"the running text is set in {body:g} pt, less than {LEAST_PT:g} pt"
        yield Finding("", "fail", DOCUMENT, message, f"Set it in {LEAST_PT:g} pt or more")
    for size, small in _smaller(min(body, LEAST_PT), runs):
        message = f"{letters[size]} characters in {size:g} pt, such as {quoted(small.text)}"
        yield Finding("", "review", on_page(small.page), message, "Do readers need it? Then print it larger")


def _smaller(least: float, runs: Iterable[TextRun]) -> Iterator[tuple[float, TextRun]]:
    """Yield each size below the least with the first text of that size, smallest first."""
    first: dict[float, TextRun] = {}
    for run in runs:
        if run.size_pt + _ROUNDING_PT < least:
            first.setdefault(round(run.size_pt, 1), run)
    yield from sorted(first.items())
