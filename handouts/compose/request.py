"""What is asked for, as the command line, Python and the catalogue all say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from handouts.compose.clinic import Clinic, Personal, Worksheet

Paper = Literal["letter", "a4"]


@dataclass(frozen=True, slots=True)
class Request:
    """One handout wanted.

    Args:
        languages: BCP 47 tags in printing order, one or two.
        layout: name of a file in `templates/handout/layouts`, such as "side-by-side" or "stacked".
        paper: "letter" or "a4".
        edition: name of a file in `templates/handout/editions`, such as "standard" or "large-print-acb".
        links: the greatest number of links to print; None for all, 0 for none.
        sheets: the greatest number of sheets of paper, both sides printed: the text whole, then as many links as fit;
            None for as many sheets as it takes.
        retrieved: the day the source was fetched, where the source itself does not say; None when unknown.
        clinic: who hands it out; None for nobody in particular.
        worksheets: blocks to fill in by hand.
        personal: what is printed for one patient and stored nowhere.
        final: whether to refuse a translation that is not final, instead of marking it as a draft.
    """

    languages: tuple[str, ...]
    layout: str
    paper: Paper = "letter"
    links: int | None = None
    retrieved: date | None = None
    edition: str = "standard"
    sheets: int | None = None
    clinic: Clinic | None = None
    worksheets: tuple[Worksheet, ...] = ()
    personal: Personal | None = field(default=None, repr=False)
    final: bool = False
