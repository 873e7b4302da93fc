"""`handouts links`: the three defects of a real page, and pages that are asked and remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from handouts.probing import Probed


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("HANDOUTS_TRANSLATIONS", str(tmp_path / "desk"))
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(tmp_path / "no-library.sqlite"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_args, **_more: tmp_path / "cache")


def test_the_defects_of_the_newer_seed(run, shared):
    said = run("links", shared / "seeds" / "000_fe612a39d8879197.txt", "--json")
    assert said.code == 1
    assert {alarm["kind"] for alarm in said.json} == {"near-duplicate", "malformed", "one-for-two", "http"}


def test_nothing_looks_wrong(run):
    said = run("links", "type-2-diabetes")
    assert (said.code, said.out) == (0, "")
    assert "0 alarms" in said.err


def test_online_each_page_is_asked_once_a_week(run, monkeypatch):
    asked: list[str] = []

    def probe_all(addresses, today: date, **_more):
        for address in addresses:
            asked.append(address)
            gone = address.endswith("/flushot.html")
            yield Probed(address, "gone" if gone else "there", 404 if gone else 200, (), today)

    monkeypatch.setattr("handouts.probing.probe_all", probe_all)
    said = run("links", "flu-vaccine", "--online")
    assert said.code == 1
    assert "dead" in said.out
    assert "flushot.html" in said.out
    first = len(asked)
    assert first > 15
    assert run("links", "flu-vaccine", "--online").code == 1
    assert len(asked) == first, "what was answered is remembered"
    run("links", "flu-vaccine", "--online", "--afresh")
    assert len(asked) == 2 * first


def test_a_broken_memory_is_as_good_as_none(run, monkeypatch, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "links.json").write_text('[{"address": 1}', "utf-8")
    monkeypatch.setattr(
        "handouts.probing.probe_all",
        lambda addresses, today, **_: (Probed(address, "there", 200, (), today) for address in addresses),
    )
    assert run("links", "flu-vaccine", "--online").code == 0


@pytest.fixture
def site(monkeypatch) -> Iterator[str]:
    """A site on this machine that has one page."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == "/there" else 404)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_a_dead_link_is_named_with_each_handout_that_has_it(run, tmp_path, site):
    for name in ("ants", "bees"):
        folder = tmp_path / name
        folder.mkdir()
        words = f"See [this]({site}/there) and [that]({site}/gone)."
        (folder / "en.md").write_text(f"---\ntitle: {name}\nsource: Clinic\n---\n\n{words}\n", "utf-8")
    said = run("links", tmp_path / "ants", tmp_path / "bees", "--online", "--json")
    dead = [(alarm["topic"], alarm["address"]) for alarm in said.json if alarm["kind"] == "dead"]
    assert dead == [("ants", f"{site}/gone"), ("bees", f"{site}/gone")]
    assert said.code == 1
