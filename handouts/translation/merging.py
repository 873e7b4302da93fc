"""Bring a translation up to its English: what is the same stays, what changed says so, what is gone is kept apart.

A piece is found again by its English, wherever it has moved; its id is the one that the PO file gave it first. Where
one English text stands in several places with several translations, its neighbours tell which is which. What is left
over on both sides is matched by likeness: such a translation stays, marked fuzzy, with the English that it was made
from (`#|`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from handouts.pofile import Entry, Po, digest, standing, unique_ids
from handouts.translation.pieces import Piece, to_entry

PieceState = Literal["missing", "fuzzy", "stale", "machine", "draft", "reviewed", "official"]

LEAST_ALIKE = 0.5
"""Share of the words that a changed piece has in common with the one it came from; less is another piece."""


@dataclass(frozen=True, slots=True)
class Translated:
    """How far one piece is translated.

    Args:
        id: the piece's id in the PO file.
        state: missing; fuzzy (a guess, or marked by a person); stale (the English has changed since); machine; draft;
            reviewed; or official, for a provider's own translation.
        text: the translation, whatever its state.
        previous: the English it was made from, where that is another.
        line: of the PO file, from 1; 0 when the piece is not in it.
    """

    piece: Piece
    id: str
    state: PieceState
    text: str = ""
    previous: str = ""
    line: int = 0


def updated(po: Po, pieces: Sequence[Piece]) -> Po:
    """Return a PO file brought up to the pieces of today's English, in their order.

    The address of a page that is new in the text is the English one until somebody knows another.
    """
    matches = _matches(po, pieces)
    kept = {id(entry) for entry, _ in matches.values()}
    left = tuple(entry for entry in po.entries if id(entry) not in kept and entry.text)
    still_gone = tuple(entry for entry in po.gone if id(entry) not in kept)
    taken = [entry.context for entry, _ in matches.values()] + [entry.context for entry in (*left, *still_gone)]
    fresh = [number for number in range(len(pieces)) if number not in matches]
    ids = dict(zip(fresh, unique_ids([pieces[n].id for n in fresh], taken), strict=True))
    entries = []
    for number, piece in enumerate(pieces):
        if number in matches:
            old, sure = matches[number]
            entries.append(_carried(old, piece, sure=sure))
        else:
            address = piece.source if piece.kind == "address" else ""
            entries.append(replace(to_entry(piece, address), context=ids[number]))
    return replace(po, entries=tuple(entries), gone=(*still_gone, *left))


def translations(po: Po, pieces: Sequence[Piece]) -> tuple[Translated, ...]:
    """Return how far each piece is translated, in the order of today's English."""
    fresh = updated(po, pieces)
    whole = standing(po.credits, (p.source for p in pieces), (entry.text for entry in fresh.entries))
    found = []
    for piece, entry in zip(pieces, fresh.entries, strict=True):
        state: PieceState = "draft" if whole == "sample" else whole
        if not entry.text.strip():
            state = "missing"
        elif entry.fuzzy:
            state = "stale" if entry.previous else "fuzzy"
        found.append(Translated(piece, entry.context, state, entry.text, entry.previous, entry.line))
    return tuple(found)


def unfinished(found: Iterable[Translated]) -> Mapping[PieceState, int]:
    """Return how many pieces keep a translation from being final, by their state."""
    counted = Counter(one.state for one in found if one.state not in ("reviewed", "official"))
    return dict(counted)


def english_digest(pieces: Iterable[Piece]) -> str:
    """Return the digest of the English that is translated."""
    return digest(piece.source for piece in pieces)


def _carried(old: Entry, piece: Piece, *, sure: bool) -> Entry:
    """Return an old entry under its own id with today's English; fuzzy unless it is sure to belong here."""
    fresh = replace(old, source=piece.source, notes=piece.notes)
    if not old.text:
        return replace(fresh, fuzzy=False, previous="")
    if old.source == piece.source:
        return replace(fresh, fuzzy=old.fuzzy or not sure, previous=old.previous if old.fuzzy else "")
    # a translation that was stale already was made from the older English
    previous = old.previous if old.fuzzy and old.previous else old.source
    return replace(fresh, fuzzy=True, previous=previous if previous != piece.source else "")


