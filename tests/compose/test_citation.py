from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from handouts.compose.citation import citation
from handouts.compose.handout import Citation
from handouts.model import Alternate, Article, Dates, Provenance, State, Topic

Make = Callable[..., Article]

HOUSE = Provenance("handouts sample topics", "local", "0" * 64, "sample")
PLUS = Provenance("MedlinePlus", "medlineplus", "0" * 64, "official")


def cite(*articles: Article, tag: str = "", retrieved: date | None = None) -> Citation:
    topic = Topic("t", {a.lang: a for a in articles})
    return citation(topic, topic.languages, tag or articles[0].lang, retrieved)


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (Dates(), "Heart attack. Available from:"),
        (Dates(updated=date(2020, 6, 10)), "Heart attack; [updated 2020 Jun 10]. Available from:"),
        (
            Dates(date(1999, 1, 1), date(2020, 6, 10), date(2016, 8, 25), date(2020, 7, 1)),
            "Heart attack; [updated 2020 Jun 10; reviewed 2016 Aug 25; cited 2020 Jul 1]. Available from:",
        ),
    ],
)
def test_medlineplus_is_cited_with_the_dates_that_are_known(dates: Dates, text: str, article: Make) -> None:
    a = article("en", ["x"], title="Heart attack", address="https://medlineplus.gov/heartattack.html", dates=dates)
    assert cite(a).text == f"MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine (US). {text}"


def test_the_article_knows_best_when_it_was_fetched(article: Make) -> None:
    a = article("en", ["x"], address="https://medlineplus.gov/a.html", dates=Dates(retrieved=date(2024, 8, 30)))
    assert "[cited 2024 Aug 30]" in cite(a, retrieved=date(2026, 11, 21)).text
    assert "[cited 2026 Nov 21]" in cite(replace(a, dates=Dates()), retrieved=date(2026, 11, 21)).text


@pytest.mark.parametrize(("month", "short"), [(1, "ene"), (6, "jun"), (8, "ago"), (9, "sept"), (12, "dic")])
def test_spanish_says_it_in_spanish(month: int, short: str, article: Make) -> None:
    a = article(
        "es",
        ["x"],
        title="¿Qué es el asma?",
        address="https://medlineplus.gov/spanish/asthma.html",
        dates=Dates(updated=date(2026, month, 5), retrieved=date(2026, 11, 21)),
    )
    found = cite(a)
    assert found.text == (
        "MedlinePlus en español [Internet]. Bethesda (MD): Biblioteca Nacional de Medicina (EE. UU.). "
        f"¿Qué es el asma?; [actualizado 2026 {short} 5; consultado 2026 nov 21]. Disponible en:"
    )
    assert found.acknowledgement == "Fuente: MedlinePlus, Biblioteca Nacional de Medicina"
    assert "no sustituye la atención médica" in found.disclaimer


def test_what_asks_or_ends_needs_no_full_stop(article: Make) -> None:
    a = article("en", ["x"], title="What is asthma?", address="https://medlineplus.gov/asthma.html")
    assert cite(a).text.endswith("What is asthma? Available from:")


def test_a_local_topic_has_an_equivalent(article: Make) -> None:
    a = article("en", ["x"], title="Flu", provenance=HOUSE, dates=Dates(updated=date(2026, 11, 21)))
    found = cite(a, retrieved=date(2026, 11, 22))
    assert found.text == "Handouts sample topics. Flu; [updated 2026 Nov 21]."
    assert found.page is None
    assert found.acknowledgement == "Source: handouts sample topics"
    assert "not a substitute for medical care" in found.disclaimer


def test_the_topics_own_page_is_known_by_itself_or_through_the_other_language(article: Make) -> None:
    english = article("en", ["x"], title="Asthma", address="https://medlineplus.gov/asthma.html")
    spanish = article("es", ["x"], title="Asma")
    assert cite(english, spanish, tag="es").page is None
    there = Alternate("es", "https://medlineplus.gov/spanish/asthma.html")
    page = cite(replace(english, alternates=(there,)), spanish, tag="es").page
    assert page is not None
    assert (page.title, page.lang, page.title_lang) == ("Asma", "es", "es")
    assert page.printed == "medlineplus.gov/spanish/asthma.html"


