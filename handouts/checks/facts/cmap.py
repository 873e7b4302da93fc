"""Read the maps that turn a font's codes into text.

Source: ISO 32000-1:2008, 9.10.3 (ToUnicode CMaps) and 9.6.6 with Annex D (simple fonts' encodings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

from handouts.checks.facts.objects import entries, integer, items, name

MOST_CODES = 70_000
"""A map of two-byte codes cannot hold more; a range that claims more is cut."""

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]*)>")

_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Return code to text of a ToUnicode map; what cannot be read in it is left out."""
    found: dict[int, str] = {}
    for section in _SECTION.finditer(cmap):
        pairs = _chars(section[2]) if section[1] == b"bfchar" else _ranges(section[2])
        for code, text in pairs:
            if len(found) >= MOST_CODES:
                return found
            found[code] = text
    return found


def _chars(section: bytes) -> Iterator[tuple[int, str]]:
    for code, text in _PAIR.findall(section):
        yield _code(code), _text(text)


def _ranges(section: bytes) -> Iterator[tuple[int, str]]:
    for first, last, text, each in _RANGE.findall(section):
        start, stop = _code(first), min(_code(last), _code(first) + MOST_CODES)
        if each:
            yield from zip(range(start, stop + 1), map(_text, _HEXADECIMAL.findall(each)), strict=False)
            continue
        base = _text(text)
        if not base:
            continue
        for code in range(start, stop + 1):
            point = ord(base[-1]) + code - start
            if point > 0x10FFFF:
                break
            yield code, base[:-1] + chr(point)


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    digits = b"".join(digits.split())
    digits = digits.zfill(-(-len(digits) // 4) * 4)
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def simple_encoding(font: dict[str, object]) -> dict[int, str]:
    """Return code to text of a simple font by its /Encoding, without looking into the font file."""
    encoding = font.get("/Encoding")
    described = entries(encoding)
    base = name(encoding) or name(described.get("/BaseEncoding"))
    found = _base(base)
    code = 0
    for item in items(described.get("/Differences")):
        if (start := integer(item)) is not None:
            code = start
        elif isinstance(item, pikepdf.Name):
            found[code] = toUnicode(name(item)) or "\ufffd"
            code += 1
    return found


def _base(encoding: str) -> dict[int, str]:
    if codec := _CODECS.get(encoding):
        return {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    return {code: toUnicode(glyph) for code, glyph in enumerate(StandardEncoding) if glyph != ".notdef"}
