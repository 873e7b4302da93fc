"""Every space of the HTML is in the text, at line ends too, and no other."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = ("a", "of", "water", "medicine", "everything", "self-care", "dose,", "night.")
MARKUP = ("{}", "<b>{}</b>", "<i>{}</i>", "<span>{} </span>", '<a href="https://example.org/">{}</a>', "<b> {}</b>")
pieces = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(MARKUP), st.sampled_from(" \n")
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(pieces=pieces, width=st.integers(60, 280), justify=st.booleans())
def test_what_is_read_is_what_the_html_says(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], pieces: Any, width: int, justify: bool
) -> None:
    body = "".join(markup.format(" ".join(words)) + gap for words, markup, gap in pieces)
    align = "justify" if justify else "left"
    read = reader(make(f'<p style="width: {width}px; text-align: {align}">{body}</p>'))
    text = re.sub("<[^>]*>", "", body)
    assert " ".join(read.text).split() == text.split()
    assert not read.faults


@settings(max_examples=30, deadline=None, derandomize=True)
@given(words=st.lists(st.text("abcdefgh", min_size=4, max_size=16), min_size=1, max_size=8), width=st.integers(30, 90))
def test_words_broken_by_force_stay_whole(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], words: list[str], width: int
) -> None:
    read = reader(make(f'<p style="width: {width}px; overflow-wrap: anywhere">{" ".join(words)}</p>'))
    assert " ".join(read.text).split() == words


@pytest.mark.parametrize("hyphens", ["auto", "manual"])
def test_a_hyphen_at_the_lines_end_is_soft(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], hyphens: str
) -> None:
    word = "understanding" if hyphens == "auto" else "under&shy;stand&shy;ing"
    read = reader(make(f'<p style="width: 60px; hyphens: {hyphens}">{word}</p>'))
    text = "".join(read.text)
    assert text.count("\xad") >= 1
    assert text.replace("\xad", "") == "understanding"
    assert "\u2010" not in text


def test_a_face_without_a_space_says_it_instead(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    data = make("<p><b>Morning</b> <i>noon</i></p>")
    assert " ".join(reader(data).text).split() == ["Morning", "noon"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"/ActualText (Morning )" in pdf.pages[0].Contents.read_bytes()


def test_an_underline_below_spaces_is_decoration(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    read = reader(make("<p>One <u><b>two</b> <i>three</i></u></p>"))
    assert not read.faults
    assert ("Layout", "") in read.artifacts


def test_nothing_drawn_is_nothing_tagged(make: Callable[..., bytes]) -> None:
    with pikepdf.open(
        io.BytesIO(make("<p>One <b>two</b> <i>three</i></p><p style='visibility: hidden'>no</p>"))
    ) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"BDC") == content.count(b"EMC") == 3
