"""One folder in the place of another, in one step."""

from __future__ import annotations

import threading

import pytest

from handouts.catalogue import exchange as exchanging
from handouts.catalogue.exchange import exchange, settle


def folder(path, text: str):
    path.mkdir()
    (path / "file").write_text(text, "utf-8")
    return path


@pytest.fixture(params=["in one call", "in two steps"])
def way(request, monkeypatch):
    if request.param == "in two steps":
        monkeypatch.setattr(exchanging, "_exchanged", lambda _one, _other: False)
    return request.param


def test_the_first_time_and_again(tmp_path, way):
    place = tmp_path / "public"
    exchange(folder(tmp_path / "next", "one"), place)
    assert (place / "file").read_text("utf-8") == "one"
    exchange(folder(tmp_path / "next", "two"), place)
    assert (place / "file").read_text("utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_this_system_does_it_in_one_call(tmp_path):
    """If this fails, the file system of the test's folder cannot: readers may then see no folder for an instant."""
    assert exchanging._exchanged(folder(tmp_path / "a", "one"), folder(tmp_path / "b", "two"))
    assert (tmp_path / "b" / "file").read_text("utf-8") == "one"


def test_a_reader_never_finds_it_gone(tmp_path):
    place = folder(tmp_path / "public", "0")
    seen: set[str] = set()
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                seen.add((place / "file").read_text("utf-8"))
            except FileNotFoundError:
                seen.add("gone")

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 40):
        exchange(folder(tmp_path / "next", str(number)), place)
    stop.set()
    reader.join()
    assert "gone" not in seen
    assert len(seen) > 3


@pytest.mark.parametrize("both", [True, False], ids=["the new one came", "the new one did not come"])
def test_a_kill_between_two_steps_is_settled(tmp_path, both):
    place = tmp_path / "public"
    folder(tmp_path / ".public.before", "old")
    if both:
        folder(place, "new")
    settle(place)
    assert (place / "file").read_text("utf-8") == ("new" if both else "old")
    assert [path.name for path in tmp_path.iterdir()] == ["public"]
    settle(place)
    assert place.is_dir()
