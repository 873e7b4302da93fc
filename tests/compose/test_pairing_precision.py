"""How often a pair that is said to be sure is wrong, over many disturbed copies of bilingual texts.

Each passage carries an id through every disturbance, so that what belongs together is known. The figures are printed
(`pytest -s`), and the thresholds in `handouts.compose.pairing` were chosen by them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from handouts.compose.pairing import BLOCK_CONFIDENCE, pair
from handouts.model import Article

Passage = tuple[frozenset[str], Any]  # which passages of the original it holds, and its source text
Side = list[Passage]
Disturbance = Callable[[random.Random, Side, Side], Side]

WORST = 0.003  # of all sure pairs may be wrong; 0.0007 are
WORST_OF_ONE_KIND = 0.02  # of the sure pairs after one kind of disturbance; 0.009 are where a block was exchanged
LEAST_TOLD_APART = 0.85  # of the blocks that have a counterpart stand beside it in a row of their own; 0.94 do


def is_heading(source: Any) -> bool:
    return isinstance(source, str) and source.startswith("# ")


def is_paragraph(source: Any) -> bool:
    return isinstance(source, str) and not is_heading(source)


def sections(side: Side) -> list[Side]:
    found: list[Side] = []
    for passage in side:
        if is_heading(passage[1]) or not found:
            found.append([])
        found[-1].append(passage)
    return found


def join(parts: list[Side]) -> Side:
    return [passage for part in parts for passage in part]


def somewhere(rng: random.Random, side: Side, wanted: Callable[[Any], bool]) -> int:
    return rng.choice([i for i, (_, source) in enumerate(side) if wanted(source)])


def leave(rng: random.Random, side: Side, _: Side) -> Side:
    return side


def drop_block(rng: random.Random, side: Side, _: Side) -> Side:
    i = somewhere(rng, side, lambda s: not is_heading(s))
    return side[:i] + side[i + 1 :]


def drop_section(rng: random.Random, side: Side, _: Side) -> Side:
    parts = sections(side)
    parts.pop(rng.randrange(len(parts)))
    return join(parts)


def add_block(rng: random.Random, side: Side, foreign: Side) -> Side:
    i = rng.randrange(len(side) + 1)
    return [*side[:i], foreign[somewhere(rng, foreign, lambda s: not is_heading(s))], *side[i:]]


def replace_block(rng: random.Random, side: Side, foreign: Side) -> Side:
    kind = rng.choice([is_paragraph, lambda s: isinstance(s, list)])
    i, j = somewhere(rng, side, kind), somewhere(rng, foreign, kind)
    return [*side[:i], foreign[j], *side[i + 1 :]]


def replace_section(rng: random.Random, side: Side, foreign: Side) -> Side:
    parts = sections(side)
    parts[rng.randrange(len(parts))] = rng.choice(sections(foreign))
    return join(parts)


def merge_paragraphs(rng: random.Random, side: Side, _: Side) -> Side:
    places = [i for i in range(len(side) - 1) if is_paragraph(side[i][1]) and is_paragraph(side[i + 1][1])]
    if not places:
        return side
    i = rng.choice(places)
    (ids, first), (more, second) = side[i], side[i + 1]
    return [*side[:i], (ids | more, f"{first} {second}"), *side[i + 2 :]]


def split_paragraph(rng: random.Random, side: Side, _: Side) -> Side:
    places = [i for i, (_, s) in enumerate(side) if is_paragraph(s) and ". " in s]
    i = rng.choice(places)
    ids, source = side[i]
    at = rng.choice([m.end() for m in re.finditer(r"\. ", source)])
    return [*side[:i], (ids, source[:at].strip()), (ids, source[at:]), *side[i + 1 :]]


def drop_item(rng: random.Random, side: Side, _: Side) -> Side:
    i = somewhere(rng, side, lambda s: isinstance(s, list))
    ids, source = side[i]
    k = rng.randrange(1, len(source))
    return [*side[:i], (ids, source[:k] + source[k + 1 :]), *side[i + 1 :]]


def list_to_text(rng: random.Random, side: Side, _: Side) -> Side:
    i = somewhere(rng, side, lambda s: isinstance(s, list))
    ids, source = side[i]
    return [*side[:i], (ids, "; ".join(x for x in source if isinstance(x, str)) + "."), *side[i + 1 :]]


def swap_blocks(rng: random.Random, side: Side, _: Side) -> Side:
    i = rng.choice([i for i in range(len(side) - 1) if not is_heading(side[i][1]) and not is_heading(side[i + 1][1])])
    return [*side[:i], side[i + 1], side[i], *side[i + 2 :]]


def move_section(rng: random.Random, side: Side, _: Side) -> Side:
    parts = sections(side)
    part = parts.pop(rng.randrange(len(parts)))
    parts.insert(rng.randrange(len(parts) + 1), part)
    return join(parts)


def no_headings(rng: random.Random, side: Side, _: Side) -> Side:
    return [passage for passage in side if not is_heading(passage[1])]


def beginning_only(rng: random.Random, side: Side, _: Side) -> Side:
    return side[: rng.randrange(1, max(2, len(side) // 3))]


def other_text(rng: random.Random, side: Side, foreign: Side) -> Side:
    return foreign


DISTURBANCES: tuple[Disturbance, ...] = (
    leave,
    drop_block,
    drop_section,
    add_block,
    replace_block,
    replace_section,
    merge_paragraphs,
    split_paragraph,
    drop_item,
    list_to_text,
    swap_blocks,
    move_section,
    no_headings,
    beginning_only,
    other_text,
)


def side_of(topic: str, pairs: list[tuple[Any, Any]], lang: int) -> Side:
    return [(frozenset({f"{topic}:{i}"}), pair[lang]) for i, pair in enumerate(pairs)]


def judge(lefts: Side, rights: Side, article: Callable[..., Article]) -> Counter[str]:
    """Count the rows by what they turn out to be."""
    result = pair(article("en", [s for _, s in lefts]), article("es", [s for _, s in rights]))
    count: Counter[str] = Counter({result.grain: 1})
    i = j = 0
    everywhere = [frozenset().union(*(ids for ids, _ in side)) for side in (lefts, rights)]
    for row in result.pairs:
        left, right = lefts[i : i + len(row.left)], rights[j : j + len(row.right)]
        i, j = i + len(row.left), j + len(row.right)
        of_left = frozenset().union(*(ids for ids, _ in left))
        of_right = frozenset().union(*(ids for ids, _ in right))
        small = len(left) <= 2 and len(right) <= 2 and result.grain != "whole"
        count["blocks"] += len(of_left & everywhere[1])
        if result.grain == "whole":
            continue
        if not left or not right:
            count["alone"] += 1
            moved = bool((of_left & everywhere[1]) | (of_right & everywhere[0]))
            count["alone, moved"] += moved
            count["alone, moved, sure"] += moved and row.confidence >= BLOCK_CONFIDENCE
            continue
        strayed = any(ids & everywhere[1] and not ids & of_right for ids, _ in left)
        strayed = strayed or any(ids & everywhere[0] and not ids & of_left for ids, _ in right)
        wrong = strayed or (small and not of_left & of_right)
        sure = row.confidence >= BLOCK_CONFIDENCE
        count["sure" if sure else "unsure"] += 1
        count["sure, wrong"] += wrong and sure
        count["blocks in small rows"] += len(of_left & of_right) if small else 0
    return count


@pytest.mark.parametrize("rounds", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_a_sure_pair_is_hardly_ever_wrong(
    rounds: int, passages: Mapping[str, list[tuple[Any, Any]]], article: Callable[..., Article]
) -> None:
    total: Counter[str] = Counter()
    print()
    for disturb in DISTURBANCES:
        here: Counter[str] = Counter()
        for seed in range(rounds):
            rng = random.Random(seed)
            topic, other = rng.sample(sorted(passages), 2)
            lefts, rights = (side_of(topic, passages[topic], lang) for lang in (0, 1))
            if seed % 2:
                lefts = disturb(rng, lefts, side_of(other, passages[other], 0))
            else:
                rights = disturb(rng, rights, side_of(other, passages[other], 1))
            here += judge(lefts, rights, article)
        print(f"{disturb.__name__:18} {figures(here)}")
        assert here["sure, wrong"] <= max(1, WORST_OF_ONE_KIND * here["sure"]), disturb.__name__
        assert here["alone, moved, sure"] <= max(1, WORST_OF_ONE_KIND * here["alone"]), disturb.__name__
        total += here
    print(f"{'all':18} {figures(total)}")
    assert total["sure, wrong"] <= WORST * total["sure"]
    assert total["blocks in small rows"] >= LEAST_TOLD_APART * total["blocks"]


def figures(count: Counter[str]) -> str:
    return (
        f"rows {count['sure'] + count['unsure']:5}  sure and wrong {count['sure, wrong']:3}  "
        f"alone {count['alone']:4} (moved {count['alone, moved']:3}, sure {count['alone, moved, sure']:2})  "
        f"blocks told apart {count['blocks in small rows'] / max(1, count['blocks']):4.0%}  "
        f"by block {count['block']:3} section {count['section']:3} whole {count['whole']:3}"
    )
