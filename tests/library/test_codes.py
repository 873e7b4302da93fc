"""From a code to topics: tables, what topics say themselves, what Connect answered, and wider codes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import RequestError
from handouts.library.codes import (
    FRESH_S,
    REQUESTS_A_MINUTE,
    AskedCode,
    Mapped,
    claim_request,
    find_code,
    import_codes,
    is_code,
    is_due,
    keep_answer,
    to_code,
    wider,
)
from handouts.model import Code

E11_9 = AskedCode("ICD-10-CM", "E11.9")
E11 = AskedCode("ICD-10-CM", "E11")


@pytest.fixture
def filled(library, deliver, topic):
    deliver(
        topic("diabetestype2", title="Diabetes Type 2", synonyms=("Adult Diabetes",), codes=[Code("MeSH", "D003924")]),
        topic("diabetestype2", "es", title="Diabetes tipo 2"),
        topic("diabetes", title="Diabetes"),
        topic("gout", title="Gout", codes=[Code("ICD-10-CM", "M10"), Code("MeSH", "", "Gout")]),
    )
    return library


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [
        ("ICD10CM:E11.9", "ICD-10-CM", "E11.9"),
        ("icd-10-cm: e11.9 ", "ICD-10-CM", "E11.9"),
        ("ICD10:E119", "ICD-10-CM", "E11.9"),
        ("2.16.840.1.113883.6.90:E11", "ICD-10-CM", "E11"),
        ("urn:oid:2.16.840.1.113883.6.90:E11", "ICD-10-CM", "E11"),
        ("SNOMEDCT:44054006", "SNOMED CT", "44054006"),
        ("snomed ct:44054006", "SNOMED CT", "44054006"),
        ("RXNORM:860975", "RxNorm", "860975"),
        ("LOINC:4548-4", "LOINC", "4548-4"),
        ("mesh:D003924", "MeSH", "D003924"),
    ],
)
def test_a_code_as_it_is_typed(text, system, code):
    assert to_code(text) == AskedCode(system, code)
    assert is_code(text)


@pytest.mark.parametrize("text", ["E11.9", "ICD10CM", "ICD10CM:", "ICD10CM: ", "CPT:99213", ":", "", "https://a.b/c:d"])
def test_no_code(text):
    with pytest.raises(RequestError) as caught:
        to_code(text)
    assert "ICD10CM:E11.9" in caught.value.hint
    assert not is_code(text) or text.startswith("ICD10CM:")


@pytest.mark.parametrize(
    ("code", "all_of_them"),
    [
        ("E11.65", ["E11.65", "E11.6", "E11"]),
        ("E11", ["E11"]),
        ("S72.001A", ["S72.001A", "S72.001", "S72.00", "S72.0", "S72"]),
        ("nonsense", ["nonsense"]),
    ],
)
def test_wider_codes(code, all_of_them):
    assert [one.code for one in wider(AskedCode("ICD-10-CM", code))] == all_of_them


def test_only_icd_10_cm_has_wider_codes():
    assert list(wider(AskedCode("LOINC", "4548-4"))) == [AskedCode("LOINC", "4548-4")]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.sampled_from(["ICD10CM", "LOINC", "SNOMEDCT"]), st.text(max_size=20))
def test_any_code_can_be_typed(system, code):
    if code.strip():
        assert next(wider(to_code(f"{system}:{code}"))).code


def ids(found) -> list[str]:
    return [hit.topic for hit in found.hits]


def test_what_topics_say_of_themselves(filled):
    assert ids(find_code(filled, to_code("MESH:D003924"))) == ["diabetestype2"]
    assert ids(find_code(filled, to_code("ICD10CM:M10.9"))) == ["gout"]
    assert find_code(filled, to_code("ICD10CM:M10.9")).used == AskedCode("ICD-10-CM", "M10")


@pytest.mark.parametrize(
    "named",
    [
        "diabetestype2",
        "Diabetes Type 2",
        "diabetes tipo 2",
        "adult diabetes",
        "https://medlineplus.gov/diabetestype2.html",
    ],
)
def test_a_table_may_name_a_topic_in_any_way(filled, named):
    import_codes(filled, [Mapped(E11, named)], "file:a.csv")
    found = find_code(filled, E11_9)
    assert (ids(found), found.used, found.elsewhere) == (["diabetestype2"], E11, ())
    assert found.hits[0].matched == "code"


def test_an_exact_code_comes_before_a_wider_one(filled):
    import_codes(filled, [Mapped(E11, "diabetes"), Mapped(E11_9, "diabetestype2")], "file:a.csv")
    assert ids(find_code(filled, E11_9)) == ["diabetestype2"]
    assert ids(find_code(filled, AskedCode("ICD-10-CM", "E11.65"))) == ["diabetes"]


def test_several_topics_for_a_code(filled):
    import_codes(filled, [Mapped(E11, "diabetes"), Mapped(E11, "diabetestype2"), Mapped(E11, "Diabetes")], "file:a.csv")
    assert ids(find_code(filled, E11)) == ["diabetes", "diabetestype2"]


def test_a_table_takes_the_place_of_the_one_of_the_same_name(filled):
    assert import_codes(filled, [Mapped(E11, "diabetes"), Mapped(E11_9, "gout")], "file:a.csv")[:2] == (2, 0)
    assert import_codes(filled, [Mapped(E11, "diabetes")], "file:a.csv")[:2] == (0, 1)
    assert import_codes(filled, [Mapped(E11_9, "gout")], "file:b.csv")[:2] == (1, 0)
    assert ids(find_code(filled, E11)) == ["diabetes"]
    assert ids(find_code(filled, E11_9)) == ["gout"]


def test_a_topic_that_is_not_there_yet(filled, deliver, topic):
    *_, homeless = import_codes(filled, [Mapped(E11, "Prediabetes", "Prediabetes")], "file:a.csv")
    assert [row.topic for row in homeless] == ["Prediabetes"]
    found = find_code(filled, E11)
    assert (found.hits, [one.title for one in found.elsewhere]) == ((), ["Prediabetes"])
    deliver(topic("prediabetes", title="Prediabetes"), scope="article")
    assert ids(find_code(filled, E11)) == ["prediabetes"]


def test_a_topic_that_is_gone(filled, deliver, topic):
    import_codes(filled, [Mapped(E11, "gout")], "file:a.csv")
    from datetime import date

    deliver(topic("diabetes", title="Diabetes"), day=date(2026, 9, 30))
    assert find_code(filled, E11).hits == ()
    assert find_code(filled, to_code("MESH:D003924")) == find_code(filled, AskedCode("MeSH", "D003924"))
    assert find_code(filled, to_code("MESH:D003924")).hits == ()


# ----- MedlinePlus Connect


def test_an_answer_is_kept(filled):
    pages = [Mapped(E11_9, "https://medlineplus.gov/diabetestype2.html", "Diabetes Type 2")]
    keep_answer(filled, E11_9, pages, at=1000.0)
    assert ids(find_code(filled, E11_9)) == ["diabetestype2"]
    keep_answer(filled, E11_9, [Mapped(E11_9, "https://medlineplus.gov/lab-tests/x/", "A lab test")], at=2000.0)
    found = find_code(filled, E11_9)
    assert (found.hits, [one.topic for one in found.elsewhere]) == ((), ["https://medlineplus.gov/lab-tests/x/"])


def test_a_table_comes_before_connect(filled):
    import_codes(filled, [Mapped(E11, "gout")], "file:a.csv")
    keep_answer(filled, E11, [Mapped(E11, "diabetes")], at=1000.0)
    assert ids(find_code(filled, E11)) == ["gout", "diabetes"]


def test_when_to_ask(filled):
    nothing = find_code(filled, E11_9)
    assert is_due(filled, E11_9, nothing, 1000.0)
    keep_answer(filled, E11_9, [], at=1000.0)
    assert find_code(filled, E11_9) == nothing
    assert not is_due(filled, E11_9, nothing, 1000.0 + FRESH_S - 1)
    assert is_due(filled, E11_9, nothing, 1000.0 + FRESH_S)
    assert is_due(filled, E11_9, nothing, 0.0)  # a clock that was set back
    gout = to_code("ICD10CM:M10.9")
    assert not is_due(filled, gout, find_code(filled, gout), 1000.0)
    mesh = to_code("MESH:nothing")
    assert not is_due(filled, mesh, find_code(filled, mesh), 1000.0)


def test_no_more_than_a_hundred_requests_a_minute(library):
    for number in range(REQUESTS_A_MINUTE):
        assert claim_request(library, 1000.0 + number / 10) == 0
    assert claim_request(library, 1010.0) == pytest.approx(50.0)
    assert claim_request(library, 1059.9) == pytest.approx(0.1)
    assert claim_request(library, 1060.0) == 0
    assert claim_request(library, 1060.0) > 0
    assert claim_request(library, 1200.0) == 0


@settings(deadline=None, derandomize=True, max_examples=3)
@given(st.lists(st.floats(0, 2), min_size=250, max_size=300))
def test_in_no_minute_are_there_more(waits):
    import tempfile
    from pathlib import Path

    from handouts.library import open_library

    now, made = 1000.0, []
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l", write=True) as library:
        library.connection.execute("PRAGMA synchronous = OFF")
        for wait in waits:
            now += wait / 10
            while more := claim_request(library, now):
                now += more
            made.append(now)
    assert all(sum(start < at <= start + 59.999 for at in made) <= REQUESTS_A_MINUTE for start in [0, *made])


def test_a_clock_that_was_set_back_stops_nobody_for_long(library):
    for _ in range(REQUESTS_A_MINUTE):
        claim_request(library, 100_000.0)
    assert claim_request(library, 1000.0) == 0
