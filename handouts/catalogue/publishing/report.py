"""report.html: what the last run left to people: what is not published and why, what to look at, what is out of date.

For staff, and in English as the command line is; titles are in their own language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from handouts.catalogue.entries import Catalogue, Entry, Refused, Review
from handouts.catalogue.publishing._addresses import relative
from handouts.catalogue.publishing._pages import to_page

NAME = "report.html"
MOST_NAMED = 50
"""Handouts named for one thing to look at; catalogue.json names all."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One thing that a person has to look at, and where."""

    check: str
    message: str
    hint: str
    places: tuple[tuple[Entry, str], ...]

    @property
    def handouts(self) -> int:
        """How many handouts it is about."""
        return len({entry.name for entry, _ in self.places})


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the page."""
    page = to_page(
        "report",
        catalogue=catalogue,
        refused=_of_kind(catalogue, "refused"),
        failed=_of_kind(catalogue, "failed"),
        looks=_looks(catalogue.entries),
        unread=sum(bool(entry.review) for entry in catalogue.entries),
        topics=len({entry.topic for entry in catalogue.entries}),
        published={entry.name: entry for entry in catalogue.entries},
        address=relative,
        most=MOST_NAMED,
        hints=_hints,
    )
    return {NAME: page}


def _of_kind(catalogue: Catalogue, kind: str) -> list[Refused]:
    return [one for one in catalogue.refused if one.kind == kind]


def _looks(entries: Iterable[Entry]) -> list[_Look]:
    """Return what is to be looked at, what concerns most handouts first."""
    places: dict[tuple[str, str, str], list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        for one in entry.review:
            places[one.check, one.message, one.hint].append((entry, one.where))
    looks = (_Look(*what, tuple(where)) for what, where in places.items())
    return sorted(looks, key=lambda look: (-look.handouts, look.check, look.message, look.hint))


def _hints(why: Iterable[Review]) -> list[tuple[str, list[Review]]]:
    """Return findings under the next step that they share, in their order."""
    return [(hint, list(found)) for hint, found in groupby(why, key=lambda one: one.hint)]
