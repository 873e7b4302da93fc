"""Many handouts, one after another: what fails is a value, so that one bad topic does not stop the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from handouts import sidecar, store
from handouts.build import Built, build
from handouts.checks import Subject, not_checked
from handouts.checks.report import Report, Result, Standard, to_dict
from handouts.cli import _talk
from handouts.cli._requests import Options, to_requests
from handouts.cli._topics import Asked
from handouts.compose.request import Request
from handouts.errors import HandoutError
from handouts.model import Topic

FINDINGS_TOLD = 5
"""Findings of a check that are told at once; the record has them all."""


@dataclass(frozen=True, slots=True)
class Made:
    """A handout that was made and written.

    Args:
        report: what the checks found; every check is skipped where they were not to run.
    """

    built: Built
    report: Report
    stored: store.Stored


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked for, in its own words, and why there is no handout of it."""

    asked: str
    error: HandoutError


@dataclass(frozen=True, slots=True)
class Order:
    """How all handouts of a run are made.

    Args:
        folder: to write into.
        check: whether to judge each file before it is written.
    """

    options: Options
    folder: Path
    standard: Standard
    check: bool


def make_all(found: Iterable[Asked], order: Order) -> Iterator[Made | Failed]:
    """Make the handouts one by one, and yield what became of each."""
    jobs: list[tuple[str, Topic, Request]] = []
    for asked in found:
        if isinstance(asked.topic, HandoutError):
            yield Failed(asked.words, asked.topic)
            continue
        try:
            requests = to_requests(asked.topic, order.options, _talk.say)
        except HandoutError as error:
            yield Failed(asked.words, error)
        else:
            jobs += [(asked.words, asked.topic, request) for request in requests]
    with _talk.progress(len(jobs)) as step:
        for words, topic, request in jobs:
            step(f"{topic.id} {'-'.join(request.languages)}")
            try:
                yield _make(topic, request, order)
            except HandoutError as error:
                yield Failed(words, error)


def _make(topic: Topic, request: Request, order: Order) -> Made:
    name = store.handout_name(topic.id, request.languages, request.layout, request.paper)
    built = build(topic, request, standard=order.standard, checks=order.check, file=name)
    report = built.report or not_checked(Subject(built.pdf, name, None, order.standard), "switched off by --no-check")
    record = sidecar.to_record(built.handout, built.codes, report)
    return Made(built, report, store.write_handout(order.folder, name, built.pdf, record, refused=report.failed))


# --------------------------------------------------------------------------- telling


def tell(made: Made) -> None:
    """Print a handout's line to stdout; a refused one's findings go to stderr, and its path never to stdout."""
    if not made.report.failed:
        facts = (_talk.count(made.built.pages, "page"), _talk.count(made.built.codes, "QR code"), summary(made.report))
        click.echo("\t".join((str(made.stored.path), *facts)))
        return
    _talk.say(f"Refused: {made.report.file} ({summary(made.report)}). It is kept apart in {made.stored.path}")
    for result in made.report.results:
        if result.outcome == "fail":
            _tell_failure(result)
    _talk.say(f"  All findings are in {made.stored.record}; `handouts explain CHECK` says what a check looks at.")


def _tell_failure(result: Result) -> None:
    failures = [finding for finding in result.findings if finding.outcome == "fail"]
    for finding in failures[:FINDINGS_TOLD]:
        _talk.say(f"  {result.check}: {finding.where}: {finding.message}")
    if len(failures) > FINDINGS_TOLD:
        _talk.say(f"  {result.check}: and {len(failures) - FINDINGS_TOLD} more")
    for hint in dict.fromkeys(finding.hint for finding in failures[:FINDINGS_TOLD] if finding.hint):
        _talk.say(f"    next: {hint}")


def summary(report: Report) -> str:
    """Return how the checks went in a few words."""
    number = Counter(result.outcome for result in report.results)
    if number["skipped"] == len(report.results):
        return "not checked"
    said = [f"{_talk.count(number['pass'], 'check')} passed"]
    if number["fail"]:
        said.append(f"{number['fail']} failed")
    if number["review"]:
        said.append(_talk.count(number["review"], "needs a person", "need a person"))
    if number["skipped"]:
        said.append(f"{number['skipped']} skipped")
    return ", ".join(said)


def values(outcome: Made | Failed) -> dict[str, object]:
    """Return an outcome as plain values, fit for JSON."""
    if isinstance(outcome, Failed):
        return {"asked": outcome.asked, "outcome": "failed", "error": _talk.error_values(outcome.error)}
    handout = outcome.built.handout
    return {
        "topic": handout.topic_id,
        "outcome": "refused" if outcome.report.failed else "made",
        "path": str(outcome.stored.path),
        "record": str(outcome.stored.record),
        "languages": list(handout.languages),
        "layout": handout.layout,
        "paper": handout.paper,
        "pages": outcome.built.pages,
        "codes": outcome.built.codes,
        "checks": summary(outcome.report),
        "report": to_dict(outcome.report),
    }
