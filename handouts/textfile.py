"""Read a text file that people write for us: UTF-8, and nothing in it that no one can see."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from handouts.errors import ContentError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")


def load_text(path: Path) -> tuple[str, str]:
    """Return a file's text, NFC with plain line ends, and the sha256 of its bytes.

    Raises:
        ContentError: it cannot be read, is not UTF-8, or holds characters that no one can see.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError(f"the file cannot be read: {error.strerror}", place=str(path)) from error
    return to_text(raw, str(path)), hashlib.sha256(raw).hexdigest()


def to_text(raw: bytes, place: str) -> str:
    """Return bytes as text; see `load_text`.

    Raises:
        ContentError: they are not UTF-8, or hold characters that no one can see.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError("the file is not UTF-8", place=f"{place}:{line}", hint="Save it as UTF-8") from error
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if bad := _CONTROL.search(text):
        line = text[: bad.start()].count("\n") + 1
        fact = f"the file holds the character U+{ord(bad[0]):04X}, which no one can see"
        raise ContentError(fact, place=f"{place}:{line}", hint="Type that line again")
    return text
