"""From what someone types to topics: names first, then words, in both languages, misspelt or not.

What is typed is used and forgotten: nothing here writes it anywhere.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from handouts.library.database import Library, telling
from handouts.library.schema import SEE, TITLE
from handouts.library.spelling import begins_known, is_known, meant
from handouts.sections import fold

Matched = Literal["title", "synonym", "text", "code"]

_MOST_WORDS = 16
_MOST_LETTERS = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """One topic that was found.

    Args:
        titles: language tag to title, English first.
        matched: where what was asked for stands.
        name: the synonym that matched; "" for another match.
        provider: "medlineplus" or "local".
    """

    topic: str
    titles: Mapping[str, str] = field(hash=False)
    matched: Matched
    name: str
    provider: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Args:
        hits: the best first.
        meant: the words that were searched for instead, where those asked for are in no topic; "" where they are.
    """

    hits: tuple[Hit, ...]
    meant: str = ""


def find(library: Library, words: str, *, limit: int = 20) -> Found:
    """Return the topics that hold all the words, in any language; the last word may be only begun.

    A whole name comes before a part of one, and within that a title before a synonym before the text. Words that no
    topic holds are taken for misspelt; where that finds nothing either, topics that hold some of the words are given.

    Args:
        limit: the greatest number of topics.
    """
    with telling(library.path):
        asked = _tokens(words)
        if not asked or limit < 1:
            return Found(())
        apart = [part for word in asked for part in fold(word).split()]  # "flu/cold" is two words, if it is no name
        found = _ranked(library.connection, asked, limit)
        if not found and len(apart) > len(asked):
            found = _ranked(library.connection, apart, limit)
        if found:
            return Found(tuple(found))
        corrected = _corrected(library.connection, asked)
        if corrected != asked and (found := _ranked(library.connection, corrected, limit)):
            return Found(tuple(found), " ".join(corrected))
        known = [part for word in corrected for part in fold(word).split() if is_known(library.connection, part)]
        rows = _matching(library.connection, " OR ".join(map(_quoted, known)), limit) if known else []
        hits = tuple(_hits(library.connection, [(row, "text") for row in rows], known, limit))
        return Found(hits, " ".join(known) if hits else "")


def hit_of(library: Library, topic: str, matched: Matched) -> Hit:
    """Return a topic that is shown as a hit."""
    return _hit(library.connection, topic, matched)


# --------------------------------------------------------------------------- words


def _tokens(words: str) -> list[str]:
    whole = words.encode("utf-8", "ignore").decode()  # half characters come from a terminal of another encoding
    found = (word[:_MOST_LETTERS] for word in whole.split())
    return [word for word in found if fold(word)][:_MOST_WORDS]


def _quoted(word: str) -> str:
    """Return a word as FTS5 takes it: in quotes, so that nothing in it is read as an operator."""
    return '"' + word.replace('"', " ").replace("\0", " ") + '"'


def _all(words: Sequence[str], *, begun: bool = False) -> str:
    return "(" + " AND ".join(map(_quoted, words)) + ("*" if begun else "") + ")"


def _corrected(connection: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """Return the words with those that are in no topic replaced by what was probably meant."""
    corrected = []
    for place, word in enumerate(words):
        parts = fold(word).split()
        last = place == len(words) - 1
        for part in parts:
            known = is_known(connection, part) or (last and begins_known(connection, part))
            corrected.append(part if known else meant(connection, part) or part)
    return corrected if corrected != [part for word in words for part in fold(word).split()] else list(words)


# --------------------------------------------------------------------------- ranking

_Row = tuple[int, str]


def _ranked(connection: sqlite3.Connection, words: Sequence[str], limit: int) -> list[Hit]:
    rows: list[tuple[_Row, Matched]] = []
    seen: set[str] = set()
    for row, matched in _in_order(connection, words, limit):
        seen.add(row[1])
        rows.append((row, matched))
        if len(seen) >= limit:
            break
    return list(_hits(connection, rows, words, limit))


def _in_order(connection: sqlite3.Connection, words: Sequence[str], limit: int) -> Iterator[tuple[_Row, Matched]]:
    """Yield articles, the best first; one may come again further down."""
    exact = connection.execute(
        """
        SELECT article, topic, rank FROM name JOIN article ON number = article
        WHERE key = ? ORDER BY rank, topic, lang
        """,
        (fold(" ".join(words)),),
    ).fetchall()
    yield from (((number, topic), "title" if rank <= TITLE else "synonym") for number, topic, rank in exact)
    whole, begun = _all(words), _all(words, begun=True)
    steps: tuple[tuple[str, Matched], ...] = (
        (f"title: {whole}", "title"),
        (f"names: {whole}", "synonym"),
        (f"title: {begun}", "title"),
        (f"names: {begun}", "synonym"),
        (begun, "text"),
    )
    for query, matched in steps:
        yield from ((row, matched) for row in _matching(connection, query, 2 * limit))


def _matching(connection: sqlite3.Connection, query: str, limit: int) -> list[_Row]:
    return connection.execute(
        """
        SELECT number, topic FROM words JOIN article ON number = words.rowid
        WHERE words MATCH ? ORDER BY bm25(words, 10, 5, 1), topic, lang LIMIT ?
        """,
        (query, limit),
    ).fetchall()


def _hits(
    connection: sqlite3.Connection, rows: Sequence[tuple[_Row, Matched]], words: Sequence[str], limit: int
) -> Iterator[Hit]:
    """Yield one hit a topic, as it was matched first."""
    first: dict[str, tuple[int, Matched]] = {}
    for (number, topic), matched in rows:
        first.setdefault(topic, (number, matched))
    for topic, (number, matched) in list(first.items())[:limit]:
        yield _hit(connection, topic, matched, _synonym(connection, number, words) if matched == "synonym" else "")


def _hit(connection: sqlite3.Connection, topic: str, matched: Matched, name: str = "") -> Hit:
    titles = connection.execute(
        """
        SELECT article.lang, title, provider FROM article JOIN content ON sha256 = content
        WHERE article.topic = ? AND shown ORDER BY article.lang <> 'en', article.lang
        """,
        (topic,),
    ).fetchall()
    return Hit(topic, {lang: title for lang, title, _ in titles}, matched, name, titles[0][2])


def _synonym(connection: sqlite3.Connection, article: int, words: Sequence[str]) -> str:
    """Return the other name of an article that the words stand in; the shortest of several."""
    names = connection.execute(
        "SELECT key, text FROM name WHERE article = ? AND rank BETWEEN ? AND ? ORDER BY length(key), key",
        (article, TITLE + 1, SEE),
    ).fetchall()
    wanted = [re.escape(part) for word in words for part in fold(word).split()]
    return next((text for key, text in names if all(re.search(rf"\b{part}", key) for part in wanted)), "")
