"""Rows keep together what belongs together, and set two lists item beside item only where that is sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handouts.compose import compose
from handouts.compose.handout import Handout, Words
from handouts.compose.request import Request
from handouts.compose.rows import MOST_KEPT_WHOLE
from handouts.model import Article, Topic

Make = Callable[..., Article]
MakeTopic = Callable[..., Topic]

ENGLISH = [
    "# Treatment",
    "You can do much at home:",
    ["Rest for 2 days", "Drink water", "Call 911 if it is worse", "Eat"],
]
SPANISH = ["# Tratamiento", "Puede hacer mucho en casa:", ["Descanse 2 días", "Beba agua", "Llame al 911", "Coma"]]


def made(article: Make, topic: MakeTopic, layout: str, english: Any = ENGLISH, spanish: Any = SPANISH) -> Handout:
    both = topic(article("en", english), article("es", spanish))
    return compose(both, Request(("en", "es"), layout))


def words(handout: Handout, column: int) -> list[str]:
    return [
        run.text
        for row in handout.rows
        for passage in row.cells[column]
        for run in (*passage.inlines, *(r for entry in passage.entries for r in entry.inlines))
        if isinstance(run, Words)
    ]


def test_items_stand_beside_each_other_and_stay_one_list(article: Make, topic: MakeTopic) -> None:
    handout = made(article, topic, "side-by-side")
    items = handout.rows[2:]
    assert [[len(cell[0].entries) for cell in row.cells] for row in items] == [[1, 1]] * 4
    assert {cell[0].part_of for row in items for cell in row.cells} == {"list-2"}
    assert [row.cells[0][0].start for row in items] == [1, 2, 3, 4]
    assert words(handout, 0)[2:] == ENGLISH[2]
    assert words(handout, 1)[2:] == SPANISH[2]


@pytest.mark.parametrize("layout", ["stacked", "back-to-back"])
def test_without_columns_a_list_stays_in_one_row(article: Make, topic: MakeTopic, layout: str) -> None:
    rows = made(article, topic, layout).rows
    assert [len(row.cells[0][0].entries) for row in rows] == [0, 0, 4]
    assert rows[2].cells[0][0].part_of == ""


@pytest.mark.parametrize(
    "spanish",
    [
        [*SPANISH[:2], ["Descanse 2 días", "Beba agua"]],
        [*SPANISH[:2], ["Llame al 911 si empeora", "Descanse 2 días", "Beba agua", "Coma"]],
        [*SPANISH[:2], ["Descanse 2 días", ["Duerma"], "Beba agua", "Llame al 911", "Coma"]],
    ],
    ids=["another number of items", "another order", "another depth"],
)
def test_items_that_do_not_surely_pair_stay_in_one_row(article: Make, topic: MakeTopic, spanish: Any) -> None:
    rows = made(article, topic, "side-by-side", spanish=spanish).rows
    assert not [cell for row in rows for cell in row.cells if any(passage.part_of for passage in cell)]


def test_a_heading_and_words_that_announce_lead_to_what_follows(article: Make, topic: MakeTopic) -> None:
    rows = made(article, topic, "side-by-side").rows
    assert [row.leads for row in rows] == [True, True, False, False, True, False]


def test_a_long_row_may_be_torn_a_short_one_not(article: Make, topic: MakeTopic) -> None:
    long = "word " * (MOST_KEPT_WHOLE // 5 + 1)
    rows = compose(topic(article("en", ["Short.", long])), Request(("en",), "single")).rows
    assert [row.whole for row in rows] == [True, False]


def test_a_key_numbers_all_but_headings(article: Make, topic: MakeTopic) -> None:
    assert [row.number for row in made(article, topic, "key").rows] == [0, 1, 2, 3, 4, 5]
    assert {row.number for row in made(article, topic, "stacked").rows} == {0}


def test_a_long_item_may_run_over_the_foot_of_a_page_and_a_short_one_not(article: Make, topic: MakeTopic) -> None:
    long = "one two, " * (MOST_KEPT_WHOLE // 8)
    english, spanish = [["Rest for 2 days", long]], [["Descanse 2 días", long]]
    rows = made(article, topic, "side-by-side", english, spanish).rows
    assert [row.whole for row in rows] == [True, False]
