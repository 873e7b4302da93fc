"""Braille pages: 40 cells by 25 lines, page numbers; headings, paragraphs and lists where a hand expects them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.handout import Entry, Passage, Row, Words
from handouts.render.forms import Means, form
from handouts.render.forms._braille_pages import BLANK, CELLS, LINES, Block, page_number, to_ascii, to_pages

CELL = "\u2801"  # dot 1: the letter a


def transcribe(tag, texts, *, contracted, address=False):
    """Write a cell for each letter; what it says does not matter here."""
    return tuple("".join(BLANK if c == " " else CELL for c in text) for text in texts)


def brf(handout, name="brf") -> list[list[str]]:
    """Return the lines of each page, as they are embossed."""
    data = form(name).to_bytes(handout, Means(transcribe))
    return [page.split("\r\n")[:-1] for page in data.decode("ascii").split("\f")[:-1]]


def pages(*blocks: Block) -> list[list[str]]:
    return to_pages([blocks])


def indents(lines: list[str]) -> list[int]:
    """Return the cell that each line begins in, 0 for a blank line."""
    return [len(line) - len(line.lstrip(BLANK)) + 1 if line.strip(BLANK) else 0 for line in lines]


def words(n: int, letters: int = 5) -> str:
    return BLANK.join([CELL * letters] * n)


def text(n: int) -> Block:
    """Return a paragraph of n lines: six words of five cells fill one."""
    return Block(words(6 * n - 1))


def item(n: int = 1) -> Block:
    return Block(words(5 * n), 1, 3, "item")


def heading(n: int = 1) -> Block:
    return Block(words(5 * n), 5, 5, "heading")


# ----- the page


@pytest.mark.parametrize("name", ["brf", "brf-uncontracted"])
def test_every_page_has_25_lines_of_at_most_40_cells_and_its_number(rich, name):
    made = brf(rich("en", "es"), name)
    assert len(made) > 3
    for number, page in enumerate(made, 1):
        assert len(page) == LINES
        assert all(len(line) <= CELLS for line in page)
        expected = "#" + "".join("JABCDEFGHI"[int(digit)] for digit in str(number))
        assert page[-1].endswith("   " + expected)
        assert len(page[-1]) == CELLS


def test_a_file_is_ascii_with_line_and_page_ends(rich):
    data = form("brf").to_bytes(rich("en"), Means(transcribe))
    assert data.endswith(b"\r\n\f")
    assert data.count(b"\r\n") == LINES * data.count(b"\f")
    assert set(data) <= set(range(0x20, 0x60)) | set(b"\r\n\f")


def test_the_characters_of_a_braille_file():
    every = "".join(map(chr, range(0x2800, 0x2840)))
    said = to_ascii([[every]]).decode()
    assert said == " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=\r\n\f"
    assert said[0b000001], said[0b111111] == ("A", "=")


def test_each_language_begins_on_a_new_page(rich):
    english, both = brf(replace(rich("en"), drafts=())), brf(replace(rich("en", "es"), drafts=()))
    titles = ["AAAA AAA AAAA AAAAA", "AA AAA A AA AAAAAAA"]  # Salt and your heart, La sal y su corazón
    starts = [at for at, page in enumerate(both) if page[0].strip() in titles]
    assert len(starts) == 2
    assert starts[0] == 0
    assert len(both) > len(english)


def test_numbers_of_pages():
    assert [page_number(n) for n in (1, 10, 26)] == ["⠼⠁", "⠼⠁⠚", "⠼⠃⠋"]


def test_a_draft_says_so_on_every_page_of_every_language(rich):
    made = brf(replace(rich("en", "es"), drafts=("es",)))
    assert {page[0].strip() for page in made} == {"A" * len("DRAFT"), "A" * len("BORRADOR")}
    assert all(page[1].strip() for page in made)


# ----- where things stand


def test_a_paragraph_begins_in_cell_3_and_runs_over_to_cell_1():
    assert indents(pages(text(3))[0][:4]) == [3, 1, 1, 0]


def test_paragraphs_follow_each_other_without_a_blank_line():
    assert indents(pages(text(2), text(2))[0][:5]) == [3, 1, 3, 1, 0]


def test_a_title_is_centred_with_a_blank_line_after_it():
    title = Block(words(9), kind="centred")
    lines = pages(title, text(1))[0]
    assert indents(lines[:5]) == [6, 9, 0, 3, 0]
    assert all(len(line.strip(BLANK)) <= CELLS - 6 for line in lines[:2])


def test_headings_are_blocked_after_a_blank_line_and_none_after():
    lines = pages(text(1), heading(9), text(1))[0]
    assert indents(lines[:9]) == [3, 0, *[5] * 8][:9]
    assert indents(pages(text(1), heading(), Block(words(3), 7, 7, "heading"), text(1))[0][:5]) == [3, 0, 5, 7, 3]


def test_a_list_stands_between_blank_lines_and_runs_over_to_cell_3():
    assert indents(pages(text(1), item(2), item(), text(1))[0][:8]) == [3, 0, 1, 3, 1, 0, 3, 0]
    assert indents(pages(heading(), item(), text(1))[0][:5]) == [5, 1, 0, 3, 0]


def test_a_nested_list_runs_over_two_cells_past_its_deepest_level(make_handout):
    inner = Passage("bullets", entries=(Entry((Words("inner " * 12),)),))
    rows = (Row(((Passage("bullets", entries=(Entry((Words("outer " * 12),), (inner,)),)),),)),)
    lines = [line for page in brf(replace(make_handout("en", links=0), rows=rows, sections=())) for line in page]
    first = next(at for at, line in enumerate(lines) if line.startswith("AAAAA AAAAA "))
    assert [len(line) - len(line.lstrip()) for line in lines[first : first + 4]] == [0, 4, 2, 4]


# ----- the foot of the page


def test_text_on_the_last_line_leaves_three_cells_before_the_number():
    for n in range(LINES + 2, LINES + 6):
        last = pages(Block(words(n * 8, 4)))[0][-1]
        assert re.fullmatch(rf".*[^{BLANK}]{BLANK}{{3,}}⠼⠁", last)
        assert len(last) == CELLS


@pytest.mark.parametrize("before", range(17, 25))
def test_a_heading_stays_with_what_follows(before):
    first, *_ = pages(text(before), heading(), text(3))
    where = [at for at, cell in enumerate(indents(first)) if cell == 5]
    assert all(at < LINES - 2 for at in where)
    first, *_ = pages(text(before), heading(), item(3))
    where = [at for at, cell in enumerate(indents(first)) if cell == 5]
    assert all(at < LINES - 3 for at in where)  # with the whole first item


@pytest.mark.parametrize("before", range(20, 26))
def test_no_list_begins_on_the_last_line(before):
    first, *_ = pages(text(before), item(), item())
    assert first[-1].strip(BLANK)[0] == "⠼" or before >= LINES or indents(first)[-2] == 1


def test_no_page_begins_with_a_blank_line():
    for before in range(20, 27):
        for block in (item(), heading(), text(2)):
            assert all(indents(page)[0] for page in pages(text(before), block, text(1)))


# ----- what is longer than a line


def test_a_long_address_is_divided_after_a_slash_and_never_behind_a_prefix():
    address = "⠸⠌".join([CELL * 15] * 6)
    lines = [line.strip(BLANK) for line in pages(Block(address, 3, 5, "item"))[0][:-1] if line.strip(BLANK)]
    assert "".join(lines) == address
    assert all(line.endswith("⠸⠌") for line in lines[:-1])
    prefixed = "⠼⠁" * 60
    lines = [line.strip(BLANK) for line in pages(Block(prefixed, 1, 3))[0][:-1] if line.strip(BLANK)]
    assert "".join(lines) == prefixed
    assert not any(line.endswith("⠼") for line in lines[:-1])


blocks = st.builds(
    lambda sizes, kind: Block(
        BLANK.join(CELL * size for size in sizes),
        *{"centred": (3, 1), "heading": (5, 5), "text": (3, 1), "item": (1, 3)}[kind],
        kind,
    ),
    st.lists(st.integers(1, 60), min_size=1, max_size=40),
    st.sampled_from(["centred", "heading", "text", "text", "item"]),
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.lists(blocks, max_size=8), max_size=3), st.sampled_from(["", "⠿⠿⠿"]))
def test_no_cell_is_lost_and_no_page_overflows(parts, head):
    made = to_pages(parts, [head] * len(parts))
    found = ""
    for number, page in enumerate(made, 1):
        assert len(page) == LINES
        assert all(len(line) <= CELLS for line in page)
        last = page[-1].removesuffix(page_number(number))
        assert last.endswith(BLANK * 3)
        assert page[0].strip(BLANK) == head or not head
        found += "".join([*page[:-1], last]).replace("⠿", "")
    wanted = "".join(block.cells for part in parts for block in part)
    assert found.replace(BLANK, "") == wanted.replace(BLANK, "")
