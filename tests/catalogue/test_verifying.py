"""A published folder is whole, or each thing that is wrong with it is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.catalogue.entries import Catalogue, Entry, Facts, File
from handouts.catalogue.publishing import SUMS, to_files, to_sums
from handouts.catalogue.verifying import verify_folder

PDF = "handouts/gout.en.pdf"
RECORD = "handouts/gout.en.json"


def file_of(path: str, data: bytes) -> File:
    return File(path, hashlib.sha256(data).hexdigest(), len(data))


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def seal(folder: Path) -> None:
    """Write the sums of all that is there, as if it had been published so."""
    (folder / SUMS).unlink(missing_ok=True)
    paths = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0][0] != "."]
    files = [file_of(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]
    (folder / SUMS).write_bytes(to_sums(files))


@pytest.fixture
def published(tmp_path) -> Path:
    """Return a folder with two topics, one of which has a name that has to be escaped in an address."""
    files: dict[str, bytes] = {}
    entries = []
    for topic in ("gout", "strange topic#1"):
        pdf = f"%PDF of {topic}".encode()
        sha256 = hashlib.sha256(pdf).hexdigest()
        record = json.dumps({"sha256": sha256, "results": [{"check": "contrast", "outcome": "pass"}]}).encode()
        made = {
            f"handouts/{topic}.en.{ending}": data for ending, data in (("pdf", pdf), ("json", record), ("html", b"x"))
        }
        files.update(made)
        entries.append(entry_of(topic, [file_of(path, data) for path, data in made.items()]))
    write(tmp_path, {**files, **to_files(Catalogue(tuple(entries)))})
    seal(tmp_path)
    return tmp_path


def entry_of(topic: str, files: list[File]) -> Entry:
    facts = {"en": Facts(topic.title())}
    return Entry(f"{topic}.en", topic, ("en",), "single", "standard", "letter", facts, (), None, None, 1, 1, *files)


def problems(folder: Path) -> list[tuple[str, str]]:
    found = verify_folder(folder)
    assert all(problem.hint and not problem.fact.endswith(".") for problem in found)
    return [(problem.place, problem.fact) for problem in found]


def test_a_folder_as_it_was_published_is_whole(published):
    assert problems(published) == []


def test_what_begins_with_a_dot_was_never_published(published):
    write(published, {".state/jobs.json": b"{}", ".handouts-1.tmp": b""})
    assert problems(published) == []


def test_an_empty_catalogue_is_whole(tmp_path):
    write(tmp_path, to_files(Catalogue(())))
    seal(tmp_path)
    assert problems(tmp_path) == []


def changed(folder: Path) -> None:
    (folder / PDF).write_bytes(b"%PDF of goat")


def missing(folder: Path) -> None:
    (folder / PDF).unlink()


def unlisted(folder: Path) -> None:
    write(folder, {"notes.txt": b"x"})


def hidden_deeper(folder: Path) -> None:
    write(folder, {"handouts/.gout.en.pdf.swp": b"x"})


def swapped(folder: Path) -> None:
    """A PDF that was put in place of another, and the sums made again: only the catalogue and the record can tell."""
    changed(folder)
    seal(folder)


def orphan(folder: Path) -> None:
    write(folder, {"handouts/old.en.pdf": b"x"})
    seal(folder)


def gone_with_its_sum(folder: Path) -> None:
    missing(folder)
    seal(folder)


def failed(folder: Path) -> None:
    record = json.loads((folder / RECORD).read_bytes())
    record["results"][0]["outcome"] = "fail"
    rewritten(folder, RECORD, json.dumps(record).encode())


def unreadable_record(folder: Path) -> None:
    rewritten(folder, RECORD, b"[]")


def rewritten(folder: Path, path: str, data: bytes) -> None:
    """Write a file, and say in the catalogue and the sums that it is the right one."""
    old = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    write(folder, {path: data})
    catalogue = (folder / "catalogue.json").read_text("utf-8")
    (folder / "catalogue.json").write_text(catalogue.replace(old, hashlib.sha256(data).hexdigest()), "utf-8")
    seal(folder)


def broken_link(folder: Path) -> None:
    text = (folder / "index.html").read_text("utf-8")
    text = text.replace("gout.en.html", "goat.en.html").replace('id="t-gout"', 'id="t-goat"')
    (folder / "index.html").write_text(text.replace('href="#list"', 'href="#t-gout"'), "utf-8")
    seal(folder)


def no_index(folder: Path) -> None:
    (folder / "index.html").unlink()
    seal(folder)


def no_sums(folder: Path) -> None:
    (folder / SUMS).unlink()


def bad_sums(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"\xff nothing")


def empty_sums(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (
            changed,
            [
                (PDF, "this is not the file that catalogue.json has"),
                (PDF, "this is not the file that was checked: its record has another hash"),
                (PDF, "this is not the file that was published: its bytes have changed since"),
            ],
        ),
        (
            missing,
            [
                (PDF, "this file is missing"),
                (PDF, "this file is missing, and catalogue.json has it"),
                ("index.html", f"it links to a file that is not there: {PDF}"),
            ],
        ),
        (unlisted, [("notes.txt", "this file is not in SHA256SUMS")]),
        (
            hidden_deeper,
            [
                ("handouts/.gout.en.pdf.swp", "this file is not in SHA256SUMS"),
                ("handouts/.gout.en.pdf.swp", "this file is of no handout in catalogue.json"),
            ],
        ),
        (
            swapped,
            [
                (PDF, "this is not the file that catalogue.json has"),
                (PDF, "this is not the file that was checked: its record has another hash"),
            ],
        ),
        (orphan, [("handouts/old.en.pdf", "this file is of no handout in catalogue.json")]),
        (
            gone_with_its_sum,
            [
                (PDF, "this file is missing, and catalogue.json has it"),
                ("index.html", f"it links to a file that is not there: {PDF}"),
            ],
        ),
        (failed, [(PDF, "it was published, and checks failed: contrast")]),
        (unreadable_record, [(RECORD, "this is no record of a handout")]),
        (
            broken_link,
            [
                ("index.html", "it links to a file that is not there: handouts/goat.en.html"),
                ("index.html", "it links to a place that is not on it: #t-gout"),
            ],
        ),
        (no_index, [("index.html", "the index cannot be read: No such file or directory")]),
        (no_sums, [(SUMS, "the list of all files cannot be read: No such file or directory")]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_wrong_is_named(published, spoil: Callable[[Path], None], found):
    spoil(published)
    assert problems(published) == found


def test_a_list_that_is_none_is_said(published):
    bad_sums(published)
    ((place, fact),) = problems(published)
    assert place == SUMS
    assert fact.startswith("the list of all files cannot be read: ")


def test_an_empty_list_lists_nothing(published):
    empty_sums(published)
    assert len(problems(published)) == len([path for path in published.rglob("*") if path.is_file()]) - 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"entries": [{}]}', '{"entries": [{"files": 3}]}', '{"entries": 3}'])
def test_a_catalogue_that_is_none_is_said(published, text):
    (published / "catalogue.json").write_text(text, "utf-8")
    seal(published)
    ((place, fact),) = problems(published)
    assert place == "catalogue.json"
    assert fact.startswith("the catalogue cannot be read: ")


def test_a_list_that_leads_out_of_the_folder_leads_nowhere(published):
    secret = published.parent / "secret.txt"
    secret.write_bytes(b"x")
    sums = (published / SUMS).read_bytes() + to_sums([file_of(f"../{secret.name}", b"x")])
    (published / SUMS).write_bytes(sums)
    assert problems(published) == [(f"../{secret.name}", "this file is missing")]


def test_a_folder_that_is_none_is_said(tmp_path):
    ((place, fact),) = problems(tmp_path / "nowhere")
    assert (place, fact) == (str(tmp_path / "nowhere"), "there is no such folder")
