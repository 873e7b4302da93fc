"""`handouts find WORDS`: the right topic from a word, a synonym, a misspelling or a code."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _library, _talk
from handouts.errors import RequestError

if TYPE_CHECKING:
    from handouts.library import Found, Hit
    from handouts.library.codes import AskedCode, FoundCode, Mapped


@click.command(
    short_help="Find topics by word, synonym or code.",
    epilog=_talk.example(
        "handouts find diabetis", "handouts find presión alta", "handouts find --code ICD10CM:E11.9 --online --json"
    ),
)
@click.argument("words", nargs=-1)
@click.option("--code", metavar="SYSTEM:CODE", help="ICD10CM, SNOMEDCT, RXNORM, LOINC or MESH, and a code of it.")
@click.option("--online", is_flag=True, help="Ask MedlinePlus Connect for a code that the library does not know.")
@click.option("--limit", metavar="N", type=click.IntRange(1, 1000), default=20, show_default=True)
@_library.option
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    code: str | None,
    online: bool,
    limit: int,
    library: Path | None,
    as_json: bool,
) -> None:
    """Find topics of the library by their words, in any language; accents and case do not matter, and the last word may
    be only begun.

    Prints one topic a line, the best first: what to type to make its handout, its titles, and the other name that
    matched. What is typed is stored nowhere. With --online, and only then, the code goes to MedlinePlus Connect, which
    answers what pages belong to it; the answer is kept.

    Exit code 1: nothing was found.
    """
    if bool(words) == (code is not None):
        raise RequestError("give words, or a code", hint="handouts find diabetes; handouts find --code ICD10CM:E11.9")
    path = _library.place(library)
    if code is not None:
        found = _by_code(path, code, online=online)
        _print_code(found, as_json=as_json)
        ctx.exit(0 if found.hits or found.elsewhere else 1)
    from handouts.library import find, open_library

    with open_library(path) as opened:
        result = find(opened, " ".join(words), limit=limit)
    _print(result, as_json=as_json)
    ctx.exit(0 if result.hits else 1)


def _print(found: Found, *, as_json: bool) -> None:
    if as_json:
        _talk.print_json({"meant": found.meant, "topics": [_values(hit) for hit in found.hits]})
        return
    if found.meant:
        _talk.say(f"Nothing for these words. Did you mean “{found.meant}”?")
    if not found.hits:
        _talk.say("Nothing was found.")
    for hit in found.hits:
        click.echo(_line(hit))


def _line(hit: Hit) -> str:
    also = [f"({hit.name})"] if hit.name else []
    return "\t".join((hit.topic, " · ".join(hit.titles.values()), *also))


def _values(hit: Hit) -> dict[str, object]:
    return {
        "topic": hit.topic,
        "titles": dict(hit.titles),
        "matched": hit.matched,
        "name": hit.name,
        "provider": hit.provider,
    }


# --------------------------------------------------------------------------- codes


def _by_code(path: Path, text: str, *, online: bool) -> FoundCode:
    from handouts.library import open_library
    from handouts.library.codes import find_code, is_due, to_code

    asked = to_code(text)
    with open_library(path, write=online) as opened:
        found = find_code(opened, asked)
        if online and is_due(opened, asked, found, time.time()):
            from handouts.online import ask_connect

            ask_connect(opened, asked)
            found = find_code(opened, asked)
    if found.used != asked:
        _talk.say(f"Nothing for {asked}; this is for {found.used}.")
    if not found.hits and not found.elsewhere:
        hint = (
            "" if online else " `--online` asks MedlinePlus Connect; `handouts import --codes FILE` takes in a table."
        )
        _talk.say(f"Nothing for {asked}.{hint}")
    return found


def _print_code(found: FoundCode, *, as_json: bool) -> None:
    if as_json:
        elsewhere = [{"topic": one.topic, "title": one.title} for one in found.elsewhere]
        _talk.print_json(
            {"code": _code(found.used), "topics": [_values(hit) for hit in found.hits], "elsewhere": elsewhere}
        )
        return
    for hit in found.hits:
        click.echo(_line(hit))
    for one in found.elsewhere:
        _talk.say(f"Not a topic of the library: {_named(one)}")


def _named(one: Mapped) -> str:
    return f"{one.title} <{one.topic}>" if one.title else one.topic


def _code(asked: AskedCode) -> dict[str, str]:
    return {"system": asked.system, "code": asked.code}
