"""report.html: what staff have to know and to do, for everybody who reads it."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from handouts.catalogue.entries import Catalogue, Review
from handouts.catalogue.publishing import report


def page_of(catalogue) -> bytes:
    (made,) = report.to_files(catalogue).values()
    return made


def parsed(catalogue):
    return lxml.html.document_fromstring(page_of(catalogue))


def said(page, place: str) -> str:
    return " ".join(page.xpath(f"string({place})").split())


def section(name: str) -> str:
    return f"//section[@aria-labelledby='{name}']"


def test_the_counts_are_on_top(trouble):
    page = parsed(trouble)
    assert [" ".join(li.text_content().split()) for li in page.xpath("//ul[@class='counts']/li")] == [
        "176 handouts published, on 60 topics",
        "1 handout refused",
        "1 handout could not be made",
        "176 handouts for a person to look at",
        "2 translations out of date",
        "2 handouts retired",
    ]


def test_a_refused_handout_says_why_and_what_to_do(trouble):
    page = parsed(trouble)
    assert said(page, section("refused") + "//li[h3]") == (
        "Asthma asthma.en-es qr-decodes: the code cannot be read (page 3, link to example.org) Next: Make it larger "
        "contrast: grey on white is 3.1 to 1 (page 1)"
    )
    assert said(page, section("failed") + "//li[h3]") == "Asma asma.es the translation is not final"


def test_titles_are_in_their_language(trouble):
    page = parsed(trouble)
    for title in ("Asma", "Dolor viejo", "Quemaduras de tobillo"):
        (lang,) = page.xpath(f"//*[text()='{title}']/@lang")
        assert lang == "es"


def test_a_retired_handout_names_what_took_its_place(trouble):
    page = parsed(trouble)
    assert said(page, section("retired") + "//li[1]/p") == "Replaced by ankleburns.es, gone.es (not published)"
    assert page.xpath(section("retired") + "//a/@href") == ["handouts/ankleburns.es.pdf"]
    assert said(page, section("retired") + "//li[2]/p") == "Nothing took its place."


def test_a_stale_translation_says_since_when(trouble):
    lines = parsed(trouble).xpath(section("stale") + "//li")
    assert [" ".join(line.text_content().split()) for line in lines] == [
        "Quemaduras de tobillo ankleburns Spanish; the English as it is now dates from May 4, 2026",
        "Cuidado de tobillo anklecare Spanish; the English as it is now is of an unknown day",
    ]


def test_what_is_to_be_looked_at_is_said_once_and_names_some(trouble):
    page = parsed(trouble)
    (look,) = page.xpath("//div[@class='look']")
    assert said(look, "h3") == "alternative-texts: the picture has words for its alternative text"
    assert said(look, ".//summary") == "176 handouts"
    assert len(look.xpath(".//li/a")) == report.MOST_NAMED
    assert "126 more are in catalogue.json" in said(look, ".//details")


def test_what_concerns_most_handouts_comes_first(make_entry):
    rare, often = Review("a", "", "rare"), Review("z", "", "often")
    entries = (make_entry("one", review=(rare, often, often)), make_entry("two", review=(often,)))
    page = parsed(Catalogue(entries))
    assert [said(look, "h3") for look in page.xpath("//div[@class='look']")] == ["z: often", "a: rare"]
    assert said(page.xpath("//div[@class='look']")[0], ".//summary") == "2 handouts"


def test_where_nothing_is_wrong_it_says_so(library):
    page = parsed(library(3))
    assert [p.text for p in page.xpath("//p[@class='none']")] == ["None.", "None.", "Nothing.", "None.", "None."]


def test_a_text_cannot_reach_the_page_as_markup(hostile):
    page = parsed(hostile)
    assert not page.xpath("//script")
    assert len(page.xpath("//style")) == 1
    assert hostile.refused[0].why[0].message in page.text_content()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(trouble, hostile, opened, violations, width):
    for catalogue in (trouble, hostile, Catalogue(())):
        page = opened(page_of(catalogue), width)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_six_thousand_things_to_look_at_stay_readable(library):
    look = Review("alternative-texts", "page 1", "a picture", "Read it")
    catalogue = library(1000)
    entries = tuple(replace(entry, review=(look, look)) for entry in catalogue.entries)
    assert len(page_of(replace(catalogue, entries=entries))) < 30_000
