"""What each layout means for what is printed; how it looks is in `templates/handout/layouts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.editions import STANDARD, edition
from handouts.errors import RequestError


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout does.

    Args:
        says: what it is, for people who choose.
        languages: how many it takes; None where one or two will do.
        columns: how many columns of text stand beside each other.
        numbered: whether the passages carry numbers by which one language points at the other.
        parts: whether each language is a sheet of its own, with its own links.
        links_of_all: whether links of all languages are printed, or of the first language alone.
    """

    says: str
    languages: int | None = None
    columns: int = 1
    numbered: bool = False
    parts: bool = False
    links_of_all: bool = True


LAYOUTS: Mapping[str, Layout] = {
    "single": Layout("one language", languages=1),
    "side-by-side": Layout("two languages beside each other, passage by passage", languages=2, columns=2),
    "stacked": Layout("two languages, each passage under its counterpart", languages=2),
    "back-to-back": Layout("two languages, each beginning on a fresh sheet", languages=2, parts=True),
    "key": Layout(
        "the first language alone with numbered passages, and a key to them in the second for who points",
        languages=2,
        numbered=True,
        links_of_all=False,
    ),
}
"""A layout that is not here takes one language or two, and prints all links."""


def layout(name: str) -> Layout:
    """Return what a layout does."""
    return LAYOUTS.get(name, Layout(""))


def columns_of(name: str) -> int:
    """Return how many columns of text a layout sets beside each other."""
    return layout(name).columns


def points(name: str) -> bool:
    """Return whether a layout is one sheet for a reader, with a key for the person who points."""
    return layout(name).numbered


def usual_layout(languages: int, edition_name: str = STANDARD) -> str:
    """Return the layout that goes without saying: two languages stand side by side, in large print one under the other.

    Args:
        languages: how many.

    Raises:
        RequestError: no edition of that name.
    """
    if languages == 1:
        return "single"
    return "side-by-side" if edition(edition_name).columns > 1 else "stacked"


def fits(layout_name: str, languages: int, edition_name: str, place: str) -> None:
    """Raise where a layout cannot hold so many languages, or the edition forbids its columns.

    Args:
        place: the topic, for the error.

    Raises:
        RequestError: the layout takes another number of languages, or more columns than the edition allows.
    """
    takes = layout(layout_name).languages or languages
    if takes != languages:
        raise RequestError(
            f"the layout {layout_name!r} takes {takes} language{'s' if takes > 1 else ''}, not {languages}",
            place=place,
            hint="Ask for each language by itself, or for the layout 'side-by-side'" if takes == 1 else "Name two",
        )
    if layout(layout_name).columns > edition(edition_name).columns:
        raise RequestError(
            f"the edition {edition_name!r} is set in one column, and the layout {layout_name!r} has two",
            place=place,
            hint="Ask for the layout 'stacked' or 'back-to-back', or for the edition 'clear-print' (14 pt)",
        )
