"""Pages that are there, moved, gone, guarded, busy, broken, slow and silent: a server here plays them all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from handouts.guard import KnownLink
from handouts.guard.online import alarms
from handouts.probing import Patience, Probed, probe_all

TODAY = date(2026, 11, 21)
QUICK = Patience(answer_s=1.0, retry_s=2.0)


@dataclass
class Server:
    """A server whose answers a test writes; `seen` holds what it was asked."""

    address: str = ""
    paths: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    seen: list[tuple[str, str, str]] = field(default_factory=list)


def answer(status: int, **headers: str) -> Callable[[Any], None]:
    def answered(handler: Any) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answered


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    told, over = Server(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.seen.append((self.command, self.path, self.headers["User-Agent"]))
            try:
                told.paths[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    def slow(handler: Any) -> None:
        over.wait(5)

    told.paths["/slow"] = slow
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        told.address = f"http://127.0.0.1:{listening.server_port}"
        yield told
        over.set()
        listening.shutdown()
        thread.join()


def probed(address: str, **more: Any) -> Probed:
    (found,) = probe_all([address], TODAY, patience=QUICK, pause_s=0, sleep=more.pop("sleep", lambda _s: None))
    return found


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "there"),
        (204, "there"),
        (403, "refused"),
        (404, "gone"),
        (410, "gone"),
        (429, "refused"),
        (500, "failing"),
    ],
)
def test_each_answer(server, status, outcome):
    server.paths["/a"] = answer(status)
    found = probed(f"{server.address}/a")
    assert (found.outcome, found.status, found.day, found.hops) == (outcome, status, TODAY, ())


def test_who_asks_and_how_little(server):
    server.paths["/a"] = answer(200)
    probed(f"{server.address}/a")
    assert [(method, path) for method, path, _ in server.seen] == [("HEAD", "/a")]
    assert server.seen[0][2].startswith("handouts/")


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_a_server_that_knows_no_head_is_asked_for_the_page(server, status):
    server.paths["/a"] = lambda handler: answer(status if handler.command == "HEAD" else 200)(handler)
    assert probed(f"{server.address}/a").outcome == "there"
    assert [method for method, _, _ in server.seen] == ["HEAD", "GET"]


def test_redirects_are_followed_and_shown(server):
    server.paths["/a"] = answer(301, Location="/b")
    server.paths["/b"] = answer(302, Location=f"{server.address}/c")
    server.paths["/c"] = answer(200)
    found = probed(f"{server.address}/a")
    assert (found.outcome, found.hops) == ("moved", (f"{server.address}/b", f"{server.address}/c"))


def test_a_slash_more_is_no_move(server):
    server.paths["/a"] = answer(301, Location="/a/")
    server.paths["/a/"] = answer(200)
    assert probed(f"{server.address}/a").outcome == "there"


def test_a_redirect_to_what_is_gone(server):
    server.paths["/a"] = answer(301, Location="/b")
    server.paths["/b"] = answer(404)
    assert probed(f"{server.address}/a").outcome == "gone"


def test_redirects_without_end(server):
    server.paths["/a"] = answer(302, Location="/a")
    found = probed(f"{server.address}/a")
    assert (found.outcome, "led on more than 5 times" in found.note) == ("failing", True)


def test_no_redirect_leaves_the_web(server):
    server.paths["/a"] = answer(302, Location="file:///etc/passwd")
    assert probed(f"{server.address}/a").outcome == "failing"


def test_a_busy_server_is_asked_again_when_it_says(server):
    waits: list[float] = []
    answers = iter([answer(429, Retry_After="2"), answer(200)])
    server.paths["/a"] = lambda handler: next(answers)(handler)
    assert probed(f"{server.address}/a", sleep=waits.append).outcome == "there"
    assert waits == [2.0]


def test_a_server_that_wants_a_long_wait_is_left_alone(server):
    server.paths["/a"] = answer(429, Retry_After="3600")
    assert probed(f"{server.address}/a", sleep=lambda _s: pytest.fail("waited")).outcome == "refused"
    assert len(server.seen) == 1


def test_a_slow_server(server):
    found = probed(f"{server.address}/slow")
    assert (found.outcome, found.status, found.note) == ("silent", 0, "no answer within 1 s")


def test_no_server_at_all(server):
    port = int(server.address.rpartition(":")[2])
    closed = f"http://127.0.0.1:{port - 1 if port > 1024 else port + 1}/"
    assert probed(closed).outcome in ("silent", "gone")
    assert probed("http://no-such-site.invalid/").outcome == "silent"


@pytest.mark.parametrize("address", ["https://[half", "nonsense", "http://"])
def test_what_is_no_address_is_silent(address):
    assert probed(address).outcome == "silent"


def test_one_host_is_asked_slowly_and_each_address_once(server):
    waits: list[float] = []
    for path in ("/a", "/b"):
        server.paths[path] = answer(200)
    addresses = [f"{server.address}/a", f"{server.address}/b", f"{server.address}/a"]
    found = list(probe_all(addresses, TODAY, patience=QUICK, pause_s=30, sleep=waits.append))
    assert [one.address for one in found] == addresses[:2]
    assert len(waits) == 1
    assert 29 < waits[0] <= 30


def test_a_dead_link_is_named_with_its_place_and_its_day():
    links = [
        KnownLink("https://x.example/a", "A", "en", "Start Here (en)"),
        KnownLink("https://x.example/b", "B", "en", "Start Here (en)"),
        KnownLink("https://x.example/c", "C", "en", "Start Here (en)"),
        KnownLink("https://x.example/d", "D", "en", "Start Here (en)"),
    ]
    answers = {
        "https://x.example/a": Probed("https://x.example/a", "gone", 404, (), TODAY),
        "https://x.example/b": Probed("https://x.example/b", "moved", 200, ("https://x.example/z",), TODAY),
        "https://x.example/c": Probed("https://x.example/c", "refused", 403, (), TODAY),
        "https://x.example/d": Probed("https://x.example/d", "silent", 0, (), TODAY, "no answer within 15 s"),
    }
    found = list(alarms(links, answers))
    assert [(a.kind, a.title) for a in found] == [("dead", "A"), ("moved", "B"), ("dead", "D")]
    assert "404, asked on 2026-11-21" in found[0].message
    assert found[0].where == "Start Here (en)"
    assert "https://x.example/z" in found[1].message
