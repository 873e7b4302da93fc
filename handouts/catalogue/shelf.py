"""A catalogue's folder: where finished handouts wait, where they are published, and where refused ones are kept apart.

DIR/public/              what is published, exchanged as a whole
DIR/public/handouts/     NAME.pdf, its record NAME.json, its web page NAME.html
DIR/refused/             what failed a check, with its record
DIR/left-over/           files of others that lay in public
DIR/.catalogue/          state.sqlite; finished/ handouts that wait; next/ what will be public
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256 as sha256_of
from pathlib import Path

from handouts.catalogue.entries import Entry, File
from handouts.catalogue.exchange import exchange, settle
from handouts.catalogue.jobs import FOLDER, Made
from handouts.catalogue.publishing import SUMS, from_sums
from handouts.errors import OutputError
from handouts.store import REFUSED, write_files

PUBLIC = "public"
LEFT_OVER = "left-over"
_OWN = ".catalogue"


def state_path(folder: Path) -> Path:
    """Return where a catalogue's state lies."""
    return folder / _OWN / "state.sqlite"


def files_of(entry: Entry) -> tuple[File, File, File]:
    """Return the files of a handout: its PDF, its record, its web page."""
    return entry.pdf, entry.record, entry.html


def put(folder: Path, made: Made) -> None:
    """Write what was made where it waits to be published, or where refused handouts are kept.

    Raises:
        OutputError: it cannot be written.
    """
    if made.entry is not None:
        write_files(_finished(folder), made.files, lasting=False)
    elif made.files:
        write_files(folder / REFUSED, made.files)


def present(folder: Path, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the names of the handouts whose files are all here, waiting or published, byte for byte.

    Of published files the list of hashes beside them is believed as long as their size is right; `verify_folder` is
    for those who do not believe it.
    """
    published = _published(folder / PUBLIC)
    waiting = {path.name for path in _finished(folder).glob("*")}
    return frozenset(
        entry.name
        for entry in entries
        if all(_is_waiting(folder, file, waiting) or published.get(file.path) == file for file in files_of(entry))
    )


def load_pdf_place(folder: Path, entry: Entry) -> Path:
    """Return where the PDF of a handout is that is present."""
    return _place(folder, entry.pdf)


def refuse(folder: Path, entry: Entry) -> None:
    """Take a handout that is present among those that are kept apart.

    Raises:
        OutputError: it cannot be written.
    """
    with _told(folder):
        files = {Path(file.path).name: _place(folder, file).read_bytes() for file in (entry.pdf, entry.record)}
    write_files(folder / REFUSED, files)


def release(folder: Path, entries: Iterable[Entry], more: Mapping[str, bytes]) -> None:
    """Publish handouts and the files about them, in one step, in the place of what was published before.

    Args:
        entries: handouts that are present.
        more: path in the published folder to bytes.

    Raises:
        OutputError: it cannot be written; what was published before is still there.
    """
    public, fresh = folder / PUBLIC, folder / _OWN / "next"
    with _told(folder):
        shutil.rmtree(fresh, ignore_errors=True)
        (fresh / FOLDER).mkdir(parents=True)
        for entry in entries:
            for file in files_of(entry):
                _link(_place(folder, file), fresh / file.path)
        for path, data in more.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
        _rescue(public, folder / LEFT_OVER)
        exchange(fresh, public)
        shutil.rmtree(_finished(folder), ignore_errors=True)


def keep_refused(folder: Path, names: Collection[str]) -> None:
    """Remove what is kept apart of handouts that are not refused any more."""
    with suppress(OSError):
        for path in (folder / REFUSED).iterdir():
            if path.suffix in (".pdf", ".json") and path.stem not in names:
                path.unlink()
        (folder / REFUSED).rmdir()


def tidy(folder: Path) -> None:
    """Finish what a kill in the middle of publishing has left.

    Raises:
        OutputError: it cannot be written, or what is published is not a folder of the catalogue's own.
    """
    if (folder / PUBLIC).is_symlink():
        hint = f"Remove the link, and have the web server read {folder / PUBLIC}"
        raise OutputError("a link cannot be exchanged for a folder", place=str(folder / PUBLIC), hint=hint)
    with _told(folder):
        settle(folder / PUBLIC)


def is_settled(folder: Path) -> bool:
    """Say whether something is published, and nothing waits to be."""
    return (folder / PUBLIC / SUMS).is_file() and not any(_finished(folder).glob("*"))


# --------------------------------------------------------------------------- inside


def _finished(folder: Path) -> Path:
    return folder / _OWN / "finished"


def _place(folder: Path, file: File) -> Path:
    waiting = _finished(folder) / Path(file.path).name
    return waiting if waiting.exists() else folder / PUBLIC / file.path


def _is_waiting(folder: Path, file: File, waiting: Collection[str]) -> bool:
    """Say whether a file waits to be published; a kill can have left half of one."""
    name = Path(file.path).name
    if name not in waiting:
        return False
    return sha256_of((_finished(folder) / name).read_bytes()).hexdigest() == file.sha256


def _published(public: Path) -> dict[str, File]:
    """Return the files that the published list of hashes names, each with the size that it has."""
    try:
        with os.scandir(public / FOLDER) as found:
            sizes = {f"{FOLDER}/{entry.name}": entry.stat().st_size for entry in found}
    except OSError:
        return {}
    return {path: File(path, sha256, sizes[path]) for path, sha256 in _sums(public).items() if path in sizes}


def _sums(public: Path) -> dict[str, str]:
    """Return the published list of hashes, path to hash; {} where there is none that can be read."""
    try:
        return from_sums((public / SUMS).read_bytes())
    except (OSError, ValueError):
        return {}


def _link(source: Path, place: Path) -> None:
    """Give a file a second name; where the file system has no such thing, copy it."""
    try:
        place.hardlink_to(source)
    except (OSError, NotImplementedError):
        shutil.copyfile(source, place)


def _rescue(public: Path, aside: Path) -> None:
    """Move the files of others out of the published folder: it is about to be thrown away."""
    own = {SUMS, *_sums(public)}
    for path in [path for path in public.rglob("*") if not path.is_dir()]:
        name = path.relative_to(public).as_posix()
        if name not in own:
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            path.replace(aside / name)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fact = f"the catalogue cannot be published: {error.strerror or error}"
        hint = "Make room or choose another folder with -o, and say the same again: it goes on where it stopped"
        raise OutputError(fact, place=str(error.filename or folder), hint=hint) from error
