"""Titles and languages of documents, sound and broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a regional language", bench.sheet(lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("en-US")))
    yield (
        "a title with a full stop",
        bench.sheet(bench.metadata("Sleep and rest", "Sleep vs. rest"), title="Sleep vs. rest"),
    )


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "no language", bench.sheet(_without_lang, known=False), "does not say which language"
    yield "an empty language", bench.sheet(_lang(""), known=False), "does not say which language"
    yield "a language in words", bench.sheet(_lang("English (US)"), known=False), "no language tag"
    yield "another language than meant", bench.sheet(_lang("fr")), "language is fr, not en"
    yield "no title in the metadata", bench.sheet(bench.metadata("dc:title", "dc:other"), known=False), "have no title"
    yield "no metadata at all", bench.sheet(_without_metadata, known=False), "have no title"
    yield "a file name as title", bench.sheet(bench.metadata("Sleep and rest", "sheet_v2.docx")), "is a file name"
    yield (
        "a word processor's title",
        bench.sheet(bench.metadata("Sleep and rest", "Microsoft Word - a")),
        "is a file name",
    )
    yield "the file's name in the window", bench.sheet(_hidden_title), "the window shows the file's name"
    yield "another title than meant", bench.sheet(title="Sleep well"), "not “Sleep well”"
    other = bench.sheet(titles={"en": bench.expected.title, "es": "Dormir bien"})
    yield "another title in Spanish than meant", other, "the title in es is"
    yield "a language left out", bench.sheet(languages=("en", "es", "ht")), "leave out ht"
    yield "broken metadata", bench.sheet(bench.metadata("</rdf:RDF>", "<")), "have no title"


def _without_lang(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _lang(tag: str) -> Any:
    return lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String(tag))


def _without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _hidden_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False
