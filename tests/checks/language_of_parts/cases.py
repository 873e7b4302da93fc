"""Languages of passages, sound and broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from editing import elements

from handouts.checks.expected import Passage

SPANISH = (
    "<p>El agua es para todos los días: beba un vaso por la mañana y otro por la tarde, "
    "y no se olvide de su familia.</p>"
)
MIXED = (
    '<p>Say <span lang="es">buenos días</span> to the nurse.</p>'
    '<p lang="es">Diga <span lang="en">good morning</span> a la enfermera.</p>'
)


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "regional languages", bench.sheet(_all("es", "es-US"))
    yield "words of another language in a sentence", bench.subject(bench.made(MIXED))
    yield "a short foreign name", bench.subject(bench.made("<p>Ask at the Clínica de la Esperanza.</p>"))
    yield "Spanish that says so", bench.subject(bench.made(f'<div lang="es">{SPANISH}</div>'))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield (
        "the engine by itself",
        bench.subject(bench.raw(bench.body), bench.expected),
        "spoken as en and is meant as es",
    )
    yield "the engine by itself, unknown", bench.subject(bench.raw(bench.body)), "looks like es"
    yield "one passage without its language", bench.sheet(_drop_one), "meant as es"
    yield "Spanish taken for English", bench.subject(bench.made(SPANISH)), "looks like es"
    yield "a wrong language", bench.sheet(_all("es", "fr")), "spoken as fr"
    yield "a language in words", bench.sheet(_all("es", "Spanish!"), known=False), "no language tag"
    other = bench.sheet(passages=(Passage("en", "Something else altogether"),))
    yield "the file of another handout", other, "none of the handout's passages"
    marked = bench.content(0, b"<</MCID 0>>", b"<</MCID 0/Lang(Spanish!)>>")
    yield "a language in words, in the page's content", bench.sheet(marked, known=False), "no language tag"
    yield "no language at all", bench.sheet(_no_language, known=False), "nothing says which language"


def _all(old: str, new: str) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf):
            if element.get("/Lang") == old:
                element.Lang = pikepdf.String(new)

    return edit


def _drop_one(pdf: pikepdf.Pdf) -> None:
    spanish = [element for element in elements(pdf) if element.get("/Lang") == "es"]
    del spanish[2]["/Lang"]


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for element in elements(pdf):
        if "/Lang" in element:
            del element.Lang
