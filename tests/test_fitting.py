"""Sheets promised are kept: the text whole, the best links first, as many as fit, and the rest told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.build import build
from handouts.compose.handout import Handout
from handouts.compose.references import count_of
from handouts.compose.request import Request
from handouts.errors import RequestError
from handouts.fitting import fit, sheets_of
from handouts.model import Article, Link, LinkSection, Paragraph, Provenance, Text, Topic
from handouts.render.extent import Extent
from handouts.sources import load_topics, medlineplus_xml

LINKS = 60


def made_up(links: int = LINKS) -> Topic:
    found = tuple(Link(f"https://example.org/{n}", f"Page {n}", "en") for n in range(links))
    sections = (
        LinkSection("journal-articles", "Journal Articles", found[: links // 2]),
        LinkSection("start-here", "Start Here", found[links // 2 :]),
    )
    provenance = Provenance("Tests", "local", "0" * 64, "official")
    return Topic(
        "made-up", {"en": Article("en", "Made up", (Paragraph((Text("Words."),)),), provenance, sections=sections)}
    )


def measured(text: float, link: float, seen: list[int]) -> Callable[[Handout, bool], Extent]:
    """A paper of our own: the text takes so many pages, each link so much of one; tight, it takes a tenth less."""

    def measure(handout: Handout, tight: bool) -> Extent:
        links = count_of(handout.sections)
        seen.append(links)
        length = (text + link * links) * (0.9 if tight else 1.0)
        pages = int(length) + 1
        return Extent((*(1.0,) * (pages - 1), length - pages + 1))

    return measure


@pytest.mark.parametrize(("pages", "sheets"), [(1, 1), (2, 1), (3, 2), (4, 2), (11, 6)])
def test_a_sheet_has_two_sides(pages: int, sheets: int) -> None:
    assert sheets_of(pages) == sheets


@pytest.mark.parametrize(("sheets", "links"), [(1, 4), (2, 24), (3, 44), (4, 60), (9, 60)])
def test_as_many_links_as_fit_and_in_few_trials(sheets: int, links: int) -> None:
    seen: list[int] = []
    handout = fit(made_up(), Request(("en",), "single", sheets=sheets), measured(1.55, 0.1, seen))
    assert (count_of(handout.sections), handout.omitted) == (links, LINKS - links)
    assert len(seen) <= 5


def test_the_best_links_stay() -> None:
    handout = fit(made_up(), Request(("en",), "single", sheets=1), measured(1.55, 0.1, []))
    assert [section.id for section in handout.sections] == ["start-here"]


def test_a_text_that_does_not_fit_is_an_error_with_the_least_number() -> None:
    with pytest.raises(RequestError, match=r"made-up: the text alone takes 2 sheets.*fit 1\. Ask for --sheets 2"):
        fit(made_up(), Request(("en",), "single", sheets=1), measured(2.3, 0.1, []))


def test_a_text_that_just_misses_is_set_with_less_white() -> None:
    handout = fit(made_up(), Request(("en",), "single", sheets=1), measured(2.05, 0.05, []))
    assert count_of(handout.sections) == 3


def test_no_sheets_hold_nothing() -> None:
    with pytest.raises(RequestError, match="0 sheets hold no text"):
        fit(made_up(), Request(("en",), "single", sheets=0), measured(1, 0.1, []))


def test_fewer_links_wanted_than_fit_stay_as_wanted() -> None:
    handout = fit(made_up(), Request(("en",), "single", links=3, sheets=4), measured(1.55, 0.1, []))
    assert count_of(handout.sections) == 3


# --------------------------------------------------------------------------- on real paper


def kept(topic: Topic, request: Request) -> None:
    built = build(topic, request)
    assert built.report is not None
    assert not built.report.failed, built.report.findings
    assert sheets_of(built.pages) <= (request.sheets or 0)
    print(f"{topic.id} {request}: {built.pages} pages, {built.codes} codes, {built.handout.omitted} links left out")
    if built.handout.omitted:
        more = build(
            topic, Request(request.languages, request.layout, links=count_of(built.handout.sections) + 1), checks=False
        )
        assert sheets_of(more.pages) > (request.sheets or 0), "one more would have fitted"


@pytest.mark.slow
@pytest.mark.parametrize("sheets", [1, 2])
def test_the_promise_on_the_seed(shared: Path, sheets: int) -> None:
    (seed,) = (shared / "seeds").glob("000_*")
    topic = load_topics(seed)[0]
    kept(topic, Request(("en",), "single", sheets=sheets))


@pytest.mark.slow
@pytest.mark.parametrize("sheets", [1, 2, 3])
def test_the_promise_on_the_longest_sample(shared: Path, sheets: int) -> None:
    topic = medlineplus_xml.load_topic(
        shared / "samples" / "mplus_topics_2024-08-30_sample.xml", "Accidente cerebrovascular"
    )
    request = Request(("es",), "single", sheets=sheets)
    if sheets < 3:
        with pytest.raises(RequestError, match="the text alone takes 3 sheets"):
            build(topic, request)
    else:
        kept(topic, request)
