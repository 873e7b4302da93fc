from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.pairing import BLOCK_CONFIDENCE, Pairing, pair
from handouts.model import Article, Block, Bullets, Heading, Item, Paragraph, Provenance, Text, plain_text, runs
from handouts.sources import medlineplus_xml

Passages = Mapping[str, list[tuple[Any, Any]]]
Make = Callable[..., Article]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [" ".join(plain_text(run) for run in runs(block)) for block in blocks]


def written_alike(passages: list[tuple[Any, Any]], make: Make) -> tuple[Article, Article]:
    return make("en", [english for english, _ in passages]), make("es", [spanish for _, spanish in passages])


def check_whole(left: Article, right: Article, result: Pairing) -> None:
    """Nothing is dropped, doubled or moved."""
    assert tuple(b for p in result.pairs for b in p.left) == left.blocks
    assert tuple(b for p in result.pairs for b in p.right) == right.blocks
    assert all(p.left or p.right for p in result.pairs)
    assert all(0 <= p.confidence <= 1 for p in result.pairs)
    assert 0 <= result.confidence <= 1


# --------------------------------------------------------------------------- what a faithful translation gives


@pytest.mark.parametrize("topic", ["asthma", "anemia", "stones"])
def test_a_faithful_translation_pairs_block_by_block(topic: str, passages: Passages, article: Make) -> None:
    left, right = written_alike(passages[topic], article)
    result = pair(left, right)
    assert result.grain == "block"
    assert [(len(p.left), len(p.right)) for p in result.pairs] == [(1, 1)] * len(left.blocks)
    assert result.confidence > BLOCK_CONFIDENCE


def test_it_is_the_same_the_other_way_round(passages: Passages, article: Make) -> None:
    left, right = written_alike(passages["stones"], article)
    there, back = pair(left, right), pair(right, left)
    assert [(p.left, p.right) for p in there.pairs] == [(p.right, p.left) for p in back.pairs]


# --------------------------------------------------------------------------- hard cases


def test_a_paragraph_too_many_stands_alone(passages: Passages, article: Make) -> None:
    blocks = passages["anemia"]
    extra = "Pregunte en la farmacia si alguna de sus otras medicinas impide que el cuerpo absorba este mineral."
    left = article("en", [english for english, _ in blocks])
    right = article("es", [*(spanish for _, spanish in blocks[:3]), extra, *(spanish for _, spanish in blocks[3:])])
    result = pair(left, right)
    alone = [p for p in result.pairs if not p.left]
    assert [texts(p.right) for p in alone] == [[extra]]
    assert result.grain == "block"


def test_a_list_of_five_beside_a_list_of_four_is_one_row(passages: Passages, article: Make) -> None:
    blocks = [(e, s[:-1] if isinstance(s, list) else s) for e, s in passages["asthma"][4:8]]
    left, right = written_alike(blocks, article)
    result = pair(left, right)
    rows = [p for p in result.pairs if any(isinstance(b, Bullets) for b in p.left)]
    assert len(rows) == 1
    assert any(isinstance(b, Bullets) for b in rows[0].right)


def test_merged_paragraphs_stand_beside_both(passages: Passages, article: Make) -> None:
    blocks = passages["stones"]
    left = article("en", [english for english, _ in blocks])
    right = article("es", [blocks[0][1], f"{blocks[1][1]} {blocks[2][1]}", *(spanish for _, spanish in blocks[3:])])
    sizes = [(len(p.left), len(p.right)) for p in pair(left, right).pairs]
    assert sizes[:3] == [(1, 1), (2, 1), (1, 1)]


def test_swapped_paragraphs_are_not_paired_with_each_other(passages: Passages, article: Make) -> None:
    blocks = passages["stones"]
    spanish = [s for _, s in blocks]
    spanish[1], spanish[2] = spanish[2], spanish[1]
    left, right = article("en", [e for e, _ in blocks]), article("es", spanish)
    result = pair(left, right)
    for p in result.pairs:
        for i, block in enumerate(left.blocks[1:3], 1):
            if block in p.left and len(p.left) == 1:
                assert right.blocks[3 - i] in p.right


def test_a_section_that_stands_elsewhere_is_alone_and_not_sure(passages: Passages, article: Make) -> None:
    blocks = passages["stones"]
    left = article("en", [e for e, _ in blocks])
    right = article("es", [s for _, s in [*blocks[3:], *blocks[:3]]])
    result = pair(left, right)
    check_whole(left, right, result)
    alone = [p for p in result.pairs if not (p.left and p.right)]
    assert len(alone) == 6
    assert all(p.confidence < 0.5 for p in alone)


