"""The one topic that is meant by a name: an id, a title, another name, or a page's address."""

from __future__ import annotations

import sqlite3

from handouts.errors import RequestError
from handouts.library.database import Library, telling
from handouts.library.gathering import page_key
from handouts.library.search import Hit, find
from handouts.sections import fold


def find_name(library: Library, words: str) -> str:
    """Return the id of the one topic that is called so: an id, a title, a synonym, a page's address, or words that
    only one topic holds.

    Raises:
        RequestError: none is, or several are; the hint names what there is.
    """
    with telling(library.path):
        named = _named(library.connection, words)
    if len(named) == 1:
        return named[0]
    found = find(library, words, limit=6)
    if not named and len(found.hits) == 1 and not found.meant:
        return found.hits[0].topic
    near = [hit for hit in found.hits if not named or hit.topic in named]
    listed = ", ".join(f"{_title(hit)} ({hit.topic})" for hit in near)
    if named or (near and not found.meant):
        raise RequestError(
            f"several topics of the library answer to {words!r}", place=str(library.path), hint=f"Name one: {listed}"
        )
    raise RequestError(
        f"the library has no topic {words!r}",
        place=str(library.path),
        hint=f"Did you mean {listed}?" if near else "`handouts find WORDS` searches titles, other names and texts",
    )


def find_past_name(library: Library, words: str) -> str:
    """Return the id of the topic that is, or ever was, called so.

    Raises:
        RequestError: none ever was, or several are.
    """
    ident = words.strip().lower()
    with telling(library.path):
        if library.connection.execute("SELECT 1 FROM article WHERE topic = ?", (ident,)).fetchone():
            return ident
        past = library.connection.execute(
            """
            SELECT DISTINCT title, article.topic FROM article
            JOIN version ON version.article = number JOIN content ON sha256 = version.content WHERE NOT shown
            """
        ).fetchall()
    try:
        return find_name(library, words)
    except RequestError:
        named: set[str] = {topic for title, topic in past if fold(title) == fold(words)}
        if len(named) != 1:
            raise
        return named.pop()


def topic_named(library: Library, words: str) -> str | None:
    """Return the id of the topic that is called exactly so; None where none or several are."""
    named = _named(library.connection, words)
    return named[0] if len(named) == 1 else None


def _title(hit: Hit) -> str:
    return next(iter(hit.titles.values()))


def _named(connection: sqlite3.Connection, words: str) -> list[str]:
    """Return the topics that are called exactly so, by the surest kind of name that any has."""
    if "/" in words or "." in words:
        rows = connection.execute(
            """
            SELECT DISTINCT article.topic FROM content JOIN article ON article.content = sha256
            WHERE page = ? AND shown
            """,
            (page_key(words if "://" in words else f"https://{words}"),),
        ).fetchall()
        if rows:
            return [topic for (topic,) in rows]
    rows = connection.execute(
        "SELECT DISTINCT rank, topic FROM name JOIN article ON number = article WHERE key = ? ORDER BY rank, topic",
        (fold(words),),
    ).fetchall()
    return [topic for rank, topic in rows if rank == rows[0][0]]
