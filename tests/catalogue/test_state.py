"""What a catalogue keeps of its handouts, and that nobody else writes meanwhile."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from handouts.catalogue.entries import Entry, Facts, File, Review
from handouts.catalogue.state import (
    Known,
    forget,
    keep,
    keep_published,
    load_known,
    load_published,
    open_state,
)
from handouts.errors import OutputError

FACTS = Facts("Sueño “1”", "https://example.org", "", ("Dormir",), (), "MedlinePlus", ("NIH",), reading={"SMOG": 6.1})
ENTRY = Entry(
    name="sleep.en-es",
    topic="sleep",
    languages=("en", "es"),
    layout="side-by-side",
    edition="standard",
    paper="letter",
    articles={"en": Facts("Sleep"), "es": FACTS},
    subjects=("Wellness",),
    created=date(2020, 1, 2),
    modified=None,
    pages=2,
    codes=3,
    pdf=File("handouts/sleep.en-es.pdf", "ab", 1),
    record=File("handouts/sleep.en-es.json", "cd", 2),
    html=File("handouts/sleep.en-es.html", "ef", 3),
    review=(Review("layout", "page 1", "a fact", "a hint"),),
)


def test_what_is_kept_comes_back_the_same(tmp_path):
    sound = Known("sleep.en-es", {"text": "1"}, ENTRY, verapdf="ua-1")
    refused = Known("walking.en", {"text": "2"}, None, (Review("", "walking", "not final", ""),), failed=True)
    with open_state(tmp_path / "c" / "state.sqlite") as state:
        keep(state, sound)
        keep(state, refused)
        keep_published(state, "abc")
    with open_state(tmp_path / "c" / "state.sqlite") as state:
        assert load_known(state) == {"sleep.en-es": sound, "walking.en": refused}
        assert repr(load_known(state)["sleep.en-es"].entry) == repr(ENTRY)
        assert load_published(state) == "abc"
        forget(state, ["walking.en", "nobody"])
        assert list(load_known(state)) == ["sleep.en-es"]


def test_looking_makes_nothing(tmp_path):
    with open_state(tmp_path / "c" / "state.sqlite", write=False) as state:
        assert (load_known(state), load_published(state)) == ({}, "")
    assert list(tmp_path.iterdir()) == []


def test_a_second_build_has_to_wait(tmp_path):
    path = tmp_path / "state.sqlite"
    with open_state(path):
        with pytest.raises(OutputError, match="another build of this catalogue is running"), open_state(path):
            pass
        with pytest.raises(OutputError, match="another build"), open_state(path, write=False):
            pass
    with open_state(path):
        pass


def test_a_damaged_state_says_what_to_do(tmp_path):
    path = tmp_path / "state.sqlite"
    path.write_bytes(b"this is no database, whatever its name says" * 30)
    with pytest.raises(OutputError, match=r"damaged.*Remove .*state\.sqlite"), open_state(path):
        pass


def test_a_state_of_another_form_is_begun_anew(tmp_path):
    path = tmp_path / "state.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE handout (other TEXT)")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with open_state(path) as state:
        assert load_known(state) == {}
