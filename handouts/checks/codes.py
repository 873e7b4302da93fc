"""Find and read the QR codes on a page's picture, clean and as a bad photocopy would give them.

The pictures are what an office scanner makes of a page: grey, 150 dots an inch.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from handouts.checks.measuring import QUIET_ZONE, Corners, measure
from handouts.checks.raster import MM_PER_INCH, document, dpi_of, ink, part, size_of, to_pixels
from handouts.checks.subject import DPI, Subject
from handouts.errors import SourceError

Square = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

_MOST_PASSES = 20
"""zxing-cpp weighs the 256 best triples of finder patterns in a picture and no more, so that a page of some twenty
codes loses one or two (seen in 3.1.1); what was read is painted over, and the page is looked at again."""

_LONGEST = 65_535
"""The longest side in pixels that zxing-cpp takes."""

_COPIES = 3
"""Copies made of a code before it is given up: a person holds the telephone there for more than one picture."""


_LEAST_PIXELS = 21
"""A side shorter than this at 150 dpi has less than a pixel for each module of the smallest code."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A code that was read.

    Args:
        page: counts from 0.
        text: what it holds.
        module_mm: side of one module on paper, true to about a pixel in the whole code (1 % of a small code).
        quiet_modules: white around it, in modules, on its narrowest side; more than 4 is not looked for.
        box_mm: left, top, right and bottom from the top left of the page, without the quiet zone.
        contrast: light less dark, from 0 to 1; negative when it is light on dark.
    """

    page: int
    text: str
    module_mm: float
    quiet_modules: float
    box_mm: tuple[float, float, float, float]
    contrast: float


@dataclass(frozen=True, slots=True)
class Unread:
    """What has the corners of a code and cannot be read; `box_mm` as in `Decoded`."""

    page: int
    box_mm: tuple[float, float, float, float]


def decode_codes(pdf: bytes, dpi: int = DPI) -> tuple[Decoded, ...]:
    """Return every QR code that can be read on the file's pages, page by page, from top to bottom.

    Args:
        dpi: dots an inch of the pages' pictures.

    Raises:
        SourceError: the file is no PDF that can be drawn.
    """
    subject = Subject(pdf, "")
    pages = range(len(document(subject)))
    return tuple(code for page in pages for code in read_page(part(subject, page, None, dpi, grey=True), page, dpi)[0])


def codes_of(subject: Subject) -> tuple[tuple[Decoded, ...], tuple[Unread, ...]]:
    """Return what was read on the subject's pages and what was not; looked for once for all checks.

    Where a handout says which codes it has, and the pictures on its pages hold just those, nothing else is looked at.
    """

    def look() -> tuple[tuple[Decoded, ...], tuple[Unread, ...]]:
        if subject.expected is not None:
            codes = [code for page in range(len(subject.facts.pages)) for code in placed_codes(subject, page)]
            if sorted(code.text for code in codes) == sorted(code.address for code in subject.expected.codes):
                return tuple(codes), ()
        pages = [read_page(picture, page, dpi_of(subject, page)) for page, picture in enumerate(subject.images())]
        return tuple(code for read, _ in pages for code in read), tuple(code for _, unread in pages for code in unread)

    return subject.kept("codes", look)


def placed_codes(subject: Subject, page: int) -> tuple[Decoded, ...]:
    """Return the codes in a page's pictures, read once; all else that is asked of pictures is looked at with them."""

    def look() -> tuple[Decoded, ...]:
        codes = tuple(read_pictures(subject, page, _pictures(subject, page)))
        for code in codes:
            is_copied(subject, code)
        for picture in subject.facts.pictures:
            if picture.page == page:
                ink(subject, picture)
        return codes

    return subject.kept(("codes", page), look)


def is_copied(subject: Subject, code: Decoded) -> bool:
    """Return whether a code on one of the subject's pages survives copying; tried once."""
    page = code.page
    return subject.kept(("copied", code), lambda: survives_copying(subject.image(page), code, dpi_of(subject, page)))


def read_pictures(subject: Subject, page: int, boxes: Iterable[Square]) -> Iterator[Decoded]:
    """Yield the codes in these parts of a page; a fifth of the cost of looking at all of it."""
    picture, dpi = subject.image(page), dpi_of(subject, page)
    for box in boxes:
        for seen in _read(picture.crop(box), box[:2]):
            if seen.readable:
                yield _measured(picture, seen, page, dpi)


def _pictures(subject: Subject, page: int) -> list[Square]:
    """Return where on a page's picture there are images that may be codes: as good as square, and not small."""
    size = size_of(subject, page)
    boxes = [to_pixels(subject.facts.pages[page], p.box, size) for p in subject.facts.pictures if p.page == page]
    return [box for box in boxes if _squarish(box) and box[2] - box[0] >= _LEAST_PIXELS]


def read_page(picture: Image.Image, page: int, dpi: float) -> tuple[tuple[Decoded, ...], tuple[Unread, ...]]:
    """Return the codes of a page's grey picture that can be read, top to bottom, and those that cannot.

    Raises:
        SourceError: the page is too long for any reader of codes.
    """
    if max(picture.size) > _LONGEST:
        raise SourceError(f"page {page + 1} is too long to be looked at: {max(picture.size)} pixels at {dpi:.0f} dpi")
    read: dict[Square, Decoded] = {}
    failed: list[Square] = []
    canvas = picture
    for _ in range(_MOST_PASSES):
        found = _read(canvas)
        fresh = [seen for seen in found if seen.readable]
        failed = [seen.around for seen in found if not seen.readable]
        if not fresh:
            break
        canvas = picture.copy() if canvas is picture else canvas
        for seen in fresh:
            read[seen.around] = _measured(picture, seen, page, dpi)
            ImageDraw.Draw(canvas).polygon(seen.corners, fill=255, outline=255, width=3)
    codes = sorted(read.values(), key=lambda code: (code.box_mm[1], code.box_mm[0]))
    unread = (_mm(box, dpi) for box in _apart(failed, read))
    return tuple(codes), tuple(Unread(page, box) for box in unread)


