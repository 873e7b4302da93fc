"""Follow the operators of a page's content, once, and collect what they paint.

Source: ISO 32000-1:2008, clause 8.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from handouts.checks.facts import marking, painting, showing
from handouts.checks.facts.colours import components, to_rgb
from handouts.checks.facts.drawing import IDENTITY, Drawing, multiply
from handouts.checks.facts.objects import entries, identity, integer, items, name, number, numbers, stream_bytes
from handouts.checks.facts.reader import Operands, Reader, matrix
from handouts.checks.facts.tokens import tokens

MOST_FORMS = 20_000
"""Forms drawn in one document: forms that draw each other twice, twenty deep, would never end."""

DEEPEST_FORM = 12
DEEPEST_STATE = 500


def read_page(drawing: Drawing, page: int, content: bytes, resources: object) -> None:
    """Add what a page paints to the drawing."""
    reader = Reader(drawing, page, resources)
    run(reader, content)
    if reader.open:
        drawing.problems.append(f"page {page + 1}: tags that begin and never end: {len(reader.open)}")


def run(reader: Reader, content: bytes) -> None:
    """Follow the operators of a stream."""
    operands: Operands = []
    broken = 0
    for token in tokens(content):
        operator = OPERATORS.get(token)
        if operator is None:
            operands.append(token)
            continue
        try:
            operator(reader, operands)
        except (IndexError, ValueError, OverflowError):
            broken += 1
        operands = []
    if broken:
        reader.drawing.problems.append(f"page {reader.page + 1}: drawing operators that cannot be understood: {broken}")


def _save(reader: Reader, _: Operands) -> None:
    if len(reader.saved) < DEEPEST_STATE:
        reader.saved.append(copy.copy(reader.state))


def _restore(reader: Reader, _: Operands) -> None:
    if reader.saved:
        reader.state = reader.saved.pop()


def _transform(reader: Reader, operands: Operands) -> None:
    reader.state.ctm = multiply(matrix(operands), reader.state.ctm)


def _graphics(reader: Reader, operands: Operands) -> None:
    settings = entries(reader.resource("ExtGState", operands[-1]))
    if (alpha := number(settings.get("/ca"))) is not None:
        reader.state.alpha = alpha
    font = items(settings.get("/Font"))
    if len(font) == 2:
        showing.use_font(reader, font[0], number(font[1]) or 0.0)


def _space(reader: Reader, operands: Operands) -> None:
    reader.state.space = components(operands[-1], reader.resource("ColorSpace", operands[-1]))
    reader.state.colour = (0.0, 0.0, 0.0) if reader.state.space else None


def _colour(reader: Reader, operands: Operands) -> None:
    reader.state.colour = to_rgb(reader.state.space, operands)


def _device(space: str) -> Callable[[Reader, Operands], None]:
    def operator(reader: Reader, operands: Operands) -> None:
        reader.state.space = space
        reader.state.colour = to_rgb(space, operands)

    return operator


def _do(reader: Reader, operands: Operands) -> None:
    value = reader.resource("XObject", operands[-1])
    found = entries(value)
    if name(found.get("/Subtype")) == "Form":
        _form(reader, value, found)
    elif found:
        painting.picture(reader, integer(found.get("/Width")) or 0, integer(found.get("/Height")) or 0)


def _form(reader: Reader, value: object, form: dict[str, object]) -> None:
    drawing = reader.drawing
    drawing.forms += 1
    if drawing.forms > MOST_FORMS or reader.depth >= DEEPEST_FORM:
        drawing.problems.append(f"page {reader.page + 1}: forms inside forms without end")
        return
    content = stream_bytes(value)
    if content is None:
        drawing.problems.append(f"page {reader.page + 1}: a form cannot be read")
        return
    number = identity(value)[0]
    again = number in drawing.form_keys
    drawing.form_keys[number] = integer(form.get("/StructParents"))
    a, b, c, d, e, f = numbers(form.get("/Matrix"), 6) or IDENTITY
    state = copy.copy(reader.state)
    state.ctm = multiply((a, b, c, d, e, f), state.ctm)
    inner = Reader(
        drawing,
        reader.page,
        form.get("/Resources", reader.resources),
        form=number,
        state=state,
        open=list(reader.open),
        depth=reader.depth + 1,
    )
    run(inner, content)
    if again and any(key[1] == number for key in drawing.marks):
        drawing.misnested.append((reader.page, "a form with tags is drawn more than once"))


OPERATORS: dict[bytes, Callable[[Reader, Operands], None]] = {
    b"q": _save,
    b"Q": _restore,
    b"cm": _transform,
    b"gs": _graphics,
    b"cs": _space,
    b"sc": _colour,
    b"scn": _colour,
    b"g": _device("DeviceGray"),
    b"rg": _device("DeviceRGB"),
    b"k": _device("DeviceCMYK"),
    b"Do": _do,
    **showing.OPERATORS,
    **marking.OPERATORS,
    **painting.OPERATORS,
}
"""Operators that are not named paint nothing and place nothing; their operands are dropped with the next named one."""
