"""A library's file in a hostile world: no library, too new, locked, full, damaged, killed in the middle."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from handouts.errors import OutputError, RequestError, SourceError, ToolError
from handouts.library import database, find, load_topic, open_library, schema
from handouts.library.database import transaction


def test_reading_where_there_is_none(tmp_path):
    with pytest.raises(RequestError, match="no library yet") as caught, open_library(tmp_path / "x" / "none.sqlite"):
        pass
    assert "handouts update" in caught.value.hint
    assert not (tmp_path / "x").exists()


def test_writing_makes_it_and_its_folder(tmp_path):
    path = tmp_path / "Ñ' ?#%" / "a b" / "library.sqlite"
    with open_library(path, write=True) as library:
        assert library.path == path
    with open_library(path) as library:
        assert find(library, "acne").hits == ()


def test_reading_cannot_change_it(library):
    with open_library(library.path) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.connection.execute("DELETE FROM article")


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_text("no database at all, but a text that is long enough to be looked at" * 100),
        lambda path: _database(path, "CREATE TABLE other (x)"),
        lambda path: _database(path, "PRAGMA application_id = 7"),
        lambda path: path.touch(),
    ],
    ids=["text", "another program's", "another mark", "empty"],
)
def test_a_file_that_is_no_library(tmp_path, write):
    path = tmp_path / "library.sqlite"
    write(path)
    with pytest.raises(SourceError, match="no library of handouts") as caught, open_library(path):
        pass
    assert caught.value.place == str(path)


def _database(path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
        connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    connection.close()


def test_another_programs_file_is_never_written_to(tmp_path):
    path = tmp_path / "library.sqlite"
    _database(path, "CREATE TABLE other (x)")
    before = path.read_bytes()
    with pytest.raises(SourceError), open_library(path, write=True):
        pass
    assert path.read_bytes() == before


def test_a_library_of_a_newer_version(library):
    library.connection.execute("PRAGMA user_version = 99")
    for write in (False, True):
        with (
            pytest.raises(SourceError, match="newer version of handouts") as caught,
            open_library(library.path, write=write),
        ):
            pass
        assert "form 99" in caught.value.fact


@pytest.mark.parametrize("write", [False, True])
def test_a_library_of_an_older_version_is_brought_up_to_date(library, deliver, topic, monkeypatch, write):
    deliver(topic("acne"))
    monkeypatch.setattr(
        database, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE extra (x); INSERT INTO extra VALUES (7)")
    )
    with open_library(library.path, write=write) as newer:
        assert newer.connection.execute("SELECT x FROM extra").fetchone() == (7,)
        assert newer.connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS) + 1,)
        assert load_topic(newer, "acne") == topic("acne")


def test_a_change_of_form_that_fails_leaves_the_old_form(library, monkeypatch):
    monkeypatch.setattr(database, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE extra (x); NONSENSE"))
    with pytest.raises(SourceError), open_library(library.path, write=True):
        pass
    monkeypatch.undo()
    with open_library(library.path) as same, pytest.raises(sqlite3.OperationalError):
        same.connection.execute("SELECT * FROM extra")


def test_a_folder_in_its_place(tmp_path):
    with pytest.raises(OutputError, match="cannot be opened") as caught, open_library(tmp_path, write=True):
        pass
    assert "--library" in caught.value.hint


def test_a_file_where_its_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="folder cannot be made"), open_library(tmp_path / "file" / "l", write=True):
        pass


def test_a_path_that_is_none(tmp_path):
    with pytest.raises(OutputError), open_library(tmp_path / "a\0b", write=True):
        pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be opened or written"), open_library(folder / "l", write=True):
        pass


def test_a_library_that_may_only_be_read(library, deliver, topic):
    """Stands in for missing permission, which the system's manager never misses: SQLite says the same."""
    deliver(topic("acne"))
    library.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(OutputError, match="cannot be opened or written"):
        deliver(topic("gout"))
    assert load_topic(library, "acne") == topic("acne")


