"""The colours of text and of what lies behind it, as they are drawn, and how far they stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from PIL import Image

from handouts.checks.codes import placed_codes
from handouts.checks.facts import TextRun
from handouts.checks.raster import dpi_of, part, to_pixels
from handouts.checks.subject import Subject
from handouts.colours import WHITE, Colour

_ONE_COLOUR = 0.4
"""With less than this share of one colour around the letters, they stand on a picture or a gradient."""

_NOTABLE = 0.05
"""Colours with a smaller share around the letters are the softening of their edges."""

_INK = 0.005
"""The share of pixels that a thin letter fills whole; the rest of it is softened."""

_NEAR = 48
"""On a picture, a colour as near as this to the text's is taken for the text."""

_HALF = 0.5
"""Text drawn with less than this part of its own strength is covered, clipped or faded."""

_COARSE = [(value >> 5) * 255 // 7 for value in range(256)] * 3
"""Eight steps a channel, black and white kept: enough to tell the parts of a picture apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text's colour and what lies behind it.

    Args:
        front: the text's own.
        behind: the colour behind it; on a picture or gradient the notable ones, the most common first.
        mixed: whether it stands on a picture or gradient.
    """

    front: Colour
    behind: tuple[Colour, ...]
    mixed: bool = False


def shown(subject: Subject) -> tuple[tuple[TextRun, Shown | None], ...]:
    """Return every text with letters on the paper with its colours, page by page; None for one that cannot be seen.

    A page is drawn in colour only where grey does not tell: white is white in both. Looked at once for all checks.
    """
    runs = [run for run in subject.facts.runs if run.visible and any(map(str.isalnum, run.text))]
    pages = groupby(runs, key=lambda run: run.page)
    return subject.kept(
        "colours", lambda: tuple(pair for page, on_it in pages for pair in _on_page(subject, page, list(on_it)))
    )


def _on_page(subject: Subject, page: int, runs: list[TextRun]) -> Iterator[tuple[TextRun, Shown | None]]:
    grey = subject.image(page)
    if subject.expected is not None:
        placed_codes(subject, page)  # they are asked for later, when the page's picture may be gone
    drawn: Image.Image | None = None
    for run in runs:
        box = to_pixels(subject.facts.pages[page], run.box, grey.size)
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        declared = _over(run, WHITE)
        if declared and _is_plain(grey.crop(box), declared):
            yield run, Shown(declared, (WHITE,))
        else:
            drawn = drawn or part(subject, page, None, dpi_of(subject, page), grey=False)
            yield run, _seen(drawn.crop(box), run)


def _is_plain(cut: Image.Image, declared: Colour) -> bool:
    """Return whether text stands on white in all its strength."""
    histogram = cut.histogram()
    pixels = cut.width * cut.height
    darkest, ink = 0, histogram[0]
    while ink < pixels * _INK:
        darkest += 1
        ink += histogram[darkest]
    return histogram[255] > pixels / 2 and 255 - darkest >= _HALF * (255 - max(declared))


def _seen(cut: Image.Image, run: TextRun) -> Shown | None:
    """Return the colours of a text drawn in colour; None where it cannot be seen at all."""
    pixels = cut.width * cut.height
    colours = _common(cut)
    count, behind = colours[0]
    if count < _ONE_COLOUR * pixels:
        return _on_several(_common(cut.point(_COARSE)), run, pixels)
    front = _farthest(colours, behind, pixels * _INK)
    declared = _over(run, behind)
    if declared and _apart(front, behind) >= _HALF * _apart(declared, behind):
        return Shown(declared, (behind,))
    return Shown(front, (behind,)) if front != behind else None


def _on_several(colours: list[tuple[int, Colour]], run: TextRun, pixels: int) -> Shown | None:
    """Return the colours of a text on a picture or gradient, its own left out of those behind it."""
    notable = [colour for count, colour in colours if count >= _NOTABLE * pixels]
    if run.colour is None or not notable:
        return None
    front = _over(run, notable[0]) or notable[0]
    behind = tuple(colour for colour in notable if _apart(colour, front) > _NEAR)
    return Shown(front, behind, mixed=True) if behind else None


def _common(cut: Image.Image) -> list[tuple[int, Colour]]:
    """Return how often each colour occurs, the most common first."""
    colours = cast(list[tuple[int, Colour]], cut.getcolors(cut.width * cut.height) or [])
    return sorted(colours, reverse=True)


def _farthest(colours: list[tuple[int, Colour]], behind: Colour, ink: float) -> Colour:
    """Return the colour farthest from the one behind, passing over as many pixels as may be chance."""
    for count, colour in sorted(colours, key=lambda item: -_apart(item[1], behind)):
        ink -= count
        if ink <= 0:
            return colour
    return behind


def _over(run: TextRun, behind: Colour) -> Colour | None:
    """Return the colour of a text laid over another, by its opacity; None when the file does not give it."""
    if run.colour is None:
        return None
    mixed = (round(255 * (c * run.alpha) + b * (1 - run.alpha)) for c, b in zip(run.colour, behind, strict=True))
    red, green, blue = (min(max(value, 0), 255) for value in mixed)
    return red, green, blue


def _apart(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
