"""`handouts update`: the network is played by the test; tests/test_online.py has what a server can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts import fetch
from handouts.errors import SourceError

XML = Path(__file__).resolve().parent.parent / "sources" / "medlineplus_xml" / "topics_2024.xml"


@pytest.fixture
def mirror(monkeypatch, tmp_path) -> list[str]:
    """Play a mirror; the addresses it is asked for."""
    asked: list[str] = []

    def fetched(address: str, folder: Path, *, etag: str = "", **_: object) -> fetch.Download:
        asked.append(address)
        if etag == "1":
            return fetch.Download(None, "1", "")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "file.whole"
        path.write_bytes(XML.read_bytes())
        return fetch.Download(path, "1", "")

    monkeypatch.setattr(fetch, "fetch_file", fetched)
    return asked


URL = "https://mirror.example/topics.xml"


def test_an_update(run, mirror, library_file):
    said = run("update", "--url", URL)
    assert said.code == 0
    assert said.out.startswith(f"{URL}\t2024-")
    assert mirror == [URL]
    again = run("update", "--url", URL)
    assert again.code == 0
    assert "has not changed" in again.out


def test_as_json(run, mirror):
    said = run("update", "--url", URL, "--json").json
    assert said["changed_since"] is True
    assert said["file"] == URL
    assert said["new"]
    assert run("update", "--url", URL, "--json").json == {"file": URL, "changed_since": False}


def test_without_a_network(run, mirror, monkeypatch):
    run("update", "--url", URL)

    def offline(address: str, **_: object) -> bytes:
        raise SourceError(
            "medlineplus.gov cannot be reached", place=address, hint="See whether this computer is online"
        )

    monkeypatch.setattr(fetch, "fetch_page", offline)
    said = run("update")
    assert (said.code, said.out) == (4, "")
    assert "cannot be reached" in said.err
    assert "https://medlineplus.gov/xml.html" in said.err
    assert run("find", "cuts", "--json").code in (0, 1)


def test_nobody_listens(run, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    said = run("update", "--url", "http://127.0.0.1:1/topics.zip")
    assert said.code == 4
    assert "127.0.0.1 cannot be reached" in said.err
