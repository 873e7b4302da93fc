"""What a delivery changes: each article's versions by day, and from them what the library shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from handouts.errors import HandoutError, SourceError
from handouts.library.delivery import Change, Delivery, Outcome
from handouts.library.index import index_topics

_FEW = 20
"""So many articles may go at once without a question; of more, not the greater part."""


def apply(
    connection: sqlite3.Connection,
    delivery: Delivery,
    spared: frozenset[tuple[str, str]],
    refused: tuple[HandoutError, ...],
) -> Outcome:
    """Bring what stands in the table `staged` into the library, inside a transaction.

    Raises:
        SourceError: most of what the library knows of a large origin would be gone.
    """
    delivered = connection.execute("SELECT count(*) FROM temp.staged").fetchone()[0]
    number = _note_import(connection, delivery, delivered, len(refused))
    connection.execute(
        """
        INSERT OR IGNORE INTO content
        SELECT sha256, source_sha256, words_sha256, ?, topic, lang, title, page, twin, json
        FROM temp.staged WHERE json IS NOT NULL
        """,
        (delivery.program,),
    )
    _read_again(connection, delivery)
    articles = _numbered(connection, delivery)
    found: dict[str, list[tuple[int, Change]]] = {"new": [], "changed": [], "gone": []}
    for article, change, before, content, retrieved in articles:
        if before != content:
            _add_version(connection, article, number, delivery, content, retrieved)
            found["new" if before is None else "changed"].append((article, change))
    for article, change in _missing(connection, delivery, spared):
        _add_version(connection, article, number, delivery, None, None)
        found["gone"].append((article, change))
    _settle(connection, delivery, [article for changes in found.values() for article, _ in changes])
    new, changed, gone = (tuple(change for _, change in found[kind]) for kind in ("new", "changed", "gone"))
    return Outcome(delivery, new, changed, gone, delivered - len(new) - len(changed), refused)


def _note_import(connection: sqlite3.Connection, delivery: Delivery, articles: int, refused: int) -> int:
    values = (delivery.provider, delivery.origin, delivery.sha256, delivery.program, articles, refused)
    cursor = connection.execute(
        "INSERT INTO import VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", (delivery.day.isoformat(), *values)
    )
    return cursor.lastrowid or 0


def _read_again(connection: sqlite3.Connection, delivery: Delivery) -> None:
    """Note that this version of the program reads these sources as the library has them."""
    connection.execute(
        "UPDATE content SET program = ? WHERE sha256 IN (SELECT sha256 FROM temp.staged) AND program <> ?",
        (delivery.program, delivery.program),
    )


_Article = tuple[int, Change, str | None, str, str | None]


def _numbered(connection: sqlite3.Connection, delivery: Delivery) -> Iterator[_Article]:
    """Yield each staged article: its number, its name, its content just before, its content now, when fetched."""
    connection.execute(
        """
        INSERT OR IGNORE INTO article (provider, topic, lang, origin, day)
        SELECT provider, topic, lang, ?, ? FROM temp.staged
        """,
        (delivery.origin, delivery.day.isoformat()),
    )
    rows = connection.execute(
        """
        SELECT number, topic, lang, title, sha256, staged.retrieved
        FROM temp.staged AS staged JOIN article USING (provider, topic, lang) ORDER BY place
        """
    ).fetchall()
    for number, topic, lang, title, sha256, retrieved in rows:
        yield number, Change(topic, lang, title), _content_on(connection, number, delivery), sha256, retrieved


def _content_on(connection: sqlite3.Connection, article: int, delivery: Delivery) -> str | None:
    row = connection.execute(
        "SELECT content FROM version WHERE article = ? AND day <= ? ORDER BY day DESC, import DESC LIMIT 1",
        (article, delivery.day.isoformat()),
    ).fetchone()
    return row[0] if row else None


def _add_version(
    connection: sqlite3.Connection,
    article: int,
    number: int,
    delivery: Delivery,
    content: str | None,
    retrieved: str | None,
) -> None:
    """Add a version; one of a later day that says the same is then no version of its own any more."""
    day = delivery.day.isoformat()
    connection.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?)", (article, day, number, content, retrieved))
    after = connection.execute(
        "SELECT day, import, content FROM version WHERE article = ? AND day > ? ORDER BY day, import LIMIT 1",
        (article, day),
    ).fetchone()
    if after and after[2] == content:
        connection.execute("DELETE FROM version WHERE article = ? AND day = ? AND import = ?", (article, *after[:2]))


def _missing(
    connection: sqlite3.Connection, delivery: Delivery, spared: frozenset[tuple[str, str]]
) -> list[tuple[int, Change]]:
    """Return the articles that the delivery should hold and does not.

    Raises:
        SourceError: that would be most of them.
    """
    rows = connection.execute(
        """
        SELECT number, topic, lang FROM article
        WHERE provider = ?1
          AND (?2 = 'provider' OR (?2 = 'origin' AND origin = ?3)
            OR (?2 = 'topic' AND topic IN (SELECT topic FROM temp.staged WHERE provider = ?1)))
          AND (provider, topic, lang) NOT IN (SELECT provider, topic, lang FROM temp.staged)
        """,
        (delivery.provider, delivery.scope, delivery.origin),
    ).fetchall()
    gone = []
    for number, topic, lang in rows:
        content = _content_on(connection, number, delivery)
        if content is not None and not {(topic, lang), (topic, "")} & spared:
            title = connection.execute("SELECT title FROM content WHERE sha256 = ?", (content,)).fetchone()[0]
            gone.append((number, Change(topic, lang, title)))
    left = connection.execute("SELECT count(*) FROM temp.staged").fetchone()[0]
    if len(gone) > max(_FEW, left):
        raise SourceError(
            f"{len(gone)} articles that the library has would be gone, and only {left} are in it",
            place=delivery.origin,
            hint="If it is right all the same, begin a new library with --library FILE",
        )
    return gone


# --------------------------------------------------------------------------- what the library shows


def _settle(connection: sqlite3.Connection, delivery: Delivery, articles: Iterable[int]) -> None:
    """Bring what is shown, and all names and words of it, up to date with the versions."""
    topics: set[str] = set()
    for article in articles:
        connection.execute(
            """
            UPDATE article SET (content, day, retrieved) = (
              SELECT content, day, retrieved FROM version WHERE article = number ORDER BY day DESC, import DESC LIMIT 1)
            WHERE number = ?
            """,
            (article,),
        )
        topics.add(connection.execute("SELECT topic FROM article WHERE number = ?", (article,)).fetchone()[0])
    connection.execute(
        """
        UPDATE article SET origin = ? WHERE day <= ? AND origin <> ?
          AND (provider, topic, lang) IN (SELECT provider, topic, lang FROM temp.staged)
        """,
        (delivery.origin, delivery.day.isoformat(), delivery.origin),
    )
    index_topics(connection, sorted(topics))
