"""Make the QR code of an address: the modules, their size on paper, and a picture of one pixel a module.

The picture is tiny; the style sheet scales it with `image-rendering: pixelated`, which draws sharp squares.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from handouts.errors import RenderError
from handouts.render.masks import best_mask, masked

QUIET_ZONE = 4
"""Modules of white on each side. Source: ISO/IEC 18004:2015, 6.3.8."""

MODULE_MM = 0.5
"""Side of a module on paper. GS1 General Specifications ask for 0.396 mm or more; 0.5 mm survives a photocopier."""

LARGEST_VERSION_AT_M = 12
"""Beyond this version level L (7 % error correction) keeps the code small enough to print."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, ready to place.

    Args:
        modules: modules on a side, quiet zone included.
        size_mm: side on paper, quiet zone included.
        png: black and white picture, one pixel a module.
    """

    modules: int
    size_mm: float
    png: bytes


@lru_cache(maxsize=512)
def code(address: str) -> Code:
    """Return the code that holds the address exactly as it is.

    Raises:
        RenderError: the address is too long for any QR code.
    """
    try:
        drawn = _drawn(address, ERROR_CORRECT_M)
        if drawn.version > LARGEST_VERSION_AT_M:
            drawn = _drawn(address, ERROR_CORRECT_L)
    except (DataOverflowError, ValueError) as error:
        raise RenderError(
            f"the address of {len(address)} characters is too long for a QR code",
            place=address[:60],
            hint="Give the link a shorter address",
        ) from error
    matrix = drawn.get_matrix()
    side = len(matrix)
    picture = Image.new("L", (side, side))
    picture.putdata([0 if dark else 255 for row in matrix for dark in row])
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=False)
    return Code(side, round(side * MODULE_MM, 2), stream.getvalue())


def _drawn(address: str, level: int) -> qrcode.QRCode[Any]:
    drawn = qrcode.QRCode(error_correction=level, border=QUIET_ZONE, mask_pattern=0)
    drawn.add_data(address)
    drawn.make(fit=True)
    mask = best_mask(drawn.modules, drawn.version)
    if mask:
        drawn.modules = masked(drawn.modules, drawn.version, mask)
        drawn.setup_type_info(False, mask)
    return drawn
