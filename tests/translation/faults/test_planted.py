"""Forty planted faults: which fail a translation, which are for a person, and which nothing in the words gives away.

The table is printed; see it with `pytest tests/translation/faults/test_planted.py -s`.
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

PLANTED = yaml.safe_load((Path(__file__).parent / "planted.yaml").read_text(encoding="utf-8"))
TERMS = load_glossary()


def outcome(english: str, spanish: str) -> tuple[str, str]:
    """Return the worst that is said, and by which check."""
    piece = Piece("p", "paragraph", english, links={"a1": Link("https://x.example/asthma", "asthma", "en")})
    faults = find_faults([Translated(piece, "p", "draft", spanish)], TERMS)
    return (faults[0].outcome, faults[0].check) if faults else ("missed", "")


def test_there_are_forty():
    assert len(PLANTED) == len({case["fault"] for case in PLANTED}) == 40


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["fault"])
def test_a_planted_fault_is_met_as_it_should_be(case):
    assert outcome(case["en"], case["bad"])[0] == case["outcome"]


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case["fault"])
def test_the_sound_translation_beside_it_is_let_through(case):
    assert outcome(case["en"], case["good"])[0] == "missed"


def test_the_table():
    counted: Counter[str] = Counter()
    print(f"\n{'fault':38} {'outcome':8} check")
    for case in PLANTED:
        found, check = outcome(case["en"], case["bad"])
        counted[found] += 1
        print(f"{case['fault']:38} {found:8} {check}")
    print(f"40 faults: {counted['fail']} fail, {counted['review']} for a person, {counted['missed']} missed")
    assert counted == {"fail": 24, "review": 15, "missed": 1}