def test_a_full_disk(library, deliver, topic):
    deliver(topic("acne"))
    pages = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(OutputError, match="disk is full"):
        deliver(*(topic(f"topic{n}", words="Many words. " * 200) for n in range(50)))
    library.connection.execute("PRAGMA max_page_count = 1000000")
    assert [row[0] for row in library.connection.execute("SELECT topic FROM article")] == ["acne"]
    assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_damaged_file(library, deliver, topic):
    deliver(*(topic(f"topic{n}", words="Many words. " * 50) for n in range(100)))
    library.connection.close()
    data = bytearray(library.path.read_bytes())
    for start in range(8192, len(data), 4096):
        data[start : start + 2048] = b"\xff" * 2048
    library.path.write_bytes(bytes(data))
    with pytest.raises(SourceError, match="damaged") as caught, open_library(library.path) as broken:
        find(broken, "topic5")
    assert "Move the file away" in caught.value.hint


def test_a_cut_off_file(library, deliver, topic):
    deliver(*(topic(f"topic{n}", words="Many words. " * 50) for n in range(100)))
    library.connection.close()
    library.path.write_bytes(library.path.read_bytes()[: 4096 * 3])
    with pytest.raises(SourceError, match="damaged"), open_library(library.path) as broken:
        find(broken, "topic5")


def test_another_program_that_writes_and_does_not_let_go(library, deliver, topic):
    with open_library(library.path, write=True, wait_s=0.1) as second:
        library.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="another program is writing"), transaction(second):
            pass
        library.connection.execute("ROLLBACK")
        with transaction(second):
            pass


def test_a_transaction_that_is_stopped_leaves_nothing(library):
    def stopped():
        with transaction(library) as connection:
            connection.execute("INSERT INTO request VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert library.connection.execute("SELECT count(*) FROM request").fetchone() == (0,)
    assert not library.connection.in_transaction


def test_sqlite_without_full_text_search(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "MIGRATIONS", ("CREATE VIRTUAL TABLE words USING fts99 (x)",))
    with pytest.raises(ToolError, match="no full-text search"), open_library(tmp_path / "l", write=True):
        pass


# ----- several programs


@pytest.mark.parametrize("number", range(20))  # it takes some luck for one to look while another writes
def test_two_that_make_it_at_once(tmp_path, number):
    path = tmp_path / "library.sqlite"
    failed = []

    def make():
        try:
            with open_library(path, write=True):
                pass
        except Exception as error:  # noqa: BLE001 - whatever it is, the test has to see it
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


IMPORT = """
import sys
from datetime import date
from pathlib import Path
from handouts.importing import Days, import_file
from handouts.library import open_library
with open_library(Path(sys.argv[1]), write=True) as library:
    print("begun", flush=True)
    import_file(library, Path(sys.argv[2]), Days(date(2026, 9, 1)))
"""


def start(path, file) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", IMPORT, str(path), str(file)], stdout=subprocess.PIPE)


def test_two_imports_at_once(tmp_path, corpus):
    path = tmp_path / "library.sqlite"
    both = [start(path, corpus(40)), start(path, corpus(40, 50))]
    assert [process.wait() for process in both] == [0, 0]
    for process in both:
        process.stdout.close()
    with open_library(path) as library:
        assert library.connection.execute("SELECT count(*) FROM article WHERE shown").fetchone() == (40,)
        days = library.connection.execute("SELECT DISTINCT day FROM version ORDER BY day").fetchall()
        assert days == [("2026-08-29",), ("2026-08-30",)]


def test_a_full_library_is_whole(tmp_path, corpus):
    path = tmp_path / "library.sqlite"
    with start(path, corpus(100)) as process:
        assert process.wait() == 0
    with open_library(path) as library:
        assert library.connection.execute("SELECT count(*) FROM code").fetchone()[0] > 10
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("after_s", [0.0, 0.2, 0.35])
def test_a_kill_in_the_middle_leaves_all_or_nothing(tmp_path, corpus, after_s):
    path = tmp_path / "library.sqlite"
    process = start(path, corpus(100))
    process.stdout.readline()
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_library(path) as library:
        assert library.connection.execute("SELECT count(*) FROM article").fetchone()[0] in (0, 100)
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
