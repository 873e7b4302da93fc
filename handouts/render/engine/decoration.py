"""Decoration: boxes of a style without background, border and outline are not asked for each of them on each page.

Nine of ten boxes have none of the three, and the engine asks their style some thirty times for what would be drawn.
What a style says is looked up once; a style that has anything is left to the engine. Since 70.0.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import border
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

from handouts.render.engine.replacement import Replacement

_border, _outline, _background = border.draw_border, border.draw_outline, background.layout_box_backgrounds

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))


def _draw_border(stream: Any, box: Any) -> None:
    if not _bare(box.style):
        _border(stream, box)


def _draw_outline(stream: Any, box: Any) -> None:
    style = box.style
    bare = style.__dict__.get("handouts_no_outline")
    if bare is None:
        bare = style.handouts_no_outline = not style["outline_width"]
    if not bare:
        _outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            _draw_outline(stream, child)


def _layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    if style is not None or box is page or not _unpainted(box.style):
        _background(page, box, get_image_from_uri, layout_children, style)
        return
    drawn = box if isinstance(box, boxes.Box) else box._box  # an absolute box has a stand-in
    drawn.__dict__.update(_SQUARE)
    drawn.background = None
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page, child, get_image_from_uri)


def _bare(style: Any) -> bool:
    """Return whether boxes of this style have no border, nor rules between columns."""
    bare: bool | None = style.__dict__.get("handouts_no_border")
    if bare is None:
        bare = style.handouts_no_border = (
            not any(style[f"border_{side}_width"] for side in _SIDES)
            and style["border_collapse"] != "collapse"
            and style["border_image_source"][0] == "none"
            and style["column_width"] == style["column_count"] == "auto"
        )
    return bare


def _unpainted(style: Any) -> bool:
    """Return whether boxes of this style have nothing behind them, square corners and no picture for a border."""
    bare: bool | None = style.__dict__.get("handouts_no_background")
    if bare is None:
        colour = style["background_color"]
        bare = style.handouts_no_background = (
            (style["color"] if colour == "currentcolor" else colour).alpha == 0
            and not style["box_shadow"]
            and style["visibility"] != "hidden"
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return bare


REPLACEMENTS = (
    Replacement(border, "draw_border", _draw_border),
    Replacement(border, "draw_outline", _draw_outline),
    Replacement(background, "layout_box_backgrounds", _layout_box_backgrounds),
)
