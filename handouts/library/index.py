"""Every way to a topic that is shown: its names, its words, its codes, and the spelling of its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from handouts.library.canonical import from_json
from handouts.library.schema import ID, SEE, SYNONYM, TITLE
from handouts.library.spelling import index_spelling
from handouts.model import Article, Topic, plain_text, runs
from handouts.sections import fold


def index_topics(connection: sqlite3.Connection, topics: Iterable[str]) -> None:
    """Decide what is shown of these topics, and write anew what finds them."""
    changed = False
    for topic in topics:
        changed = True
        rows = connection.execute("SELECT number, provider, content FROM article WHERE topic = ?", (topic,)).fetchall()
        live = [(number, provider, content) for number, provider, content in rows if content is not None]
        front = "local" if any(provider == "local" for _, provider, _ in live) else "medlineplus"
        _forget(connection, topic, [number for number, _, _ in rows])
        for number, _, content in (row for row in live if row[1] == front):
            _show(connection, topic, number, content)
    if changed:
        index_spelling(connection)


def _forget(connection: sqlite3.Connection, topic: str, numbers: list[int]) -> None:
    for number in numbers:
        connection.execute("DELETE FROM name WHERE article = ?", (number,))
        connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
        connection.execute("UPDATE article SET shown = 0 WHERE number = ?", (number,))
    connection.execute("DELETE FROM code WHERE topic = ? AND origin = ''", (topic,))


def _show(connection: sqlite3.Connection, ident: str, number: int, content: str) -> None:
    (text,) = connection.execute("SELECT json FROM content WHERE sha256 = ?", (content,)).fetchone()
    topic = from_json(text)
    (article,) = topic.articles.values()
    connection.execute("UPDATE article SET shown = 1 WHERE number = ?", (number,))
    connection.execute(
        "INSERT INTO words (rowid, title, names, text) VALUES (?, ?, ?, ?)",
        (number, article.title, "\n".join((ident, *article.synonyms, *article.see_references)), _text(article, topic)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)",
        [(fold(text), rank, number, text) for rank, text in _names(ident, article) if fold(text)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO code (system, code, topic, title, origin) VALUES (?, ?, ?, ?, '')",
        [(code.system, code.code, ident, code.name) for code in topic.codes if code.code],
    )


def _names(ident: str, article: Article) -> Iterator[tuple[int, str]]:
    yield ID, ident
    yield TITLE, article.title
    yield from ((SYNONYM, name) for name in article.synonyms)
    yield from ((SEE, name) for name in article.see_references)


def _text(article: Article, topic: Topic) -> str:
    """Return what the full-text search looks through after title and names."""
    words = [plain_text(run) for block in article.blocks for run in runs(block)]
    return "\n".join((*words, article.description, *article.groups, *(code.name for code in topic.codes)))
