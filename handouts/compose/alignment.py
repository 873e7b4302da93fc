"""Align two sequences in order, and say of each step how sure it is.

A pair hidden Markov model with three states: together (so many of the left stand for so many of the right), left alone,
right alone. The forward and backward sums over all alignments give each step its probability given everything else; the
alignment returned is the one with the most elements expected to be in their right place.

Source: steps and their frequency after Gale & Church 1993, table 5; the model after Durbin, Eddy, Krogh & Mitchison
1998, "Biological Sequence Analysis", chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import exp, inf, log

STEPS: dict[tuple[int, int], float] = {(1, 1): 0.89, (1, 2): 0.045, (2, 1): 0.045, (2, 2): 0.011}
"""How many stand for how many, and how often, when none stands alone (Gale & Church 1993, table 5)."""

OPEN, EXTEND, SWITCH = 0.04, 0.5, 0.1
"""How often something without a counterpart begins, goes on, and gives way to something on the other side without one.
Gale & Church have 0.0099 in all, in proceedings of parliament; health topics in two languages are updated at different
times and miss paragraphs and whole sections, and taking an extra one for a counterpart is the worse mistake."""

BAND = 60
"""How far from the straight way through both sequences an alignment is looked for, beyond what one is longer; sequences
no longer than this are looked at whole. Without it cost grows with the square of the length."""

_TOGETHER, _LEFT, _RIGHT = range(3)
_MOVES: dict[tuple[int, int], float] = {
    (_TOGETHER, _TOGETHER): log(1 - 2 * OPEN),
    (_TOGETHER, _LEFT): log(OPEN),
    (_TOGETHER, _RIGHT): log(OPEN),
    (_LEFT, _TOGETHER): log(1 - EXTEND - SWITCH),
    (_LEFT, _LEFT): log(EXTEND),
    (_LEFT, _RIGHT): log(SWITCH),
    (_RIGHT, _TOGETHER): log(1 - EXTEND),
    (_RIGHT, _LEFT): -inf,  # what is alone on both sides is counted in one order only
    (_RIGHT, _RIGHT): log(EXTEND),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an alignment: `left` and `right` are ranges of positions, one of them possibly empty."""

    left: range
    right: range
    probability: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps through both sequences, and for each element the probability that it has no counterpart at all."""

    steps: list[Step]
    left_alone: list[float]
    right_alone: list[float]


Odds = Callable[[range, range], float]
_Score = Callable[[int, int, int, int], float]  # of a step from (left, right) by so many and so many
_Sums = list[list[list[float]]]  # [state][left position][right position], natural logarithms


def align(lefts: int, rights: int, odds: Odds) -> Alignment:
    """Return the steps that lead through both sequences from beginning to end, each element in exactly one.

    Args:
        lefts, rights: how many elements each side has.
        odds: natural log odds that a range of the left says the same as a range of the right; each 1 or 2 long.
    """
    score = cache(lambda i, j, a, b: log(STEPS[a, b]) + odds(range(i, i + a), range(j, j + b)))
    reach, total = _forward(lefts, rights, score)
    rest = _backward(lefts, rights, score)

    def probability(i: int, j: int, state: int, a: int, b: int) -> float:
        emit = score(i, j, a, b) if state == _TOGETHER else 0.0
        return exp(min(0.0, reach[state][i][j] + emit + rest[state][i + a][j + b] - total))

    return Alignment(
        _best(lefts, rights, probability),
        [sum(probability(i, j, _LEFT, 1, 0) for j in _near(i, lefts, rights)) for i in range(lefts)],
        [sum(probability(i, j, _RIGHT, 0, 1) for i in _near(j, rights, lefts)) for j in range(rights)],
    )


def _forward(lefts: int, rights: int, score: _Score) -> tuple[_Sums, float]:
    """Return the sum over all ways to each position and into each state there, and the sum over all alignments."""
    reach = _empty(lefts, rights)
    here = [0.0, -inf, -inf]
    for i in range(lefts + 1):
        for j in _near(i, lefts, rights):
            if i or j:
                here = [
                    _sum([score(i - a, j - b, a, b) + reach[_TOGETHER][i - a][j - b] for a, b in _steps(i, j)]),
                    reach[_LEFT][i - 1][j] if i else -inf,
                    reach[_RIGHT][i][j - 1] if j else -inf,
                ]
            for state in range(3):
                reach[state][i][j] = _sum([here[s] + _MOVES[s, state] for s in range(3)])
    return reach, _sum(here)


def _backward(lefts: int, rights: int, score: _Score) -> _Sums:
    """Return for each state and position the sum over all ways to go on from there to the end."""
    rest = _empty(lefts, rights)
    for i in range(lefts, -1, -1):
        for j in reversed(_near(i, lefts, rights)):
            steps = _steps(lefts - i, rights - j)
            ahead = [
                _sum([score(i, j, a, b) + rest[_TOGETHER][i + a][j + b] for a, b in steps]),
                rest[_LEFT][i + 1][j] if i < lefts else -inf,
                rest[_RIGHT][i][j + 1] if j < rights else -inf,
            ]
            for state in range(3):
                at_end = (i, j) == (lefts, rights)
                rest[state][i][j] = 0.0 if at_end else _sum([_MOVES[state, s] + ahead[s] for s in range(3)])
    return rest


def _near(i: int, lefts: int, rights: int) -> range:
    """Return the positions on the other side that are looked at beside position `i`."""
    straight = i * rights // max(lefts, 1)
    reach = BAND + abs(lefts - rights)
    return range(max(0, straight - reach), min(rights, straight + reach) + 1)


def _empty(lefts: int, rights: int) -> _Sums:
    return [[[-inf] * (rights + 1) for _ in range(lefts + 1)] for _ in range(3)]


def _steps(lefts: int, rights: int) -> list[tuple[int, int]]:
    """Return the steps that fit what is left over."""
    return [(a, b) for a, b in STEPS if a <= lefts and b <= rights]


def _best(lefts: int, rights: int, probability: Callable[[int, int, int, int, int], float]) -> list[Step]:
    """Return the path with the greatest sum of (elements moved x probability)."""
    moves = [*((_TOGETHER, a, b) for a, b in STEPS), (_LEFT, 1, 0), (_RIGHT, 0, 1)]
    gain: dict[tuple[int, int], float] = {(lefts, rights): 0.0}
    choice: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i in range(lefts, -1, -1):
        for j in reversed(_near(i, lefts, rights)):
            options = [
                (chance * (a + b) + gain[i + a, j + b], a, b, chance)
                for state, a, b in moves
                if (i + a, j + b) in gain
                for chance in (probability(i, j, state, a, b),)
            ]
            if options:
                gain[i, j], a, b, chance = max(options)
                choice[i, j] = a, b, chance
    steps: list[Step] = []
    i = j = 0
    while (i, j) != (lefts, rights):
        a, b, chance = choice[i, j]
        steps.append(Step(range(i, i + a), range(j, j + b), chance))
        i, j = i + a, j + b
    return steps


def _sum(logarithms: list[float]) -> float:
    """Return ln of the sum of what the logarithms stand for."""
    top = max(logarithms, default=-inf)
    if top == -inf:
        return top
    return top + log(sum([exp(value - top) for value in logarithms]))
