"""What the library shows and what it once did, in short: enough to tell what has changed without reading any text."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.library.database import Library, telling
from handouts.sections import fold


@dataclass(frozen=True, slots=True)
class Holding:
    """One article that is shown.

    Args:
        sha256: of everything in it.
        words_sha256: of what a patient reads (see `canonical.words_sha256`).
        retrieved: the day it was fetched, ISO; "" when unknown.
    """

    topic: str
    lang: str
    title: str
    sha256: str
    words_sha256: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Gone:
    """One article that the library once showed and does not any more.

    Args:
        title: the last it had.
    """

    topic: str
    lang: str
    title: str


def holdings(library: Library) -> tuple[Holding, ...]:
    """Return all articles that are shown, by topic, English first."""
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT article.topic, article.lang, title, content.sha256, words_sha256, coalesce(retrieved, '')
            FROM article JOIN content ON content.sha256 = article.content
            WHERE shown ORDER BY article.topic, article.lang <> 'en', article.lang
            """
        ).fetchall()
    return tuple(Holding(*row) for row in rows)


def gone(library: Library) -> tuple[Gone, ...]:
    """Return all articles that once were and of which no provider has any today, by topic, English first."""
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT article.topic, article.lang, (
              SELECT title FROM version JOIN content ON content.sha256 = version.content
              WHERE version.article = article.number ORDER BY version.day DESC, version.import DESC LIMIT 1) AS last
            FROM article
            WHERE content IS NULL AND last IS NOT NULL AND (topic, lang) NOT IN (
              SELECT topic, lang FROM article WHERE shown)
            GROUP BY article.topic, article.lang
            ORDER BY article.topic, article.lang <> 'en', article.lang
            """
        ).fetchall()
    return tuple(Gone(*row) for row in rows)


def topics_called(library: Library, words: str) -> tuple[str, ...]:
    """Return the ids of all topics that are shown and have exactly this name among theirs, sorted."""
    with telling(library.path):
        rows = library.connection.execute(
            "SELECT DISTINCT topic FROM name JOIN article ON number = article WHERE key = ? ORDER BY topic",
            (fold(words),),
        ).fetchall()
    return tuple(topic for (topic,) in rows)
