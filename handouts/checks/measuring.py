"""Measure a QR code where it lies: module, quiet zone and contrast, from the picture of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import cast

from PIL import Image

QUIET_ZONE = 4
"""Modules of white on each side. Source: ISO/IEC 18004:2015, 6.3.8."""

_STRAIGHT = 1.0
"""Degrees from upright that are not worth turning for: a pixel at one end of a small code is more."""

_HEART = 3.5
"""Modules from a finder pattern's corner to the middle of its heart, three modules of one colour each way."""

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right and bottom left of the code itself, however it is turned, in pixels."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A code's measures.

    Args:
        module_px: side of one module.
        quiet_modules: light around it on its narrowest side, at most 4.
        box_px: left, top, right and bottom without the quiet zone, the code set upright about its centre.
        contrast: light less dark, from 0 to 1; negative when it is light on dark.
    """

    module_px: float
    quiet_modules: float
    box_px: tuple[float, float, float, float]
    contrast: float


def measure(picture: Image.Image, corners: Corners, modules: int) -> Measured:
    """Return the measures of the code with these corners and so many modules on a side."""
    side = sum(math.dist(corners[i], corners[i - 1]) for i in range(4)) / 4
    reach = math.ceil(side / 2 + (QUIET_ZONE + 2) * side / modules)
    centre = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
    origin = (round(centre[0]) - reach, round(centre[1]) - reach)
    # What lies beyond the paper's edge comes out black, so that the edge ends the quiet zone.
    cut = picture.crop((*origin, origin[0] + 2 * reach, origin[1] + 2 * reach))
    middle = (centre[0] - origin[0], centre[1] - origin[1])
    skew = _skew(corners)
    if abs(skew) > _STRAIGHT:
        cut = cut.rotate(skew, Image.Resampling.BICUBIC, center=middle, fillcolor=255)
    start = tuple(m + s * side / 2 for s in (-1, 1) for m in middle)
    light, dark = _light_and_dark(cut.crop(tuple(map(round, start))))  # type: ignore[arg-type]
    middle_grey = (light + dark) / 2
    inverted = _inverted(picture, corners, centre, modules, middle_grey)
    split = math.ceil(middle_grey)
    ink = cut.point([0] * split + [255] * (256 - split) if inverted else [255] * split + [0] * (256 - split))
    box = _ink_box(ink, start, side / modules)
    module = (box[2] - box[0] + box[3] - box[1]) / 2 / modules
    shifted = (box[0] + origin[0], box[1] + origin[1], box[2] + origin[0], box[3] + origin[1])
    contrast = (light - dark) / 255
    return Measured(module, _quiet_modules(ink, box, module), shifted, -contrast if inverted else contrast)


def _skew(corners: Corners) -> float:
    """Return how many degrees the code is turned clockwise from the nearest quarter turn."""
    angle = math.degrees(math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0]))
    return angle - 90 * round(angle / 90)


def _light_and_dark(cut: Image.Image) -> tuple[int, int]:
    """Return the grey values that a twentieth of the pixels is lighter, and a twentieth darker than."""
    histogram = cut.histogram()
    share = sum(histogram) / 20
    return _reached(histogram[::-1], share, 255, -1), _reached(histogram, share, 0, 1)


def _reached(histogram: list[int], share: float, value: int, step: int) -> int:
    seen = 0
    for count in histogram:
        seen += count
        if seen >= share:
            break
        value += step
    return value


def _inverted(picture: Image.Image, corners: Corners, centre: Point, modules: int, grey: float) -> bool:
    """Return whether the hearts of the finder patterns, black on a common code, are the light colour."""
    inward = 2 * _HEART / modules
    hearts = [(x + (centre[0] - x) * inward, y + (centre[1] - y) * inward) for x, y in (*corners[:2], corners[3])]
    inside = [(int(x), int(y)) for x, y in hearts if 0 <= x < picture.width and 0 <= y < picture.height]
    light = [cast(int, picture.getpixel(point)) > grey for point in inside]
    return sum(light) > len(light) / 2


def _ink_box(ink: Image.Image, start: tuple[float, ...], module: float) -> tuple[int, int, int, int]:
    """Return the exact box of the code: its finder patterns reach all four sides, so its ink does."""
    near = (start[0] - module, start[1] - module, start[2] + module, start[3] + module)
    left, top, right, bottom = map(round, near)
    inner = ink.crop((left, top, right, bottom)).getbbox() or (0, 0, right - left, bottom - top)
    return left + inner[0], top + inner[1], left + inner[2], top + inner[3]


def _quiet_modules(ink: Image.Image, box: tuple[int, int, int, int], module: float) -> float:
    """Return how many modules around the code, corners included, are free of ink."""
    reach = round(QUIET_ZONE * module)
    if _ring_is_free(ink, box, 0, reach):
        return float(QUIET_ZONE)
    free = next(pixel for pixel in range(reach) if not _ring_is_free(ink, box, pixel, pixel + 1))
    return free / module


def _ring_is_free(ink: Image.Image, box: tuple[int, int, int, int], inner: int, outer: int) -> bool:
    """Return whether there is no ink from so many pixels outside the box to so many."""
    left, top, right, bottom = box
    sides = (
        (left - outer, top - outer, left - inner, bottom + outer),
        (right + inner, top - outer, right + outer, bottom + outer),
        (left - outer, top - outer, right + outer, top - inner),
        (left - outer, bottom + inner, right + outer, bottom + outer),
    )
    return all(ink.crop(side).getbbox() is None for side in sides)
