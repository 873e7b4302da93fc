"""The right topic from a word, a synonym, a misspelling or a beginning, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handouts.errors import RequestError
from handouts.importing import Days, import_file
from handouts.library import find, find_name
from handouts.library.spelling import letters_apart


@pytest.fixture
def filled(library, deliver, topic):
    deliver(
        topic(
            "highbloodpressure", title="High Blood Pressure", synonyms=("Hypertension", "HBP"), twin="highbloodpressure"
        ),
        topic("highbloodpressure", "es", "Sal y café.", title="Presión arterial alta", synonyms=("Hipertensión",)),
        topic("diabetes", words="Sugar stays in the blood.", title="Diabetes", see_references=("Sugar Disease",)),
        topic("diabetes", "es", title="Diabetes"),
        topic("diabetestype2", title="Diabetes Type 2"),
        topic("eyecare", words="Diabetes can harm the eyes.", title="Eye Care", synonyms=("Care of the Eyes",)),
        topic("pulmonary", title="Pulmonary Hypertension"),
        topic("pinata", "es", title="Ñandú y piñata"),
        topic("alzheimersdisease", title="Alzheimer's Disease"),
        topic("a1c", title="A1C", synonyms=("HbA1c test",)),
    )
    return library


def ids(found) -> list[str]:
    return [hit.topic for hit in found.hits]


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("diabetes", ["diabetes", "diabetestype2", "eyecare"]),
        ("DIABÉTES", ["diabetes", "diabetestype2", "eyecare"]),
        ("diab", ["diabetes", "diabetestype2", "eyecare"]),
        ("type 2 diabetes", ["diabetestype2"]),
        ("hypertension", ["highbloodpressure", "pulmonary"]),
        ("hipertension", ["highbloodpressure"]),
        ("presion arterial", ["highbloodpressure"]),
        ("presión art", ["highbloodpressure"]),
        ("cafe", ["highbloodpressure"]),
        ("nandu", ["pinata"]),
        ("PIÑATA", ["pinata"]),
        ("alzheimers", ["alzheimersdisease"]),
        ("alzheimer's", ["alzheimersdisease"]),
        ("alzheimer", ["alzheimersdisease"]),
        ("hba1c", ["a1c"]),
        ("eyes", ["eyecare"]),
        ("sugar disease", ["diabetes"]),
        ("highbloodpressure", ["highbloodpressure"]),
        ("eyes/diabetes", ["eyecare"]),
        ("sugar,diabetes", ["diabetes"]),
        ("", []),
        ("  ", []),
        ("?!", []),
        ("zzzzzz", []),
    ],
)
def test_what_is_found(filled, words, topics):
    found = find(filled, words)
    assert (ids(found), found.meant) == (topics, "")


def test_where_it_was_found(filled):
    hits = find(filled, "diabetes").hits
    assert [hit.matched for hit in hits] == ["title", "title", "text"]
    assert hits[0].titles == {"en": "Diabetes", "es": "Diabetes"}
    (hit, _) = find(filled, "hypertension").hits
    assert (hit.matched, hit.name) == ("synonym", "Hypertension")
    (hit,) = find(filled, "disease sugar").hits
    assert (hit.matched, hit.name) == ("synonym", "Sugar Disease")


@pytest.mark.parametrize(
    ("words", "meant", "first"),
    [
        ("diabetis", "diabetes", "diabetes"),
        ("daibetes", "diabetes", "diabetes"),
        ("hypertenshon", "hypertension", "highbloodpressure"),
        ("hih blod presure", "high blood pressure", "highbloodpressure"),
        ("presion arteriel", "presion arterial", "highbloodpressure"),
        ("Diabetis tipe", "diabetes type", "diabetestype2"),
        ("highblodpressure", "highbloodpressure", "highbloodpressure"),
    ],
)
def test_what_was_meant(filled, words, meant, first):
    found = find(filled, words)
    assert (found.meant, ids(found)[0]) == (meant, first)


def test_when_no_topic_has_all_words_some_will_do(filled):
    found = find(filled, "pressure eyes qqqqqq")
    assert set(ids(found)) == {"highbloodpressure", "eyecare"}
    assert found.meant == "pressure eyes"
    assert ids(find(filled, "title:eyes")) == ["eyecare"]


def test_no_more_than_asked_for(filled):
    assert len(find(filled, "diabetes", limit=1).hits) == 1
    assert find(filled, "diabetes", limit=0).hits == ()


@settings(
    deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
@example('"')
@example('diabetes"*')
@example("title : x")
@example("a " * 5000)
@example("x" * 100_000)
def test_anything_can_be_typed(filled, words):
    find(filled, words)


def test_nothing_that_is_typed_is_kept(filled):
    before = filled.path.read_bytes()
    find(filled, "something very private")
    assert filled.path.read_bytes() == before
    assert not list(filled.path.parent.glob("*private*"))
    assert [path.name for path in filled.path.parent.iterdir()] == ["library.sqlite"]


# ----- one topic by name


@pytest.mark.parametrize(
    ("words", "ident"),
    [
        ("diabetes", "diabetes"),
        ("Diabetes", "diabetes"),
        ("Presion Arterial Alta", "highbloodpressure"),
        ("HBP", "highbloodpressure"),
        ("hypertension", "highbloodpressure"),
        ("sugar disease", "diabetes"),
        ("https://medlineplus.gov/spanish/highbloodpressure.html", "highbloodpressure"),
        ("http://www.medlineplus.gov/a1c.html", "a1c"),
        ("medlineplus.gov/a1c.html", "a1c"),
        ("eyes harm", "eyecare"),
    ],
)
def test_one_topic_by_name(filled, words, ident):
    assert find_name(filled, words) == ident


@pytest.mark.parametrize(
    ("words", "fact", "hint"),
    [
        ("diab", "several topics", "Diabetes (diabetes), Diabetes Type 2 (diabetestype2)"),
        ("diabetis", "no topic 'diabetis'", "Did you mean Diabetes (diabetes)"),
        ("zzzzz", "no topic 'zzzzz'", "handouts find"),
        ("", "no topic ''", ""),
    ],
)
def test_no_one_topic(filled, words, fact, hint):
    with pytest.raises(RequestError, match=fact.replace("(", "\\(")) as caught:
        find_name(filled, words)
    assert hint in caught.value.hint


def test_two_topics_of_one_name(library, deliver, topic):
    deliver(topic("cold", title="Cold"), topic("copd", title="Lung Disease", synonyms=("COLD",)))
    assert find_name(library, "cold") == "cold"
    deliver(topic("one", title="Rash"), topic("two", title="Rash"))
    with pytest.raises(RequestError, match="several topics") as caught:
        find_name(library, "rash")
    assert "Rash (one), Rash (two)" in caught.value.hint


def test_a_name_like_an_id_of_another_topic(library, deliver, topic):
    deliver(topic("stroke", title="Heat Illness"), topic("cva", title="Stroke"))
    assert find_name(library, "stroke") == "stroke"


# ----- letters apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("diabetis", "diabetes", 1),
        ("daibetes", "diabetes", 1),
        ("gout", "gout", 0),
        ("ab", "cd", 2),
    ],
)
def test_letters_apart(one, other, apart):
    assert letters_apart(one, other, 9) == apart


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 4))
def test_letters_apart_are_those_of_the_plain_rule(one, other, most):
    assert letters_apart(one, other, most) == min(plain(one, other), most + 1)


def plain(one: str, other: str) -> int:
    """The rule as it is defined, without the table."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        plain(one[:-1], other) + 1, plain(one, other[:-1]) + 1, plain(one[:-1], other[:-1]) + (one[-1] != other[-1])
    )
    if one[-1:] == other[-2:-1] and one[-2:-1] == other[-1:]:
        best = min(best, plain(one[:-2], other[:-2]) + 1)
    return best


