"""Passages are found in what is heard, in the order that fits the most of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.facts import Facts, Metadata, Piece
from handouts.checks.reading import Heard, find_passages, to_heard
from handouts.checks.tags import is_language_tag, looks_like
from handouts.checks.words import letters, letters_and_breaks, plain, quoted, same_language


def said(*blocks: str) -> Heard:
    pieces = tuple(Piece(text, "en", 0, number, number, None) for number, text in enumerate(blocks))
    return to_heard(Facts((), Metadata(), pieces=pieces))


def placed(blocks: list[str], passages: list[str]) -> list[object]:
    heard = said(*blocks)
    found = find_passages(heard, tuple(map(letters, passages)))
    return [None if p is None else (heard.letters[p.start : p.stop], p.in_order) for p in found]


def test_passages_in_order() -> None:
    assert placed(["Page one.", "Two", "Three"], ["Two", "Three"]) == [("two", True), ("three", True)]


def test_a_passage_over_two_blocks_is_found() -> None:
    assert placed(["A long", "sentence."], ["A long sentence."]) == [("alongsentence.", True)]


def test_a_passage_out_of_order_is_the_shorter_of_two() -> None:
    blocks = ["A very long passage that weighs much", "short"]
    assert placed(blocks, ["short", blocks[0]]) == [("short", False), (letters(blocks[0]), True)]


def test_a_passage_that_is_not_there() -> None:
    assert placed(["One"], ["One", "Two"]) == [("one", True), None]


def test_short_words_are_found_as_blocks_and_not_inside_others() -> None:
    heard = said("Do you know", "No", "nothing")
    (place,) = find_passages(heard, ("no",))
    assert place is not None
    assert heard.piece_at(place.start).text == "No"


@pytest.mark.parametrize("every", [1, 8])
def test_a_label_that_stands_before_many_links_is_found_before_each(every: int) -> None:
    """Whether it is a passage of its own before each of them, or only before some."""
    blocks = [text for n in range(200) for text in (f"Link {n}", "Español", ":", f"page: {n}")]
    passages = [
        text
        for n in range(200)
        for text in ((f"Link {n}", "Español", ":", f"page: {n}") if n % every == 0 else (f"Link {n}", f"page: {n}"))
    ]
    assert [text for text in placed(blocks, passages) if not text or not text[1]] == []
    del blocks[4 * 152 + 2]
    wrong = [text for text in placed(blocks, passages) if not text or not text[1]]
    assert 1 <= len(wrong) <= 2, "one is missing, and the others stand"


def test_the_same_words_in_two_languages() -> None:
    assert placed(["Virus", "Virus", "Error"], ["Virus", "Virus"]) == [("virus", True), ("virus", True)]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.text("abc ", min_size=1, max_size=6).filter(str.strip), max_size=12))
def test_what_is_said_is_found_in_order(blocks: list[str]) -> None:
    heard = said(*blocks)
    for block, place in zip(blocks, find_passages(heard, tuple(map(letters, blocks))), strict=True):
        assert place is not None
        assert place.in_order
        assert heard.letters[place.start : place.stop] == letters(block)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=40))
def test_letters_and_breaks_agree(text: str) -> None:
    found, breaks = letters_and_breaks(text)
    assert found == letters(text)
    assert all(0 <= place <= len(found) for place in breaks)
    words = plain(text).casefold().split()
    inner, length = [], 0
    for word in words[:-1]:
        length += len(word)
        inner.append(length)
    assert [place for place in breaks if 0 < place < len(found)] == inner


def test_marks_without_sound_are_no_letters() -> None:
    assert letters("Sleep\u00ad and\u200b re\u2060st") == "sleepandrest"
    assert letters("ﬁn … ½") == "fin...1⁄2"


def test_what_is_raised_is_another_number() -> None:
    assert letters("10²") != letters("102")
    assert letters_and_breaks("10²")[0] == letters("10²")


def test_quoting_is_short() -> None:
    assert quoted("a\n b") == "“a b”"
    assert len(quoted("word " * 50)) <= 51


@pytest.mark.parametrize(("heard", "meant", "same"), [("es-US", "es", True), ("es", "es", True), ("est", "es", False)])
def test_regional_languages(heard: str, meant: str, same: bool) -> None:
    assert same_language(heard, meant) is same


@pytest.mark.parametrize(
    "tag", ["en", "es-US", "zh-Hant-TW", "ht", "sr-Latn", "x-klingon", "de-CH-1996", "en-a-bbb-x-y"]
)
def test_language_tags(tag: str) -> None:
    assert is_language_tag(tag) is (tag != "x-klingon")


@pytest.mark.parametrize("tag", ["", "e", "english please", "en_US", "en-", "-en", "Spanish!", "en--US"])
def test_what_is_no_language_tag(tag: str) -> None:
    assert not is_language_tag(tag)


ENGLISH = "Ask the nurse if you have pain after the test, and do not drive home by yourself that day."
SPANISH = "Pregunte a la enfermera si tiene dolor después de la prueba, y no conduzca ese día para volver a su casa."


def test_a_language_that_a_text_looks_like() -> None:
    assert looks_like(SPANISH, "en") == "es"
    assert looks_like(ENGLISH, "es-US") == "en"
    assert looks_like(ENGLISH, "en-GB") is None
    assert looks_like(SPANISH, "es") is None
    assert looks_like(SPANISH, "ht") is None
    assert looks_like("Clínica de la Esperanza", "en") is None


def test_an_address_is_in_no_language() -> None:
    address = "www.example.org/es/la-salud-de-los-ninos-y-de-las-mujeres-en-el-mundo-con-una-vida-para-todos.html"
    assert looks_like(f"Español: {address}", "en") is None


def test_a_word_that_is_everywhere_is_found_where_it_stands_alone() -> None:
    heard = said(*["an acne scar"] * 100, "21. Acne", "womenshealth.gov")
    places = find_passages(heard, tuple(map(letters, ("21.", "Acne", "womenshealth.gov"))))
    assert [place is not None and place.in_order for place in places] == [True, True, True]
