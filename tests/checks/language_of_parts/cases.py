"""Languages of passages, sound and broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

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
    yield "no language at all", bench.sheet(_no_language, known=False), "nothing says which language"


def _all(old: str, new: str) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        for element in _elements(pdf.Root.StructTreeRoot):
            if element.get("/Lang") == old:
                element.Lang = pikepdf.String(new)

    return edit


def _drop_one(pdf: pikepdf.Pdf) -> None:
    spanish = [element for element in _elements(pdf.Root.StructTreeRoot) if element.get("/Lang") == "es"]
    del spanish[2]["/Lang"]


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for element in _elements(pdf.Root.StructTreeRoot):
        if "/Lang" in element:
            del element.Lang


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)
