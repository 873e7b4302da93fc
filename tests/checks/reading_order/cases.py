"""Orders of reading, sound and broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from handouts.checks.expected import Expected, Passage

COLUMNS = "<h1>Two lists</h1>" + "".join(
    '<div style="display: table; width: 100%; table-layout: fixed"><div style="display: table-row">'
    f'<div style="display: table-cell"><ul data-list="one"><li>Day {day}</li></ul></div>'
    f'<div lang="es" style="display: table-cell"><ul data-list="other"><li>Día {day}</li></ul></div></div></div>'
    for day in range(30)
)
FLOAT = '<p style="position: absolute; top: 100mm">Read first, printed last.</p><h1>Read second</h1>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "text that nobody listed", bench.sheet(passages=bench.expected.passages[::3])
    yield "two columns over two pages, unknown", bench.subject(bench.made(COLUMNS))
    yield "printed in another order than read", bench.subject(bench.made(FLOAT))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    passages = bench.expected.passages
    yield "two passages exchanged", bench.sheet(_exchanged(4, 5)), "does not follow"
    yield "all English before all Spanish", bench.sheet(_sorted_by_language), "does not follow"
    yield "the last passage first", bench.sheet(_last_first), "does not follow"
    yield "a passage left out of the tree", bench.sheet(_dropped(4)), "is not in what is read aloud"
    missing = replace(passages[4], text="Drink no coffee after lunch, and take a walk before dinner.")
    yield "a passage that was never printed", bench.sheet(passages=(*passages, missing)), "is not in what is read aloud"
    yield "a page number in mid-sentence", bench.sheet(_interrupted), "is not read in one piece"
    yield "words that nobody meant", bench.sheet(whole=True), "and the handout did not say it"
    yield (
        "printed above what is read before it",
        bench.subject(bench.made(FLOAT), _float()),
        "stands before it on paper",
    )
    yield "a passage cut short", bench.sheet(_cut), "is not read in one piece"
    yield "back to an earlier page, unknown", bench.sheet(_last_first, known=False), "is read after text of page"


def _float() -> Expected:
    """Return what a page means on which what is read first is printed last."""
    passages = (Passage("en", "Read first, printed last."), Passage("en", "Read second"))
    return Expected("Two", ("en",), passages, page_mm=(140.0, 150.0))


def _top(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    document = pdf.Root.StructTreeRoot.K
    return document[0] if isinstance(document, pikepdf.Array) else document


def _exchanged(first: int, second: int) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        kids = list(_top(pdf).K)
        kids[first], kids[second] = kids[second], kids[first]
        _top(pdf).K = pikepdf.Array(kids)

    return edit


def _sorted_by_language(pdf: pikepdf.Pdf) -> None:
    kids = list(_top(pdf).K)
    _top(pdf).K = pikepdf.Array(sorted(kids, key=lambda kid: str(kid.get("/Lang", "en")) == "es"))


def _last_first(pdf: pikepdf.Pdf) -> None:
    kids = list(_top(pdf).K)
    paragraph = next(kid for kid in kids[::-1] if kid.get("/S") == pikepdf.Name.P and kid.get("/Lang") == "es")
    kids.insert(0, kids.pop(max(place for place, kid in enumerate(kids) if kid.objgen == paragraph.objgen)))
    long = [place for place, kid in enumerate(kids) if place and kid.get("/S") == pikepdf.Name.P]
    kids.insert(0, kids.pop(long[3]))
    _top(pdf).K = pikepdf.Array(kids)


def _dropped(place: int) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        kids = list(_top(pdf).K)
        _top(pdf).K = pikepdf.Array(kids[:place] + kids[place + 1 :])

    return edit


def _interrupted(pdf: pikepdf.Pdf) -> None:
    """Put another element's words in the middle of a paragraph."""
    kids = list(_top(pdf).K)
    paragraph = kids[4]
    inner = list(paragraph.K)
    paragraph.K = pikepdf.Array([*inner[:1], kids[2], *inner[1:]])
    _top(pdf).K = pikepdf.Array(kids[:2] + kids[3:])


def _cut(pdf: pikepdf.Pdf) -> None:
    paragraph = list(_top(pdf).K)[4]
    paragraph.K = pikepdf.Array(list(paragraph.K)[:-1])
