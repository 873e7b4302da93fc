"""Tags for links and emphasis: nothing of an article's words is lost, and nothing of a tag goes unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.model import Anchor, Emphasis, Inline, Link, Strong, Text, plain_text
from handouts.translation.notation import addresses, link_names, marks, retagged, tag_names, to_inlines, to_text, words

LINK = Link("https://clinic.example/a", "a page", "en")

tricky = st.sampled_from(
    ["<", ">", "<a1>", "</b2>", "&lt;", "&amp;lt;", "&", "a1", " 5 < 6 ", "<i", "ñ", "*", "[x](", "amp;"]
)
texts = st.lists(tricky, min_size=1, max_size=4).map("".join)


def inlines(depth: int) -> st.SearchStrategy[tuple[Inline, ...]]:
    leaf = st.builds(Text, texts)
    if depth == 0:
        return st.lists(leaf, min_size=1, max_size=1).map(tuple)
    inner = inlines(depth - 1)
    kinds = st.one_of(
        leaf, st.builds(Strong, inner), st.builds(Emphasis, inner), st.builds(Anchor, st.just(LINK), inner)
    )
    return st.lists(kinds, min_size=1, max_size=4).map(merged)


def merged(parts: list[Inline]) -> tuple[Inline, ...]:
    """Return inlines as sources give them: texts that touch are one."""
    out: list[Inline] = []
    for part in parts:
        if isinstance(part, Text) and out and isinstance(out[-1], Text):
            part = Text(out.pop().text + part.text)
        out.append(part)
    return tuple(out)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(inlines(2))
def test_words_come_back_as_they_were(before):
    text, links = to_text(before)
    assert to_inlines(text, dict(zip(link_names(text), links, strict=True))) == before
    assert words(text) == " ".join(plain_text(before).split()) or "*" in text or "[" in text


def test_what_a_translator_sees():
    sentence = (
        Strong((Text("Eat well."),)),
        Text(" Read about "),
        Anchor(LINK, (Text("a "), Emphasis((Text("diet"),)))),
        Text("."),
    )
    assert to_text(sentence) == ("<b1>Eat well.</b1> Read about <a2>a <i3>diet</i3></a2>.", (LINK,))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Coma <b1>bien.", "<b1> is not closed"),
        ("Coma bien.</b1>", "</b1> does not close"),
        ("<b1><a2>Coma</b1></a2>", "</b1> does not close"),
        ("<a2>uno</a2> y <a2>dos</a2>", "<a2> stands twice"),
        ("<a3>otro</a3>", "no link of the English has the tag <a3>"),
    ],
)
def test_a_broken_tag_is_named(text, fact):
    with pytest.raises(ValueError, match=fact):
        to_inlines(text, {"a2": LINK})


def test_a_sign_that_is_no_tag_is_a_word():
    assert to_inlines("A1C < 7 & <3", {}) == (Text("A1C < 7 & <3"),)


def test_both_notations_are_read():
    assert marks("<b1>Coma</b1> <a2>bien</a2>") == {"<b1>": 1, "</b1>": 1, "<a2>": 1, "</a2>": 1}
    assert marks("**Coma** *muy* [bien](https://a.example/x_(1)) y [así](https://b.example)") == {
        "[link](…)": 2,
        "**words**": 1,
        "*words*": 1,
    }
    assert words("**Coma** *muy* [bien](https://a.example/x_(1)).") == "Coma muy bien."
    assert words("<b1>Coma</b1> <a2>bien</a2>, &lt;a1> y más") == "Coma bien, <a1> y más"
    assert addresses("[a](https://a.example/x) [b](https://b.example)") == ("https://a.example/x", "https://b.example")


def test_tags_are_renamed_in_their_order():
    text = "<a1>uno <i2>dos</i2></a1>"
    assert tag_names(text) == ("a1", "i2")
    assert retagged(text, ["a3", "i4"]) == "<a3>uno <i4>dos</i4></a3>"