def test_unsure_blocks_stand_section_beside_section(passages: Passages, article: Make) -> None:
    before, after = passages["anemia"][:10], passages["anemia"][10:]
    left = article("en", [*(e for e, _ in before), "Any of these.", "Or else those.", *(e for e, _ in after)])
    unclear = ["Lo que sea.", "O bien aquello.", "Y algo distinto."]
    right = article("es", [*(s for _, s in before), *unclear, *(s for _, s in after)])
    result = pair(left, right)
    check_whole(left, right, result)
    assert result.grain == "section"
    (row,) = (p for p in result.pairs if unclear[0] in texts(p.right))
    assert texts(row.left)[-2:] == ["Any of these.", "Or else those."]
    assert texts(row.right)[-3:] == unclear
    assert isinstance(left.blocks[7], Heading)
    assert [left.blocks[7]] in [list(p.left) for p in result.pairs]


@pytest.mark.parametrize(("english", "spanish"), [("asthma", "anemia"), ("stones", "anemia"), ("stones", "asthma")])
def test_another_text_stands_beside_it_as_a_whole(
    english: str, spanish: str, passages: Passages, article: Make
) -> None:
    left = article("en", [e for e, _ in passages[english]])
    right = article("es", [s for _, s in passages[spanish]])
    assert [(p.left, p.right) for p in pair(left, right).pairs] == [(left.blocks, right.blocks)]


def test_a_nearly_empty_language_stands_beside_the_whole(passages: Passages, article: Make) -> None:
    left = article("en", [e for e, _ in passages["anemia"]])
    right = article("es", [passages["anemia"][1][1]])
    result = pair(left, right)
    assert result.grain == "whole"
    assert [(p.left, p.right) for p in result.pairs] == [(left.blocks, right.blocks)]


def test_two_single_blocks_are_one_row(article: Make) -> None:
    left, right = article("en", ["Rest."]), article("es", ["Beba mucha agua y guarde cama durante tres días."])
    assert len(pair(left, right).pairs) == 1


def test_a_heading_has_a_row_of_its_own(passages: Passages, article: Make) -> None:
    left, right = written_alike(passages["anemia"], article)
    for p in pair(left, right).pairs:
        if any(isinstance(block, Heading) for block in p.left):
            assert len(p.left) == len(p.right) == 1


# --------------------------------------------------------------------------- whatever comes

words = st.lists(
    st.sampled_from(["gene", "gen", "5 mg", "blood", "sangre", "", "DNA", "x", "?", ":", "1999"]), max_size=9
)
inlines = words.map(lambda parts: (Text(" ".join(parts)),))
paragraphs = inlines.map(Paragraph)
headings = st.builds(Heading, st.integers(2, 6), inlines)
bullets = st.lists(inlines.map(Item), min_size=1, max_size=4).map(lambda items: Bullets(tuple(items)))
nested = st.builds(lambda text, inner: Bullets((Item(text, (inner,)),)), inlines, bullets)
articles = st.builds(
    lambda lang, blocks: Article(lang, "T", tuple(blocks), Provenance("MedlinePlus", "medlineplus", "", "official")),
    st.sampled_from(["en", "es", "vi"]),
    st.lists(st.one_of(paragraphs, headings, bullets, nested), max_size=8),
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(articles, articles)
def test_nothing_is_dropped_doubled_or_moved(left: Article, right: Article) -> None:
    check_whole(left, right, pair(left, right))


# --------------------------------------------------------------------------- real topics


@pytest.mark.parametrize(
    ("file", "topic"),
    [
        ("mplus_topics_2024-08-30_sample.xml", "acne"),
        ("mplus_topics_2024-08-30_sample.xml", "acupuncture"),
        ("mplus_topics_2012-07-21_sample.xml", "abdominal pain"),
    ],
)
def test_real_pairs_stand_block_by_block(file: str, topic: str, shared: Path) -> None:
    articles = medlineplus_xml.load_topic(shared / "samples" / file, topic).articles
    result = pair(articles["en"], articles["es"])
    assert result.grain == "block"
    assert all([type(b) for b in p.left] == [type(b) for b in p.right] for p in result.pairs)
    assert all(p.confidence >= 0.95 for p in result.pairs)


def test_real_texts_of_different_topics_are_not_paired(shared: Path) -> None:
    file = shared / "samples" / "mplus_topics_2024-08-30_sample.xml"
    acne, stroke = (medlineplus_xml.load_topic(file, topic) for topic in ("acne", "stroke"))
    assert pair(acne.articles["en"], stroke.articles["es"]).grain == "whole"
