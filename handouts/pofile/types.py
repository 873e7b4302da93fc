"""What a PO file says, and whether a review that it records still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handouts.model import State

STATES: tuple[State, ...] = ("draft", "machine", "reviewed", "sample")
"""What a PO file may say of itself; "official" is the provider's own word, and nobody else's."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Who answers for a translation: what the header of a PO file says.

    Args:
        revised: day of the last change; None when unknown.
        comment: lines at the head of the file, for people.
        reviewed: day of the review.
        english_sha256, translation_sha256: digests of what was reviewed; "" when nothing was.
    """

    translator: str = ""
    reviewer: str = ""
    credential: str = ""
    state: State = "draft"
    revised: date | None = None
    comment: str = ""
    reviewed: date | None = None
    english_sha256: str = ""
    translation_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a PO file.

    Args:
        context: the stable id of the piece; msgctxt.
        source: the English; msgid.
        text: the translation; "" when there is none.
        line: of its msgid, from 1; 0 for an entry that was never in a file.
        previous: the English it was translated from, where that has changed since (`#|`).
        notes: for the translator, from the program (`#.`).
        comments: of people (`#`).
    """

    context: str
    source: str
    text: str
    fuzzy: bool = False
    line: int = 0
    previous: str = ""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Po:
    """A PO file as it was read, or as it will be written.

    Args:
        lang: language of the translation.
        path: of the file, for messages.
        sha256: of the file's bytes, hexadecimal; "" before it is written.
        gone: entries whose English is no more, kept in case it returns (`#~`).
        header: every field of the header, in its order.
    """

    lang: str
    path: str
    sha256: str
    credits: Credits
    entries: tuple[Entry, ...]
    gone: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()


def digest(texts: Iterable[str]) -> str:
    """Return the sha256 of texts in their order; how their lines are broken does not count."""
    sums = hashlib.sha256()
    for text in texts:
        sums.update(" ".join(text.split()).encode() + b"\0")
    return sums.hexdigest()


def sealed(by: Credits, english: Iterable[str], translation: Iterable[str]) -> Credits:
    """Return the credits of a review of these words; see `standing`."""
    return replace(by, state="reviewed", english_sha256=digest(english), translation_sha256=digest(translation))


def standing(by: Credits, english: Iterable[str], translation: Iterable[str]) -> State:
    """Return the state that still holds: a review of other words than these is none.

    Args:
        english, translation: all texts that are translated, in the order of the English.
    """
    if by.state != "reviewed":
        return by.state
    same = (by.english_sha256, by.translation_sha256) == (digest(english), digest(translation))
    return "reviewed" if same else "draft"
