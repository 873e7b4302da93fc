"""`handouts show TOPIC`: what is known about a topic, its text and links, and every version of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _complete, _library, _talk
from handouts.errors import RequestError

if TYPE_CHECKING:
    from handouts.library import Version
    from handouts.model import Article, Block, Bullets, Topic


@click.command(
    short_help="Print a topic: what is known of it, its text, its links.",
    epilog=_talk.example(
        "handouts show diabetes --lang es",
        "handouts show diabetes --history",
        "handouts show diabetes --as-of 2026-08-30 --json",
    ),
)
@click.argument("topic", shell_complete=_complete.topics)
@click.option("--lang", metavar="TAGS", shell_complete=_complete.languages, help="Only these languages: en,es.")
@click.option("--as-of", "day", metavar="DATE", help="As the library knew it on that day.")
@click.option("--history", is_flag=True, help="Every version that the library knows, instead of the text.")
@_library.option
@_talk.json_option
def command(topic: str, lang: str | None, day: str | None, history: bool, library: Path | None, as_json: bool) -> None:
    """Print what is known about TOPIC, its text and its links, in each of its languages.

    TOPIC is whatever `handouts make` takes; with --as-of or --history, a topic of the library.
    """
    from handouts.cli import _requests

    place = _library.place(library)
    if history:
        if day is not None:
            raise RequestError("a history has no day", place="--as-of", hint="Leave out --as-of or --history")
        tags = (None,) if lang is None else _requests.to_languages(lang)
        _print_history(topic, place, tags, as_json=as_json)
        return
    found = _as_of(topic, place, _requests.to_day(day, "--as-of")) if day is not None else _now(topic, place)
    if lang is not None:
        found = _only(found, _requests.to_languages(lang))
    if as_json:
        from handouts.library.canonical import topic_values

        _talk.print_json(topic_values(found))
    else:
        click.echo("\n\n".join("\n".join(_lines(found, article)) for article in found.articles.values()))


def _now(words: str, library: Path) -> Topic:
    from handouts.cli._requests import Options
    from handouts.cli._topics import find_topics

    (asked,) = find_topics([words], None, Options(), library)
    if isinstance(asked.topic, Exception):
        raise asked.topic
    return asked.topic


def _as_of(words: str, library: Path, day: date) -> Topic:
    from handouts.library import as_of, find_past_name, open_library

    with open_library(library) as opened:
        return as_of(opened, find_past_name(opened, words), day)


def _only(topic: Topic, languages: tuple[str, ...]) -> Topic:
    from dataclasses import replace

    missing = [lang for lang in languages if lang not in topic.articles]
    if missing:
        raise RequestError(
            f"the topic is not there in {', '.join(missing)}, only in {', '.join(topic.languages)}", place=topic.id
        )
    return replace(topic, articles={lang: topic.articles[lang] for lang in languages})


# --------------------------------------------------------------------------- text


def _lines(topic: Topic, article: Article) -> Iterator[str]:
    yield f"{article.title}  [{topic.id}, {article.lang}]"
    yield from (f"{name}: {value}" for name, value in _facts(topic, article) if value)
    yield ""
    for block in article.blocks:
        yield from _block(block)
    for section in article.sections:
        yield ""
        yield section.title
        for link in section.links:
            by = f" ({'; '.join(link.organizations)})" if link.organizations else ""
            yield f"  - {link.title}{by}"
            yield f"    {link.address}"


def _facts(topic: Topic, article: Article) -> Iterator[tuple[str, str]]:
    yield "Also called", "; ".join(dict.fromkeys((*article.synonyms, *article.see_references)))
    yield "Groups", "; ".join(article.groups)
    yield "Codes", "; ".join(f"{code.system} {code.code}".strip() or code.name for code in topic.codes)
    yield "Address", article.address
    by = article.provenance
    yield "Source", f"{by.source}, {by.state}"
    yield "Translator", by.translator
    yield "Reviewer", ", ".join(part for part in (by.reviewer, by.credential) if part)
    days = article.dates
    for name, when in (
        ("Created", days.created),
        ("Updated", days.updated),
        ("Reviewed", days.reviewed),
        ("Retrieved", days.retrieved),
    ):
        yield name, when.isoformat() if when else ""
    yield "Attribution", "; ".join(article.attribution)


def _block(block: Block) -> Iterator[str]:
    from handouts.model import Bullets, plain_text

    if isinstance(block, Bullets):
        yield from _items(block, "  ")
    else:
        yield from ("", plain_text(block.inlines))


def _items(block: Bullets, indent: str) -> Iterator[str]:
    from handouts.model import plain_text

    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.ordered else "-"
        yield f"{indent}{mark} {plain_text(item.inlines)}"
        for inner in item.nested:
            yield from _items(inner, indent + "  ")


# --------------------------------------------------------------------------- history


def _print_history(words: str, library: Path, tags: Sequence[str | None], *, as_json: bool) -> None:
    from handouts.library import find_past_name, history, open_library

    with open_library(library) as opened:
        topic = find_past_name(opened, words)
        versions = [version for tag in tags for version in history(opened, topic, tag)]
    if as_json:
        _talk.print_json([_values(version) for version in versions])
        return
    for version in versions:
        until = version.until.isoformat() if version.until else ""
        what = "gone" if version.gone else version.title
        row = (version.day.isoformat(), until, version.lang, version.provider, version.words_sha256[:12], what)
        click.echo("\t".join(row))


def _values(version: Version) -> dict[str, object]:
    from dataclasses import asdict

    days = {"day": version.day.isoformat(), "until": version.until.isoformat() if version.until else None}
    return {**asdict(version), **days}
