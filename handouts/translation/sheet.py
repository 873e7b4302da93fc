"""The review sheet: both languages piece by piece, what changed, what a person should look at, and where to sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handouts.pofile import Credits, Po
from handouts.translation.comparing import Change, word_changes
from handouts.translation.faults import Fault
from handouts.translation.merging import PieceState, Translated
from handouts.translation.notation import words
from handouts.translation.pieces import Kind

STATES: dict[PieceState, str] = {
    "missing": "missing: there is no translation",
    "fuzzy": "not confirmed: a guess, or marked by a person",
    "stale": "stale: the English has changed since it was translated",
    "machine": "made by a machine, not reviewed",
    "draft": "draft: not reviewed",
    "reviewed": "reviewed",
    "official": "official: the provider's own translation",
}
"""What each state of a piece means, in words."""

_KINDS: dict[Kind, str] = {
    "title": "title",
    "synonym": "other name",
    "description": "description",
    "group": "group",
    "source": "whose topic it is",
    "attribution": "whose words these are",
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "section": "heading of links",
    "link": "link title",
    "organization": "organization",
    "address": "address of a linked page",
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One piece on the sheet.

    Args:
        number: counted through the sheet, for talking about it.
        what: "list item, under “What are the signs?”".
        state: in words.
        urgent: whether it is more than unreviewed: missing, a guess, stale, made by a machine, or failed by a check.
        english: the words, with what changed since they were translated.
        translation: the words; "" when there are none.
        remarks: what the fault check says, failures first.
    """

    number: int
    id: str
    what: str
    state: str
    urgent: bool
    english: tuple[Change, ...]
    translation: str
    remarks: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Everything on a review sheet.

    Args:
        lang: language of the translation.
        language: its name in English.
        counts: how many pieces are in each state, in words.
        failing: how many remarks of the fault check fail the translation.
        to_judge: how many are for a person.
        gone: English that is no more, and its translation.
        standing: whether the translation is final as it is.
        day: when the sheet was made.
    """

    topic_id: str
    title: str
    translated_title: str
    lang: str
    language: str
    credits: Credits
    rows: tuple[SheetRow, ...]
    counts: tuple[tuple[str, int], ...]
    failing: int
    to_judge: int
    gone: tuple[tuple[str, str], ...]
    standing: bool
    day: date | None


def to_sheet(
    topic_id: str, language: str, po: Po, found: Sequence[Translated], faults: Iterable[Fault], day: date | None
) -> ReviewSheet:
    """Return the review sheet of a translation.

    Args:
        language: name of the translation's language in English.
        found: every piece; see `merging.translations`.
        faults: see `faults.find_faults`.
        day: printed as the day on which the sheet was made.
    """
    by_id: dict[str, list[Fault]] = {}
    outcomes: Counter[str] = Counter()
    for fault in faults:
        outcomes[fault.outcome] += 1
        by_id.setdefault(fault.id, []).append(fault)
    counted = Counter(one.state for one in found)
    titles = {one.piece.kind: one for one in found if one.piece.kind == "title"}
    return ReviewSheet(
        topic_id=topic_id,
        title=titles["title"].piece.source,
        translated_title=words(titles["title"].text),
        lang=po.lang,
        language=language,
        credits=po.credits,
        rows=tuple(_row(number, one, by_id.get(one.id, ())) for number, one in enumerate(found, start=1)),
        counts=tuple((STATES[state], counted[state]) for state in STATES if counted[state]),
        failing=outcomes["fail"],
        to_judge=outcomes["review"],
        gone=tuple((words(entry.source), words(entry.text)) for entry in po.gone),
        standing=all(one.state in ("reviewed", "official") for one in found),
        day=day,
    )


def _row(number: int, one: Translated, faults: Sequence[Fault]) -> SheetRow:
    under = f", under “{one.piece.under}”" if one.piece.under else ""
    source = one.piece.source if one.piece.kind == "address" else words(one.piece.source)
    changed = word_changes(one.previous, source) if one.state == "stale" else (Change("same", source),)
    return SheetRow(
        number=number,
        id=one.id,
        what=_KINDS[one.piece.kind] + under,
        state=STATES[one.state],
        urgent=one.state not in ("draft", "reviewed", "official") or any(f.outcome == "fail" for f in faults),
        english=changed,
        translation=one.text if one.piece.kind == "address" else words(one.text),
        remarks=tuple(faults),
    )
