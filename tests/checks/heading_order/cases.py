"""Outlines of headings, sound and broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

TWO_PAGES = '<p>One page.</p><p style="break-before: page">Another page.</p>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield (
        "down step by step, up in one",
        bench.subject(bench.made("<h1>A</h1><h2>B</h2><h3>C</h3><h1>D</h1><h2>E</h2>")),
    )
    yield "one page without headings", bench.subject(bench.made("<p>Only a note.</p>"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "a level skipped", bench.subject(bench.made("<h1>A</h1><h3>C</h3>")), "level 3 comes after level 1"
    yield "a low first level", bench.subject(bench.made("<h2>B</h2>")), "level 2 comes as the first heading"
    yield "two pages without headings", bench.subject(bench.made(TWO_PAGES)), "2 pages without a heading"
    yield "plain and numbered headings", bench.sheet(_plain_heading, known=False), "are mixed"
    yield "no bookmarks", bench.sheet(_no_bookmarks), "headings and 0 bookmarks"
    yield "a bookmark of other words", bench.sheet(_other_bookmark), "says “Something else”"
    yield "an empty heading", bench.sheet(_empty_heading, known=False), "the heading is empty"


def _headings(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    document = pdf.Root.StructTreeRoot.K
    document = document[0] if isinstance(document, pikepdf.Array) else document
    return [kid for kid in document.K if isinstance(kid, pikepdf.Dictionary) and str(kid.get("/S")).startswith("/H")]


def _plain_heading(pdf: pikepdf.Pdf) -> None:
    _headings(pdf)[0].S = pikepdf.Name.H


def _no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def _other_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String("Something else")


def _empty_heading(pdf: pikepdf.Pdf) -> None:
    del _headings(pdf)[2]["/K"]
