"""Which handouts a catalogue is to hold: every topic of the library in every language, edition and paper asked for.

No text is read for it; what each would be made of is told by hashes that the library has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import groupby, product
from pathlib import Path

from handouts.catalogue.entries import Retired, Stale
from handouts.catalogue.ingredients import Ingredients, clinic_digest, digest, edition_digest, house
from handouts.checks.report import Standard
from handouts.compose.clinic import Clinic
from handouts.compose.layouts import fits, usual_layout
from handouts.compose.request import Paper, Request
from handouts.editions import STANDARD
from handouts.errors import HandoutError
from handouts.library import Holding, Library, gone, holdings, load_topic, topics_called
from handouts.model import Topic
from handouts.store import handout_name, safe_name
from handouts.translating import outlived_since, topic_files, with_translations

ALL_LANGUAGES = (("en",), ("es",), ("en", "es"))


@dataclass(frozen=True, slots=True)
class Order:
    """What a catalogue is asked to hold.

    Args:
        languages: those of each handout, in printing order.
        layout: of handouts in two languages; None for what goes without saying in their edition.
        only: ids of the topics to make anything of now; None for all. What else the catalogue holds stays as it is.
        translations: folder of one's own translations.
        base: address under which it will be published, with its closing slash.
    """

    languages: tuple[tuple[str, ...], ...] = ALL_LANGUAGES
    editions: tuple[str, ...] = (STANDARD,)
    papers: tuple[Paper, ...] = ("letter",)
    layout: str | None = None
    standard: Standard = "ua-1"
    clinic: Clinic | None = None
    theme: Path | None = None
    only: frozenset[str] | None = None
    translations: Path = Path("translations")
    base: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One handout that a catalogue is to hold.

    Args:
        name: its files' without an ending.
        title: in its first language.
        ingredients: what it would be made of now.
    """

    name: str
    topic: str
    title: str
    request: Request
    ingredients: Ingredients = field(hash=False)


@dataclass(frozen=True, slots=True)
class _Held:
    """A topic of the library, with one's own translations in front: language to its title, and its own ingredients."""

    topic: str
    titles: Mapping[str, str]
    own: Ingredients


Outlived = Mapping[str, Mapping[str, date]]
"""Language to the topics whose English is newer than their text in it, and since when."""


