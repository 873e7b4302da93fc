"""Files that veraPDF finds nothing wrong with, and files that break a rule of their standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    for standard in ("ua-1", "ua-2", "archive"):
        yield f"the sheet as {standard}", bench.sheet(standard=standard)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "a picture without a text", bench.sheet(_no_alt), "ISO 14289-1:2014, 7.3, test 1"
    yield "an archive file without its colour profile", bench.sheet(_no_intent, standard="archive"), "ISO 19005-2"


def _no_alt(pdf: pikepdf.Pdf) -> None:
    stack = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if "/Alt" in element and str(element.get("/S")) == "/Figure":
            del element.Alt
        kids = element.get("/K", [])
        stack += [k for k in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(k, pikepdf.Dictionary)]


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents
