"""Many handouts onto a printer, one after another: what fails is a value, as in `_batch`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from handouts import printer, store
from handouts.build import Built, build
from handouts.checks.report import Report, to_dict
from handouts.cli import _batch, _talk
from handouts.cli._requests import Options
from handouts.cli._topics import Asked
from handouts.compose.request import Request
from handouts.errors import HandoutError
from handouts.model import Topic


@dataclass(frozen=True, slots=True)
class Job:
    """How pages are printed.

    Args:
        printer: its name in CUPS; None for the usual one.
    """

    copies: int
    duplex: bool
    printer: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A handout that went to the printer.

    Args:
        job: CUPS's name of it.
        sheets: of paper, all copies together.
    """

    built: Built
    job: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A handout that failed a check."""

    report: Report


def print_all(found: Iterable[Asked], options: Options, job: Job) -> Iterator[Printed | Refused | _batch.Failed]:
    """Make, check and print the handouts one by one, and yield what became of each.

    Raises:
        ToolError: there is nothing to print with; told before anything is made.
    """
    printer.find()
    for wanted in _batch.jobs(found, options):
        if isinstance(wanted, _batch.Failed):
            yield wanted
            continue
        words, topic, request = wanted
        try:
            yield _print(topic, request, options, job)
        except HandoutError as error:
            yield _batch.Failed(words, error)


def _print(topic: Topic, request: Request, options: Options, job: Job) -> Printed | Refused:
    name = store.handout_name(topic.id, request.languages, request.layout, request.paper, request.edition)
    theme = options.own.file.templates if options.own.file else None
    built = build(topic, request, file=name, theme=theme)
    if built.report is not None and built.report.failed:
        return Refused(built.report)
    sent = printer.send(built.pdf, copies=job.copies, duplex=job.duplex, paper=request.paper, printer=job.printer)
    return Printed(built, sent, job.copies * math.ceil(built.pages / (2 if job.duplex else 1)))


def tell(outcome: Printed | Refused) -> None:
    """Print a handout's line to stdout; what was found in a refused one goes to stderr."""
    if isinstance(outcome, Printed):
        facts = (_talk.count(outcome.built.pages, "page"), _talk.count(outcome.sheets, "sheet"))
        click.echo("\t".join((outcome.job, outcome.built.handout.topic_id, *facts)))
        return
    _talk.say(f"Not printed: {outcome.report.file} ({_batch.summary(outcome.report)}).")
    _batch.tell_failures(outcome.report)


def values(outcome: Printed | Refused | _batch.Failed) -> dict[str, object]:
    """Return an outcome as plain values, fit for JSON."""
    if isinstance(outcome, _batch.Failed):
        return _batch.values(outcome)
    if isinstance(outcome, Refused):
        return {"outcome": "refused", "report": to_dict(outcome.report)}
    handout = outcome.built.handout
    return {
        "topic": handout.topic_id,
        "outcome": "printed",
        "job": outcome.job,
        "languages": list(handout.languages),
        "layout": handout.layout,
        "paper": handout.paper,
        "pages": outcome.built.pages,
        "sheets": outcome.sheets,
    }
