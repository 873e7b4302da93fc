"""Shaping: a style's Pango context, font description and language are made once, not for each line of its text twice.

A line's layout is made when it is broken and made again when it is drawn. Font features, which the engine adds to a
list that it changes later, are left to it. Since 70.0.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import ffi as binding
from weasyprint.text import line_break

from handouts.render.engine.replacement import Replacement

_original = line_break.Layout.setup
_pango, _ffi, _unref = binding.pango, binding.ffi, binding.gobject.g_object_unref

_FEATURES = (
    ("font_kerning", "auto"),
    ("font_variant_ligatures", "normal"),
    ("font_variant_position", "normal"),
    ("font_variant_caps", "normal"),
    ("font_variant_numeric", "normal"),
    ("font_variant_alternates", "normal"),
    ("font_variant_east_asian", "normal"),
    ("font_feature_settings", "normal"),
    ("font_language_override", "normal"),
)


def _setup(layout: Any, style: Any) -> None:
    kit = style.__dict__.get("handouts_kit")
    if kit is None:
        kit = style.handouts_kit = _kit(style)
    if not kit:
        _original(layout, style)
        return
    context, description, measures = kit
    layout.style = style
    layout.first_line_direction = 0
    layout.__dict__.update(measures)
    layout.layout = _ffi.gc(_pango.pango_layout_new(context), _unref)
    _pango.pango_layout_set_auto_dir(layout.layout, False)
    _pango.pango_layout_set_font_description(layout.layout, description)


def _kit(style: Any) -> tuple[Any, Any, dict[str, Any]] | tuple[()]:
    """Return the context, the font description and what a layout says of its font; nothing where the engine has to."""
    lined = style["text_decoration_line"] != "none"
    if lined or not style["lang"] or any(style[name] != usual for name, usual in _FEATURES):
        return ()
    context = _ffi.gc(_pango.pango_font_map_create_context(style.font_config.font_map), _unref)
    _pango.pango_context_set_round_glyph_positions(context, False)
    _pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    tag, _ = binding.unicode_to_char_p(style["lang"])
    language = _pango.pango_language_from_string(tag)
    _pango.pango_context_set_language(context, language)
    names = ("ascent", "underline_position", "strikethrough_position", "underline_thickness", "strikethrough_thickness")
    return context, line_break.get_font_description(style), {**dict.fromkeys(names), "language": language}


REPLACEMENTS = (Replacement(line_break.Layout, "setup", _setup),)
