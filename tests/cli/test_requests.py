"""From options to requests: every default, every word that can be mistyped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handouts.cli._requests import Options, to_languages, to_links, to_requests, to_retrieved
from handouts.compose.request import Request
from handouts.errors import RequestError
from handouts.model import Article, Dates, Paragraph, Provenance, Text, Topic

TODAY = date(2026, 11, 21)


def article(lang: str, provider: str = "local", retrieved: date | None = None) -> Article:
    return Article(
        lang=lang,
        title=f"Title {lang}",
        blocks=(Paragraph((Text("Words."),)),),
        provenance=Provenance("Source", provider, "0" * 64, "official"),
        dates=Dates(retrieved=retrieved),
    )


def topic(*languages: str, **more) -> Topic:
    return Topic("topic", {lang: article(lang, **more) for lang in languages})


def asked(subject: Topic, options: Options) -> tuple[tuple[Request, ...], list[str]]:
    said: list[str] = []
    return to_requests(subject, options, said.append), said


def test_two_languages_stand_side_by_side():
    assert asked(topic("en", "es"), Options()) == ((Request(("en", "es"), "side-by-side"),), [])


def test_english_comes_first_whatever_the_source_has_first():
    assert asked(topic("es", "en"), Options())[0][0].languages == ("en", "es")


def test_one_language_is_said_so():
    requests, said = asked(topic("es"), Options())
    assert requests == (Request(("es",), "single"),)
    assert said == ["topic is there in es only: a handout in es."]


def test_single_makes_a_sheet_for_each_language():
    requests, _ = asked(topic("en", "es"), Options(layout="single", languages=("es", "en")))
    assert requests == (Request(("es",), "single"), Request(("en",), "single"))


def test_large_print_has_no_columns_and_says_so():
    requests, said = asked(topic("en", "es"), Options(edition="large-print-acb"))
    assert requests == (Request(("en", "es"), "stacked", edition="large-print-acb"),)
    assert said[0].startswith("large-print-acb has no columns: each passage stands under its counterpart")
    assert asked(topic("en", "es"), Options(edition="clear-print"))[0][0].layout == "side-by-side"


def test_a_key_is_in_english_for_a_sheet_in_spanish():
    assert asked(topic("en", "es"), Options(layout="key"))[0][0].languages == ("es", "en")
    assert asked(topic("en", "es"), Options(layout="key", languages=("en", "es")))[0][0].languages == ("en", "es")


def test_sheets_are_promised():
    assert asked(topic("en"), Options(sheets=2))[0][0].sheets == 2


def test_an_edition_that_there_is_not():
    with pytest.raises(RequestError, match="no edition 'huge'"):
        asked(topic("en", "es"), Options(edition="huge"))


def test_what_is_asked_for_is_kept():
    options = Options(("es", "en"), "stacked", "a4", 5, TODAY)
    assert asked(topic("en", "es"), options) == ((Request(("es", "en"), "stacked", "a4", 5, TODAY),), [])


def test_a_missing_language_says_which_there_are():
    with pytest.raises(RequestError) as error:
        asked(topic("en"), Options(languages=("en", "es")))
    assert "es" in error.value.fact
    assert "only in en" in error.value.fact
    assert error.value.place == "topic"
    assert "--lang en" in error.value.hint


@pytest.mark.parametrize(
    ("provider", "in_source", "given", "told"),
    [
        ("medlineplus", None, None, True),
        ("medlineplus", None, TODAY, False),
        ("medlineplus", TODAY, None, False),
        ("local", None, None, False),
    ],
)
def test_a_citation_without_its_date_is_told(provider, in_source, given, told):
    subject = topic("en", provider=provider, retrieved=in_source)
    _, said = asked(subject, Options(languages=("en",), retrieved=given))
    assert any("--retrieved" in line for line in said) is told


def test_it_is_told_when_only_one_of_two_pages_is_dated():
    dated = topic("en", provider="medlineplus", retrieved=TODAY)
    both = replace(dated, articles={**dated.articles, "es": article("es", "medlineplus")})
    assert asked(both, Options())[1]


# ----- what is typed


@pytest.mark.parametrize(("text", "tags"), [("en", ("en",)), ("en,es", ("en", "es")), (" es , en ,", ("es", "en"))])
def test_languages(text, tags):
    assert to_languages(text) == tags


@pytest.mark.parametrize("text", ["", ",", "en,en"])
def test_no_languages(text):
    with pytest.raises(RequestError, match="--lang"):
        to_languages(text)


@pytest.mark.parametrize(("text", "links"), [("all", None), ("none", 0), ("0", 0), ("12", 12)])
def test_links(text, links):
    assert to_links(text) == links


@pytest.mark.parametrize("text", ["", "-1", "1.5", "many", "٣", "²", "9" * 5000])
def test_no_number_of_links(text):
    with pytest.raises(RequestError, match="--links"):
        to_links(text)


def test_a_day():
    assert to_retrieved("2026-11-20", TODAY) == date(2026, 11, 20)


@pytest.mark.parametrize("text", ["", "yesterday", "20/11/2026", "2026-02-30", "2062-11-21"])
def test_no_day(text):
    with pytest.raises(RequestError, match="--retrieved"):
        to_retrieved(text, TODAY)
