"""`handouts show`: a topic's facts, text and links, as it is and as it was."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from handouts import resources
from handouts.library import Delivery, import_topics, open_library

SOURCES = Path(__file__).resolve().parent.parent / "sources"


@pytest.fixture
def filled(run, library_file, tmp_path):
    ours = shutil.copytree(resources.topics(), tmp_path / "ours")
    assert run("import", ours, "--retrieved", "2026-05-05").code == 0
    return ours


def test_a_topic(run):
    said = run("show", "flu-vaccine")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "Flu Vaccine  [flu-vaccine, en]"
    assert "Vacuna contra la gripe  [flu-vaccine, es]" in lines
    assert any(line.startswith("Source: ") for line in lines)
    assert any(line.startswith("    https://") for line in lines)


def test_one_language(run):
    said = run("show", "flu-vaccine", "--lang", "es")
    assert said.out.startswith("Vacuna contra la gripe")
    assert "Flu Vaccine  [" not in said.out
    assert run("show", "flu-vaccine", "--lang", "fr").code == 2


def test_as_json(run):
    said = run("show", "flu-vaccine", "--json").json
    assert said["id"] == "flu-vaccine"
    assert set(said["articles"]) == {"en", "es"}


def test_a_file(run):
    said = run("show", SOURCES / "medlineplus_page" / "papercuts.html")
    assert said.code == 0
    assert "[papercuts, en]" in said.out


def test_a_topic_of_the_library(run, filled):
    for words in ("hypertension", "ICD10CM:I10", "Presion arterial alta"):
        assert "[high-blood-pressure, en]" in run("show", words).out


def test_its_history(run, filled):
    english = filled / "flu-vaccine" / "en.md"
    english.write_text(english.read_text("utf-8").replace("title: Flu Vaccine", "title: Flu Shot"), "utf-8")
    run("import", filled, "--retrieved", "2026-06-06")
    said = run("show", "flu-vaccine", "--history", "--lang", "en")
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("2026-05-05", "2026-06-06", "Flu Vaccine"),
        ("2026-06-06", "", "Flu Shot"),
    ]
    versions = run("show", "flu-vaccine", "--history", "--json").json
    assert {version["lang"] for version in versions} == {"en", "es"}
    assert versions[0]["day"] == "2026-05-05"
    assert run("show", "flu-vaccine", "--as-of", "2026-05-31", "--lang", "en").out.startswith("Flu Vaccine  [")
    assert run("show", "flu-vaccine", "--as-of", "2026-06-06", "--lang", "en").out.startswith("Flu Shot  [")


def test_a_topic_that_is_gone(run, filled, library_file):
    with open_library(library_file, write=True) as library:
        delivery = Delivery(date(2026, 7, 7), "local", str(filled.resolve()), "origin", "", "1")
        import_topics(library, [], delivery)
    assert "gone" in run("show", "flu-vaccine", "--history").out
    assert run("show", "flu-vaccine", "--as-of", "2026-06-01").code == 0
    said = run("show", "flu-vaccine", "--as-of", "2026-07-08")
    assert said.code == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nosuch",), "nosuch"),
        (("flu-vaccine", "--as-of", "yesterday"), "no day"),
        (("flu-vaccine", "--as-of", "2026-01-01"), "no library"),
        (("flu-vaccine", "--history"), "no library"),
        (("flu-vaccine", "--history", "--as-of", "2026-01-01"), "no day"),
    ],
)
def test_what_cannot_be_shown(run, args, words):
    said = run("show", *args)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
