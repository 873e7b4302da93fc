"""What is printed is what is read aloud: each glyph is the one of its character.

What: Each code that shows a glyph has a text (ToUnicode), and the text is a character. In TrueType fonts the glyph
exists, is not the empty box (.notdef), is as wide as the file says, and is the one that the font's own character map
(cmap) gives to that text.

Why: A character that one face of a family lacks can come out as another glyph, silently; the file then says one thing
and the paper another. Validators do not compare the two.

Limits: Of ligatures and alternative forms, which the font's map does not name, it sees only whether they are blank.
Fonts that are not TrueType, or have no map of their own, are judged by their texts alone.

Source: ISO 14289-1:2014, 7.21.4.1, 7.21.5, 7.21.7 and 7.21.8; ISO 14289-2:2024, 8.4.5; Matterhorn Protocol 1.1, 10-001.
"""

from __future__ import annotations

import io
import logging
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fontTools.ttLib import TTFont, TTLibError

from handouts.checks.facts import Font
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

NEEDS = ""

# A damaged font is a finding; what the library logs about it is not for the terminal.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_BROKEN = (
    TTLibError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What the font reader raises on a font file that is cut off or wrong."""

_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_NO_CHARACTER = frozenset("\x00\ufeff\ufffe")
_HINT = "Use one family whose faces all have the characters of the text"


@dataclass(frozen=True, slots=True)
class _Program:
    """What a font file says: how many glyphs there are, and of each its width in thousandths and its characters."""

    glyphs: int
    widths: Mapping[int, float] = field(hash=False)
    blank: frozenset[int]
    characters: Mapping[int, frozenset[str]] = field(hash=False)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield glyphs that are not what the text says."""
    for font in subject.facts.fonts:
        if not font.codes:
            continue
        where = f"font {font.name or 'without a name'}"
        yield from _texts(font, where)
        if font.wide and font.glyphs is not None and font.program_kind == "FontFile2" and font.program:
            try:
                program = _read(font)
            except _BROKEN:
                message = "the font file inside cannot be read"
                yield Finding("", "fail", where, message, "Save the file anew with sound fonts")
                continue
            yield from _glyphs(font, font.glyphs, program, where)


def _texts(font: Font, where: str) -> Iterator[Finding]:
    if font.to_unicode is None and (font.wide or font.symbolic) and font.kind != "Type3":
        message = "nothing says which characters its codes are (ISO 14289-1, 7.21.7)"
        yield Finding("", "fail", where, message, "Save the file anew with ToUnicode maps")
        return
    silent = [code for code in sorted(font.codes) if not font.texts.get(code, "")]
    if silent:
        codes = ", ".join(f"{code:04X}" for code in silent[:5])
        message = f"codes without a text: {codes}{', …' if len(silent) > 5 else ''} (ISO 14289-1, 7.21.7)"
        yield Finding("", "fail", where, message, "Save the file anew with ToUnicode maps")
    texts = {font.texts.get(code, "") for code in font.codes}
    for text in sorted(text for text in texts if _NO_CHARACTER & set(text)):
        points = " ".join(f"U+{ord(character):04X}" for character in text)
        yield Finding("", "fail", where, f"a code stands for {points}, no character (ISO 14289-1, 7.21.7)", _HINT)
    private = sorted(
        text for text in texts if any(unicodedata.category(c) in ("Co", "Cn") or c == "\ufffd" for c in text)
    )
    if private:
        points = " ".join(f"U+{ord(text[0]):04X}" for text in private[:5])
        message = f"{points}: characters that no screen reader can say"
        yield Finding("", "review", where, message, "Give them a replacement text, or mark them as artifacts")


def _read(font: Font) -> _Program:
    with TTFont(io.BytesIO(font.program or b""), lazy=True) as file:
        maps = (file.getBestCmap() or {}) if "cmap" in file else {}
        characters: dict[int, set[str]] = defaultdict(set)
        for point, glyph in maps.items():
            characters[file.getGlyphID(glyph)].add(chr(point))
        scale = 1000 / file["head"].unitsPerEm
        order = file.getGlyphOrder()
        metrics = file["hmtx"].metrics
        used = {glyph for glyph in (font.glyphs or {}).values() if glyph < len(order)}
        widths = {glyph: metrics[order[glyph]][0] * scale for glyph in used}
        places = file["loca"]
        blank = frozenset(glyph for glyph in used if places[glyph] == places[glyph + 1])
        return _Program(len(order), widths, blank, {glyph: frozenset(found) for glyph, found in characters.items()})


def _glyphs(font: Font, glyphs: Mapping[int, int], program: _Program, where: str) -> Iterator[Finding]:
    for code, glyph in sorted(glyphs.items()):
        text = font.texts.get(code, "")
        if glyph == 0:
            message = f"{_named(text)} is printed as the box of a missing glyph (ISO 14289-1, 7.21.8)"
            yield Finding("", "fail", where, message, _HINT)
        elif glyph >= program.glyphs:
            message = f"{_named(text)} has no glyph in the font file (ISO 14289-1, 7.21.4.1)"
            yield Finding("", "fail", where, message, _HINT)
        else:
            # Source: ISO 14289-1:2014, 7.21.5: widths may differ by one thousandth.
            if abs(font.widths.get(code, 0.0) - program.widths[glyph]) > 1.5:
                message = f"{_named(text)} is not as wide as the file says (ISO 14289-1, 7.21.5)"
                yield Finding("", "fail", where, message, "Save the file anew with sound fonts")
            if len(text) == 1 and (looks := _looks_like(text, glyph, program)):
                yield Finding("", "fail", where, f"{_named(text)} is printed as {looks}", _HINT)


def _looks_like(text: str, glyph: int, program: _Program) -> str:
    """Return what a glyph shows when that is not its text; "" when it fits, or when the font's map does not name it."""
    drawn = program.characters.get(glyph, frozenset())
    if drawn and _same(text) not in {_same(character) for character in drawn}:
        return f"the glyph of {' or '.join(map(_named, sorted(drawn)))}"
    if (glyph in program.blank) != (unicodedata.category(text) in _BLANK):
        return "nothing" if glyph in program.blank else "something that can be seen"
    return ""


def _named(text: str) -> str:
    """Return a character for reading: itself, or its number where there is nothing to see."""
    blank = not text.strip() or unicodedata.category(text[0]) in ("Co", "Cn", "Cc", "Cf")
    return f"U+{ord(text[0]):04X}" if text and blank else quoted(text)


def _same(character: str) -> str:
    """Return one form for characters that look alike by definition, such as the two kinds of space and of hyphen."""
    return unicodedata.normalize("NFKC", character.translate({0x2010: "-", 0x2011: "-", 0xAD: "-", 0x2212: "-"}))
