"""Links that say where they lead, and links that do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
from editing import elements

INSIDE = '<h1>A</h1><p><a href="#b" title="The part about b">See below</a></p><h2 id="b">B</h2>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a link inside the document", bench.subject(bench.made(INSIDE))
    yield "no links", bench.subject(bench.made("<p>Words.</p>"))
    yield "a hidden link without description", bench.sheet(_hidden)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "the engine by itself", bench.subject(bench.raw(bench.body)), "description is its address"
    yield "no description", bench.sheet(_said(None), known=False), "has no description"
    yield "an empty description", bench.sheet(_said(" "), known=False), "has no description"
    yield "an address as description", bench.sheet(_said("https://example.org/x"), known=False), "is its address"
    for said in ("Click here", "más"):
        yield f"the description {said!r}", bench.sheet(_said(said), known=False), "does not say where it leads"
    yield (
        "one description for two pages",
        bench.sheet(_said("About sleep"), known=False),
        "describes links to 2 addresses",
    )
    yield "a link to nowhere", bench.sheet(_nowhere, known=False), "leads to no page"
    yield "a link without words", bench.sheet(_wordless, known=False), "tag holds no text"
    yield "another description than meant", bench.sheet(_said("Something else, Someone")), "not “Sleep for adults"
    yield "an area beside the words", bench.sheet(_beside), "does not lie on the words"
    yield "an area beside the words, unknown", bench.sheet(_beside, known=False), "does not lie on the words"
    other = replace(bench.expected.links[0], words="Sleep for children")
    yield "a link for other words", bench.sheet(links=(other, *bench.expected.links[1:])), "as the handout meant it"
    yield "a link that nobody meant", bench.sheet(links=bench.expected.links[1:]), "is a link that nobody meant"
    spanish = replace(bench.expected.links[0], lang="es")
    yield "a description in another voice", bench.sheet(links=(spanish,)), "spoken as en, not es"


def _annotations(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for page in pdf.pages:
        yield from page.obj.get("/Annots", [])


def _said(words: str | None) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        for annotation in _annotations(pdf):
            if words is None:
                del annotation.Contents
            else:
                annotation.Contents = pikepdf.String(words)

    return edit


def _hidden(pdf: pikepdf.Pdf) -> None:
    annotation = next(_annotations(pdf))
    other = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=annotation.Rect, F=2))
    pdf.pages[0].obj.Annots = pikepdf.Array([*pdf.pages[0].obj.get("/Annots", []), other])


def _beside(pdf: pikepdf.Pdf) -> None:
    next(_annotations(pdf)).Rect = pikepdf.Array([1, 1, 9, 9])


def _nowhere(pdf: pikepdf.Pdf) -> None:
    del next(_annotations(pdf))["/A"]


def _wordless(pdf: pikepdf.Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = pikepdf.Array([kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid])
