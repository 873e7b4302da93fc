"""Files into the library: what a file is, the day it is of, and its topics one by one, so that size does not matter."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from handouts.errors import ContentError, HandoutError, RequestError, SourceError
from handouts.library import (
    Delivery,
    Known,
    Library,
    Outcome,
    Scope,
    gather_topics,
    import_topics,
    known_sources,
    last_outcome,
    take_in,
)
from handouts.library.codes import Mapped, import_codes, to_code
from handouts.model import Topic
from handouts.sources import is_topics_xml, load_topics, markdown, medlineplus_xml
from handouts.sources.files import load_file

Progress = Callable[[int], AbstractContextManager[Callable[[str], None]]]
"""Given how many steps there are; what it gives is told the name of each as it begins."""

_FILES = (".html", ".htm", ".txt", ".xml", ".zip")


@contextmanager
def silent(_total: int) -> Iterator[Callable[[str], None]]:
    """Show no progress."""
    yield lambda _label: None


@dataclass(frozen=True, slots=True)
class Days:
    """Which day a file is of that does not say so itself.

    Args:
        today: when it comes in.
        retrieved: when it was fetched, where someone knows it.
    """

    today: date
    retrieved: date | None = None


def parts(path: Path) -> tuple[Path, ...]:
    """Return what there is to import at a path: a file, a folder of topics, and the pages that lie in a folder.

    Raises:
        SourceError: there is no such path, or nothing in the folder that can be imported.
    """
    if not path.is_dir():
        return (path,)
    if (path / "en.md").is_file():
        return (path,)
    try:
        files = sorted(one for one in path.iterdir() if one.suffix.lower() in _FILES and one.name[0] != ".")
    except OSError as error:
        raise SourceError(f"the folder cannot be read: {error.strerror}", place=str(path)) from error
    found = ((path,) if markdown.list_topics(path) else ()) + tuple(file for file in files if file.is_file())
    if not found:
        raise SourceError(
            "there is no topic in this folder",
            place=str(path),
            hint="A topic is a folder with en.md, a saved page (.html, .txt), or a MedlinePlus XML file (.xml, .zip)",
        )
    return found


def import_file(library: Library, path: Path, days: Days, *, progress: Progress = silent) -> Outcome:
    """Take one file, topic folder, or folder of topic folders into the library: all of it, or nothing.

    A topic that cannot be read is refused and named, and what the library had of it stays; a file that is cut off or
    no source at all is an error.

    Raises:
        SourceError: it cannot be read, is cut off, is no source, or would empty the library.
        ContentError: the only topic in it has no text.
        OutputError: the library cannot be written.
    """
    if path.is_dir() or path.name == "en.md":
        return _import_folder(library, path if path.is_dir() else path.parent, days, progress)
    if is_topics_xml(path):
        return _import_xml(library, path, days, progress)
    topics = load_topics(path, retrieved=days.retrieved)
    day = days.retrieved or days.today
    return import_topics(library, topics, _delivery(path, day, "medlineplus", "article", _sha256(path)))


def _delivery(path: Path, day: date, provider: str, scope: Scope, sha256: str = "") -> Delivery:
    return Delivery(day, provider, str(path.resolve()), scope, sha256, version("handouts"))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}", place=str(path)) from error


# --------------------------------------------------------------------------- MedlinePlus XML


@dataclass(slots=True)
class _Reading:
    """What became of the records of a file so far."""

    records: int = 0
    refused: list[HandoutError] = field(default_factory=list)
    spared: list[tuple[str, str]] = field(default_factory=list)


def _import_xml(library: Library, path: Path, days: Days, progress: Progress) -> Outcome:
    header = medlineplus_xml.load_header(path)
    day = header.generated or days.retrieved or days.today
    delivery = _delivery(path, day, "medlineplus", "article", _sha256(path))
    if known := last_outcome(library, delivery):
        return known
    reading = _Reading()
    with progress(header.total or 0) as step:
        topics = _topics(path, known_sources(library, delivery.program), reading, step)
        twice = gather_topics(library, topics, delivery.program)
    if reading.records == header.total:  # all that MedlinePlus has, and not a part of it
        delivery = replace(delivery, scope="provider")
    return take_in(library, delivery, spared=reading.spared, refused=(*reading.refused, *twice))


def _topics(
    path: Path, known: Collection[str], reading: _Reading, step: Callable[[str], None]
) -> Iterator[Topic | Known]:
    for record in medlineplus_xml.iter_unread(path):
        reading.records += 1
        step(record.listed.title)
        if record.sha256 in known:
            yield Known(record.sha256, record.generated)
            continue
        try:
            topic = record.read()
        except ContentError as error:
            reading.refused.append(error)
            reading.spared.append((record.listed.id, record.listed.lang))
        else:
            yield topic


# --------------------------------------------------------------------------- topics of one's own


def _import_folder(library: Library, folder: Path, days: Days, progress: Progress) -> Outcome:
    """Import one topic, or all topics of a folder."""
    single = (folder / "en.md").is_file()
    names = (folder.resolve().name,) if single else markdown.list_topics(folder)
    home = folder.resolve().parent if single else folder
    delivery = _delivery(home, days.retrieved or days.today, "local", "topic" if single else "origin")
    refused: list[HandoutError] = []
    topics = []
    with progress(len(names)) as step:
        for name in names:
            step(name)
            try:
                topics.append(markdown.load_topic(folder if single else folder / name))
            except ContentError as error:
                refused.append(error)
    if single and refused:
        raise refused[0]
    twice = gather_topics(library, topics, delivery.program)
    read = {topic.id for topic in topics}
    return take_in(
        library, delivery, spared=[(name, "") for name in names if name not in read], refused=(*refused, *twice)
    )


# --------------------------------------------------------------------------- tables of codes


@dataclass(frozen=True, slots=True)
class CodesOutcome:
    """What a table of codes brought.

    Args:
        homeless: lines whose topic the library does not have, or does not know by that name.
    """

    lines: int
    new: int
    gone: int
    homeless: tuple[Mapped, ...]


def import_codes_file(library: Library, path: Path) -> CodesOutcome:
    """Take in a table of codes (CSV): code system, code, topic and, if there is one, a title; all of it, or nothing.

    It takes the place of the table that an earlier file of the same name brought.

    Raises:
        SourceError: the file cannot be read, or is no such table; the message names the line.
        OutputError: the library cannot be written.
    """
    rows = tuple(_mapped(path))
    if not rows:
        raise SourceError("there is no line in this table", place=str(path), hint=_COLUMNS)
    new, gone, homeless = import_codes(library, rows, f"file:{path.name}")
    return CodesOutcome(len(rows), new, gone, homeless)


_COLUMNS = "The columns are system, code, topic: ICD10CM,E11.9,Diabetes Type 2"


def _mapped(path: Path) -> Iterator[Mapped]:
    text = load_file(path).text
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","  # what a spreadsheet writes in Spanish
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if not any(cell.strip() for cell in row) or (reader.line_num == 1 and row[0].strip().lower() == "system"):
                continue
            place = f"{path}:{reader.line_num}"
            if len(row) not in (3, 4) or not row[2].strip():
                raise SourceError(f"this line has {len(row)} cells", place=place, hint=_COLUMNS)
            try:
                asked = to_code(f"{row[0].strip()}:{row[1]}")
            except RequestError as error:
                raise SourceError(error.fact, place=place, hint=_COLUMNS) from error
            yield Mapped(asked, row[2].strip(), row[3].strip() if len(row) == 4 else "")
    except csv.Error as error:
        raise SourceError(f"this is no table: {error}", place=f"{path}:{reader.line_num}", hint=_COLUMNS) from error
