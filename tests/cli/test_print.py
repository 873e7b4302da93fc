"""`handouts print`: checked pages to the printer and nowhere else."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import errors, printer
from handouts.build import Built
from handouts.checks.report import Finding, Report, Result
from handouts.cli import _printing
from handouts.compose.composing import compose

LP = """#!{python}
import pathlib, sys
here = pathlib.Path(__file__).parent
with (here / "jobs").open("a") as jobs:
    jobs.write(repr(sys.argv[1:]) + "\\n")
(here / "pages.pdf").write_bytes(sys.stdin.buffer.read())
print("request id is front-desk-12 (1 file(s))")
"""


@pytest.fixture
def sent(monkeypatch, tmp_path) -> list[tuple[bytes, dict[str, object]]]:
    """Have handouts made at once and printed nowhere; "flu-vaccine" fails a check, "type-2-diabetes" cannot be made."""
    jobs: list[tuple[bytes, dict[str, object]]] = []

    def build(topic, request, **more):
        if topic.id == "type-2-diabetes":
            raise errors.RenderError("no bundled font can print it")
        bad = topic.id == "flu-vaccine"
        found = (Finding("tags", "fail", "page 1", "no tags", "Tag it"),) if bad else ()
        report = Report(more["file"], "0" * 64, 3, "ua-1", (Result("tags", "fail" if bad else "pass", found),))
        return Built(compose(topic, request), topic.id.encode(), 3, 4, report, {})

    def send(pdf, **more):
        jobs.append((pdf, more))
        return f"front-desk-{len(jobs)}"

    monkeypatch.setattr(_printing, "build", build)
    monkeypatch.setattr(printer, "send", send)
    monkeypatch.setattr(printer, "find", lambda: "lp")
    monkeypatch.chdir(tmp_path)
    return jobs


def test_both_sides_once_on_the_usual_printer(run, sent, tmp_path):
    said = run("print", "high-blood-pressure")
    assert (said.code, said.err) == (0, "")
    assert said.out == "front-desk-1\thigh-blood-pressure\t3 pages\t2 sheets\n"
    assert sent == [(b"high-blood-pressure", {"copies": 1, "duplex": True, "paper": "letter", "printer": None})]
    assert list(tmp_path.iterdir()) == []


def test_copies_sides_printer_and_what_the_handout_is_like(run, sent):
    said = run(
        "print", "high-blood-pressure", "-n", 5, "--no-duplex", "--printer", "desk", "--paper", "a4", "--lang", "es"
    )
    assert said.out.endswith("\t3 pages\t15 sheets\n")
    assert sent[0][1] == {"copies": 5, "duplex": False, "paper": "a4", "printer": "desk"}


def test_what_fails_a_check_is_not_printed(run, sent):
    said = run("print", "flu-vaccine", "high-blood-pressure")
    assert said.code == 1
    assert said.out == "front-desk-1\thigh-blood-pressure\t3 pages\t2 sheets\n"
    assert "Not printed: flu-vaccine.en-es.pdf (0 checks passed, 1 failed)." in said.err
    assert "tags: page 1: no tags" in said.err
    assert [pdf for pdf, _ in sent] == [b"high-blood-pressure"]


def test_one_bad_topic_does_not_stop_the_others(run, sent):
    said = run("print", "type-2-diabetes", "nothing", "high-blood-pressure", "--json")
    assert said.code == 1
    assert [one["outcome"] for one in said.json] == ["failed", "printed", "failed"]
    assert said.json[1]["job"] == "front-desk-1"
    assert said.json[1]["sheets"] == 2


def test_a_printer_that_is_not_there_is_exit_code_8(run, sent, monkeypatch):
    def send(_pdf, **_more):
        raise errors.ToolError("the printer's program refused: no default destination", place="lp", hint="`lpstat -e`")

    monkeypatch.setattr(printer, "send", send)
    said = run("print", "high-blood-pressure")
    assert (said.code, said.out) == (8, "")
    assert "no default destination" in said.err
    assert "lpstat -e" in said.err


def test_without_cups_nothing_is_made(run, sent, monkeypatch, tmp_path):
    monkeypatch.undo()
    monkeypatch.setattr(_printing, "build", lambda *_args, **_more: pytest.fail("made for nothing"))
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run("print", "high-blood-pressure")
    assert said.code == 8
    assert "apt-get install cups-client" in said.err


@pytest.mark.parametrize("copies", ["0", "-1", "1000", "x"])
def test_a_number_of_copies_that_cannot_be_is_refused(run, sent, copies):
    assert run("print", "high-blood-pressure", "-n", copies).code == 2
    assert sent == []


@pytest.mark.slow
def test_a_patients_sheet_is_on_the_printer_and_nowhere_else(tmp_path):
    folders = {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data"}
    for name in (*folders.values(), "work", "bin"):
        (tmp_path / name).mkdir()
    lp = tmp_path / "bin" / "lp"
    lp.write_text(LP.format(python=sys.executable), "utf-8")
    lp.chmod(0o755)
    env = {**os.environ, **{key: str(tmp_path / name) for key, name in folders.items()}}
    env["PATH"] = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "handouts", "print", "flu-vaccine", "--links", "1", "-n", "2"]
    command += ["--for", "Zyxelda Quillfeather", "--note", "Bring the turquoise inhaler."]
    said = subprocess.run(command, cwd=tmp_path / "work", env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("front-desk-12\tflu-vaccine\t")
    pages = tmp_path / "bin" / "pages.pdf"
    assert pages.read_bytes().startswith(b"%PDF")
    assert hashlib.sha256(pages.read_bytes()).hexdigest() not in said.stdout + said.stderr
    [job] = (tmp_path / "bin" / "jobs").read_text().splitlines()
    assert "'-n', '2'" in job
    assert "flu" not in job
    words = ("Zyxelda", "Quillfeather", "turquoise")
    for path in [path for path in tmp_path.rglob("*") if path.is_file() and path != pages]:
        assert not any(word.encode() in path.read_bytes() or word in path.name for word in words), path
    assert not any(word in said.stdout + said.stderr for word in words)
    assert [path for path in (tmp_path / "tmp").rglob("*") if path.suffix in (".pdf", ".html")] == []
    assert list((tmp_path / "work").iterdir()) == []
    assert Path(pages).stat().st_size > 10_000