def test_the_page_in_a_language_not_printed_is_named_once(article: Make) -> None:
    there = (Alternate("es", "https://medlineplus.gov/spanish/a.html"), Alternate("fr", "https://medlineplus.gov/fr/a"))
    english = article("en", ["x"], title="Acne", address="https://medlineplus.gov/a.html", alternates=there)
    spanish = article("es", ["x"], title="Acné", address="https://medlineplus.gov/spanish/a.html")
    alone = citation(Topic("t", {"en": english, "es": spanish}), ("en",), "en", None)
    assert [(t.lang, t.title, t.title_lang) for t in alone.elsewhere] == [("es", "Acné", "es"), ("fr", "Acne", "en")]
    without = citation(Topic("t", {"en": english}), ("en",), "en", None)
    assert [(t.lang, t.title_lang) for t in without.elsewhere] == [("es", "en"), ("fr", "en")]
    assert [t.lang for t in cite(english, spanish, tag="en").elsewhere] == ["fr"]
    assert not cite(english, spanish, tag="es").elsewhere


def translated(state: State, **fields: str) -> Provenance:
    return Provenance("house", "local", "1" * 64, state, translated_from="0" * 64, **fields)


@pytest.mark.parametrize(
    ("provenance", "notices"),
    [
        (
            translated("sample"),
            (
                "This text was written as a sample for the program that made this handout.",
                "The Spanish text has not been reviewed by a qualified translator.",
            ),
        ),
        (
            translated("draft"),
            (
                "This text was written as a sample for the program that made this handout.",
                "The Spanish text is a draft.",
                "The Spanish text has not been reviewed by a qualified translator.",
            ),
        ),
        (
            translated("machine"),
            (
                "This text was written as a sample for the program that made this handout.",
                "The Spanish text was translated by a machine.",
                "The Spanish text has not been reviewed by a qualified translator.",
            ),
        ),
        (
            translated("reviewed", translator="Ana Pérez", reviewer="Luis Gil", credential="CMI-Spanish"),
            (
                "This text was written as a sample for the program that made this handout.",
                "Translated into Spanish by Ana Pérez.",
                "The Spanish text was reviewed by Luis Gil, CMI-Spanish on March 2, 2026.",
            ),
        ),
    ],
)
def test_who_answers_for_the_words_is_said_in_every_language(
    provenance: Provenance, notices: tuple[str, ...], article: Make
) -> None:
    english = article("en", ["x"], provenance=HOUSE)
    spanish = article("es", ["x"], provenance=provenance, dates=Dates(reviewed=date(2026, 3, 2)))
    assert cite(english, spanish, tag="en").notices == notices
    in_spanish = cite(english, spanish, tag="es").notices
    assert len(in_spanish) == len(notices)
    assert not set(in_spanish) & set(notices)
    assert any("español" in notice for notice in in_spanish)


@pytest.mark.parametrize(
    ("reviewer", "day", "said"),
    [
        ("Luis Gil", None, "The Spanish text was reviewed by Luis Gil."),
        ("", date(2026, 3, 2), "The Spanish text was reviewed on March 2, 2026."),
        ("", None, "The Spanish text has been reviewed."),
    ],
)
def test_a_review_says_what_is_known(reviewer: str, day: date | None, said: str, article: Make) -> None:
    spanish = article("es", ["x"], provenance=translated("reviewed", reviewer=reviewer), dates=Dates(reviewed=day))
    assert said in cite(article("en", ["x"]), spanish).notices


def test_official_spanish_says_so_and_official_english_needs_no_word(article: Make) -> None:
    both = article("en", ["x"], provenance=PLUS), article("es", ["x"], provenance=PLUS)
    assert cite(*both).notices == ("The Spanish text is the official version published by MedlinePlus.",)
    assert cite(both[0]).notices == ()


def test_attribution_is_passed_on(article: Make) -> None:
    assert cite(article("en", ["x"], attribution=("NIH: An Institute",))).attribution == ("NIH: An Institute",)


def test_nobody_is_said_to_endorse(article: Make) -> None:
    both = article("en", ["x"], provenance=PLUS), article("es", ["x"], provenance=PLUS)
    for tag in ("en", "es"):
        found = cite(*both, tag=tag)
        words = " ".join((found.text, found.acknowledgement, *found.notices, found.disclaimer)).lower()
        assert not any(word in words for word in ("endors", "approv", "recommend", "avala", "aprob", "recomend"))
