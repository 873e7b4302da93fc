"""The options of `handouts make` that are the clinic's own: its file, and what is printed for one patient.

What is said of a patient goes onto the page and nowhere else: it is never logged, stored, or part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts.errors import RequestError

if TYPE_CHECKING:
    from handouts.clinic import ClinicFile
    from handouts.compose.clinic import Personal, Worksheet

_F = TypeVar("_F", bound=Callable[..., Any])

_WORKSHEETS = ["to-do", "teach-back", "lines"]


@dataclass(frozen=True, slots=True)
class Own:
    """What a clinic and a patient add to a handout.

    Args:
        worksheets: those asked for; None for the clinic's usual ones.
        notes: as typed, a language before each or none.
    """

    file: ClinicFile | None = None
    worksheets: tuple[Worksheet, ...] | None = None
    name: str = field(default="", repr=False)
    day: date | None = field(default=None, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)


def options(command: _F) -> _F:
    """Add the options to a command, which gets them as `own`'s keyword arguments; see `to_own`."""
    for option in reversed(
        [
            click.option("--clinic", type=click.Path(path_type=Path), metavar="FILE", help="See `handouts init`."),
            click.option("--for", "patient", metavar="NAME", help="Print whom it is for; stored nowhere."),
            click.option("--date", "day", metavar="DATE", help="Print this day: 2026-11-21, or today."),
            click.option(
                "--note", "notes", metavar="TEXT", multiple=True, help="Print a note: TEXT, or es:TEXT; stored nowhere."
            ),
            click.option(
                "--note-file",
                type=click.File(encoding="utf-8", lazy=True),
                metavar="FILE",
                help="The note from a file, or - for what is typed.",
            ),
            click.option(
                "--worksheet", "worksheets", type=click.Choice(_WORKSHEETS), multiple=True, help="A block to fill in."
            ),
        ]
    ):
        command = option(command)
    return command


def to_own(
    today: date,
    *,
    clinic: Path | None,
    patient: str | None,
    day: str | None,
    notes: Sequence[str],
    note_file: Any,
    worksheets: Sequence[Worksheet],
) -> Own:
    """Return what the options say.

    Raises:
        RequestError: the clinic's file or the date is wrong, or the note cannot be read.
    """
    from handouts.clinic import load_clinic

    return Own(
        file=load_clinic(clinic) if clinic else None,
        worksheets=tuple(worksheets) or None,
        name=" ".join((patient or "").split()),
        day=_day(day, today),
        notes=(*notes, *((_read(note_file),) if note_file else ())),
    )


def to_personal(own: Own, languages: Sequence[str]) -> Personal | None:
    """Return what is printed for one patient, each note in its language; one without a language is in the first.

    Raises:
        RequestError: a note is in a language that the handout is not in.
    """
    from handouts.compose.clinic import Personal
    from handouts.languages import tags

    notes: dict[str, str] = {}
    for typed in own.notes:
        marked = re.match(r"\s*([a-z]{2,3}(?:-[A-Za-z]{2,4})?):(?!//)", typed)
        marked = marked if marked and marked[1] in tags() else None
        lang = marked[1] if marked else languages[0]
        text = typed[marked.end() :] if marked else typed
        if lang not in languages:
            raise RequestError(
                f"a note is in {lang!r}, and the handout is in {', '.join(languages)}",
                hint="Put the language before the note (es:…), or ask for --lang",
            )
        notes[lang] = f"{notes[lang]}\n\n{text}" if lang in notes else text
    personal = Personal(own.name, own.day, {lang: notes[lang] for lang in languages if lang in notes})
    return personal or None


def _day(typed: str | None, today: date) -> date | None:
    if typed is None:
        return None
    try:
        return today if typed == "today" else date.fromisoformat(typed)
    except ValueError as error:
        raise RequestError(f"{typed!r} is no day", hint="Write it as 2026-11-21, or today") from error


def _read(stream: Any) -> str:
    try:
        text: str = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(
            "the note cannot be read", hint="Give UTF-8 text with --note-file, or - to type it"
        ) from error
    return text
