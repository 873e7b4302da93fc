"""`handouts make`: what becomes of each topic asked for; the handouts themselves have their own tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts import errors
from handouts.build import Built
from handouts.checks.report import Finding, Report, Result
from handouts.cli import _batch
from handouts.compose.handout import Citation, Handout, Masthead
from handouts.compose.request import Request
from handouts.model import Topic

SOURCES = Path(__file__).resolve().parent.parent / "sources"
PAGES = SOURCES / "medlineplus_page"
BROKEN = [Finding("tags", "fail", f"page {n}", "no tags", "Tag it") for n in range(1, 9)]


def to_built(topic: Topic, request: Request, name: str, results: tuple[Result, ...] | None) -> Built:
    """Return what the layout engine would have taken two seconds for."""
    pdf = f"%PDF {request}".encode()
    handout = Handout(
        topic_id=topic.id,
        languages=request.languages,
        layout=request.layout,
        paper=request.paper,
        mastheads=tuple(Masthead(lang, topic.articles[lang].title, lang) for lang in request.languages),
        rows=(),
        sections=(),
        omitted=0,
        citations=tuple(Citation(lang, "", None, "", (), "") for lang in request.languages),
        provenances=tuple(topic.articles[lang].provenance for lang in request.languages),
    )
    report = None
    if results is not None:
        report = Report(name, hashlib.sha256(pdf).hexdigest(), 2, "ua-1", results)
    return Built(handout, pdf, 2, 19, report, {})


@pytest.fixture
def made(monkeypatch, tmp_path) -> list[tuple[str, Request, dict[str, object]]]:
    """Have handouts made at once, and return what was asked for; "flu-vaccine" fails a check, "bad" cannot be made."""
    asked: list[tuple[str, Request, dict[str, object]]] = []

    def build(topic: Topic, request: Request, **more) -> Built:
        asked.append((topic.id, request, more))
        if topic.id == "type-2-diabetes":
            raise errors.RenderError("no bundled font can print it", place="page 1", hint="Replace it")
        bad = topic.id == "flu-vaccine"
        results = (Result("tags", "fail", tuple(BROKEN)) if bad else Result("tags", "pass"), Result("x", "skipped"))
        return to_built(topic, request, more["file"], results if more["checks"] else None)

    monkeypatch.setattr(_batch, "build", build)
    monkeypatch.chdir(tmp_path)
    return asked


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# ----- what is asked for


def test_both_languages_side_by_side_into_out(run, made, tmp_path):
    said = run("make", "high-blood-pressure")
    assert (said.code, said.err) == (0, "")
    path = Path("out") / "high-blood-pressure.en-es.pdf"
    assert said.out == f"{path}\t2 pages\t1 sheet\t19 QR codes\t1 check passed, 1 skipped\n"
    assert files(tmp_path) == {str(path), str(path.with_suffix(".json"))}
    assert made == [
        (
            "high-blood-pressure",
            Request(("en", "es"), "side-by-side"),
            {"standard": "ua-1", "checks": True, "file": "high-blood-pressure.en-es.pdf", "theme": None},
        )
    ]


def test_every_option_arrives(run, made, tmp_path):
    options = ["--lang", "es,en", "--paper", "a4", "--links", "3", "--retrieved", "2026-01-02", "--standard", "ua-2"]
    said = run("make", "Presión arterial alta", *options, "-o", tmp_path / "there")
    assert said.code == 0
    assert made[0][1].languages == ("es", "en")
    assert (made[0][1].paper, made[0][1].links, str(made[0][1].retrieved)) == ("a4", 3, "2026-01-02")
    assert made[0][2]["standard"] == "ua-2"
    assert files(tmp_path / "there") == {"high-blood-pressure.es-en.a4.pdf", "high-blood-pressure.es-en.a4.json"}


def test_single_makes_a_file_for_each_language(run, made, tmp_path):
    said = run("make", "high-blood-pressure", "--layout", "single", "--lang", "en,es")
    assert said.code == 0
    assert [line.split("\t")[0] for line in said.out.splitlines()] == [
        str(Path("out") / "high-blood-pressure.en.pdf"),
        str(Path("out") / "high-blood-pressure.es.pdf"),
    ]


def test_two_pages_make_one_handout(run, made):
    said = run("make", PAGES / "papercuts.html", PAGES / "papercuts-es.html", "--retrieved", "2026-01-02")
    assert said.code == 0
    assert [request.languages for _, request, _ in made] == [("en", "es")]


def test_a_page_without_its_day_is_told(run, made):
    said = run("make", PAGES / "papercuts.html")
    assert said.code == 0
    assert "--retrieved YYYY-MM-DD" in said.err
    assert "in en only" in said.err


def test_topics_of_an_xml_file(run, made):
    said = run("make", "Hipo", "splinters", "--from", SOURCES / "medlineplus_xml" / "topics_2024.xml")
    assert said.code == 0
    assert [(topic, request.languages) for topic, request, _ in made] == [
        ("hiccups", ("en", "es")),
        ("splinters", ("es",)),
    ]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 2),
        (["nonsense"], 2),
        (["high-blood-pressure", "--lang", "fr"], 2),
        (["high-blood-pressure", "--lang", "en,en"], 2),
        (["high-blood-pressure", "--links", "many"], 2),
        (["high-blood-pressure", "--retrieved", "soon"], 2),
        (["high-blood-pressure", "--paper", "a5"], 2),
        (["nosuch.html"], 4),
        (["Gout", "--from", "nosuch.xml"], 4),
        (["type-2-diabetes"], 6),
        (["flu-vaccine"], 1),
        (["flu-vaccine", "nonsense"], 1),
        (["nonsense", "nosuch.html"], 1),
        (["high-blood-pressure", "--out", "file"], 7),
    ],
    ids=str,
)
def test_exit_codes(run, made, tmp_path, args, code):
    (tmp_path / "file").write_bytes(b"")
    said = run("make", *args)
    assert said.code == code
    assert said.out == ""
    assert said.err


# ----- many


def test_one_bad_topic_does_not_stop_the_others(run, made, tmp_path):
    said = run("make", "nonsense", "type-2-diabetes", "high-blood-pressure", "nosuch.html")
    assert said.code == 1
    assert len(said.out.splitlines()) == 1
    assert "no built-in topic 'nonsense'" in said.err
    assert "no bundled font can print it" in said.err
    assert "for:   type-2-diabetes" in said.err
    assert "nosuch.html" in said.err
    assert said.err.endswith("3 of 4 failed.\n")
    assert "out/high-blood-pressure.en-es.pdf" in {name.replace("\\", "/") for name in files(tmp_path)}


def test_the_same_as_json(run, made):
    said = run("make", "nonsense", "high-blood-pressure", "flu-vaccine", "--json")
    assert said.code == 1
    bad, good, refused = said.json
    assert (bad["asked"], bad["outcome"], bad["error"]["exit_code"]) == ("nonsense", "failed", 2)
    assert (good["topic"], good["outcome"], good["pages"], good["codes"]) == ("high-blood-pressure", "made", 2, 19)
    assert Path(good["path"]).exists()
    assert Path(good["record"]).exists()
    assert refused["outcome"] == "refused"
    assert refused["report"]["results"][0]["findings"][0]["message"] == "no tags"


# ----- refused, and not checked


def test_what_fails_a_check_is_kept_apart(run, made, tmp_path):
    said = run("make", "flu-vaccine", "high-blood-pressure")
    assert said.code == 1
    assert "flu-vaccine" not in said.out
    assert "Refused: flu-vaccine.en-es.pdf" in said.err
    assert "tags: page 1: no tags" in said.err
    assert "tags: and 3 more" in said.err
    assert said.err.count("next: Tag it") == 1
    assert (tmp_path / "out" / "refused" / "flu-vaccine.en-es.pdf").exists()
    assert not (tmp_path / "out" / "flu-vaccine.en-es.pdf").exists()
    assert (tmp_path / "out" / "high-blood-pressure.en-es.pdf").exists()
    assert run("verify", tmp_path / "out" / "refused" / "flu-vaccine.en-es.pdf").code == 1


@pytest.fixture
def unjudged(monkeypatch) -> Callable[..., Report]:
    """Stand in for the report of a file that was not checked: the bytes here are no PDF."""

    def report(subject, reason: str) -> Report:
        sha256 = hashlib.sha256(subject.pdf).hexdigest()
        return Report(subject.file, sha256, 2, "ua-1", (Result("tags", "skipped", reason=reason),))

    monkeypatch.setattr(_batch, "not_checked", report)
    return report


def test_without_checks_the_record_says_so(run, made, unjudged, tmp_path):
    said = run("make", "flu-vaccine", "--no-check")
    assert said.code == 0
    assert said.out.strip().endswith("\tnot checked")
    assert made[0][2]["checks"] is False
    record = json.loads((tmp_path / "out" / "flu-vaccine.en-es.json").read_text("utf-8"))
    assert {result["reason"] for result in record["results"]} == {"switched off by --no-check"}
    assert run("verify", tmp_path / "out" / "flu-vaccine.en-es.pdf").code == 1


# ----- for real


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("real")


def test_a_real_handout_twice(program, folder, monkeypatch):
    monkeypatch.setenv("VERAPDF", str(folder / "nowhere"))  # it is slow, and has tests of its own
    first = program("make", "flu-vaccine", "--lang", "es", "--paper", "a4", "-o", folder)
    assert first.code == 0, first.err
    assert first.err == ""
    path = folder / "flu-vaccine.es.a4.pdf"
    before = path.read_bytes(), path.with_suffix(".json").read_bytes()
    again = program("make", "flu-vaccine", "--lang", "es", "--paper", "a4", "-o", folder)
    assert again == first
    assert (path.read_bytes(), path.with_suffix(".json").read_bytes()) == before
    assert program("verify", path).code == 0


def test_a_real_handout_that_was_not_checked(program, folder):
    said = program("make", "flu-vaccine", "--lang", "en", "--no-check", "-o", folder)
    assert said.code == 0, said.err
    assert "not checked" in said.out
    answer = program("verify", folder / "flu-vaccine.en.pdf")
    assert answer.code == 1
    assert "never checked" in answer.out
