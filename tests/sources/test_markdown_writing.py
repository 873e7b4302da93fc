"""Words written as Markdown come back as they were; what Markdown cannot hold is said."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.model import (
    Anchor,
    Bullets,
    Emphasis,
    Heading,
    Item,
    Link,
    Paragraph,
    Strong,
    Text,
    plain_text,
    runs,
)
from handouts.sources.markdown.page import to_page
from handouts.sources.markdown.text import parse_inlines
from handouts.sources.markdown.writing import blocks_to_markdown, can_hold, tidy, tidy_blocks, to_markdown

ADDRESS = "https://medlineplus.gov/cuts.html"
HEAD = "---\ntitle: Cuts\nsource: A Clinic\n---\n\n"


def anchor(words: str, address: str = ADDRESS) -> Anchor:
    return Anchor(Link(address, words, "en"), (Text(words),))


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ((Text("Wash it."),), "Wash it."),
        ((Text("1. Wash"),), "1\\. Wash"),
        ((Text("12) Wash"),), "12\\) Wash"),
        ((Text("1.5 g"),), "1.5 g"),
        ((Text("- or +"),), "\\- or +"),
        ((Text("# 1"),), "\\# 1"),
        ((Text("> 5"),), "\\> 5"),
        ((Text("---"),), "\\---"),
        ((Text("a * b _c_ [d] `e` <f> ~g~ \\ |h|"),), "a \\* b \\_c\\_ \\[d\\] \\`e\\` \\<f> \\~g\\~ \\\\ \\|h\\|"),
        ((Text("Q&A, &amp; &lt;"),), "Q&A, \\&amp; \\&lt;"),
        ((Text("Ask!"), anchor("Here")), f"Ask\\![Here]({ADDRESS})"),
        ((Strong((Text("Stop"),)), Text(" now")), "**Stop** now"),
        ((Emphasis((Strong((Text("a"),)), Text("b"))),), "***a**b*"),
        ((anchor("x", "https://a.test/(b)"),), "[x](<https://a.test/(b)>)"),
        ((Text("un"), Emphasis((Text("believ"),)), Text("able")), "un*believ*able"),
    ],
)
def test_words(words, markdown):
    assert to_markdown(words, "en", pytest.fail) == markdown
    assert parse_inlines(markdown, "en", "", 0) == words


@pytest.mark.parametrize(
    ("words", "tidied"),
    [
        ((Strong((Text(" Stop "),)), Text("now")), (Strong((Text("Stop"),)), Text(" now"))),
        ((Text("  a  "), Text(" b ")), (Text("a b"),)),
        ((Strong((Text("a"),)), Strong((Text("b"),))), (Strong((Text("ab"),)),)),
        ((Strong((Strong((Text("a"),)),)),), (Strong((Text("a"),)),)),
        ((Strong(()), Text("a"), Emphasis((Text(" "),))), (Text("a"),)),
        ((Text(" "),), ()),
        ((), ()),
    ],
)
def test_what_means_the_same(words, tidied):
    assert tidy(words, pytest.fail) == tidied


def test_a_mark_that_markdown_cannot_hold_there_is_said():
    said: list[str] = []
    words = (Strong((Text('"a"'),)), Text("b"))
    assert to_markdown(words, "en", said.append) == '"a"b'
    assert said == ["in '\"a\"b' less stands out"]


def test_words_that_look_like_a_broken_link():
    with pytest.raises(ContentError, match="cannot hold these words"):
        to_markdown((Text("see [a](b) and **c"),), "en", lambda _: None)


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://a.test/?q=%22x%22&a=1#b", "https://a.test/(b", "http://a.test/*_"]
)
def test_addresses(address):
    assert can_hold(address)
    assert parse_inlines(to_markdown((anchor("x", address),), "en", pytest.fail), "en", "", 0) == (
        anchor("x", address),
    )


@pytest.mark.parametrize(
    "address", ["", "mailto:a@b.c", "https://a.test/ñ", "https://a.test/?utm_source=x", "https://a.test/%zz"]
)
def test_addresses_that_cannot_be_written(address):
    said: list[str] = []
    assert not can_hold(address)
    assert tidy((anchor("here", address),), said.append) == (Text("here"),)
    assert "lead nowhere" in said[0]


texts = st.builds(Text, st.text(st.sampled_from("ab1. *_[]()<>`~|\\&;!#+-=>\"'ñ?"), min_size=1, max_size=8))
inlines = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.builds(Strong, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(Emphasis, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(
            lambda words: Anchor(Link(ADDRESS, plain_text(words), "en"), words), st.lists(texts, min_size=1).map(tuple)
        ),
    ),
    max_leaves=5,
)


@settings(deadline=None, derandomize=True, max_examples=400, phases=[Phase.generate])
@given(st.lists(inlines, min_size=1, max_size=4).map(tuple))
def test_any_words_come_back_or_are_refused(words):
    said: list[str] = []
    tidied = tidy(words, said.append)
    assert " ".join(plain_text(tidied).split()) == " ".join(plain_text(words).split())
    if not tidied:
        return
    try:
        back = parse_inlines(to_markdown(tidied, "en", said.append), "en", "", 0)
    except ContentError:
        assert "**" in plain_text(tidied) or "](" in plain_text(tidied)
        return
    assert plain_text(back) == plain_text(tidied)
    assert back == tidied or said


# ----- blocks


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def item(words: str, *nested: Bullets) -> Item:
    return Item((Text(words),), nested)


BLOCKS = (
    paragraph("First."),
    Heading(2, (Text("Care"),)),
    Bullets((item("a", Bullets((item("b", Bullets((item("c"),), ordered=True)),))), item("d"))),
    Bullets((item("next list"),)),
    Bullets((item("one"), item("two", Bullets((item("x"),)), Bullets((item("y"),)))), ordered=True),
    Bullets(tuple(item(str(n)) for n in range(1, 12)), ordered=True),
    Heading(3, (Text("More"),)),
    paragraph("- no list"),
    Heading(2, (Text("End"),)),
    paragraph("Last."),
)


def test_blocks_come_back():
    text = blocks_to_markdown(BLOCKS, pytest.fail)
    assert tidy_blocks(BLOCKS, pytest.fail) == BLOCKS
    assert to_page(f"{HEAD}{text}\n", "cuts").blocks == BLOCKS


def test_what_has_no_form_is_changed_and_said():
    said: list[str] = []
    deep = Bullets(
        (item("1", Bullets((item("2", Bullets((item("3", Bullets((item("4", Bullets((item("5"),))),))),))),))),)
    )
    empty = Bullets((Item((), (Bullets((item("inner"),)),)), item("after")))
    tidied = tidy_blocks((Heading(4, (Text("High"),)), Paragraph(()), deep, empty, Bullets(())), said.append)
    assert tidied[0] == Heading(2, (Text("High"),))
    assert [plain_text(run) for run in runs(tidied[1])] == ["1", "2", "3", "4", "5"]
    assert tidied[2] == Bullets((item("inner"), item("after")))
    assert len(tidied) == 3
    assert said == [
        "the heading 'High' stands one level higher",
        "the list below '4' stands one level higher",
        "the list below '' stands one level higher",
    ]
    assert to_page(HEAD + blocks_to_markdown(tidied, pytest.fail), "cuts").blocks == tidied


lists = st.recursive(
    st.builds(
        Bullets,
        st.lists(st.builds(Item, st.lists(inlines, max_size=2).map(tuple)), max_size=3).map(tuple),
        st.booleans(),
    ),
    lambda inner: st.builds(
        Bullets,
        st.lists(
            st.builds(Item, st.lists(inlines, max_size=2).map(tuple), st.lists(inner, max_size=2).map(tuple)),
            max_size=2,
        ).map(tuple),
        st.booleans(),
    ),
    max_leaves=5,
)
words = st.lists(inlines, max_size=3).map(tuple)
blocks = st.one_of(st.builds(Paragraph, words), st.builds(Heading, st.integers(2, 6), words), lists)


@settings(deadline=None, derandomize=True, max_examples=150, phases=[Phase.generate])
@given(st.lists(blocks, max_size=4).map(tuple))
def test_any_blocks_come_back_or_are_refused(some):
    said: list[str] = []
    tidied = tidy_blocks((paragraph("Text."), *some), said.append)
    try:
        text = blocks_to_markdown(tidied, said.append)
    except ContentError:
        return
    back = to_page(f"{HEAD}{text}\n", "cuts").blocks
    assert [plain_text(run) for block in back for run in runs(block)] == [
        plain_text(run) for block in tidied for run in runs(block)
    ]
    assert back == tidied or said
