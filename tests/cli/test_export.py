"""`handouts export`: a folder that reads back, what it cannot hold, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

from handouts.sources import markdown

SOURCES = Path(__file__).resolve().parent.parent / "sources"
PAGES = SOURCES / "medlineplus_page"


def test_a_topic(run, tmp_path):
    said = run("export", "flu-vaccine", "-o", tmp_path / "topics")
    assert said.code == 0
    folder = tmp_path / "topics" / "flu-vaccine"
    assert said.out.splitlines() == [str(folder / "en.md"), str(folder / "es.po")]
    assert markdown.load_topic(folder).languages == ("en", "es")


def test_what_is_lost_is_told(run, tmp_path):
    run("import", PAGES / "papercuts.html", PAGES / "papercuts-es.html")
    said = run("export", "papercuts", "-o", tmp_path / "topics")
    assert said.code == 0
    assert "What these files cannot hold:" in said.err
    assert markdown.load_topic(tmp_path / "topics" / "papercuts").articles["en"].title
    again = run("export", "papercuts", "-o", tmp_path / "other", "--json").json
    assert len(again["files"]) == 2
    assert again["lost"]


def test_nothing_is_overwritten(run, tmp_path):
    run("export", "flu-vaccine", "-o", tmp_path)
    english = tmp_path / "flu-vaccine" / "en.md"
    english.write_text("my own words")
    said = run("export", "flu-vaccine", "-o", tmp_path)
    assert (said.code, said.out) == (7, "")
    assert "there already" in said.err
    assert english.read_text() == "my own words"


def test_a_topic_without_english(run, tmp_path):
    said = run("export", PAGES / "papercuts-es.html", "-o", tmp_path)
    assert said.code == 2
    assert "English" in said.err
    assert list(tmp_path.glob("papercuts*")) == []


def test_what_is_adapted_stands_in_front(run, tmp_path):
    """The whole way: from MedlinePlus, written out, changed, taken in again, and the official one underneath."""
    run("import", PAGES / "papercuts.html", "--retrieved", "2026-05-05")
    run("export", "papercuts", "-o", tmp_path / "ours")
    english = tmp_path / "ours" / "papercuts" / "en.md"
    text = english.read_text("utf-8")
    english.write_text(text.replace("source: MedlinePlus", "source: Riverside Clinic"), "utf-8")
    assert run("import", tmp_path / "ours").code == 0
    assert run("show", "papercuts").out.count("Source: Riverside Clinic, draft") == 1
    assert run("find", "papercuts", "--json").json["topics"][0]["provider"] == "local"
    assert {row["provider"] for row in run("show", "papercuts", "--history", "--json").json} == {"local", "medlineplus"}
