"""Pictures of codes as the engine draws them, ready made: their PNG data goes into the file as it is.

The engine opens each picture, keeps its data, opens it again and encodes it anew before it writes it. WeasyPrint's
public argument `cache` takes what would come of that, by address; what such an object has to answer is its own
affair. Since 70.0; the codes come from the same encoder that the engine uses, so that the data are the same.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

import pydyf

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY = (8, 0, 0, 0, 0)
"""Bits, colour type, compression, filter and interlacing of the PNG header of a plain grey picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture.

    Args:
        id: by which the engine tells pictures apart, and names them in the file.
        width, height: in pixels.
        data: compressed rows, as in PNG and in PDF alike.
    """

    id: str
    width: int
    height: int
    data: bytes = field(repr=False)

    def get_intrinsic_size(self, resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Return width and height at so many pixels a CSS pixel, and their ratio."""
        return self.width / resolution, self.height / resolution, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the picture on a page."""
        name = stream.add_image(self, style["image_rendering"] == "auto", 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, _ratio: float) -> pydyf.Stream:
        """Return the picture as an object of the file."""
        extra = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": "/DeviceGray",
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
            "Filter": "/FlateDecode",
            "DecodeParms": pydyf.Dictionary({"Predictor": 15, "Columns": self.width}),
        }
        return pydyf.Stream([self.data], pydyf.Dictionary(extra))


def ready(images: Mapping[str, bytes]) -> dict[str, Any]:
    """Return those of the images, by address, that are plain grey PNG; the engine reads the others itself."""
    made = ((address, _read(address, image)) for address, image in images.items())
    return {address: picture for address, picture in made if picture}


def _read(address: str, image: bytes) -> Picture | None:
    if not image.startswith(_SIGNATURE):
        return None
    data: list[bytes] = []
    header = b""
    place = len(_SIGNATURE)
    while place < len(image):
        length, kind = struct.unpack_from(">I4s", image, place)
        chunk = image[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            header = chunk
        elif kind == b"IDAT":
            data.append(chunk)
        elif kind != b"IEND":
            return None
        place += 12 + length
    width, height, *form = struct.unpack(">IIBBBBB", header)
    if tuple(form) != _GREY:
        return None
    return Picture(md5(address.encode(), usedforsecurity=False).hexdigest(), width, height, b"".join(data))
