"""One fault in a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["fail", "review"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or that a person has to look at.

    Args:
        id: of the piece, in the PO file.
        check: what looked at it: "numbers", "negation", "glossary" …
        outcome: "fail", or "review" where only a person can tell.
        message: the fact, one sentence without a full stop at the end.
        hint: the next step.
    """

    id: str
    check: str
    outcome: Outcome
    message: str
    hint: str = ""
