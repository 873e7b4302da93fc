"""The network, played by a server on this machine: every answer a server can give, and some it should not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from handouts.errors import OutputError, SourceError
from handouts.fetch import ATTEMPTS, Limits, fetch_file, fetch_page

BODY = bytes(range(256)) * 1000
QUICK = Limits(most_bytes=10_000_000, total_s=20, idle_s=2)


@dataclass
class Server:
    """A server whose answers a test writes: `paths` maps a path to what answers; `seen` holds the requests."""

    address: str = ""
    paths: dict[str, Callable[[Any], None]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def headers(self, number: int) -> dict[str, str]:
        return self.seen[number][1]


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(ConnectionResetError):  # a client that hangs up between two requests
                super().handle()

        def do_GET(self) -> None:
            told.seen.append((self.path, dict(self.headers)))
            try:
                told.paths[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        told.address = f"http://127.0.0.1:{listening.server_port}"
        yield told
        listening.shutdown()
        thread.join()


def answer(status: int, body: bytes = b"", **headers: str) -> Callable[[Any], None]:
    def send(handler: Any) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def in_turn(*answers: Callable[[Any], None]) -> Callable[[Any], None]:
    left = list(answers)
    return lambda handler: left.pop(0)(handler)


def cut_off(at: int, **headers: str) -> Callable[[Any], None]:
    """Promise the whole body, send a part of it, and hang up."""

    def send(handler: Any) -> None:
        answer(200, b"", Content_Length=str(len(BODY)), **headers)(handler)
        handler.wfile.write(BODY[:at])
        handler.wfile.flush()
        handler.close_connection = True

    return send


def ranged(etag: str = '"1"') -> Callable[[Any], None]:
    """Answer as a good server does: the part that is asked for, if it is of this file."""

    def send(handler: Any) -> None:
        asked, wanted = handler.headers.get("Range"), handler.headers.get("If-Range")
        if asked and wanted == etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            where = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
            answer(206, BODY[start:], ETag=etag, Content_Range=where)(handler)
        else:
            answer(200, BODY, ETag=etag)(handler)

    return send


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def get(server, tmp_path, naps) -> Callable[..., Any]:
    def fetched(path: str = "/file.zip", **more: Any) -> Any:
        return fetch_file(server.address + path, tmp_path / "cache", **{"limits": QUICK, "sleep": naps.append, **more})

    return fetched


# ----- a page


def test_a_page(server):
    server.paths["/xml.html"] = answer(200, b"<html>")
    assert fetch_page(f"{server.address}/xml.html") == b"<html>"
    ((_, headers),) = server.seen
    assert headers["User-Agent"].startswith("handouts/")


def test_a_page_that_moved_on_its_own_host(server):
    server.paths["/a"] = answer(301, Location="/b")
    server.paths["/b"] = answer(302, Location=f"{server.address}/c")
    server.paths["/c"] = answer(200, b"here")
    assert fetch_page(f"{server.address}/a") == b"here"


@pytest.mark.parametrize(
    "target", ["http://elsewhere.example/x", "//elsewhere.example/", "ftp://elsewhere.example/", "file:///etc/passwd"]
)
def test_a_page_that_leads_elsewhere(server, target):
    server.paths["/a"] = answer(302, Location=target)
    with pytest.raises(SourceError, match="leads elsewhere") as caught:
        fetch_page(f"{server.address}/a")
    assert "--url" in caught.value.hint
    assert len(server.seen) == 1


def test_a_page_that_leads_round_in_circles(server):
    server.paths["/a"] = answer(302, Location="/a")
    with pytest.raises(SourceError, match="round in circles"):
        fetch_page(f"{server.address}/a")
    assert len(server.seen) < 10


@pytest.mark.parametrize(
    "address", ["", "nonsense", "ftp://a.b/c", "http://", "http://[", "file:///etc/passwd", "http://a b/"]
)
def test_no_web_address(address):
    with pytest.raises(SourceError):
        fetch_page(address, sleep=lambda _: None)


def test_nobody_there(server, naps):
    free = server.address.rpartition(":")[0] + ":1"
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 cannot be reached") as caught:
        fetch_page(free, sleep=naps.append)
    assert "online" in caught.value.hint
    assert naps == []


# ----- a file


def test_a_file(server, get, tmp_path):
    server.paths["/file.zip"] = answer(200, BODY, ETag='"1"', Last_Modified="Thu, 20 Nov 2026 02:30:00 GMT")
    told: list[tuple[int, int | None]] = []
    got = get(progress=lambda done, total: told.append((done, total)))
    assert got.path.read_bytes() == BODY
    assert (got.etag, got.modified) == ('"1"', "Thu, 20 Nov 2026 02:30:00 GMT")
    assert told[-1] == (len(BODY), len(BODY))
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".whole"]


def test_a_file_of_unknown_length(server, get):
    def send(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(BODY)
        handler.close_connection = True

    server.paths["/file.zip"] = send
    assert get().path.read_bytes() == BODY


def test_a_file_that_has_not_changed(server, get, tmp_path):
    server.paths["/file.zip"] = lambda handler: answer(304 if handler.headers.get("If-None-Match") == '"1"' else 200)(
        handler
    )
    got = get(etag='"1"', modified="Thu, 20 Nov 2026 02:30:00 GMT")
    assert (got.path, got.etag, got.modified) == (None, '"1"', "Thu, 20 Nov 2026 02:30:00 GMT")
    assert server.headers(0)["If-Modified-Since"] == "Thu, 20 Nov 2026 02:30:00 GMT"
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_connection_that_breaks_is_gone_on_with(server, get, naps):
    server.paths["/file.zip"] = in_turn(cut_off(100_000, ETag='"1"'), ranged())
    assert get().path.read_bytes() == BODY
    assert server.headers(1)["Range"] == "bytes=100000-"
    assert server.headers(1)["If-Range"] == '"1"'
    assert len(naps) == 1


def test_another_day_goes_on_where_this_one_stopped(server, get):
    server.paths["/file.zip"] = in_turn(*[cut_off(50_000, ETag='"1"')] * ATTEMPTS)
    with pytest.raises(SourceError, match="cannot be reached"):
        get()
    server.seen.clear()
    server.paths["/file.zip"] = ranged()
    assert get(etag='"0"').path.read_bytes() == BODY
    assert [headers.get("Range") for _, headers in server.seen] == ["bytes=50000-"]


def test_a_file_that_changed_meanwhile_begins_anew(server, get):
    server.paths["/file.zip"] = in_turn(cut_off(100_000, ETag='"old"'), ranged('"new"'))
    got = get()
    assert got.path.read_bytes() == BODY
    assert got.etag == '"new"'


@pytest.mark.parametrize("etag", ['W/"1"', ""], ids=["a weak mark", "no mark"])
def test_without_a_strong_mark_the_file_begins_anew(server, get, etag):
    server.paths["/file.zip"] = in_turn(cut_off(100_000, ETag=etag), answer(200, BODY))
    assert get().path.read_bytes() == BODY
    assert "Range" not in server.headers(1)


def test_a_date_is_a_mark_as_well(server, get):
    day = "Thu, 20 Nov 2026 02:30:00 GMT"
    where = f"bytes 100000-{len(BODY) - 1}/{len(BODY)}"
    rest = answer(206, BODY[100_000:], Content_Range=where)
    server.paths["/file.zip"] = in_turn(cut_off(100_000, Last_Modified=day), rest)
    assert get().path.read_bytes() == BODY
    assert server.headers(1)["If-Range"] == day


@pytest.mark.parametrize(
    "odd",
    [
        answer(206, BODY[:10], Content_Range="bytes 0-9/256000"),
        answer(206, BODY[:10]),
        answer(416, Content_Range="bytes */5"),
    ],
    ids=["another part", "a part without its place", "a part that is not there"],
)
def test_a_wrong_part_begins_anew(server, get, odd):
    server.paths["/file.zip"] = in_turn(cut_off(100_000, ETag='"1"'), odd, answer(200, BODY))
    assert get().path.read_bytes() == BODY
    assert "Range" not in server.headers(2)


@pytest.mark.parametrize("notes", ["", "[]", "{", '{"address": "another", "validator": "1"}', "\x00"])
def test_a_left_over_of_no_use_begins_anew(server, get, tmp_path, notes):
    server.paths["/file.zip"] = in_turn(*[cut_off(50_000, ETag='"1"')] * ATTEMPTS, ranged())
    with pytest.raises(SourceError):
        get()
    (beside,) = (tmp_path / "cache").glob("*.json")
    assert json.loads(beside.read_text())["validator"] == '"1"'
    beside.write_text(notes)
    server.seen.clear()
    assert get().path.read_bytes() == BODY
    assert "Range" not in server.headers(0)


@pytest.mark.parametrize(
    ("status", "fact"), [(404, "nothing at that address"), (410, "nothing at that address"), (403, "refuses")]
)
def test_no_file(server, get, naps, status, fact):
    server.paths["/file.zip"] = answer(status)
    with pytest.raises(SourceError, match=fact) as caught:
        get()
    assert str(status) in caught.value.fact
    assert naps == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_that_is_unwell_is_asked_again(server, get, naps, status):
    server.paths["/file.zip"] = in_turn(answer(status), answer(200, BODY))
    assert get().path.read_bytes() == BODY
    assert len(naps) == 1


def test_a_server_that_stays_unwell(server, get, naps):
    server.paths["/file.zip"] = answer(500)
    with pytest.raises(SourceError, match="answered 500"):
        get()
    assert (len(server.seen), len(naps)) == (ATTEMPTS, ATTEMPTS - 1)
    assert naps == sorted(naps)


def test_a_file_that_says_it_is_too_large(server, get):
    server.paths["/file.zip"] = answer(200, BODY)
    with pytest.raises(SourceError, match="larger than 0 MB"):
        get(limits=Limits(100_000, 20, 2))


def test_a_file_that_does_not_say_it_is_too_large(server, get):
    def send(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(BODY)

    server.paths["/file.zip"] = send
    with pytest.raises(SourceError, match="larger than 1 MB"):
        get(limits=Limits(1_000_000, 20, 2))


def test_a_body_that_is_packed_on_the_way_is_not_asked_for(server, get):
    server.paths["/file.zip"] = answer(200, BODY)
    get()
    assert server.headers(0)["Accept-Encoding"] == "identity"


def test_a_server_that_says_nothing(server, get):
    done = threading.Event()
    server.paths["/file.zip"] = lambda _: done.wait(5)
    with pytest.raises(SourceError, match="cannot be reached"):
        get(limits=Limits(1_000_000, 20, 0.05))
    assert len(server.seen) == ATTEMPTS
    done.set()


def test_a_server_that_drips(server, get):
    stop = threading.Event()

    def send(handler: Any) -> None:
        answer(200, Content_Length="1000000")(handler)
        while not stop.is_set():
            handler.wfile.write(b"x" * 70_000)
            handler.wfile.flush()
            stop.wait(0.05)

    server.paths["/file.zip"] = send
    with pytest.raises(SourceError, match="took longer than 0 s"):
        get(limits=Limits(1_000_000, 0.2, 2))
    stop.set()


def test_a_folder_that_cannot_be_made(server, get, tmp_path):
    (tmp_path / "cache").write_text("a file")
    server.paths["/file.zip"] = answer(200, BODY)
    with pytest.raises(OutputError, match="cannot be kept"):
        get()


def test_a_full_disk(server, get, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("handouts.fetch.os.fsync", full)
    server.paths["/file.zip"] = answer(200, BODY)
    with pytest.raises(OutputError, match="No space left"):
        get()
