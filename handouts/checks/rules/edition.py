"""The pages keep the rules of their print edition.

What: every rule of the edition that the handout is set in is measured on the finished pages: type sizes, headings, the
distance of lines and paragraphs, characters a line, alignment, emphasis, capitals, divided words, margins, columns,
page numbers. The report says rule by rule what was asked for and what was found, those that hold included, and gives
the reason for a rule that this program does not keep.

Why: "large print" is a promise. Who asked for it by name, by the American Council of the Blind or by RNIB, can hold the
sheet against the rules of that name, and they differ.

Limits: bold and italics are what the fonts call themselves; an underline is a line of ink that is seen under stressed
words. Cards, captions and the small print at the end count for sizes and the distance of lines, not for alignment and
characters a line.

Source: templates/handout/editions/<name>.toml, where each rule names who asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.report import Finding, Measure
from handouts.checks.rulings import rulings
from handouts.checks.subject import Subject
from handouts.errors import SourceError

NEEDS = "expected tags"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield where a rule of the edition is broken.

    Raises:
        SourceError: the handout names no edition.
    """
    if subject.expected is None or not subject.expected.rules:
        raise SourceError("the file is set in no edition that is known", place=subject.file)
    for measure, places in rulings(subject):
        for broken in places:
            message = f"{measure.rule}: {broken.message}, where the rule is {measure.wanted} ({measure.source})"
            yield Finding("", "fail", broken.where, message, "Mend the edition's style sheet, or its table of rules")


def measures(subject: Subject) -> tuple[Measure, ...]:
    """Return what was asked for and what was found, rule by rule."""
    return tuple(measure for measure, _ in rulings(subject))
