"""One thing that looks wrong with a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "malformed", "http", "tracking", "near-duplicate", "one-for-two", "too-long", "promise", "language", "dead", "moved"
]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that looks wrong with a link.

    Args:
        title: of the link.
        where: the section or the text it stands in, and in which language.
        message: the fact, one sentence without a full stop at the end.
        hint: the next step.
    """

    kind: Kind
    address: str
    title: str
    where: str
    message: str
    hint: str
