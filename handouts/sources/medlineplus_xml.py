"""Topics out of a MedlinePlus topics XML file: today's format, that of 2012, or an answer of its search service.

The file is streamed and never held in memory as a whole.

Source: https://medlineplus.gov/xml.html
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from handouts.errors import ContentError, RequestError, SourceError
from handouts.model import Alternate, Article, Topic
from handouts.sections import fold
from handouts.sources import medlineplus_record as record_of
from handouts.sources.topic_address import same_page
from handouts.sources.xml_records import load_records

_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class ListedTopic:
    """One record of a file, for a listing; the two languages of a topic share the id."""

    id: str
    lang: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What is needed to find a record and its twin, without its text.

    Args:
        place: how many records of the file stand before it.
        number: MedlinePlus's own id of the record, such as "6308".
        twin_number, twin_address: of the record in the other language, as this one names it; "" when it names none.
    """

    listed: ListedTopic
    place: int
    number: str
    synonyms: tuple[str, ...]
    see_references: tuple[str, ...]
    twin_number: str
    twin_address: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that is at hand but not yet read; the next one takes its place.

    Args:
        sha256: of the record; "" when it has no canonical form, which reading it will say.
        generated: the day the file was made; None when it does not say.
        read: gives its topic, with one article.
        listed: its id, language and title.
    """

    sha256: str
    generated: date | None
    read: Callable[[], Topic]
    listed: ListedTopic


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about itself.

    Args:
        generated: the day it was made; None when it does not say.
        total: how many records the whole file has, of which this may be a part; None when it does not say.
    """

    generated: date | None
    total: int | None


def load_header(path: Path) -> Header:
    """Return what a file says about itself.

    Raises:
        SourceError: the file cannot be read, is no topics XML, or holds no topic.
    """
    record = next(load_records(path), None)
    if record is None:
        raise SourceError("there is no topic in it", place=str(path), hint="Fetch the file again")
    total = record.total.strip()
    known = total.isascii() and total.isdigit() and len(total) < 9
    return Header(record_of.to_date(record.generated), int(total) if known else None)


def iter_unread(path: Path) -> Iterator[Unread]:
    """Yield each record of a file unread: whoever knows its hash already can spare reading it.

    Raises:
        SourceError: the file cannot be read, is no topics XML or is broken.
    """
    for record in load_records(path):
        try:
            sha256 = record_of.sha256_of(record.element, place=str(path))
        except ContentError:
            sha256 = ""
        read = partial(record_of.to_topic, record.element, record.generated, place=str(path))
        yield Unread(sha256, record_of.to_date(record.generated), read, _listed(record.element))


def iter_topics(source: Path | BinaryIO, *, on_error: Callable[[ContentError], None] | None = None) -> Iterator[Topic]:
    """Yield each record of a file as a topic with one article.

    Args:
        source: the XML, or a zip file that holds one.
        on_error: is given the error of a record that has no usable content, and the next record follows; without it,
            such a record ends the reading.

    Raises:
        SourceError: the file cannot be read, is no topics XML or is broken.
        ContentError: a record has no usable content.
    """
    place = str(source) if isinstance(source, Path) else ""
    for record in load_records(source):
        try:
            topic = record_of.to_topic(record.element, record.generated, place=place)
        except ContentError as error:
            if on_error is None:
                raise
            on_error(error)
            continue
        yield topic


def list_topics(path: Path) -> tuple[ListedTopic, ...]:
    """Return what is in a file, in its order.

    Raises:
        SourceError: the file cannot be read, is no topics XML or is broken.
    """
    return tuple(known.listed for known in _index(path))


def load_topic(path: Path, wanted: str) -> Topic:
    """Return one topic of a file, in the languages that the file has it in.

    Args:
        path: the XML, or a zip file that holds one.
        wanted: a title in either language or a synonym (case, accents and punctuation do not matter), an id (the
            file's number or the page's name), or a page address.

    Raises:
        RequestError: no such topic, or several of that name.
        SourceError: the file cannot be read, is no topics XML or is broken.
        ContentError: the topic has no text.
    """
    index = _index(path)
    found = _find(index, wanted, path)
    members = {known.listed.lang: known for known in sorted(found, key=lambda known: known.listed.lang)}
    return _joined(_load_places(path, [known.place for known in members.values()]), tuple(members))


def load_all(path: Path, *, on_error: Callable[[ContentError], None]) -> tuple[Topic, ...]:
    """Return every topic of a file, each in the languages that the file has it in, read in one go.

    Args:
        on_error: is given the error of a record that has no usable content; the others follow.

    Raises:
        SourceError: the file cannot be read, is no topics XML or is broken.
    """
    found: dict[str, dict[str, Topic]] = {}
    for topic in iter_topics(path, on_error=on_error):
        found.setdefault(topic.id, {})[topic.languages[0]] = topic
    return tuple(_joined(list(members.values()), tuple(sorted(members))) for members in found.values())


