"""Glyphs that are what the text says, and glyphs that are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "accents, dashes, ligatures", bench.subject(bench.made("<p>Ñandú – “¿qué?” … office ﬁn ½ 10²</p>"))
    yield "a plain font of the old kind", bench.sheet(_plain_font)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    yield "a text of another letter", bench.sheet(_mapped(b"<0065>", b"<0066>")), "is printed as the glyph of “e”"
    masked = bench.content(0, b"<</MCID 0>>", b"<</MCID 0/ActualText(Sleep well)>>")
    yield "other letters than are read", bench.sheet(masked), "“Sleep well” is read, and “Sleep and rest” is printed"
    yield "other letters than are read, unknown", bench.sheet(masked, known=False), "“Sleep well” is read"
    yield "no texts", bench.sheet(_without_texts), "nothing says which characters"
    yield "one code without text", bench.sheet(_mapped(b"<0065>", b"<>")), "codes without a text"
    yield "a text that is no character", bench.sheet(_mapped(b"<0065>", b"<FFFE>")), "stands for U+FFFE"
    yield "a private character", bench.sheet(_mapped(b"<0065>", b"<E000>")), "no screen reader can say"
    yield "the box of a missing glyph", bench.sheet(_shown(b"<0000>")), "box of a missing glyph"
    yield "a glyph that is not there", bench.sheet(_shown(b"<7777>")), "has no glyph in the font file"
    yield "widths of another font", bench.sheet(_widths), "is not as wide as the file says"
    yield "a font file cut off", bench.sheet(_cut_off), "cannot be read"
    yield "a word for a blank", bench.sheet(_mapped(b"<0020>", b"<0078>")), "is printed as"


def _fonts(pdf: pikepdf.Pdf) -> list[Dictionary]:
    found = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
    return list(found.values())


def _mapped(old: bytes, new: bytes) -> Any:
    """Return an edit that changes the text of a code in every font."""

    def edit(pdf: pikepdf.Pdf) -> None:
        changed = 0
        for font in _fonts(pdf):
            lines = font.ToUnicode.read_bytes().splitlines()
            changed += sum(line.endswith(old) for line in lines)
            lines = [line[: -len(old)] + new if line.endswith(old) else line for line in lines]
            font.ToUnicode = pdf.make_stream(b"\n".join(lines))
        assert changed

    return edit


def _without_texts(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.ToUnicode


def _shown(code: bytes) -> Any:
    """Return an edit that shows one more code, whose text is "x"."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        key, font = next(iter(page.Resources.Font.items()))
        mapping = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(mapping + b"\n1 beginbfchar\n" + code + b" <0078>\nendbfchar\n")
        page.contents_coalesce()
        more = b"\n/Artifact BMC BT " + key.encode() + b" 12 Tf 100 100 Td " + code + b" Tj ET EMC"
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + more)

    return edit


def _widths(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.DescendantFonts[0]["/W"]


def _cut_off(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        descriptor = font.DescendantFonts[0].FontDescriptor
        descriptor.FontFile2 = pdf.make_stream(descriptor.FontFile2.read_bytes()[:300])


def _plain_font(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Resources.Font.Plain = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.contents_coalesce()
    more = b"\n/Artifact <</Type /Layout>> BDC BT /Plain 12 Tf 100 100 Td (caf\xe9) Tj ET EMC"
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + more)
