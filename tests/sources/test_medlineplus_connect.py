"""Answers of MedlinePlus Connect: the pages in them, whatever shape they have. The words are ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import SourceError
from handouts.sources.medlineplus_connect import request_address, to_pages


def entry(title: object, *hrefs: object) -> dict[str, object]:
    return {"title": {"_value": title}, "link": [{"href": href, "rel": "alternate"} for href in hrefs]}


def answer(*entries: object) -> bytes:
    return json.dumps({"feed": {"title": {"_value": "MedlinePlus Connect"}, "entry": list(entries)}}).encode()


ADDRESS = "https://medlineplus.gov/cuts.html"


def test_a_page():
    pages = to_pages(answer(entry("Cuts ", f"{ADDRESS}?utm_source=mplusconnect&utm_medium=service")))
    assert pages == ((ADDRESS, "Cuts"),)


def test_several_pages_and_none():
    assert to_pages(answer(entry("A", f"{ADDRESS}?x=1"), entry("B", ADDRESS))) == (
        (f"{ADDRESS}?x=1", "A"),
        (ADDRESS, "B"),
    )
    assert to_pages(answer()) == ()
    assert to_pages(b'{"feed": {}}') == ()


def test_brackets_that_are_left_out():
    one = {"title": "Cuts", "link": {"href": ADDRESS}}
    assert to_pages(json.dumps({"feed": {"entry": one}}).encode()) == ((ADDRESS, "Cuts"),)


@pytest.mark.parametrize(
    "odd",
    [
        entry("Cuts", "javascript:alert(1)"),
        entry("Cuts", "mailto:a@b.c"),
        entry("Cuts", ""),
        entry("Cuts", None),
        entry("Cuts"),
        {"title": {"_value": "Cuts"}},
        {"link": [None, 7, "x"]},
        None,
        "x",
        7,
    ],
)
def test_what_leads_nowhere_is_left_out(odd):
    assert to_pages(answer(odd, entry("Cuts", ADDRESS))) == ((ADDRESS, "Cuts"),)


def test_a_page_without_a_title_is_called_by_its_address():
    assert to_pages(answer({"link": [{"href": ADDRESS}]})) == ((ADDRESS, ADDRESS),)


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b"{}", b'{"feed": 7}', b"\xff\xfe", b"[" * 100_000, b"null"])
def test_no_answer(data):
    with pytest.raises(SourceError, match="no answer of MedlinePlus Connect"):
        to_pages(data, place="https://connect.example/")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.just(ADDRESS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["feed", "entry", "link", "title", "href", "_value"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(values)
def test_any_json_is_an_answer_or_a_clear_error(value):
    try:
        pages = to_pages(json.dumps({"feed": value}).encode())
    except SourceError:
        return
    assert all(address.startswith("http") and title for address, title in pages)


def test_the_question():
    address = request_address("2.16.840.1.113883.6.90", "E11.9 &x=1")
    assert address.startswith("https://connect.medlineplus.gov/service?mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&")
    assert "v.c=E11.9+%26x%3D1&" in address


def test_the_real_shape(shared):
    (page,) = to_pages((shared / "samples" / "connect_icd10cm_one_topic_shape.json").read_bytes())
    assert page[0] == "https://medlineplus.gov/myalgicencephalomyelitischronicfatiguesyndrome.html"
    assert "utm_" not in page[0]
    assert page[1].endswith("Syndrome")