def _load_places(path: Path, places: list[int]) -> list[Topic]:
    topics = []
    for place, record in enumerate(load_records(path)):
        if place in places:
            topics.append(record_of.to_topic(record.element, record.generated, place=str(path)))
        if place >= max(places):
            break
    return topics


def _joined(topics: list[Topic], languages: tuple[str, ...]) -> Topic:
    """Return one topic with the articles of all, each knowing where the others are."""
    articles = {lang: article for topic in topics for lang, article in topic.articles.items()}
    codes = dict.fromkeys(code for topic in topics for code in topic.codes)
    others = dict.fromkeys(
        other for topic in topics for other in topic.other_languages if other.name not in map(_NAMES.get, articles)
    )
    english_first = min(topics, key=lambda topic: topic.languages)
    linked = {lang: _with_alternates(articles[lang], articles) for lang in languages}
    return Topic(english_first.id, linked, tuple(codes), tuple(others))


def _with_alternates(article: Article, articles: dict[str, Article]) -> Article:
    """Return the article with the addresses of its twins, where only the twin says that they belong together."""
    known = {alternate.lang for alternate in article.alternates} | {article.lang}
    more = (Alternate(other.lang, other.address) for other in articles.values() if other.lang not in known)
    return replace(article, alternates=(*article.alternates, *(twin for twin in more if twin.address)))


# --------------------------------------------------------------------------- finding


def _index(path: Path) -> list[_Known]:
    return [_known(record.element, place) for place, record in enumerate(load_records(path))]


def _known(element: etree._Element, place: int) -> _Known:
    twin = element.find("language-mapped-topic")
    return _Known(
        listed=_listed(element),
        place=place,
        number=element.get("id", "").strip(),
        synonyms=record_of.texts_of(element, "also-called"),
        see_references=record_of.texts_of(element, "see-reference"),
        twin_number=twin.get("id", "").strip() if twin is not None else "",
        twin_address=record_of.address_of(twin) if twin is not None else "",
    )


def _listed(element: etree._Element) -> ListedTopic:
    return ListedTopic(
        record_of.topic_id_of(element),
        record_of.language_of(element) or "und",
        record_of.title_of(element),
        record_of.address_of(element),
    )


def _find(index: list[_Known], wanted: str, path: Path) -> tuple[_Known, ...]:
    """Return the records of the one topic that is wanted, one for each language."""
    found = _matches(index, wanted)
    groups = {known.place: _with_twin(index, known) for known in found}
    topics = {frozenset(member.place for member in group): group for group in groups.values()}
    listing = f"`handouts list topics --from {path}` names all there are"
    if len(topics) > 1:
        names = ", ".join(f"{known.listed.title!r} ({known.number})" for known in found)
        raise RequestError(
            f"several topics are called {wanted!r}: {names}", place=str(path), hint="Give one by its number"
        )
    if not topics:
        near = " or ".join(map(repr, _near(index, wanted)))
        raise RequestError(
            f"no topic {wanted!r}", place=str(path), hint=(f"Did you mean {near}? " if near else "") + listing
        )
    return next(iter(topics.values()))


def _matches(index: list[_Known], wanted: str) -> list[_Known]:
    """Return the records that the words name, by the surest way that names any."""
    words, key = wanted.strip(), fold(wanted)
    address = words if "://" in words else f"https://{words}"
    ways: tuple[Callable[[_Known], bool], ...] = (
        lambda known: known.number == words,
        lambda known: known.listed.address == words or same_page(known.listed.address, address),
        lambda known: fold(known.listed.title) == key,
        lambda known: known.listed.id == words.lower(),
        lambda known: key in map(fold, known.synonyms),
        lambda known: key in map(fold, known.see_references),
    )
    if not key:
        return []
    return next((found for way in ways if (found := [known for known in index if way(known)])), [])


def _with_twin(index: list[_Known], one: _Known) -> tuple[_Known, ...]:
    """Return the record and the one that says the same in the other language, whichever of the two names the other."""
    others = [known for known in index if known.listed.lang != one.listed.lang]
    twin = next((known for known in others if _names_twin(one, known)), None) or next(
        (known for known in others if _names_twin(known, one)), None
    )
    return (one, twin) if twin else (one,)


def _names_twin(one: _Known, other: _Known) -> bool:
    same_number = bool(one.twin_number) and one.twin_number == other.number
    return same_number or same_page(one.twin_address, other.listed.address)


def _near(index: list[_Known], wanted: str) -> list[str]:
    """Return up to three titles that look like what was wanted, or have such a synonym."""
    names = {fold(synonym): known.listed.title for known in index for synonym in known.synonyms}
    names |= {fold(known.listed.title): known.listed.title for known in index}
    key = fold(wanted)
    holding = [name for name in names if key and f" {key} " in f" {name} "]
    near = [*difflib.get_close_matches(key, names, n=3, cutoff=0.6), *sorted(holding, key=len)]
    return list(dict.fromkeys(names[name] for name in near))[:3]
