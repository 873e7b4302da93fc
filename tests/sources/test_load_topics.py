"""Any file a person may have: which reader it gets, or what it looks like instead."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import HandoutError, RequestError, SourceError
from handouts.sources import load_topics

HERE = Path(__file__).parent
XML = """<?xml version="1.0" encoding="UTF-8"?>
<health-topics total="1" date-generated="03/02/2026 02:30:25">
<health-topic title="Paper Cuts" url="https://medlineplus.gov/papercuts.html" id="1" language="English"
 date-created="04/09/2012"><full-summary>&lt;p&gt;It stings.&lt;/p&gt;</full-summary></health-topic>
</health-topics>
"""
MARKDOWN = """---
title: Paper Cuts
source: Test Clinic
state: sample
---

It stings.
"""


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page", "page.xml", "page.md.bak"])
def test_saved_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((HERE / "medlineplus_page" / "papercuts.html").read_bytes())
    (topic,) = load_topics(path, retrieved=date(2026, 3, 2))
    assert (topic.id, topic.articles["en"].dates.retrieved) == ("papercuts", date(2026, 3, 2))


@pytest.mark.parametrize("name", ["page.txt", "page.html", "page"])
def test_page_as_text_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((HERE / "medlineplus_text" / "papercuts.txt").read_bytes())
    (topic,) = load_topics(path, retrieved=date(2026, 3, 2))
    assert (topic.id, topic.articles["en"].dates.retrieved) == ("papercuts", date(2026, 3, 2))


@pytest.mark.parametrize("data", [XML.encode(), b"\xef\xbb\xbf" + XML.encode(), zipped(**{"topics.xml": XML})])
def test_topics_xml_needs_to_know_which(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "topics.txt"
    path.write_bytes(data)
    (topic,) = load_topics(path, wanted="paper cuts")
    assert topic.id == "papercuts"
    with pytest.raises(RequestError, match="many topics") as caught:
        load_topics(path)
    assert f"--from {path}" in caught.value.hint


def test_seeds_are_known_by_their_content(shared: Path) -> None:
    seeds = sorted((shared / "seeds").iterdir())
    found = [load_topics(path)[0] for path in seeds]
    assert [(topic.id, len(topic.articles["en"].sections)) for topic in found] == [("genesandgenetherapy", 14)] * 2


@pytest.mark.parametrize("folder", [True, False])
def test_own_topic_is_its_folder_or_its_text(tmp_path: Path, folder: bool) -> None:
    (tmp_path / "paper-cuts").mkdir()
    text = tmp_path / "paper-cuts" / "en.md"
    text.write_text(MARKDOWN)
    (topic,) = load_topics(text.parent if folder else text)
    assert topic.id == "paper-cuts"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7\n", "a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("a.docx", zipped(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "office document"),
        ("a.zip", zipped(**{"a.txt": "words"}), "zip archive"),
        ("a.gz", b"\x1f\x8b\x08\x00", "compressed"),
        ("a.webarchive", b"bplist00\xd1", "web archive"),
        (
            "a.mhtml",
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://medlineplus.gov/\r\n",
            "web archive",
        ),
        ("a.bin", b"words\0words", "binary"),
        ("a.html", b"", "empty"),
        ("a.html", b"<!doctype html><title>Skin: MedlinePlus Medical Encyclopedia</title><p>x", "no MedlinePlus topic"),
        ("a.xml", b"<?xml version='1.0'?><rss/>", "XML, but no MedlinePlus topics"),
        ("a.json", b'{"feed": []}', "JSON"),
        ("a.md", b"---\ntitle: x\n---\n\nwords", "no topic folder"),
        ("es.po", b'msgid ""\nmsgstr ""\n', "no topic folder"),
        ("a.txt", b"Paper cuts sting.", "without a topic page's address"),
        ("a.txt", b"It stings [<https://a.org/x>].", "does not say its address"),
    ],
)
def test_what_is_no_topic_is_named(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        load_topics(path)
    assert says in caught.value.fact
    assert str(path) in caught.value.place
    assert caught.value.hint


def test_folder_that_is_no_topic_and_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no en\.md"):
        load_topics(tmp_path)
    with pytest.raises(SourceError, match=r"no en\.md"):
        load_topics(tmp_path / "gone" / "en.md")
    with pytest.raises(SourceError, match="no such file"):
        load_topics(tmp_path / "gone.html")


heads = st.sampled_from(
    [b"", b"<html>", b"<?xml?><health-topics>", b"PK\x03\x04", b"%PDF", b"\xff\xfe", b"\xef\xbb\xbf", b"---"]
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(head=heads, rest=st.binary(max_size=80))
def test_any_bytes_are_a_topic_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(head + rest)
    with pytest.raises(HandoutError) as caught:
        load_topics(path, wanted="x")
    assert caught.value.exit_code in (2, 3, 4)
    assert "file" in str(caught.value)


def test_readers_are_imported_when_needed() -> None:
    program = "import sys, handouts.sources; print(*(m for m in ('lxml', 'markdown_it', 'babel') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
