"""Lay out HTML as a tagged PDF with WeasyPrint, which may reach nothing that the template did not name.

A warning of the engine is an error here: it is the only sign it gives of a rule it dropped or a picture it left out.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from handouts import resources
from handouts.compose.handout import Handout
from handouts.errors import RenderError
from handouts.render import engine, structure
from handouts.render.engine.page import to_page
from handouts.render.engine.pictures import ready
from handouts.render.extent import Extent, extent
from handouts.render.markup import Html

_LOG = logging.getLogger("weasyprint")


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the handout's own pictures, and files of `templates/`, `fonts/` and the theme; refuses all else."""

    def __init__(self, images: Mapping[str, bytes], theme: Path | None = None) -> None:
        super().__init__(allowed_protocols=())
        self._images = images
        self._roots = (resources.templates(), resources.fonts(), *([theme] if theme else []))

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        if url in self._images:
            image = self._images[url]
            kind = "image/png" if image.startswith(b"\x89PNG") else "image/svg+xml"
            return URLFetcherResponse(url, image, {"Content-Type": kind})
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if any(path.is_relative_to(root.resolve()) for root in self._roots):
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
def _style(paths: tuple[Path, ...], theme: Path | None) -> tuple[FontConfiguration, weasyprint.CSS]:
    """Parse the style sheets and load the fonts once for all documents that share them.

    They are imported into one: the engine looks every element up in every sheet.
    """
    fonts = FontConfiguration()
    atexit.register(fonts.__del__)  # else its copies of the fonts stay in the temporary folder; seen in WeasyPrint 70.0
    imports = "".join(f'@import "{path.as_uri()}";' for path in paths)
    return fonts, weasyprint.CSS(string=imports, font_config=fonts, url_fetcher=_Fetcher({}, theme))


@cache
def _spacing(path: Path, theme: Path | None) -> weasyprint.CSS:
    return weasyprint.CSS(filename=path, url_fetcher=_Fetcher({}, theme))


@cache
def covered() -> frozenset[int]:
    """Return the code points that every face of a bundled family has."""
    characters: set[int] = set()
    for family in sorted({face.parent for face in resources.fonts().glob("*/*.ttf")}):
        characters |= set.intersection(*(_characters(face) for face in sorted(family.glob("*.ttf"))))
    return frozenset(characters)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and what it took.

    Args:
        stages: CPU seconds of laying out, of drawing, and of giving the file its structure.
    """

    data: bytes
    pages: int
    stages: Mapping[str, float] = field(hash=False)


def to_pdf(html: Html, handout: Handout, standard: structure.Standard, most_pages: int | None = None) -> Pdf:
    """Return the handout's pages as a PDF that a screen reader can follow.

    Args:
        most_pages: how many pages it may take if that can be had by setting it with less white; None for any.

    Raises:
        RenderError: a character that no bundled font has, anything the engine warned of, or a page that cannot be made
            accessible as it is.
    """
    return lay_out(html, metadata_of(handout), standard, most_pages)


def lay_out(
    html: Html, metadata: structure.Metadata, standard: structure.Standard, most_pages: int | None = None
) -> Pdf:
    """Return HTML as a PDF; see `to_pdf`."""
    missing = missing_glyphs(html.text)
    if missing:
        named = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in missing[:8])
        raise RenderError(
            f"no bundled font can print {named}",
            hint="Replace the character in the topic, or add a family to fonts/ and to templates/handout/handout.css",
        )
    options = structure.pdf_options(standard)
    clock = [time.process_time()]
    with _warnings_are_errors(), structure.tagging(standard, metadata) as finish:
        document = _balanced(html, options, most_pages)
        clock.append(time.process_time())

        def finisher(document: Any, pdf: Any) -> None:
            clock.append(time.process_time())
            finish(document, pdf)
            clock.append(time.process_time())

        data: bytes = document.write_pdf(finisher=finisher, **options)
    clock.append(time.process_time())
    stages = {"layout": clock[1] - clock[0], "drawing": clock[2] - clock[1] + clock[4] - clock[3]}
    return Pdf(data, len(document.pages), {**stages, "structure": clock[3] - clock[2]})


def measure(html: Html, *, tight: bool = False) -> Extent:
    """Return how many pages the HTML takes as it will be printed, without drawing them.

    Args:
        tight: whether with less white than usual, whatever that saves.

    Raises:
        RenderError: anything the engine warned of.
    """
    with _warnings_are_errors():
        options = structure.pdf_options("ua-1")
        return extent(_set(html, html.spacing[0], options) if tight else _balanced(html, options, None))


def _balanced(html: Html, options: Mapping[str, Any], most_pages: int | None) -> Any:
    """Return the document laid out, with less or more white where it needs it.

    Less where it takes more pages than there may be, or a last page takes a sheet for little; less, or else more, where
    a page holds next to nothing.
    """
    document = _set(html, None, options)
    usual = extent(document)
    too_long = most_pages is not None and usual.pages > most_pages
    if not (too_long or usual.has_scraps or usual.ends_dearly):
        return document
    for spacing in html.spacing if usual.has_scraps else html.spacing[:1]:
        other = _set(html, spacing, options)
        there = extent(other)
        if too_long:
            better = there.pages <= (most_pages or 0)
        elif usual.has_scraps:
            better = there.pages <= usual.pages and not there.has_scraps
        else:
            better = there.pages < usual.pages and not there.has_scraps
        if better:
            return other
    return document


def _set(html: Html, spacing: Path | None, options: Mapping[str, Any]) -> Any:
    engine.apply()
    fonts, sheet = _style(html.style, html.theme)
    more = [_spacing(spacing, html.theme)] if spacing else []
    page = to_page(html.text, _Fetcher(html.images, html.theme), ours=html.theme is None)
    return page.render(stylesheets=[sheet, *more], font_config=fonts, cache=ready(html.images), **options)


def metadata_of(handout: Handout) -> structure.Metadata:
    """Return what the file says about itself; nothing of it comes from the clock, nothing from a patient."""
    first = handout.citations[0]
    return structure.Metadata(
        titles={head.lang: head.title for head in handout.mastheads},
        languages=handout.languages,
        subjects=handout.subjects,
        identifier=first.page.address if first.page else f"handouts:{handout.topic_id}",
        source=first.acknowledgement,
        rights=" ".join(first.attribution),
        created=handout.created,
        modified=handout.modified,
    )


def _characters(face: Path) -> set[int]:
    with TTFont(face, lazy=True) as font:
        return set(font.getBestCmap() or ())


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters that no bundled family can print, sorted; white space and break marks left out."""
    invisible = {"\u200b", "\u2060"}
    return tuple(sorted(c for c in set(text) - invisible if ord(c) not in covered() and not c.isspace()))
