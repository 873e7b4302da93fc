"""What a delivery holds, article by article, in a table beside the library."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from handouts.errors import ContentError, HandoutError
from handouts.library.canonical import to_json, without_retrieval, words_sha256
from handouts.library.delivery import Known
from handouts.model import Article, Topic

_STAGED = """
CREATE TEMP TABLE staged (
  place INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  topic TEXT NOT NULL,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  page TEXT NOT NULL,
  twin TEXT NOT NULL,
  retrieved TEXT,
  sha256 TEXT NOT NULL,
  source_sha256 TEXT,
  words_sha256 TEXT,
  json TEXT
)
"""


def gather(connection: sqlite3.Connection, topics: Iterable[Topic | Known], program: str) -> list[HandoutError]:
    """Fill the table `staged` beside the library with what is read; the library itself is not locked meanwhile.

    Returns:
        An error for each article that stands there twice and says different things.
    """
    connection.execute("DROP TABLE IF EXISTS temp.staged")
    connection.execute(_STAGED)
    known = _known_rows(connection, program)
    connection.execute("BEGIN")  # of the temporary table alone
    try:
        rows = (row for topic in topics for row in _rows(topic, known))
        connection.executemany("INSERT INTO temp.staged VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    _pair(connection)
    return _drop_doubles(connection)


_Row = tuple[str, str, str, str, str, str, str | None, str, str | None, str | None, str | None]


def _known_rows(connection: sqlite3.Connection, program: str) -> Mapping[str, tuple[str, ...]]:
    rows = connection.execute(
        "SELECT source_sha256, topic, lang, title, page, twin, sha256 FROM content WHERE program = ?", (program,)
    )
    return {row[0]: row[1:] for row in rows}


def _rows(topic: Topic | Known, known: Mapping[str, tuple[str, ...]]) -> Iterator[_Row]:
    if isinstance(topic, Known):
        name, lang, title, page, twin, sha256 = known[topic.source_sha256]
        yield ("medlineplus", name, lang, title, page, twin, _iso(topic.retrieved), sha256, None, None, None)
        return
    for lang, article in topic.articles.items():
        one = Topic(topic.id, {lang: article}, topic.codes, topic.other_languages)
        text = to_json(without_retrieval(one))
        yield (
            article.provenance.provider,
            topic.id,
            lang,
            article.title,
            page_key(article.address),
            _twin(article),
            _iso(article.dates.retrieved),
            hashlib.sha256(text.encode()).hexdigest(),
            article.provenance.sha256,
            words_sha256(article),
            text,
        )


def page_key(address: str) -> str:
    """Return what tells a page from others, however its address is written: without scheme, "www." and letter case."""
    address = address.encode("utf-8", "ignore").decode().strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/").lower()


def _twin(article: Article) -> str:
    return page_key(article.alternates[0].address) if article.alternates else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pair(connection: sqlite3.Connection) -> None:
    """Give an article that names no twin the topic of the one that names it."""
    connection.execute("CREATE INDEX temp.staged_twin ON staged (twin)")
    connection.execute(
        """
        UPDATE temp.staged AS silent SET topic = coalesce(
          (SELECT said.topic FROM temp.staged AS said WHERE said.twin = silent.page AND said.lang <> silent.lang),
          (SELECT article.topic FROM content JOIN article ON article.content = content.sha256
             WHERE content.twin = silent.page AND content.lang <> silent.lang),
          silent.topic)
        WHERE silent.twin = '' AND silent.page <> '' AND silent.provider = 'medlineplus'
        """
    )


def _drop_doubles(connection: sqlite3.Connection) -> list[HandoutError]:
    """Keep the first of the articles that would be one; return an error for each that says something else."""
    connection.execute("CREATE INDEX temp.staged_article ON staged (provider, topic, lang, place)")
    doubles = connection.execute(
        """
        SELECT later.place, later.topic, later.lang, later.title, first.title, later.sha256 = first.sha256
        FROM temp.staged AS later JOIN (
          SELECT min(place) AS place, provider, topic, lang, title, sha256 FROM temp.staged
          GROUP BY provider, topic, lang
        ) AS first USING (provider, topic, lang)
        WHERE later.place > first.place
        """
    ).fetchall()
    connection.executemany("DELETE FROM temp.staged WHERE place = ?", [(row[0],) for row in doubles])
    return [
        ContentError(
            f"the topic is there twice in the language {lang!r}: {first!r} and {title!r}; the second is left out",
            place=topic,
            hint="Take one of the two out of the file",
        )
        for _, topic, lang, title, first, same in doubles
        if not same
    ]
