"""Colours: how light they are, how far two stand apart, and the nearest darker one that stands far enough.

Source: WCAG 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

Colour = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

WHITE: Colour = (255, 255, 255)


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=1024)
def luminance(colour: Colour) -> float:
    """Return how light a colour is, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parsed(text: str) -> Colour:
    """Return the colour that "#rrggbb" names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def darkened(colour: Colour, least: float) -> str:
    """Return, as "#rrggbb", the lightest colour of the same hue whose contrast with white is at least `least`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for step in range(1001):
        shade = colorsys.hls_to_rgb(hue, lightness * (1 - step / 1000), saturation)
        red, green, blue = (round(part * 255) for part in shade)
        if ratio((red, green, blue), WHITE) >= least:
            return f"#{red:02x}{green:02x}{blue:02x}"
    return "#000000"
