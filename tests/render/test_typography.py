"""Number and unit, and a short last word, stay on one line; nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.render.typography import together

BREAKS = {0xA0: " ", 0x2060: None}
SENTENCE = "Your blood pressure is the force of blood on the walls of"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("below 120 mm Hg", "below 120~mm~Hg"),
        ("take 15 g of sugar", "take 15~g of sugar"),
        ("126 mg/dL or more", "126~mg/\u2060dL or more"),
        ("menos de 5.7 %", "menos de 5.7~%"),
        ("Type 2 diabetes", "Type~2 diabetes"),
        ("la diabetes tipo 2 y", "la diabetes tipo~2 y"),
        ("a fever of 101 °F", "a fever of 101~°F"),
        ("[updated 2026 Nov 21].", "[updated 2026~Nov~21]."),
        ("[consultado 2026 sept 2]", "[consultado 2026~sept~2]"),
        ("and/or", "and/or"),
        ("take 2 more", "take 2 more"),
        ("in 15 minutes", "in 15 minutes"),
        ("10 grown people", "10 grown people"),
    ],
)
def test_numbers_keep_their_units(text: str, kept: str) -> None:
    assert together(text) == kept.replace("~", "\u00a0")


def test_a_short_last_word_does_not_stand_alone() -> None:
    assert together(f"{SENTENCE} it.", ends=True) == f"{SENTENCE}\u00a0it."
    assert together(f"{SENTENCE} it.") == f"{SENTENCE} it."
    assert together(f"{SENTENCE} arteries.", ends=True) == f"{SENTENCE} arteries."
    assert together("Drink water now.", ends=True) == "Drink water now."


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(), st.booleans())
def test_words_stay_as_they_are(text: str, ends: bool) -> None:
    marked = together(text, ends=ends)
    assert marked.translate(BREAKS) == text.translate(BREAKS)
