"""What the library knew, and when: a topic as it is, as it was on a day, and every version there ever was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from handouts.errors import RequestError
from handouts.library.canonical import from_json
from handouts.library.database import Library, telling
from handouts.model import Alternate, Article, Topic

_HINT = "`handouts find WORDS` says what there is"
_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Version:
    """What an article was from one day on.

    Args:
        day: the first day that is known of it.
        until: the day of the next version; None for the newest.
        title: "" when the article was gone.
        sha256: of everything in it, links and all; "" when it was gone.
        words_sha256: of what a patient reads (see `canonical.words_sha256`); "" when it was gone.
    """

    topic: str
    lang: str
    provider: str
    day: date
    until: date | None
    title: str
    sha256: str
    words_sha256: str

    @property
    def gone(self) -> bool:
        return not self.sha256


def load_topic(library: Library, topic: str) -> Topic:
    """Return a topic that is shown, in all its languages, English first.

    Raises:
        RequestError: the library shows none of that id.
    """
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT json, retrieved FROM article JOIN content ON content.sha256 = article.content
            WHERE article.topic = ? AND shown ORDER BY article.lang <> 'en', article.lang
            """,
            (topic,),
        ).fetchall()
    if not rows:
        raise RequestError(f"the library has no topic {topic!r}", place=str(library.path), hint=_HINT)
    return _joined(topic, rows)


def as_of(library: Library, topic: str, day: date) -> Topic:
    """Return a topic as it was on a day, as far as the library knows.

    Raises:
        RequestError: the library knows of no such topic on that day; the message says from when on it does.
    """
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT content.json, version.retrieved, article.provider FROM article
            JOIN version ON article = number
            JOIN content ON content.sha256 = version.content
            WHERE article.topic = ? AND (version.day, import) = (
              SELECT day, import FROM version AS near WHERE near.article = article.number AND near.day <= ?
              ORDER BY day DESC, import DESC LIMIT 1)
            ORDER BY article.lang <> 'en', article.lang
            """,
            (topic, day.isoformat()),
        ).fetchall()
        first = library.connection.execute(
            "SELECT min(version.day) FROM version JOIN article ON number = article WHERE topic = ?", (topic,)
        ).fetchone()[0]
    front = "local" if any(provider == "local" for _, _, provider in rows) else "medlineplus"
    shown = [(text, retrieved) for text, retrieved, provider in rows if provider == front]
    if not shown:
        hint = f"The library knows it from {first} on" if first and first > day.isoformat() else _HINT
        raise RequestError(f"the library has no topic {topic!r} on {day}", place=str(library.path), hint=hint)
    return _joined(topic, shown)


def history(library: Library, topic: str, lang: str | None = None) -> tuple[Version, ...]:
    """Return every version of an article, the oldest first; () when there never was one.

    A topic that several providers have is told provider by provider.

    Args:
        lang: its language; None for one language after the other.
    """
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT article.lang, provider, version.day, title, content.sha256, words_sha256 FROM article
            JOIN version ON article = number
            LEFT JOIN content ON content.sha256 = version.content
            WHERE article.topic = ?1 AND (?2 IS NULL OR article.lang = ?2)
            ORDER BY article.lang <> 'en', article.lang, provider, version.day, import
            """,
            (topic, lang),
        ).fetchall()
    found = []
    for (tag, provider, day, title, sha256, words), after in zip_longest(rows, rows[1:]):
        until = date.fromisoformat(after[2]) if after and after[:2] == (tag, provider) else None
        known = (title or "", sha256 or "", words or "")
        found.append(Version(topic, tag, provider, date.fromisoformat(day), until, *known))
    return tuple(found)


def words_since(versions: Sequence[Version]) -> date | None:
    """Return the day from which on the newest version's words have been what they are; None for none, or gone.

    Links and dates may have changed since. One language's words that are newer than the other's are what makes a
    translation stale.

    Args:
        versions: of one article and one provider, the oldest first.
    """
    if not versions or versions[-1].gone:
        return None
    since = versions[-1].day
    for version in reversed(versions):
        if version.words_sha256 != versions[-1].words_sha256:
            break
        since = version.day
    return since


def rewritten_pairs(library: Library, lang: str) -> tuple[str, ...]:
    """Return the ids of topics that the provider has in English and in another language, and whose English was not
    always what it is: those that a translation can be behind."""
    with telling(library.path):
        rows = library.connection.execute(
            """
            SELECT english.topic FROM article AS english
            JOIN article AS other ON other.topic = english.topic AND other.provider = english.provider
            WHERE english.provider = 'medlineplus' AND english.lang = 'en' AND english.shown
              AND other.lang = ? AND other.shown
              AND (SELECT count(*) FROM version WHERE version.article = english.number) > 1
            ORDER BY english.topic
            """,
            (lang,),
        ).fetchall()
    return tuple(topic for (topic,) in rows)


def _joined(ident: str, rows: Sequence[tuple[str, str | None]]) -> Topic:
    """Return one topic of its articles: each knows the day it was fetched, and where the others are."""
    topics = [from_json(text) for text, _ in rows]
    articles = {
        lang: _retrieved(article, retrieved)
        for topic, (_, retrieved) in zip(topics, rows, strict=True)
        for lang, article in topic.articles.items()
    }
    others = dict.fromkeys(other for topic in topics for other in topic.other_languages)
    at_hand = {_NAMES.get(lang) for lang in articles} if len(articles) > 1 else set()
    return Topic(
        ident,
        {lang: _with_alternates(article, articles.values()) for lang, article in articles.items()},
        tuple(dict.fromkeys(code for topic in topics for code in topic.codes)),
        tuple(other for other in others if other.name not in at_hand),
    )


def _retrieved(article: Article, day: str | None) -> Article:
    return replace(article, dates=replace(article.dates, retrieved=date.fromisoformat(day))) if day else article


def _with_alternates(article: Article, articles: Iterable[Article]) -> Article:
    """Return the article with its twins' addresses, where only the twin says that they belong together."""
    known = {alternate.lang for alternate in article.alternates} | {article.lang}
    more = (Alternate(other.lang, other.address) for other in articles if other.lang not in known and other.address)
    return replace(article, alternates=(*article.alternates, *more))
