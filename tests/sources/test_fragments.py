"""Markup becomes blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from handouts.errors import ContentError
from handouts.model import (
    Anchor,
    Block,
    Bullets,
    Emphasis,
    Heading,
    Item,
    Link,
    Paragraph,
    Strong,
    Text,
    anchors,
    plain_text,
    runs,
)
from handouts.sources.cleaning import clean_text
from handouts.sources.fragments import parse_fragment, to_blocks

BASE = "https://medlineplus.gov/example.html"


def blocks_of(markup: str) -> tuple[Block, ...]:
    return to_blocks(markup, "en", BASE)


def p(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def li(words: str, *nested: Bullets) -> Item:
    return Item((Text(words),), nested)


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    return [word for block in blocks for run in runs(block) for word in plain_text(run).split()]


# --------------------------------------------------------------------------- blocks


def test_paragraphs_and_text_outside_any_block() -> None:
    assert blocks_of("before<p>in</p>after<div>box</div>") == (p("before"), p("in"), p("after"), p("box"))


def test_lists_nest_and_keep_their_kind() -> None:
    found = blocks_of("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>")
    assert found == (Bullets((li("a", Bullets((li("b"),), ordered=True)), li("c"))),)


def test_text_after_a_nested_list_stays_after_it() -> None:
    found = blocks_of("<ul><li>a<ul><li>b</li></ul>after<ul><li>c</li></ul></li></ul>")
    assert found == (Bullets((li("a", Bullets((li("b"),))), li("after", Bullets((li("c"),))))),)


def test_a_list_right_inside_a_list_belongs_to_the_item_before() -> None:
    assert blocks_of("<ul><li>a</li><ul><li>b</li></ul></ul>") == (Bullets((li("a", Bullets((li("b"),))),)),)


def test_an_item_that_is_only_a_list_leaves_no_empty_bullet() -> None:
    assert blocks_of("<ul><li><ul><li>a</li><li>b</li></ul></li></ul>") == (Bullets((li("a"), li("b"))),)


def test_paragraphs_and_headings_inside_an_item_are_one_run() -> None:
    found = blocks_of("<ul><li><h4>Rest</h4><p>a</p><p>b</p></li></ul>")
    assert found == (Bullets((Item((Strong((Text("Rest"),)), Text(" a b"))),)),)


def test_loose_words_in_a_list_become_an_item() -> None:
    assert blocks_of("<ul>loose<li>a</li></ul>") == (Bullets((li("loose"), li("a"))),)


@pytest.mark.parametrize(
    ("tags", "levels"),
    [
        ("h3 h3", [2, 2]),
        ("h1 h2 h3", [2, 3, 4]),
        ("h2 h5 h5 h3", [2, 3, 3, 3]),
        ("h4 h2 h3", [2, 2, 3]),
        ("h1 h2 h3 h4 h5 h6", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_heading_levels_start_at_two_and_skip_none(tags: str, levels: list[int]) -> None:
    found = blocks_of("".join(f"<{tag}>x</{tag}>" for tag in tags.split()))
    assert [block.level for block in found if isinstance(block, Heading)] == levels


def test_empty_blocks_leave_nothing() -> None:
    assert blocks_of("<p> </p><h3></h3><ul><li> </li></ul><p>&nbsp;</p><p><b></b></p>") == ()


def test_scripts_styles_pictures_and_buttons_are_dropped() -> None:
    markup = (
        "<p>a<script>x()</script> b<img alt='no'>c <button>no</button><style>no</style>d</p><!-- no --><svg>no</svg>"
    )
    assert blocks_of(markup) == (p("a b c d"),)


def test_table_cells_part_words() -> None:
    assert words_of(blocks_of("<table><tr><td>one</td><td>two</td></tr></table>")) == ["one", "two"]


def test_markup_too_deep_to_read_is_an_error_and_not_a_loss() -> None:
    with pytest.raises(ContentError, match="depth"):
        blocks_of("<div>" * 5000 + "words" + "</div>" * 5000)


def test_deep_markup_is_read_without_recursion_and_deep_lists_become_flat() -> None:
    assert blocks_of("<div>" * 1500 + "words" + "</div>" * 1500) == (p("words"),)
    found = blocks_of("<ul><li>w " * 900)
    assert words_of(found) == ["w"] * 900
    assert depth(found[0]) == 6


def depth(block: Block) -> int:
    assert isinstance(block, Bullets)
    return 1 + max((depth(inner) for item in block.items for inner in item.nested), default=0)


def test_an_element_of_a_page_is_read_without_its_tail_and_not_changed() -> None:
    page = parse_fragment("<div>in <b>box</b></div>outside")
    before = etree.tostring(page)
    assert to_blocks(page.find(".//div"), "en", BASE) == (Paragraph((Text("in "), Strong((Text("box"),)))),)
    assert etree.tostring(page) == before


# --------------------------------------------------------------------------- inlines


def test_white_space_never_doubles_nor_stands_at_the_borders_of_a_mark() -> None:
    found = blocks_of("<p> one <b> two </b> <i>three</i>\n  four</p>")
    assert found == (
        Paragraph((Text("one "), Strong((Text("two"),)), Text(" "), Emphasis((Text("three"),)), Text(" four"))),
    )


def test_words_are_neither_joined_nor_split_at_tag_borders() -> None:
    assert words_of(blocks_of("<p>un<b>believ</b>able<br>true</p><p>end</p>next")) == [
        "unbelievable",
        "true",
        "end",
        "next",
    ]


def test_the_same_mark_twice_is_one() -> None:
    assert blocks_of("<b>a <strong>b</strong></b><b> c</b>") == (Paragraph((Strong((Text("a b c"),)),)),)


def test_powers_of_ten_stay_powers() -> None:
    assert blocks_of("10<sup>9</sup>, 10<sup>-3</sup>, 1<sup>st</sup>, H<sub>2</sub>O") == (p("10⁹, 10⁻³, 1st, H2O"),)


def test_an_anchor_takes_its_words_as_title_and_its_address_absolute() -> None:
    (block,) = blocks_of("<p>See <a href='/asthma.html?utm_source=x'> all <b>about</b> it</a>.</p>")
    link = Link("https://medlineplus.gov/asthma.html", "all about it", "en")
    anchor = Anchor(link, (Text("all "), Strong((Text("about"),)), Text(" it")))
    assert block == Paragraph((Text("See "), anchor, Text(".")))


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.org", "tel:911", "#", "", "ftp://x"]
)
def test_an_anchor_that_leads_to_no_page_becomes_its_words(href: str) -> None:
    assert blocks_of(f"<p>Call <a href='{href}'>us</a> now</p>") == (p("Call us now"),)


def test_an_anchor_without_words_is_dropped() -> None:
    assert blocks_of("<p>a<a href='https://x.org'><img src=x alt=no></a> b<a href='https://y.org'> </a></p>") == (
        p("a b"),
    )


def test_two_anchors_side_by_side_stay_two() -> None:
    (block,) = blocks_of("<a href='https://x.org/'>one</a><a href='https://x.org/'>two</a>")
    assert [anchor.link.title for anchor in anchors(next(runs(block)))] == ["one", "two"]


# --------------------------------------------------------------------------- properties

WORD = st.text(alphabet="abcñé&<>\"'0123456789", min_size=1, max_size=6)
TAGS = [
    "ul",
    "ul",
    "li",
    "li",
    "li",
    "li",
    "ol",
    "p",
    "div",
    "h2",
    "h3",
    "h5",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "span",
    "section",
    "td",
]


@st.composite
def markup_with_words(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Markup that is well formed, though not always valid, and its words in reading order."""
    words: list[str] = []

    def piece(levels: int) -> str:
        parts = []
        for _ in range(draw(st.integers(0, 3))):
            if levels and draw(st.booleans()):
                tag = draw(st.sampled_from(TAGS))
                href = " href='https://x.org/'" if tag == "a" else ""
                parts.append(f"<{tag}{href}>{piece(levels - 1)}</{tag}>")
            else:
                words.append(draw(WORD))
                parts.append(f" {html.escape(words[-1])} ")
        return "".join(parts)

    return piece(5), words


