"""Contrast of colours on white, and the nearest darker colour that has enough of it.

Source: WCAG 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import colorsys


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio, 1 to 21, of "#rrggbb" on white."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def darkened(colour: str, ratio: float) -> str:
    """Return the lightest colour of the same hue and saturation whose contrast on white is at least `ratio`."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(1001):
        shade = colorsys.hls_to_rgb(hue, lightness * (1 - step / 1000), saturation)
        candidate = "#" + "".join(f"{round(channel * 255):02x}" for channel in shade)
        if contrast_with_white(candidate) >= ratio:
            return candidate
    return "#000000"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
