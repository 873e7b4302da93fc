"""`handouts list`."""

from __future__ import annotations

from pathlib import Path

XML = Path(__file__).resolve().parent.parent / "sources" / "medlineplus_xml" / "topics_2024.xml"


def test_topics(run):
    said = run("list", "topics")
    assert said.code == 0
    assert "flu-vaccine\tFlu Vaccine · Vacuna contra la gripe" in said.out.splitlines()


def test_topics_as_json(run):
    rows = {row["id"]: row["titles"] for row in run("list", "topics", "--json").json}
    assert rows["flu-vaccine"] == {"en": "Flu Vaccine", "es": "Vacuna contra la gripe"}


def test_topics_of_a_file(run):
    rows = {row["id"]: row["titles"] for row in run("list", "topics", "--from", XML, "--json").json}
    assert rows["hiccups"] == {"en": "Hiccups", "es": "Hipo"}
    assert "flu-vaccine" not in rows


def test_topics_of_a_file_that_is_none(run, tmp_path):
    said = run("list", "topics", "--from", tmp_path / "nosuch.xml")
    assert said.code == 4
    assert "nosuch.xml" in said.err


def test_languages(run):
    assert run("list", "languages").out.splitlines()[:2] == ["en\tEnglish\tltr", "es\tEspañol\tltr"]
    assert run("list", "languages", "--json").json[0] == {"tag": "en", "name": "English", "direction": "ltr"}


def test_layouts(run):
    rows = run("list", "layouts", "--json").json
    assert [row["name"] for row in rows] == ["back-to-back", "key", "side-by-side", "single", "stacked"]
    assert all(row["what"] for row in rows)


def test_editions(run):
    lines = run("list", "editions").out.splitlines()
    assert lines[0] == "standard\t12 pt, for most readers"
    assert len(lines) == 5


def test_checks(run):
    rows = run("list", "checks", "--json").json
    assert {"reading-order", "language-of-parts"} <= {row["name"] for row in rows}
    assert all(row["what"] for row in rows)


def test_only_topics_come_from_a_file(run):
    said = run("list", "layouts", "--from", XML)
    assert said.code == 2
    assert "--from" in said.err


def test_something_else(run):
    assert run("list", "colours").code == 2
