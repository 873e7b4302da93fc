"""Judge a finished PDF: one check a file in `rules/`, found by listing the folder.

A check module has
  a docstring   a first line, then the sections What, Why, Limits and Source; `handouts explain CHECK` prints it;
  NEEDS         what it cannot run without: "expected" (what the handout meant), "tags" (a tag tree), both, or "";
  check(subject)   yields findings; none means passed. A HandoutError means that it could not run: it is then
                skipped with that reason, never passed.
It may also have
  measures(subject)   what each of its rules asks for and what was found, told in the report also where it holds.
The check's name is the file's, with hyphens.
"""

from __future__ import annotations

import hashlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

from handouts.checks import rules
from handouts.checks.person import needs_a_person
from handouts.checks.report import Finding, Outcome, Report, Result
from handouts.checks.subject import Subject
from handouts.errors import HandoutError, RequestError

__all__ = ["Finding", "Report", "Result", "Subject", "explain", "names", "not_checked", "run_checks"]

MOST_FINDINGS, MOST_ALIKE = 100, 20
"""Findings kept for a check, and of those that say the same: a strange file can break one rule ten thousand times."""

_JUDGES = ("handouts", "pikepdf", "pypdfium2", "zxing-cpp")


def names() -> tuple[str, ...]:
    """Return the names of the checks there are."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(rules.__path__)))


def explain(name: str) -> str:
    """Return what a check does, why, where it ends, and the source of its rule.

    Raises:
        RequestError: no check of that name.
    """
    return f"{name}: {inspect.getdoc(_module(name))}\n"


def run_checks(subject: Subject, only: Iterable[str] | None = None) -> Report:
    """Run the checks, all or those named, and return what they found.

    Raises:
        SourceError: the file is no PDF that can be read.
        RequestError: no check of a name asked for.
    """
    chosen = names() if only is None else tuple(dict.fromkeys(only))
    modules = {name: _module(name) for name in chosen}
    _ = subject.facts
    return _report(subject, tuple(_result(name, module, subject) for name, module in modules.items()))


def not_checked(subject: Subject, reason: str) -> Report:
    """Return the report of a file that was not checked on request: every check skipped, with the reason."""
    return _report(subject, tuple(Result(name, "skipped", reason=reason) for name in names()))


def _report(subject: Subject, results: tuple[Result, ...]) -> Report:
    return Report(
        file=subject.file,
        sha256=hashlib.sha256(subject.pdf).hexdigest(),
        pages=len(subject.facts.pages),
        standard=subject.standard,
        results=results,
        needs_a_person=needs_a_person(subject),
        versions=_versions(),
    )


def _module(name: str) -> ModuleType:
    if name not in names():
        raise RequestError(f"no check {name!r}", hint=f"Checks: {', '.join(names())}")
    return import_module(f"{rules.__name__}.{name.replace('-', '_')}")


def _result(name: str, module: ModuleType, subject: Subject) -> Result:
    needs = module.NEEDS.split()
    if "expected" in needs and subject.expected is None:
        return Result(name, "skipped", reason="needs to know what the handout meant; the file alone does not say")
    if "tags" in needs and not subject.facts.tagged:
        return Result(name, "skipped", reason="the file has no tags")
    try:
        findings = [replace(finding, check=name) for finding in module.check(subject)]
    except HandoutError as error:
        return Result(name, "skipped", reason=str(error))
    findings.sort(key=lambda finding: finding.outcome != "fail")
    measures = module.measures(subject) if hasattr(module, "measures") else ()
    return Result(name, _outcome(findings), _shortened(findings), measures=measures)


def _outcome(findings: list[Finding]) -> Outcome:
    if not findings:
        return "pass"
    return findings[0].outcome


def _shortened(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings without the hundredth that says the same, and no more than a person will read."""
    said: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        said[finding.message] += 1
        if said[finding.message] <= MOST_ALIKE and len(kept) < MOST_FINDINGS:
            kept.append(finding)
    left = len(findings) - len(kept)
    if left:
        message = f"further findings of this check that are left out: {left}"
        kept.append(Finding(kept[0].check, kept[-1].outcome, "the document", message))
    return tuple(kept)


@cache
def _versions() -> dict[str, str]:
    found = {}
    for judge in _JUDGES:
        try:
            found[judge] = version(judge)
        except PackageNotFoundError:
            found[judge] = "unknown"
    return found
