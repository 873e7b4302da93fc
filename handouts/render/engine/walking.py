"""Walking the boxes: one generator for a whole tree, and whether a box is in the flow asked of its style once.

The engine walks each page three times with a generator for every box in which each box passes through all those above
it, and asks for each box, some five times, two properties of its style in five function calls. Since 70.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box

from handouts.render.engine.replacement import Replacement

_in_normal_flow = Box.is_in_normal_flow


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    waiting = [box]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Box):
            inner = reversed(one.children)
            waiting.extend((c if isinstance(c, Box) else c._box for c in inner) if placeholders else inner)


def _is_in_normal_flow(box: Any) -> bool:
    style = box.style
    flows: bool | None = style.__dict__.get("handouts_flows")
    if flows is None:
        flows = style.handouts_flows = _in_normal_flow(box)
    return flows


REPLACEMENTS = (
    Replacement(Box, "descendants", _descendants),
    Replacement(Box, "is_in_normal_flow", _is_in_normal_flow),
)
