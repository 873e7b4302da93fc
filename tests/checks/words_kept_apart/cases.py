"""Words apart, words run together, words fallen apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

ADDRESS = "example.org/health/topics/sleep/adults/averyverylongnamewithoutanendthatgoesonandonforseverallines"
LONG_ADDRESS = f'<p style="width: 60mm; overflow-wrap: anywhere">{ADDRESS}</p>'
NARROW = '<p style="width: 30mm">One two three four five six seven eight nine ten eleven twelve thirteen.</p>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "an address over several lines", bench.subject(bench.made(LONG_ADDRESS))
    yield "a narrow column", bench.subject(bench.made(NARROW))
    yield (
        "a part of a word in bold",
        bench.subject(bench.made("<p>un<b>believ</b>able, 10<sup>3</sup> and H<sub>2</sub>O</p>")),
    )


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "the engine by itself", bench.subject(bench.raw(bench.body), bench.expected), "two words are one"
    yield "the engine by itself, unknown", bench.subject(bench.raw(bench.body)), "two words are one"
    yield "a narrow column by the engine", bench.subject(bench.raw(NARROW)), "two words are one"
    yield "words joined in the text", bench.sheet(_says(text="Sleepand rest")), "two words are one: “sleep|and"
    yield "letters spaced by spaces", bench.sheet(_says(text="S l e e p and rest")), "a space is inside a word"


def _says(text: str) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        document = pdf.Root.StructTreeRoot.K
        document = document[0] if isinstance(document, pikepdf.Array) else document
        document.K[0].ActualText = pikepdf.String(text)

    return edit
