from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handouts.compose import compose
from handouts.compose.addresses import same_page
from handouts.compose.handout import Bold, Handout, Italic, Jump, Passage, Run, Words
from handouts.compose.request import Request
from handouts.errors import ContentError, RequestError
from handouts.model import Article, Code, Dates, Topic, anchors, plain_text, runs
from handouts.sources import builtin, medlineplus_page, medlineplus_text, medlineplus_xml

Make = Callable[..., Article]
MakeTopic = Callable[..., Topic]

BOTH = Request(("en", "es"), "side-by-side")


def two(article: Make, topic: MakeTopic, **fields: Any) -> Topic:
    english = article(
        "en", ["# What is it?", "An illness.", ["Rest", "Drink water"]], title="Cold", synonyms=("Sniffles",)
    )
    spanish = article("es", ["# ¿Qué es?", "Una enfermedad.", ["Descanse", "Beba agua"]], title="Resfriado")
    return topic(english, spanish, **fields)


def test_two_languages_side_by_side(article: Make, topic: MakeTopic) -> None:
    handout = compose(two(article, topic, id="cold"), BOTH)
    assert (handout.topic_id, handout.languages, handout.layout, handout.paper) == (
        "cold",
        ("en", "es"),
        "side-by-side",
        "letter",
    )
    assert [(m.lang, m.title, m.endonym, m.synonyms) for m in handout.mastheads] == [
        ("en", "Cold", "English", ("Sniffles",)),
        ("es", "Resfriado", "Español", ()),
    ]
    assert [[cell[0].kind for cell in row.cells] for row in handout.rows] == [
        ["heading", "heading"],
        ["paragraph", "paragraph"],
        ["bullets", "bullets"],
        ["bullets", "bullets"],
    ]
    assert handout.pairing == "block"
    assert [c.lang for c in handout.citations] == ["en", "es"]
    assert len(handout.provenances) == 2


def test_the_first_language_asked_for_is_first(article: Make, topic: MakeTopic) -> None:
    handout = compose(two(article, topic), Request(("es", "en"), "side-by-side", "a4"))
    assert handout.languages == ("es", "en")
    assert handout.rows[0].cells[0][0].inlines == (Words("¿Qué es?"),)
    assert handout.paper == "a4"


def test_one_language_is_a_row_for_each_block(article: Make, topic: MakeTopic) -> None:
    handout = compose(two(article, topic), Request(("es",), "single"))
    assert [len(row.cells) for row in handout.rows] == [1, 1, 1]
    assert (handout.pairing, handout.confidence) == ("single", 1.0)
    assert all(row.confidence == 1.0 for row in handout.rows)


def test_metadata_comes_from_the_data(article: Make, topic: MakeTopic) -> None:
    english = article("en", ["x"], groups=("Skin", "Women"), dates=Dates(created=date(2003, 1, 7)))
    spanish = article("es", ["x"], groups=("Piel",), dates=Dates(date(2003, 2, 7), date(2020, 1, 2), date(2019, 1, 1)))
    codes = (Code("MeSH", "D000152", "Acne Vulgaris"), Code("MeSH", "D1", "Skin"), Code("ICD-10-CM", "L70", "Acne"))
    handout = compose(topic(english, spanish, codes=codes), BOTH)
    assert handout.subjects == ("Skin", "Women", "Acne Vulgaris")
    assert (handout.created, handout.modified) == (date(2003, 1, 7), date(2020, 1, 2))
    bare = compose(topic(article("en", ["x"])), Request(("en",), "single"))
    assert (bare.created, bare.modified, bare.subjects) == (None, None, ())


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Request(("en", "fr"), "side-by-side"), r"topic: the topic has no text in fr\. It has: en, es"),
        (Request(("fr",), "single"), "no text in fr"),
        (Request(("en",), "side-by-side"), "takes 2 languages, not 1"),
        (Request(("en", "es"), "single"), "takes 1 language, not 2"),
        (Request((), "single"), "not none"),
        (Request(("en", "en"), "side-by-side"), "two different ones"),
        (Request(("en", "es", "fr"), "stacked"), "one language or two"),
        (Request(("en",), "single", links=-2), "-2 links"),
    ],
)
def test_what_cannot_be_had_is_refused(request_: Request, message: str, article: Make, topic: MakeTopic) -> None:
    with pytest.raises(RequestError, match=message):
        compose(two(article, topic), request_)


