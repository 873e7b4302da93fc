"""Choose the mask of a QR code as the standard does, on whole matrices held as one big integer each.

`qrcode` scores its eight masks module by module in Python, which costs four fifths of making a code. The same penalties
on integers of one bit a module give the same choice (a test compares them) in a tenth of the time.

Source: ISO/IEC 18004:2015, 7.8.2 (masks) and 7.8.3.1 (penalties); `qrcode` 8.2 scores with the format, version and
dark modules left light, and so does this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    rows = _joined(drawn_with_mask_0) & ~light
    columns = _joined(zip(*drawn_with_mask_0, strict=True)) & ~light
    scores = [_penalty(rows ^ by_rows, columns ^ by_columns, side) for by_rows, by_columns in masks]
    return scores.index(min(scores))


def masked(drawn_with_mask_0: Sequence[Sequence[bool | None]], version: int, mask: int) -> list[list[bool]]:
    """Return a code's modules as the mask leaves them; the format, which names the mask, is still that of mask 0."""
    side = len(drawn_with_mask_0)
    flips = f"{_plan(version)[1][mask][0]:0{side * side}b}"
    return [
        [bool(dark) != (flip == "1") for dark, flip in zip(row, flips[i * side :], strict=False)]
        for i, row in enumerate(drawn_with_mask_0)
    ]


def _packed(dark: Callable[[int, int], bool], side: int) -> int:
    """Return one bit a module, row after row, the first module highest."""
    return int("".join("1" if dark(i, j) else "0" for i in range(side) for j in range(side)), 2)


def _joined(lines: Iterable[Sequence[bool | None]]) -> int:
    return int("".join("1" if dark else "0" for line in lines for dark in line), 2)


@cache
def _plan(version: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return the modules scored as light, and for each mask what turns mask 0 into it, by rows and by columns.

    Which modules hold data is the same by rows and by columns; the masks are not, but all repeat every 12 modules.
    """
    side = version * 4 + 17
    centres = pattern_position(version)
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    aligned = {
        (r + i, c + j)
        for r in centres
        for c in centres
        if (r, c) not in corners
        for i in range(-2, 3)
        for j in range(-2, 3)
    }

    def versioned(i: int, j: int) -> bool:
        return version >= 7 and ((i < 6 and side - 11 <= j <= side - 9) or (j < 6 and side - 11 <= i <= side - 9))

    def formatted(i: int, j: int) -> bool:
        beside = (j == 8 and (i < 9 or i >= side - 8)) or (i == 8 and (j < 9 or j >= side - 8))
        return beside and 6 not in (i, j)

    def holds_data(i: int, j: int) -> bool:
        finder = (i < 9 and (j < 9 or j >= side - 8)) or (i >= side - 8 and j < 9)
        return not (finder or (i, j) in aligned or 6 in (i, j) or versioned(i, j))

    data = _packed(holds_data, side)
    by_rows = [_repeated(mask, side) for mask in _MASKS]
    by_columns = [_repeated(lambda i, j, mask=mask: mask(j, i), side) for mask in _MASKS]  # type: ignore[misc]
    changes = zip(by_rows, by_columns, strict=True)
    return _packed(lambda i, j: versioned(i, j) or formatted(i, j), side), tuple(
        (data & (by_rows[0] ^ row), data & (by_columns[0] ^ column)) for row, column in changes
    )


def _repeated(mask: Callable[[int, int], bool], side: int) -> int:
    """Return a mask over the whole code from its 12 by 12 tile."""
    tile = ["".join("1" if mask(i, j) else "0" for j in range(12)) * (side // 12 + 1) for i in range(12)]
    return int("".join(tile[i % 12][:side] for i in range(side)), 2)


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
