"""The newest topics file that a page lists."""

from __future__ import annotations

import pytest

from handouts.errors import SourceError
from handouts.sources.medlineplus_downloads import newest

PAGE = "https://medlineplus.gov/xml.html"


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (
            '<a href="https://medlineplus.gov/xml/mplus_topics_2026-11-19.xml">x</a>'
            '<a href="https://medlineplus.gov/xml/mplus_topics_2026-11-20.xml">x</a>'
            '<a href="https://medlineplus.gov/xml/mplus_topics_compressed_2026-11-20.zip">x</a>'
            '<a href="https://medlineplus.gov/xml/mplus_topics_compressed_2026-11-18.zip">x</a>'
            '<a href="https://medlineplus.gov/xml/mplus_topic_groups_2026-11-21.xml">x</a>',
            "https://medlineplus.gov/xml/mplus_topics_compressed_2026-11-20.zip",
        ),
        ("<a href='xml/mplus_topics_2026-11-20.xml'>", "https://medlineplus.gov/xml/mplus_topics_2026-11-20.xml"),
        ("<a href=/xml/mplus_topics_2026-11-20.xml>", "https://medlineplus.gov/xml/mplus_topics_2026-11-20.xml"),
        ('<A HREF="xml/MPLUS_TOPICS_2026-11-20.XML">', "https://medlineplus.gov/xml/MPLUS_TOPICS_2026-11-20.XML"),
    ],
)
def test_the_newest(html, address):
    assert newest(html.encode(), PAGE) == address


@pytest.mark.parametrize(
    "page", [b"<html>nothing</html>", b'<a href="mplus_topics.xml">', b'<a href="ftp://x/mplus_topics_2026-11-20.xml">']
)
def test_none(page):
    with pytest.raises(SourceError, match="lists no topics XML") as caught:
        newest(page, PAGE)
    assert "--url" in caught.value.hint


def test_what_is_no_page():
    with pytest.raises(SourceError):
        newest(b"%PDF-1.7", PAGE)
