"""PDF/A forbids what PDF/UA does not mind."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("standard", "smoothed"), [("ua-1", True), ("archive", False)])
def test_no_image_asks_to_be_smoothed(make: Callable[..., bytes], standard: str, smoothed: bool) -> None:
    with pikepdf.open(io.BytesIO(make('<p><img alt="A glass" src="square.png"></p>', standard))) as pdf:
        images = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert [bool(image.Interpolate) for image in images] == [smoothed]
