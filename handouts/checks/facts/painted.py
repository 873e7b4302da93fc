"""What is painted on the pages, as plain frozen values: fonts, text, pictures, and the tags around them.

Pages count from 0. Boxes are (left, bottom, right, top) in points of the page's own space, before rotation, origin
where the file has it (see `Page.box`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
MarkKey = tuple[int, int, int]
"""Page, object number of the form XObject (0 for the page's own content), MCID."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font.

    Args:
        name: /BaseFont with its subset prefix.
        kind: "Type0", "TrueType", "Type1", "Type3", "MMType1".
        program: the embedded font file; None when it is not embedded.
        program_kind: "FontFile", "FontFile2", "FontFile3" or "".
        to_unicode: code to text; None when the file has no such map (then `texts` comes from the encoding).
        texts: code to text as it is read, whatever the source.
        codes: the codes shown in the document.
        glyphs: code to glyph index of the codes shown; None where the file alone does not say.
        wide: whether codes take two bytes.
        visible: whether any of its text can be seen.
        widths: code to advance of the codes shown, in thousandths of the size.
        encoding: the name of its encoding or character map; "stream" for one of its own, "" for none.
        symbolic: whether its descriptor says so; None without a descriptor.
        cid_map: whether it says which glyph a code means (/CIDToGIDMap).
        descendant: for Type0, the kind of the font inside: "CIDFontType2" or "CIDFontType0".
    """

    name: str
    kind: str
    program: bytes | None = field(default=None, repr=False)
    program_kind: str = ""
    to_unicode: Mapping[int, str] | None = field(default=None, repr=False, hash=False)
    texts: Mapping[int, str] = field(default_factory=dict, repr=False, hash=False)
    codes: frozenset[int] = field(default=frozenset(), repr=False)
    glyphs: Mapping[int, int] | None = field(default=None, repr=False, hash=False)
    wide: bool = False
    visible: bool = True
    widths: Mapping[int, float] = field(default_factory=dict, repr=False, hash=False)
    encoding: str = ""
    symbolic: bool | None = None
    cid_map: bool = False
    descendant: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text that one operator shows.

    Args:
        text: as copied or spoken, by the font's map.
        font: index into `Facts.fonts`; -1 when there is none.
        size_pt: height of the font on paper.
        box: from baseline minus a fifth of the size to baseline plus four fifths, start to end of the advance.
        colour: fill colour as red, green, blue from 0 to 1; None for patterns and unknown colour spaces.
        alpha: fill opacity from 0 to 1.
        visible: False for rendering mode 3 (invisible, as under a scan) and 7.
        mark: the tagged content it belongs to; None for artifacts and untagged text.
        artifact: index into `Facts.artifacts`; -1 when it belongs to none.
    """

    page: int
    text: str
    font: int
    size_pt: float
    box: Box
    colour: tuple[float, float, float] | None
    alpha: float
    visible: bool
    mark: MarkKey | None
    artifact: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as placed on a page; `width` and `height` are its pixels."""

    page: int
    box: Box
    width: int
    height: int
    mark: MarkKey | None
    artifact: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A surface or a stroke painted over what was there; `after` counts the text runs of the document before it."""

    page: int
    box: Box
    after: int


@dataclass(frozen=True, slots=True)
class Artifact:
    """Content that is no part of the document, such as a page number.

    Args:
        kind: "Pagination", "Layout", "Page", "Background", or "" when it says none.
        subtype: "Header", "Footer", "Watermark" …, or "".
        attached: edges it is attached to: "Top", "Bottom" …
        text: what it shows.
    """

    page: int
    kind: str
    subtype: str
    attached: tuple[str, ...]
    box: Box | None
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Tagged content: a stretch of a content stream with an MCID.

    Args:
        tag: the operand's name, such as "P" or "Span".
        lang: its own /Lang, "" when absent; langs: those of the parts inside it that say one.
        text: what it shows, replaced by its /ActualText where it has one.
        kinds: what it paints: "text", "path", "image", "shading".
        box: around all that it paints; None when it paints nothing.
    """

    key: MarkKey
    tag: str
    lang: str
    text: str
    actual_text: str | None
    alt: str | None
    kinds: frozenset[str]
    box: Box | None
    runs: tuple[int, ...]
    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Untagged:
    """Something painted outside any tag or artifact; `kind` as in `Mark.kinds`."""

    page: int
    kind: str
    text: str
