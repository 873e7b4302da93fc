"""The structure of a PDF as a screen reader meets it: made from the HTML, written while WeasyPrint writes the file.

    from weasyprint import HTML
    from handouts.render import structure

    metadata = structure.Metadata(titles={"en": "Asthma", "es": "Asma"}, languages=("en", "es"))
    with structure.tagging("ua-1", metadata) as finisher:
        pdf = HTML(string=html).write_pdf(**structure.pdf_options("ua-1"), finisher=finisher)

WeasyPrint draws the pages; all else about the file's structure, languages and metadata is decided here. In order:
`stamping` notes which box drew what, `boxes` gathers it by HTML element, `spacing` compares it with the HTML's text,
`building` makes the structure elements, `writing`, `destinations`, `content` and `metadata` put them into the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from handouts.errors import RenderError
from handouts.render.structure.archive import forbid_interpolation
from handouts.render.structure.boxes import LAYOUT, read_pages
from handouts.render.structure.building import build_tree
from handouts.render.structure.content import Changes, change_page, refuse_groups
from handouts.render.structure.destinations import write_destinations
from handouts.render.structure.metadata import Metadata, check_metadata, write_metadata
from handouts.render.structure.nodes import Picture, Run, Standard
from handouts.render.structure.spacing import find_spacing
from handouts.render.structure.stamping import Page, stamp_pages
from handouts.render.structure.writing import referenced, write_tree

__all__ = ["Metadata", "Standard", "pdf_options", "tagging"]

_VARIANTS: dict[Standard, str] = {"ua-1": "pdf/ua-1", "ua-2": "pdf/ua-2", "archive": "pdf/a-2a"}


def pdf_options(standard: Standard) -> dict[str, Any]:
    """Return the options that WeasyPrint's `render` or `write_pdf` needs for a standard.

    An identifier is asked for by PDF/A and by PDF 2.0; WeasyPrint makes it from the content.
    """
    return {"pdf_variant": _VARIANTS[standard], "pdf_identifier": True}


@contextmanager
def tagging(standard: Standard, metadata: Metadata) -> Iterator[Callable[[Any, pydyf.PDF], None]]:
    """Give the one document written inside the `with` block its structure; yield WeasyPrint's `finisher`.

    Raises:
        RenderError: the document cannot be made accessible as it is (an image nobody described, text in a transparent
            group, a link in a page margin, a wrong language tag), or the finisher was not handed to WeasyPrint.
    """
    check_metadata(metadata)
    finished: list[bool] = []
    with stamp_pages() as pages:

        def finish(document: Any, pdf: pydyf.PDF) -> None:
            spaces = {font.hash.encode(): _space(font) for font in document.fonts.values()}
            _rebuild(pdf, pages, {font: glyph for font, glyph in spaces.items() if glyph}, standard, metadata)
            pages.clear()
            finished.append(True)

        yield finish
    if not finished:
        raise RenderError(
            "the document was written without its structure",
            hint="Hand what `tagging` yields to write_pdf(finisher=…)",
        )


def _space(font: Any) -> bytes:
    """Return the font's glyph for a space in hexadecimal, b"" where no space was drawn with it."""
    return next((b"%04x" % glyph for glyph, text in font.to_unicode.items() if text == " " and not font.bitmap), b"")


def _rebuild(
    pdf: pydyf.PDF, pages: Sequence[Page], spaces: dict[bytes, bytes], standard: Standard, metadata: Metadata
) -> None:
    lang = metadata.languages[0]
    reading = read_pages(pages)
    spacing = find_spacing(list(reading.sources.values()))
    reading.artifacts.update(dict.fromkeys(spacing.unseen, LAYOUT))
    tree = build_tree(reading, spacing.blank | spacing.unseen, standard=standard, lang=lang)
    leaves = (kid for element in tree.root.walk() for kid in element.kids)
    kept = {kid.mark: kid for kid in leaves if isinstance(kid, Run | Picture)}
    changes = Changes(tree.artifacts, reading.undrawn | spacing.blank, kept, spacing.spaces, spacing.hyphens)
    for page, reference in zip(pages, pdf.page_references, strict=True):
        stream = referenced(pdf, referenced(pdf, reference)["Contents"])
        refuse_groups(page, change_page(stream.stream, page.number, changes, spaces), kept)
    entries = write_tree(pdf, tree.root, standard, lang)
    if standard == "ua-2":
        write_destinations(pdf, tree.root, reading, entries)
    if standard == "archive":
        forbid_interpolation(pdf)
    write_metadata(pdf, metadata, standard)
