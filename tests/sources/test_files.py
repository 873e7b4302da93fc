"""Files given by a person: their text without a wrong letter, or a clear error."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import SourceError
from handouts.sources import files
from handouts.sources.files import load_file, load_head, to_text

WORDS = "¿Por qué arde? Un niño se cortó – “ayer”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_words(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(WORDS.encode(encoding))
    found = load_file(path)
    assert found.text == WORDS
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.place == str(path)


def test_lines_end_with_line_feeds() -> None:
    assert to_text(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (WORDS.encode()[:-4] + b"\xe9 y m\xc3\xa1s", "neither UTF-8 nor Windows-1252"),  # two encodings in one file
        ("Cortó la piel. Se hinchó".encode()[:-1], "byte 24"),  # cut off inside a letter
        (b"Cort\x81", "byte 4"),  # no letter of Windows-1252
        ("Cort\ufffd la piel".encode(), "damaged"),
        ("CortÃ³ la piel".encode(), "damaged"),  # UTF-8 taken for Windows-1252 and saved again
        ("It â€œstingsâ€\u009d".encode(), "damaged"),
        ("It doesnâ€™t".encode(), "damaged"),
        (b"a\0b", "binary"),
        (b"\xe9\0\xff", "binary"),
        ("words".encode("utf-16-le"), "binary"),
        (b"\xff\xfea", "damaged at byte"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"PK\x03\x04rest", "zip"),
    ],
)
def test_what_is_no_certain_text_is_an_error(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        to_text(data, place="page.txt")
    assert "page.txt" in caught.value.place
    assert caught.value.hint


def test_damaged_letter_is_named_with_its_line() -> None:
    with pytest.raises(SourceError) as caught:
        to_text("one\ntwo\nni\ufffdo\n".encode(), place="page.txt")
    assert caught.value.place == "page.txt, line 3"
    assert r"ni\ufffdo" in caught.value.fact


@pytest.mark.parametrize("load", [load_file, load_head])
def test_what_is_no_file_is_an_error(tmp_path: Path, load: object) -> None:
    assert callable(load)
    (tmp_path / "empty.txt").write_text(" \n")
    cases = {
        "": "folder",
        "missing.txt": "no such file",
        "empty.txt": "empty",
        "a\0b": "cannot be read",
        "x" * 300: "cannot",
    }
    for name, says in cases.items():
        with pytest.raises(SourceError, match=says):
            load(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("words")
    path.chmod(0)
    with pytest.raises(SourceError, match="cannot be read"):
        load_file(path)


def test_file_beyond_any_page_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"a" * 101)
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    with pytest.raises(SourceError, match="larger than"):
        load_file(path)
    path.write_bytes(b"a" * 100)
    assert len(load_file(path).text) == 100


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60) | st.text(alphabet="aéÃñ¡“\x00\r\n", max_size=20).map(lambda text: text.encode("cp1252")))
def test_any_bytes_are_whole_text_or_an_error(data: bytes) -> None:
    try:
        text = to_text(data)
    except SourceError:
        return
    assert "\ufffd" not in text
    assert "\r" not in text
    text.encode()
