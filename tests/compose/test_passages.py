from __future__ import annotations

from collections.abc import Callable

from handouts.compose.handout import Bold, Entry, Italic, Jump, Passage, Words
from handouts.compose.passages import to_passage
from handouts.compose.references import References, references
from handouts.model import Anchor, Article, Bullets, Emphasis, Heading, Item, Link, LinkSection, Paragraph, Text, Topic

NONE = References((), {}, {}, 0)


def test_blocks_become_passages() -> None:
    inner = Bullets((Item((Text("inner"),)),), ordered=True)
    outer = Bullets((Item((Text("one"),), (inner,)), Item((Text("two"),))))
    assert to_passage(outer, "en", NONE) == Passage(
        "bullets",
        entries=(
            Entry((Words("one"),), (Passage("numbers", entries=(Entry((Words("inner"),)),)),)),
            Entry((Words("two"),)),
        ),
    )
    assert to_passage(Heading(2, (Text("What?"),)), "en", NONE) == Passage("heading", 2, (Words("What?"),))
    assert to_passage(Heading(9, (Text("Deep"),)), "en", NONE).level == 6


def test_marks_are_kept_inside_each_other(article: Callable[..., Article]) -> None:
    block = article("en", ["a **bold** b"]).blocks[0]
    assert to_passage(block, "en", NONE).inlines == (Words("a "), Bold((Words("bold"),)), Words(" b"))
    assert to_passage(Paragraph((Emphasis((Text("i"),)),)), "en", NONE).inlines == (Italic((Words("i"),)),)


def test_words_that_lead_to_a_page_carry_its_number_and_say_where_they_lead(
    article: Callable[..., Article], topic: Callable[..., Topic]
) -> None:
    listed = Link("https://a.org/1", "All about genes", "en", organizations=("Gene Office",))
    a = article(
        "en",
        ["See [these](http://a.org/1/) and [those](https://a.org/2)."],
        sections=(LinkSection("start-here", "Start Here", (listed,)),),
    )
    found = to_passage(a.blocks[0], "en", references(topic(a), ("en",), 1)).inlines
    assert found == (
        Words("See "),
        Jump(1, "http://a.org/1/", "All about genes, Gene Office", (Words("these"),)),
        Words(" and "),
        Jump(0, "https://a.org/2", "Those", (Words("those"),)),
        Words("."),
    )


def test_the_description_is_in_the_language_of_the_text(
    article: Callable[..., Article], topic: Callable[..., Topic]
) -> None:
    english = article("en", ["[scars](https://medlineplus.gov/scars.html)"])
    spanish = article("es", ["[cicatrices](https://medlineplus.gov/spanish/scars.html)"])
    links = references(topic(english, spanish), ("en", "es"), None)
    (jump,) = to_passage(spanish.blocks[0], "es", links).inlines
    assert isinstance(jump, Jump)
    assert (jump.number, jump.description) == (1, "Cicatrices")


def test_a_page_in_another_language_is_described_by_the_words_that_lead_there(
    article: Callable[..., Article], topic: Callable[..., Topic]
) -> None:
    """Its title would be spoken in the voice of the text, which is not its own."""
    english = Link("https://a.org/ice", "Ice packs", "en", organizations=("Ice Office",))
    spanish = article("es", ["x"])
    block = Paragraph((Anchor(english, (Text("hielo"),)),))
    (jump,) = to_passage(block, "es", references(topic(spanish), ("es",), None)).inlines
    assert isinstance(jump, Jump)
    assert jump.description == "hielo"
