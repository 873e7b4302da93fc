"""Files given by a person: what they look like, and their text without a wrong letter.

A letter that cannot be read is an error that says where, never a replacement character on a patient's sheet.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import SourceError

ACCEPTED = (
    "What is accepted: a MedlinePlus topic page saved as HTML, the page as text with its addresses in [<…>], "
    "a MedlinePlus topics XML file, or a topic folder with en.md"
)
MAX_BYTES = 8_000_000
"""Over forty times the largest topic page seen; a topics XML file is streamed and has no limit."""

_HEAD_BYTES = 65_536

_SIGNATURES = (
    (b"%PDF", "a PDF", "Save the page itself as HTML, not as a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document", "Unpack it, and give the file inside"),
    (b"\x1f\x8b", "a compressed file", "Unpack it, and give the file inside"),
    (b"\x89PNG", "a picture", "Save the page as HTML"),
    (b"\xff\xd8\xff", "a picture", "Save the page as HTML"),
    (b"GIF8", "a picture", "Save the page as HTML"),
    (b"RIFF", "a picture or a sound", "Save the page as HTML"),
    (b"bplist00", "a web archive", "Save the page as HTML or page source"),
    (b"SQLite format 3", "a database", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ", "a program", ""),
)
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TWICE_ENCODED = re.compile("[ÂÃ][\u0080-\u00bf]|â€[\u0090-\u009f\u2018-\u201e\u2020-\u2026\u2122]")
"""What UTF-8 looks like when some program took it for Windows-1252 and saved it again."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file as it was read.

    Args:
        sha256: of the file's bytes, hexadecimal.
        place: its name, for errors.
    """

    text: str
    sha256: str
    place: str


def load_head(path: Path) -> bytes:
    """Return the file's first bytes, enough to say what it is.

    Raises:
        SourceError: there is no such file, it is a folder, it is empty, or it cannot be read.
    """
    return _read(path, _HEAD_BYTES)


def load_file(path: Path) -> SourceFile:
    """Return a whole text file.

    Raises:
        SourceError: as `load_head`; or the file is too large to be a page, or is no text that can be read for certain.
    """
    data = _read(path, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB, which no topic page is",
            place=str(path),
            hint=ACCEPTED,
        )
    return SourceFile(to_text(data, place=str(path)), hashlib.sha256(data).hexdigest(), str(path))


def to_text(data: bytes, *, place: str = "") -> str:
    """Return bytes as text with line feeds: UTF-8, UTF-16 with its mark, else Windows-1252 where that is certain.

    Raises:
        SourceError: the bytes are no text, or letters in them are damaged.
    """
    if looks := signature(data):
        raise SourceError(f"this is {looks[0]}, not a topic", place=place, hint=looks[1] or ACCEPTED)
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = _western(data, error, place, unmarked=encoding == "utf-8")
    check_text(text, place=place)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, *, place: str = "") -> None:
    """Raise where letters are damaged or the text is none.

    Raises:
        SourceError: a NUL, a replacement character, half of a surrogate pair, or UTF-8 that was encoded twice.
    """
    if "\0" in text:
        raise SourceError("this is binary data, not text", place=place, hint=ACCEPTED)
    damage = re.search("[\ufffd\ud800-\udfff]", text) or _TWICE_ENCODED.search(text)
    if damage:
        line = text.count("\n", 0, damage.start()) + 1
        around = text[max(0, damage.start() - 20) : damage.end() + 20].strip()
        raise SourceError(
            f"letters in it are damaged: {around!a}",
            place=f"{place}, line {line}" if place else f"line {line}",
            hint="Save the page again, as UTF-8",
        )


def signature(data: bytes) -> tuple[str, str] | None:
    """Return what well-known kind of file the bytes begin, with the next step; None for none that we know."""
    return next(((name, hint) for magic, name, hint in _SIGNATURES if data.startswith(magic)), None)


def _western(data: bytes, error: UnicodeDecodeError, place: str, *, unmarked: bool) -> str:
    """Return Windows-1252 text; a mark at the start, or whole UTF-8 letters in it, say that it is damaged instead."""
    if unmarked and b"\0" in data:
        raise SourceError("this is binary data, not text", place=place, hint=ACCEPTED) from error
    try:
        text = data.decode("cp1252") if unmarked else ""
    except UnicodeDecodeError:
        text = ""
    if not text or not data.decode("utf-8", "ignore").isascii():
        raise SourceError(
            f"the text is damaged at byte {error.start}: it is neither UTF-8 nor Windows-1252 throughout",
            place=place,
            hint="Save the page again, as UTF-8",
        ) from error
    return text


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limit)
    except FileNotFoundError as error:
        raise SourceError("there is no such file", place=str(path)) from error
    except IsADirectoryError as error:
        raise SourceError("this is a folder, not a file", place=str(path), hint=ACCEPTED) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise SourceError(f"the file cannot be read: {error}", place=str(path)) from error
    if not data.strip():
        raise SourceError("the file is empty", place=str(path), hint=ACCEPTED)
    return data
