from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import inf

import pytest

from handouts.compose.evidence import KINDRED, numbers, odds, sense, signs_of, simplified, together
from handouts.compose.lexicon import lines
from handouts.model import Article

EN_ES = KINDRED[frozenset({"en", "es"})]


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("below 5.7%", "por debajo de 5,7 %"),
        ("about 20,000 genes", "unos 20.000 genes"),
        ("about 20,000 genes", "unos 20 000 genes"),
        ("1,234,567 people", "1.234.567 personas"),
        ("0.125 mg", "0,125 mg"),
        ("Call 1-800-222-1222", "Llame al 1 (800) 222-1222"),
        ("in 2003 and 1999", "en 1999 y 2003"),
        ("3 to 6 months", "de 3 a 6 meses"),
        ("no number", "ningún número"),
    ],
)
def test_numbers_are_the_same_in_both_languages(english: str, spanish: str) -> None:
    assert numbers(english) == numbers(spanish)


@pytest.mark.parametrize(
    ("one", "other"),
    [("5 mg", "0.5 mg"), ("5.7", "57"), ("20,000", "20"), ("800-222-1222", "800-222-1223"), ("1999", "1998")],
)
def test_different_numbers_differ(one: str, other: str) -> None:
    assert numbers(one) != numbers(other)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("therapy", "terapia"), ("pharmacy", "farmacia"), ("chronic", "crónico"), ("accident", "accidente")],
)
def test_a_common_root_is_seen_through_spelling(english: str, spanish: str) -> None:
    assert sense(english, "en") == sense(spanish, "es")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("breathing", "respira"), ("breast", "senos"), ("livers", "hígado"), ("lives", "vida"), ("eye", "ojo")],
)
def test_the_lexicon_knows_what_has_no_common_root(english: str, spanish: str) -> None:
    assert sense(english, "en") == sense(spanish, "es") != ""


def test_the_longest_entry_counts_and_short_words_are_known_or_nothing() -> None:
    assert sense("comenzar", "es") != sense("comer", "es")
    assert sense("of", "en") == ""


def test_an_entry_of_the_lexicon_means_one_thing() -> None:
    for lang in ("en", "es"):
        entries = [simplified(entry) for line in lines() for entry in line[lang]]
        assert [entry for entry, count in Counter(entries).items() if count > 1] == []


def score(article: Callable[..., Article], english: object, spanish: object) -> float:
    """The odds of the first blocks, in articles with a second one so that not every word is common."""
    fill = "Something else altogether.", "Otra cosa."
    left, right = article("en", [english, fill[0]]), article("es", [spanish, fill[1]])
    lefts, rights = signs_of(left, right, {})
    return odds(lefts[0], rights[0], EN_ES)


ENGLISH = "The doctor listens to your heart and takes a blood sample."


def test_a_translation_beats_another_passage(article: Callable[..., Article]) -> None:
    true = score(article, ENGLISH, "El médico escucha su corazón y toma una muestra de sangre.")
    false = score(article, ENGLISH, "Guarde las pastillas fuera del alcance de los niños pequeños.")
    assert true > 3 > 0 > false


def test_a_like_length_speaks_for_a_pair_and_an_unlike_one_against(article: Callable[..., Article]) -> None:
    # Spanish runs about 15 % longer, so that is the likeliest length
    same, longer, much = (score(article, "x" * 200, "y" * length) for length in (230, 290, 600))
    assert same > longer > much
    assert score(article, "x" * 200, "y" * 5000) == much  # no length outweighs everything else


def test_a_heading_is_never_a_paragraph(article: Callable[..., Article]) -> None:
    assert score(article, "# Symptoms", "Síntomas") == -inf


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        (["uno", "dos y tres"], ["uno", "dos", "tres"]),
        ("Tome 5 mg al día", "Tome 50 mg al día"),
        ("Tome 5 mg al día", "Tome una dosis diaria"),
    ],
)
def test_signs_speak_against(article: Callable[..., Article], likely: object, unlikely: object) -> None:
    english = ["one", "two and three"] if isinstance(likely, list) else "Take 5 mg a day"
    assert score(article, english, likely) > score(article, english, unlikely)


def test_a_shared_page_is_a_sign_and_one_that_only_one_side_has_is_none(article: Callable[..., Article]) -> None:
    with_link = "Read about [this](https://example.org/a)."
    same = score(article, with_link, "Lea sobre [esto](https://example.org/a).")
    alone = score(article, with_link, "Lea sobre esto.")
    other = score(article, with_link, "Lea sobre [esto](https://example.org/b).")
    assert same > alone
    assert other == alone


def test_words_all_over_an_article_are_no_sign(article: Callable[..., Article]) -> None:
    left = article("en", ["Asthma again.", "Asthma attack.", "Asthma plan."])
    right = article("es", ["Asma otra vez.", "Un ataque de asma.", "Plan de asma."])
    lefts, rights = signs_of(left, right, {})
    assert not lefts[0].words & rights[0].words
    assert lefts[1].words & rights[1].words == {"atac"}


def test_languages_without_common_roots_are_told_by_other_signs(article: Callable[..., Article]) -> None:
    left = article("en", ["Take 5 mg of aspirin a day.", "Rest."])
    right = article("vi", ["Uống 5 mg aspirin mỗi ngày.", "Nghỉ ngơi."])
    lefts, rights = signs_of(left, right, {})
    assert odds(lefts[0], rights[0], None) > odds(lefts[0], rights[1], None)


def test_passages_taken_together_have_all_their_signs(article: Callable[..., Article]) -> None:
    left = article("en", ["Take 5 mg:", ["one", "two"]])
    both = together(signs_of(left, article("es", ["x"]), {})[0])
    assert both.kinds == {"paragraph", "bullets"}
    assert both.numbers == {"5"}
    assert both.shape == (((), ()),)
    assert both.ending == ""
