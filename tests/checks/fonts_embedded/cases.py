"""Fonts in the file, and fonts that are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a font that shows nothing", bench.sheet(_named_only)
    yield "invisible text without a font file", bench.sheet(_standard_font(b"3 Tr"))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "a font file taken out", bench.sheet(_without_file), "the font is not in the file"
    yield "a standard font by name", bench.sheet(_standard_font(b"0 Tr")), "the font is not in the file"
    yield "no map of glyphs", bench.sheet(_without_map), "which glyph a code means"
    yield "an unknown character map", bench.sheet(_other_map), "the character map Mine-H is not in the file"
    yield "plain letters without encoding", bench.sheet(_plain_truetype), "neither WinAnsi nor MacRoman"


def _fonts(pdf: pikepdf.Pdf) -> list[Dictionary]:
    return [font for page in pdf.pages for font in page.Resources.Font.values()]


def _named_only(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font.Idle = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)


def _standard_font(mode: bytes) -> Any:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources.Font.Plain = font
        page.contents_coalesce()
        more = b"\n/Artifact BMC BT /Plain 12 Tf " + mode + b" 100 100 Td (seen) Tj ET EMC"
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + more)

    return edit


def _without_file(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        if "/FontFile2" in descriptor:
            del descriptor.FontFile2


def _without_map(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        if "/CIDToGIDMap" in font.DescendantFonts[0]:
            del font.DescendantFonts[0].CIDToGIDMap


def _other_map(pdf: pikepdf.Pdf) -> None:
    _fonts(pdf)[0].Encoding = pikepdf.Name("/Mine-H")


def _plain_truetype(pdf: pikepdf.Pdf) -> None:
    _standard_font(b"0 Tr")(pdf)
    font = pdf.pages[0].Resources.Font.Plain
    font.Subtype = Name.TrueType
    del font.Encoding
    font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, Flags=32, FontName=Name.Helvetica)
