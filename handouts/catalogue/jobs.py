"""One handout as a job: all that a worker needs, and all that it gives back. Both can be sent to another machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.catalogue.entries import Entry, Review
from handouts.checks.report import Standard
from handouts.compose.request import Request
from handouts.errors import HandoutError
from handouts.model import Topic

FOLDER = "handouts"
"""Where handouts lie in the published folder."""

LIMIT_S = 180.0
"""Seconds that a handout may take, a hundred times the usual; a worker that takes longer is ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """One handout to make.

    Args:
        name: its files' name without an ending.
        house: hash of the program, templates and fonts that it was planned with.
        theme: a clinic's folder of templates; every worker has to see it there.
    """

    name: str
    topic: Topic = field(repr=False)
    request: Request
    standard: Standard
    house: str
    theme: Path | None = None
    limit_s: float = LIMIT_S


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job.

    Args:
        entry: what is published of it; None where it was refused or failed.
        files: name to bytes: the PDF, its record, its web page; of one that failed a check the PDF and its record; none
            where nothing was made.
        why: what it was refused for, or why it failed; () when it is sound.
        failed: whether it could not be made at all.
        lost: whether that was its worker's end, which another day may not bring.
    """

    name: str
    entry: Entry | None
    files: Mapping[str, bytes] = field(repr=False)
    why: tuple[Review, ...] = ()
    failed: bool = False
    lost: bool = False


def to_review(error: HandoutError) -> Review:
    """Return a failure as the reason for which there is no handout."""
    return Review("", error.place, error.fact, error.hint)
