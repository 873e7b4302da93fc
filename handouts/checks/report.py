"""What the checks say: findings, results and the report, and how a report prints.

Outcomes: "pass", "fail", "review" (a person has to look) and "skipped" (could not run; the reason is given).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

Standard = Literal["ua-1", "ua-2", "archive"]
Outcome = Literal["pass", "fail", "review", "skipped"]

STANDARDS: Mapping[Standard, str] = {
    "ua-1": "PDF/UA-1",
    "ua-2": "PDF/UA-2",
    "archive": "PDF/A-2a and PDF/UA-1",
}

MOST_PLACES = 3
"""Places named in the readable report for findings that say the same; the JSON names all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or that a person has to look at.

    Args:
        check: the check's name; a check may leave it empty, `run_checks` fills it in.
        outcome: "fail", or "review" where only a person can tell.
        where: "page 3, link to example.org"; "the document" where it has no place.
        message: the fact, one sentence without a full stop at the end.
        hint: the next step.
    """

    check: str
    outcome: Literal["fail", "review"]
    where: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a rule asks for, and what the file does; told also where it holds.

    Args:
        outcome: "apart" for a rule that is not kept on purpose; `found` then says why.
        source: who asks for it.
    """

    rule: str
    wanted: str
    found: str
    outcome: Literal["kept", "broken", "apart"]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found.

    Args:
        reason: why it was skipped.
        measures: rule by rule, for a check that has rules to measure.
    """

    check: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What all checks found in one file.

    Args:
        file: its name as given.
        sha256: of its bytes, hexadecimal.
        pages: how many it has.
        standard: the standard it was judged against.
        results: one for each check, by name.
        needs_a_person: what no check can judge in this file.
        versions: what judged it: program to version.
    """

    file: str
    sha256: str
    pages: int
    standard: Standard
    results: tuple[Result, ...]
    needs_a_person: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return any(result.outcome == "fail" for result in self.results)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the checks."""
        return tuple(finding for result in self.results for finding in result.findings)


def to_dict(report: Report) -> dict[str, object]:
    """Return the report as plain values, fit for JSON and for a sidecar."""
    return {**asdict(report), "failed": report.failed}


def to_json(report: Report) -> str:
    """Return the report as JSON, two spaces deep, with a line end."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=2) + "\n"


def to_text(report: Report) -> str:
    """Return the report for reading: what failed first, then what passed, then what only a person can judge."""
    pages = "1 page" if report.pages == 1 else f"{report.pages} pages"
    lines = [f"{report.file}: {pages}, {STANDARDS[report.standard]}: {'FAILED' if report.failed else 'no failures'}"]
    by = {
        outcome: [r for r in report.results if r.outcome == outcome]
        for outcome in ("fail", "review", "pass", "skipped")
    }
    for result in (*by["fail"], *by["review"]):
        lines += ["", f"{'FAIL' if result.outcome == 'fail' else 'REVIEW'}  {result.check}"]
        lines += _grouped(result)
    for result in report.results:
        if result.measures:
            lines += ["", f"Measured by {result.check}:"]
            lines += [f"  {m.outcome:6} {m.rule}: {m.wanted}. Found: {m.found}" for m in result.measures]
    if by["pass"]:
        lines += ["", "Passed: " + ", ".join(result.check for result in by["pass"])]
    if by["skipped"]:
        lines += ["", "Skipped:", *(f"  {result.check}: {result.reason}" for result in by["skipped"])]
    if report.needs_a_person:
        lines += ["", "Only a person can judge:", *(f"  - {question}" for question in report.needs_a_person)]
    return "\n".join(lines) + "\n"


def _grouped(result: Result) -> Iterator[str]:
    """Yield the findings of a check, those that say the same in one."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for finding in result.findings:
        places.setdefault((finding.outcome, finding.message, finding.hint), []).append(finding.where)
    for (outcome, message, hint), where in places.items():
        mark = "" if outcome == result.outcome else "(review) "
        more = f" and {len(where) - MOST_PLACES} more" if len(where) > MOST_PLACES else ""
        yield f"  {mark}{'; '.join(dict.fromkeys(where[:MOST_PLACES]))}{more}: {message}"
        if hint:
            yield f"      {hint}"
