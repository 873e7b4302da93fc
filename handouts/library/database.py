"""One SQLite file, opened: made where it is missing, brought up to date, and every failure told in plain words.

A reader never waits for an import that is still reading its file: what is new is gathered beside the library first,
and goes in at the end, all at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import HandoutError, OutputError, RequestError, SourceError, ToolError
from handouts.library.schema import APPLICATION_ID, MIGRATIONS

WAIT_S = 30.0
"""How long to wait for another program that is writing to the library."""

_ANEW = "Move the file away, and fill a new library with `handouts update` or `handouts import`"
_WRITABLE = "Choose a library in a folder of your own with --library FILE"


@dataclass(frozen=True, slots=True)
class Library:
    """The library, open.

    Args:
        path: of its file.
        connection: to it; every change is made in a transaction that the changing function begins itself.
    """

    path: Path
    connection: sqlite3.Connection


@contextmanager
def open_library(path: Path, *, write: bool = False, wait_s: float = WAIT_S) -> Iterator[Library]:
    """Open a library for as long as the `with` lasts.

    Args:
        write: whether it may be changed, and is made where it is missing.
        wait_s: how long to wait for another program that is writing.

    Raises:
        RequestError: there is none at that place, and it was only to be read.
        SourceError: the file is no library, is damaged, or was made by a newer version of handouts.
        OutputError: it cannot be written: a full disk, no permission, or another program that does not let go.
    """
    _prepare(path, write=write)
    mode = "rwc" if write else "rw"  # a file that may not be written is opened for reading by SQLite itself
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with telling(path), closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait_s)) as connection:
        _bring_up_to_date(connection, path, write=write)
        connection.execute("PRAGMA foreign_keys = ON")
        if not write:
            connection.execute("PRAGMA query_only = ON")
        yield Library(path, connection)


def _prepare(path: Path, *, write: bool) -> None:
    try:
        if "\0" in str(path):
            raise ValueError("a name cannot hold a NUL")
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise RequestError(
                "there is no library yet",
                place=str(path),
                hint="`handouts update` fetches MedlinePlus's topics; `handouts import FILE` takes in your own",
            )
    except (OSError, ValueError) as error:
        raise OutputError(
            f"the library's folder cannot be made or used: {error}", place=str(path), hint=_WRITABLE
        ) from error


@contextmanager
def transaction(library: Library) -> Iterator[sqlite3.Connection]:
    """Change the library in one step: all of it, or, whatever ends this early, nothing."""
    connection = library.connection
    with telling(library.path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has already undone it
                connection.execute("ROLLBACK")
            raise


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    """Bring an older file, or an empty one, to the version of today."""
    connection.execute("BEGIN")  # one look at the file: another program may be making it just now
    try:
        version = _version(connection, path)
    finally:
        connection.execute("COMMIT")
    if version == len(MIGRATIONS):
        return
    if version == 0 and not write:
        raise _no_library(path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in MIGRATIONS[_version(connection, path) :]:  # another program may have done it meanwhile
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return which version of the schema a file has; 0 for an empty file."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION_ID and not (empty and version == 0):
        raise _no_library(path)
    if version > len(MIGRATIONS):
        raise SourceError(
            f"a newer version of handouts made this library: it has form {version}, this program knows "
            f"{len(MIGRATIONS)}",
            place=str(path),
            hint="Use the newer handouts, or another library with --library FILE",
        )
    return version


def _no_library(path: Path) -> SourceError:
    return SourceError("this file is no library of handouts", place=str(path), hint="Name the library with --library")


# --------------------------------------------------------------------------- failures


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a library into our own errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error, path) from error


def _told(error: sqlite3.Error, path: Path) -> HandoutError:
    name = str(getattr(error, "sqlite_errorname", ""))
    place = str(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError("another program is writing to the library", place=place, hint="Try again when it is done")
    if name.startswith("SQLITE_FULL") or "disk is full" in str(error):
        return OutputError(
            "the disk is full; the library is as it was",
            place=place,
            hint="Make room, or choose another library with --library FILE",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return OutputError("the library cannot be opened or written there", place=place, hint=_WRITABLE)
    if name.startswith("SQLITE_NOTADB"):
        return _no_library(path)
    if name.startswith("SQLITE_IOERR"):
        return OutputError(f"the disk failed: {error}", place=place, hint="Look after that disk, then try again")
    if name.startswith("SQLITE_CORRUPT"):
        return SourceError("the library's file is damaged", place=place, hint=_ANEW)
    if "no such module" in str(error):
        hint = "Install a Python whose SQLite has FTS5; those of python.org, Debian and Homebrew have"
        return ToolError("this Python's SQLite has no full-text search", place=place, hint=hint)
    return SourceError(f"the library cannot be read: {error}", place=place, hint=_ANEW)
