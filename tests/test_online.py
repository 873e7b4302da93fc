"""The newest topics, and topics for a code, from a server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from handouts import fetch, online
from handouts.errors import SourceError
from handouts.importing import Days
from handouts.library import Library, load_topic, open_library
from handouts.library.codes import REQUESTS_A_MINUTE, AskedCode, find_code
from handouts.sources import medlineplus_connect, medlineplus_downloads

CORPUS = Path(__file__).parent / "benchmarks" / "corpus.py"
DAYS = Days(date(2026, 11, 21))
E11_9 = AskedCode("ICD-10-CM", "E11.9")


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", write=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    """Two days' topics files, zipped as NLM does."""
    folder = tmp_path_factory.mktemp("corpus")
    found = {}
    for day, change in (("2026-08-29", "0"), ("2026-08-30", "20")):
        path = folder / f"mplus_topics_{day}.xml"
        subprocess.run([sys.executable, str(CORPUS), str(path), "--topics", "40", "--change", change], check=True)
        packed = folder / f"mplus_topics_compressed_{day}.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, path.name)
        found |= {path.name: path.read_bytes(), packed.name: packed.read_bytes()}
    return found


@pytest.fixture
def site(monkeypatch) -> Iterator[dict[str, bytes]]:
    """A site of files, by path; each has an ETag. `asked` lists the requests; the address stands in `""`."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(fetch.time, "sleep", lambda _: None)
    there: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.setdefault("asked", b"")
            there["asked"] += f"{self.path}\n".encode()
            body = there.get(urlsplit(self.path).path)
            etag = f'"{hash(body):x}"'
            status = 404 if body is None else 304 if self.headers.get("If-None-Match") == etag else 200
            self.send_response(status)
            if status == 200:
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status == 200:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        there[""] = f"http://127.0.0.1:{listening.server_port}".encode()
        monkeypatch.setattr(medlineplus_downloads, "PAGE", f"{there[''].decode()}/xml.html")
        monkeypatch.setattr(medlineplus_connect, "SERVICE", f"{there[''].decode()}/service")
        yield there
        listening.shutdown()
        thread.join()


def listing(*names: str) -> bytes:
    return "".join(f'<li><a href="xml/{name}">{name}</a></li>' for name in names).encode()


def asked(site: dict[str, bytes]) -> list[str]:
    found = site.pop("asked", b"").decode().split()
    return [urlsplit(path).path for path in found]


@pytest.fixture
def update(library, tmp_path) -> Callable[..., online.Updated]:
    return lambda url="": online.update(library, tmp_path / "cache", DAYS, url=url)


def put(site: dict[str, bytes], files: dict[str, bytes], *names: str) -> None:
    site["/xml.html"] = listing(*names)
    site.update({f"/xml/{name}": files[name] for name in names})


def test_the_newest_file_is_found_fetched_and_taken_in(site, files, update, library, tmp_path):
    put(site, files, "mplus_topics_2026-08-29.xml", "mplus_topics_compressed_2026-08-29.zip")
    first = update()
    assert first.address.endswith("/xml/mplus_topics_compressed_2026-08-29.zip")
    assert len(first.outcome.new) == 40
    assert asked(site) == ["/xml.html", "/xml/mplus_topics_compressed_2026-08-29.zip"]
    assert list((tmp_path / "cache").iterdir()) == []
    assert update().outcome is None
    put(site, files, *files)
    assert update().outcome.delivery.day == date(2026, 8, 30)
    assert load_topic(library, "asthma").articles["en"].dates.retrieved in (date(2026, 8, 29), date(2026, 8, 30))


@pytest.mark.parametrize("name", ["mplus_topics_2026-08-29.xml", "mplus_topics_compressed_2026-08-29.zip"])
def test_a_mirror_of_the_file(site, files, update, name):
    site[f"/mirror/{name}"] = files[name]
    assert len(update(f"{site[''].decode()}/mirror/{name}").outcome.new) == 40
    assert asked(site) == [f"/mirror/{name}"]
    assert update(f"{site[''].decode()}/mirror/{name}").outcome is None


def test_a_mirror_whose_file_changes_under_the_same_name(site, files, update):
    address = f"{site[''].decode()}/topics.zip"
    site["/topics.zip"] = files["mplus_topics_compressed_2026-08-29.zip"]
    update(address)
    site["/topics.zip"] = files["mplus_topics_compressed_2026-08-30.zip"]
    assert len(update(address).outcome.changed) > 0


def test_a_mirror_of_the_page(site, files, update):
    site["/health/list"] = b'<a href="../xml/mplus_topics_2026-08-29.xml">'
    site["/xml/mplus_topics_2026-08-29.xml"] = files["mplus_topics_2026-08-29.xml"]
    assert len(update(f"{site[''].decode()}/health/list").outcome.new) == 40


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"<html>We are sorry</html>", "no MedlinePlus topics XML|no MedlinePlus topic page"),
        (b"", "empty"),
        (b"PK\x03\x04 not quite a zip", "zip archive"),
    ],
    ids=["an error page", "nothing", "no zip"],
)
def test_a_wrong_file_changes_nothing(site, files, update, library, tmp_path, data, fact):
    put(site, files, "mplus_topics_compressed_2026-08-29.zip")
    update()
    before = list(library.connection.iterdump())
    site["/other.zip"] = data
    with pytest.raises(SourceError, match=fact) as caught:
        update(f"{site[''].decode()}/other.zip")
    assert caught.value.place == f"{site[''].decode()}/other.zip"
    assert list(library.connection.iterdump()) == before
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_damaged_zip_is_fetched_again_the_next_time(site, files, update, library, share):
    good = files["mplus_topics_compressed_2026-08-29.zip"]
    damaged = bytearray(good)
    damaged[int(len(good) * share)] ^= 0xFF
    site["/t.zip"] = bytes(damaged)
    with pytest.raises(SourceError):
        update(f"{site[''].decode()}/t.zip")
    assert library.connection.execute("SELECT count(*) FROM article").fetchone() == (0,)
    site["/t.zip"] = good
    assert len(update(f"{site[''].decode()}/t.zip").outcome.new) == 40


def test_without_a_network_the_library_stays_and_works(site, files, update, library, monkeypatch):
    put(site, files, "mplus_topics_compressed_2026-08-29.zip")
    update()
    monkeypatch.setattr(medlineplus_downloads, "PAGE", "http://127.0.0.1:1/xml.html")
    with pytest.raises(SourceError, match="cannot be reached") as caught:
        update()
    assert "online" in caught.value.hint
    assert load_topic(library, "asthma").languages == ("en", "es")


def test_a_page_without_files(site, update):
    site["/xml.html"] = b"<html>moved</html>"
    with pytest.raises(SourceError, match="lists no topics XML"):
        update()


# ----- MedlinePlus Connect


def answer(*pages: tuple[str, str]) -> bytes:
    entries = [
        {"title": {"_value": title}, "link": [{"href": f"{address}?utm_source=mplusconnect"}]}
        for title, address in pages
    ]
    return json.dumps({"feed": {"entry": entries}}).encode()


def test_an_answer_of_connect_is_kept(site, files, update, library):
    put(site, files, "mplus_topics_compressed_2026-08-29.zip")
    update()
    site.pop("asked")
    site["/service"] = answer(
        ("Diabetes Type 2", "https://medlineplus.gov/diabetestype2.html"),
        ("A test", "https://medlineplus.gov/lab-tests/x/"),
    )
    online.ask_connect(library, E11_9)
    (path,) = site["asked"].decode().split()
    query = parse_qs(urlsplit(path).query)
    assert query["mainSearchCriteria.v.c"] == ["E11.9"]
    assert query["mainSearchCriteria.v.cs"] == ["2.16.840.1.113883.6.90"]
    found = find_code(library, E11_9)
    assert [hit.topic for hit in found.hits] == ["diabetestype2"]
    assert [(one.topic, one.title) for one in found.elsewhere] == [("https://medlineplus.gov/lab-tests/x/", "A test")]


@pytest.mark.parametrize("body", [b"<html>", b"{}"])
def test_no_answer_of_connect_is_not_kept(site, library, body):
    site["/service"] = body
    with pytest.raises(SourceError, match="no answer of MedlinePlus Connect"):
        online.ask_connect(library, E11_9)
    assert library.connection.execute("SELECT count(*) FROM lookup").fetchone() == (0,)


def test_the_hundred_and_first_request_of_a_minute_waits(site, library):
    site["/service"] = answer()
    now, naps = [1000.0], []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds

    for number in range(REQUESTS_A_MINUTE + 1):
        online.ask_connect(library, AskedCode("LOINC", str(number)), now=lambda: now[0], sleep=sleep)
    assert naps == [pytest.approx(60)]
    assert len(asked(site)) == REQUESTS_A_MINUTE + 1
