"""The operators that place and show text. Source: ISO 32000-1:2008, clause 9."""

from __future__ import annotations

from collections.abc import Callable

from handouts.checks.facts.drawing import IDENTITY, multiply, placed
from handouts.checks.facts.painted import TextRun
from handouts.checks.facts.reader import Operands, Reader, inside, matrix, paint
from handouts.checks.facts.tokens import shown, string

GAP = 200.0
"""A shift of this many thousandths of the size inside one operator parts words; kerning stays below 150."""


def _begin_text(reader: Reader, _: Operands) -> None:
    reader.text_matrix = reader.line = IDENTITY


def _text_matrix(reader: Reader, operands: Operands) -> None:
    reader.text_matrix = reader.line = matrix(operands)


def _move(reader: Reader, operands: Operands) -> None:
    x, y = float(operands[-2]), float(operands[-1])
    reader.text_matrix = reader.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), reader.line)


def _move_and_lead(reader: Reader, operands: Operands) -> None:
    reader.state.leading = -float(operands[-1])
    _move(reader, operands)


def _next_line(reader: Reader, _: Operands) -> None:
    reader.text_matrix = reader.line = multiply((1.0, 0.0, 0.0, 1.0, 0.0, -reader.state.leading), reader.line)


def _set_font(reader: Reader, operands: Operands) -> None:
    use_font(reader, reader.resource("Font", operands[-2]), float(operands[-1]))


def use_font(reader: Reader, value: object, size: float) -> None:
    """Show what follows in a font, at a size in units of text space."""
    faces = reader.drawing.faces
    index = faces.index(value)
    reader.state.font = index
    reader.state.face = faces.faces[index] if index >= 0 else None
    reader.state.size = size


def _setting(field_name: str, scale: float = 1.0) -> Callable[[Reader, Operands], None]:
    def operator(reader: Reader, operands: Operands) -> None:
        setattr(reader.state, field_name, float(operands[-1]) * scale)

    return operator


def _mode(reader: Reader, operands: Operands) -> None:
    reader.state.mode = int(operands[-1])


def _show(reader: Reader, operands: Operands) -> None:
    _show_string(reader, string(operands[-1]))


def _show_on_next_line(reader: Reader, operands: Operands) -> None:
    _next_line(reader, operands)
    _show(reader, operands)


def _show_spaced(reader: Reader, operands: Operands) -> None:
    reader.state.word, reader.state.letter = float(operands[-3]), float(operands[-2])
    _show_on_next_line(reader, operands)


def _show_array(reader: Reader, operands: Operands) -> None:
    """Show the strings between shifts as one run, and begin another where a shift parts words."""
    waiting: list[bytes | float] = []
    for part in shown(operands[-1]):
        if isinstance(part, float) and part < -GAP:
            _show_parts(reader, waiting)
            _advance(reader, -part / 1000 * reader.state.size * reader.state.stretch)
            waiting = []
        else:
            waiting.append(part)
    _show_parts(reader, waiting)


def _show_string(reader: Reader, codes: bytes) -> None:
    _show_parts(reader, [codes])


def _show_parts(reader: Reader, parts: list[bytes | float]) -> None:
    state = reader.state
    if state.face is None or not parts:
        if state.face is None and any(isinstance(part, bytes) and part for part in parts):
            paint(reader, "text", "\ufffd", None)
        return
    codes = b"".join([part for part in parts if isinstance(part, bytes)])
    shifts = sum([part for part in parts if isinstance(part, float)])
    said, thousandths, count = state.face.read(codes)
    spaces = codes.count(b" ") if not state.face.wide else 0
    width = ((thousandths - shifts) / 1000 * state.size + count * state.letter + spaces * state.word) * state.stretch
    if codes:
        _run_of_text(reader, said, width)
    _advance(reader, width)


def _advance(reader: Reader, width: float) -> None:
    a, b, c, d, e, f = reader.text_matrix
    reader.text_matrix = (a, b, c, d, e + width * a, f + width * b)


def _run_of_text(reader: Reader, said: str, width: float) -> None:
    state = reader.state
    trm = multiply(reader.text_matrix, state.ctm)
    size, rise = state.size, state.rise
    visible = state.mode not in (3, 7)
    if visible and state.face is not None:
        state.face.visible = True
    where = placed(trm, 0.0, rise - 0.2 * size, width, rise + 0.8 * size)
    draft, artifact, _ = inside(reader)
    run = TextRun(
        page=reader.page,
        text=said,
        font=state.font,
        size_pt=abs(size) * (trm[2] ** 2 + trm[3] ** 2) ** 0.5,
        box=where,
        colour=state.colour,
        alpha=state.alpha,
        visible=visible,
        mark=draft.key if draft else None,
        artifact=artifact,
    )
    reader.drawing.runs.append(run)
    paint(reader, "text", said, where)


OPERATORS: dict[bytes, Callable[[Reader, Operands], None]] = {
    b"BT": _begin_text,
    b"Tm": _text_matrix,
    b"Td": _move,
    b"TD": _move_and_lead,
    b"T*": _next_line,
    b"Tf": _set_font,
    b"Tc": _setting("letter"),
    b"Tw": _setting("word"),
    b"Tz": _setting("stretch", 0.01),
    b"TL": _setting("leading"),
    b"Ts": _setting("rise"),
    b"Tr": _mode,
    b"Tj": _show,
    b"TJ": _show_array,
    b"'": _show_on_next_line,
    b'"': _show_spaced,
}
