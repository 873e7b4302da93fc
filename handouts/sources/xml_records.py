"""Topic records out of an XML file, one at a time: the file may be 29 MB, the memory may not.

Nothing outside the file is ever read, and nothing in it expands: a file that declares entities is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from handouts.errors import SourceError

MAX_BYTES = 1_000_000_000
"""Over thirty times NLM's whole file: a zip file that unpacks to more is no topics file."""

_CHUNK_BYTES = 1 << 16
_ROOTS = ("health-topics", "nlmSearchResult")
_HINT = "Topics XML is the file from https://medlineplus.gov/xml.html, as it is or zipped"
_BROKEN = "Fetch the file again from https://medlineplus.gov/xml.html"


@dataclass(frozen=True, slots=True)
class Record:
    """One `<health-topic>`; its element is emptied as soon as the next record is asked for.

    Args:
        generated: when the file was made, as the file says ("08/30/2024 02:30:25"); "" when it does not.
        total: how many records NLM's whole file has, as the file says ("2044"), even if this one is a part of it.
    """

    element: etree._Element
    generated: str
    total: str


def load_records(source: Path | BinaryIO) -> Iterator[Record]:
    """Yield the records of a topics XML file, of a zip file that holds one, or of a search service's answer.

    Raises:
        SourceError: it cannot be read, is no topics XML, declares entities, or is broken (with the line).
    """
    place = str(source if isinstance(source, Path) else getattr(source, "name", ""))
    try:
        with _opened(source, place) as stream:
            yield from _parsed(stream, place)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"the XML is broken or cut off at line {error.lineno}: {error.msg}", place=place, hint=_BROKEN
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SourceError(f"the zip file cannot be unpacked: {error}", place=place, hint=_BROKEN) from error
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror or error}", place=place) from error


@contextmanager
def _opened(source: Path | BinaryIO, place: str) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        try:
            file = source.open("rb")
        except ValueError as error:  # a NUL in the path
            raise SourceError(f"it cannot be read: {error}", place=place) from error
        with file, _opened(file, place) as stream:
            yield stream
    elif source.seekable() and zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            files = [info for info in archive.infolist() if info.filename.lower().endswith(".xml")]
            if len(files) != 1 or files[0].flag_bits & 1:  # bit 0: encrypted
                what = "is encrypted" if len(files) == 1 else f"holds {len(files)} XML files, not one"
                raise SourceError(f"the zip file {what}", place=place, hint=_HINT)
            if files[0].file_size > MAX_BYTES:  # zipfile unpacks no more than this says
                raise SourceError(
                    f"the zip file would unpack to {files[0].file_size / 1e9:.1f} GB, which no topics file is",
                    place=place,
                    hint=_BROKEN,
                )
            with archive.open(files[0]) as member:
                yield member  # type: ignore[misc]  # an IO[bytes] that reads; nothing else is asked of it
    else:
        if source.seekable():
            source.seek(0)
        yield source


def _parsed(stream: BinaryIO, place: str) -> Iterator[Record]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=(*_ROOTS, "health-topic"),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,  # the parser's own limits stay on: no record comes near them
        remove_comments=True,
        remove_pis=True,
    )
    generated: str | None = None
    total = ""
    while chunk := stream.read(_CHUNK_BYTES):
        parser.feed(chunk)
        for event, element in parser.read_events():
            if not isinstance(element, etree._Element):
                continue  # no other event is asked for; said for the type checker
            if event == "start" and element.tag in _ROOTS:
                _refuse_entities(element, place)
                generated, total = element.get("date-generated", ""), element.get("total", "")
            elif event == "end" and element.tag == "health-topic" and generated is not None:
                yield Record(element, generated, total)
                _forget(element)
    root = parser.close()
    if generated is None:
        raise SourceError(f"this is no MedlinePlus topics XML: it starts with <{root.tag}>", place=place, hint=_HINT)


def _refuse_entities(root: etree._Element, place: str) -> None:
    """Raise where the file has entities of its own: MedlinePlus has none, and an unread one would lose words."""
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(dtd.iterentities()):  # type: ignore[attr-defined]  # lxml-stubs 0.5.1 lacks it
        raise SourceError("the XML declares entities, which no topics file does", place=place, hint=_BROKEN)


def _forget(element: etree._Element) -> None:
    """Free what was read: the record and whatever stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
