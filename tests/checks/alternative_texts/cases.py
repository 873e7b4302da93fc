"""Pictures with and without a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
from editing import elements

from handouts.checks.expected import PrintedPicture


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a text that replaces the picture", bench.sheet(_given(ActualText="Zzz"))
    yield "a short text", bench.sheet(_given(Alt="Moon"))
    as_meant = (PrintedPicture("A moon above a bed", "en"),)
    yield "the text that was meant", bench.sheet(pictures=as_meant)
    yield "no pictures", bench.subject(bench.made("<p>Words.</p>"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "no text", bench.sheet(_given()), "has no alternative text"
    yield "an empty text", bench.sheet(_given(Alt="  ")), "has no alternative text"
    yield "a formula without text", bench.sheet(_given("Formula")), "has no alternative text"
    for said in ("image", "Figure 2", "moon.png", "https://example.org/moon", "Código QR"):
        yield f"the text {said!r}", bench.sheet(_given(Alt=said)), "says nothing about the picture"
    yield "a picture tagged as a paragraph", bench.sheet(_given("P")), "a picture is tagged as P"
    meant = PrintedPicture("A moon above a bed", "en")
    yield "another text than meant", bench.sheet(pictures=(replace(meant, alt="A sun"),)), "is not the one meant"
    yield "a text in another voice", bench.sheet(pictures=(replace(meant, lang="es"),)), "is meant as es"
    yield "a picture left out", bench.sheet(pictures=(meant, meant)), "1 pictures are read, and 2 were meant"
    yield "one text for a whole document", bench.sheet(_one_for_all), "stands for all that is inside"


def _given(tag: str = "Figure", **texts: str) -> Any:
    """Return an edit that makes the figure a tag with these texts only."""

    def edit(pdf: pikepdf.Pdf) -> None:
        figure = elements(pdf, "Figure")[0]
        figure.S = pikepdf.Name(f"/{tag}")
        for key in ("/Alt", "/ActualText"):
            if key in figure:
                del figure[key]
        for name, text in texts.items():
            figure[f"/{name}"] = pikepdf.String(text)

    return edit


def _one_for_all(pdf: pikepdf.Pdf) -> None:
    elements(pdf)[0].Alt = pikepdf.String("A sheet about sleep")
