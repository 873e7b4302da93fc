"""A topic comes back from its JSON exactly, and equal topics have equal JSON."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from handouts.library.canonical import from_json, to_json, without_retrieval, words_sha256
from handouts.model import (
    Anchor,
    Article,
    Bullets,
    Dates,
    Emphasis,
    Heading,
    Item,
    Link,
    Paragraph,
    Provenance,
    Strong,
    Text,
    Topic,
)


def whole(kind: type, **known: st.SearchStrategy) -> st.SearchStrategy:
    """Build a dataclass with every field filled, from its own annotations: a new one is tried out here at once."""
    return st.builds(kind, **{field.name: ... for field in fields(kind) if field.name not in known}, **known)


texts = st.builds(Text)
inlines = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.builds(Strong, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Anchor, whole(Link), st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
runs = st.lists(inlines, max_size=4).map(tuple)
bullets = st.recursive(
    st.builds(Bullets, st.lists(st.builds(Item, runs, st.just(())), max_size=3).map(tuple), st.booleans()),
    lambda inner: st.builds(
        Bullets,
        st.lists(st.builds(Item, runs, st.lists(inner, max_size=2).map(tuple)), max_size=3).map(tuple),
        st.booleans(),
    ),
    max_leaves=4,
)
blocks = st.one_of(st.builds(Heading, st.integers(2, 6), runs), st.builds(Paragraph, runs), bullets)
articles = whole(Article, blocks=st.lists(blocks, max_size=4).map(tuple))
topics = whole(Topic, articles=st.dictionaries(st.sampled_from(["en", "es", "zh-Hans"]), articles, min_size=1))


PHASES = (Phase.explicit, Phase.generate)  # to make so large a failure smaller takes minutes


@settings(deadline=None, derandomize=True, max_examples=60, phases=PHASES)
@given(topics)
def test_every_topic_comes_back(topic):
    assert from_json(to_json(topic)) == topic


@settings(deadline=None, derandomize=True, max_examples=20, phases=PHASES)
@given(topics)
def test_equal_topics_have_equal_json(topic):
    other_order = replace(topic, articles=dict(reversed(list(topic.articles.items()))))
    assert to_json(other_order) == to_json(from_json(to_json(topic)))


def article(**more) -> Article:
    said = (Paragraph((Text("Eat "), Strong((Text("well"),)), Text("."))),)
    return Article("en", "Food", said, Provenance("A Clinic", "local", "0" * 64, "draft"), **more)


def test_defaults_are_left_out():
    assert json.loads(to_json(Topic("food", {"en": article()}))) == {
        "id": "food",
        "articles": {
            "en": {
                "lang": "en",
                "title": "Food",
                "blocks": [{"paragraph": ["Eat ", {"strong": ["well"]}, "."]}],
                "provenance": {"source": "A Clinic", "provider": "local", "sha256": "0" * 64, "state": "draft"},
            }
        },
    }


def test_the_day_of_retrieval_makes_no_other_topic():
    days = Dates(created=date(2020, 1, 2), retrieved=date(2026, 8, 29))
    fetched, plain = (Topic("food", {"en": article(dates=d)}) for d in (days, Dates(created=date(2020, 1, 2))))
    assert to_json(fetched) != to_json(plain)
    assert to_json(without_retrieval(fetched)) == to_json(plain)


def test_the_hash_of_the_words_is_that_of_what_is_read():
    before = article()
    unmarked = replace(before, blocks=(Paragraph((Text("Eat well."),)),))
    assert words_sha256(unmarked) == words_sha256(before)
    assert words_sha256(replace(before, synonyms=("Meals",))) == words_sha256(before)
    assert words_sha256(replace(before, title="Foods")) != words_sha256(before)
    assert words_sha256(replace(before, blocks=(Heading(2, (Text("Eat well."),)),))) != words_sha256(before)
    assert words_sha256(
        replace(before, blocks=(Paragraph((Text("Eat"),)), Paragraph((Text(" well."),))))
    ) != words_sha256(before)
