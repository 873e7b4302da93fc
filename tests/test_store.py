"""Files under out/ are whole or not there, and their names fit every system."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import store
from handouts.errors import OutputError


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# ----- names


@pytest.mark.parametrize(
    ("topic", "languages", "layout", "paper", "name"),
    [
        ("genesandgenetherapy", ("en", "es"), "side-by-side", "letter", "genesandgenetherapy.en-es.pdf"),
        ("genesandgenetherapy", ("es",), "single", "a4", "genesandgenetherapy.es.a4.pdf"),
        ("flu-vaccine", ("en", "es"), "single", "letter", "flu-vaccine.en-es.single.pdf"),
        ("flu-vaccine", ("es", "en"), "side-by-side", "a4", "flu-vaccine.es-en.a4.pdf"),
    ],
)
def test_a_handout_is_named_after_what_was_asked_for(topic, languages, layout, paper, name):
    assert store.handout_name(topic, languages, layout, paper) == name


def test_an_edition_is_named_where_it_is_not_the_usual_one():
    name = store.handout_name("flu-vaccine", ("en", "es"), "stacked", "a4", "large-print-acb")
    assert name == "flu-vaccine.en-es.stacked.large-print-acb.a4.pdf"


def test_other_forms_are_named_like_the_pdf():
    assert store.form_name("flu-vaccine.en-es.pdf", ".html") == "flu-vaccine.en-es.html"
    assert store.form_name("flu-vaccine.es.a4.pdf", ".uncontracted.brf") == "flu-vaccine.es.a4.uncontracted.brf"


def test_each_form_has_a_record_of_its_own():
    names = ["x.en.pdf", "x.en.html", "x.en.txt", "x.en.brf", "x.en.uncontracted.brf"]
    assert store.record_name("x.en.pdf") == store.record_name("x.en.PDF") == "x.en.json"
    assert store.record_name("x.en.html") == "x.en.html.json"
    assert len({store.record_name(name) for name in names} | set(names)) == 2 * len(names)


@pytest.mark.parametrize("name", ["genes", "type-2-diabetes", "a" * store.NAME_LIMIT, "console", "com10"])
def test_a_safe_name_stays_as_it_is(name):
    assert store.safe_name(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ñ'/..",
        "",
        ".",
        "..",
        "../../etc/passwd",
        "con",
        "nul",
        "com1",
        "lpt9",
        "a" * 300,
        "Genes",
        "a.b",
        "a\0b",
        "\ud800",
        "基因",
    ],
)
def test_a_hostile_name_is_made_safe(text):
    name = store.safe_name(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= store.NAME_LIMIT
    assert name != text
    assert name.split("-")[0] not in {"con", "nul", "com1", "lpt9"} or "-" in name


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=120), st.text(max_size=120))
def test_two_texts_have_two_names(one, other):
    names = store.safe_name(one), store.safe_name(other)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", name) for name in names)
    assert (names[0] == names[1]) == (one == other)


# ----- writing


def test_the_same_file_twice(tmp_path):
    assert store.write_file(tmp_path / "a" / "b", "x.pdf", b"one") == tmp_path / "a" / "b" / "x.pdf"
    store.write_file(tmp_path / "a" / "b", "x.pdf", b"two")
    assert contents(tmp_path) == {"a/b/x.pdf": b"two"}


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
def test_a_file_has_the_mode_that_the_umask_asks_for(tmp_path):
    old = os.umask(0o027)
    try:
        path = store.write_file(tmp_path, "x.pdf", b"x")
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "stop", [KeyboardInterrupt(), SystemExit(143), OSError(errno.ENOSPC, "No space left on device")]
)
def test_what_stops_the_writing_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, stop):
    store.write_file(tmp_path, "x.pdf", b"old")

    def stopped(_handle):
        raise stop

    monkeypatch.setattr(store.os, "fsync", stopped)
    with pytest.raises(OutputError if isinstance(stop, OSError) else type(stop)):
        store.write_file(tmp_path, "x.pdf", b"new")
    assert contents(tmp_path) == {"x.pdf": b"old"}


def test_a_full_disk_at_the_second_file_leaves_neither(tmp_path, monkeypatch):
    write = store._write_through

    def full(path, data, **_how):
        if data == b"record":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, data)

    monkeypatch.setattr(store, "_write_through", full)
    with pytest.raises(OutputError) as error:
        store.write_files(tmp_path, {"x.pdf": b"pdf", "x.json": b"record"})
    assert (error.value.fact, error.value.place) == ("the disk is full", str(tmp_path / "x.json"))
    assert "-o" in error.value.hint
    assert contents(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_a_real_limit_on_file_size_is_an_output_error(tmp_path):
    code = (
        "import resource, pathlib; from handouts import store, errors\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "try: store.write_file(folder, 'x.pdf', b'x' * 5000)\n"
        "except errors.OutputError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "File too large" in done.stdout
    assert contents(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_after_a_kill_the_old_file_is_whole_and_the_next_run_sweeps_up(tmp_path):
    store.write_file(tmp_path, "x.pdf", b"old")
    code = (
        "import pathlib, time; from handouts import store\n"
        "def half(path, data, **_how):\n"
        "    path.write_bytes(data[:2]); print('half', flush=True); time.sleep(60)\n"
        "store._write_through = half\n"
        f"store.write_file(pathlib.Path({str(tmp_path)!r}), 'x.pdf', b'new')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "half\n"
        run.send_signal(signal.SIGKILL)
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    (left,) = tmp_path.glob(".*")

    store.write_file(tmp_path, "y.pdf", b"y")
    assert left.exists(), "another run may still be writing it"
    long_ago = time.time() - 2 * store._STALE_AFTER_S
    os.utime(left, (long_ago, long_ago))
    store.write_file(tmp_path, "y.pdf", b"y")
    assert contents(tmp_path) == {"x.pdf": b"old", "y.pdf": b"y"}


def test_a_folder_with_the_files_name(tmp_path):
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(OutputError, match="a folder has the file's name"):
        store.write_file(tmp_path, "x.pdf", b"x")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("below", [False, True])
def test_a_file_where_the_folder_should_be(tmp_path, below):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="not a folder"):
        store.write_file(tmp_path / "out" / "sub" if below else tmp_path / "out", "x.pdf", b"x")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="writing is not allowed there"):
            store.write_file(tmp_path, "x.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENAMETOOLONG, errno.EIO])
def test_every_refusal_says_fact_place_and_next_step(tmp_path, monkeypatch, code):
    def refuse(_path, _data, **_how):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(store, "_write_through", refuse)
    with pytest.raises(OutputError) as error:
        store.write_file(tmp_path, "x.pdf", b"x")
    assert error.value.fact
    assert error.value.place == str(tmp_path / "x.pdf")
    assert "folder" in error.value.hint or "room" in error.value.hint


@pytest.mark.parametrize("name", ["", ".", "..", "../x.pdf", "a/x.pdf", "/x.pdf"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    folder = tmp_path / "out"
    with pytest.raises(OutputError, match="no file name"):
        store.write_file(folder, name, b"x")
    assert contents(tmp_path) == {}


# ----- a handout and its record


def test_a_record_lies_beside_its_handout(tmp_path):
    stored = store.write_handout(tmp_path, "x.en-es.pdf", b"%PDF", {"b": "ñ", "a": 1})
    assert (stored.path, stored.record) == (tmp_path / "x.en-es.pdf", tmp_path / "x.en-es.json")
    assert json.loads(stored.record.read_text("utf-8")) == {"a": 1, "b": "ñ"}
    assert stored.record.read_text("utf-8").startswith('{\n  "a": 1,')


def test_a_refused_handout_lies_apart_and_leaves_a_sound_one_alone(tmp_path):
    store.write_handout(tmp_path, "x.en.pdf", b"sound", {})
    stored = store.write_handout(tmp_path, "x.en.pdf", b"bad", {}, refused=True)
    assert stored.path == tmp_path / "refused" / "x.en.pdf"
    assert stored.path.read_bytes() == b"bad"
    assert (tmp_path / "x.en.pdf").read_bytes() == b"sound"


def test_a_sound_handout_replaces_the_refused_one(tmp_path):
    store.write_handout(tmp_path, "x.en.pdf", b"bad", {}, refused=True)
    store.write_handout(tmp_path, "y.en.pdf", b"bad", {}, refused=True)
    store.write_handout(tmp_path, "x.en.pdf", b"sound", {})
    assert set(contents(tmp_path)) == {"x.en.pdf", "x.en.json", "refused/y.en.pdf", "refused/y.en.json"}
    store.write_handout(tmp_path, "y.en.pdf", b"sound", {})
    assert not (tmp_path / "refused").exists()
