"""Pages with QR codes, drawn for the test."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest
import qrcode
import weasyprint
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from handouts.checks.subject import Subject

Draw = Callable[..., str]


def _code(
    address: str, module_mm: float = 0.5, quiet: int = 4, dark: str = "#000", light: str = "#fff", style: str = ""
) -> str:
    made = qrcode.QRCode(border=quiet, error_correction=ERROR_CORRECT_M)
    made.add_data(address)
    matrix = made.get_matrix()
    side = len(matrix)
    picture = Image.new("RGB", (side, side), light)
    for y, row in enumerate(matrix):
        for x, module in enumerate(row):
            if module:
                picture.paste(dark, (x, y, x + 1, y + 1))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    size = f"width:{side * module_mm}mm;height:{side * module_mm}mm;image-rendering:pixelated;display:block;{style}"
    return f'<img alt="" style="{size}" src="data:image/png;base64,{data}">'


@pytest.fixture(scope="session")
def code() -> Draw:
    """Draw the code of an address as an HTML image, black on white with modules of 0.5 mm unless told."""
    return _code


@pytest.fixture(scope="session")
def sheet() -> Callable[..., Subject]:
    """Lay out HTML on Letter paper and return it as the subject of a check."""

    def laid_out(body: str, **known: object) -> Subject:
        style = "<style>@page{size:letter;margin:20mm}body{font:12pt sans-serif;margin:0}</style>"
        html = f"<html lang=en><title>A sheet</title>{style}<body>{body}</html>"
        return Subject(weasyprint.HTML(string=html).write_pdf(), "sheet.pdf", **known)  # type: ignore[arg-type]

    return laid_out
