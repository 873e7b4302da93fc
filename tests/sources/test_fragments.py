"""Markup becomes blocks; words and addresses become clean."""

from __future__ import annotations

import html
import re
import unicodedata
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
from handouts.sources.attribution import take_attribution
from handouts.sources.fragments import clean_address, clean_text, parse_fragment, to_blocks, web_address

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


# --------------------------------------------------------------------------- words and addresses


def test_clean_text() -> None:
    assert clean_text("  El  nin\u0303o\u00a0come\r\n\tbien ") == "El niño come bien"
    assert clean_text("soft\u00adware\u200b \ufeffx\x00\ud800") == "software x"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://x.org/a?utm_source=m&utm_medium=s", "https://x.org/a"),
        ("https://x.org/a?b=1&utm_source=m&c=%22D%22+E#f", "https://x.org/a?b=1&c=%22D%22+E#f"),
        ("https://x.org/a?b=1&amp;utm_source=m", "https://x.org/a?b=1"),
        ("https://x.org/a?UTM_Campaign=m&fbclid=9#top", "https://x.org/a#top"),
        ("https://x.org/a?p=1", "https://x.org/a?p=1"),
        ("https://x.org/a?", "https://x.org/a?"),
        ("http://X.org/A/../b//c/?x=%3a&&y", "http://X.org/A/../b//c/?x=%3a&&y"),
        ("https://x.org/l.html#Chinese, Simplified (Mandarin dialect)", "https://x.org/l.html#Chinese,%20Simplified%20(Mandarin%20dialect)"),
        ("http://x.gov/pubmed?term=a[majr:noexp]+AND", "http://x.gov/pubmed?term=a%5Bmajr:noexp%5D+AND"),
        ("https://[::1]:80/a[b]", "https://[::1]:80/a%5Bb%5D"),
        ("https://x.org/niño|\"<>", "https://x.org/ni%C3%B1o%7C%22%3C%3E"),
        (" https://x.org/very\n/long\t ", "https://x.org/very/long"),
        ("", ""),
    ],
)  # fmt: skip
def test_clean_address(address: str, clean: str) -> None:
    assert clean_address(address) == clean
    assert clean_address(clean) == clean


@pytest.mark.parametrize(
    ("href", "base", "expected"),
    [
        ("../b.html", "https://x.org/a/c.html", "https://x.org/b.html"),
        ("//y.org/b", "https://x.org/a", "https://y.org/b"),
        ("#part", "https://x.org/a", "https://x.org/a#part"),
        ("b.html", "", None),
        ("https://x.org/a/../b?", "https://x.org/", "https://x.org/a/../b?"),
        ("HTTPS://x.org/", "", "HTTPS://x.org/"),
        ("https://", "", None),
        ("http:/nohost", "https://x.org", None),
        ("https://[broken", "", None),
        (" JavaScript:x", "https://x.org", None),
        ("java\nscript:x", "https://x.org", None),
    ],
)
def test_web_address(href: str, base: str, expected: str | None) -> None:
    assert web_address(href, base) == expected


# --------------------------------------------------------------------------- attribution


@pytest.mark.parametrize(
    ("markup", "lines", "words_left"),
    [
        ("<p>Text.</p><p class=''>NIH: Institute of\nExamples</p>", ("NIH: Institute of Examples",), "Text."),
        ("<p>Text.</p><p class=''>Centers for Examples</p> ", ("Centers for Examples",), "Text."),
        ("<p>Text.</p><p class='attribution'>Centros de Ejemplos</p>", ("Centros de Ejemplos",), "Text."),
        ("<p>Text.</p><p class=''>NIH: One<br>NIH: Two</p>", ("NIH: One", "NIH: Two"), "Text."),
        ("<p>Text.</p><p><em>Department of Examples</em></p>", ("Department of Examples",), "Text."),
        ("<p>Text.</p><p>NIH: Institute of Examples</p>", ("NIH: Institute of Examples",), "Text."),
        # real paragraphs
        ("<p>Text.</p><p class=''>Rest is best.</p>", (), "Text. Rest is best."),
        ("<p>Text.</p><p class=''>Rest when you</p><ul><li>tire</li></ul>", (), "Text. Rest when you tire"),
        ("<p class=''>Text</p>after", (), "Text after"),
        ("<p>Text.</p><p><em>Call 911 now</em></p>", (), "Text. Call 911 now"),
        ("<p>Text.</p><p>National plans help</p>", (), "Text. National plans help"),
        ("<p>Text.</p><p class=''>See <a href='https://x.org'>this</a></p>", (), "Text. See this"),
        ("<p>Text.</p><p class=''>" + "word " * 60 + "</p>", (), "Text. " + "word " * 60),
        ("<ul><li>Text</li></ul>", (), "Text"),
    ],
)
def test_attribution(markup: str, lines: tuple[str, ...], words_left: str) -> None:
    summary = parse_fragment(markup)
    assert take_attribution(summary) == lines
    assert words_of(to_blocks(summary, "en", BASE)) == words_left.split()


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


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=40))
def test_any_string_becomes_a_legal_address_or_none(text: str) -> None:
    address = web_address(text, BASE)
    if address is not None:
        assert re.fullmatch(r"[!-~]+", address)
        assert web_address(address, "") == address
    assert clean_text(clean_text(text)) == clean_text(text)
    assert unicodedata.is_normalized("NFC", clean_text(text))


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
