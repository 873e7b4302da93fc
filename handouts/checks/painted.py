"""What pdfium paints on a page, object by object: the exact boxes of words and pictures, and what clips them."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2
from pypdfium2 import raw

from handouts.checks.boxes import EVERYWHERE, Matrix, after, area, around, meet, moved
from handouts.checks.facts import Box
from handouts.checks.raster import document
from handouts.checks.subject import Subject
from handouts.errors import SourceError

_DEEPEST = 8
"""Forms within forms are followed so far."""

_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Painted:
    """Words that one operator paints, or a picture.

    Args:
        page: counts from 0.
        box: around the very ink of the letters, or the picture, in points of the page's own space.
        clip: all of it beyond this is cut away; infinite where nothing clips it.
        upright: whether it stands straight: a turned thing does not fill its box.
    """

    page: int
    kind: Literal["text", "image"]
    box: Box
    clip: Box
    upright: bool


def painted(subject: Subject) -> tuple[Painted, ...]:
    """Return what is painted on all pages in the order of painting, read once for all checks.

    Raises:
        SourceError: pdfium cannot open the file.
    """

    def read() -> tuple[Painted, ...]:
        pdf = document(subject)
        try:
            return tuple(thing for page in range(len(pdf)) for thing in _on_page(subject.sheet(page), page))
        except pypdfium2.PdfiumError as error:
            raise SourceError(f"cannot be drawn: {error}", place=subject.file) from error

    return subject.kept("painted", read)


def _on_page(sheet: Any, page: int) -> Iterator[Painted]:
    for index in range(raw.FPDFPage_CountObjects(sheet)):
        yield from _painted(raw.FPDFPage_GetObject(sheet, index), page, _UPRIGHT, EVERYWHERE, 0)


def _painted(thing: Any, page: int, placed: Matrix, outer: Box, depth: int) -> Iterator[Painted]:
    """Yield a thing, or what a form holds, placed on the page and clipped by what clips the form too."""
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        clip, inside = meet(outer, _clip(thing, placed)), after(_matrix(thing), placed)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _painted(raw.FPDFFormObj_GetObject(thing, index), page, inside, clip, depth + 1)
        return
    words = kind == raw.FPDF_PAGEOBJ_TEXT
    if (not words and kind != raw.FPDF_PAGEOBJ_IMAGE) or (words and _is_unseen(thing)):
        return
    box = moved(_bounds(thing), placed)
    if area(box) > 0:
        a, b, c, d, _, _ = after(_matrix(thing), placed)
        upright = abs(b) + abs(c) < 0.01 * (abs(a) + abs(d))
        clip = meet(outer, _clip(thing, placed))
        yield Painted(page, "text" if words else "image", box, clip, upright)


def _is_unseen(thing: Any) -> bool:
    return raw.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN


def _bounds(thing: Any) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(thing: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _clip(thing: Any, placed: Matrix) -> Box:
    """Return what all clipping paths of a thing leave of the page; a path counts as the box around it."""
    paths = raw.FPDFPageObj_GetClipPath(thing)
    left = EVERYWHERE
    for path in range(raw.FPDFClipPath_CountPaths(paths)):
        count = raw.FPDFClipPath_CountPathSegments(paths, path)
        points = [_point(raw.FPDFClipPath_GetPathSegment(paths, path, index)) for index in range(count)]
        if points:
            left = meet(left, moved(around(points), placed))
    return left


def _point(segment: Any) -> tuple[float, float]:
    x, y = c_float(), c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value
