"""What is asked for, as the command line, Python and the catalogue all say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Paper = Literal["letter", "a4"]


@dataclass(frozen=True, slots=True)
class Request:
    """One handout wanted.

    Args:
        languages: BCP 47 tags in printing order, one or two.
        layout: name of a file in `templates/handout/layouts`, such as "side-by-side" or "single".
        paper: "letter" or "a4".
        links: the greatest number of links to print; None for all, 0 for none.
        retrieved: the day the source was fetched, where the source itself does not say; None when unknown.
    """

    languages: tuple[str, ...]
    layout: str
    paper: Paper = "letter"
    links: int | None = None
    retrieved: date | None = None
