"""What is printed is what is read aloud: each glyph is the one of its character.

What: Each code that shows a glyph has a text (ToUnicode), and the text is a character. In TrueType fonts the glyph
exists, is not the empty box (.notdef), is as wide as the file says, and is the one that the font's own character map
(cmap) gives to that text. A text that is read in place of what is printed (ActualText) says the same letters; where it
is not known what was meant, another text is for a person to see.

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

from handouts.checks.facts import Element, Facts, Font
from handouts.checks.places import on_page
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

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
    yield from _replaced(subject.facts, ours=subject.expected is not None)
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


def _replaced(facts: Facts, *, ours: bool) -> Iterator[Finding]:
    """Yield texts that are read in place of other letters: of tagged content, then of elements."""
    pairs: list[tuple[int, str, str]] = []
    for mark in facts.marks.values():
        printed = "".join(facts.runs[index].text for index in mark.runs)
        if printed != mark.text and (printed or ours):
            pairs.append((mark.key[0], mark.text, printed))
    for element in facts.elements:
        if element.actual_text is not None and element.role != "Figure":
            inside = [key for one in _within(facts, element) for key in one.marks if key in facts.marks]
            printed = "".join(facts.runs[index].text for key in inside for index in facts.marks[key].runs)
            if printed or (ours and element.actual_text.strip()):
                pairs.append((-1 if element.page is None else element.page, element.actual_text, printed))
    for page, read, printed in pairs:
        if _sound(read, ours=ours) not in (_sound(printed, ours=ours), _sound(printed[:-1], ours=ours)):
            message = f"{quoted(read)} is read, and {quoted(printed)} is printed"
            hint = "Print what is read; a replacement text is for ligatures and divided words"
            yield Finding("", "fail" if ours else "review", on_page(page), message, hint)


def _within(facts: Facts, element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _within(facts, facts.elements[child])


def _sound(text: str, *, ours: bool) -> str:
    """Return what is compared of a text: its letters, in any order where they are drawn from right to left."""
    found = letters(text)
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in found):
        return "".join(sorted(found))
    return found if ours else "".join(filter(str.isalnum, found))


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
