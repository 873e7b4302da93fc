"""What comes into the library, and what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handouts.errors import HandoutError

Scope = Literal["provider", "origin", "topic", "article"]


@dataclass(frozen=True, slots=True)
class Known:
    """A record whose source is, byte for byte, one that the library has read before.

    Args:
        source_sha256: of its source.
        retrieved: the day it was fetched this time; None when unknown.
    """

    source_sha256: str
    retrieved: date | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known about a file before it is read.

    Args:
        day: the day its data is of.
        provider: "medlineplus" or "local".
        origin: the folder or file it came from.
        scope: what it holds all of: the provider's articles, those of its origin, those of each of its topics, or
            nothing beyond what is in it. What else the library knows within that scope is gone.
        sha256: of the file's bytes; "" where it is no single file.
        program: version of the program that reads it: another version may read it otherwise.
    """

    day: date
    provider: str
    origin: str
    scope: Scope
    sha256: str
    program: str


@dataclass(frozen=True, slots=True)
class Change:
    """One article that is new, changed or gone."""

    topic: str
    lang: str
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a delivery brought.

    Args:
        refused: what could not be taken in, and why; what the library had of it stays.
    """

    delivery: Delivery
    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    unchanged: int = 0
    refused: tuple[HandoutError, ...] = ()
