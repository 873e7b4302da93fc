"""`handouts import FILE…|FOLDER`: topics and tables of codes into the library."""  # noqa: N999 - the command's name

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _library, _talk
from handouts.errors import HandoutError, RequestError

if TYPE_CHECKING:
    from handouts.importing import CodesOutcome, Days
    from handouts.library import Library, Outcome

_MOST_NAMED = 20


@click.command(
    short_help="Take topics, or a table of codes, into the library.",
    epilog=_talk.example(
        "handouts import mplus_topics_compressed_2026-11-20.zip",
        "handouts import our-topics/ page.html --retrieved 2026-11-21",
        "handouts import --codes icd10.csv",
    ),
)
@click.argument("paths", metavar="[FILE|FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--codes",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A table (CSV) of code system, code and topic.",
)
@click.option("--retrieved", metavar="DATE", help="Day the pages were saved: 2026-11-21.")
@_library.option
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    codes: tuple[Path, ...],
    retrieved: str | None,
    library: Path | None,
    as_json: bool,
) -> None:
    """Take topics into the library, each FILE as a whole or not at all, and print what was new, changed or gone.

    A FILE is a MedlinePlus topics XML file (plain or zipped), a saved MedlinePlus page, or the page as text; a FOLDER
    is a topic with en.md, or holds such topics or saved pages. Importing a file again changes nothing. Every earlier
    version stays, with its day.

    A table of codes has the columns system, code, topic: ICD10CM,E11.9,Diabetes Type 2

    Exit code 1: a topic was refused, or one of several files failed.
    """
    from handouts.cli._requests import to_retrieved
    from handouts.importing import CodesOutcome, Days
    from handouts.library import open_library

    if not paths and not codes:
        raise RequestError("nothing to import", hint="Name a file or a folder: handouts import mplus_topics.xml")
    today = datetime.now().astimezone().date()
    days = Days(today, None if retrieved is None else to_retrieved(retrieved, today))
    told: list[dict[str, object]] = []
    failed: list[tuple[str, HandoutError]] = []
    refused: list[HandoutError] = []
    with open_library(_library.place(library), write=True) as opened:
        for name, outcome in (*_imported(opened, paths, days), *_codes_imported(opened, codes)):
            if isinstance(outcome, HandoutError):
                failed.append((name, outcome))
                continue
            told.append(_values(name, outcome))
            refused += () if isinstance(outcome, CodesOutcome) else outcome.refused
            if not as_json:
                _tell(name, outcome)
    if as_json:
        _talk.print_json({"files": told, "errors": [_talk.error_values(error) for _, error in failed]})
    for error in refused:
        _talk.show_error(error)
    ctx.exit(_talk.finish(failed, total=len(told) + len(failed), answer=not refused))


def _imported(library: Library, paths: Iterable[Path], days: Days) -> Iterator[tuple[str, Outcome | HandoutError]]:
    from handouts.importing import import_file, parts

    for path in paths:
        try:
            files = parts(path)
        except HandoutError as error:
            yield str(path), error
            continue
        for file in files:
            try:
                yield str(file), import_file(library, file, days, progress=_talk.progress)
            except HandoutError as error:
                yield str(file), error


def _codes_imported(library: Library, paths: Iterable[Path]) -> Iterator[tuple[str, CodesOutcome | HandoutError]]:
    from handouts.importing import import_codes_file

    for path in paths:
        try:
            yield str(path), import_codes_file(library, path)
        except HandoutError as error:
            yield str(path), error


def _values(name: str, outcome: Outcome | CodesOutcome) -> dict[str, object]:
    from handouts.importing import CodesOutcome

    if isinstance(outcome, CodesOutcome):
        return {"file": name, **asdict(outcome)}
    return _library.values(name, outcome)


def _tell(name: str, outcome: Outcome | CodesOutcome) -> None:
    from handouts.importing import CodesOutcome

    if not isinstance(outcome, CodesOutcome):
        _library.tell(name, outcome)
        return
    click.echo(f"{name}\t{_talk.count(outcome.lines, 'code')}: {outcome.new:,} new, {outcome.gone:,} gone")
    for row in outcome.homeless[:_MOST_NAMED]:
        _talk.say(f"  {row.asked}: the library has no topic {row.topic!r}")
    if len(outcome.homeless) > _MOST_NAMED:
        _talk.say(f"  … and {len(outcome.homeless) - _MOST_NAMED:,} more topics that the library does not have")
