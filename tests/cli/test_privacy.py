"""A patient's name and note are on the page and nowhere else: no file, record, log, cache or metadata has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

NAME = "Zyxelda Quillfeather"
NOTE = "Bring the turquoise inhaler on Thursday."
SPANISH_NOTE = "Traiga el inhalador turquesa el jueves."
SECRETS = ("Zyxelda", "Quillfeather", "turquoise", "inhaler", "inhalador", "turquesa")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """Return the world that the program saw, the page it made, and what it said."""
    world = tmp_path_factory.mktemp("world")
    folders = {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_CACHE_HOME": "cache",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
    }
    for name in {*folders.values(), "work"}:
        (world / name).mkdir()
    env = {**os.environ, **{key: str(world / name) for key, name in folders.items()}}
    command = [sys.executable, "-m", "handouts", "make", "flu-vaccine", "--links", "2", "--worksheet", "lines"]
    command += ["--for", NAME, "--date", "2026-11-21", "--note", f"es:{SPANISH_NOTE}", "--note-file", "-", "--json"]
    said = subprocess.run(command, cwd=world / "work", env=env, input=NOTE, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    [page] = (world / "work").rglob("*.pdf")
    return world, page, said


def test_the_page_has_them(made: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    document = pypdfium2.PdfDocument(made[1])
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert f"For: {NAME}" in text
    assert f"Para: {NAME}" in text
    assert "21 de noviembre de 2026" in text
    assert NOTE in text
    assert SPANISH_NOTE in text


def test_nothing_else_has_them(made: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    world, _, said = made
    files = [path for path in world.rglob("*") if path.is_file()]
    assert len(files) >= 2, "the page and its record"
    for secret in SECRETS:
        for spelling in (secret, secret.casefold()):
            assert spelling not in said.stdout
            assert spelling not in said.stderr
            for path in files:
                assert spelling not in path.name
                data = path.read_bytes()
                assert spelling.encode() not in data, path
                assert spelling.encode("utf-16-be") not in data, path


def test_nothing_stays_in_the_temporary_folder(made: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    assert list((made[0] / "tmp").iterdir()) == []


def test_the_metadata_and_the_tags_do_not_have_them(
    made: tuple[Path, Path, subprocess.CompletedProcess[str]],
) -> None:
    with pikepdf.open(made[1]) as document:
        strings: list[str] = [str(document.docinfo), document.Root.Metadata.read_bytes().decode()]
        for held in document.objects:
            if isinstance(held, pikepdf.Dictionary):
                strings += [str(value) for value in held.as_dict().values() if isinstance(value, pikepdf.String)]
    assert len(strings) > 20
    assert not [secret for secret in SECRETS if any(secret in text for text in strings)]


def test_the_record_holds_for_the_page_that_was_checked(
    made: tuple[Path, Path, subprocess.CompletedProcess[str]],
) -> None:
    record = json.loads(made[1].with_suffix(".json").read_text())
    assert record["failed"] is False
    assert any(result["outcome"] == "pass" for result in record["results"])


@pytest.mark.parametrize(
    ("options", "fact"),
    [
        (["--note", "en:Come back.", "--lang", "es"], "a note is in 'en'"),
        (["--date", "21/11/2026"], "'21/11/2026' is no day"),
        (["--clinic", "gone.toml"], "cannot be read"),
    ],
)
def test_what_cannot_be_printed_is_a_bad_request(tmp_path: Path, options: list[str], fact: str) -> None:
    command = [sys.executable, "-m", "handouts", "make", "flu-vaccine", "-o", str(tmp_path), *options]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert fact in said.stderr
    assert not list(tmp_path.iterdir())
