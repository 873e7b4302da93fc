"""veraPDF, the reference validator, finds no broken rule of the standard that the file is to meet.

What: veraPDF judges the file against PDF/UA-1, against PDF/UA-2, or against both PDF/A-2a and PDF/UA-1, whichever it
was made for; a file from elsewhere against what it claims, and PDF/UA-1 if it claims nothing. Each broken rule is
reported once, with the number of places.

Why: our other checks ask more of a file than the standards do, and know less of them than the program that the makers
of the standards use.

Limits: skipped where veraPDF or Java is not installed (`make verapdf` fetches it). A file without a broken rule is not
yet accessible: no validator hears whether a text makes sense.

Source: ISO 14289-1:2014; ISO 14289-2:2024; ISO 19005-2:2011, level A; the profiles that veraPDF brings along.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.judging import FLAVOURS, findings, verdict
from handouts.checks.report import Finding
from handouts.checks.subject import Subject

NEEDS = ""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the rules of the standard that veraPDF finds broken."""
    for flavour in FLAVOURS[subject.standard]:
        yield from findings(verdict(subject, flavour))
