"""`handouts verify`, and the record that it reads."""

from __future__ import annotations

import hashlib
import json

import pytest

from handouts import sidecar, store
from handouts.checks.report import Finding, Report, Result
from handouts.compose.handout import Citation, Handout, Masthead
from handouts.errors import SourceError
from handouts.model import Provenance

PDF = b"%PDF-1.7 a handout"

HANDOUT = Handout(
    topic_id="cuts",
    languages=("en", "es"),
    layout="side-by-side",
    paper="letter",
    mastheads=(Masthead("en", "Cuts", "English"), Masthead("es", "Cortes", "Español")),
    rows=(),
    sections=(),
    omitted=0,
    citations=tuple(Citation(lang, "", None, "", (), "") for lang in ("en", "es")),
    provenances=(
        Provenance("A Clinic", "local", "1" * 64, "reviewed", reviewer="R. Reader"),
        Provenance("A Clinic", "local", "2" * 64, "draft", translator="T. Writer", translated_from="1" * 64),
    ),
)


def report(*results: Result) -> Report:
    return Report("cuts.en-es.pdf", hashlib.sha256(PDF).hexdigest(), 2, "ua-1", results, versions={"handouts": "1"})


SOUND = report(Result("tags", "pass"), Result("verapdf", "skipped", reason="not here"))
BAD = report(Result("tags", "fail", (Finding("tags", "fail", "page 1", "no tags"),)), Result("contrast", "pass"))
UNCHECKED = report(Result("tags", "skipped", reason="switched off"))


@pytest.fixture
def stored(tmp_path):
    def write(said: Report):
        record = sidecar.to_record(HANDOUT, 3, said)
        return store.write_handout(tmp_path, "cuts.en-es.pdf", PDF, record, refused=said.failed)

    return write


def test_a_record_says_where_the_words_come_from_and_what_the_checks_found(stored):
    record = json.loads(stored(BAD).record.read_text("utf-8"))
    assert record["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert record["topic"] == "cuts"
    assert record["titles"] == ["Cuts", "Cortes"]
    assert record["codes"] == 3
    assert record["versions"] == {"handouts": "1"}
    assert [source["lang"] for source in record["sources"]] == ["en", "es"]
    assert record["sources"][1]["translator"] == "T. Writer"
    assert record["results"][0]["findings"][0]["message"] == "no tags"


@pytest.mark.parametrize(
    ("said", "state", "code", "words"),
    [
        (SOUND, "sound", 0, "no check failed"),
        (BAD, "failed", 1, "checks failed: tags"),
        (UNCHECKED, "unchecked", 1, "never checked"),
    ],
)
def test_what_was_checked(run, stored, said, state, code, words):
    path = stored(said).path
    answer = run("verify", path)
    assert answer.code == code
    assert answer.out.startswith(f"{path}: ")
    assert words in answer.out
    assert run("verify", path, "--json").json["files"][0]["state"] == state


@pytest.mark.parametrize("said", [SOUND, BAD, UNCHECKED])
def test_a_changed_file(run, stored, said):
    path = stored(said).path
    path.write_bytes(PDF + b" ")
    answer = run("verify", path)
    assert answer.code == 1
    assert "bytes have changed" in answer.out
    assert sidecar.verify(path).failed == ()


def test_many_files(run, stored, tmp_path):
    path = stored(SOUND).path
    answer = run("verify", path, tmp_path / "nosuch.pdf", "--json")
    assert answer.code == 1
    assert [one["state"] for one in answer.json["files"]] == ["sound"]
    assert answer.json["errors"][0]["exit_code"] == 4
    assert "1 of 2 failed" in answer.err


def test_a_file_that_is_not_there(run, tmp_path):
    answer = run("verify", tmp_path / "nosuch.pdf")
    assert answer.code == 4
    assert answer.out == ""
    assert "no such file" in answer.err


def test_a_file_without_a_record(run, tmp_path):
    (tmp_path / "x.pdf").write_bytes(PDF)
    answer = run("verify", tmp_path / "x.pdf")
    assert answer.code == 4
    assert "x.json" in answer.err
    assert "make the handout again" in answer.err


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"sha256": "0"}', '{"sha256": "0", "results": [1]}', "[" * 100_000, "\udcff"],
)
def test_a_record_that_is_none(tmp_path, text):
    (tmp_path / "x.pdf").write_bytes(PDF)
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError, match="no record of a handout"):
        sidecar.verify(tmp_path / "x.pdf")


def test_the_record_itself_is_no_handout(stored):
    with pytest.raises(SourceError, match="Name the PDF beside it"):
        sidecar.verify(stored(SOUND).record)


def test_another_form_has_a_record_too_and_was_never_checked(tmp_path, run):
    page = b"<!DOCTYPE html>"
    record = sidecar.to_form_record(HANDOUT, "cuts.en-es.html", "html", page)
    stored = store.write_handout(tmp_path, "cuts.en-es.html", page, record)
    assert stored.record.name == "cuts.en-es.html.json"
    assert sidecar.verify(stored.path).state == "unchecked"
    assert [source["lang"] for source in json.loads(stored.record.read_text("utf-8"))["sources"]] == ["en", "es"]
    stored.path.write_bytes(page + b" ")
    assert sidecar.verify(stored.path).state == "changed"
    assert run("verify", stored.path).code == 1


def test_the_record_of_one_form_leaves_that_of_another_alone(stored, tmp_path):
    pdf = stored(SOUND)
    record = sidecar.to_form_record(HANDOUT, "cuts.en-es.txt", "txt", b"Cuts\n")
    store.write_handout(tmp_path, "cuts.en-es.txt", b"Cuts\n", record)
    assert sidecar.verify(pdf.path).state == "sound"
