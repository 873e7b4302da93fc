"""Formulas against worked examples in print, figure by figure; sentences against sentences counted by hand.

Where an example stands:
  Flesch–Kincaid   Wikipedia, "Flesch–Kincaid readability tests": the platypus sentence (24 syllables, 13 words: 11.3),
                   Green Eggs and Ham (5.7 words a sentence, 1.02 syllables a word: -1.3), the least there is (-3.40)
  SMOG             McLaughlin (1969): 95 goes to 100 and gives 13; 110 goes to 100 and not to 121
  INFLESZ          an implementation in R has the shortest text there is, one word of one syllable: 143.535
  Fernández-Huerta the formula's own figures, with P for 100 words as he printed it
"""

from __future__ import annotations

import pytest

from handouts.translation.reading.formulas import (
    Counts,
    fernandez_huerta,
    flesch_kincaid,
    inflesz,
    scores,
    smog,
    smog_by_hand,
)
from handouts.translation.reading.level import to_counts
from handouts.translation.reading.sentences import to_sentences


def counted(text: str, lang: str) -> Counts:
    return to_counts(to_sentences([text], lang))


def test_flesch_kincaid_from_figures():
    assert round(flesch_kincaid(Counts(1, 13, 24)), 1) == 11.3
    assert round(flesch_kincaid(Counts(100, 570, 581)), 1) == -1.3
    assert round(flesch_kincaid(Counts(1, 1, 1)), 2) == -3.40


def test_the_platypus_is_counted_as_in_print():
    counts = counted("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", "en")
    assert (counts.words, counts.syllables, counts.sentences) == (13, 24, 1)
    assert round(flesch_kincaid(counts), 1) == 11.3


@pytest.mark.parametrize(("polysyllables", "grade"), [(95, 13), (110, 13), (100, 13), (111, 14), (0, 3), (81, 12)])
def test_smog_by_hand(polysyllables, grade):
    assert smog_by_hand(polysyllables) == grade


@pytest.mark.parametrize("polysyllables", [16, 36, 64, 100, 144])
def test_smog_s_regression_and_rule_of_thumb_agree_within_a_grade(polysyllables):
    assert abs(smog(Counts(30, 300, 500, polysyllables)) - smog_by_hand(polysyllables)) < 1


def test_smog_is_normed_to_thirty_sentences():
    assert smog(Counts(30, 0, 0, 30)) == smog(Counts(10, 0, 0, 10))
    assert round(smog(Counts(30, 0, 0, 30)), 4) == round(3.1291 + 1.0430 * 30**0.5, 4)


def test_inflesz_from_figures():
    assert round(inflesz(Counts(1, 1, 1)), 3) == 143.535
    assert counted("A.", "es") == Counts(1, 1, 1, 0)
    assert round(inflesz(Counts(10, 100, 200)), 3) == 72.235  # 206.835 - 124.6 - 10


def test_fernandez_huerta_as_he_printed_it():
    """206.84 - 0.60 P - 1.02 F: P syllables in 100 words, F words a sentence (as Law put it right)."""
    for syllables, words_a_sentence in ((150, 10), (200, 20), (215, 25)):
        printed = 206.84 - 0.60 * syllables - 1.02 * words_a_sentence
        assert round(fernandez_huerta(Counts(100 // words_a_sentence, 100, syllables)), 2) == round(printed, 2)


def test_a_spanish_sentence_by_hand():
    """El as-ma es u-na en-fer-me-dad de los pul-mo-nes: 8 words, 15 syllables, 2 words of three or more."""
    counts = counted("El asma es una enfermedad de los pulmones.", "es")
    assert counts == Counts(1, 8, 15, 2)
    assert round(inflesz(counts), 4) == 82.0225  # 206.835 - 116.8125 - 8
    assert round(fernandez_huerta(counts), 2) == 86.18  # 206.84 - 112.5 - 8.16


def test_longer_sentences_are_harder_by_every_formula():
    """Law's reason for reading F as words a sentence: with sentences for F, more of them would make a text harder."""
    short, long = Counts(20, 200, 300, 20), Counts(10, 200, 300, 20)
    assert flesch_kincaid(long) > flesch_kincaid(short)
    assert smog(long) > smog(short)
    assert inflesz(long) < inflesz(short)
    assert fernandez_huerta(long) < fernandez_huerta(short)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (39.9, "very hard"),
        (40, "somewhat hard"),
        (54.9, "somewhat hard"),
        (55, "normal"),
        (65, "fairly easy"),
        (80, "very easy"),
    ],
)
def test_the_bands_of_inflesz(value, band):
    """Barrio-Cantalejo 2008: 0-40, 40-55, 55-65, 65-80, over 80."""
    words = 1000
    syllables = round((206.835 - value - 10) / 62.3 * words)
    found = scores(Counts(100, words, syllables), "es")[0]
    assert abs(found.value - value) < 0.1
    if found.value == value:
        assert found.band == band


@pytest.mark.parametrize(
    ("value", "band"),
    [(6.9, "6th grade or easier"), (7.0, "7th to 8th grade"), (9.0, "9th to 12th grade"), (13.0, "college")],
)
def test_the_bands_of_grades(value, band):
    found = scores(Counts(1000, 10_000, round((value + 15.59 - 3.9) / 11.8 * 10_000)), "en")[0]
    assert (found.value, found.band) == (value, band)
    assert found.met == (value < 7)
