"""Read a PDF into plain facts: `read_facts(pdf) -> Facts`. Nothing here judges."""

from __future__ import annotations

import io

import pikepdf

from handouts.checks.facts.types import (
    Annotation,
    Artifact,
    Box,
    Element,
    Facts,
    Font,
    Mark,
    MarkKey,
    Metadata,
    Outline,
    Page,
    Picture,
    Piece,
    TextRun,
    Untagged,
)
from handouts.errors import SourceError

__all__ = [
    "Annotation",
    "Artifact",
    "Box",
    "Element",
    "Facts",
    "Font",
    "Mark",
    "MarkKey",
    "Metadata",
    "Outline",
    "Page",
    "Picture",
    "Piece",
    "TextRun",
    "Untagged",
    "read_facts",
]


def read_facts(pdf: bytes, file: str = "") -> Facts:
    """Return what is in the file.

    Raises:
        SourceError: it is no PDF, is cut off, or needs a password.
    """
    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise SourceError("the file needs a password", place=file, hint="Save it without one") from error
    except pikepdf.PdfError as error:
        raise SourceError(f"no readable PDF: {error}", place=file) from error
    pages = tuple(Page(tuple(float(n) for n in page.cropbox)) for page in document.pages)  # type: ignore[arg-type]
    return Facts(pages, Metadata())
