"""sitemap.xml, read back with a real parser."""

from __future__ import annotations

from lxml import etree

from handouts.catalogue.entries import Catalogue
from handouts.catalogue.publishing import sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def read(data: bytes):
    root = etree.fromstring(data)
    places = [(one.findtext("s:loc", None, NAMES), one.findtext("s:lastmod", None, NAMES)) for one in root]
    return etree.QName(root).localname, places


def test_there_is_none_without_an_address(library):
    assert sitemap.to_files(library(3)) == {}


def test_it_has_the_index_and_every_file_a_reader_opens(make_entry):
    entries = (make_entry(), make_entry(languages=("es",), modified=None))
    (made,) = sitemap.to_files(Catalogue(entries, base="https://library.example/h/")).values()
    assert read(made) == (
        "urlset",
        [
            ("https://library.example/h/", None),
            ("https://library.example/h/handouts/gout.en-es.html", "2026-03-09"),
            ("https://library.example/h/handouts/gout.en-es.pdf", "2026-03-09"),
            ("https://library.example/h/handouts/gout.es.html", None),
            ("https://library.example/h/handouts/gout.es.pdf", None),
        ],
    )


def test_an_address_of_any_letters_is_escaped(hostile):
    _, places = read(sitemap.to_files(hostile)["sitemap.xml"])
    assert places[0][0] == "https://example.org/a&b/"
    assert "https://example.org/a&b/handouts/a%20b%26c%3F%23%25%5C%0A.pdf" in [place for place, _ in places]


def test_what_one_cannot_hold_is_split(library, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 50)
    catalogue = library(30, base="https://library.example/")
    files = sitemap.to_files(catalogue)
    kind, maps = read(files["sitemap.xml"])
    assert kind == "sitemapindex"
    assert [place for place, _ in maps] == [
        f"https://library.example/{name}" for name in files if name != "sitemap.xml"
    ]
    parts = [read(data)[1] for name, data in files.items() if name != "sitemap.xml"]
    assert all(len(part) <= 50 for part in parts)
    assert len({place for part in parts for place, _ in part}) == 2 * len(catalogue.entries) + 1
