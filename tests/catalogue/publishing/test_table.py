"""catalogue.csv: read back with a real reader, safe in a spreadsheet, no value lost."""

from __future__ import annotations

import csv
import io

import pytest

from handouts.catalogue.entries import Catalogue
from handouts.catalogue.publishing import table


def rows(catalogue) -> list[dict[str, str]]:
    (made,) = table.to_files(catalogue).values()
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline=""), strict=True))


def test_a_row_is_a_handout_in_dublin_core(make_entry):
    both, english = make_entry(), make_entry(languages=("en",), created=None, modified=None, pages=1)
    base, publisher = "https://library.example/health/", {"en": "Library", "es": "Biblioteca"}
    first, second = rows(Catalogue((both, english), base=base, publisher=publisher))
    assert first == {
        "dc:identifier": "https://library.example/health/handouts/gout.en-es.pdf",
        "dc:title": "Gout||Gota",
        "dc:language": "en||es",
        "dc:subject": "Gout||Bones||Huesos",
        "dc:description": "What gout is||Qué es la gota",
        "dc:creator": "MedlinePlus",
        "dc:contributor": "",
        "dc:publisher": "Library||Biblioteca",
        "dc:date": "2026-03-09",
        "dc:type": "Text",
        "dc:format": "application/pdf",
        "dc:source": "https://example.org/gout||https://example.org/es/gota",
        "dc:relation": "https://library.example/health/handouts/gout.en.pdf",
        "dc:rights": "",
        "dcterms:alternative": "Gouty arthritis||Podagra",
        "dcterms:extent": "4 pages",
        "dcterms:hasFormat": "https://library.example/health/handouts/gout.en-es.html",
        "topic": "gout",
        "edition": "standard",
        "paper": "letter",
        "sha256": both.pdf.sha256,
    }
    assert (second["dc:date"], second["dcterms:extent"]) == ("", "1 page")


def test_excel_is_told_the_encoding(library):
    (made,) = table.to_files(library(1)).values()
    assert made.startswith(b"\xef\xbb\xbfdc:identifier,")
    assert made.endswith(b"\r\n")


def test_no_cell_is_a_formula(hostile):
    found = rows(hostile)
    assert found[0]["dc:title"] == "'=cmd|' /C calc'!A0 second line"
    assert found[0]["dc:description"] == "'-1+1"
    assert found[0]["dcterms:alternative"] == "'+1||@SUM(A1)||Tab"
    assert not [cell for row in found for cell in row.values() if cell.startswith(table._FORMULA)]
    assert not [cell for row in found for cell in row.values() if set(cell) & set("\r\n\t")]


@pytest.mark.parametrize("first", "=+-@\t\r＝＋－＠")
def test_a_formula_is_seen_by_each_of_its_beginnings(make_entry, first):
    (row,) = rows(Catalogue((make_entry(subjects=(f"{first}1",)),)))
    assert row["dc:subject"].partition("||")[0] in (f"'{first}1", "1")


def test_every_row_has_every_column_whatever_the_texts(hostile, library):
    for catalogue in (hostile, library(500)):
        found = rows(catalogue)
        assert len(found) == len(catalogue.entries)
        assert all(set(row) == set(table.COLUMNS) for row in found)
        assert all(isinstance(cell, str) for row in found for cell in row.values())


def test_two_bars_in_a_text_are_no_two_values(make_entry):
    (row,) = rows(Catalogue((make_entry(subjects=("a||b", "c|||d")),)))
    assert row["dc:subject"].split("||")[:2] == ["a| |b", "c| | |d"]
