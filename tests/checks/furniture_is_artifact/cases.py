"""Headers and footers that are artifacts, and some that are read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

HEADER = '@page { @top-left { content: "Example Clinic"; font: 12pt Sheet } }'
IN_THE_FLOW = "".join(
    f'<section style="position: relative; break-before: page; height: 105mm"><p>Words of part {number}.</p>'
    f'<p style="position: absolute; bottom: -14mm">Page {number} of 3</p></section>'
    for number in (1, 2, 3)
)


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a header too", bench.subject(bench.made(bench.body, style=HEADER))
    rows = "".join(f"<tr><td>Day {day}</td><td>{day} hours</td></tr>" for day in range(60))
    head = '<thead><tr><th scope="col">When</th><th scope="col">How long</th></tr></thead>'
    yield "a table's head on each page", bench.subject(bench.made(f"<h1>A</h1><table>{head}{rows}</table>"))
    numbers = "".join(f'<p style="break-before: page">{word}</p>' for word in ("one", "two", "three"))
    yield "pages with different first words", bench.subject(bench.made(f"<h1>A</h1>{numbers}"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "the engine by itself", bench.subject(bench.raw(bench.body), bench.expected), "is on no page as an artifact"
    yield "the engine by itself, unknown", bench.subject(bench.raw(bench.body)), "the page number"
    yield "the engine's header, unknown", bench.subject(bench.raw(bench.body, HEADER)), "returns on"
    yield "page numbers as paragraphs", bench.subject(bench.made(IN_THE_FLOW), bench.expected), "is read aloud"
    yield "page numbers as paragraphs, unknown", bench.subject(bench.made(IN_THE_FLOW)), "the page number"
    yield "a footer that was never printed", bench.sheet(furniture=("Call us",)), "is on no page as an artifact"
    yield "words at the edge that nobody meant", bench.sheet(furniture=()), "nobody meant what its edge says"
    yield "a band that was never printed", bench.sheet(band="DRAFT"), "does not say “DRAFT”"
    counted = bench.made(bench.body, style="@page :first { counter-reset: page 4 }")
    yield "a page counted wrong", bench.subject(counted, bench.expected), "is counted as"
    yield "no kind of artifact", bench.sheet(_without(b"/Type/Pagination")), "but not of the kind Pagination"
    yield "neither header nor footer", bench.sheet(_without(b"/Subtype/Footer")), "neither as Header nor as Footer"
    yield "words hidden in an artifact", bench.sheet(_hide), "is hidden from screen readers"


def _without(words: bytes) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_coalesce()
            content = page.Contents.read_bytes()
            assert words in content, content[-400:]
            page.Contents = pdf.make_stream(content.replace(words, b""))

    return edit


def _hide(pdf: pikepdf.Pdf) -> None:
    """Make the first tagged content of the second page an artifact without a kind."""
    page = pdf.pages[1]
    page.contents_coalesce()
    tagged = re.compile(rb"/\w+\s*<</MCID \d+>>\s*BDC")
    page.Contents = pdf.make_stream(tagged.sub(b"/Artifact BMC", page.Contents.read_bytes(), count=1))
