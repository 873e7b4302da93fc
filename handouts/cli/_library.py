"""Where the library is, and the words in which commands tell what came into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _talk

if TYPE_CHECKING:
    from handouts.library import Change, Outcome

_MOST_NAMED = 20

option = click.option(
    "--library",
    metavar="FILE",
    type=click.Path(path_type=Path),
    envvar="HANDOUTS_LIBRARY",
    help="The library, if not the one in your data folder.  [env: HANDOUTS_LIBRARY]",
)


def place(given: Path | None) -> Path:
    """Return the library's file: the one given, else the one in the user's data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("handouts", appauthor=False) / "library.sqlite"


def tell(name: str, outcome: Outcome) -> None:
    """Print what a file brought to stdout, and what could not be taken in to stderr."""
    counts = [
        f"{len(changes):,} {kind}"
        for kind, changes in (("new", outcome.new), ("changed", outcome.changed), ("gone", outcome.gone))
        if changes
    ]
    counts.append(f"{outcome.unchanged:,} unchanged")
    if outcome.refused:
        counts.append(f"{len(outcome.refused):,} refused")
    click.echo("\t".join((name, outcome.delivery.day.isoformat(), ", ".join(counts))))
    first = not (outcome.changed or outcome.gone or outcome.unchanged)
    for kind, changes in (("new", () if first else outcome.new), ("changed", outcome.changed), ("gone", outcome.gone)):
        for line in _lines(kind, changes):
            click.echo(line)


def _lines(kind: str, changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes[:_MOST_NAMED]:
        yield f"  {kind}\t{change.topic}\t{change.lang}\t{change.title}"
    if len(changes) > _MOST_NAMED:
        yield f"  {kind}\t… and {len(changes) - _MOST_NAMED:,} more: --json names them all"


def values(name: str, outcome: Outcome) -> dict[str, object]:
    """Return what a file brought as plain values, fit for JSON."""
    return {
        "file": name,
        "day": outcome.delivery.day.isoformat(),
        "new": [asdict(change) for change in outcome.new],
        "changed": [asdict(change) for change in outcome.changed],
        "gone": [asdict(change) for change in outcome.gone],
        "unchanged": outcome.unchanged,
        "refused": [_talk.error_values(error) for error in outcome.refused],
    }
