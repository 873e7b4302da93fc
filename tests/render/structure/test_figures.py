"""The box of a figure is where the image is, in points."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

BLACK = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' preserveAspectRatio='none' viewBox='0 0 4 4'>"
    "<path d='M0 0h4v4h-4z'/></svg>"
)


@pytest.mark.parametrize(
    "style",
    [
        "width: 60px; height: 30px",
        "width: 40px; height: 40px; margin-left: 100px; padding: 10px; border: 3px solid white",
        "display: block; width: 50px; height: 20px; margin-top: 200px",
        "width: 60px; height: 30px; transform: rotate(90deg)",
        "width: 30px; height: 30px; transform: rotate(45deg) scale(1.5)",
        "width: 40px; height: 20px; position: absolute; left: 120px; top: 150px",
        "width: 30px; height: 30px; break-before: page",
    ],
)
def test_the_box_lies_around_the_ink(make: Callable[..., bytes], style: str) -> None:
    data = make(
        f"<div style='transform: translate(5px, 7px)'><p><img alt='Black' style='{style}' src=\"{BLACK}\"></p></div>"
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figure = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure")
        box = [float(value) for value in figure.A.BBox]
        number = next(i for i, page in enumerate(pdf.pages) if page.obj.objgen == figure.Pg.objgen)
    assert box == pytest.approx(_ink(data, number), abs=0.4)


def _ink(data: bytes, number: int) -> list[float]:
    """Return the bounds of what is not white on a page, in points from the lower left."""
    scale = 4
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[number]
    image = page.render(scale=scale, grayscale=True).to_pil().point(lambda value: 255 if value < 128 else 0)
    height = page.get_height()
    pdf.close()
    left, top, right, bottom = image.getbbox()
    return [left / scale, height - bottom / scale, right / scale, height - top / scale]
