"""What the address of a topic page says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import SourceError
from handouts.sources.topic_address import (
    address_language,
    is_topic_address,
    require_topic_address,
    same_page,
    to_slug,
    topic_id,
)

SITE = "https://medlineplus.gov/"
OLD = "http://www.nlm.nih.gov/medlineplus/"


@pytest.mark.parametrize(
    ("address", "name", "lang"),
    [
        (SITE + "papercuts.html", "papercuts", "en"),
        (SITE + "spanish/papercuts.html", "papercuts", "es"),
        ("http://www.medlineplus.gov/A1C.html?x=1#y", "a1c", "en"),
        (OLD + "papercuts.html", "papercuts", "en"),
        (OLD + "spanish/papercuts.html", "papercuts", "es"),
        (SITE + "spanish/ni%C3%B1os.html", "ninos", "es"),
    ],
)
def test_topic_pages(address: str, name: str, lang: str) -> None:
    assert is_topic_address(address)
    assert (topic_id(address), address_language(address)) == (name, lang)
    assert require_topic_address(address, place="x") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "papercuts.html",
        "ftp://medlineplus.gov/papercuts.html",
        "https://example.org/papercuts.html",
        "https://medlineplus.gov.example.org/papercuts.html",
        "https://www.nlm.nih.gov/papercuts.html",
        SITE + "medlineplus/papercuts.html",
        SITE + "ency/article/001.htm",
        SITE + "genetics/condition/x/",
        SITE,
        SITE + "%20.html",
        "https://[",
    ],
)
def test_other_pages(address: str) -> None:
    assert not is_topic_address(address)
    assert topic_id(address) == ""
    with pytest.raises(SourceError, match="no MedlinePlus topic page"):
        require_topic_address(address, place="x")


def test_same_page_in_both_forms_of_the_address() -> None:
    assert same_page(SITE + "a.html", OLD + "a.html")
    assert not same_page(SITE + "a.html", SITE + "spanish/a.html")
    assert not same_page("", "")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=120))
def test_slugs_are_fit_for_file_names(name: str) -> None:
    slug = to_slug(name)
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")
