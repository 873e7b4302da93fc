"""`handouts import`: what came into the library, told and as JSON, and every exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handouts import resources

SOURCES = Path(__file__).resolve().parent.parent / "sources"
XML = SOURCES / "medlineplus_xml" / "topics_2024.xml"
PAGE = SOURCES / "medlineplus_page" / "papercuts.html"


@pytest.fixture
def ours(tmp_path) -> Path:
    return shutil.copytree(resources.topics(), tmp_path / "ours")


def test_a_file(run, library_file):
    said = run("import", XML)
    assert said.code == 0
    assert said.out.splitlines()[0].startswith(f"{XML}\t2024-")
    assert " new" in said.out
    assert library_file.exists()
    again = run("import", XML)
    assert again.code == 0
    assert "unchanged" in again.out
    assert "new" not in again.out


def test_what_is_new_changed_and_gone(run, ours):
    assert run("import", ours).code == 0
    shutil.rmtree(ours / "flu-vaccine")
    english = ours / "high-blood-pressure" / "en.md"
    english.write_text(english.read_text("utf-8") + "\n", "utf-8")
    said = run("import", ours)
    assert said.code == 0
    assert "  gone\tflu-vaccine\ten\tFlu Vaccine" in said.out
    assert "  changed\thigh-blood-pressure\ten\t" in said.out
    assert "2 gone" in said.out.splitlines()[0]


def test_as_json(run, ours):
    said = run("import", ours, "--json")
    (file,) = said.json["files"]
    assert file["file"] == str(ours)
    assert {"topic": "flu-vaccine", "lang": "es", "title": "Vacuna contra la gripe"} in file["new"]
    assert (file["changed"], file["gone"], file["unchanged"], file["refused"]) == ([], [], 0, [])
    assert said.err == ""


def test_a_page_and_its_day(run, library_file):
    said = run("import", PAGE, "--retrieved", "2026-05-05")
    assert said.out.startswith(f"{PAGE}\t2026-05-05\t1 new")
    assert run("import", PAGE, "--retrieved", "yesterday").code == 2


def test_a_folder_with_all_kinds(run, ours):
    shutil.copy(XML, ours / "topics.xml")
    shutil.copy(PAGE, ours / "page.html")
    (ours / "page.txt").write_text("no topic")
    said = run("import", ours)
    assert said.code == 1
    assert [line.split("\t")[0] for line in said.out.splitlines() if line[0] != " "] == [
        str(ours),
        str(ours / "page.html"),
        str(ours / "topics.xml"),
    ]
    assert "page.txt" in said.err
    assert "1 of 4 failed" in said.err


def test_a_topic_that_is_refused(run, ours):
    (ours / "flu-vaccine" / "en.md").write_text("nothing")
    said = run("import", ours)
    assert said.code == 1
    assert "1 refused" in said.out
    assert "front matter" in said.err
    assert "flu-vaccine" in said.err
    assert run("import", ours, "--json").json["files"][0]["refused"][0]["exit_code"] == 3


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("x.xml", b'<health-topics total="2"><health-topic', 4), ("x.pdf", b"%PDF-1.7", 4), ("x.txt", b"", 4)],
)
def test_one_file_that_is_none(run, tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    said = run("import", tmp_path / name)
    assert said.code == code
    assert said.out == ""
    assert name in said.err


def test_what_is_not_there(run, tmp_path):
    assert run("import", tmp_path / "none.xml").code == 4
    assert run("import", tmp_path).code == 4
    said = run("import")
    assert said.code == 2
    assert "nothing to import" in said.err


def test_a_library_of_ones_own(run, tmp_path, library_file):
    assert run("import", XML, "--library", tmp_path / "own" / "l.sqlite").code == 0
    assert (tmp_path / "own" / "l.sqlite").exists()
    assert not library_file.exists()


def test_a_file_that_is_no_library(run, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 500)
    said = run("import", XML, "--library", path)
    assert said.code == 4
    assert "no library" in said.err
    assert path.read_text() == "my notes " * 500


# ----- tables of codes


def test_a_table_of_codes(run, tmp_path, ours):
    table = tmp_path / "codes.csv"
    table.write_text("system,code,topic\nICD10CM,Z23,Flu Vaccine\nICD10CM,M10,Gout\n")
    said = run("import", ours, "--codes", table)
    assert said.code == 0
    assert f"{table}\t2 codes: 2 new, 0 gone" in said.out
    assert "ICD-10-CM M10: the library has no topic 'Gout'" in said.err
    again = run("import", "--codes", table, "--json").json["files"][0]
    assert (again["lines"], again["new"], again["gone"], again["homeless"][0]["topic"]) == (2, 0, 0, "Gout")


def test_a_table_that_is_none(run, tmp_path):
    table = tmp_path / "codes.csv"
    table.write_text("ICD10CM,Z23\n")
    said = run("import", "--codes", table)
    assert said.code == 4
    assert f"{table}:1" in said.err
    assert "system, code, topic" in said.err
