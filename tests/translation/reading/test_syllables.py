"""Syllables of both languages against 300 words each, divided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.translation.reading import english, spanish
from handouts.translation.reading.numerals import to_words

HERE = Path(__file__).resolve().parent
COUNTERS = {"en": english.syllables, "es": spanish.syllables}


def divided(lang: str) -> list[str]:
    lines = (HERE / f"syllables-{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_three_hundred_words_divided_by_hand(lang):
    words = divided(lang)
    assert len(set(words)) == len(words) == 300
    wrong = {w: n for w in words if (n := COUNTERS[lang](w.replace("·", ""))) != w.count("·") + 1}
    print(f"{lang}: {len(words) - len(wrong)} of {len(words)} words as divided by hand")
    assert wrong == {}


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("guion", 1),  # the Academy's own examples of what spelling decides, whatever is heard
        ("truhan", 1),
        ("fie", 1),
        ("construía", 3),
        ("Uruguay", 3),
        ("averiguáis", 4),
        ("lingüística", 4),
        ("VIH", 5),  # u-ve, i, ha-che
        ("ADN", 4),
        ("mg", 4),
        ("MÉDICO", 3),
        ("día", 2),  # the accent as a character of its own is the same word
    ],
)
def test_spanish_rules(word, number):
    assert spanish.syllables(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("DNA", 3),
        ("A1C", 3),
        ("AIDS", 1),
        ("don't", 1),
        ("isn’t", 2),
        ("haven't", 2),
        ("nurse's", 2),
        ("child's", 1),
        ("it'll", 2),
        ("follow-up", 3),
        ("tables", 2),
        ("handled", 2),
        ("failed", 1),
        ("treated", 2),
        ("boxes", 2),
        ("switches", 2),
        ("takes", 1),
        ("associated", 5),
        ("hundred", 2),
        ("mg", 3),
        ("nth", 1),
    ],
)
def test_english_rules(word, number):
    assert english.syllables(word) == number


@pytest.mark.parametrize(
    ("numeral", "lang", "heard"),
    [
        ("0", "en", "zero"),
        ("17", "en", "seventeen"),
        ("21", "en", "twenty one"),
        ("126", "en", "one hundred twenty six"),
        ("20,000", "en", "twenty thousand"),
        ("5.7", "en", "five point seven"),
        ("1", "es", "uno"),
        ("100", "es", "cien"),
        ("126", "es", "ciento veintiséis"),
        ("35", "es", "treinta y cinco"),
        ("1,500", "es", "mil quinientos"),
        ("6.4", "es", "seis punto cuatro"),
        ("18002324636", "en", "one eight zero zero two three two four six three six"),
    ],
)
def test_numbers_are_heard(numeral, lang, heard):
    assert to_words(numeral, lang) == heard