@settings(deadline=None, derandomize=True, max_examples=400)
@given(markup_with_words())
def test_no_word_is_lost_doubled_or_moved(case: tuple[str, list[str]]) -> None:
    markup, words = case
    assert words_of(blocks_of(markup)) == words


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(max_size=60) | st.text(alphabet="<>/ulipah3b =\"'&;#!-\x00\ud800", max_size=60))
def test_any_string_becomes_clean_blocks(markup: str) -> None:
    for block in blocks_of(markup):
        for run in runs(block):
            words = plain_text(run)
            assert words
            assert words == words.strip()
            assert "  " not in words
            assert all(isinstance(anchor.link.address, str) for anchor in anchors(run))


# --------------------------------------------------------------------------- real data


def texts_of(element: etree._Element) -> Iterator[str]:
    yield from etree.tostring(element, encoding="unicode", method="text").split()


def test_every_summary_of_the_real_samples_keeps_its_words(shared: Path) -> None:
    count = 0
    for path in sorted((shared / "samples").glob("mplus_topics_*_sample.xml")):
        for raw in re.findall(r"<full-summary>(.*?)</full-summary>", path.read_text(encoding="utf-8"), re.DOTALL):
            markup = html.unescape(raw)
            plain = clean_text(
                html.unescape(re.sub(r"<[^>]+>", lambda tag: " " if "a" not in tag[0][:3] else "", markup))
            )
            found = words_of(blocks_of(markup))
            assert "".join(found) == plain.replace(" ", "")
            count += len(found)
    assert count > 1000
