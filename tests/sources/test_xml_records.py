"""What a topics file says about itself, and zip files that are too large, damaged or several."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest

from handouts.errors import SourceError
from handouts.sources import is_topics_xml, xml_records
from handouts.sources.medlineplus_xml import iter_topics, iter_unread, load_header, load_topic

RECORD = (
    '<health-topic title="Cuts" url="https://medlineplus.gov/cuts.html" id="1" language="English">'
    "<full-summary>&lt;p&gt;Wash it.&lt;/p&gt;</full-summary></health-topic>"
)
OPEN = '<health-topics total="2044" date-generated="08/30/2024 02:30:25">'
FILE = f"{OPEN}{RECORD}</health-topics>"


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "topics.xml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def zipped(tmp_path, *members: tuple[str, str]):
    path = tmp_path / "topics.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("attributes", "generated", "total"),
    [
        ('total="2044" date-generated="08/30/2024 02:30:25"', date(2024, 8, 30), 2044),
        ('total=" 1 "', None, 1),
        ('total="many" date-generated="yesterday"', None, None),
        ('total="-1"', None, None),
        ('total="٣"', None, None),
        ('total="99999999999999999999"', None, None),
        ("", None, None),
    ],
)
def test_what_a_file_says_about_itself(written, attributes, generated, total):
    header = load_header(written(f"<health-topics {attributes}>{RECORD}</health-topics>"))
    assert (header.generated, header.total) == (generated, total)


@pytest.mark.parametrize("text", [f"{OPEN}</health-topics>", "<html></html>", "<health-topics", "no XML"])
def test_a_file_without_topics(written, text):
    with pytest.raises(SourceError):
        load_header(written(text))


def test_a_record_is_read_when_it_is_asked_for(written):
    path = written(FILE)
    (record,) = [(one.sha256, one.generated, one.listed.id, one.read()) for one in iter_unread(path)]
    (topic,) = iter_topics(path)
    assert record == (topic.articles["en"].provenance.sha256, date(2024, 8, 30), "cuts", topic)


def test_the_same_record_laid_out_otherwise_has_the_same_hash(written):
    other = FILE.replace(' id="1" language="English"', "\n language='English'   id='1'")
    hashes = [next(iter_unread(written(text))).sha256 for text in (FILE, other, FILE.replace("Wash", "Rinse"))]
    assert hashes[0] == hashes[1] != hashes[2]


# ----- zip files


def test_a_zip_file(tmp_path):
    path = zipped(tmp_path, ("mplus_topics.xml", FILE), ("readme.txt", "hello"))
    assert is_topics_xml(path)
    assert load_topic(path, "cuts").id == "cuts"


def test_a_zip_file_with_two(tmp_path):
    with pytest.raises(SourceError, match="2 XML files"):
        load_header(zipped(tmp_path, ("a.xml", FILE), ("b.xml", FILE)))


def test_a_zip_file_that_unpacks_to_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(xml_records, "MAX_BYTES", 100_000)
    path = zipped(tmp_path, ("a.xml", FILE.replace(RECORD, " " * 200_000 + RECORD)))
    assert path.stat().st_size < 2000
    with pytest.raises(SourceError, match="would unpack to"):
        list(iter_topics(path))


def test_a_zip_file_that_unpacks_to_more_than_it_says(tmp_path):
    """A bomb may lie about its size; no more than it says is ever unpacked, and then its checksum is wrong."""
    path = zipped(tmp_path, ("a.xml", FILE.replace(RECORD, " " * 200_000 + RECORD)))
    data = bytearray(path.read_bytes())
    size = (200_000 + len(FILE)).to_bytes(4, "little")
    place = data.rindex(size)  # in the directory at the end, which is what counts
    data[place : place + 4] = (5000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(SourceError):
        list(iter_topics(path))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_cut_off_zip_file(tmp_path, share):
    path = zipped(tmp_path, ("a.xml", FILE.replace(RECORD, RECORD * 50)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(SourceError):
        list(iter_topics(path))


def test_a_zip_file_with_a_wrong_byte(tmp_path):
    records = "".join(RECORD.replace("Wash it", f"Wash it {n} times {n * 7919 % 1000}") for n in range(300))
    path = zipped(tmp_path, ("a.xml", FILE.replace(RECORD, records)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(bytes(data))
    with pytest.raises(SourceError):
        list(iter_topics(path))
