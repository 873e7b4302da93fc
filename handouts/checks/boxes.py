"""Arithmetic on boxes: left, bottom, right, top in points."""

from __future__ import annotations

import math
from collections.abc import Iterable

from handouts.checks.facts import Box

Matrix = tuple[float, float, float, float, float, float]

EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
POINTS_PER_MM = 72 / 25.4


def meet(one: Box, other: Box) -> Box:
    """Return what two boxes share; it has no width or height where they do not touch."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the box around points; there has to be one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def width(box: Box) -> float:
    """Return the width in points."""
    return box[2] - box[0]


def height(box: Box) -> float:
    """Return the height in points."""
    return box[3] - box[1]


def area(box: Box) -> float:
    """Return the area in square points."""
    return width(box) * height(box)


def beyond(box: Box, limits: Box) -> float:
    """Return how far a box reaches beyond its limits at the worst side; negative while it stays inside."""
    return max(limits[0] - box[0], limits[1] - box[1], box[2] - limits[2], box[3] - limits[3])


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the box around a box that a matrix moved, turned or scaled."""
    if math.inf in box:
        return EVERYWHERE
    a, b, c, d, e, f = matrix
    corners = ((x, y) for x in (box[0], box[2]) for y in (box[1], box[3]))
    return around((a * x + c * y + e, b * x + d * y + f) for x, y in corners)


def after(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one thing and then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
