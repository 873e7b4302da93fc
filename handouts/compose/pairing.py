"""Put two languages of a topic beside each other, block by block where that is sure, and never wrong in silence.

Three grains, finest first:

block    every block beside its counterpart, a heading always in a row of its own. A block without a counterpart stands
         alone. A list is one passage: split into rows, it would stop being a list for a screen reader.
section  between two headings that surely belong together but hold blocks that do not surely pair: all of one language
         beside all of the other.
whole    where that leaves too little side by side: the whole text beside the whole text.

Every block of both articles is in exactly one pair, in its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Literal

from handouts.compose.addresses import twins
from handouts.compose.alignment import Alignment, Odds, Step, align
from handouts.compose.evidence import KINDRED, Signs, odds, signs_of, together
from handouts.model import Article, Block

Grain = Literal["block", "section", "whole"]

BLOCK_CONFIDENCE = 0.9
"""A step less sure than this sends its whole section back to standing beside its counterpart unpaired. In undisturbed
translations all steps are surer; of the pairs above it in 750 disturbed ones, 6 of 9,234 are wrong, each of them one
paragraph or list exchanged for another of the same form and length (tests/compose/test_pairing_precision.py)."""

SECTION_CONFIDENCE = 0.95
"""Headings less sure than this part no sections, be they a pair or one that the other language lacks: a wrong border
would be wrong for everything behind it."""

LEAST_BESIDE = 0.5
"""When less than half of the text stands beside a counterpart, the rows are mostly holes, and the reader is better off
with two columns that each read on."""

_FAR = 40.0  # log odds beyond which nothing changes, and exp stays within its range


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks that say the same, as far as can be told; one side may be empty.

    Args:
        confidence: 0 to 1, that what stands on the two sides belongs together, or that a lone side has no counterpart
            anywhere: low where it seems to stand elsewhere in the other language.
    """

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two articles beside each other.

    Args:
        grain: the coarsest that had to be used.
        confidence: 0 to 1, the share of the text that stands beside a counterpart, times how sure that is.
    """

    pairs: tuple[Pair, ...]
    grain: Grain
    confidence: float


def pair(left: Article, right: Article) -> Pairing:
    """Return the blocks of two articles of one topic beside each other."""
    lefts, rights = signs_of(left, right, twins(left, right))
    kindred = KINDRED.get(frozenset({left.lang, right.lang}))

    def score(a: range, b: range) -> float:
        return odds(together(lefts[a.start : a.stop]), together(rights[b.start : b.stop]), kindred)

    aligned = align(len(lefts), len(rights), score)
    steps: list[Step] = []
    grain: Grain = "block"
    for part in _parts(aligned.steps, lefts, rights):
        if all(step.probability >= BLOCK_CONFIDENCE for step in part.steps):
            steps += part.steps
        else:
            steps.append(_one(part, lefts, rights, aligned))
            grain = "section"
    beside = _beside(steps, lefts, rights)
    if beside < LEAST_BESIDE or (grain == "section" and len(steps) == 1):
        return Pairing((Pair(left.blocks, right.blocks, 1.0),), "whole", 1.0)
    pairs = (
        Pair(left.blocks[s.left.start : s.left.stop], right.blocks[s.right.start : s.right.stop], s.probability)
        for s in _doubting(steps, score)
    )
    return Pairing(tuple(pairs), grain, beside)


@dataclass(frozen=True, slots=True)
class _Part:
    """A border, or the steps between two; `confidence` is that of the borders around it."""

    steps: list[Step]
    confidence: float


def _parts(steps: Sequence[Step], lefts: Sequence[Signs], rights: Sequence[Signs]) -> Iterator[_Part]:
    """Yield the steps in parts: a sure step of headings stands by itself and parts what is around it."""
    between: list[Step] = []
    before = 1.0
    for step in steps:
        first = lefts[step.left.start] if step.left else rights[step.right.start]
        if "heading" not in first.kinds or step.probability < SECTION_CONFIDENCE:
            between.append(step)
            continue
        if between:
            yield _Part(between, min(before, step.probability))
        yield _Part([step], step.probability)
        between, before = [], step.probability
    if between:
        yield _Part(between, before)


def _one(part: _Part, lefts: Sequence[Signs], rights: Sequence[Signs], aligned: Alignment) -> Step:
    """Return all steps of a part as one, as sure as the borders around it and as its text is to have a counterpart."""
    first, last = part.steps[0], part.steps[-1]
    left, right = range(first.left.start, last.left.stop), range(first.right.start, last.right.stop)
    texts = [(lefts[i].length, aligned.left_alone[i]) for i in left]
    texts += [(rights[j].length, aligned.right_alone[j]) for j in right]
    alone = sum(length * probability for length, probability in texts) / max(1.0, sum(length for length, _ in texts))
    return Step(left, right, part.confidence * (max(0.0, 1 - alone) if left and right else 1.0))


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-_FAR, min(log_odds, _FAR))))


def _beside(steps: Sequence[Step], lefts: Sequence[Signs], rights: Sequence[Signs]) -> float:
    """Return the share of the text that stands beside a counterpart, each part times its probability."""

    def length(step: Step) -> float:
        return sum(lefts[i].length for i in step.left) + sum(rights[j].length for j in step.right)

    total = sum(map(length, steps))
    beside = sum(length(step) * step.probability for step in steps if step.left and step.right)
    return beside / total if total else 1.0


def _doubting(steps: Sequence[Step], score: Odds) -> Iterator[Step]:
    """Yield the steps, those alone on one side less sure where something on the other could be the counterpart.

    An alignment keeps the order, so a section that the other language has further down is alone in both places.
    """
    unpaired = [step for step in steps if len(step.left) != len(step.right) or len(step.left) > 1]
    lefts, rights = _each(step.left for step in unpaired), _each(step.right for step in unpaired)
    for step in steps:
        if step.left and step.right:
            yield step
            continue
        others = (score(step.left, other) for other in rights) if step.left else (score(o, step.right) for o in lefts)
        yield replace(step, probability=step.probability * _probability(-max(others, default=-_FAR)))


def _each(ranges: Iterable[range]) -> list[range]:
    return [range(i, i + 1) for positions in ranges for i in positions]