def test_a_topic_without_text_is_no_handout(article: Make, topic: MakeTopic) -> None:
    with pytest.raises(ContentError, match="text in es is empty"):
        compose(topic(article("en", ["x"]), article("es", [])), BOTH)


def test_no_links_wanted_means_words_without_numbers_and_codes(article: Make, topic: MakeTopic) -> None:
    a = article("en", ["See [this](https://a.org/1) and [that](https://a.org/2)."])
    handout = compose(topic(a), Request(("en",), "single", links=0))
    assert (handout.sections, handout.omitted) == ((), 2)
    assert [jump.number for jump in jumps(handout)] == [0, 0]


# --------------------------------------------------------------------------- real topics and our own


def jumps(handout: Handout) -> Iterator[Jump]:
    def of(found: tuple[Run, ...]) -> Iterator[Jump]:
        for run in found:
            if isinstance(run, Jump):
                yield run
            elif isinstance(run, Bold | Italic):
                yield from of(run.inlines)

    def within(passage: Passage) -> Iterator[Jump]:
        yield from of(passage.inlines)
        for entry in passage.entries:
            yield from of(entry.inlines)
            for inner in entry.nested:
                yield from within(inner)

    for row in handout.rows:
        for cell in row.cells:
            for passage in cell:
                yield from within(passage)


def text_of(handout: Handout, column: int) -> str:
    def of(found: tuple[Run, ...]) -> str:
        return "".join(run.text if isinstance(run, Words) else of(run.inlines) for run in found)

    def within(passage: Passage) -> Iterator[str]:
        yield of(passage.inlines)
        for entry in passage.entries:
            yield of(entry.inlines)
            for inner in entry.nested:
                yield from within(inner)

    return "|".join(words for row in handout.rows for p in row.cells[column] for words in within(p) if words)


def check(topic: Topic, handout: Handout) -> None:
    """Every word stands in its language's column, every link has a number, every address a code."""
    printed: dict[str, int] = {}
    for section in handout.sections:
        for reference in section.references:
            for target in reference.targets:
                printed.setdefault(same_page(target.address), reference.number)
                assert target.title
                assert len(target.printed) <= 120
    for column, tag in enumerate(handout.languages):
        article = topic.articles[tag]
        words = [plain_text(run) for block in article.blocks for run in runs(block)]
        assert text_of(handout, column) == "|".join(w for w in words if w)
        for found in (link for section in article.sections for link in section.links):
            assert same_page(found.address) in printed
        for block in article.blocks:
            for run in runs(block):
                assert all(same_page(a.link.address) in printed for a in anchors(run))
    for jump in jumps(handout):
        assert jump.number == printed[same_page(jump.address)]
        assert jump.description
    assert handout.omitted == 0


def requests(topic: Topic) -> list[Request]:
    single = [Request((tag,), "single") for tag in topic.languages]
    return [*single, BOTH] if len(topic.languages) == 2 else single


@pytest.mark.parametrize("ident", builtin.ids())
def test_our_own_topics_stand_block_by_block(ident: str) -> None:
    topic = builtin.load_topic(ident)
    for request in requests(topic):
        check(topic, compose(topic, request))
    both = compose(topic, BOTH)
    assert both.pairing == "block"
    assert all(len(cell) == 1 for row in both.rows for cell in row.cells)
    assert both.confidence > 0.95
    assert any("has not been reviewed" in notice for notice in both.citations[0].notices)


def test_samples(shared: Path) -> None:
    count = 0
    for file in ("mplus_topics_2024-08-30_sample.xml", "mplus_topics_2012-07-21_sample.xml"):
        for listed in medlineplus_xml.list_topics(shared / "samples" / file):
            topic = medlineplus_xml.load_topic(shared / "samples" / file, listed.address)
            for request in requests(topic):
                check(topic, compose(topic, request))
                count += 1
    assert count > 8


def test_seeds(shared: Path) -> None:
    (text,) = (shared / "seeds").glob("000_*")
    (page,) = (shared / "seeds").glob("001_*")
    newer, older = medlineplus_text.load_topic(text), medlineplus_page.load_topic(page)
    for topic in (newer, older):
        check(topic, compose(topic, Request(("en",), "single")))
    assert compose(older, Request(("en",), "single", links=5)).omitted > 20
