"""How a page is set: its lines of type, gathered into the blocks that the tags say they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from handouts.checks.facts import Box, Facts, TextRun
from handouts.checks.subject import Subject
from handouts.checks.words import letters

DESCENT = 0.2
"""Share of the type size that a run's box reaches below the baseline (see `TextRun.box`)."""

_SAME_LINE = 0.35
"""Share of the type size by which baselines of one line may differ, for marks that are raised or lowered."""

_SPACE = 0.35
"""The most of the size that a space takes."""

_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u2011"))

_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type.

    Args:
        page: counts from 0.
        left, right, baseline: in points of the page's own space.
        size_pt: of most of its letters.
        bold: whether all of its letters are.
    """

    page: int
    left: float
    right: float
    baseline: float
    size_pt: float
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a paragraph, a heading or the words of a list item.

    Args:
        role: its standard type: "P", "H1" to "H6", "LBody" …
        running: whether it is running text, as the handout meant it; without a handout, every paragraph and item is.
    """

    role: str
    lines: tuple[Line, ...]
    running: bool

    @property
    def heading(self) -> int:
        """The level of a heading, 0 for anything else."""
        return int(self.role[1:]) if re.fullmatch(r"H[1-9]", self.role) else 0

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text.strip() for line in self.lines)


def blocks(subject: Subject) -> tuple[Block, ...]:
    """Return the blocks of a tagged file in reading order, gathered once for all who ask."""
    return subject.kept("blocks", lambda: _blocks(subject))


def is_blank_on_purpose(subject: Subject, page: int) -> bool:
    """Return whether a blank page says that it is blank, so that the next language begins on a fresh sheet."""
    meant = letters(subject.expected.blank) if subject.expected else ""
    said = "".join(letters(artifact.text) for artifact in subject.facts.artifacts if artifact.page == page)
    return bool(meant) and meant in said


def bare(text: str) -> str:
    """Return the letters without hyphens, by which a block is known again whether or not its words are divided."""
    return letters(text).translate(_HYPHENS)


def is_bold(facts: Facts, run: TextRun) -> bool:
    """Return whether a run's font calls itself bold."""
    return run.font >= 0 and bool(_BOLD.search(facts.fonts[run.font].name))


def is_italic(facts: Facts, run: TextRun) -> bool:
    """Return whether a run's font calls itself italic."""
    return run.font >= 0 and bool(_ITALIC.search(facts.fonts[run.font].name))


def ink_of(run: TextRun) -> Box:
    """Return the run's box without the spaces at its end, which may hang into the margin."""
    left, bottom, right, top = run.box
    spaces = len(run.text) - len(run.text.rstrip())
    return left, bottom, max(left, right - spaces * _SPACE * run.size_pt), top


def baseline(run: TextRun) -> float:
    """Return the height of a run's baseline."""
    return run.box[1] + DESCENT * run.size_pt


def _blocks(subject: Subject) -> tuple[Block, ...]:
    facts = subject.facts
    drawn: dict[int, list[TextRun]] = defaultdict(list)
    for piece in facts.pieces:
        if piece.mark is not None and piece.mark in facts.marks:
            drawn[piece.block] += [facts.runs[index] for index in facts.marks[piece.mark].runs]
    meant = {bare(p.text) for p in subject.expected.passages if p.running} if subject.expected else None
    made = []
    for element, runs in drawn.items():
        lines = _lines(facts, [run for run in runs if run.visible])
        role = facts.elements[element].role if element >= 0 else ""
        said = bare("".join(line.text for line in lines))
        running = role in ("P", "LBody") if meant is None else said in meant
        if lines:
            made.append(Block(role, lines, running))
    return tuple(made)


def _lines(facts: Facts, runs: list[TextRun]) -> tuple[Line, ...]:
    found: list[list[TextRun]] = []
    for run in runs:
        last = found[-1][-1] if found else None
        if last and last.page == run.page and abs(baseline(last) - baseline(run)) < _SAME_LINE * run.size_pt:
            found[-1].append(run)
        else:
            found.append([run])
    return tuple(_line(facts, parts) for parts in found if any(run.text.strip() for run in parts))


def _line(facts: Facts, runs: list[TextRun]) -> Line:
    seen = [run for run in runs if run.text.strip()]
    longest = max(seen, key=lambda run: len(run.text))
    return Line(
        page=longest.page,
        left=min(run.box[0] for run in seen),
        right=max(ink_of(run)[2] for run in seen),
        baseline=baseline(longest),
        size_pt=longest.size_pt,
        text="".join(run.text for run in runs),
        bold=all(is_bold(facts, run) for run in seen if any(map(str.isalnum, run.text))),
    )
