"""Margins: pages that follow the same rules share the styles of their margin boxes.

Each page has a type of its own, because of its number, and so has eighteen styles worked out anew, though no rule of
ours looks at the number. Since 70.0.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import page

from handouts.render.engine.replacement import Replacement

_set = page.set_page_type_computed_styles


def _set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
    if (page_type, None) in cascaded or (page_type, None) in computed:  # a page that is laid out again
        _set(page_type, html, style_for)
        return
    style_for.add_page_declarations(page_type)
    rules = {pseudo: style for (of, pseudo), style in cascaded.items() if of == page_type}
    said = tuple(
        (pseudo, name, id(value), weight[:2], *weight[2])
        for pseudo, style in rules.items()
        for name, (value, weight) in style.items()
    )
    known = style_for.__dict__.setdefault("handouts_pages", {})
    if said not in known:
        _set(page_type, html, style_for)
        known[said] = {pseudo: computed[page_type, pseudo] for pseudo in {None, *rules}}
        return
    for pseudo, style in known[said].items():
        computed[page_type, pseudo] = style
    for pseudo in rules:
        del cascaded[page_type, pseudo]


REPLACEMENTS = (Replacement(page, "set_page_type_computed_styles", _set_page_type_computed_styles),)
