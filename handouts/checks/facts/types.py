"""What is in a finished PDF, as plain frozen values; `painted` has what is on the pages themselves.

Pages count from 0. Elements, fonts and annotations are named by their index in `Facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handouts.checks.facts.painted import Artifact, Box, Cover, Font, Mark, MarkKey, Picture, TextRun, Untagged


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        box: its crop box.
        rotation: degrees clockwise, 0 to 270.
        tabs: the /Tabs entry: "S" for structure order, "" when absent.
        struct_parents: its key in the parent tree; None when absent.
        unit: how many points one unit of its space is; sizes and boxes here are in units, nearly always 1.
    """

    box: Box
    rotation: int = 0
    tabs: str = ""
    struct_parents: int | None = None
    unit: float = 1.0

    @property
    def width_pt(self) -> float:
        """Width as it lies before the reader."""
        left, bottom, right, top = self.box
        return top - bottom if self.rotation % 180 else right - left

    @property
    def height_pt(self) -> float:
        """Height as it lies before the reader."""
        left, bottom, right, top = self.box
        return right - left if self.rotation % 180 else top - bottom


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element.

    Args:
        index, parent: places in `Facts.elements`, which is in reading order; the parent of a top element is -1.
        tag: its name as written; role: the standard one that it stands for, "" for none.
        namespace: the address of its namespace, "" for none (PDF 1.7's names).
        page: where its content starts; None when it has none.
        lang: its own language, None when it has none; language: the one in force, "" when nobody says.
        attributes: all its attributes in one, by name.
        children: indexes of child elements; marks: its own tagged content; objects: object numbers of what it owns
            by reference, such as annotations.
        first, last: its part of `Facts.pieces`.
        refs: how many elements it refers to.
        linked: whether its /P leads to its parent.
    """

    index: int
    parent: int
    tag: str
    role: str
    namespace: str
    page: int | None
    lang: str | None
    language: str
    alt: str | None
    actual_text: str | None
    expansion: str | None
    title: str | None
    id: str | None
    attributes: Mapping[str, object] = field(hash=False)
    children: tuple[int, ...]
    marks: tuple[MarkKey, ...]
    objects: tuple[tuple[int, int], ...]
    first: int
    last: int
    refs: int
    linked: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in reading order, as a reader hears it.

    Args:
        element: the element it belongs to; -1 in a file without tags.
        block: the nearest element around it that is no part of a line: pieces of one block run on, others do not.
        mark: its tagged content; None for a text that an element has in place of its content.
        alternative: whether it describes a picture or the like (/Alt) and is not on the page itself.
    """

    text: str
    language: str
    page: int
    element: int
    block: int
    mark: MarkKey | None
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a form field, a comment …

    Args:
        kind: its /Subtype.
        address: where a link leads: a web address; "" for a place inside the document or another action.
        inside: whether it leads to a place inside the document.
        contents: what a screen reader says; "" when absent.
        flags: the /F bits (2 is hidden, 4 is print).
        element: the element that owns it through an object reference, -1 when none does.
        parent_element: the element that the parent tree names, -1 when none.
        more: whether it does something else besides.
        structure_destination: whether an inside link leads to an element (PDF/UA-2).
    """

    page: int
    kind: str
    address: str
    inside: bool
    contents: str
    lang: str
    box: Box
    flags: int
    element: int
    parent_element: int
    structure_destination: bool = False
    field_name: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A bookmark; `level` from 1, `page` where it leads, -1 where that is no page of the document."""

    title: str
    level: int
    structure_destination: bool
    page: int = -1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself.

    Args:
        version: of the header, "1.7"; header: its first line as it is.
        titles: language to title in the XMP; "x-default" for the default.
        info: the information dictionary.
        ua_part, ua_rev, pdfa_part, pdfa_conformance: the standards it claims, "" when absent.
        xmp: whether there is an XMP packet that can be read.
        permits_access: whether its permissions let a screen reader in.
        unnamed_layers, automatic_layers: whether a configuration of layers has no name, or switches them by itself.
        unnamed_attachments: how many attached files lack a name.
        dynamic_form: whether it is a form that only a form program can draw (dynamic XFA).
    """

    version: str = ""
    header: bytes = b""
    lang: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    languages: tuple[str, ...] = ()
    info: Mapping[str, str] = field(default_factory=dict, hash=False)
    ua_part: str = ""
    ua_rev: str = ""
    pdfa_part: str = ""
    pdfa_conformance: str = ""
    xmp: bool = False
    display_title: bool = False
    marked: bool = False
    suspects: bool = False
    encrypted: bool = False
    permits_access: bool = True
    unnamed_layers: bool = False
    automatic_layers: bool = False
    unnamed_attachments: int = 0
    dynamic_form: bool = False


def join_blocks(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces in order, each block on a line of its own."""
    parts: list[str] = []
    block: int | None = None
    for piece in pieces:
        if block is not None and piece.block != block:
            parts.append("\n")
        parts.append(piece.text)
        block = piece.block
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is in the file.

    Args:
        tagged: whether there is a structure tree.
        elements, pieces: in reading order; without tags, pieces are in the order in which they are drawn.
        owners: tagged content to the element that holds it; parents: to the element that the parent tree names.
        covers: what is painted over text, in the order of painting.
        role_map: the file's own tag names and what they stand for.
        id_tree: whether elements can be found by their ID.
        misnested: page and kind of tags that lie in each other as they must not.
        problems: places that could not be read.
    """

    pages: tuple[Page, ...]
    metadata: Metadata
    tagged: bool = False
    elements: tuple[Element, ...] = ()
    pieces: tuple[Piece, ...] = ()
    marks: Mapping[MarkKey, Mark] = field(default_factory=dict, hash=False)
    owners: Mapping[MarkKey, int] = field(default_factory=dict, hash=False)
    parents: Mapping[MarkKey, int] = field(default_factory=dict, hash=False)
    runs: tuple[TextRun, ...] = ()
    pictures: tuple[Picture, ...] = ()
    covers: tuple[Cover, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    untagged: tuple[Untagged, ...] = ()
    fonts: tuple[Font, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    outlines: tuple[Outline, ...] = ()
    role_map: Mapping[str, str] = field(default_factory=dict, hash=False)
    id_tree: bool = False
    misnested: tuple[tuple[int, str], ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[Annotation, ...]:
        """The link annotations."""
        return tuple(annotation for annotation in self.annotations if annotation.kind == "Link")

    def text_of(self, element: Element) -> str:
        """Return what a reader hears of an element, its blocks on lines of their own."""
        return join_blocks(self.pieces[element.first : element.last])
