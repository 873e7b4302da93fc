"""Codes become text, widths and glyphs."""

from __future__ import annotations

from types import ModuleType

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from handouts.checks.facts import read_facts
from handouts.checks.facts.cmap import MOST_CODES, simple_encoding, to_unicode
from handouts.checks.facts.fonts import Faces


@pytest.mark.parametrize(
    ("cmap", "found"),
    [
        (b"1 beginbfchar <0041> <0061> endbfchar", {0x41: "a"}),
        (b"1 beginbfchar\n<05> <00660069>\nendbfchar", {5: "fi"}),
        (b"beginbfrange <0001> <0003> <0061> endbfrange", {1: "a", 2: "b", 3: "c"}),
        (b"beginbfrange <0001> <0002> [<0078> <0079>] endbfrange", {1: "x", 2: "y"}),
        (b"beginbfchar <01> <D83DDE00> endbfchar", {1: "\U0001f600"}),
        (b"beginbfchar <01> <> endbfchar", {1: ""}),
        (b"beginbfrange <0001> <FFFFFFFF> <10FFFF> endbfrange", {1: "\u0010\uffff"}),
        (b"no map at all", {}),
    ],
)
def test_maps_of_codes(cmap: bytes, found: dict[int, str]) -> None:
    read = to_unicode(cmap)
    assert {code: read[code] for code in found} == found
    assert len(read) <= MOST_CODES


def test_encodings_of_simple_fonts() -> None:
    assert simple_encoding({"/Encoding": Name.WinAnsiEncoding})[0xF1] == "ñ"
    assert simple_encoding({"/Encoding": Name.MacRomanEncoding})[0x96] == "ñ"
    assert simple_encoding({})[0x41] == "A"
    differences = Dictionary(Differences=Array([65, Name.ntilde, Name("/f_i"), 90, Name.uni00BF]))
    found = simple_encoding({"/Encoding": differences})
    assert (found[65], found[66], found[90]) == ("ñ", "fi", "¿")


def test_widths_of_wide_fonts() -> None:
    inner = Dictionary(Subtype=Name.CIDFontType2, DW=750, W=Array([3, Array([100, 200]), 10, 12, 300]))
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([inner]))
    faces = Faces()
    face = faces.faces[faces.index(font)]
    assert face.read(b"\x00\x03\x00\x04\x00\x0b\x00\x63")[1:] == (100 + 200 + 300 + 750, 4)


def test_fonts_of_a_sheet(faults: ModuleType) -> None:
    fonts = read_facts(faults.Bench().sheet().pdf).fonts
    assert len(fonts) == 2
    for font in fonts:
        assert (font.kind, font.wide, font.program_kind, font.visible) == ("Type0", True, "FontFile2", True)
        assert font.program
        assert font.codes
        assert font.glyphs is not None
        assert set(font.glyphs) == font.codes
    assert "".join(sorted({font.texts[code] for font in fonts for code in font.codes})) > ""


def test_what_is_no_font() -> None:
    assert Faces().index(pikepdf.Array()) == -1