def survives_copying(picture: Image.Image, code: Decoded, dpi: float) -> bool:
    """Return whether the code can be read from a bad photocopy of the page: smaller, turned, blurred and noisy."""
    margin = code.module_mm * 1.5 * QUIET_ZONE
    left, top, right, bottom = code.box_mm
    around = (left - margin, top - margin, right + margin, bottom + margin)
    cut = _on_white(picture, _pixels(around, dpi))
    copies = (photocopy(cut, seed) for seed in range(_COPIES))
    return any(seen.readable and seen.text == code.text for copy in copies for seen in _read(copy))


def photocopy(picture: Image.Image, seed: int = 0) -> Image.Image:
    """Return what a worn photocopier makes of a grey picture of 150 dpi: 94 % size, 2° turned, blurred, noisy.

    Of 20 real addresses, 15 to 391 characters long, all are read at 0.5 and 0.45 mm a module, 19 at 0.4 mm, 4 at 0.36.
    """
    turn, size = math.radians(2), 0.94
    width, height = picture.size
    cos, sin = math.cos(turn) / size, math.sin(turn) / size
    shift = (width / 2 - cos * width / 2 - sin * height / 2, height / 2 + sin * width / 2 - cos * height / 2)
    matrix = (cos, sin, shift[0], -sin, cos, shift[1])
    turned = picture.transform(
        picture.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255
    ).filter(_BLUR)
    side = 1 << (max(picture.size) - 1).bit_length()
    return ImageChops.add(turned, _noise(side, seed).crop((0, 0, width, height)), 1, -_NOISE // 2)


_NOISE = 42
"""Grey values from the darkest noise to the lightest, of 255: a standard deviation of 12."""


_BLUR = ImageFilter.Kernel((3, 3), (1, 2, 1, 2, 12, 2, 1, 2, 1))
"""With what the turning softens, a bell of about 0.7 pixels' standard deviation: 0.12 mm on paper."""


@lru_cache(maxsize=8)
def _noise(side: int, seed: int) -> Image.Image:
    grain = random.Random(seed).randbytes(side * side)  # noqa: S311 - the same grain each time is the point
    return Image.frombytes("L", (side, side), grain).point([value * _NOISE // 255 for value in range(256)])


# --------------------------------------------------------------------------- zxing-cpp's words into ours


@dataclass(frozen=True, slots=True)
class _Seen:
    """What zxing-cpp found; `readable` when it could be read too."""

    readable: bool
    text: str
    corners: Corners
    modules: int

    @property
    def around(self) -> Square:
        xs, ys = zip(*self.corners, strict=True)
        return int(min(xs)), int(min(ys)), int(max(xs)), int(max(ys))


def _read(picture: Image.Image, origin: tuple[int, int] = (0, 0)) -> list[_Seen]:
    """Return what is found in a picture that was cut out at this origin."""
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
        try_downscale=False,
        return_errors=True,
    )
    return [_seen(code, origin) for code in found]


def _seen(code: zxingcpp.Barcode, origin: tuple[int, int]) -> _Seen:
    place = code.position
    top_left, top_right, bottom_right, bottom_left = (
        (float(point.x + origin[0]), float(point.y + origin[1]))
        for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    )
    extra = cast("dict[str, str]", code.extra)
    modules = 17 + 4 * int(extra["Version"]) if code.valid else 0
    return _Seen(code.valid, code.text, (top_left, top_right, bottom_right, bottom_left), modules)


def _measured(picture: Image.Image, seen: _Seen, page: int, dpi: float) -> Decoded:
    found = measure(picture, seen.corners, seen.modules)
    return Decoded(
        page,
        seen.text,
        found.module_px / dpi * MM_PER_INCH,
        found.quiet_modules,
        _mm(found.box_px, dpi),
        found.contrast,
    )


def _mm(box: tuple[float, float, float, float], dpi: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (side / dpi * MM_PER_INCH for side in box)
    return left, top, right, bottom


def _pixels(box_mm: tuple[float, float, float, float], dpi: float) -> Square:
    left, top, right, bottom = (round(side / MM_PER_INCH * dpi) for side in box_mm)
    return left, top, right, bottom


def _apart(boxes: list[Square], read: Iterable[Square]) -> Iterator[Square]:
    """Yield the boxes that are all but square and touch neither a code that was read nor one another."""
    taken = list(read)
    for box in sorted(boxes):
        touches = any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken)
        if _squarish(box) and not touches:
            taken.append(box)
            yield box


def _squarish(box: Square) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return width > 0 and 0.8 < height / width < 1.25


def _on_white(picture: Image.Image, box: Square) -> Image.Image:
    """Return a part of a picture; what lies outside it is white."""
    cut = Image.new("L", (box[2] - box[0], box[3] - box[1]), 255)
    cut.paste(picture, (-box[0], -box[1]))
    return cut
