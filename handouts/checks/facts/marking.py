"""The operators of marked content: tags, artifacts, and text that stands for other text.

Source: ISO 32000-1:2008, 14.6 and 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from handouts.checks.facts.drawing import Draft, Open
from handouts.checks.facts.objects import box, entries, integer, items, name, text
from handouts.checks.facts.reader import Operands, Reader, inside


def _begin(reader: Reader, operands: Operands) -> None:
    _open(reader, operands[-1][1:].decode("latin-1"), {})


def _begin_with(reader: Reader, operands: Operands) -> None:
    tag, given = operands[-2][1:].decode("latin-1"), operands[-1]
    if given[:1] == b"/":
        _open(reader, tag, entries(reader.resource("Properties", given)))
        return
    try:
        _open(reader, tag, entries(pikepdf.Object.parse(given)))
    except pikepdf.PdfError:
        reader.drawing.problems.append(f"page {reader.page + 1}: the properties of a tag cannot be read")
        _open(reader, tag, {})


def _open(reader: Reader, tag: str, properties: dict[str, object]) -> None:
    mcid = integer(properties.get("/MCID"))
    draft, artifact, _ = inside(reader)
    actual = text(properties.get("/ActualText"))
    if tag == "Artifact":
        if draft is not None:
            reader.drawing.misnested.append((reader.page, "an artifact lies in tagged content"))
        _open_artifact(reader, properties)
    elif mcid is None:
        if actual is not None and draft is not None:
            draft.texts.append(actual)
        if draft is not None and (lang := text(properties.get("/Lang"))):
            draft.langs.append(lang)
        reader.open.append(Open(silent=actual is not None))
    else:
        if artifact >= 0:
            reader.drawing.misnested.append((reader.page, "tagged content lies in an artifact"))
        key = (reader.page, reader.form, mcid)
        if key in reader.drawing.marks and not reader.form:
            reader.drawing.misnested.append((reader.page, f"two pieces of tagged content have the number {mcid}"))
        new = Draft(tag, key, text(properties.get("/Lang")) or "", actual, text(properties.get("/Alt")), reader.page)
        reader.open.append(Open(draft=reader.drawing.marks.setdefault(key, new)))


def _open_artifact(reader: Reader, properties: dict[str, object]) -> None:
    reader.open.append(Open(artifact=len(reader.drawing.artifacts)))
    reader.drawing.artifacts.append(
        Draft(
            "Artifact",
            page=reader.page,
            kind=name(properties.get("/Type")),
            subtype=name(properties.get("/Subtype")),
            attached=tuple(name(edge) for edge in items(properties.get("/Attached"))),
            declared=box(properties.get("/BBox")),
        )
    )


def _end(reader: Reader, _: Operands) -> None:
    if reader.open:
        reader.open.pop()


OPERATORS: dict[bytes, Callable[[Reader, Operands], None]] = {b"BMC": _begin, b"BDC": _begin_with, b"EMC": _end}
