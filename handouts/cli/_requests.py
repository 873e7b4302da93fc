"""From the options of `handouts make` and a topic's languages to the requests: pure, and every default in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handouts.compose.request import Paper, Request
from handouts.errors import RequestError
from handouts.model import Topic
from handouts.store import usual_layout

BOTH = ("en", "es")


@dataclass(frozen=True, slots=True)
class Options:
    """What was said about the handouts wanted; None where nothing was said.

    Args:
        languages: BCP 47 tags in printing order.
        links: the greatest number of links to print; None for all.
        retrieved: the day the source was fetched.
    """

    languages: tuple[str, ...] | None = None
    layout: str | None = None
    paper: Paper = "letter"
    links: int | None = None
    retrieved: date | None = None


def to_requests(topic: Topic, options: Options, say: Callable[[str], None]) -> tuple[Request, ...]:
    """Return the handouts to make of a topic: one, or one a language where the layout holds a single one.

    Args:
        say: is told what was decided because nobody said it.

    Raises:
        RequestError: the topic lacks a language that was asked for.
    """
    languages = options.languages or _usual_languages(topic, say)
    missing = [lang for lang in languages if lang not in topic.articles]
    if missing:
        raise RequestError(
            f"the topic is not there in {', '.join(missing)}, only in {', '.join(topic.languages)}",
            place=topic.id,
            hint="Give the page in that language as well, or ask for --lang " + ",".join(topic.languages),
        )
    layout = options.layout or usual_layout(languages)
    sheets = [(lang,) for lang in languages] if layout == "single" else [languages]
    _tell_undated(topic, options, languages, say)
    return tuple(Request(sheet, layout, options.paper, options.links, options.retrieved) for sheet in sheets)


def _usual_languages(topic: Topic, say: Callable[[str], None]) -> tuple[str, ...]:
    if all(lang in topic.articles for lang in BOTH):
        return BOTH
    say(f"{topic.id} is there in {', '.join(topic.languages)} only: a handout in {topic.languages[0]}.")
    return topic.languages[:1]


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
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise RequestError(f"{text!r} is no day", place="--retrieved", hint="Write it like 2026-11-21") from error
    if day > today + timedelta(days=1):  # a day of grace for those east of here
        raise RequestError(f"{text} has not come yet", place="--retrieved", hint="Give the day the page was saved")
    return day
