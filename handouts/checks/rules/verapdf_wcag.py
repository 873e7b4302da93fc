"""veraPDF finds no broken rule of those of WCAG 2.2 that a machine can judge.

What: veraPDF judges the file against its profile of the machine-checkable rules of WCAG 2.2.

Why: many health services have to meet WCAG by law, and their auditors run this profile.

Limits: skipped where veraPDF is not installed, and where VERAPDF_WCAG_PROFILE does not name the profile's file, because
veraPDF's program does not bring it along. Most of WCAG is for a person to judge.

Source: WCAG 2.2; WCAG-2-2-Machine.xml of the veraPDF validation profiles.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.judging import findings, verdict, wcag_profile
from handouts.checks.report import Finding
from handouts.checks.subject import Subject

NEEDS = ""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the rules of the WCAG profile that veraPDF finds broken."""
    yield from findings(verdict(subject, wcag_profile()))
