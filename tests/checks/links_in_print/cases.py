"""Links that work on paper and on the screen, and links that get lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

UNPRINTED = '<p><a href="https://example.org/hidden" title="A page, Someone">A page</a></p>'
PRINTED = '<p><a href="https://www.example.org/seen/" title="A page, Someone">A page</a>: example.org/seen</p>'
LONG = "https://example.org/" + "a-very-long-name/" * 12
BROKEN_OVER_LINES = f'<p><a href="{LONG}" title="A page">A page</a></p><p style="overflow-wrap: anywhere">{LONG}</p>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "an address without its beginning", bench.subject(bench.made(PRINTED))
    yield "an address over several lines", bench.subject(bench.made(BROKEN_OVER_LINES))
    yield "no links", bench.subject(bench.made("<p>Words.</p>"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield (
        "a link without printed address, unknown",
        bench.subject(bench.made(UNPRINTED)),
        "1 of 1 addresses do not stand",
    )
    yield "a link to another address", bench.sheet(_elsewhere), "no live link leads to"
    yield "a link taken out", bench.sheet(_removed), "no live link leads to"
    yield "an address that is not printed", bench.sheet(printed=("example.org/other",)), "does not stand in the text"


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.A.URI = pikepdf.String(str(annotation.A.URI) + "?utm_source=sheet")


def _removed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
