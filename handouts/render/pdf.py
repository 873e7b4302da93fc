"""Lay out HTML as a tagged PDF with WeasyPrint, which may reach nothing that the template did not name.

A warning of the engine is an error here: it is the only sign it gives of a rule it dropped or a picture it left out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from handouts import resources
from handouts.errors import RenderError
from handouts.render.markup import Html

_LOG = logging.getLogger("weasyprint")


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the handout's own pictures, and files of `templates/` and `fonts/`; refuses all else."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        if url in self._images:
            return URLFetcherResponse(url, self._images[url], {"Content-Type": "image/png"})
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if any(path.is_relative_to(root.resolve()) for root in (resources.templates(), resources.fonts())):
                return URLFetcherResponse(url, path.read_bytes())
        raise ValueError("not a file of the templates or fonts")


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Raise RenderError at the end if the engine said anything."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    propagated, level = _LOG.propagate, _LOG.level
    _LOG.addHandler(handler)
    _LOG.propagate = False
    _LOG.setLevel(logging.WARNING)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)
        _LOG.propagate = propagated
        _LOG.setLevel(level)
    if said:
        raise RenderError(
            f"the layout engine said: {said[0]}", place="templates", hint="Mend the template or style sheet"
        )


@cache
def _style(names: tuple[str, ...], templates: Path) -> tuple[FontConfiguration, list[weasyprint.CSS]]:
    """Parse the style sheets and load the fonts once for all documents that share them."""
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(filename=templates / "handout" / name, font_config=fonts, url_fetcher=_Fetcher({}))
        for name in names
        if (templates / "handout" / name).exists()
    ]
    return fonts, sheets


@cache
def covered() -> frozenset[int]:
    """Return the code points that every face of a bundled family has."""
    characters: set[int] = set()
    for family in sorted(path for path in resources.fonts().iterdir() if path.is_dir()):
        faces = [set(TTFont(face, lazy=True).getBestCmap()) for face in sorted(family.glob("*.ttf"))]
        characters |= set.intersection(*faces)
    return frozenset(characters)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The PDF as the engine makes it: tagged, but not yet as a reader needs it."""

    data: bytes
    pages: int


def lay_out(html: Html, variant: str) -> LaidOut:
    """Return the pages.

    Args:
        variant: WeasyPrint's name of the standard, such as "pdf/ua-1".

    Raises:
        RenderError: a character that no bundled font has, or anything the engine warned of.
    """
    missing = missing_glyphs(html.text)
    if missing:
        named = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in missing[:8])
        raise RenderError(
            f"no bundled font can print {named}",
            hint="Replace the character in the topic, or add a family to fonts/ and to templates/handout/handout.css",
        )
    fonts, sheets = _style(html.style, resources.templates())
    with _warnings_are_errors():
        page = weasyprint.HTML(string=html.text, url_fetcher=_Fetcher(html.images))
        document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant)
        data: bytes = document.write_pdf(pdf_variant=variant)
    return LaidOut(data, len(document.pages))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters that no bundled family can print, sorted; white space and break marks left out."""
    invisible = {"\u200b", "\u2060"}
    return tuple(sorted(c for c in set(text) - invisible if ord(c) not in covered() and not c.isspace()))
