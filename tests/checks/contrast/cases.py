"""Text that stands out, and text that does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    for name, style in (
        ("the lightest grey for small text", "color: #767676"),
        ("white on dark blue", "background: #036; color: #fff"),
        ("the lightest grey for large text", "color: #949494; font-size: 18pt"),
        ("the lightest grey for large bold text", "color: #949494; font: bold 14pt Sheet"),
    ):
        yield name, bench.subject(bench.made(f"<p style='{style}'>Words in a row.</p>"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, style, words in (
        ("a grey a shade too light", "color: #777", "4.48:1, less than 4.5:1"),
        ("large text too light", "color: #aaa; font-size: 24pt", "2.32:1, less than 3:1"),
        ("white on white", "color: #fff", "1.00:1"),
        ("black on red", "background: #c00", "on #cc0000 has a contrast of"),
        ("text half see-through", "color: #0000ff80", "3.29:1"),
        ("text on a gradient", "background: linear-gradient(90deg, #fff, #000); color: #444", "picture or gradient"),
    ):
        yield name, bench.subject(bench.made(f"<p style='{style}'>{'Words in a row. ' * 3}</p>")), words
    yield "text under a white veil", bench.sheet(_veiled), "has a contrast of"


def _veiled(pdf: Any) -> None:
    """Lay three quarters of white over the first page."""
    page = pdf.pages[0]
    page.Resources.ExtGState = pikepdf.Dictionary(Veil=pikepdf.Dictionary(ca=0.75))
    page.contents_add(b"q /Artifact BMC /Veil gs 1 g -1000 -1000 3000 3000 re f EMC Q")
