"""Pages in order, and pages on which something is cut, covered or off the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

WORDS = "Words in a row, and more. "
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "tight lines", bench.subject(bench.made(f"<p style='line-height: 1'>{WORDS * 12}</p>"), bench.expected)
    floating = f"<img alt='A square' src='{PICTURE}' style='float: left'><p>{WORDS * 12}</p>"
    yield "text beside a picture", bench.subject(bench.made(floating), bench.expected)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, body, words in (
        ("a word too long for the paper", f"<p>{'long' * 40}</p>", "beyond the paper"),
        ("words in the margin", f"<p style='margin-left: -9mm'>{WORDS}</p>", "mm into the margin"),
        ("lines over one another", "<p>First line here</p><p style='margin-top: -9mm'>Other line</p>", "printed over"),
        (
            "a line cut in half",
            "<div style='overflow: hidden; height: 9pt; font: 20pt/1 Sheet'>Cut in half</div>",
            "cut off by its frame",
        ),
        (
            "words under a box",
            "<p>Covered</p><div style='margin-top: -9mm; height: 9mm; background: #fff; position: relative'></div>",
            "cannot be seen",
        ),
        (
            "words on a picture",
            f"<p><img alt='A square' src='{PICTURE}'></p><p style='margin-top: -15mm; color: #fff'>{WORDS}</p>",
            "lies on a picture",
        ),
        (
            "an empty page",
            f"<p>{WORDS}</p><p style='break-before: page'></p><p style='break-before: page'>{WORDS * 9}</p>",
            "has nothing on it",
        ),
        ("a line alone", f"<p>{WORDS}</p><p style='break-before: page'>Alone</p>", "only 1 line on the last page"),
    ):
        yield name, bench.subject(bench.made(body), bench.expected), words
    low = bench.made(f"<p>{WORDS}</p>", style="@page { @bottom-center { vertical-align: bottom } }")
    yield "another paper", bench.sheet(page_mm=(210.0, 297.0)), "the paper is 140 × 150 mm"
    yield "a page turned", bench.sheet(lambda pdf: setattr(pdf.pages[0], "Rotate", 90)), "turned by 90°"
    invisible = bench.content(0, b"BT", b"BT 3 Tr")
    yield "words painted with nothing", bench.sheet(invisible), "painted with no colour"
    veil = bench.content(0, b"BT", b"q 1 1 1 rg 0 0 90 999 re f Q BT")
    yield "a white strip over a few letters", bench.sheet(veil), "something is painted over it"
    yield "a footer at the paper's edge", bench.subject(low, bench.expected), "less than 5 mm from the paper's edge"