def wanted(library: Library, order: Order, behind: Outlived) -> tuple[Wanted, ...]:
    """Return the handouts that a catalogue of this order holds of a library, by name; those of other topics than
    `order.only` among them.

    Args:
        behind: see `outlived`.

    Raises:
        RequestError: an edition is not there, or cannot be set in the layout asked for.
    """
    settings = list(product(order.languages, order.editions, order.papers))
    requests = [_request(languages, name, paper, order) for languages, name, paper in settings]
    shared = [_shared(request, order) for request in requests]
    found = [
        Wanted(_name(held.topic, request), held.topic, held.titles[request.languages[0]], request, {**part, **held.own})
        for held in _held(library, order, behind)
        for request, part in zip(requests, shared, strict=True)
        if set(request.languages) <= set(held.titles)
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def load(library: Library, topic: str, order: Order) -> Topic:
    """Return a topic as it is printed, one's own translations in front.

    Raises:
        ContentError: a translation of one's own cannot be read.
    """
    return with_translations(load_topic(library, topic), order.translations, library)


def _request(languages: tuple[str, ...], edition: str, paper: Paper, order: Order) -> Request:
    layout = usual_layout(len(languages), edition)
    if order.layout and len(languages) == 2:
        layout = order.layout
    fits(layout, len(languages), edition, "the catalogue")
    return Request(languages, layout, paper, edition=edition, clinic=order.clinic, final=True)


def _name(topic: str, request: Request) -> str:
    name = handout_name(topic, request.languages, request.layout, request.paper, request.edition)
    return name.removesuffix(".pdf")


def _shared(request: Request, order: Order) -> dict[str, str]:
    """Return the ingredients that handouts of one kind share, whatever their topic."""
    kind = (request.layout, request.paper, order.standard)
    own = {"edition": edition_digest(request.edition), "clinic": clinic_digest(order.clinic, order.theme)}
    return {**house(), **own, "request": digest(kind)}


def _held(library: Library, order: Order, behind: Outlived) -> Iterator[_Held]:
    """Yield the topics of the library."""
    own = _own_translations(order.translations)
    for topic, group in groupby(holdings(library), key=lambda holding: holding.topic):
        articles = list(group)
        titles = {article.lang: article.title for article in articles}
        files = own.get(safe_name(topic), {})
        if set(files) - set(titles) and "en" in titles:
            titles = _titles(library, topic, order, dict.fromkeys(files, titles["en"]) | titles)
        stale = sorted(lang for lang, topics in behind.items() if topic in topics)
        yield _Held(topic, titles, _ingredients(articles, files, stale))


def _titles(library: Library, topic: str, order: Order, feared: dict[str, str]) -> dict[str, str]:
    """Return the titles of a topic in the languages in which it says something; a translation need not, yet.

    Args:
        feared: what to return where a translation cannot be read; that is told when its handout is made.
    """
    try:
        return {lang: article.title for lang, article in load(library, topic, order).articles.items()}
    except HandoutError:
        return feared


def _ingredients(articles: Sequence[Holding], files: Mapping[str, str], stale: Sequence[str]) -> dict[str, str]:
    return {
        "text": digest(part for one in articles for part in (one.lang, one.words_sha256)),
        "links": digest(part for one in articles for part in (one.lang, one.sha256, one.retrieved)),
        "translation": digest([*(part for item in sorted(files.items()) for part in item), "stale", *stale]),
    }


def _own_translations(folder: Path) -> dict[str, dict[str, str]]:
    """Return of each topic, by the name of its files, the languages that a folder has it in, with the files' hashes."""
    found: dict[str, dict[str, str]] = {}
    for name, lang in topic_files(folder):
        data = (folder / f"{name}.{lang}.po").read_bytes()
        found.setdefault(name, {})[lang] = sha256(data).hexdigest()
    return found


# --------------------------------------------------------------------------- what is stale, and what is gone


def outlived(library: Library, order: Order) -> Outlived:
    """Return, for each language of an order, the topics whose official text in it is older than their English."""
    translated = sorted({lang for languages in order.languages for lang in languages} - {"en"})
    return {lang: outlived_since(library, lang) for lang in translated}


def stale(library: Library, behind: Outlived) -> tuple[Stale, ...]:
    """Return the topics whose official translation is older than its English, by topic."""
    titles = {(one.topic, one.lang): one.title for one in holdings(library)}
    found = [
        Stale(topic, titles.get((topic, lang), topic), lang, since)
        for lang, topics in behind.items()
        for topic, since in topics.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.topic, one.lang)))


def retired(library: Library, order: Order, wanted_now: Sequence[Wanted]) -> tuple[Retired, ...]:
    """Return the handouts of articles that the library once had, and what covers today what they were called, by name.

    It is told from the library alone, so that a catalogue that is built anew says the same.
    """
    today = {one.name: one for one in wanted_now}
    titles = {(one.topic, one.lang): one.title for one in holdings(library)}
    lost = {(one.topic, one.lang): one.title for one in gone(library)}
    known = lost | titles
    found = []
    for topic, (languages, name, paper) in product(
        sorted({topic for topic, _ in lost}), product(order.languages, order.editions, order.papers)
    ):
        keys = [(topic, lang) for lang in languages]
        request = _request(languages, name, paper, order)
        title = _name(topic, request)
        if all(key in known for key in keys) and any(key in lost for key in keys) and title not in today:
            covering = _covering(library, [known[key] for key in keys], languages, wanted_now)
            found.append(Retired(title, topic, known[keys[0]], languages, covering))
    return tuple(sorted(found, key=lambda one: one.name))


def _covering(
    library: Library, titles: Sequence[str], languages: tuple[str, ...], wanted_now: Sequence[Wanted]
) -> tuple[str, ...]:
    topics = {topic for title in titles for topic in topics_called(library, title)}
    return tuple(one.name for one in wanted_now if one.topic in topics and one.request.languages == languages)
