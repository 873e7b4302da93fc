"""catalogue.json says all that is known, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

from handouts.catalogue.publishing import data

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "catalogue.md"


def read(catalogue):
    (made,) = data.to_files(catalogue).values()
    return json.loads(made)


def test_an_entry_has_everything_that_is_known(make_entry, library):
    one = make_entry(drafts=("es",))
    catalogue = library(0, base="https://library.example/")
    whole = read(type(catalogue)((one,), base=catalogue.base, publisher=catalogue.publisher))
    assert (whole["schema"], whole["program"], whole["base"]) == (1, "handouts", "https://library.example/")
    assert whole["publisher"]["es"] == "Biblioteca del condado de Riverside"
    (entry,) = whole["entries"]
    assert entry["articles"]["es"]["title"] == "Gota"
    assert entry["articles"]["en"]["synonyms"] == ["Gouty arthritis"]
    assert entry["languages"] == list(entry["articles"]) == ["en", "es"]
    assert (entry["created"], entry["modified"], entry["drafts"]) == ("2001-06-01", "2026-03-09", ["es"])
    assert entry["files"]["pdf"] == {"path": one.pdf.path, "sha256": one.pdf.sha256, "size": 85_000}


def test_a_date_that_is_not_known_is_null(make_entry, library):
    whole = read(type(library(0))((make_entry(created=None, modified=None),)))
    assert (whole["entries"][0]["created"], whole["entries"][0]["modified"]) == (None, None)


def test_what_went_wrong_is_in_it(trouble):
    whole = read(trouble)
    assert [(one["name"], one["kind"], one["why"][0]["check"]) for one in whole["refused"]] == [
        ("asthma.en-es", "refused", "qr-decodes"),
        ("asma.es", "failed", ""),
    ]
    assert whole["retired"][0]["replaced_by"] == ["ankleburns.es", "gone.es"]
    assert [one["since"] for one in whole["stale"]] == ["2026-05-04", None]
    assert whole["entries"][0]["review"][0]["hint"] == "Read it"


def test_hostile_texts_come_back_as_they_were(hostile):
    whole = read(hostile)
    for entry, dictionary in zip(hostile.entries, whole["entries"], strict=True):
        for lang, facts in entry.articles.items():
            assert dictionary["articles"][lang]["title"] == facts.title
            assert dictionary["articles"][lang]["address"] == facts.address


def test_every_field_is_in_the_guide(trouble):
    described = set(re.findall(r"`(\w+)`", GUIDE.read_text("utf-8")))

    def fields(value) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(fields, value)) if value else set()
        if isinstance(value, dict):
            return set(value).union(*map(fields, value.values()))
        return set()

    assert fields(read(trouble)) - described - {"en", "es"} == set()
