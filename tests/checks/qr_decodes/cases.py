"""Codes that lead where they should, and codes that fail a reader with paper and a telephone."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PIL import Image

from handouts.checks.expected import PrintedCode, PrintedPicture
from handouts.render.qr import code

ONE = "https://example.org/en/sleep/adults"
OTHER = "https://example.org/es/sueno/adultos?page=2&lang=es"


def drawn(address: str, size: float = 1.0, style: str = "", darkest: int = 0) -> str:
    made = code(address)
    stream = io.BytesIO()
    Image.open(io.BytesIO(made.png)).convert("L").point([max(v, darkest) for v in range(256)]).save(stream, "PNG")
    source = "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()
    return f'<p><img alt="QR code" style="width:{made.size_mm * size}mm;{style}" src="{source}"></p>'


def sheet(bench: Any, body: str, *addresses: str) -> Any:
    """Return the sheet with codes, and with what they should hold; without addresses it is unknown."""
    codes = tuple(PrintedCode(address, 0.5) for address in addresses)
    made = bench.made(bench.body + body)
    expected = bench.sheet(codes=codes).expected if addresses else None
    return bench.subject(made, expected)


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "two codes", sheet(bench, drawn(ONE) + drawn(OTHER), ONE, OTHER)
    yield "a code beside its printed address, unknown", sheet(bench, f"<p>{ONE}</p>{drawn(ONE)}")
    yield "a code of 0.45 mm a module", sheet(bench, drawn(ONE, 0.9), ONE)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    cover = "<div style='background:#fff;width:9mm;height:9mm;margin-top:-15mm;position:relative;left:6mm'></div>"
    yield "a code for another address", sheet(bench, drawn(OTHER), ONE), "no code was meant to hold this"
    exchanged = sheet(bench, drawn(OTHER) + drawn(ONE), ONE, OTHER)
    moon = PrintedPicture("A moon above a bed", "en")
    pictures = (moon, *(PrintedPicture("QR code", "en", address) for address in (ONE, OTHER)))
    exchanged = bench.subject(exchanged.pdf, replace(exchanged.expected, pictures=pictures))
    yield "two codes exchanged", exchanged, "stands in the place of the code for"
    yield "a code left out", sheet(bench, drawn(ONE), ONE, OTHER), "is missing, or cannot be read"
    yield "a code with a hole", sheet(bench, drawn(ONE) + cover, ONE), "is missing, or cannot be read"
    yield "a code of 0.3 mm a module", sheet(bench, drawn(ONE, 0.6), ONE), "a module takes 0.30 mm"
    yield (
        "a code of 0.17 mm a module, unknown",
        sheet(bench, drawn(OTHER * 2, 0.34)),
        "can be read at 600 dpi, and not at 150",
    )
    framed = drawn(ONE, style="outline:3mm solid #000;outline-offset:-1mm;margin:4mm")
    yield "a code in a frame", sheet(bench, framed, ONE), "modules of white beside it"
    yield "a pale code", sheet(bench, drawn(ONE, darkest=150), ONE), "apart, less than 70%"
    yield "a code that nothing speaks for, unknown", sheet(bench, drawn(f"{ONE}/x")), "neither a link nor the print"
