"""What changed in a text, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from handouts.pofile import Credits, Po
from handouts.translation.merging import updated
from handouts.translation.notation import words
from handouts.translation.pieces import Piece, to_entry

_LEAST_KEPT = 2
"""Words; fewer than this between two changes are read as part of one change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: the same in both texts, added, or removed."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_changes(before: str, after: str) -> tuple[Change, ...]:
    """Return the words of both texts in reading order, what was removed before what was added in its place.

    A space stands between two changes.
    """
    old, new = words(before).split(), words(after).split()
    removed: list[str] = []
    added: list[str] = []
    found: list[Change] = []

    def close() -> None:
        found.extend([Change("removed", " ".join(removed))] if removed else [])
        found.extend([Change("added", " ".join(added))] if added else [])
        removed.clear()
        added.clear()

    for kind, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        short = found and i + _LEAST_KEPT > j and j < len(old) and (removed or added)
        if kind == "equal" and not short:
            close()
            found.append(Change("same", " ".join(new[k:end])))
        else:
            removed += old[i:j]
            added += new[k:end]
    close()
    return tuple(found)


# --------------------------------------------------------------------------- whole articles

PieceChange = Literal["same", "changed", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one piece.

    Args:
        before: its text in the older version; "" for a new piece.
        after: its text in the newer one; "" for one that is gone.
    """

    id: str
    kind: PieceChange
    before: str
    after: str

    @property
    def changes(self) -> tuple[Change, ...]:
        """The words of both versions."""
        return word_changes(self.before, self.after)


def compare(before: Sequence[Piece], after: Sequence[Piece]) -> tuple[Compared, ...]:
    """Return what became of each piece between two versions: those of the newer in its order, then what is gone."""
    entries = tuple(replace(to_entry(piece), text=piece.source) for piece in before)
    fresh = updated(Po("en", "", "", Credits(), entries), after)
    known = {entry.context for entry in entries}
    found = []
    for entry in fresh.entries:
        if entry.context not in known:
            found.append(Compared(entry.context, "new", "", entry.source))
            continue
        kind: PieceChange = "changed" if entry.text != entry.source else "same"
        found.append(Compared(entry.context, kind, entry.text, entry.source))
    found += [Compared(entry.context, "gone", entry.text, "") for entry in fresh.gone]
    return tuple(found)
