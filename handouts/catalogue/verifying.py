"""Whether a published folder is whole: every file as it was published, none too few, none too many. Reads, and no more.

What begins with a dot at the top of the folder is the program's own or the system's, and was never published.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from handouts.catalogue.publishing import SUMS, from_sums
from handouts.errors import SourceError
from handouts.sidecar import load_outcomes

CATALOGUE = "catalogue.json"
INDEX = "index.html"
HANDOUTS = "handouts/"

_AGAIN = "Run `handouts catalogue` into this folder again"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a published folder.

    Args:
        fact: what is wrong, one sentence without a full stop at the end.
        place: the file, from the published folder.
        hint: the next step.
    """

    fact: str
    place: str
    hint: str = _AGAIN


def verify_folder(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a published folder, sorted by place; nothing when it is whole."""
    if not folder.is_dir():
        return (Problem("there is no such folder", str(folder), "Name the folder that the catalogue was made in"),)
    try:
        sums = from_sums((folder / SUMS).read_bytes())
    except (OSError, ValueError) as error:
        return (Problem(f"the list of all files cannot be read: {_why(error)}", SUMS),)
    there = {path: _sha256(folder / path) for path in _paths(folder)}
    problems = [
        *_compared(sums, there),
        *_catalogued(folder, there),
        *_linked(folder, there),
    ]
    return tuple(sorted(problems, key=lambda problem: (problem.place, problem.fact)))


def _paths(folder: Path) -> Iterator[str]:
    """Yield the path of every file that is or might be published."""
    for at, folders, names in os.walk(folder):
        inside = Path(at).relative_to(folder)
        if inside == Path():
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".") and name != SUMS]
        yield from ((inside / name).as_posix() for name in names)


def _sha256(path: Path) -> str:
    """Return the hash of a file; "" when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _compared(sums: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Problem]:
    for path in sums.keys() - there.keys():
        yield Problem("this file is missing", path)
    for path in there.keys() - sums.keys():
        yield Problem(f"this file is not in {SUMS}", path, "Take it away, or publish it somewhere else")
    for path in sums.keys() & there.keys():
        if not there[path]:
            yield Problem("this file cannot be read", path, "Look at who may read it")
        elif there[path] != sums[path]:
            yield Problem("this is not the file that was published: its bytes have changed since", path)


# --------------------------------------------------------------------------- the catalogue


def _catalogued(folder: Path, there: Mapping[str, str]) -> Iterator[Problem]:
    """Compare the handouts with catalogue.json, and each PDF with its record."""
    try:
        entries = json.loads((folder / CATALOGUE).read_bytes())["entries"]
        files = [{kind: (one["path"], one["sha256"]) for kind, one in entry["files"].items()} for entry in entries]
        records = {entry["pdf"][0]: entry["record"][0] for entry in files}
        listed = dict(file for entry in files for file in entry.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield Problem(f"the catalogue cannot be read: {_why(error)}", CATALOGUE)
        return
    for path, sha256 in listed.items():
        if path not in there:
            yield Problem(f"this file is missing, and {CATALOGUE} has it", path)
        elif there[path] != sha256:
            yield Problem(f"this is not the file that {CATALOGUE} has", path)
    for path in there:
        if path.startswith(HANDOUTS) and path not in listed:
            yield Problem(f"this file is of no handout in {CATALOGUE}", path, "Take it away, or publish it elsewhere")
    for pdf, record in records.items():
        if pdf in there and record in there:
            yield from _recorded(folder, pdf, record, there[pdf])


def _recorded(folder: Path, pdf: str, record: str, sha256: str) -> Iterator[Problem]:
    try:
        recorded, outcomes = load_outcomes(folder / record)
    except SourceError as error:
        yield Problem(error.fact, record)
        return
    if recorded != sha256:
        yield Problem("this is not the file that was checked: its record has another hash", pdf)
    failed = [name for name, outcome in outcomes.items() if outcome == "fail"]
    if failed:
        yield Problem(f"it was published, and checks failed: {', '.join(failed)}", pdf)


# --------------------------------------------------------------------------- the index


def _linked(folder: Path, there: Mapping[str, str]) -> Iterator[Problem]:
    """Follow each link of the index that stays in the folder."""
    try:
        page = html.fromstring((folder / INDEX).read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (OSError, ValueError, etree.ParserError) as error:
        yield Problem(f"the index cannot be read: {_why(error)}", INDEX)
        return
    places = {element.get("id") for element in page.iter("*")}
    for address in sorted({element.get("href", "") for element in page.iter("a", "link")}):
        parts = urlsplit(address)
        path = unquote(parts.path)
        if parts.scheme or parts.netloc:
            continue
        if path and path not in there and path != SUMS:
            yield Problem(f"it links to a file that is not there: {path}", INDEX)
        if not path and unquote(parts.fragment) not in places:
            yield Problem(f"it links to a place that is not on it: #{parts.fragment}", INDEX)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
