"""The operators that paint paths, shadings and pictures. Source: ISO 32000-1:2008, 8.5, 8.7.4 and 8.9."""

from __future__ import annotations

from collections.abc import Callable

from handouts.checks.facts.drawing import placed
from handouts.checks.facts.painted import Cover, Picture
from handouts.checks.facts.reader import Operands, Reader, inside, paint


def _point(reader: Reader, operands: Operands) -> None:
    reader.path.append((float(operands[-2]), float(operands[-1])))


def _curve(reader: Reader, operands: Operands) -> None:
    coordinates = [float(operand) for operand in operands[-6:]]
    reader.path += zip(coordinates[::2], coordinates[1::2], strict=False)


def _rectangle(reader: Reader, operands: Operands) -> None:
    x, y, width, height = (float(operand) for operand in operands[-4:])
    reader.path += ((x, y), (x + width, y + height))


def _pen(reader: Reader, operands: Operands) -> None:
    reader.state.pen = float(operands[-1])


def _fill(reader: Reader, operands: Operands) -> None:
    _cover(reader, 0.0)
    _paint_path(reader, operands)


def _stroke(reader: Reader, operands: Operands) -> None:
    _cover(reader, reader.state.pen / 2)
    _paint_path(reader, operands)


def _cover(reader: Reader, more: float) -> None:
    """Note what is painted over text, with so much more on all sides."""
    runs = reader.drawing.runs
    if reader.path and runs and runs[-1].page == reader.page and reader.state.alpha > 0:
        xs, ys = [x for x, _ in reader.path], [y for _, y in reader.path]
        where = placed(reader.state.ctm, min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more)
        reader.drawing.covers.append(Cover(reader.page, where, len(runs)))


def _paint_path(reader: Reader, _: Operands) -> None:
    where = None
    if reader.path:
        xs, ys = [x for x, _ in reader.path], [y for _, y in reader.path]
        where = placed(reader.state.ctm, min(xs), min(ys), max(xs), max(ys))
    paint(reader, "path", "", where)
    reader.path = []


def _no_path(reader: Reader, _: Operands) -> None:
    reader.path = []


def _shade(reader: Reader, _: Operands) -> None:
    paint(reader, "shading", "", None)


def _inline_image(reader: Reader, _: Operands) -> None:
    picture(reader, 0, 0)


def picture(reader: Reader, width: int, height: int) -> None:
    """Add a picture of so many pixels where the matrix puts it."""
    where = placed(reader.state.ctm, 0.0, 0.0, 1.0, 1.0)
    draft, artifact, _ = inside(reader)
    mark = draft.key if draft else None
    reader.drawing.pictures.append(Picture(reader.page, where, width, height, mark, artifact))
    paint(reader, "image", "", where)


OPERATORS: dict[bytes, Callable[[Reader, Operands], None]] = {
    b"m": _point,
    b"l": _point,
    b"c": _curve,
    b"v": _curve,
    b"y": _curve,
    b"re": _rectangle,
    b"w": _pen,
    **dict.fromkeys((b"f", b"F", b"f*"), _fill),
    **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), _stroke),
    b"n": _no_path,
    b"BI": _no_path,
    b"EI": _inline_image,
    b"sh": _shade,
}
