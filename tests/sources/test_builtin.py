"""Built-in topics by id and by title."""

from __future__ import annotations

import pytest

from handouts.errors import RequestError
from handouts.sources import builtin


def test_there_are_four():
    assert set(builtin.ids()) >= {"genes-and-gene-therapy", "flu-vaccine", "high-blood-pressure", "type-2-diabetes"}
    assert tuple(topic.id for topic in builtin.topics()) == builtin.ids()


@pytest.mark.parametrize(
    "wanted",
    ["flu-vaccine", "Flu Vaccine", "flu  vaccine", "FLU VACCINE", "Vacuna contra la gripe", "vacuna CONTRA la gripe."],
)
def test_a_topic_by_id_or_title_in_either_language(wanted):
    topic = builtin.load_topic(wanted)
    assert topic.id == "flu-vaccine"
    assert set(topic.languages) == {"en", "es"}


def test_every_title_leads_to_its_topic():
    for topic in builtin.topics():
        for article in topic.articles.values():
            assert builtin.load_topic(article.title).id == topic.id


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("flu vacine", "'Flu Vaccine'"),
        ("diabetes", "'Type 2 Diabetes'"),
        ("terapia genica", "'Genes y terapia génica'"),
    ],
)
def test_an_unknown_topic_comes_with_what_looks_like_it(wanted, near):
    with pytest.raises(RequestError) as error:
        builtin.load_topic(wanted)
    assert repr(wanted) in error.value.fact
    assert "Did you mean" in error.value.hint
    assert near in error.value.hint
    assert "handouts list topics" in error.value.hint


@pytest.mark.parametrize("wanted", ["", "zzzzzz", "Ñ'/..", "\0"])
def test_nothing_like_it_is_no_guess(wanted):
    with pytest.raises(RequestError) as error:
        builtin.load_topic(wanted)
    assert "Did you mean" not in error.value.hint
