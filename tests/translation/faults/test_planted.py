"""Planted faults: which fail a translation, which are for a person, and which nothing in the words gives away.

The tables are printed; see them with `pytest tests/translation/faults/test_planted.py -s`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from handouts.model import Link
from handouts.translation.faults import find_faults, load_glossary
from handouts.translation.merging import Translated
from handouts.translation.pieces import Piece

HERE = Path(__file__).parent
PLANTED, HURRIED = (
    yaml.safe_load((HERE / name).read_text(encoding="utf-8")) for name in ("planted.yaml", "hurried.yaml")
)
TERMS = load_glossary()
LINKS = {name: Link(f"https://x.example/{name}", name, "en") for name in ("a1", "a2")}


def outcome(english: str, spanish: str) -> tuple[str, str]:
    """Return the worst that is said, and by which check."""
    faults = find_faults([Translated(Piece("p", "paragraph", english, links=LINKS), "p", "draft", spanish)], TERMS)
    return (faults[0].outcome, faults[0].check) if faults else ("missed", "")


@pytest.mark.parametrize("case", [*PLANTED, *HURRIED], ids=lambda case: case["fault"])
def test_a_planted_fault_is_met_as_it_should_be(case):
    assert outcome(case["en"], case["bad"])[0] == case["outcome"]


@pytest.mark.parametrize("case", [*PLANTED, *HURRIED], ids=lambda case: case["fault"])
def test_the_sound_translation_beside_it_is_let_through(case):
    assert outcome(case["en"], case["good"])[0] == "missed"


def test_the_guide_says_how_many():
    counted = Counter(outcome(case["en"], case["bad"])[0] for case in [*PLANTED, *HURRIED])
    guide = " ".join((HERE.parents[2] / "docs" / "translation.md").read_text(encoding="utf-8").split())
    said = (
        f"Of {counted.total()} faults planted for a test, {counted['fail']} fail, {counted['review']} are for a person"
    )
    assert f"{said}, and {counted['missed']} nothing" in guide


@pytest.mark.parametrize(
    ("cases", "counts"),
    [(PLANTED, {"fail": 24, "review": 16}), (HURRIED, {"fail": 12, "review": 15, "missed": 3})],
    ids=["planted", "hurried"],
)
def test_the_table(cases, counts):
    counted: Counter[str] = Counter()
    print(f"\n{'fault':38} {'outcome':8} check")
    for case in cases:
        found, check = outcome(case["en"], case["bad"])
        counted[found] += 1
        print(f"{case['fault']:38} {found:8} {check}")
    said = f"{counted['fail']} fail, {counted['review']} for a person, {counted['missed']} missed"
    print(f"{len({case['fault'] for case in cases})} faults: {said}")
    assert +counted == counts
