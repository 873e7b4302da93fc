"""A topic as it is, as it was on a day, and since when its words are what they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handouts.errors import RequestError
from handouts.importing import Days, import_file
from handouts.library import as_of, find_past_name, history, load_topic, words_since
from handouts.model import Code, OtherLanguage
from handouts.sources import medlineplus_xml

FIRST = date(2026, 8, 29)
DAYS = [FIRST + timedelta(days=n) for n in range(5)]


def test_a_topic_on_each_day(library, deliver, topic):
    for day, words in zip(DAYS, ["One.", "One.", "Two.", "One.", "Three."], strict=True):
        deliver(topic("acne", words=words), day=day)
    for day, words in zip(DAYS, ["One.", "One.", "Two.", "One.", "Three."], strict=True):
        assert as_of(library, "acne", day) == topic("acne", words=words)
    assert as_of(library, "acne", date(2030, 1, 1)) == load_topic(library, "acne")
    versions = history(library, "acne", "en")
    assert [(version.day, version.until) for version in versions] == [
        (DAYS[0], DAYS[2]),
        (DAYS[2], DAYS[3]),
        (DAYS[3], DAYS[4]),
        (DAYS[4], None),
    ]
    assert versions[0].words_sha256 == versions[2].words_sha256 != versions[1].words_sha256


def test_before_it_was_known(library, deliver, topic):
    deliver(topic("acne"))
    with pytest.raises(RequestError, match="no topic 'acne' on 2026-08-28") as caught:
        as_of(library, "acne", FIRST - timedelta(days=1))
    assert "from 2026-08-29 on" in caught.value.hint


def test_when_it_is_gone(library, deliver, topic):
    deliver(topic("acne", title="Pimples"), topic("gout"))
    deliver(topic("gout"), day=DAYS[2])
    with pytest.raises(RequestError):
        load_topic(library, "acne")
    with pytest.raises(RequestError):
        as_of(library, "acne", DAYS[3])
    assert as_of(library, "acne", DAYS[1]).id == "acne"
    assert find_past_name(library, "acne") == "acne"
    assert find_past_name(library, "Pimples") == "acne"
    assert history(library, "acne", "en")[-1].gone
    with pytest.raises(RequestError):
        find_past_name(library, "mumps")


def test_a_topic_that_never_was(library):
    assert history(library, "acne", "en") == ()
    with pytest.raises(RequestError, match="no topic 'acne'"):
        load_topic(library, "acne")
    with pytest.raises(RequestError):
        as_of(library, "acne", FIRST)


def test_since_when_the_words_are_what_they_are(library, deliver, topic):
    english, spanish = topic("acne"), topic("acne", "es")
    deliver(english, spanish)
    described = replace(english, articles={"en": replace(english.articles["en"], description="About acne")})
    deliver(described, spanish, day=DAYS[1])
    assert words_since(history(library, "acne", "en")) == FIRST
    deliver(topic("acne", words="New."), spanish, day=DAYS[2])
    assert words_since(history(library, "acne", "en")) == DAYS[2]
    assert words_since(history(library, "acne", "es")) == FIRST
    deliver(spanish, day=DAYS[3])
    assert words_since(history(library, "acne", "en")) is None
    assert words_since(()) is None


def test_what_belongs_to_the_topic_is_joined(library, deliver, topic):
    other = OtherLanguage("Korean", "한국어", "https://medlineplus.gov/languages/acne.html#Korean")
    spanish = OtherLanguage("Spanish", "español", "https://medlineplus.gov/spanish/acne.html")
    english = replace(topic("acne", codes=[Code("MeSH", "D1", "Acne")]), other_languages=(spanish, other))
    deliver(english)
    assert load_topic(library, "acne").other_languages == (spanish, other)
    deliver(english, topic("acne", "es"), day=DAYS[1])
    both = load_topic(library, "acne")
    assert both.other_languages == (other,)
    assert both.codes == (Code("MeSH", "D1", "Acne"),)


def test_every_topic_of_a_file_comes_back_as_the_file_gives_it(library, corpus):
    path = corpus(60)
    import_file(library, path, Days(FIRST))
    listed = {one.id for one in medlineplus_xml.list_topics(path)}
    assert len(listed) >= 30
    for ident in sorted(listed):
        numbers = [one for one in medlineplus_xml.list_topics(path) if one.id == ident]
        assert load_topic(library, ident) == medlineplus_xml.load_topic(path, numbers[0].address)


def test_every_topic_of_the_real_samples_comes_back(library, shared):
    for name, idents in (
        ("mplus_topics_2024-08-30_sample.xml", ("a1c", "acne", "acupuncture", "stroke")),
        ("mplus_topics_2012-07-21_sample.xml", ("abdominalpain",)),
    ):
        path = shared / "samples" / name
        import_file(library, path, Days(FIRST))
        for ident in idents:
            assert load_topic(library, ident) == medlineplus_xml.load_topic(path, ident)
