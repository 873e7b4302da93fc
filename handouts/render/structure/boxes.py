"""Read WeasyPrint's boxes: gather what each HTML element left on the pages, and what is no content at all.

An element that runs over lines, columns and pages has a box for each piece; here they come together again. Its place
in the tree is its place in the HTML, not that of its boxes: a footnote moved to the foot of the page, a block inside an
inline and a flex item out of order all read where the author wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix

from handouts.errors import RenderError
from handouts.render.structure.nodes import Annotation, Mark, Picture, Rectangle, Run, Source
from handouts.render.structure.roles import LISTS
from handouts.render.structure.stamping import Page

POINTS = 0.75
"""PDF points in a CSS pixel."""

LAYOUT = b"<</Type/Layout>>"
REPEATED = b"<</Type/Pagination>>"
"""Artifact properties. Source: ISO 32000-1, 14.8.2.2, table 330."""

CALL = "::footnote-call"
_LABEL_PARTS = frozenset({"marker", "footnote-marker"})
_OWN_PARTS = frozenset({"", "first-letter", "first-line"})


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the boxes say.

    Args:
        sources: by HTML element, the root element first.
        artifacts: marked content that is furniture or decoration, with its property list.
        undrawn: marked content with nothing in it.
        bookmarks: for each bookmark of the document in order, its element; None in a page margin.
        called: elements that CSS moves to the foot of a page, leaving a call.
    """

    sources: dict[Element, Source] = field(default_factory=dict)
    artifacts: dict[Mark, bytes] = field(default_factory=dict)
    undrawn: set[Mark] = field(default_factory=set)
    bookmarks: list[Source | None] = field(default_factory=list)
    called: set[Element] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    number: int
    height: float
    mcids: Mapping[Any, int]
    reading: Reading
    parents: Mapping[Element, Element]
    before: frozenset[Element]
    """Elements that were already met on an earlier page."""


def read_pages(pages: Sequence[Page]) -> Reading:
    """Gather what the HTML elements left on the pages.

    Raises:
        RenderError: a page margin holds a link.
    """
    reading = Reading()
    if not pages:
        return reading
    root = pages[0].box.children[0].element
    parents = {child: parent for parent in root.iter() for child in parent}
    reading.sources[root] = Source(root, root.tag, None, block=True)
    for page in pages:
        height = page.box.margin_height()
        sheet = _Sheet(page.number, height, page.mcids, reading, parents, frozenset(reading.sources))
        for box in page.box.children:
            if isinstance(box, boxes.MarginBox):
                _read_margin(sheet, box)
            else:
                _read(sheet, box, reading.sources[root], None, None, None)
    return reading


def _read(
    sheet: _Sheet, box: Any, around: Source, link: Source | None, matrix: Matrix | None, discard: bytes | None
) -> None:
    """Read a box and those inside it.

    Args:
        around: the source of the box it lies in.
        link: the nearest element around it that is a link.
        matrix: CSS transforms around it.
        discard: artifact properties where nothing in it is content.
    """
    if type(box) is AbsolutePlaceholder:
        box = box._box
    if type(box) is boxes.TextBox:
        _read_text(sheet, box, around, discard)
        return
    element = box.element
    source = around
    call = element is not None and box.element_tag.endswith(CALL)
    if element is not None and (element is not around.element or call != (around.tag == CALL)):
        source, repeated = _source_of(sheet, box, element)
        if repeated:
            discard = REPEATED
        if source.tag == "a" and element.get("href") is not None:
            link = source
    if box.bookmark_label and box.style["bookmark_level"] != "none":
        sheet.reading.bookmarks.append(source)
    if box.link_annotation is not None and link is not None:
        own = element is link.element and "::" not in box.element_tag
        link.annotations.append(Annotation(sheet.number, box.link_annotation, own))
    if box.is_leader:
        discard = LAYOUT
    if box.transformation_matrix is not None:
        matrix = box.transformation_matrix @ matrix if matrix else box.transformation_matrix
    if isinstance(box, boxes.ReplacedBox):
        _read_picture(sheet, box, source, matrix, discard)
    for child in box.children:
        _read(sheet, child, source, link, matrix, discard)


