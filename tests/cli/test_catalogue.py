"""`handouts catalogue`: the options, what is told, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import resources


@pytest.fixture
def filled(run, library_file) -> Path:
    """A library of our four topics, whose Spanish nobody has reviewed."""
    assert run("import", resources.topics()).code == 0
    return library_file


@pytest.fixture
def one(filled, tmp_path) -> Path:
    """A file that names one of them."""
    path = tmp_path / "only.txt"
    path.write_text("# what clinics print most\nFlu Vaccine\n\n", "utf-8")
    return path


def test_what_is_final_is_published_and_the_rest_is_named(run, one, tmp_path):
    said = run("catalogue", "--only", one, "-j", "1", "-o", tmp_path / "c")
    assert said.code == 1
    assert said.out == f"{tmp_path / 'c' / 'public'}\t1 handouts\t3 made\t2 refused\n"
    assert "3 handouts to make …" in said.err
    assert "Refused: flu-vaccine.en-es" in said.err
    assert "no qualified translator has reviewed it" in said.err
    assert "  next: `handouts translate status`" in said.err
    again = run("catalogue", "--only", one, "-j", "1", "-o", tmp_path / "c")
    assert again.code == 1
    assert again.out.endswith("\t3 kept\t2 refused\tnothing changed\n")
    english = run("catalogue", "--lang", "en", "--only", one, "-j", "1", "-o", tmp_path / "c")
    assert english.out.startswith(f"{tmp_path / 'c' / 'public'}\t1 handouts\t")
    assert english.code == 0
    assert run("catalogue", "--verify", tmp_path / "c").out == f"{tmp_path / 'c' / 'public'}\tis whole\n"
    assert run("verify", tmp_path / "c" / "public" / "handouts" / "flu-vaccine.en.pdf").code == 0


def test_a_plan(run, filled, tmp_path):
    said = run("catalogue", "--lang", "en", "--plan", "-o", tmp_path / "c")
    assert said.code == 0
    assert said.out.splitlines()[0] == "make\tflu-vaccine.en\tnew"
    assert said.err == "4 handouts to make, 0 to keep, 0 to drop\n"
    told = run("catalogue", "--lang", "en", "--plan", "--json", "--only", "type 2 diabetes", "-o", tmp_path / "c").json
    assert told == {"make": [{"name": "type-2-diabetes.en", "why": ["new"]}], "kept": 0, "dropped": []}
    assert not (tmp_path / "c").exists()


def test_events(run, one, tmp_path):
    said = run("catalogue", "--only", one, "--lang", "en,es", "-j", "1", "--json", "-o", tmp_path / "c")
    events = [json.loads(line) for line in said.out.splitlines()]
    assert events[0] == {"event": "planned", "make": 2, "kept": 0, "dropped": 0}
    assert sorted((event["event"], event["name"]) for event in events[1:-1]) == [
        ("made", "flu-vaccine.en"),
        ("refused", "flu-vaccine.es"),
    ]
    assert events[-1]["event"] == "published"
    assert (events[-1]["handouts"], events[-1]["refused"]) == (1, 1)


def test_a_folder_that_is_not_whole(run, one, tmp_path):
    run("catalogue", "--only", one, "--lang", "en", "-j", "1", "-o", tmp_path / "c")
    pdf = tmp_path / "c" / "public" / "handouts" / "flu-vaccine.en.pdf"
    pdf.write_bytes(pdf.read_bytes() + b" ")
    said = run("catalogue", "--verify", tmp_path / "c")
    assert said.code == 1
    assert "flu-vaccine.en.pdf" in said.out
    assert said.out.endswith("\tis not whole\n")
    told = run("catalogue", "--verify", tmp_path / "c" / "public", "--json").json
    assert told["whole"] is False
    assert all(problem["hint"] for problem in told["problems"])
    assert run("catalogue", "--verify", tmp_path / "nowhere").code == 1


@pytest.mark.parametrize(
    ("arguments", "fact"),
    [
        (["--lang", "en,en"], "is no list of names"),
        (["--lang", "xx"], "xx"),
        (["--edition", "huge"], "no edition 'huge'"),
        (["--paper", "a5"], "no paper 'a5'"),
        (["--base", "library.example"], "is no address"),
        (["--only", "qqqqqq"], "finds no topic"),
        (["--only", ""], "finds no topic"),
    ],
)
def test_what_cannot_be_had(run, filled, tmp_path, arguments, fact):
    said = run("catalogue", *arguments, "-o", tmp_path / "c")
    assert said.code == 2
    assert fact in said.err
    assert "  next:" in said.err
    assert not (tmp_path / "c").exists()


def test_no_library(run, tmp_path):
    said = run("catalogue", "-o", tmp_path / "c")
    assert said.code == 2
    assert "there is no library yet" in said.err


def test_lines_now_and_then_where_there_is_no_terminal(run, one, tmp_path, monkeypatch):
    monkeypatch.setattr("handouts.cli._catalogue._LINE_EVERY_S", 0.0)
    said = run("catalogue", "--only", one, "-j", "1", "-o", tmp_path / "c")
    assert "3 of 3: " in said.err
    assert " a minute, 2 refused or failed, about 0 s left" in said.err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_in_the_middle(filled, tmp_path, number, code):
    command = [sys.executable, "-m", "handouts", "catalogue", "-j", "1", "--json", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as running:
        assert json.loads(running.stdout.readline())["make"] == 4
        assert json.loads(running.stdout.readline())["event"] == "made"
        running.send_signal(number)
        _, err = running.communicate(timeout=30)
    assert running.returncode == code
    assert "Traceback" not in err
    assert "of 4 are done and kept" in err
    assert not (tmp_path / "out" / "catalogue" / "public").exists()
    command += ["--plan"]
    planned = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=tmp_path).stdout)
    assert len(planned["make"]) < 4
