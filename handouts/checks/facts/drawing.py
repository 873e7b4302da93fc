"""What reading the pages collects, while it collects: the graphics state, open tags, and everything painted."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.checks.facts.fonts import Face, Faces
from handouts.checks.facts.painted import Artifact, Box, Cover, Mark, MarkKey, Picture, TextRun, Untagged

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies `m`, then `n`."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def placed(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """Return the box around a rectangle after the matrix."""
    a, b, c, d, e, f = matrix
    xs = (a * x0 + c * y0 + e, a * x1 + c * y0 + e, a * x0 + c * y1 + e, a * x1 + c * y1 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y0 + f, b * x0 + d * y1 + f, b * x1 + d * y1 + f)
    return (min(xs), min(ys), max(xs), max(ys))


def around(box: Box | None, other: Box) -> Box:
    """Return the box around both."""
    if box is None:
        return other
    return (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))


@dataclass(slots=True)
class State:
    """The graphics state, as far as text and placing need it. Source: ISO 32000-1:2008, 8.4 and 9.3."""

    ctm: Matrix = IDENTITY
    face: Face | None = None
    font: int = -1
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    space: str = "DeviceGray"
    colour: tuple[float, float, float] | None = (0.0, 0.0, 0.0)
    alpha: float = 1.0
    pen: float = 1.0


@dataclass(slots=True)
class Open:
    """A marked-content sequence that has begun.

    Args:
        draft: the tagged content it is; None for artifacts and for sequences without an MCID.
        artifact: its place among the artifacts; -1 when it is none.
        silent: whether text inside is not heard, because an /ActualText stands for it.
    """

    draft: Draft | None = None
    artifact: int = -1
    silent: bool = False


@dataclass(slots=True)
class Draft:
    """Tagged content or an artifact being collected."""

    tag: str
    key: MarkKey | None = None
    lang: str = ""
    actual_text: str | None = None
    alt: str | None = None
    page: int = 0
    kind: str = ""
    subtype: str = ""
    attached: tuple[str, ...] = ()
    declared: Box | None = None
    texts: list[str] = field(default_factory=list)
    langs: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    box: Box | None = None
    runs: list[int] = field(default_factory=list)

    def mark(self, key: MarkKey) -> Mark:
        """Return it as tagged content."""
        text = "".join(self.texts) if self.actual_text is None else self.actual_text
        return Mark(
            key,
            self.tag,
            self.lang,
            text,
            self.actual_text,
            self.alt,
            frozenset(self.kinds),
            self.box,
            tuple(self.runs),
            tuple(self.langs),
        )

    def artifact(self) -> Artifact:
        """Return it as an artifact."""
        return Artifact(
            self.page, self.kind, self.subtype, self.attached, self.declared or self.box, "".join(self.texts)
        )


@dataclass(slots=True)
class Drawing:
    """Everything painted on the pages read so far.

    Args:
        forms: how many forms were drawn.
        form_keys: object number of a form to its key in the parent tree.
    """

    faces: Faces = field(default_factory=Faces)
    runs: list[TextRun] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    marks: dict[MarkKey, Draft] = field(default_factory=dict)
    artifacts: list[Draft] = field(default_factory=list)
    untagged: list[Untagged] = field(default_factory=list)
    misnested: list[tuple[int, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    forms: int = 0
    form_keys: dict[int, int | None] = field(default_factory=dict)
