"""Colours: a colour's name is read once.

Each style without a colour of its own has "currentcolor" or "transparent" read anew, through a CSS tokenizer, for
each of four borders, the outline, the underline and the background. Since 70.0.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from weasyprint.css import computed_values

from handouts.render.engine.replacement import Replacement

_parse = computed_values.parse_color
_parse_name = lru_cache(maxsize=256)(_parse)


def _parse_color(value: Any, schemes: Any = None) -> Any:
    # a scheme matters to light-dark() alone, which is no name
    return _parse_name(value) if type(value) is str else _parse(value, schemes)


REPLACEMENTS = (Replacement(computed_values, "parse_color", _parse_color),)
