"""Every font travels in the file.

What: Each font that shows text has its font file inside, and says which glyph each code means.

Why: A font that is not there is replaced by another, with other widths and perhaps without the accents.

Limits: Fonts that are named and show nothing are not looked at. Licences are not read.

Source: ISO 14289-1:2014, 7.21.3, 7.21.4.1 and 7.21.6; ISO 14289-2:2024, 8.4.5; Matterhorn Protocol 1.1, checkpoint 31.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.facts import Font
from handouts.checks.report import Finding
from handouts.checks.subject import Subject

NEEDS = ""

_PREDEFINED = ("Identity-", "UniGB-", "UniCNS-", "UniJIS", "UniKS-", "GB", "B5", "H", "V", "90", "EUC-", "KSC", "ETen")
"""How the names of predefined character maps begin. Source: ISO 32000-1:2008, Table 118."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield fonts that are not in the file, or do not say what their codes mean."""
    for font in subject.facts.fonts:
        if font.codes and font.visible:
            yield from _font(font)


def _font(font: Font) -> Iterator[Finding]:
    where = f"font {font.name or 'without a name'}"
    if font.kind == "Type3":
        return
    if not font.program:
        message = "the font is not in the file (ISO 14289-1, 7.21.4.1)"
        yield Finding("", "fail", where, message, "Embed all fonts when saving the file")
    if font.descendant == "CIDFontType2" and font.program and not font.cid_map:
        message = "the font does not say which glyph a code means (ISO 14289-1, 7.21.3.2)"
        yield Finding("", "fail", where, message, "Give the font a CIDToGIDMap")
    if font.wide and font.encoding != "stream" and not font.encoding.startswith(_PREDEFINED):
        message = f"the character map {font.encoding or '(none)'} is not in the file (ISO 14289-1, 7.21.3.3)"
        yield Finding("", "fail", where, message, "Embed the character map, or use Identity-H")
    if (
        font.kind == "TrueType"
        and font.symbolic is False
        and font.encoding not in ("MacRomanEncoding", "WinAnsiEncoding")
    ):
        message = "a font of plain letters has neither WinAnsi nor MacRoman encoding (ISO 14289-1, 7.21.6)"
        yield Finding("", "fail", where, message, "Save the file anew with embedded fonts")
