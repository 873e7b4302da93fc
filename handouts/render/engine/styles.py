"""Styles: elements that say the same share one, and what no rule names is not computed.

The engine gives one style to elements with the same parent's style, rules and attributes, but compares what it read
from `lang` and `style` by identity, so that nothing inside a bilingual row is ever shared. Here attributes that say
the same are read once.

Nine of ten values that layout asks a style for are named by no rule: they are inherited or initial. The engine sends
each through all that a rule may hold: writing modes, variables, sums. What is not plainly one of the two goes there
still. Since 70.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import css
from weasyprint.css import computed_values

from handouts.render.engine.replacement import Replacement

_find, _original = css.find_style_attributes, css.ComputedStyle.__missing__

_SAYING = ("style", "lang", "id", "name", "width", "height")
"""Attributes from which the engine makes declarations, unless it is asked to honour presentational hints."""

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of inherited values that cannot hold a sum to be worked out again."""


def _find_once(tree: Element, hints: bool = False, base_url: str | None = None) -> Iterator[tuple[Any, ...]]:
    if hints:
        yield from _find(tree, hints, base_url)
        return
    read: dict[tuple[str | None, ...], list[tuple[Any, ...]]] = {}
    for element in tree.iter():
        said = tuple(map(element.get, _SAYING))
        if any(said):
            # the engine knows an element with `style` and `lang` by the last alone: both have to be in the key
            key = (element.tag, *said)
            if key not in read:
                read[key] = list(_find(Element(element.tag, element.attrib), hints, base_url))
            for specificity, _, declarations, base in read[key]:
                yield specificity, element, declarations, base


def _logical(function: partial[str]) -> frozenset[str]:
    """Return the names under which a writing mode may set a physical property."""
    return frozenset(function(block="ttb", inline=inline) for inline in ("ltr", "rtl"))


def _ways(name: str) -> tuple[bool, Any, tuple[str, ...]] | None:
    """Return whether a property is inherited, its initial value, its logical names; None for those to be computed."""
    if name in ("float", "position", "display", "page") or name.startswith("text_decoration_"):
        return None
    inherited = name in css.INHERITED
    if not inherited and name in css.INITIAL_NOT_COMPUTED:
        return None
    function = computed_values.PHYSICAL_FUNCTIONS.get(name)
    return inherited, css.INITIAL_VALUES[name], tuple(sorted(_logical(function))) if function else ()


_WAYS = {name: way for name in css.INITIAL_VALUES if (way := _ways(name))}


def _missing(style: Any, name: str) -> Any:
    way = _WAYS.get(name)
    cascaded = style.cascaded
    if way is None or name in cascaded:
        return _original(style, name)
    inherited, initial, logical = way
    for other in logical:
        if other in cascaded:
            return _original(style, name)
    if inherited:
        if style.parent_style is None:
            return _original(style, name)
        value = style.parent_style[name]
        if type(value) not in _PLAIN:
            return _original(style, name)
    else:
        value = initial
    style[name] = value
    return value


REPLACEMENTS = (
    Replacement(css, "find_style_attributes", _find_once),
    Replacement(css.ComputedStyle, "__missing__", _missing),
)
