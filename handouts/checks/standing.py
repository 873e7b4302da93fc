"""Where what is read stands on paper, held against the order in which it is read.

In each column what is read later stands lower, or on a later page. Columns are told by what overlaps: the left one may
be read to its end before the right one begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from handouts.checks.boxes import around, meet, width
from handouts.checks.facts import Box, Facts, MarkKey
from handouts.checks.reading import heard, places
from handouts.checks.subject import Subject

_SAME_COLUMN = 4.0
"""Points by which two things overlap from left to right to be in one column."""

_SAME_HEIGHT = 2.0
"""Points by which the middle of what is read later may stand higher: on one line letters differ in height."""

Standing = tuple[str, int, Box]
"""What it says, the page, and its box there."""


def out_of_place(subject: Subject) -> Iterator[tuple[Standing, Standing]]:
    """Yield what stands above or before what is read earlier, with that: passages, and pictures among themselves."""
    yield from _upward(_passages(subject))
    yield from _upward(_pictures(subject.facts))


def _upward(standing: Iterable[Standing]) -> Iterator[tuple[Standing, Standing]]:
    pages: dict[int, list[Standing]] = defaultdict(list)
    for one in standing:
        _, page, box = one
        earlier = (other for on_it, others in pages.items() if on_it >= page for other in others)
        before = next((other for other in earlier if in_one_column(other[2], box) and _is_below(other, one)), None)
        if before is not None:
            yield one, before
        pages[page].append(one)


def in_one_column(one: Box, other: Box) -> bool:
    """Return whether two boxes, of any pages, overlap from left to right."""
    return width(meet(one, other)) > _SAME_COLUMN


def _is_below(earlier: Standing, later: Standing) -> bool:
    middle, other = ((box[1] + box[3]) / 2 for _, _, box in (earlier, later))
    return earlier[1] > later[1] or middle < other - _SAME_HEIGHT


def _passages(subject: Subject) -> Iterator[Standing]:
    said, facts = heard(subject), subject.facts
    for place in places(subject):
        if place is not None and place.in_order:
            pieces = said.pieces_in(place.start, place.stop)
            yield from _stand(facts, pieces[0].text, [piece.mark for piece in pieces if piece.mark])


def _pictures(facts: Facts) -> Iterator[Standing]:
    for element in facts.elements:
        if element.role == "Figure":
            yield from _stand(facts, element.alt or "", element.marks)


def _stand(facts: Facts, said: str, marks: Iterable[MarkKey]) -> Iterator[Standing]:
    """Yield the box on each page."""
    found: dict[int, list[Box]] = defaultdict(list)
    for key in marks:
        box = facts.marks[key].box if key in facts.marks else None
        if box is not None:
            found[key[0]].append(box)
    for page, boxes in found.items():
        yield said, page, around((x, y) for box in boxes for x, y in (box[:2], box[2:]))