def _source_of(sheet: _Sheet, box: Any, element: Element) -> tuple[Source, bool]:
    """Return the source of a box's element, and whether the box only repeats it on a further page."""
    if box.element_tag.endswith(CALL):
        sheet.reading.called.add(element)
        return _add(Source(element, CALL, _parent_source(sheet, element))), False
    source = sheet.reading.sources.get(element)
    if source is None:
        tag = element.tag
        made = Source(
            element,
            tag,
            _parent_source(sheet, element),
            block=not isinstance(box, boxes.InlineLevelBox),
            numbering=str(box.style["list_style_type"]) if tag in LISTS else "",
            footnote=element in sheet.reading.called,
        )
        sheet.reading.sources[element] = made
        return _add(made), False
    repeated = element in sheet.before and (
        (isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer))
        or box.style["position"] == "fixed"
    )
    return source, repeated


def _add(source: Source) -> Source:
    if source.parent is not None:
        source.parent.kids.append(source)
    return source


def _parent_source(sheet: _Sheet, element: Element) -> Source:
    """Return the source of the element's parent in the HTML, made where it has no box (display: contents)."""
    parent = sheet.parents[element]
    source = sheet.reading.sources.get(parent)
    if source is None:
        source = _add(Source(parent, parent.tag, _parent_source(sheet, parent)))
        sheet.reading.sources[parent] = source
    return source


def _read_text(sheet: _Sheet, box: Any, source: Source, discard: bytes | None) -> None:
    mcid = sheet.mcids.get(box)
    if mcid is None:
        return
    mark = (sheet.number, mcid)
    if box.style["visibility"] != "visible":
        sheet.reading.undrawn.add(mark)
    elif discard is not None:
        sheet.reading.artifacts[mark] = discard
    else:
        part = box.element_tag.partition("::")[2].partition("::")[0]
        into = source.labels if part in _LABEL_PARTS else source.kids
        # the box's own text has lost the space at a line's end even where the layout still draws it
        drawn = box.pango_layout.text if box.text.strip() else box.text
        into.append(Run(mark, drawn, part in _OWN_PARTS))


def _read_picture(sheet: _Sheet, box: Any, source: Source, matrix: Matrix | None, discard: bytes | None) -> None:
    mcid = sheet.mcids.get(box)
    if mcid is None:
        return
    mark = (sheet.number, mcid)
    if box.style["visibility"] != "visible":
        sheet.reading.undrawn.add(mark)
    elif discard is not None or "::" in box.element_tag:
        sheet.reading.artifacts[mark] = discard or LAYOUT
    else:
        corners = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        source.kids.append(Picture(mark, _rectangle(sheet, *corners, matrix)))


def _read_margin(sheet: _Sheet, margin: Any) -> None:
    """Note a page's header or footer as furniture.

    Source: ISO 32000-1, 14.8.2.2.2, pagination artifacts.
    """
    side = margin.at_keyword.removeprefix("@").partition("-")[0].capitalize()
    subtype = {"Top": b"/Subtype/Header", "Bottom": b"/Subtype/Footer"}.get(side, b"")
    for box in margin.descendants():
        if box.link_annotation is not None:
            raise RenderError(
                f"the page's {side.lower()} margin holds a link, which a screen reader cannot reach there",
                place=str(box.element.get("href", "")) if box.element is not None else "",
                hint="Keep margin boxes to plain text and put the link into the page itself",
            )
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            sheet.reading.bookmarks.append(None)
        mcid = sheet.mcids.get(box)
        if mcid is not None:
            corners = (box.position_x, box.position_y, box.width, box.height)
            bounds = b" ".join(number(n) for n in _rectangle(sheet, *corners, None))
            sheet.reading.artifacts[sheet.number, mcid] = b"<</Type/Pagination%b/Attached[/%b]/BBox[%b]>>" % (
                subtype,
                side.encode(),
                bounds,
            )


def _rectangle(sheet: _Sheet, x: float, y: float, width: float, height: float, matrix: Matrix | None) -> Rectangle:
    """Return the points of a box given in CSS pixels from the top left."""
    corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
    if matrix is not None:
        corners = [matrix.transform_point(*corner) for corner in corners]
    across = [corner[0] * POINTS for corner in corners]
    up = [(sheet.height - corner[1]) * POINTS for corner in corners]
    return min(across), min(up), max(across), max(up)


def number(value: float) -> bytes:
    """Return a number as PDF writes it, to a thousandth of a point."""
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()
