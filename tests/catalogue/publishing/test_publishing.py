"""Everything that a catalogue publishes about itself: which files there are; the same catalogue, the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.catalogue.entries import Catalogue, File
from handouts.catalogue.publishing import SUMS, from_sums, kinds, to_files, to_sums

FILES = {"catalogue.csv", "catalogue.json", "index.html", "opds.json", "report.html"}
LANGUAGES = {"opds.en.json", "opds.es.json", "opds.en-es.json"}


def test_every_kind_is_found():
    assert len(kinds()) == 6


@pytest.mark.parametrize("base", ["", "https://library.example/health/"])
def test_a_site_map_is_there_where_the_address_is_known(library, base):
    assert set(to_files(library(4, base=base))) == FILES | LANGUAGES | ({"sitemap.xml"} if base else set())


def test_an_empty_catalogue_publishes_what_it_can():
    assert set(to_files(Catalogue(()))) == FILES


def test_hostile_texts_publish(hostile):
    files = to_files(hostile)
    assert set(files) > FILES
    assert all(data.decode() for data in files.values())


def test_the_same_catalogue_has_the_same_bytes_whatever_the_hashing(trouble):
    made = {name: hashlib.sha256(data).hexdigest() for name, data in to_files(trouble).items()}
    again = (
        "import hashlib, importlib.util, json, sys\n"
        "spec = importlib.util.spec_from_file_location('conftest', sys.argv[1])\n"
        "conftest = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(conftest)\n"
        "from handouts.catalogue.publishing import to_files\n"
        "files = to_files(conftest.troubled())\n"
        "print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))\n"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        command = [sys.executable, "-c", again, str(Path(__file__).with_name("conftest.py"))]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        assert json.loads(done.stdout) == made


def test_five_thousand_handouts_stay_handy(library):
    catalogue = library(1700)
    assert len(catalogue.entries) > 5000
    files = to_files(catalogue)
    assert len(files["index.html"]) < 2_500_000 * 1.7
    assert len(json.loads(files["catalogue.json"])["entries"]) == len(catalogue.entries)


def test_a_thousand_topics_are_less_than_two_and_a_half_megabytes(library):
    assert len(to_files(library(1000))["index.html"]) < 2_500_000


# ----- the sums


@pytest.mark.parametrize(
    "names", [[], ["b.txt", "a.txt"], ["a b.txt", "é.txt", "back\\slash.txt", "new\nline.txt", "u\u2028.txt"]]
)
def test_sha256sum_accepts_the_sums(tmp_path, names):
    files = []
    for name in names:
        data = name.encode() * 3
        (tmp_path / name).write_bytes(data)
        files.append(File(name, hashlib.sha256(data).hexdigest(), len(data)))
    sums = to_sums(files)
    assert from_sums(sums) == {file.path: file.sha256 for file in files}
    assert list(from_sums(sums)) == sorted(names)
    if not names:
        return
    (tmp_path / SUMS).write_bytes(sums)
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / names[0]).write_text("changed", "utf-8")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("text", ["x", "0" * 63 + "  a", "0" * 64 + " a", "0" * 64 + "  ", "\n\n"])
def test_what_are_no_sums_is_said(text):
    with pytest.raises(ValueError, match="no line of sums"):
        from_sums(text.encode())
