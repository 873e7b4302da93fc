"""The options that say which handouts are wanted, for every command that makes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts.cli import _clinic, _complete, _library, _translations

if TYPE_CHECKING:
    from handouts.cli._requests import Options
    from handouts.cli._topics import Asked
    from handouts.compose.request import Paper

_F = TypeVar("_F", bound=Callable[..., Any])


def options(command: _F) -> _F:
    """Add the options to a command, which gets them as keyword arguments; see `to_asked`."""
    for option in reversed(
        [
            click.argument("topics", metavar="TOPIC...", nargs=-1, required=True, shell_complete=_complete.topics),
            click.option(
                "--from",
                "source",
                metavar="FILE",
                type=click.Path(path_type=Path),
                help="Look for TOPIC in this MedlinePlus XML.",
            ),
            click.option(
                "--lang", metavar="TAGS", shell_complete=_complete.languages, help="Languages in printing order: en,es."
            ),
            click.option(
                "--layout",
                metavar="NAME",
                shell_complete=_complete.layouts,
                help="See `handouts list layouts`; single makes one file a language.",
            ),
            click.option(
                "--edition",
                metavar="NAME",
                shell_complete=_complete.editions,
                help="How large the print is; see `handouts list editions`.",
            ),
            click.option(
                "--paper", type=click.Choice(["letter", "a4"]), help="letter, unless the clinic's file says otherwise."
            ),
            click.option(
                "--links", metavar="all|N|none", default="all", show_default=True, help="How many links to print."
            ),
            click.option(
                "--sheets",
                metavar="N",
                type=click.IntRange(min=1),
                help="At most N sheets of paper, both sides: the text whole, then the best links that fit.",
            ),
            click.option("--retrieved", metavar="DATE", help="Day the page was saved, for the citation: 2026-11-21."),
            click.option(
                "--final",
                is_flag=True,
                help="Refuse a translation that is not reviewed, or stale; without it such a handout is marked DRAFT.",
            ),
            _clinic.options,
            _translations.folder_option,
            _library.option,
        ]
    ):
        command = option(command)
    return command


def to_asked(
    *,
    topics: tuple[str, ...],
    source: Path | None,
    lang: str | None,
    layout: str | None,
    edition: str | None,
    paper: Paper | None,
    links: str,
    sheets: int | None,
    retrieved: str | None,
    final: bool,
    folder: Path | None,
    library: Path | None,
    **own: Any,
) -> tuple[list[Asked], Options]:
    """Return the topics that the options ask for, and how their handouts are wanted.

    Raises:
        RequestError: an option says nothing that can be had; a topic that cannot be had is told in its place.
    """
    from handouts.cli import _requests, _topics

    today = datetime.now().astimezone().date()
    wanted = _requests.Options(
        languages=None if lang is None else _requests.to_languages(lang),
        layout=layout,
        paper=paper,
        links=_requests.to_links(links),
        retrieved=None if retrieved is None else _requests.to_retrieved(retrieved, today),
        edition=edition,
        sheets=sheets,
        own=_clinic.to_own(today, **own),
        final=final,
    )
    found = _topics.find_topics(topics, source, wanted, _library.place(library))
    return _translations.with_translations(found, folder, library), wanted
