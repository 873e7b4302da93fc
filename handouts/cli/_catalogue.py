"""How a build of a catalogue is told: a bar on a terminal, a line now and then elsewhere, events for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from handouts.catalogue.building import Outcome
from handouts.catalogue.entries import Catalogue, Refused
from handouts.catalogue.jobs import Made
from handouts.catalogue.planning import Plan, Step
from handouts.catalogue.shelf import LEFT_OVER, PUBLIC
from handouts.cli import _talk
from handouts.store import REFUSED

MOST_TOLD = 20
"""Refused handouts that are told at once; report.html has them all."""

_LINE_EVERY_S = 10.0


@dataclass(slots=True)
class _Count:
    """How far a build is."""

    total: int = 0
    done: int = 0
    refused: int = 0
    begun: float = 0.0

    def begin(self, total: int) -> None:
        self.total, self.begun = total, time.monotonic()

    def add(self, made: Made) -> None:
        self.done += 1
        self.refused += made.entry is None

    @property
    def words(self) -> str:
        """Rate, failures and time left."""
        passed_s = max(time.monotonic() - self.begun, 0.001)
        left_s = passed_s / max(self.done, 1) * (self.total - self.done)
        left = f"{left_s:.0f} s left" if left_s < 90 else f"{left_s / 60:.0f} min left"
        return f"{self.done / passed_s * 60:,.0f} a minute, {self.refused:,} refused or failed, about {left}"


Begin = Callable[[Plan], None]
Tell = Callable[[Made], None]


@contextmanager
def told(*, as_json: bool) -> Iterator[tuple[Begin, Tell]]:
    """Give what is told of a build's plan and of each handout as it is done."""
    count = _Count()
    with _lines(count) if as_json or not sys.stderr.isatty() else _bar(count) as (begin, tell):

        def begun(plan: Plan) -> None:
            count.begin(len(plan.steps))
            if as_json:
                _event("planned", make=len(plan.steps), kept=len(plan.kept), dropped=len(plan.dropped))
            begin(plan)

        def done(made: Made) -> None:
            count.add(made)
            if as_json:
                why = [asdict(review) for review in made.why]
                _event("made" if made.entry else "refused", name=made.name, why=why)
            tell(made)

        try:
            yield begun, done
        except (KeyboardInterrupt, SystemExit):
            if count.total:
                _talk.say(f"{count.done:,} of {count.total:,} are done and kept; the same command goes on from there.")
            raise


@contextmanager
def _lines(count: _Count) -> Iterator[tuple[Begin, Tell]]:
    """Say how far it is now and then."""
    last = 0.0

    def begin(plan: Plan) -> None:
        nonlocal last
        last = time.monotonic()
        if plan.steps:
            _talk.say(f"{_talk.count(len(plan.steps), 'handout')} to make …")

    def tell(_made: Made) -> None:
        nonlocal last
        if time.monotonic() - last >= _LINE_EVERY_S:
            last = time.monotonic()
            _talk.say(f"{count.done:,} of {count.total:,}: {count.words}")

    yield begin, tell


@contextmanager
def _bar(count: _Count) -> Iterator[tuple[Begin, Tell]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("planning", total=None)

        def begin(plan: Plan) -> None:
            bar.update(task, total=len(plan.steps), description="warming up")

        def tell(_made: Made) -> None:
            bar.update(task, completed=count.done, description=count.words)

        yield begin, tell


def _event(kind: str, **values: object) -> None:
    click.echo(json.dumps({"event": kind, **values}, ensure_ascii=False))


# --------------------------------------------------------------------------- plan and outcome


def tell_plan(plan: Plan, *, as_json: bool) -> None:
    """Print what a build would do."""
    if as_json:
        steps = [{"name": step.wanted.name, "why": list(step.why)} for step in plan.steps]
        _talk.print_json({"make": steps, "kept": len(plan.kept), "dropped": list(plan.dropped)})
        return
    for step in plan.steps:
        click.echo(f"make\t{step.wanted.name}\t{_why(step)}")
    for name in plan.dropped:
        click.echo(f"drop\t{name}\tnot wanted any more")
    _talk.say(
        f"{_talk.count(len(plan.steps), 'handout')} to make, {len(plan.kept):,} to keep, {len(plan.dropped):,} to drop"
    )


def _why(step: Step) -> str:
    return ", ".join(step.why)


def tell_outcome(outcome: Outcome, folder: Path, *, as_json: bool) -> None:
    """Print what is published, and what was refused and why."""
    catalogue = outcome.catalogue
    left_over = folder / LEFT_OVER
    if as_json:
        judged = {"judged_by_verapdf": outcome.judged, "verapdf_s": round(outcome.judged_s, 1)}
        _event("published", **_numbers(outcome), **judged, folder=str(folder / PUBLIC))
        return
    if outcome.judged:
        _talk.say(f"veraPDF judged {_talk.count(outcome.judged, 'file')} in {outcome.judged_s:.1f} s")
    for one in catalogue.refused[:MOST_TOLD]:
        _tell_refused(one)
    if len(catalogue.refused) > MOST_TOLD:
        report = folder / PUBLIC / "report.html"
        _talk.say(f"… and {len(catalogue.refused) - MOST_TOLD:,} more: {report} names them all")
    if any(one.kind == "refused" for one in catalogue.refused):
        _talk.say(f"What failed a check is kept apart in {folder / REFUSED}")
    if left_over.is_dir():
        _talk.say(f"Files that are not the catalogue's own were moved to {left_over}")
    facts = [
        f"{number:,} {what.replace('_', ' ')}"
        for what, number in _numbers(outcome).items()
        if number or what == "handouts"
    ]
    click.echo("\t".join((str(folder / PUBLIC), *facts, "" if outcome.changed else "nothing changed")).rstrip())


def _numbers(outcome: Outcome) -> dict[str, int]:
    catalogue: Catalogue = outcome.catalogue
    refused = sum(one.kind == "refused" for one in catalogue.refused)
    return {
        "handouts": len(catalogue.entries),
        "made": len(outcome.plan.steps),
        "kept": len(outcome.plan.kept),
        "refused": refused,
        "failed": len(catalogue.refused) - refused,
        "retired": len(catalogue.retired),
        "stale_translations": len(catalogue.stale),
    }


def _tell_refused(one: Refused) -> None:
    _talk.say(f"{one.kind.capitalize()}: {one.name}")
    for review in one.why[:3]:
        parts = (review.check, review.where, review.message)
        _talk.say(f"  {': '.join(part for part in parts if part)}")
    hints = dict.fromkeys(review.hint for review in one.why[:3] if review.hint)
    for hint in hints:
        _talk.say(f"    next: {hint}")
