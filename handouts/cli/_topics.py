"""What TOPIC means on the command line: a built-in topic, a file, or a topic of the library or of an XML file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.cli._requests import Options
from handouts.errors import HandoutError, RequestError
from handouts.model import Topic
from handouts.sources import builtin, join_topics, load_topics, medlineplus_xml
from handouts.translating import nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, in its own words, and what it turned out to be: a topic, or why there is none."""

    words: str
    topic: Topic | HandoutError


def find_topics(
    words: Sequence[str], source: Path | None, options: Options, library: Path | None = None
) -> list[Asked]:
    """Return what was asked for; files of one topic in several languages become one topic where the first stood.

    Args:
        source: the XML file to look in; None for built-in topics, files and the library.
        library: its file, which need not be there; None for no library.
    """
    if source is not None:  # in all languages: a translation of it may lie here, and is measured by the English
        return [_tried(word, lambda name: medlineplus_xml.load_topic(source, name)) for word in words]
    return _joined([_tried(word, lambda name: _topic(name, options, library)) for word in words])


def _tried(words: str, find: Callable[[str], Topic]) -> Asked:
    try:
        return Asked(words, find(words))
    except HandoutError as error:
        return Asked(words, error)


def _topic(words: str, options: Options, library: Path | None) -> Topic:
    """Return the topic: built-in names come first, so that a folder of that name here changes nothing."""
    path = Path(words)
    if not words.startswith((".", os.sep)):
        try:
            return builtin.load_topic(words)
        except RequestError as unknown:
            looks_like_file = re.search(r"\.[A-Za-z]{2,5}$", words)
            if words and (not looks_like_file or "://" in words) and not path.exists():
                return _library_topic(words, library, unknown)
            if not words:
                raise
    (topic,) = load_topics(path, retrieved=options.retrieved, nothing=nothing)
    return topic


def _library_topic(words: str, library: Path | None, unknown: RequestError) -> Topic:
    """Return the topic of the library that the words, or a code, name.

    Raises:
        RequestError: there is none, or there are several; without a library, `unknown`.
    """
    from handouts.library import find_name, load_topic, open_library
    from handouts.library.codes import find_code, is_code, to_code

    if library is None or not library.exists():
        hint = f"{unknown.hint}; `handouts update` fetches MedlinePlus's topics"
        raise RequestError(unknown.fact, place=unknown.place, hint=hint) from unknown
    with open_library(library) as opened:
        if not is_code(words):
            return load_topic(opened, find_name(opened, words))
        hits = find_code(opened, to_code(words)).hits
        if len(hits) == 1:
            return load_topic(opened, hits[0].topic)
    fact = f"the library has {'several topics' if hits else 'no topic'} for the code {words}"
    named = ", ".join(hit.topic for hit in hits)
    raise RequestError(
        fact,
        place=str(library),
        hint=f"Name one: {named}" if hits else f"`handouts find --code {words} --online` asks MedlinePlus Connect",
    )


def _joined(found: Sequence[Asked]) -> list[Asked]:
    """Return the topics joined, one by one, so that a page that is there twice stops only itself."""
    kept: list[Asked] = []
    failed: list[Asked] = []
    for asked in found:
        if isinstance(asked.topic, HandoutError):
            failed.append(asked)
            continue
        try:
            join_topics([*_topics(kept), asked.topic])
        except HandoutError as error:
            failed.append(Asked(asked.words, error))
        else:
            kept.append(asked)
    return [*(Asked(_words(topic, kept), topic) for topic in join_topics(_topics(kept))), *failed]


def _topics(asked: Sequence[Asked]) -> list[Topic]:
    return [one.topic for one in asked if isinstance(one.topic, Topic)]


def _words(topic: Topic, kept: Sequence[Asked]) -> str:
    """Return the words that a joined topic was asked for by."""
    sources = {article.provenance.sha256 for article in topic.articles.values()}
    words = [
        one.words
        for one in kept
        if isinstance(one.topic, Topic) and sources & {a.provenance.sha256 for a in one.topic.articles.values()}
    ]
    return ", ".join(dict.fromkeys(words)) or topic.id
