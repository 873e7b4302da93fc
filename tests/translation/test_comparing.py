"""What changed, word by word, and what became of each piece between two versions."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.sources import load_topics
from handouts.translation.comparing import compare, word_changes
from handouts.translation.pieces import to_pieces

words = st.lists(st.sampled_from(["take", "two", "pills", "a", "day", "with", "food"]), max_size=12).map(" ".join)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(before=words, after=words)
def test_both_texts_can_be_read_from_the_changes(before, after):
    changes = word_changes(before, after)
    assert " ".join(c.text for c in changes if c.kind != "removed").split() == after.split()
    assert " ".join(c.text for c in changes if c.kind != "added").split() == before.split()
    kinds = [c.kind for c in changes]
    assert all(one != other for one, other in pairwise(kinds))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Take 5 mg a day.", "Take 10 mg a day.", ["Take", "-5", "+10", "mg a day."]),
        ("Rest.", "Rest.", ["Rest."]),
        ("", "Rest.", ["+Rest."]),
        ("Eat <b1>well</b1>.", "Eat <b1>more</b1>.", ["Eat", "-well.", "+more."]),
        ("Call your doctor now.", "Call your nurse now.", ["Call your", "-doctor", "+nurse", "now."]),
    ],
)
def test_changes(before, after, changes):
    signs = {"same": "", "removed": "-", "added": "+"}
    assert [signs[c.kind] + c.text.strip() for c in word_changes(before, after)] == changes


def test_the_two_seeds_as_before_and_after(shared):
    """One real topic at two dates, the text rewritten, most links kept: what a translator would have to look at."""
    (new,) = load_topics(shared / "seeds" / "000_fe612a39d8879197.txt")
    (old,) = load_topics(shared / "seeds" / "001_0c42303c253afff3.txt")
    found = compare(*(to_pieces(topic.articles["en"], "es") for topic in (old, new)))
    counted = Counter(one.kind for one in found)
    print(f"\nseeds: {dict(counted)}")
    for one in found:
        if one.kind == "changed":
            print(f"  {one.id}: " + " ".join(f"[{c.kind}: {c.text.strip()}]" for c in one.changes if c.kind != "same"))
    assert counted == {"new": 31, "same": 24, "gone": 7, "changed": 4}
    assert {one.id for one in found if one.kind == "same"} >= {"title", "repairing-an-abnormal-gene"}
