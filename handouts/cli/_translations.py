"""Where translations lie, and the topic, language and PO file that a command works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts.cli import _complete, _library

if TYPE_CHECKING:
    from handouts.cli._topics import Asked
    from handouts.library import Library
    from handouts.translating import Work
    from handouts.translation.faults import Term

_F = TypeVar("_F", bound=Callable[..., Any])

folder_option = click.option(
    "--translations",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    envvar="HANDOUTS_TRANSLATIONS",
    help="Where translations lie, if not in your data folder.  [env: HANDOUTS_TRANSLATIONS]",
)
glossary_option = click.option(
    "--glossary",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Terms to keep and terms to avoid.  [default: glossary.csv where translations lie, and ours]",
)
to_option = click.option("--to", "lang", metavar="TAG", default="es", show_default=True, help="Into which language.")
source_option = click.option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path), help="Look for TOPIC in this MedlinePlus XML."
)


def work_options(command: _F) -> _F:
    """Add TOPIC and all that says which translation of it is meant; see `open_work`."""
    topic = click.argument("topic", shell_complete=_complete.topics)
    for option in reversed([topic, to_option, source_option, folder_option, _library.option]):
        command = option(command)
    return command


def place(given: Path | None) -> Path:
    """Return the folder of translations: the one given, else the one in the user's data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("handouts", appauthor=False) / "translations"


@contextmanager
def opened(library: Path | None) -> Iterator[Library | None]:
    """Give the library, or None where there is none."""
    file = _library.place(library)
    if not file.exists():
        yield None
        return
    from handouts.library import open_library

    with open_library(file) as known:
        yield known


def open_work(topic: str, lang: str, source: Path | None, folder: Path | None, library: Path | None) -> Work:
    """Return the translation that is meant: of a topic folder of ours beside its English, of any other in the folder.

    Raises:
        HandoutError: the topic cannot be had, or its PO file is not understood.
    """
    from handouts.cli._requests import Options
    from handouts.cli._topics import find_topics
    from handouts.errors import HandoutError
    from handouts.translating import work_on, work_on_folder

    own = Path(topic)
    if source is None and (own / "en.md").is_file():
        return work_on_folder(own, lang)
    (asked,) = find_topics([topic], source, Options(), _library.place(library))
    if isinstance(asked.topic, HandoutError):
        raise asked.topic
    with opened(library) as known:
        return work_on(asked.topic, lang, place(folder), known)


def find(topics: Sequence[str], source: Path | None, folder: Path | None, library: Path | None) -> list[Asked]:
    """Return topics with the translations that are here; what cannot be had is told in its place."""
    from handouts.cli._requests import Options
    from handouts.cli._topics import find_topics

    return with_translations(find_topics(topics, source, Options(), _library.place(library)), folder, library)


def with_translations(asked: Iterable[Asked], folder: Path | None, library: Path | None) -> list[Asked]:
    """Return topics with the translations that are here in front of their own."""
    from handouts.errors import HandoutError
    from handouts.translating import with_translations

    found: list[Asked] = []
    with opened(library) as known:
        for one in asked:
            try:
                topic = one.topic
                found.append(
                    one
                    if isinstance(topic, HandoutError)
                    else replace(one, topic=with_translations(topic, place(folder), known))
                )
            except HandoutError as error:
                found.append(replace(one, topic=error))
    return found


def terms(given: Path | None, folder: Path | None) -> tuple[Term, ...]:
    """Return the glossary: the file given, else the desk's own before ours.

    Raises:
        ContentError: it is no glossary.
    """
    from handouts.translation.faults import load_glossary

    if given is not None:
        return load_glossary(given)
    own = place(folder) / "glossary.csv"
    return (*(load_glossary(own) if own.exists() else ()), *load_glossary())
