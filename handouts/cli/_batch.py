"""Many handouts, one after another: what fails is a value, so that one bad topic does not stop the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from handouts import sidecar, store
from handouts.build import Built, build, build_form, to_handout
from handouts.checks import Subject, not_checked
from handouts.checks.report import Report, Result, Standard, to_dict
from handouts.cli import _talk
from handouts.cli._requests import PDF, Options, to_requests
from handouts.cli._topics import Asked
from handouts.compose.handout import Handout
from handouts.compose.request import Request
from handouts.errors import HandoutError
from handouts.fitting import sheets_of
from handouts.model import Topic
from handouts.render.forms import form
from handouts.translation import reading
from handouts.warming import tidy

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
class Formed:
    """A handout in another form than PDF, written.

    Args:
        form: the format's name.
        refused: whether its PDF failed a check.
    """

    handout: Handout
    form: str
    stored: store.Stored
    refused: bool


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
        formats: what to make of each, in this order.
    """

    options: Options
    folder: Path
    standard: Standard
    check: bool
    formats: tuple[str, ...] = (PDF,)


def jobs(found: Iterable[Asked], options: Options) -> Iterator[tuple[str, Topic, Request] | Failed]:
    """Yield what is to be made of each topic: the words it was asked for by, the topic, and the request."""
    for asked in found:
        if isinstance(asked.topic, HandoutError):
            yield Failed(asked.words, asked.topic)
            continue
        try:
            requests = to_requests(asked.topic, options, _talk.say)
        except HandoutError as error:
            yield Failed(asked.words, error)
        else:
            yield from ((asked.words, asked.topic, request) for request in requests)


def make_all(found: Iterable[Asked], order: Order) -> Iterator[Made | Formed | Failed]:
    """Make the handouts one by one, and yield what became of each."""
    wanted = list(jobs(found, order.options))
    yield from (one for one in wanted if isinstance(one, Failed))
    made = [one for one in wanted if not isinstance(one, Failed)]
    with _talk.progress(len(made)) as step:
        for number, (words, topic, request) in enumerate(made):
            if number:
                tidy()
            step(f"{topic.id} {'-'.join(request.languages)}")
            yield from _make(words, topic, request, order)


def _make(words: str, topic: Topic, request: Request, order: Order) -> Iterator[Made | Formed | Failed]:
    """Yield the handout in each format asked for; what fails in one does not stop the others."""
    made: Made | None = None
    handout: Handout | None = None
    own = order.options.own.file
    theme = own.templates if own else None
    for name in sorted(order.formats, key=lambda name: name != PDF):
        try:
            if name == PDF:
                made = _make_pdf(topic, request, order, theme)
                handout = made.built.handout
                yield made
            else:
                handout = handout or to_handout(topic, request, theme)
                yield _make_form(handout, name, order.folder, theme, refused=made is not None and made.report.failed)
        except HandoutError as error:
            yield Failed(words, error)
            if handout is None:
                return


def _make_pdf(topic: Topic, request: Request, order: Order, theme: Path | None) -> Made:
    name = store.handout_name(topic.id, request.languages, request.layout, request.paper, request.edition)
    built = build(topic, request, standard=order.standard, checks=order.check, file=name, theme=theme)
    report = built.report or not_checked(Subject(built.pdf, name, None, order.standard), "switched off by --no-check")
    spoken = [topic.articles[lang] for lang in request.languages]
    record = sidecar.to_record(built.handout, built.codes, report, reading.values_of(spoken))
    return Made(built, report, store.write_handout(order.folder, name, built.pdf, record, refused=report.failed))


def _make_form(handout: Handout, form_name: str, folder: Path, theme: Path | None, *, refused: bool) -> Formed:
    pdf = store.handout_name(handout.topic_id, handout.languages, handout.layout, handout.paper, handout.edition)
    name = store.form_name(pdf, form(form_name).SUFFIX)
    data = build_form(handout, form_name, theme)
    record = sidecar.to_form_record(handout, name, form_name, data)
    return Formed(handout, form_name, store.write_handout(folder, name, data, record, refused=refused), refused)


# --------------------------------------------------------------------------- telling


def tell(made: Made | Formed, copies: int | None = None) -> None:
    """Print a handout's line to stdout; a refused one's findings go to stderr, and its path never to stdout.

    Args:
        copies: how many are to be printed, for the paper that they take.
    """
    if isinstance(made, Formed):
        if made.refused:
            _talk.say(f"Refused with its PDF: {made.stored.path.name}. It is kept apart in {made.stored.path}")
        else:
            click.echo(f"{made.stored.path}\t{form(made.form).SAYS}")
        return
    if not made.report.failed:
        sheets = sheets_of(made.built.pages)
        facts = [_talk.count(made.built.pages, "page"), _talk.count(sheets, "sheet")]
        facts += [f"{_talk.count(copies, 'copy', 'copies')}: {_talk.count(copies * sheets, 'sheet')}"] if copies else []
        facts += [_talk.count(made.built.codes, "QR code"), summary(made.report)]
        facts += [f"DRAFT: {', '.join(made.built.handout.drafts)} not final"] if made.built.handout.drafts else []
        click.echo("\t".join((str(made.stored.path), *facts)))
        return
    _talk.say(f"Refused: {made.report.file} ({summary(made.report)}). It is kept apart in {made.stored.path}")
    tell_failures(made.report)
    _talk.say(f"  All findings are in {made.stored.record}; `handouts explain CHECK` says what a check looks at.")


def tell_failures(report: Report) -> None:
    """Print to stderr what failed, a few findings a check."""
    for result in report.results:
        if result.outcome == "fail":
            _tell_failure(result)


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


def values(outcome: Made | Formed | Failed, copies: int | None = None) -> dict[str, object]:
    """Return an outcome as plain values, fit for JSON.

    Args:
        copies: how many are to be printed.
    """
    if isinstance(outcome, Failed):
        return {"asked": outcome.asked, "outcome": "failed", "error": _talk.error_values(outcome.error)}
    if isinstance(outcome, Formed):
        return {
            "topic": outcome.handout.topic_id,
            "outcome": "refused" if outcome.refused else "made",
            "format": outcome.form,
            "path": str(outcome.stored.path),
            "record": str(outcome.stored.record),
            "languages": list(outcome.handout.languages),
            "layout": outcome.handout.layout,
        }
    handout = outcome.built.handout
    return {
        "topic": handout.topic_id,
        "outcome": "refused" if outcome.report.failed else "made",
        "format": PDF,
        "path": str(outcome.stored.path),
        "record": str(outcome.stored.record),
        "languages": list(handout.languages),
        "layout": handout.layout,
        "paper": handout.paper,
        "edition": handout.edition,
        "drafts": list(handout.drafts),
        "pages": outcome.built.pages,
        "sheets": sheets_of(outcome.built.pages),
        "sheets_in_all": sheets_of(outcome.built.pages) * (copies or 1),
        "links_left_out": handout.omitted,
        "codes": outcome.built.codes,
        "checks": summary(outcome.report),
        "report": to_dict(outcome.report),
    }
