"""opds.json against what OPDS 2.0 requires, as its text and its schemas have it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from handouts.catalogue.entries import Catalogue
from handouts.catalogue.publishing import opds

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


def feeds(catalogue) -> dict[str, dict]:
    return {name: json.loads(data) for name, data in opds.to_files(catalogue).items()}


def check_link(link: dict, *, titled: bool = False) -> None:
    assert link["href"]
    assert not re.search(r"[\s\"<>\\^`{|}]", link["href"])  # a URI reference: RFC 3986
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", link["type"])
    assert link.get("size", 1) > 0
    assert not titled or link["title"]


def check_feed(feed: dict) -> None:
    """Hold a feed to sections 2 and 5 of the specification, and to feed.schema.json."""
    assert feed["metadata"]["title"]
    assert feed["metadata"]["numberOfItems"] >= 0
    assert {"publications", "navigation", "groups"} & set(feed)
    assert [link for link in feed["links"] if link.get("rel") == "self"]
    for role in {"publications", "navigation", "links"} & set(feed):
        assert feed[role], f"{role} may not be empty"
        assert len({json.dumps(item, sort_keys=True) for item in feed[role]}) == len(feed[role])
    for link in feed["links"]:
        check_link(link)
    for link in feed["navigation"]:
        check_link(link, titled=True)
    for facet in feed.get("facets", []):
        assert facet["metadata"]["title"]
        assert len(facet["links"]) > 1
        for link in facet["links"]:
            check_link(link, titled=True)
    for publication in feed.get("publications", []):
        check_publication(publication)


def check_publication(publication: dict) -> None:
    metadata = publication["metadata"]
    assert all(value not in ("", [], {}, None) for value in metadata.values())  # no blank values: section 5.2
    assert metadata["title"]
    assert all(LANGUAGE.fullmatch(tag) and isinstance(text, str) for tag, text in metadata["title"].items())
    assert all(LANGUAGE.fullmatch(tag) for tag in metadata["language"])
    assert urlsplit(metadata["identifier"]).scheme
    assert urlsplit(metadata["@type"]).scheme
    assert isinstance(metadata["numberOfPages"], int)
    assert metadata["numberOfPages"] > 0
    if "modified" in metadata:
        assert datetime.fromisoformat(metadata["modified"]).tzinfo
    if "published" in metadata:
        date.fromisoformat(metadata["published"])
    assert all(isinstance(text, str) for name in ("author", "translator", "subject") for text in metadata.get(name, []))
    acquisition = [link for link in publication["links"] if link["rel"] == OPEN_ACCESS]
    assert [link["type"] for link in acquisition] == ["application/pdf"]
    for link in publication["links"]:
        check_link(link)


@pytest.mark.parametrize("base", ["", "https://library.example/health/"])
def test_a_feed_is_what_the_specification_asks_for(library, base):
    for feed in feeds(library(120, base=base)).values():
        check_feed(feed)


def test_a_feed_of_hostile_texts_is_one(hostile):
    made = feeds(hostile)
    for feed in made.values():
        check_feed(feed)
    assert made["opds.json"]["publications"][0]["metadata"]["title"] == {"en": hostile.entries[0].articles["en"].title}


def test_a_feed_without_a_handout_is_still_one():
    made = feeds(Catalogue(()))
    check_feed(made["opds.json"])
    assert set(made) == {"opds.json"}


def test_a_publication_says_what_it_is(make_entry):
    made = feeds(Catalogue((make_entry(),), base="https://library.example/", publisher={"es": "Biblioteca"}))[
        "opds.json"
    ]
    (publication,) = made["publications"]
    where = "https://library.example/handouts/gout.en-es"
    assert publication["metadata"] == {
        "@type": "http://schema.org/DigitalDocument",
        "identifier": f"{where}.pdf",
        "title": {"en": "Gout", "es": "Gota"},
        "language": ["en", "es"],
        "author": ["MedlinePlus"],
        "publisher": {"name": {"es": "Biblioteca"}},
        "published": "2001-06-01",
        "modified": "2026-03-09T00:00:00Z",
        "description": "What gout is",
        "subject": ["Gout", "Bones", "Huesos"],
        "numberOfPages": 4,
    }
    assert [(link["rel"], link["href"], link["type"]) for link in publication["links"]] == [
        (OPEN_ACCESS, f"{where}.pdf", "application/pdf"),
        ("alternate", f"{where}.html", "text/html"),
    ]
    assert "facets" not in made


def test_without_an_address_the_identifier_is_a_stable_one(make_entry):
    first, again = (feeds(Catalogue((make_entry(pages=n),)))["opds.json"]["publications"][0] for n in (3, 4))
    identifier = first["metadata"]["identifier"]
    assert UUID(identifier).urn == identifier == again["metadata"]["identifier"]
    assert first["links"][0]["href"] == "handouts/gout.en-es.pdf"


def test_each_choice_of_languages_is_a_facet_with_a_feed_of_its_own(library):
    made = feeds(library(60))
    links = made["opds.json"]["facets"][0]["links"]
    assert [link["title"] for link in links] == ["All languages", "English", "Español", "English + Español"]
    for link in links:
        feed = made[link["href"]]
        assert link["properties"]["numberOfItems"] == feed["metadata"]["numberOfItems"] == len(feed["publications"])
        (active,) = [one["href"] for one in feed["facets"][0]["links"] if one.get("rel") == "self"]
        assert active == link["href"]
    assert {tuple(one["metadata"]["language"]) for one in made["opds.es.json"]["publications"]} == {("es",)}