def test_every_title_and_other_name_finds_its_topic(library, corpus):
    from datetime import date

    import_file(library, corpus(200), Days(date(2026, 8, 29)))
    names = library.connection.execute("SELECT text, topic FROM name JOIN article ON number = article").fetchall()
    assert len(names) > 500
    missed = [text for text, topic in names if topic not in ids(find(library, text))]
    assert missed == []


def test_a_whole_word_comes_before_a_begun_one_and_a_title_before_another_name(library, deliver, topic):
    deliver(
        topic("a", title="Coldness"),
        topic("b", title="Rhinitis", synonyms=("Chest Cold",)),
        topic("c", title="Cold Sores"),
        topic("d", title="Wind", synonyms=("Cold",)),
        topic("e", "en", "A cold day.", title="Weather"),
        topic("f", title="Shivers", synonyms=("Colds",)),
        topic("g", title="Cold"),
    )
    assert ids(find(library, "cold")) == ["g", "d", "c", "b", "a", "f", "e"]


def test_of_words_that_are_as_near_the_one_in_a_title_is_meant(library, deliver, topic):
    deliver(topic("a", words="bumps", title="Skin"), topic("b", title="Mumps"), topic("c", words="bumps", title="Head"))
    assert find(library, "rumps").meant == "mumps"
