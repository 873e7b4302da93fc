"""Lengths: what a style says of a box's margins, padding, borders and size is sorted out once for all its boxes.

The engine asks the style for 18 values for each box each time it is laid out, and looks each time whether it is a
number of pixels, a share or a sum. Here a style's pixels are put into the box together; shares are worked out as they
are there. Sums and collapsed borders are left to the engine. Since 70.0.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from handouts.render.engine.replacement import Replacement

_original = percent.resolve_percentages

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_TALL = ("height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")

_Shares = tuple[tuple[str, float], ...]
_Plan = tuple[dict[str, Any], _Shares, _Shares, _Shares, bool]
"""Values that depend on nothing, shares of each kind of side, whether borders and padding count as part of the size."""


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    style = box.style
    plan = style.__dict__.get("handouts_lengths")
    if plan is None:
        plan = style.handouts_lengths = _plan(style)
    if not plan:
        _original(box, containing_block)
        return
    fixed, across, down, tall, whole = plan
    used = (box if isinstance(box, boxes.Box) else box._box).__dict__  # an absolute box has a stand-in
    used.update(fixed)
    if across or down or tall:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        for name, share in across:
            used[name] = width * share / 100
        for name, share in down:
            used[name] = (height if isinstance(box, boxes.PageBox) else width) * share / 100
        for name, share in tall:
            used[name] = _height(name, share, height)
    if whole:
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _height(name: str, share: float, height: Any) -> Any:
    if height != "auto":
        return height * share / 100
    if name == "height":
        return "auto"
    return (0 if name == "min_height" else inf) * share / 100


def _plan(style: Any) -> _Plan | tuple[()]:
    """Return what to do for boxes of this style; nothing where the engine has to."""
    fixed: dict[str, Any] = {}
    shares: dict[str, float] = {}
    for name in (*_ACROSS, *_DOWN, *_TALL):
        value = style[name]
        if value is None or value == "auto":
            fixed[name] = 0 if value == "auto" and name.startswith("min_") else value
        elif (unit := getattr(value, "unit", None)) is None:
            return ()
        elif unit == "%":
            shares[name] = value.value
        else:
            fixed[name] = value.value
    if style["border_collapse"] == "collapse":
        return ()
    fixed |= {name: style[name] for name in _BORDERS}
    across, down, tall = (tuple((n, shares[n]) for n in names if n in shares) for names in (_ACROSS, _DOWN, _TALL))
    return fixed, across, down, tall, style["box_sizing"] != "content-box"


REPLACEMENTS = (Replacement(percent, "resolve_percentages", _resolve_percentages),)
