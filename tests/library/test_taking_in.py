"""What a delivery changes: new, changed, gone, unchanged; and what it leaves alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from handouts.errors import ContentError, SourceError
from handouts.library import (
    Delivery,
    Known,
    as_of,
    find,
    gather_topics,
    history,
    import_topics,
    known_sources,
    load_topic,
    open_library,
    take_in,
)
from handouts.model import Code

DAY = date(2026, 8, 29)
LATER, EARLIER = DAY + timedelta(days=1), DAY - timedelta(days=30)


def names(changes) -> list[tuple[str, str]]:
    return [(change.topic, change.lang) for change in changes]


def contents(library) -> list[str]:
    """Return everything that matters in the library; when a file was taken in last does not."""
    tables = ("content", "article", "version", "code", "name", "spelling", "gram")
    rows = (row for table in tables for row in library.connection.execute("SELECT * FROM " + table))  # noqa: S608
    return sorted(map(repr, rows))


def test_new_changed_gone_and_unchanged(library, deliver, topic):
    first = deliver(topic("acne"), topic("acne", "es"), topic("gout"))
    assert names(first.new) == [("acne", "en"), ("acne", "es"), ("gout", "en")]
    second = deliver(topic("acne", words="Wash."), topic("acne", "es"), topic("flu"), day=LATER)
    assert names(second.new) == [("flu", "en")]
    assert names(second.changed) == [("acne", "en")]
    assert names(second.gone) == [("gout", "en")]
    assert second.unchanged == 1
    assert [hit.topic for hit in find(library, "gout").hits] == []
    assert [hit.topic for hit in find(library, "wash").hits] == ["acne"]


def test_a_second_time_changes_nothing(library, deliver, topic):
    topics = (topic("acne", codes=[Code("MeSH", "D1")]), topic("acne", "es"), topic("gout"))
    deliver(*topics)
    before = contents(library)
    again = deliver(*topics, day=LATER)
    assert (again.new, again.changed, again.gone, again.unchanged) == ((), (), (), 3)
    assert contents(library) == before


def test_a_day_later_the_same_words_are_the_same(library, deliver, topic):
    def fetched(day: date):
        one = topic("acne")
        article = one.articles["en"]
        return replace(one, articles={"en": replace(article, dates=replace(article.dates, retrieved=day))})

    deliver(fetched(DAY))
    assert deliver(fetched(LATER), day=LATER).unchanged == 1
    assert load_topic(library, "acne").articles["en"].dates.retrieved == DAY


def test_what_comes_back_is_new_again(library, deliver, topic):
    deliver(topic("acne"))
    deliver(topic("gout"), day=LATER)
    back = deliver(topic("acne"), topic("gout"), day=LATER + timedelta(days=1))
    assert names(back.new) == [("acne", "en")]
    assert [version.gone for version in history(library, "acne", "en")] == [False, True, False]


# ----- pairs


@pytest.mark.parametrize(
    ("english", "spanish"),
    [(None, "acne"), ("acne", None), ("acne", "acne"), (None, None)],
    ids=["the Spanish names it", "the English names it", "both do", "the pages have one name"],
)
def test_two_languages_of_one_topic(library, deliver, topic, english, spanish):
    deliver(topic("acne", "es", twin=spanish), topic("acne", "en", twin=english))
    assert list(load_topic(library, "acne").articles) == ["en", "es"]


def test_the_english_names_a_spanish_page_of_another_name(library, deliver, topic):
    deliver(topic("granos", "es"), topic("acne", "en", twin="granos"))
    both = load_topic(library, "acne")
    assert both.languages == ("en", "es")
    assert [other.address for other in both.articles["es"].alternates] == ["https://medlineplus.gov/acne.html"]


def test_the_other_language_comes_later_and_alone(library, deliver, topic):
    deliver(topic("acne", "en", twin="granos"))
    deliver(topic("granos", "es"), day=LATER, scope="article")
    assert load_topic(library, "acne").languages == ("en", "es")


def test_one_article_twice(library, deliver, topic):
    said = deliver(topic("acne"), topic("acne", words="Other words."), topic("acne"))
    assert names(said.new) == [("acne", "en")]
    (error,) = said.refused
    assert isinstance(error, ContentError)
    assert "twice" in error.fact
    assert find(library, "other words").hits == ()


# ----- days


def test_an_older_file_fills_in_the_history_only(library, deliver, topic):
    deliver(topic("acne", words="Today."), topic("gout"))
    said = deliver(topic("acne", words="Then."), topic("mumps"), day=EARLIER)
    assert names(said.new) == [("acne", "en"), ("mumps", "en")]
    assert load_topic(library, "acne") == topic("acne", words="Today.")
    assert as_of(library, "acne", EARLIER) == topic("acne", words="Then.")
    assert [version.day for version in history(library, "acne", "en")] == [EARLIER, DAY]
    assert find(library, "then").hits == ()


def test_an_older_file_that_says_the_same_only_moves_the_day(library, deliver, topic):
    deliver(topic("acne"))
    deliver(topic("acne"), day=EARLIER)
    assert [version.day for version in history(library, "acne", "en")] == [EARLIER]


def test_an_older_file_between_two_versions(library, deliver, topic):
    deliver(topic("acne", words="One."), day=EARLIER)
    deliver(topic("acne", words="Three."), day=LATER)
    deliver(topic("acne", words="Two."), day=DAY)
    days = [(version.day, version.until) for version in history(library, "acne", "en")]
    assert days == [(EARLIER, DAY), (DAY, LATER), (LATER, None)]


def test_two_versions_of_one_day_are_both_kept(library, deliver, topic):
    deliver(topic("acne", words="Morning."))
    assert names(deliver(topic("acne", words="Evening.")).changed) == [("acne", "en")]
    assert load_topic(library, "acne") == topic("acne", words="Evening.")
    assert len(history(library, "acne", "en")) == 2


# ----- what a delivery speaks for


def test_a_part_of_the_whole_makes_nothing_go(library, deliver, topic):
    deliver(topic("acne"), topic("gout"))
    assert deliver(topic("acne"), day=LATER, scope="article").gone == ()


def test_what_could_not_be_read_stays(library, deliver, topic):
    deliver(topic("acne"), topic("acne", "es"), topic("gout"))
    delivery = Delivery(LATER, "medlineplus", "a file", "provider", "", "1")
    gather_topics(library, [topic("mumps")], "1")
    said = take_in(library, delivery, spared=[("acne", "es"), ("gout", "")])
    assert names(said.gone) == [("acne", "en")]
    assert load_topic(library, "acne").languages == ("es",)


def test_a_whole_file_that_is_nearly_empty_is_refused(library, deliver, topic):
    deliver(*(topic(f"topic{n}") for n in range(30)))
    before = contents(library)
    with pytest.raises(SourceError, match="29 articles that the library has would be gone"):
        deliver(topic("topic0"), day=LATER)
    assert contents(library) == before


def test_topics_of_ones_own_stand_in_front(library, deliver, topic):
    deliver(topic("acne", words="Official."), topic("acne", "es"))
    deliver(topic("acne", words="Ours.", provider="local"), provider="local", scope="origin", origin="our topics")
    assert load_topic(library, "acne").articles["en"].provenance.provider == "local"
    assert load_topic(library, "acne").languages == ("en",)
    assert find(library, "official").hits == ()
    assert {version.provider for version in history(library, "acne")} == {"local", "medlineplus"}
    said = deliver(provider="local", scope="origin", origin="our topics", day=LATER)
    assert names(said.gone) == [("acne", "en")]
    assert load_topic(library, "acne").languages == ("en", "es")
    assert find(library, "official").hits


def test_two_folders_do_not_speak_for_each_other(library, deliver, topic):
    ours = {"provider": "local", "scope": "origin"}
    deliver(topic("acne", provider="local"), origin="one folder", **ours)
    assert deliver(topic("gout", provider="local"), origin="another", **ours).gone == ()
    assert (
        deliver(topic("gout", provider="local"), topic("acne", provider="local"), origin="another", **ours).gone == ()
    )
    assert deliver(origin="one folder", day=LATER, **ours).gone == ()


def test_a_topic_that_loses_a_language(library, deliver, topic):
    ours = {"provider": "local", "scope": "topic"}
    deliver(
        topic("acne", provider="local"), topic("acne", "es", provider="local"), topic("gout", provider="local"), **ours
    )
    assert names(deliver(topic("acne", provider="local"), day=LATER, **ours).gone) == [("acne", "es")]


# ----- all or nothing


def test_reading_that_fails_changes_nothing(library, deliver, topic):
    deliver(topic("acne"))
    before = contents(library)

    def cut_off():
        yield topic("acne", words="New.")
        raise SourceError("the file is cut off", place="line 7")

    with pytest.raises(SourceError, match="line 7"):
        import_topics(library, cut_off(), Delivery(LATER, "medlineplus", "", "provider", "", "1"))
    assert contents(library) == before


def test_writing_that_fails_changes_nothing(library, deliver, topic, monkeypatch):
    deliver(topic("acne"))
    before = contents(library)
    monkeypatch.setattr("handouts.library.applying.index_topics", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deliver(topic("acne", words="New."), day=LATER)
    assert contents(library) == before


def test_others_read_while_a_file_is_being_read(library, deliver, topic):
    deliver(topic("acne"))
    seen = []

    def slowly():
        yield topic("acne", words="New.")
        with open_library(library.path, wait_s=0.1) as other:
            seen.append(find(other, "rest").hits[0].topic)
        with open_library(library.path, write=True, wait_s=0.1) as other:
            other.connection.execute("BEGIN IMMEDIATE")
            other.connection.execute("ROLLBACK")

    import_topics(library, slowly(), Delivery(LATER, "medlineplus", "", "provider", "", "1"))
    assert seen == ["acne"]


# ----- known sources


def test_a_known_source_need_not_be_read_again(library, deliver, topic):
    one = topic("acne")
    deliver(one, topic("gout"))
    sha256 = one.articles["en"].provenance.sha256
    assert sha256 in known_sources(library, "1")
    assert known_sources(library, "2") == frozenset()
    said = deliver(Known(sha256, LATER), topic("gout", words="New."), day=LATER)
    assert (said.unchanged, names(said.changed)) == (1, [("gout", "en")])


def test_a_newer_program_reads_all_again(library, deliver, topic):
    deliver(topic("acne"))
    said = deliver(topic("acne"), program="2", day=LATER)
    assert said.unchanged == 1
    assert known_sources(library, "2") == {topic("acne").articles["en"].provenance.sha256}


def test_hostile_names_are_only_names(library, deliver, topic):
    title = "Ñ'/.. \"; DROP TABLE article; --\t*:^"
    deliver(topic("acne", title=title, synonyms=("'", '"', "\\", "%_", "NEAR(a b)", "-- x")))
    assert load_topic(library, "acne").articles["en"].title == title
    for words in (
        title,
        "'",
        '"',
        "NEAR(a b)",
        "title: acne",
        "* ^ -",
        "\0",
        "(((",
        "AND",
        "a OR b",
        "\ud800",
        "acne\udcff",
    ):
        find(library, words)
    with pytest.raises(sqlite3.IntegrityError):
        library.connection.execute("INSERT INTO version VALUES (99, '2026-01-01', 1, NULL, NULL)")
