"""Nothing unreviewed leaves as final: it is refused, or every page says that it is a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handouts.compose import compose
from handouts.compose.finality import drafts, is_final
from handouts.compose.request import Request
from handouts.errors import ContentError
from handouts.model import Alternate, Article, Dates, Paragraph, Provenance, Text, Topic

ENGLISH = Article(
    "en",
    "A1C",
    (Paragraph((Text("Have the test."),)),),
    Provenance("MedlinePlus", "medlineplus", "a" * 64, "official"),
    address="https://medlineplus.gov/a1c.html",
    alternates=(Alternate("es", "https://medlineplus.gov/spanish/a1c.html"),),
    dates=Dates(retrieved=date(2026, 3, 4)),
)
OURS = Provenance("MedlinePlus", "medlineplus", "b" * 64, "draft", "Ana Ruiz", translated_from="a" * 64)
SPANISH = Article(
    "es",
    "Prueba A1C",
    (Paragraph((Text("Hágase la prueba."),)),),
    OURS,
    alternates=(Alternate("en", "https://medlineplus.gov/a1c.html"),),
    dates=Dates(reviewed=date(2026, 5, 6)),
)
BOTH = Request(("en", "es"), "side-by-side")
ALONE = Request(("es",), "single")


def topic(**changes) -> Topic:
    return Topic("a1c", {"en": ENGLISH, "es": replace(SPANISH, provenance=replace(OURS, **changes))})


@pytest.mark.parametrize(
    ("changes", "final"),
    [
        ({"state": "reviewed"}, True),
        ({"state": "draft"}, False),
        ({"state": "machine"}, False),
        ({"state": "sample"}, False),
        ({"state": "reviewed", "stale": True}, False),
        ({"state": "official", "translated_from": "", "translator": ""}, True),
        ({"state": "official", "translated_from": "", "translator": "", "stale": True}, False),
        ({"state": "sample", "translated_from": "", "translator": ""}, True),  # an original, not a translation
    ],
)
def test_what_may_leave_as_final(changes, final):
    article = topic(**changes).articles["es"]
    assert is_final(article) is final
    assert drafts([ENGLISH, article]) == (() if final else ("es",))
    assert compose(topic(**changes), BOTH).drafts == (() if final else ("es",))
    if final:
        assert compose(topic(**changes), replace(BOTH, final=True)).drafts == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "draft"}, "as it is now"),
        ({"state": "machine"}, "a machine made it"),
        ({"stale": True}, "has changed since"),
    ],
)
def test_a_request_for_a_final_one_is_refused_with_the_reason(changes, why):
    with pytest.raises(ContentError, match=f"the Spanish text is not final: .*{why}") as error:
        compose(topic(**changes), replace(BOTH, final=True))
    assert "translate" in error.value.hint


def test_the_language_that_is_final_may_leave_alone():
    request = replace(ALONE, languages=("en",), final=True)
    assert compose(topic(), request).drafts == ()


# ----- a translation of MedlinePlus's words that is not MedlinePlus's own


def test_it_says_that_it_was_translated_and_from_which_page():
    (citation,) = compose(topic(), ALONE).citations
    assert citation.text == (
        "Traducido de MedlinePlus [Internet]. Bethesda (MD): Biblioteca Nacional de Medicina (EE. UU.). "
        "Prueba A1C; [consultado 2026 mar 4]. Disponible en:"
    )
    assert citation.page is not None
    assert (citation.page.address, citation.page.lang) == ("https://medlineplus.gov/a1c.html", "en")
    assert [target.address for target in citation.elsewhere] == ["https://medlineplus.gov/spanish/a1c.html"]


def test_beside_the_english_its_page_has_one_code():
    english, spanish = compose(topic(), BOTH).citations
    assert english.page is not None
    assert spanish.page is None
    assert "Disponible en" not in spanish.text
    assert [target.address for target in english.elsewhere] == ["https://medlineplus.gov/spanish/a1c.html"]


def test_a_review_is_printed_with_who_and_when():
    (citation,) = compose(topic(state="reviewed", reviewer="Luis Paz", credential="CHI"), ALONE).citations
    assert "Traducido al español por Ana Ruiz." in citation.notices
    assert "El texto en español fue revisado por Luis Paz, CHI el 6 de mayo de 2026." in citation.notices
    assert "6 may" not in citation.text, "that is the day of the review, not of MedlinePlus's page"


def test_a_stale_translation_says_so_in_both_languages():
    english, spanish = compose(topic(stale=True), BOTH).citations
    assert "The English text has changed since the Spanish text was made." in english.notices
    assert "El texto en inglés ha cambiado desde que se hizo el texto en español." in spanish.notices


# ----- a translation made block by block pairs block by block, whatever its words are


def test_pairs_of_a_translation_are_no_guess():
    blocks = tuple(Paragraph((Text(text),)) for text in ("One.", "Two words.", "Three 3."))
    words = tuple(Paragraph((Text(text),)) for text in ("[falta]", "Cualquier cosa muy larga, que no se parece.", "3"))
    both = {"en": replace(ENGLISH, blocks=blocks), "es": replace(SPANISH, blocks=words)}
    for languages in (("en", "es"), ("es", "en")):
        handout = compose(Topic("a1c", both), Request(languages, "side-by-side"))
        assert [len(row.cells[0]) + len(row.cells[1]) for row in handout.rows] == [2, 2, 2]
        assert (handout.pairing, handout.confidence) == ("block", 1.0)


def test_a_translation_of_another_shape_is_paired_like_any_other():
    both = {"en": replace(ENGLISH, blocks=ENGLISH.blocks * 2), "es": SPANISH}
    assert compose(Topic("a1c", both), BOTH).pairing == "whole"
