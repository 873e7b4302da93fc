"""What a catalogue's folder knows of its own handouts: of what each was made, and what became of it.

One SQLite file, written by the one process that builds; a second build of the same folder has to wait. Rows are kept
as soon as a handout is done, so that whatever ends a build loses nothing but what was in hand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handouts.catalogue.entries import Entry, Facts, File, Review
from handouts.catalogue.ingredients import Ingredients
from handouts.errors import HandoutError, OutputError

_FORM = 1
_WAIT_S = 0.5
_SCHEMA = """
CREATE TABLE handout (
  name TEXT PRIMARY KEY,
  ingredients TEXT NOT NULL,
  entry TEXT NOT NULL,
  why TEXT NOT NULL,
  failed INTEGER NOT NULL,
  verapdf TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE published (digest TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one handout.

    Args:
        ingredients: that it was made of.
        entry: what is published of it; None where it was refused or failed.
        why: what it was refused for; () when it is sound.
        failed: whether it could not be made at all.
        verapdf: the standard that veraPDF found it to keep; "" where it was not asked.
    """

    name: str
    ingredients: Ingredients = field(hash=False)
    entry: Entry | None
    why: tuple[Review, ...] = ()
    failed: bool = False
    verapdf: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """The state, open; see `open_state`."""

    path: Path
    connection: sqlite3.Connection


@contextmanager
def open_state(path: Path, *, write: bool = True) -> Iterator[State]:
    """Open a folder's state for as long as the `with` lasts.

    Args:
        write: whether it may be changed, and is made where it is missing; no other build can have it open then.

    Raises:
        OutputError: it cannot be written, is damaged, or another build has it open.
    """
    with _telling(path):
        connection = _opened(path, write=write)
    with closing(connection):
        yield State(path, connection)


def _opened(path: Path, *, write: bool) -> sqlite3.Connection:
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
    address = ":memory:" if not write and not path.exists() else f"{path.absolute().as_uri()}?mode=rwc"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_S)
    try:
        if write:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE")  # from here on nobody else can open it
            connection.execute("COMMIT")
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables; a state of another form is begun anew, for it only saves work."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == _FORM:
        return
    connection.executescript(
        f"BEGIN; DROP TABLE IF EXISTS handout; DROP TABLE IF EXISTS published; {_SCHEMA} "
        f"PRAGMA user_version = {_FORM}; COMMIT;"
    )


def load_known(state: State) -> dict[str, Known]:
    """Return all that is known, by name."""
    with _telling(state.path):
        rows = state.connection.execute("SELECT * FROM handout ORDER BY name").fetchall()
    return {row[0]: _known(*row) for row in rows}


def keep(state: State, known: Known) -> None:
    """Keep what became of a handout.

    Raises:
        OutputError: it cannot be written.
    """
    values = (
        known.name,
        json.dumps(dict(known.ingredients)),
        json.dumps(_entry_values(known.entry), ensure_ascii=False) if known.entry else "",
        json.dumps([asdict(review) for review in known.why], ensure_ascii=False),
        int(known.failed),
        known.verapdf,
    )
    with _telling(state.path):
        state.connection.execute("INSERT OR REPLACE INTO handout VALUES (?, ?, ?, ?, ?, ?)", values)


def forget(state: State, names: Iterable[str]) -> None:
    """Forget handouts that are not wanted any more."""
    with _telling(state.path):
        state.connection.execute("BEGIN")
        state.connection.executemany("DELETE FROM handout WHERE name = ?", [(name,) for name in names])
        state.connection.execute("COMMIT")


def load_published(state: State) -> str:
    """Return the digest of what was last published; "" for nothing."""
    with _telling(state.path):
        row = state.connection.execute("SELECT digest FROM published").fetchone()
    return row[0] if row else ""


def keep_published(state: State, digest: str) -> None:
    """Keep the digest of what is published now."""
    with _telling(state.path):
        state.connection.execute("BEGIN")
        state.connection.execute("DELETE FROM published")
        state.connection.execute("INSERT INTO published VALUES (?)", (digest,))
        state.connection.execute("COMMIT")


# --------------------------------------------------------------------------- entries as JSON


def _entry_values(entry: Entry) -> dict[str, Any]:
    values = asdict(entry)
    return values | {key: values[key].isoformat() for key in ("created", "modified") if values[key]}


def _known(name: str, ingredients: str, entry: str, why: str, failed: int, verapdf: str) -> Known:
    told = _entry(json.loads(entry)) if entry else None
    reasons = tuple(Review(**values) for values in json.loads(why))
    return Known(name, json.loads(ingredients), told, reasons, bool(failed), verapdf)


def _entry(values: Mapping[str, Any]) -> Entry:
    made = _frozen(values)
    made["articles"] = {lang: _facts(told) for lang, told in made["articles"].items()}
    made["review"] = tuple(Review(**told) for told in made["review"])
    for key in ("pdf", "record", "html"):
        made[key] = File(**made[key])
    for key in ("created", "modified"):
        made[key] = date.fromisoformat(made[key]) if made[key] else None
    return Entry(**made)


def _facts(values: Mapping[str, Any]) -> Facts:
    return Facts(**_frozen(values))


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with tuples where JSON has lists."""
    return {key: tuple(told) if isinstance(told, list) else told for key, told in values.items()}


# --------------------------------------------------------------------------- failures


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into our own errors."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _told(error, path) from error


def _told(error: sqlite3.Error | OSError, path: Path) -> HandoutError:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError("another build of this catalogue is running", place=str(path), hint="Let it finish first")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        hint = f"Remove {path}: the next build then makes everything anew"
        return OutputError("what the catalogue knows of itself is damaged", place=str(path), hint=hint)
    if name.startswith("SQLITE_FULL"):
        return OutputError("the disk is full", place=str(path), hint="Make room, and say the same again: it goes on")
    fact = f"what the catalogue knows of itself cannot be kept: {error}"
    return OutputError(fact, place=str(path), hint="Choose another folder with -o")
