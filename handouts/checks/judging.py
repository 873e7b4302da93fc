"""veraPDF's verdicts on subjects: one at a time when a check asks, or many at once from one Java process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from handouts.checks.places import DOCUMENT
from handouts.checks.report import Finding, Standard
from handouts.checks.subject import Subject
from handouts.errors import ToolError
from handouts.tools import Flavour, Verdict, validate

FLAVOURS: Mapping[Standard, tuple[Flavour, ...]] = {"ua-1": ("ua1",), "ua-2": ("ua2",), "archive": ("2a", "ua1")}


def wcag_profile() -> Path:
    """Return the file with veraPDF's WCAG profile, which its program does not bring along.

    Raises:
        ToolError: VERAPDF_WCAG_PROFILE names no file.
    """
    named = os.environ.get("VERAPDF_WCAG_PROFILE", "")
    if not named:
        hint = "Set VERAPDF_WCAG_PROFILE to WCAG-2-2-Machine.xml from the veraPDF validation profiles"
        raise ToolError("veraPDF's WCAG profile is not at hand", hint=hint)
    if not Path(named).is_file():
        raise ToolError("no such file", place=named, hint="Set VERAPDF_WCAG_PROFILE to the profile's file")
    return Path(named)


def verdict(subject: Subject, against: Flavour | Path) -> Verdict:
    """Return veraPDF's verdict on a subject, asked for once.

    Raises:
        ToolError: veraPDF is missing or did not answer.
    """
    return subject.kept(("verapdf", against), lambda: validate({subject.file: subject.pdf}, against)[0])


def judge_together(subjects: Sequence[Subject]) -> None:
    """Ask veraPDF about many files in one Java process a profile; the checks then find the answers at hand.

    Raises:
        ToolError: veraPDF is missing or did not answer.
    """
    profiles: list[Flavour | Path] = ["ua1", "ua2", "2a"]
    with suppress(ToolError):
        profiles.append(wcag_profile())
    for against in profiles:
        asked = [s for s in subjects if isinstance(against, Path) or against in FLAVOURS[s.standard]]
        answers = validate({str(number): subject.pdf for number, subject in enumerate(asked)}, against)
        for subject, answer in zip(asked, answers, strict=True):
            subject.kept(("verapdf", against), partial(_same, answer))


def _same(answer: Verdict) -> Verdict:
    return answer


def findings(answer: Verdict) -> Iterator[Finding]:
    """Yield a finding for each rule that a verdict names as broken."""
    if answer.problem:
        yield Finding("", "fail", DOCUMENT, f"veraPDF cannot read the file: {answer.problem}", "Save it anew")
    for rule in answer.failed:
        places = "1 place" if rule.count == 1 else f"{rule.count} places"
        reason = f": {rule.message}" if rule.message else ""
        message = f"{rule.specification}, {rule.clause}, test {rule.test}, is broken in {places}{reason}"
        yield Finding("", "fail", DOCUMENT, message, f"The rule: {rule.description}")
