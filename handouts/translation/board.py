"""The board: how far each topic is in a language, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from handouts.model import Article, Topic
from handouts.pofile import Credits, Po
from handouts.translation.merging import Translated, translations
from handouts.translation.pieces import Piece

BoardState = Literal["official", "reviewed", "draft", "machine", "stale", "missing"]

STATES: tuple[BoardState, ...] = get_args(BoardState)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One topic in one language.

    Args:
        title: in English.
        pieces: how many there are to translate; 0 where nobody has counted, the translation being the provider's own.
        counts: state of a piece to how many are in it.
        percent: of the pieces, how many have a translation that still fits the English.
        changed: ids of the pieces whose English has changed since they were translated.
        since: the day from which on the English is another, where the library knows it.
        note: what the board does not know of this topic.
    """

    topic: str
    title: str
    lang: str
    state: BoardState
    percent: int
    pieces: int = 0
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    changed: tuple[str, ...] = ()
    since: date | None = None
    translator: str = ""
    reviewer: str = ""
    reviewed: date | None = None
    note: str = ""


def row_of_po(topic: str, title: str, po: Po, pieces: Sequence[Piece]) -> BoardRow:
    """Return the row of a translation that is a PO file.

    Args:
        title: in English.
        pieces: today's English.
    """
    found = translations(po, pieces)
    by = po.credits
    state = _state(found)
    final = state == "reviewed"
    return BoardRow(
        topic=topic,
        title=title,
        lang=po.lang,
        state=state,
        percent=percent(found),
        pieces=len(found),
        counts=dict(Counter(one.state for one in found)),
        changed=tuple(one.id for one in found if one.state == "stale"),
        translator=by.translator,
        reviewer=by.reviewer if final else "",
        reviewed=by.reviewed if final else None,
    )


def row_alone(topic: str, po: Po) -> BoardRow:
    """Return the row of a PO file whose English is not at hand: how far it is by the English that it holds itself."""
    pieces = tuple(Piece(entry.context, "paragraph", entry.source) for entry in po.entries)
    title = next((entry.source for entry in po.entries if entry.context == "title"), topic)
    note = "its English is not at hand, so that nobody knows whether it has changed"
    return replace(row_of_po(topic, title, po, pieces), note=note)


def row_of_topic(topic: Topic, lang: str, since: date | None = None) -> BoardRow:
    """Return the row of a topic that has no PO file: the provider's own translation, one of a source, or none.

    Args:
        since: the day on which the English became another, where that is after the translation's.
    """
    english, article = topic.articles.get("en"), topic.articles.get(lang)
    title = (english or next(iter(topic.articles.values()))).title
    if article is None:
        return BoardRow(topic.id, title, lang, "missing", 0)
    by = article.provenance
    state: BoardState = "draft" if by.state == "sample" else by.state
    if by.stale or since:
        state = "stale"
    return BoardRow(
        topic.id,
        title,
        lang,
        state,
        100,
        since=since,
        translator=by.translator,
        reviewer=by.reviewer,
        reviewed=_day(article),
    )


def _day(article: Article) -> date | None:
    return article.dates.reviewed if article.provenance.state == "reviewed" else None


def _state(found: Sequence[Translated]) -> BoardState:
    states = {one.state for one in found}
    if states == {"missing"}:
        return "missing"
    if "stale" in states:
        return "stale"
    if "machine" in states:
        return "machine"
    return "reviewed" if states <= {"reviewed", "official"} else "draft"


def percent(found: Sequence[Translated]) -> int:
    """Return how many of a hundred pieces have a translation that fits; 100 only when all have."""
    fit = sum(one.state not in ("missing", "stale", "fuzzy") for one in found)
    return 100 * fit // len(found) if found else 0


def credit_line(by: Credits) -> str:
    """Return who translated and reviewed, as one line; "" for nobody."""
    parts = [f"translated by {by.translator}"] if by.translator else []
    parts += [f"reviewed by {by.reviewer}, {by.credential}"] if by.reviewer else []
    return "; ".join(parts)
