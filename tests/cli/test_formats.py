"""`handouts make --format`: the same handout in other forms, under the same name."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from handouts import errors
from handouts.build import Built
from handouts.checks.report import Finding, Report, Result
from handouts.cli import _batch
from handouts.cli._complete import formats
from handouts.compose.composing import compose


@pytest.fixture
def made(monkeypatch, tmp_path) -> list[str]:
    """Have PDFs made at once, and return whose; "flu-vaccine" fails a check, "type-2-diabetes" cannot be a PDF."""
    asked: list[str] = []

    def build(topic, request, **more):
        asked.append(topic.id)
        if topic.id == "type-2-diabetes":
            raise errors.RenderError("no bundled font can print it")
        bad = topic.id == "flu-vaccine"
        found = (Finding("tags", "fail", "page 1", "no tags"),) if bad else ()
        report = Report(
            more["file"],
            hashlib.sha256(b"%PDF").hexdigest(),
            2,
            "ua-1",
            (Result("tags", "fail" if bad else "pass", found),),
        )
        return Built(compose(topic, request), b"%PDF", 2, 19, report, {})

    monkeypatch.setattr(_batch, "build", build)
    monkeypatch.chdir(tmp_path)
    return asked


def files(folder: Path = Path()) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_web_page_beside_the_pdf_has_its_name(run, made):
    said = run("make", "high-blood-pressure", "--format", "html,pdf")
    assert (said.code, said.err) == (0, "")
    stem = "out/high-blood-pressure.en-es"
    assert files() == {f"{stem}.pdf", f"{stem}.json", f"{stem}.html", f"{stem}.html.json"}
    pdf, page = said.out.splitlines()
    assert pdf.startswith(f"{stem}.pdf\t2 pages\t")
    assert page == f"{stem}.html\tone accessible web page with everything in it"
    assert "Presión arterial alta" in Path(f"{stem}.html").read_text("utf-8")


def test_without_a_pdf_none_is_made(run, made):
    assert run("make", "type-2-diabetes", "--lang", "es", "--format", "txt").code == 0
    assert made == []
    assert files() == {"out/type-2-diabetes.es.txt", "out/type-2-diabetes.es.txt.json"}
    record = json.loads(Path("out/type-2-diabetes.es.txt.json").read_text("utf-8"))
    assert record["format"] == "txt"
    assert record["sha256"] == hashlib.sha256(Path("out/type-2-diabetes.es.txt").read_bytes()).hexdigest()
    assert record["sources"][0]["lang"] == "es"


def test_what_is_refused_as_a_pdf_is_kept_apart_in_every_form(run, made):
    said = run("make", "flu-vaccine", "--format", "pdf,html,txt")
    assert (said.code, said.out) == (1, "")
    assert {Path(name).parent.name for name in files()} == {"refused"}
    assert "Refused with its PDF: flu-vaccine.en-es.html." in said.err


def test_a_topic_that_cannot_be_a_pdf_is_told_once(run, made):
    said = run("make", "type-2-diabetes", "--format", "pdf,html,txt")
    assert said.code == 6
    assert said.err.count("no bundled font can print it") == 1
    assert files() == set()


def test_one_form_that_fails_does_not_stop_the_others(run, made, monkeypatch):
    monkeypatch.setenv("PATH", str(Path.cwd()))
    said = run("make", "high-blood-pressure", "--format", "brf,txt")
    assert said.code == 1
    assert "apt-get install liblouis-bin" in said.err
    assert files() == {f"out/high-blood-pressure.en-es.{end}" for end in ("txt", "txt.json")}


def test_braille_without_liblouis_is_exit_code_8_with_the_next_step(run, made, monkeypatch):
    monkeypatch.setenv("PATH", str(Path.cwd()))
    said = run("make", "high-blood-pressure", "--format", "brf")
    assert (said.code, said.out, files()) == (8, "", set())
    assert "lou_translate" in said.err
    assert "apt-get install liblouis-bin" in said.err


def test_braille_with_liblouis(run, made):
    if shutil.which("lou_translate") is None:
        pytest.skip("liblouis is not here: apt-get install liblouis-bin")
    assert run("make", "high-blood-pressure", "--format", "brf,brf-uncontracted").code == 0
    stem = "out/high-blood-pressure.en-es"
    assert {f"{stem}.brf", f"{stem}.uncontracted.brf"} < files()
    short, long = (Path(f"{stem}.{end}").read_bytes() for end in ("brf", "uncontracted.brf"))
    assert len(short) < len(long)


def test_as_json(run, made):
    said = run("make", "high-blood-pressure", "--format", "pdf,txt", "--json")
    assert [(one["format"], one["outcome"]) for one in said.json] == [("pdf", "made"), ("txt", "made")]
    assert said.json[1]["path"] == "out/high-blood-pressure.en-es.txt"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("docx", "no format 'docx'"),
        ("pdf,docx", "Formats: pdf, brf, brf-uncontracted, html, txt"),
        ("pdf,pdf", "no list of formats"),
        ("", "no list of formats"),
    ],
)
def test_what_is_no_format_is_refused_before_anything_is_made(run, made, asked, said):
    told = run("make", "high-blood-pressure", "--format", asked)
    assert told.code == 2
    assert said in told.err
    assert (made, files()) == ([], set())


def test_the_formats_are_listed(run):
    said = run("list", "formats")
    assert [line.split("\t")[0] for line in said.out.splitlines()] == ["pdf", "brf", "brf-uncontracted", "html", "txt"]
    assert all(len(line.split("\t")[1]) > 10 for line in said.out.splitlines())


def test_formats_are_offered_for_each_place_of_the_list():
    assert [item.value for item in formats(None, None, "pdf,b")] == ["pdf,brf", "pdf,brf-uncontracted"]
    assert [item.value for item in formats(None, None, "pdf,p")] == []
