"""index.html: every topic by letter, with its handouts; a browser that runs scripts also searches and filters.

All languages of the catalogue stand on it side by side. A topic stands once, under its title in the first language; its
titles in the others stand in their own places of the alphabet and lead there, as "see" entries do in a printed index.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from babel.numbers import format_decimal

from handouts import editions
from handouts.catalogue.entries import Catalogue, Entry, Facts
from handouts.catalogue.publishing._addresses import relative
from handouts.catalogue.publishing._pages import to_page
from handouts.languages import language, tags
from handouts.store import USUAL_EDITION, safe_name

NAME = "index.html"


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic on the page.

    Args:
        anchor: its place, for links into the page.
        articles: language to what is said of the topic in it, in the page's order.
        groups: numbers of its groups among all of the page.
        entries: its handouts, one language before two.
    """

    anchor: str
    articles: Mapping[str, Facts] = field(hash=False)
    groups: tuple[int, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the alphabet: a topic, or one of its other titles that leads to it."""

    lang: str
    title: str
    topic: _Topic
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    letter: str
    anchor: str
    lines: tuple[_Line, ...]


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the page."""
    there = {lang for entry in catalogue.entries for lang in entry.languages}
    languages = tuple(tag for tag in tags() if tag in there) or tags()
    groups = _groups(catalogue.entries, languages)
    topics = _topics(catalogue.entries, languages, groups)
    choices = sorted({entry.languages for entry in catalogue.entries}, key=_order)
    page = to_page(
        "index",
        catalogue=catalogue,
        languages=languages,
        letters=_letters(topics),
        topics=len(topics),
        groups=groups,
        choices=choices,
        editions=[name for name in editions.names() if any(entry.edition == name for entry in catalogue.entries)],
        papers=sorted({entry.paper for entry in catalogue.entries}),
        sources=sorted({facts.source for topic in topics for facts in topic.articles.values() if facts.source}),
        usual_edition=USUAL_EDITION,
        edition_of=editions.edition,
        address=relative,
        size_in=_size,
        number_in=_number,
        locale_of=lambda tag: str(language(tag).locale).replace("_", "-"),
    )
    return {NAME: page}


# --------------------------------------------------------------------------- what is on the page


def _order(choice: Sequence[str]) -> tuple[int, list[int]]:
    return len(choice), [tags().index(tag) for tag in choice]


def _groups(entries: Iterable[Entry], languages: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return language to the names of the groups in it, each with a number of its own."""
    names: dict[str, set[str]] = {lang: set() for lang in languages}
    for entry in entries:
        for lang, facts in entry.articles.items():
            names[lang].update(facts.groups)
    every = ((lang, name) for lang, found in names.items() for name in sorted(found, key=_key))
    numbered: dict[str, dict[str, int]] = {lang: {} for lang in languages}
    for number, (lang, name) in enumerate(every):
        numbered[lang][name] = number
    return numbered


def _topics(
    entries: Iterable[Entry], languages: Sequence[str], groups: Mapping[str, Mapping[str, int]]
) -> tuple[_Topic, ...]:
    together: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        together[entry.topic].append(entry)
    return tuple(_topic(topic, found, languages, groups) for topic, found in together.items())


def _topic(
    topic: str, entries: Sequence[Entry], languages: Sequence[str], groups: Mapping[str, Mapping[str, int]]
) -> _Topic:
    said = {lang: facts for entry in entries for lang, facts in entry.articles.items()}
    articles = {lang: said[lang] for lang in languages if lang in said}
    rank = {name: at for at, name in enumerate(editions.names())}
    return _Topic(
        anchor=f"t-{safe_name(topic)}",
        articles=articles,
        groups=tuple(sorted({groups[lang][name] for lang, facts in articles.items() for name in facts.groups})),
        entries=tuple(sorted(entries, key=lambda e: (rank[e.edition], _order(e.languages), e.paper, e.name))),
    )


# --------------------------------------------------------------------------- the alphabet


def _letters(topics: Iterable[_Topic]) -> list[_Letter]:
    every = (line for topic in topics for line in _lines(topic))
    lines = sorted(every, key=lambda line: (_key(line.title), line.leads))
    found = groupby(lines, key=lambda line: _letter(line.title))
    return [_Letter(letter, f"l-{number}", tuple(one)) for number, (letter, one) in enumerate(found, 1)]


def _lines(topic: _Topic) -> Iterator[_Line]:
    (first, facts), *others = topic.articles.items()
    yield _Line(first, facts.title, topic)
    for lang, other in others:
        if _key(other.title) != _key(facts.title):
            yield _Line(lang, other.title, topic, leads=True)


@cache
def _key(title: str) -> str:
    """Return what a title is sorted by: letters and digits without accents, but ñ after n, as Spanish has it."""
    marked = unicodedata.normalize("NFC", title).casefold().replace("ñ", "n\uffff")
    plain = unicodedata.normalize("NFKD", marked)
    return "".join(c for c in plain if c.isalnum() or c == "\uffff" or c == " ").strip()


def _letter(title: str) -> str:
    key = _key(title)
    if not key or not key[0].isalpha():
        return "0–9" if key[:1].isdigit() else "·"
    return "Ñ" if key[:2] == "n\uffff" else key[0].upper()


# --------------------------------------------------------------------------- how it is said


def _number(tag: str, number: int) -> str:
    return format_decimal(number, locale=language(tag).locale)


@cache
def _size(tag: str, size: int) -> str:
    """Return a file's size as people read it, in powers of a thousand."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{format_decimal(size / 1_000_000, '#,##0.0', locale=language(tag).locale)}\u00a0MB"
