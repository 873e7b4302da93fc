"""Read fonts: what their codes say, how wide they are, and the font file inside."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from handouts.checks.facts.cmap import simple_encoding, to_unicode
from handouts.checks.facts.objects import entries, identity, integer, items, name, number, stream_bytes
from handouts.checks.facts.painted import Font

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")


@dataclass(slots=True)
class Face:
    """A font while pages are read: how to read its codes, and which of them were shown.

    Args:
        widths: code to advance, in thousandths of the size (Type 3: in its own glyph space, scaled alike).
    """

    name: str
    kind: str
    wide: bool
    to_unicode: Mapping[int, str] | None
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    glyphs: Mapping[int, int] | None
    program: Callable[[], bytes | None]
    program_kind: str
    encoding: str
    symbolic: bool | None
    cid_map: bool
    descendant: str
    codes: set[int] = field(default_factory=set)
    visible: bool = False

    def read(self, shown: bytes) -> tuple[str, float, int]:
        """Return text, advance in thousandths of the size, and number of codes of a shown string."""
        codes = struct.unpack(f">{len(shown) // 2}H", shown[: len(shown) // 2 * 2]) if self.wide else tuple(shown)
        self.codes.update(codes)
        text = "".join(map(self.texts.get, codes, repeat("\ufffd")))
        return text, sum(map(self.widths.get, codes, repeat(self.default_width))), len(codes)


@dataclass(slots=True)
class Faces:
    """The fonts met so far, each read once."""

    faces: list[Face] = field(default_factory=list)
    known: dict[tuple[int, int], int] = field(default_factory=dict)

    def index(self, value: object) -> int:
        """Return the place of a font in `faces`, reading it when it is new; -1 for what is no font."""
        key = identity(value)
        if key in self.known and key != (0, 0):
            return self.known[key]
        font = entries(value)
        if not font:
            return -1
        self.faces.append(_face(font))
        self.known[key] = len(self.faces) - 1
        return self.known[key]

    def fonts(self) -> tuple[Font, ...]:
        """Return what is known of them, with their font files."""
        return tuple(_frozen(face) for face in self.faces)


def _face(font: dict[str, object]) -> Face:
    kind = name(font.get("/Subtype"))
    wide = kind == "Type0"
    inner = next((entries(item) for item in items(font.get("/DescendantFonts"))), {}) if wide else font
    cmap = stream_bytes(font.get("/ToUnicode"))
    mapped = to_unicode(cmap) if cmap is not None else None
    descriptor = entries(inner.get("/FontDescriptor"))
    program_kind = next((kind for kind in _PROGRAMS if f"/{kind}" in descriptor), "")
    if wide:
        widths, default = _wide_widths(inner), number(inner.get("/DW"))
        default = 1000.0 if default is None else default
    else:
        widths, default = _simple_widths(font, kind), number(descriptor.get("/MissingWidth")) or 0.0
    return Face(
        name=name(font.get("/BaseFont")) or name(font.get("/Name")),
        kind=kind,
        wide=wide,
        to_unicode=mapped,
        texts=mapped if mapped is not None else ({} if wide else simple_encoding(font)),
        widths=widths,
        default_width=default,
        glyphs=_glyphs(font, inner) if wide else None,
        program=lambda: stream_bytes(descriptor.get(f"/{program_kind}")),
        program_kind=program_kind,
        encoding=_encoding_name(font.get("/Encoding")),
        symbolic=bool((integer(descriptor.get("/Flags")) or 0) & 4) if descriptor else None,
        cid_map="/CIDToGIDMap" in inner,
        descendant=name(inner.get("/Subtype")) if wide else "",
    )


def _encoding_name(value: object) -> str:
    """Return the name of an encoding; "stream" for a character map of the file's own."""
    found = entries(value)
    if not found:
        return name(value)
    return "stream" if "/CMapName" in found else name(found.get("/BaseEncoding"))


def _wide_widths(font: dict[str, object]) -> dict[int, float]:
    """Return code to width. Source: ISO 32000-1:2008, 9.7.4.3."""
    found: dict[int, float] = {}
    rest = items(font.get("/W"))
    place = 0
    while place + 1 < len(rest):
        first, second = integer(rest[place]), rest[place + 1]
        if first is None:
            break
        if (last := integer(second)) is not None:
            width = number(rest[place + 2]) if place + 2 < len(rest) else None
            found.update(dict.fromkeys(range(first, min(last, 0xFFFF) + 1), width or 0.0))
            place += 3
        else:
            found.update((first + n, number(width) or 0.0) for n, width in enumerate(items(second)))
            place += 2
    return found


def _simple_widths(font: dict[str, object], kind: str) -> dict[int, float]:
    first = integer(font.get("/FirstChar")) or 0
    scale = 1.0
    if kind == "Type3":
        matrix = items(font.get("/FontMatrix"))
        scale = 1000 * (number(matrix[0]) or 0.001) if matrix else 1.0
    return {first + n: (number(width) or 0.0) * scale for n, width in enumerate(items(font.get("/Widths")))}


def _glyphs(font: dict[str, object], inner: dict[str, object]) -> Mapping[int, int] | None:
    """Return code to glyph index; an empty map for the identity, None where it is not known.

    Source: ISO 32000-1:2008, 9.7.4.2 and Table 117 (CIDToGIDMap).
    """
    if name(font.get("/Encoding")) not in ("Identity-H", "Identity-V"):
        return None
    mapped = inner.get("/CIDToGIDMap")
    if name(inner.get("/Subtype")) != "CIDFontType2":
        return None
    if mapped is None or name(mapped) == "Identity":
        return {}
    table = stream_bytes(mapped)
    if table is None:
        return None
    return dict(enumerate(struct.unpack(f">{len(table) // 2}H", table[: len(table) // 2 * 2])))


def _frozen(face: Face) -> Font:
    glyphs = None if face.glyphs is None else {code: face.glyphs.get(code, code) for code in face.codes}
    return Font(
        name=face.name,
        kind=face.kind,
        program=face.program(),
        program_kind=face.program_kind,
        to_unicode=face.to_unicode,
        texts=face.texts,
        codes=frozenset(face.codes),
        glyphs=glyphs,
        wide=face.wide,
        visible=face.visible,
        widths={code: face.widths.get(code, face.default_width) for code in face.codes},
        encoding=face.encoding,
        symbolic=face.symbolic,
        cid_map=face.cid_map,
        descendant=face.descendant,
    )
