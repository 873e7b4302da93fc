"""One content stream being read: where it stands, and how what it paints finds its tag."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.checks.facts.drawing import IDENTITY, Draft, Drawing, Matrix, Open, State, around
from handouts.checks.facts.objects import entries
from handouts.checks.facts.painted import Box, Untagged

Operands = list[bytes]


@dataclass(slots=True)
class Reader:
    """One content stream being read.

    Args:
        form: object number of the form XObject, 0 for the page's own content.

    """

    drawing: Drawing
    page: int
    resources: object
    form: int = 0
    state: State = field(default_factory=State)
    open: list[Open] = field(default_factory=list)
    saved: list[State] = field(default_factory=list)
    text_matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY
    path: list[tuple[float, float]] = field(default_factory=list)
    depth: int = 0
    found: dict[str, dict[str, object]] = field(default_factory=dict)

    def resource(self, kind: str, key: bytes) -> object:
        """Return a named resource; None when there is none."""
        if kind not in self.found:
            self.found[kind] = entries(entries(self.resources).get(f"/{kind}"))
        return self.found[kind].get(key.decode("latin-1"))


def matrix(operands: Operands) -> Matrix:
    """Return the matrix that the last six operands are."""
    a, b, c, d, e, f = operands[-6:]
    return (float(a), float(b), float(c), float(d), float(e), float(f))


def inside(reader: Reader) -> tuple[Draft | None, int, bool]:
    """Return the tagged content or artifact that what is painted now belongs to, and whether its text is heard."""
    silent = False
    for sequence in reversed(reader.open):
        silent = silent or sequence.silent
        if sequence.draft is not None:
            return sequence.draft, -1, silent
        if sequence.artifact >= 0:
            return None, sequence.artifact, False
    return None, -1, silent


def paint(reader: Reader, kind: str, said: str, where: Box | None) -> None:
    """Add what is painted to its tag or artifact, or to what has neither."""
    draft, artifact, silent = inside(reader)
    owner = draft or (reader.drawing.artifacts[artifact] if artifact >= 0 else None)
    if owner is None:
        reader.drawing.untagged.append(Untagged(reader.page, kind, said))
        return
    owner.kinds.add(kind)
    if where is not None:
        owner.box = around(owner.box, where)
    if kind == "text":
        if not silent:
            owner.texts.append(said)
        if where is not None:
            owner.runs.append(len(reader.drawing.runs) - 1)