# --------------------------------------------------------------------------- which entry is which piece

_Matches = dict[int, tuple[Entry, bool]]


def _matches(po: Po, pieces: Sequence[Piece]) -> _Matches:
    """Return for the number of each piece its entry, and whether that is sure."""
    found: _Matches = {}
    same_words = defaultdict[tuple[str, str], list[int]](list)
    for number, piece in enumerate(pieces):
        same_words[_kind(piece.id), piece.source].append(number)
    entries = defaultdict[tuple[str, str], list[int]](list)
    for number, entry in enumerate(po.entries):
        entries[_kind(entry.context), entry.source].append(number)
    for key, numbers in same_words.items():
        if olds := entries.get(key):
            found |= _same(po.entries, olds, pieces, numbers)
    taken = {id(entry) for entry, _ in found.values()}
    gone = {(_kind(entry.context), entry.source): entry for entry in po.gone}
    for number, piece in enumerate(pieces):
        back = gone.get((_kind(piece.id), piece.source))
        if number not in found and back is not None and id(back) not in taken:
            found[number] = (back, True)
            taken.add(id(back))
    return found | _alike([e for e in po.entries if id(e) not in taken], pieces, found)


def _same(entries: Sequence[Entry], olds: list[int], pieces: Sequence[Piece], numbers: list[int]) -> _Matches:
    """Match entries and pieces of one English text: in their order where that says it all, else by their neighbours."""
    if len({entries[old].text for old in olds}) == 1:
        by_id = {entries[old].context: old for old in olds}
        order = [by_id.pop(pieces[n].id, None) for n in numbers]
        rest = iter([old for old in olds if old in by_id.values()])
        pairs = [(n, next(rest, None) if old is None else old) for n, old in zip(numbers, order, strict=True)]
        return {n: (entries[old], True) for n, old in pairs if old is not None}
    scored = sorted(
        ((_neighbours(entries, old, pieces, n), old, n) for old in olds for n in numbers),
        key=lambda one: (-one[0], abs(olds.index(one[1]) - numbers.index(one[2]))),
    )
    found: _Matches = {}
    used: set[int] = set()
    for score, old, number in scored:
        if old in used or number in found:
            continue
        rivals = [other for s, other, n in scored if n == number and s == score and other not in used]
        found[number] = (entries[old], score > 0 and len(rivals) == 1)
        used.add(old)
    return found


def _neighbours(entries: Sequence[Entry], old: int, pieces: Sequence[Piece], number: int) -> int:
    """Return how many of the pieces right before and after are the same English."""
    around = 0
    for step in (-1, 1):
        before, after = old + step, number + step
        inside = 0 <= before < len(entries) and 0 <= after < len(pieces)
        edge = (before < 0 and after < 0) or (before == len(entries) and after == len(pieces))
        around += edge or (inside and entries[before].source == pieces[after].source)
    return around


def _alike(entries: Sequence[Entry], pieces: Sequence[Piece], found: _Matches) -> _Matches:
    """Match what is left over by likeness, the likest first."""
    free = [number for number in range(len(pieces)) if number not in found]
    scored = []
    for place, entry in enumerate(entries):
        for number in free:
            if _kind(entry.context) == _kind(pieces[number].id):
                score = likeness(entry.source, pieces[number].source)
                if score >= LEAST_ALIKE:
                    scored.append((-score, entry.context != pieces[number].id, abs(place - number), place, number))
    more: _Matches = {}
    used: set[int] = set()
    for *_, place, number in sorted(scored):
        if place not in used and number not in more:
            more[number] = (entries[place], False)
            used.add(place)
    return more


def _kind(ident: str) -> str:
    """Return what sort of piece an id is of: "" for running text."""
    return ident.partition(":")[0] if ":" in ident else ident if ident in ("title", "description", "source") else ""


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common: 0 for nothing, 1 for the same words in the same order."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
