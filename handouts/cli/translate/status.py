"""`handouts translate status`: the board, topics by state."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _complete, _library, _talk, _translations

if TYPE_CHECKING:
    from handouts.errors import HandoutError
    from handouts.model import Topic
    from handouts.translation.board import BoardRow

_COLUMNS = (
    "topic",
    "title",
    "lang",
    "state",
    "percent",
    "changed",
    "since",
    "translator",
    "reviewer",
    "reviewed",
    "note",
)


@click.command(
    short_help="Show how far the translations are.",
    epilog=_talk.example(
        "handouts translate status", "handouts translate status --from mplus_topics.xml --csv > board.csv"
    ),
)
@click.argument("topics", metavar="[TOPIC...]", nargs=-1, shell_complete=_complete.topics)
@_translations.to_option
@_translations.source_option
@_translations.folder_option
@_library.option
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for a spreadsheet.")
@click.option("--strict", is_flag=True, help="Exit with 1 when anything is stale.")
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    topics: tuple[str, ...],
    lang: str,
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    as_csv: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Show for each TOPIC how far its translation is: official, reviewed, draft, machine, stale or missing, how many of
    a hundred texts have one that fits, and what changed since.

    Without a TOPIC: the built-in topics, all that have a translation here, and the topics of the library whose official
    translation their English has outlived (`handouts update` fills it); with --from, every topic of that file.
    """
    from handouts.errors import HandoutError
    from handouts.translating import row_of, work_on

    rows: list[BoardRow] = []
    failed: list[tuple[str, HandoutError]] = []
    whole = _of_file(source, failed) if source is not None and not topics else None
    names = tuple(whole if whole is not None else topics or _names(folder, library, lang))
    with _talk.progress(len(names)) as step, _translations.opened(library) as known:
        for name in names:
            step(name)
            try:
                if whole is not None:
                    rows.append(row_of(work_on(whole[name], lang, _translations.place(folder), known)))
                else:
                    rows.append(_row(name, lang, source, folder, library))
            except HandoutError as error:
                failed.append((name, error))
    if as_json:
        _talk.print_json(
            [{**asdict(row), "since": str(row.since or ""), "reviewed": str(row.reviewed or "")} for row in rows]
        )
    elif as_csv:
        click.echo(_csv(rows), nl=False)
    else:
        for row in rows:
            click.echo("\t".join((row.topic, row.state, f"{row.percent} %", *_more(row))))
    stale = sum(row.state == "stale" for row in rows)
    ctx.exit(_talk.finish(failed, total=len(rows) + len(failed), answer=not (strict and stale)))


def _of_file(source: Path, failed: list[tuple[str, HandoutError]]) -> dict[str, Topic]:
    """Return every topic of a MedlinePlus file by its id; records without a text go to the failed."""
    from handouts.sources import medlineplus_xml

    topics = medlineplus_xml.load_all(source, on_error=lambda error: failed.append((str(source), error)))
    return {topic.id: topic for topic in topics}


def _names(folder: Path | None, library: Path | None, lang: str) -> Iterator[str]:
    from handouts.sources import builtin
    from handouts.translating import outlived_topics, topic_files

    here = (topic for topic, tag in topic_files(_translations.place(folder)) if tag == lang)
    with _translations.opened(library) as known:
        behind = outlived_topics(known, lang) if known else ()
    yield from dict.fromkeys((*builtin.ids(), *here, *behind))


def _row(name: str, lang: str, source: Path | None, folder: Path | None, library: Path | None) -> BoardRow:
    from handouts.errors import RequestError
    from handouts.pofile import load_po
    from handouts.store import safe_name
    from handouts.translating import row_of
    from handouts.translation.board import row_alone

    try:
        return row_of(_translations.open_work(name, lang, source, folder, library))
    except RequestError:
        path = _translations.place(folder) / f"{safe_name(name)}.{lang}.po"
        if not path.exists():
            raise
        return row_alone(name, load_po(path, lang))


def _more(row: BoardRow) -> Iterator[str]:
    """Yield what else there is to say of a row: who, and what changed since."""
    if row.state == "reviewed":
        yield f"by {row.reviewer}" + (f", {row.reviewed.isoformat()}" if row.reviewed else "")
    if row.note:
        yield row.note
    if row.since:
        yield f"the English is another since {row.since.isoformat()}"
    if row.changed:
        yield f"changed: {', '.join(row.changed[:3])}" + (
            f" and {len(row.changed) - 3} more" if row.changed[3:] else ""
        )


def _csv(rows: Sequence[BoardRow]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        values = {
            **asdict(row),
            "changed": " ".join(row.changed),
            "since": row.since or "",
            "reviewed": row.reviewed or "",
        }
        writer.writerow(values[column] for column in _COLUMNS)
    return table.getvalue()
