"""The codes are the library's own, chosen faster, and they hold the address to the letter."""

import io
import random
import string

import pytest
import qrcode
import zxingcpp
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

from handouts.errors import RenderError
from handouts.render import qr
from handouts.render.masks import best_mask


def address(length: int, seed: int = 0) -> str:
    letters = random.Random(f"{length} {seed}")
    tail = "".join(letters.choice(string.ascii_letters + string.digits + "/-.%?=&") for _ in range(length - 20))
    return f"https://example.org/{tail}"


@pytest.mark.parametrize("level", [ERROR_CORRECT_M, ERROR_CORRECT_L])
@pytest.mark.parametrize("length", [21, 40, 59, 90, 105, 150, 220, 389])
def test_the_mask_is_the_one_that_the_library_would_choose(length: int, level: int) -> None:
    for seed in range(4):
        text = address(length, seed)
        slow = qrcode.QRCode(error_correction=level, border=0)
        slow.add_data(text)
        slow.make(fit=True)
        fast = qrcode.QRCode(error_correction=level, border=0, mask_pattern=0)
        fast.add_data(text)
        fast.make(fit=True)
        assert best_mask(fast.modules, fast.version) == slow.best_mask_pattern()


@pytest.mark.parametrize("level", [ERROR_CORRECT_M, ERROR_CORRECT_L])
@pytest.mark.parametrize("length", [21, 40, 59, 90, 105, 150, 220, 389])
def test_every_module_is_as_the_library_draws_it(length: int, level: int) -> None:
    for seed in range(4):
        slow = qrcode.QRCode(error_correction=level, border=qr.QUIET_ZONE)
        slow.add_data(address(length, seed))
        slow.make(fit=True)
        assert qr._drawn(address(length, seed), level).get_matrix() == slow.get_matrix()


@pytest.mark.parametrize("length", [21, 59, 105, 250, 389])
def test_a_code_holds_the_address_to_the_letter(length: int) -> None:
    text = address(length)
    picture = Image.open(io.BytesIO(qr.code(text).png))
    big = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)
    assert [found.text for found in zxingcpp.read_barcodes(big)] == [text]


def test_a_code_has_its_quiet_zone_and_its_size_on_paper() -> None:
    made = qr.code(address(59))
    picture = Image.open(io.BytesIO(made.png)).convert("L")
    assert picture.size == (made.modules, made.modules)
    inside = (qr.QUIET_ZONE, qr.QUIET_ZONE, made.modules - qr.QUIET_ZONE, made.modules - qr.QUIET_ZONE)
    outside = picture.copy()
    outside.paste(255, inside)
    assert outside.getextrema() == (255, 255)
    assert picture.crop(inside).getpixel((0, 0)) == 0
    assert made.size_mm == pytest.approx(made.modules * 0.5)


def test_a_long_address_drops_to_level_l_only_beyond_version_12() -> None:
    sizes = {length: (qr.code(address(length)).modules - 8 - 17) // 4 for length in (250, 280, 300, 389)}
    assert sizes[280] <= 12
    assert sizes[389] < 15, "version 15 is what level M would need"


def test_an_address_too_long_for_any_code_is_an_error_that_names_it() -> None:
    with pytest.raises(RenderError, match="too long for a QR code"):
        qr.code(address(4000))
