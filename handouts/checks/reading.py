"""Find what the handout meant in what a reader hears: which passage stands where, and in which order.

Everything is compared by letters alone, so that a lost space or a line end hides no passage; the places of the spaces
are kept beside them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from handouts.checks.facts import Facts, Piece
from handouts.checks.subject import Subject
from handouts.checks.words import letters, letters_and_breaks

MOST_PLACES = 60
"""Places looked at for one passage; a passage of one common word is everywhere."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader hears, in one string of letters.

    Args:
        starts: for each of `pieces`, where it begins.
        breaks: before which letters there is white space or another block begins.
        edges: before which letters another block begins.
    """

    letters: str = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    breaks: frozenset[int] = field(repr=False)
    edges: frozenset[int] = field(repr=False)

    def piece_at(self, place: int) -> Piece:
        """Return the piece that a letter belongs to."""
        return self.pieces[bisect_right(self.starts, place) - 1]

    def pieces_in(self, start: int, stop: int) -> tuple[Piece, ...]:
        """Return the pieces that have a letter between two places."""
        return self.pieces[bisect_right(self.starts, start) - 1 : bisect_right(self.starts, stop - 1)]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is heard: letters `start` to `stop`; `in_order` False where its neighbours stand elsewhere."""

    start: int
    stop: int
    in_order: bool


def heard(subject: Subject) -> Heard:
    """Return what a reader hears of the file, made once."""
    return subject.kept("heard", lambda: to_heard(subject.facts))


def places(subject: Subject) -> tuple[Place | None, ...]:
    """Return where each expected passage is heard, None where it is not; made once."""
    meant = () if subject.expected is None else tuple(letters(p.text) for p in subject.expected.passages)
    return subject.kept("places", lambda: find_passages(heard(subject), meant))


def to_heard(facts: Facts) -> Heard:
    """Return the pieces as one string of letters; descriptions of pictures are left out."""
    parts: list[str] = []
    pieces: list[Piece] = []
    starts: list[int] = []
    breaks: set[int] = set()
    edges: set[int] = set()
    length, block = 0, None
    for piece in facts.pieces:
        if piece.alternative:
            continue
        if piece.block != block:
            edges.add(length)
        block = piece.block
        part, spaces = letters_and_breaks(piece.text)
        breaks.update(length + space for space in spaces)
        if not part:
            if piece.text:
                breaks.add(length)
            continue
        parts.append(part)
        pieces.append(piece)
        starts.append(length)
        length += len(part)
    edges.add(length)
    return Heard("".join(parts), tuple(pieces), tuple(starts), frozenset(breaks | edges), frozenset(edges))


def find_passages(said: Heard, meant: tuple[str, ...]) -> tuple[Place | None, ...]:
    """Return where each passage, given as letters, is heard.

    Of all ways to place them one after the other it takes the one that places the most letters; what is left over is
    somewhere else, out of order, or nowhere.
    """
    found = _all_occurrences(said, meant)
    chain = _best_chain(said, meant, found)
    result: list[Place | None] = []
    for index, passage in enumerate(meant):
        start = chain.get(index, found[index][0] if found[index] else None)
        result.append(None if start is None else Place(start, start + len(passage), index in chain))
    return tuple(result)


def _all_occurrences(said: Heard, meant: tuple[str, ...]) -> list[list[int]]:
    """Return where each passage occurs, in order; of too many places those between the passages that should stand
    around it, then those where a word or a block begins and ends."""
    every = {passage: _occurrences(said, passage) for passage in set(meant)}
    best = {
        passage: sorted(starts, key=lambda start: -_fitting(said, start, start + len(passage)))[:MOST_PLACES]
        for passage, starts in every.items()
        if len(starts) > MOST_PLACES
    }
    found = []
    for before, passage, after in zip(("", *meant), meant, (*meant[1:], ""), strict=False):
        starts = every[passage]
        if passage in best:
            around = [start + len(before) for start in _occurrences(said, before + passage + after)]
            followed = _occurrences(said, passage + after) if after else []
            starts = sorted(list(dict.fromkeys((*around, *followed, *best[passage])))[:MOST_PLACES])
        found.append(starts)
    return found


def _occurrences(said: Heard, passage: str) -> list[int]:
    found: list[int] = []
    place = said.letters.find(passage) if passage else -1
    while place >= 0:
        found.append(place)
        place = said.letters.find(passage, place + 1)
    return found


def _fitting(said: Heard, start: int, stop: int) -> int:
    """Return how well a place fits a passage: "no" is also in the middle of "know"."""
    return (start in said.edges) + (stop in said.edges) + (start in said.breaks) + (stop in said.breaks)


def _best_chain(said: Heard, meant: tuple[str, ...], found: list[list[int]]) -> dict[int, int]:
    """Return passage to start for the heaviest chain in which each passage begins after the one before has ended.

    A Fenwick tree over the places where passages end keeps the heaviest chain that ends at or before each of them.
    """
    ends = sorted({start + len(passage) for passage, starts in zip(meant, found, strict=True) for start in starts})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)
    links: list[tuple[int, int, int]] = []  # passage, start, the link before
    for index, (passage, starts) in enumerate(zip(meant, found, strict=True)):
        grown: list[tuple[int, tuple[int, int]]] = []
        for start in starts:
            stop = start + len(passage)
            weight, before = _heaviest(best, bisect_right(ends, start))
            bonus = _fitting(said, start, stop)
            links.append((index, start, before))
            grown.append((bisect_right(ends, stop), (weight + 4 * len(passage) + bonus, len(links) - 1)))
        for place, chain in grown:
            _raise(best, place, chain)
    link = _heaviest(best, len(ends))[1]
    chosen: dict[int, int] = {}
    while link >= 0:
        index, start, link = links[link]
        chosen[index] = start
    return chosen


def _heaviest(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    best = (0, -1)
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _raise(tree: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place
