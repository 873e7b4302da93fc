"""Text that runs from right to left says its letters in the order in which they are read.

No bundled font has Hebrew or Arabic letters, so the tests build a face of empty boxes that has.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

HEBREW = "שלום לכולם, זהו דף על שינה טובה ועל מנוחה בלילה"
ARABIC = "مرحبا بكم في هذه الصفحة عن النوم"


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a style sheet with a face in which each letter is a box."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (450, 700), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    letters = [*range(0x21, 0x7F), *range(0x5D0, 0x5EB), *range(0x621, 0x64B), *(0x60C, 0x61F)]
    names = {code: f"u{code:04X}" for code in letters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({0x20: "space"} | names)
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": box, "space": empty} | dict.fromkeys(names.values(), box))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "space", *names.values()], (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path: Path = tmp_path_factory.mktemp("font") / "boxes.ttf"
    builder.save(path)
    return f'@font-face {{ font-family: Boxes; src: url("{path.as_uri()}") }} body {{ font-family: Boxes }}'


@pytest.mark.parametrize(("lang", "text"), [("he", HEBREW), ("ar", ARABIC)])
def test_a_paragraph_reads_in_logical_order(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], boxes: str, lang: str, text: str
) -> None:
    body = f'<p lang="{lang}" dir="rtl" style="width: 140px">{text}</p>'
    read = reader(make(body, style=boxes))
    assert read.tree == f"Document\n  P {lang}\n    {text!r}"


def test_words_and_numbers_in_both_directions(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], boxes: str
) -> None:
    body = '<p>Say <span lang="he" dir="rtl">שלום 12 (abc) לכולם</span> to all</p>'
    read = reader(make(body, style=boxes))
    assert " ".join(read.text).strip() == "Say שלום 12 (abc) לכולם to all"


def test_left_to_right_text_needs_no_such_help(make: Callable[..., bytes], boxes: str) -> None:
    with pikepdf.open(io.BytesIO(make('<p style="width: 90px">Sleep well and long</p>', style=boxes))) as pdf:
        assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_a_link_keeps_its_words(make: Callable[..., bytes], reader: Callable[[bytes], Any], boxes: str) -> None:
    read = reader(make(f'<p lang="he" dir="rtl"><a href="https://example.org/">{HEBREW}</a></p>', style=boxes))
    assert set(read.links) == {HEBREW}
