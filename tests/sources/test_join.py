"""Topics that came in one language each, joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts.errors import RequestError
from handouts.model import Alternate, Article, Code, Dates, OtherLanguage, Paragraph, Provenance, Text, Topic
from handouts.sources import join_topics
from handouts.sources.medlineplus_page import load_topic as load_page
from handouts.sources.medlineplus_text import load_topic as load_text

SITE = "https://medlineplus.gov/"
PAGES = Path(__file__).parent / "medlineplus_page"
TEXTS = Path(__file__).parent / "medlineplus_text"


def topic(
    address: str,
    *twins: str,
    sha256: str = "a",
    title: str = "T",
    local: bool = False,
    updated: date | None = None,
    codes: tuple[Code, ...] = (),
    others: tuple[OtherLanguage, ...] = (),
) -> Topic:
    lang = "es" if "/spanish/" in address else "en"
    article = Article(
        lang=lang,
        title=title,
        blocks=(Paragraph((Text("It stings."),)),),
        provenance=Provenance(
            "Clinic" if local else "MedlinePlus", "local" if local else "medlineplus", sha256, "official"
        ),
        address=address,
        alternates=tuple(Alternate("es" if "/spanish/" in twin else "en", twin) for twin in twins),
        dates=Dates(updated=updated),
    )
    return Topic(address.rsplit("/", 1)[-1].removesuffix(".html") or "local", {lang: article}, codes, others)


EN, ES = SITE + "cuts.html", SITE + "spanish/cuts.html"


@pytest.mark.parametrize(
    "pair",
    [
        (topic(EN, ES), topic(ES, EN)),
        (topic(EN, ES), topic(ES)),
        (topic(EN), topic(ES, EN)),
        (topic(EN), topic(ES)),
        (topic(ES, EN), topic(EN)),
        (topic("http://www.nlm.nih.gov/medlineplus/cuts.html"), topic(ES, EN)),
    ],
)
def test_two_languages_of_one_topic_are_one(pair: tuple[Topic, Topic]) -> None:
    (joined,) = join_topics(pair)
    assert joined.id == "cuts"
    assert joined.languages == (pair[0].languages[0], pair[1].languages[0])
    for lang, article in joined.articles.items():
        assert [twin.lang for twin in article.alternates] == [other for other in joined.languages if other != lang]


def test_pages_of_other_names_are_one_where_one_names_the_other() -> None:
    (joined,) = join_topics([topic(SITE + "spanish/cortes.html", EN), topic(EN)])
    assert joined.id == "cuts"
    assert joined.articles["en"].alternates == (Alternate("es", SITE + "spanish/cortes.html"),)


def test_pages_of_one_name_stay_apart_where_one_names_another_page() -> None:
    found = join_topics([topic(EN, SITE + "spanish/cortes.html"), topic(ES)])
    assert [t.languages for t in found] == [("en",), ("es",)]


def test_other_topics_stay_apart_and_in_order() -> None:
    other = SITE + "folds.html"
    found = join_topics([topic(other), topic(EN), topic(SITE + "spanish/folds.html", other)])
    assert [(t.id, t.languages) for t in found] == [("folds", ("en", "es")), ("cuts", ("en",))]


def test_id_is_the_english_name_even_without_the_english_page() -> None:
    third = Topic("cortes", {"fr": topic(SITE + "spanish/cortes.html", EN).articles["es"]})
    (joined,) = join_topics([topic(SITE + "spanish/cortes.html", EN), third])
    assert joined.id == "cuts"


def test_a_page_that_names_two_others_joins_them() -> None:
    cortes = SITE + "spanish/cortes.html"
    third = Topic("coupures", {"fr": replace(topic(SITE + "coupures.html", EN, cortes).articles["en"], lang="fr")})
    other = topic(SITE + "folds.html")
    found = join_topics([topic(EN), other, topic(cortes), third])
    assert [(t.id, t.languages) for t in found] == [("cuts", ("en", "fr", "es")), ("folds", ("en",))]


def test_codes_and_languages_are_kept_once() -> None:
    one, two = Code("MeSH", "D1", "Cuts"), Code("MeSH", "D2", "Paper")
    french = OtherLanguage("French", "français", SITE + "languages/cuts.html")
    (joined,) = join_topics([topic(EN, codes=(one, two), others=(french,)), topic(ES, codes=(two,), others=(french,))])
    assert (joined.codes, joined.other_languages) == ((one, two), (french,))


def test_same_bytes_twice_count_once() -> None:
    (joined,) = join_topics([topic(EN), topic(EN), topic(ES)])
    assert joined.languages == ("en", "es")


def test_two_texts_of_one_language_are_an_error_that_names_both() -> None:
    old = "http://www.nlm.nih.gov/medlineplus/cuts.html"
    with pytest.raises(RequestError, match="twice") as caught:
        join_topics([topic(EN, updated=date(2026, 2, 28)), topic(ES), topic(old, sha256="b")])
    message = str(caught.value)
    assert EN in message
    assert old in message
    assert "2026-02-28" in message
    assert caught.value.hint


def test_local_topics_are_never_joined() -> None:
    assert len(join_topics([topic(EN, local=True), topic(ES), topic(EN, local=True)])) == 3


def test_nothing_is_nothing() -> None:
    assert join_topics([]) == ()


@pytest.mark.parametrize(
    ("load", "english", "spanish"),
    [
        (load_page, PAGES / "papercuts.html", PAGES / "papercuts-es.html"),
        (load_page, PAGES / "papercuts-2015.html", PAGES / "papercuts-es-2015.html"),
        (load_page, PAGES / "papercuts-2015.html", PAGES / "papercuts-es.html"),
        (load_text, TEXTS / "papercuts.txt", TEXTS / "papercuts-es.txt"),
    ],
)
def test_fixtures_join(load: type, english: Path, spanish: Path) -> None:
    (joined,) = join_topics([load(spanish), load(english)])
    assert (joined.id, joined.languages) == ("papercuts", ("es", "en"))
