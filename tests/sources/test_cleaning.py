"""Words and addresses become clean."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.sources.cleaning import clean_address, clean_text, web_address

BASE = "https://medlineplus.gov/example.html"


def test_clean_text() -> None:
    assert clean_text("  El  nin\u0303o\u00a0come\r\n\tbien ") == "El niño come bien"
    assert clean_text("soft\u00adware\u200b \ufeffx\x00\ud800") == "software x"


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://x.org/a?utm_source=m&utm_medium=s", "https://x.org/a"),
        ("https://x.org/a?b=1&utm_source=m&c=%22D%22+E#f", "https://x.org/a?b=1&c=%22D%22+E#f"),
        ("https://x.org/a?b=1&amp;utm_source=m", "https://x.org/a?b=1"),
        ("https://x.org/a?UTM_Campaign=m&fbclid=9#top", "https://x.org/a#top"),
        ("https://x.org/a?p=1", "https://x.org/a?p=1"),
        ("https://x.org/a?", "https://x.org/a?"),
        ("http://X.org/A/../b//c/?x=%3a&&y", "http://X.org/A/../b//c/?x=%3a&&y"),
        ("https://x.org/l.html#Chinese, Simplified (Mandarin dialect)", "https://x.org/l.html#Chinese,%20Simplified%20(Mandarin%20dialect)"),
        ("http://x.gov/pubmed?term=a[majr:noexp]+AND", "http://x.gov/pubmed?term=a%5Bmajr:noexp%5D+AND"),
        ("https://[::1]:80/a[b]", "https://[::1]:80/a%5Bb%5D"),
        ("https://x.org/niño|\"<>", "https://x.org/ni%C3%B1o%7C%22%3C%3E"),
        (" https://x.org/very\n/long\t ", "https://x.org/very/long"),
        ("", ""),
    ],
)  # fmt: skip
def test_clean_address(address: str, clean: str) -> None:
    assert clean_address(address) == clean
    assert clean_address(clean) == clean


@pytest.mark.parametrize(
    ("href", "base", "expected"),
    [
        ("../b.html", "https://x.org/a/c.html", "https://x.org/b.html"),
        ("//y.org/b", "https://x.org/a", "https://y.org/b"),
        ("#part", "https://x.org/a", "https://x.org/a#part"),
        ("b.html", "", None),
        ("https://x.org/a/../b?", "https://x.org/", "https://x.org/a/../b?"),
        ("HTTPS://x.org/", "", "HTTPS://x.org/"),
        ("https://", "", None),
        ("http:/nohost", "https://x.org", None),
        ("https://[broken", "", None),
        (" JavaScript:x", "https://x.org", None),
        ("java\nscript:x", "https://x.org", None),
    ],
)
def test_web_address(href: str, base: str, expected: str | None) -> None:
    assert web_address(href, base) == expected


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=40))
def test_any_string_becomes_a_legal_address_or_none(text: str) -> None:
    address = web_address(text, BASE)
    if address is not None:
        assert re.fullmatch(r"[!-~]+", address)
        assert web_address(address, "") == address
    assert clean_text(clean_text(text)) == clean_text(text)
    assert unicodedata.is_normalized("NFC", clean_text(text))
