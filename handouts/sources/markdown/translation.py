"""A PO file beside an `en.md`: what of the topic it translates, and the article it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.errors import ContentError
from handouts.pofile import Entry, Po
from handouts.sources.markdown.page import Page
from handouts.sources.markdown.units import Unit, to_units

UnitState = Literal["translated", "fuzzy", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Translation:
    """How far one unit is translated.

    Args:
        state: translated; fuzzy (a guess, or not yet checked again); changed (the English is no longer what was
            translated); missing.
        text: the words of the PO file, whatever the state; "" when there are none.
        line: of the PO file, from 1; 0 when the unit is not in it.
    """

    unit: Unit
    state: UnitState
    text: str = ""
    line: int = 0


# --------------------------------------------------------------------------- what is translated


def to_translations(page: Page, po: Po) -> tuple[Translation, ...]:
    """Return the state of everything that has to be translated, in the order of the English.

    An entry is found by its id and its English; where the id is another, by its English alone, if all that is said of
    it agrees. So text may move, and ids be counted anew, without a word lost.
    """
    exact = {(entry.context, entry.source): entry for entry in po.entries}
    by_id = {entry.context: entry for entry in po.entries if entry.context}
    by_source: dict[str, list[Entry]] = {}
    for entry in po.entries:
        by_source.setdefault(entry.source, []).append(entry)

    def find(unit: Unit) -> Translation:
        entry = exact.get((unit.id, unit.source))
        others = by_source.get(unit.source, [])
        if entry is None and len({other.text for other in others}) == 1:
            entry = others[0]
        if entry is not None and entry.text.strip():
            state: UnitState = "translated" if not entry.fuzzy else "changed" if entry.previous else "fuzzy"
            return Translation(unit, state, entry.text, entry.line)
        old = by_id.get(unit.id)
        if old is not None and old.text.strip() and old.source != unit.source:
            return Translation(unit, "changed", old.text, old.line)
        return Translation(unit, "missing", line=entry.line if entry else 0)

    return tuple(find(unit) for unit in to_units(page, po.lang))


def require_all(translations: Iterable[Translation], page: Page, po: Po) -> None:
    """Do nothing when everything is translated.

    Raises:
        ContentError: something is not; the message lists it.
    """
    open_units = [t for t in translations if t.state != "translated"]
    if open_units:
        english = Path(page.path).name
        shown = "; ".join(f"{t.unit.id} ({t.state}, {english}:{t.unit.line})" for t in open_units[:10])
        more = f"; and {len(open_units) - 10} more" if len(open_units) > 10 else ""
        fact = f"{len(open_units)} of the topic's texts are not translated into {po.lang!r}: {shown}{more}"
        raise ContentError(fact, place=po.path, hint="Translate them, and remove the mark fuzzy where it stands")
