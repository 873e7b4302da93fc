from __future__ import annotations

import itertools
from math import exp, inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.alignment import EXTEND, OPEN, STEPS, SWITCH, Alignment, Step, align


def spans(steps: list[Step]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((s.left.start, s.left.stop), (s.right.start, s.right.stop)) for s in steps]


def by_letters(left: str, right: str) -> Alignment:
    """Letters are passages, the same letter says the same."""

    def odds(a: range, b: range) -> float:
        one, other = {left[i] for i in a}, {right[j] for j in b}
        return 6.0 * len(one & other) - 4.0 * len(one ^ other)

    return align(len(left), len(right), odds)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("abc", "abc", [("a", "a"), ("b", "b"), ("c", "c")]),
        ("abc", "ac", [("a", "a"), ("b", ""), ("c", "c")]),
        ("ac", "abc", [("a", "a"), ("", "b"), ("c", "c")]),
        ("abc", "axc", [("a", "a"), ("b", ""), ("", "x"), ("c", "c")]),
        ("abbc", "abc", [("a", "a"), ("bb", "b"), ("c", "c")]),
        ("abc", "acb", [("a", "a"), ("bc", "cb")]),
        ("", "ab", [("", "a"), ("", "b")]),
        ("", "", []),
    ],
)
def test_letters(left: str, right: str, expected: list[tuple[str, str]]) -> None:
    steps = by_letters(left, right).steps
    assert [("".join(left[i] for i in s.left), "".join(right[j] for j in s.right)) for s in steps] == expected


def test_what_could_as_well_be_elsewhere_is_not_sure() -> None:
    steps = align(2, 1, lambda *_: 3.0).steps
    assert all(step.probability < 0.6 for step in steps)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(0, 4), st.integers(0, 4), st.lists(st.floats(-8, 8), min_size=64, max_size=64))
def test_every_element_once_and_in_order(lefts: int, rights: int, values: list[float]) -> None:
    aligned = align(lefts, rights, lambda a, b: values[(a.start * 7 + b.start * 3 + len(a) + len(b)) % 64])
    steps = aligned.steps
    assert [i for step in steps for i in step.left] == list(range(lefts))
    assert [j for step in steps for j in step.right] == list(range(rights))
    chances = [*(step.probability for step in steps), *aligned.left_alone, *aligned.right_alone]
    assert all(0 <= chance <= 1.000001 for chance in chances)


def every_way(lefts: int, rights: int) -> list[list[tuple[int, int]]]:
    moves = [*STEPS, (1, 0), (0, 1)]
    return [
        list(way)
        for count in range(lefts + rights + 1)
        for way in itertools.product(moves, repeat=count)
        if (sum(a for a, _ in way), sum(b for _, b in way)) == (lefts, rights)
    ]


def positions(way: list[tuple[int, int]]) -> set[tuple[int, int, int, int]]:
    found, i, j = set(), 0, 0
    for a, b in way:
        found.add((i, j, a, b))
        i, j = i + a, j + b
    return found


def weight(way: list[tuple[int, int]], odds: dict[tuple[int, int, int, int], float]) -> float:
    """The model written out for one alignment, as plain products of chances."""
    states = ["together" if a and b else "left" if a else "right" for a, b in way]
    chance = {
        ("together", "together"): 1 - 2 * OPEN,
        ("together", "left"): OPEN,
        ("together", "right"): OPEN,
        ("left", "together"): 1 - EXTEND - SWITCH,
        ("left", "left"): EXTEND,
        ("left", "right"): SWITCH,
        ("right", "together"): 1 - EXTEND,
        ("right", "left"): 0.0,
        ("right", "right"): EXTEND,
    }
    total, i, j, before = 1.0, 0, 0, "together"
    for (a, b), state in zip(way, states, strict=True):
        total *= chance[before, state]
        if state == "together":
            total *= STEPS[a, b] * exp(odds[i, j, a, b])
        i, j, before = i + a, j + b, state
    return total


@settings(deadline=None, derandomize=True, max_examples=15)
@given(st.integers(1, 3), st.integers(1, 3), st.randoms(use_true_random=False))
def test_probabilities_are_those_of_adding_up_every_alignment(lefts: int, rights: int, rng: object) -> None:
    odds = {
        (i, j, a, b): rng.uniform(-5, 5)  # type: ignore[attr-defined]
        for i in range(lefts)
        for j in range(rights)
        for a, b in STEPS
    }
    ways = every_way(lefts, rights)
    total = sum(weight(way, odds) for way in ways)

    def share(i: int, j: int, a: int, b: int) -> float:
        return sum(weight(way, odds) for way in ways if (i, j, a, b) in positions(way)) / total

    aligned = align(lefts, rights, lambda a, b: odds[a.start, b.start, len(a), len(b)])
    for step in aligned.steps:
        assert step.probability == pytest.approx(
            share(step.left.start, step.right.start, len(step.left), len(step.right))
        )
    for i, alone in enumerate(aligned.left_alone):
        assert alone == pytest.approx(sum(share(i, j, 1, 0) for j in range(rights + 1)))
    for j, alone in enumerate(aligned.right_alone):
        assert alone == pytest.approx(sum(share(i, j, 0, 1) for i in range(lefts + 1)))


def test_what_is_forbidden_stands_alone() -> None:
    steps = align(1, 1, lambda *_: -inf).steps
    assert spans(steps) == [((0, 1), (0, 0)), ((1, 1), (0, 1))]
    assert steps[0].probability == pytest.approx(1.0)


def test_steps_are_chances() -> None:
    assert 0.98 < sum(STEPS.values()) <= 1
    assert log(STEPS[1, 1]) < 0


def asked(length: int, missing: range) -> tuple[Alignment, int]:
    """Align so many with the same but for those that are missing; return also how many odds were asked for."""
    rights = [n for n in range(length) if n not in missing]
    seen: set[tuple[range, range]] = set()

    def odds(a: range, b: range) -> float:
        seen.add((a, b))
        one, other = set(a), {rights[j] for j in b}
        return 6.0 * len(one & other) - 4.0 * len(one ^ other)

    return align(length, len(rights), odds), len(seen)


def test_long_texts_are_aligned_at_a_cost_in_proportion_to_their_length() -> None:
    whole, few = asked(150, range(0))
    assert spans(whole.steps) == [((n, n + 1), (n, n + 1)) for n in range(150)]
    assert asked(300, range(0))[1] < 2.5 * few


def test_a_long_part_that_is_missing_is_found_in_a_long_text() -> None:
    aligned, _ = asked(200, range(100, 170))
    assert [step.left.start for step in aligned.steps if not step.right] == list(range(100, 170))
