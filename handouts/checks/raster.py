"""Where things lie in a page's picture, and parts of a page drawn larger or in colour."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import pypdfium2
from PIL import Image

from handouts.checks.facts import Box, Page, Picture
from handouts.checks.subject import Subject
from handouts.errors import SourceError

MM_PER_INCH = 25.4

PALE = 250
"""What is no darker grey than this is white."""

_NOT_WHITE = [255 if grey < PALE else 0 for grey in range(256)]


def document(subject: Subject) -> Any:
    """Return the file as pdfium has it open, the same for all checks.

    Raises:
        SourceError: pdfium cannot open it.
    """
    try:
        return subject.kept("pdfium", lambda: pypdfium2.PdfDocument(subject.pdf))
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"cannot be drawn: {error}", place=subject.file) from error


def to_pixels(page: Page, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a box in a picture of the page, rounded outward and kept inside it.

    Args:
        page: the page that the picture shows.
        box: in points of the page's own space.
        size: the picture's width and height in pixels.
    """
    left, bottom, right, top = page.box
    across, up = max(right - left, 1e-6), max(top - bottom, 1e-6)
    (x0, y0), (x1, y1) = (_turned((x - left) / across, (y - bottom) / up, page.rotation) for x, y in (box[:2], box[2:]))
    width, height = size
    return (
        _inside(min(x0, x1) * width, width, math.floor),
        _inside(min(y0, y1) * height, height, math.floor),
        _inside(max(x0, x1) * width, width, math.ceil),
        _inside(max(y0, y1) * height, height, math.ceil),
    )


def _inside(pixel: float, most: int, rounded: Callable[[float], int]) -> int:
    if not pixel > 0:  # nor for what is no number, from a hostile file
        return 0
    return rounded(pixel) if pixel < most else most


def _turned(x: float, y: float, rotation: int) -> tuple[float, float]:
    """Return a point's place from the top left of the page as it is shown, all from 0 to 1."""
    match rotation % 360:
        case 90:
            return y, x
        case 180:
            return 1 - x, y
        case 270:
            return 1 - y, 1 - x
    return x, 1 - y


def dpi_of(subject: Subject, page: int) -> float:
    """Return the dots an inch of `subject.image`, which draws a poster coarser than other pages."""
    return size_of(subject, page)[0] / max(subject.facts.pages[page].width_pt, 1e-6) * 72


def size_of(subject: Subject, page: int) -> tuple[int, int]:
    """Return the width and height in pixels of `subject.image`, known after the picture is gone."""
    return subject.kept(("size", page), lambda: subject.image(page).size)


def ink(subject: Subject, picture: Picture) -> tuple[int, int, int, int] | None:
    """Return the pixels of what is not white in a picture's place on its page, from the corner of that place."""

    def look() -> tuple[int, int, int, int] | None:
        drawn = subject.image(picture.page)
        box = to_pixels(subject.facts.pages[picture.page], picture.box, drawn.size)
        return drawn.crop(box).point(_NOT_WHITE).getbbox() if box[0] < box[2] and box[1] < box[3] else None

    return subject.kept(("ink", picture), look)


def part(
    subject: Subject, page: int, box_mm: tuple[float, float, float, float] | None, dpi: float, *, grey: bool
) -> Image.Image:
    """Return a part of a page drawn by itself.

    Args:
        page: counts from 0.
        box_mm: left, top, right and bottom from the top left of the page as it is shown; None for all of it.
        dpi: dots an inch.
        grey: whether the picture is grey ("L") or in colour ("RGB").

    Raises:
        SourceError: the page cannot be drawn.
    """
    try:
        sheet = subject.sheet(page)
        width, height = sheet.get_size()
        whole = (0.0, 0.0, width, height)
        left, top, right, bottom = (side / MM_PER_INCH * 72 for side in box_mm) if box_mm else whole
        cut = (left, height - bottom, width - right, top)
        drawn = sheet.render(scale=dpi / 72, grayscale=grey, crop=tuple(max(0.0, side) for side in cut)).to_pil()
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise SourceError(f"page {page + 1} cannot be drawn: {error}", place=subject.file) from error
    return cast(Image.Image, drawn if grey else drawn.convert("RGB"))
