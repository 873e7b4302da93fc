"""From the options of `handouts make` and a topic's languages to the requests: pure, and every default in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from handouts.cli._clinic import Own, to_personal
from handouts.compose.layouts import columns_of, points, usual_layout
from handouts.compose.request import Paper, Request
from handouts.editions import STANDARD, edition
from handouts.errors import RequestError
from handouts.model import Topic
from handouts.render.forms import form

BOTH = ("en", "es")
PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Options:
    """What was said about the handouts wanted; None where nothing was said.

    Args:
        languages: BCP 47 tags in printing order.
        links: the greatest number of links to print; None for all.
        retrieved: the day the source was fetched.
        edition: how large the print is.
        sheets: the greatest number of sheets of paper; None for as many as it takes.
        own: what the clinic and its patient add; its file's choices stand where nothing else was said.
        final: whether to refuse a translation that is not final.
    """

    languages: tuple[str, ...] | None = None
    layout: str | None = None
    paper: Paper | None = None
    links: int | None = None
    retrieved: date | None = None
    edition: str | None = None
    sheets: int | None = None
    own: Own = field(default_factory=Own)
    final: bool = False


def to_requests(topic: Topic, options: Options, say: Callable[[str], None]) -> tuple[Request, ...]:
    """Return the handouts to make of a topic: one, or one a language where the layout holds a single one.

    Args:
        say: is told what was decided because nobody said it.

    Raises:
        RequestError: the topic lacks a language that was asked for.
    """
    options = _as_the_clinic_does(topic, options)
    languages = options.languages or _usual_languages(topic, options.layout, say)
    missing = [lang for lang in languages if lang not in topic.articles]
    if missing:
        raise RequestError(
            f"the topic is not there in {', '.join(missing)}, only in {', '.join(topic.languages)}",
            place=topic.id,
            hint="Give the page in that language as well, or ask for --lang " + ",".join(topic.languages),
        )
    layout = options.layout or _usual_layout(languages, options.edition or STANDARD, say)
    sheets = [(lang,) for lang in languages] if layout == "single" else [languages]
    _tell_undated(topic, options, languages, say)
    return tuple(_request(sheet, layout, options) for sheet in sheets)


def _as_the_clinic_does(topic: Topic, options: Options) -> Options:
    """Return the options with the usual choices of the clinic's file where nothing was said."""
    if options.own.file is None:
        return options
    usual = options.own.file.defaults
    known = usual.languages if usual.languages and set(usual.languages) <= set(topic.articles) else None
    languages = options.languages or known
    set_in = options.edition or usual.edition
    fits = usual.layout and columns_of(usual.layout) <= edition(set_in or STANDARD).columns
    layout = options.layout or (usual.layout if fits and (languages is None or len(languages) == 2) else None)
    return replace(options, languages=languages, layout=layout, paper=options.paper or usual.paper, edition=set_in)


def _request(languages: tuple[str, ...], layout: str, options: Options) -> Request:
    own = options.own
    worksheets = own.worksheets
    if worksheets is None:
        worksheets = own.file.defaults.worksheets if own.file else ()
    return Request(
        languages,
        layout,
        options.paper or "letter",
        options.links,
        options.retrieved,
        options.edition or STANDARD,
        options.sheets,
        clinic=own.file.clinic if own.file else None,
        worksheets=worksheets,
        personal=to_personal(own, languages),
        final=options.final,
    )


def _usual_languages(topic: Topic, layout: str | None, say: Callable[[str], None]) -> tuple[str, ...]:
    if not all(lang in topic.articles for lang in BOTH):
        say(f"{topic.id} is there in {', '.join(topic.languages)} only: a handout in {topic.languages[0]}.")
        return topic.languages[:1]
    if layout and points(layout):  # who needs a key is the one who speaks English
        return BOTH[::-1]
    return BOTH


def _usual_layout(languages: Sequence[str], edition_name: str, say: Callable[[str], None]) -> str:
    layout = usual_layout(len(languages), edition_name)
    if len(languages) == 2 and edition(edition_name).columns == 1:
        say(
            f"{edition_name} has no columns: each passage stands under its counterpart (--layout {layout}). "
            "For each language on a sheet of its own, say --layout back-to-back."
        )
    return layout


def _tell_undated(topic: Topic, options: Options, languages: Sequence[str], say: Callable[[str], None]) -> None:
    articles = [topic.articles[lang] for lang in languages]
    undated = any(a.provenance.provider == "medlineplus" and a.dates.retrieved is None for a in articles)
    if undated and options.retrieved is None:
        say(
            f"{topic.id}: the citation has no “cited” date, for the source does not say when it was fetched. "
            "Give the day with --retrieved YYYY-MM-DD."
        )


# --------------------------------------------------------------------------- what is typed


def to_languages(text: str) -> tuple[str, ...]:
    """Return "en,es" as language tags.

    Raises:
        RequestError: none is named, or one is named twice.
    """
    tags = tuple(tag.strip() for tag in text.split(",") if tag.strip())
    if not tags or len(set(tags)) < len(tags):
        raise RequestError(
            f"{text!r} is no list of languages", place="--lang", hint="Write --lang en,es, each language once"
        )
    return tags


def to_formats(text: str) -> tuple[str, ...]:
    """Return "pdf,html" as names of formats.

    Raises:
        RequestError: there is no such format, none is named, or one is named twice.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or len(set(names)) < len(names):
        raise RequestError(
            f"{text!r} is no list of formats", place="--format", hint="Write --format pdf,html, each format once"
        )
    for name in names:
        if name != PDF:
            form(name)
    return names


def to_links(text: str) -> int | None:
    """Return the greatest number of links: None for "all", 0 for "none".

    Raises:
        RequestError: it is neither a word of these nor a number.
    """
    if text in ("all", "none"):
        return None if text == "all" else 0
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise RequestError(
        f"{text!r} is no number of links", place="--links", hint="Write all, none, or a number such as 10"
    )


def to_retrieved(text: str, today: date) -> date:
    """Return the day that is written YYYY-MM-DD.

    Raises:
        RequestError: it is no such day, or it has not come yet.
    """
    day = to_day(text, "--retrieved")
    if day > today + timedelta(days=1):  # a day of grace for those east of here
        raise RequestError(f"{text} has not come yet", place="--retrieved", hint="Give the day the page was saved")
    return day


def to_day(text: str, option: str) -> date:
    """Return the day that is written YYYY-MM-DD.

    Args:
        option: that it was written for.

    Raises:
        RequestError: it is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RequestError(f"{text!r} is no day", place=option, hint="Write it like 2026-11-21") from error
