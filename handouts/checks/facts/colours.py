"""Turn fill colours into red, green and blue, as far as that needs no colour management."""

from __future__ import annotations

from handouts.checks.facts.objects import entries, integer, items, name

_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_LIKE = {"CalGray": "DeviceGray", "CalRGB": "DeviceRGB", "G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}


def components(operand: bytes, resource: object) -> str:
    """Return the device space that a colour space can be read as; "" for none (patterns, spot colours, Lab)."""
    space = operand[1:].decode("latin-1")
    if space in _BY_COUNT.values():
        return space
    parts = items(resource)
    kind = name(parts[0]) if parts else ""
    if kind == "ICCBased" and len(parts) > 1:
        return _BY_COUNT.get(integer(entries(parts[1]).get("/N")) or 0, "")
    return _LIKE.get(kind, kind if kind in _BY_COUNT.values() else "")


def to_rgb(space: str, operands: list[bytes]) -> tuple[float, float, float] | None:
    """Return the colour, each part from 0 to 1; None where it is not known."""
    if space == "DeviceRGB":
        red, green, blue = (min(max(float(operand), 0.0), 1.0) for operand in operands[-3:])
        return (red, green, blue)
    if space == "DeviceGray":
        grey = min(max(float(operands[-1]), 0.0), 1.0)
        return (grey, grey, grey)
    if space == "DeviceCMYK":
        cyan, magenta, yellow, black = (min(max(float(operand), 0.0), 1.0) for operand in operands[-4:])
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None
