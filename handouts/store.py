"""The only writer into `out/`, and its reader: whole files or none, under names that every system can hold.

A handout's files are named after what was asked for, so that the same command twice writes the same file:

    <topic-id>.<language>[-<language>][.<layout>][.<edition>][.<paper>].pdf      the handout
    <topic-id>.<language>[-<language>][.<layout>][.<edition>][.<paper>].json     its record, beside it
    <topic-id>.<language>[-<language>][.<layout>][.<edition>][.<paper>].html  in another form
    <topic-id>.<language>[-<language>][.<layout>][.<edition>][.<paper>].html.json     the record of that
    refused/<the same two>                                           a handout that failed a check

The layout is named where it is not the usual one for so many languages, the edition where it is not "standard", the
paper where it is not "letter":
`genes-and-gene-therapy.en-es.pdf`, `genesandgenetherapy.es.a4.pdf`, `flu-vaccine.en-es.single.pdf`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import time
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import OutputError, SourceError

USUAL_PAPER = "letter"
USUAL_EDITION = "standard"
REFUSED = "refused"
NAME_LIMIT = 80

_STALE_AFTER_S = 3600
# Windows keeps these names for itself, whatever follows their first dot.
_RESERVED = re.compile(r"con|prn|aux|nul|conin|conout|com\d|lpt\d")
_FACTS = {
    errno.ENOSPC: ("the disk is full", "Make room, or choose another folder with -o."),
    errno.EDQUOT: ("your share of the disk is used up", "Make room, or choose another folder with -o."),
    errno.EACCES: ("writing is not allowed there", "Choose a folder of your own with -o."),
    errno.EPERM: ("writing is not allowed there", "Choose a folder of your own with -o."),
    errno.EROFS: ("that disk is read-only", "Choose another folder with -o."),
    errno.ENOENT: ("that folder cannot be made", "Choose another folder with -o."),
    errno.ENOTDIR: ("a part of that path is a file, not a folder", "Choose another folder with -o."),
    errno.EEXIST: ("that is a file, not a folder", "Choose another folder with -o."),
    errno.EISDIR: ("a folder has the file's name", "Rename that folder, or choose another one with -o."),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a folder with a shorter path with -o."),
}


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a handout and its record lie."""

    path: Path
    record: Path


# --------------------------------------------------------------------------- names


def usual_layout(languages: Sequence[str]) -> str:
    """Return the layout that goes without saying for so many languages."""
    return "single" if len(languages) == 1 else "side-by-side"


def safe_name(text: str) -> str:
    """Return a name of lower-case ASCII letters, digits and hyphens that every file system takes.

    A text that already is such a name stays as it is. Any other is spelt as near as can be and gets eight digits of
    its hash, so that two such texts do not share a name.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and slug == text and len(slug) <= NAME_LIMIT and not _RESERVED.fullmatch(slug):
        return slug
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug[: NAME_LIMIT - 9].rstrip('-') or 'topic'}-{digits}"


def handout_name(topic_id: str, languages: Sequence[str], layout: str, paper: str, edition: str = USUAL_EDITION) -> str:
    """Return the name of a handout's PDF (see the top of this module)."""
    parts = [safe_name(topic_id), "-".join(languages)]
    if layout != usual_layout(languages):
        parts.append(layout)
    if edition != USUAL_EDITION:
        parts.append(edition)
    if paper != USUAL_PAPER:
        parts.append(paper)
    return ".".join(parts) + ".pdf"


def form_name(pdf_name: str, suffix: str) -> str:
    """Return the name of a handout's other form: that of its PDF up to the last dot, and the form's suffix."""
    return pdf_name.removesuffix(".pdf") + suffix


def record_name(name: str) -> str:
    """Return the name of the record beside a file: `x.json` for `x.pdf`, `x.html.json` for `x.html`."""
    return (name[:-4] if name.lower().endswith(".pdf") else name) + ".json"


# --------------------------------------------------------------------------- writing


def write_handout(
    folder: Path, name: str, data: bytes, record: Mapping[str, object], *, refused: bool = False
) -> Stored:
    """Write a handout and its record, both or neither; a refused one goes into `refused/`.

    A handout that passes takes the place of an earlier refused one. A refused one leaves an earlier sound one alone.

    Raises:
        OutputError: nothing could be written.
    """
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    there = folder / REFUSED if refused else folder
    path, beside = write_files(there, {name: data, record_name(name): text.encode()})
    if not refused:
        with suppress(OSError):
            for left in (folder / REFUSED / name, folder / REFUSED / record_name(name)):
                left.unlink(missing_ok=True)
            (folder / REFUSED).rmdir()
    return Stored(path, beside)


def write_file(folder: Path, name: str, data: bytes) -> Path:
    """Write one file whole, or leave what was there before.

    Raises:
        OutputError: nothing could be written.
    """
    return write_files(folder, {name: data})[0]


def write_files(folder: Path, files: Mapping[str, bytes], *, lasting: bool = True) -> tuple[Path, ...]:
    """Write files into a folder, making it where it is missing: first all beside their places, then all into them.

    Whatever ends this early (a full disk, Ctrl-C, SIGTERM), no file is ever seen half-written and nothing temporary
    stays. After a kill that allows no last word, the next writing into that folder sweeps up.

    Args:
        lasting: whether to wait until the disk has them. False is for one of many files that can be made again; the
            folder is then not swept either.

    Raises:
        OutputError: nothing could be written.
    """
    place = folder
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if lasting:
            _sweep(folder)
        for name, data in files.items():
            place = folder / name
            if place.parent != folder or name in ("", ".", ".."):
                raise OutputError("that is no file name", place=repr(name))
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder", str(place))
            temporary = folder / f".handouts-{secrets.token_hex(8)}.tmp"
            waiting.append((temporary, place))
            _write_through(temporary, data, lasting=lasting)
        for temporary, place in waiting:
            temporary.replace(place)
        if lasting:
            _settle(folder)
    except OSError as error:
        raise _output_error(error, place) from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return tuple(place for _, place in waiting)


def check_folder(folder: Path) -> None:
    """Try whether files can be written into a folder, or into the nearest one above it that is there; leave no trace.

    Raises:
        OutputError: nothing can be written there.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists() or path.is_symlink())
    probe = nearest / f".handouts-{secrets.token_hex(8)}.tmp"
    try:
        _write_through(probe, b"handouts")
    except OSError as error:
        raise _output_error(error, nearest) from error
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes, *, lasting: bool = True) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        if lasting:
            os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Put the new names on the disk as well, where the system can: Windows and some network disks cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a killed run left; an hour is longer than any run that still writes needs for one file."""
    for left in folder.glob(".handouts-*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_AFTER_S:
                left.unlink()


def _output_error(error: OSError, place: Path) -> OutputError:
    fact, hint = _FACTS.get(
        error.errno or 0,
        (f"the file could not be written: {error.strerror or error}", "Choose another folder with -o."),
    )
    return OutputError(fact, place=str(place), hint=hint)


# --------------------------------------------------------------------------- reading


def load_file(path: Path, hint: str = "") -> bytes:
    """Return the bytes of a finished file.

    Raises:
        SourceError: it is not there or cannot be read; `hint` is the next step.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError("there is no such file", place=str(path), hint=hint) from error
    except IsADirectoryError as error:
        raise SourceError(
            "this is a folder, not a file", place=str(path), hint=f"Name its files: {path}/*.pdf"
        ) from error
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}", place=str(path), hint=hint) from error
