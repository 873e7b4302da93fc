"""Text that is large enough, and text that is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "words of 12 pt", bench.subject(bench.made("<p>Words.</p>"), bench.expected)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    small = bench.body + '<p style="font-size: 9pt">A note in small print.</p>'
    yield "a note of 9 pt", bench.subject(bench.made(small), bench.expected), "text of 9 pt, less than 12 pt"
    yield "large print of 12 pt", bench.sheet(min_text_pt=18.0), "less than 18 pt"
    shrunk = '<p style="transform: scale(.6)">Words made smaller.</p>'
    yield "words shrunk on the page", bench.subject(bench.made(shrunk), bench.expected), "text of 7.2 pt"
    footer = "@page { @bottom-center { font-size: 8pt } }"
    yield "a small footer", bench.subject(bench.made("<p>Words.</p>", style=footer), bench.expected), "text of 8 pt"
    body = f"<p style='font-size: 10pt'>{'Many words in a row. ' * 20}</p>"
    yield "running text of 10 pt, unknown", bench.subject(bench.made(body)), "the running text is set in 10 pt"
    yield "small print, unknown", bench.subject(bench.made(small)), "characters in 9 pt"
