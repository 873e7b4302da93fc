"""Take plain values out of PDF objects: whatever is not of the expected kind counts as absent, nothing raises.

A file from elsewhere may hold anything anywhere, so no reader relies on the kind of an object.
"""

from __future__ import annotations

import zlib
from decimal import Decimal

import pikepdf

MAX_STREAM = 64 * 2**20
"""Bytes taken from one stream: a few kilobytes of Flate can unpack to gigabytes."""


def entries(value: object) -> dict[str, object]:
    """Return the entries of a dictionary or stream, "/Name" to value; none for anything else."""
    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return {}
    try:
        return dict(value.items())
    except UnicodeDecodeError:  # a name in it is no UTF-8
        return {}


def items(value: object) -> list[object]:
    """Return the items of an array; the value alone for anything else; none for null."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value: object) -> str:
    """Return a name without its slash; "" for anything else."""
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        return value.unparse()[1:].decode("latin-1")


def text(value: object) -> str | None:
    """Return a text string; None for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else None


def number(value: object) -> float | None:
    """Return a number; None for anything else, truth values included."""
    return float(value) if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) else None


def integer(value: object) -> int | None:
    """Return a whole number; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def numbers(value: object, count: int) -> tuple[float, ...] | None:
    """Return an array of so many numbers; None for anything else."""
    found = [number(item) for item in items(value)]
    return tuple(n for n in found if n is not None) if len(found) == count and None not in found else None


def box(value: object) -> tuple[float, float, float, float] | None:
    """Return a rectangle with its corners in order; None for anything else."""
    found = numbers(value, 4)
    if found is None:
        return None
    x0, y0, x1, y1 = found
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def identity(value: object) -> tuple[int, int]:
    """Return object and generation number; (0, 0) for a direct or plain value."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def plain(value: object, depth: int = 0) -> object:
    """Return a value without PDF types: names as text without slash, arrays as tuples, numbers as they are."""
    if isinstance(value, pikepdf.Name):
        return name(value)
    if isinstance(value, pikepdf.String):
        return str(value)
    if isinstance(value, pikepdf.Array):
        return tuple(plain(item, depth + 1) for item in list(value)[:1000]) if depth < 4 else ()
    if isinstance(value, bool):
        return value
    return number(value)


def stream_bytes(value: object) -> bytes | None:
    """Return what a stream holds, unpacked, at most `MAX_STREAM` bytes; None where it cannot be read."""
    if not isinstance(value, pikepdf.Stream):
        return None
    try:
        if name(value.get("/Filter")) == "FlateDecode" and "/DecodeParms" not in value:
            return zlib.decompressobj().decompress(value.read_raw_bytes(), MAX_STREAM)
        return value.read_bytes()[:MAX_STREAM]
    except (pikepdf.PdfError, zlib.error, RuntimeError, NotImplementedError):
        return None
