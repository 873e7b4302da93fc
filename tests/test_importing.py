"""Files into the library: what each is, what day it is of, and what happens when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from handouts import resources
from handouts.errors import ContentError, HandoutError, SourceError
from handouts.importing import Days, import_codes_file, import_file, parts
from handouts.library import Library, as_of, find, history, load_topic, open_library
from handouts.library.codes import AskedCode, find_code

CORPUS = Path(__file__).parent / "benchmarks" / "corpus.py"
PAGES = Path(__file__).parent / "sources"
DAYS = Days(date(2026, 11, 21))


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", write=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Callable[..., Path]:
    folder = tmp_path_factory.mktemp("corpus")

    def written(change: float = 0) -> Path:
        path = folder / f"topics-{change}.xml"
        if not path.exists():
            subprocess.run(
                [sys.executable, str(CORPUS), str(path), "--topics", "100", "--change", str(change)], check=True
            )
        return path

    return written


def count(library: Library) -> int:
    return library.connection.execute("SELECT count(*) FROM article WHERE shown").fetchone()[0]


# ----- MedlinePlus XML


def test_a_whole_file_and_the_next_days(library, corpus):
    first = import_file(library, corpus(), DAYS)
    assert (len(first.new), first.delivery.day, first.delivery.scope) == (100, date(2026, 8, 29), "provider")
    again = import_file(library, corpus(), DAYS)
    assert (again.new, again.changed, again.unchanged) == ((), (), 100)
    next_day = import_file(library, corpus(10), DAYS)
    assert next_day.delivery.day == date(2026, 8, 30)
    assert 2 <= len(next_day.changed) <= 40
    assert len(next_day.changed) + next_day.unchanged == 100
    change = next_day.changed[0]
    before, after = as_of(library, change.topic, date(2026, 8, 29)), load_topic(library, change.topic)
    assert before.articles[change.lang].blocks != after.articles[change.lang].blocks
    assert after.articles[change.lang].dates.retrieved == date(2026, 8, 30)


def test_unchanged_records_are_not_read_again(library, corpus, monkeypatch):
    import_file(library, corpus(), DAYS)
    read: list[str] = []
    from handouts.sources import medlineplus_record

    real = medlineplus_record.to_topic
    monkeypatch.setattr(
        medlineplus_record,
        "to_topic",
        lambda record, *rest, **more: read.append(record.get("id")) or real(record, *rest, **more),
    )
    said = import_file(library, corpus(10), DAYS)
    assert len(read) == len(said.changed)


def test_the_order_of_files_does_not_matter(library, corpus, tmp_path):
    import_file(library, corpus(10), DAYS)
    import_file(library, corpus(), DAYS)
    with open_library(tmp_path / "other.sqlite", write=True) as other:
        import_file(other, corpus(), DAYS)
        import_file(other, corpus(10), DAYS)
        for topic in ("asthma", "gout", "diabetestype2", "kneepain"):
            assert history(library, topic) == history(other, topic)
            assert [hit.topic for hit in find(library, topic).hits] == [hit.topic for hit in find(other, topic).hits]


def test_a_part_of_a_file_makes_nothing_go(library, corpus, tmp_path):
    import_file(library, corpus(), DAYS)
    text = corpus(10).read_text("utf-8")
    part = tmp_path / "part.xml"
    part.write_text(text[: text.index("</health-topic>")] + "</health-topic></health-topics>", "utf-8")
    said = import_file(library, part, DAYS)
    assert (said.gone, said.delivery.scope) == ((), "article")
    assert count(library) == 100


def test_a_file_from_which_topics_are_gone(library, corpus, tmp_path):
    import_file(library, corpus(), DAYS)
    text = corpus(10).read_text("utf-8").replace('total="100"', 'total="99"')
    end = text.index("</health-topic>") + len("</health-topic>")
    less = tmp_path / "less.xml"
    less.write_text(text[: text.index("\t<health-topic ")] + text[end:], "utf-8")
    assert len(import_file(library, less, DAYS).gone) == 1
    assert count(library) == 99


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_off_file_changes_nothing_and_says_where(library, corpus, tmp_path, share, packed):
    import_file(library, corpus(), DAYS)
    source = corpus(10)
    if packed:
        source = tmp_path / "whole.zip"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(corpus(10), "topics.xml")
    data = source.read_bytes()
    cut = tmp_path / f"cut{source.suffix}"
    cut.write_bytes(data[: int(len(data) * share)])
    before = list(library.connection.iterdump())
    with pytest.raises(SourceError) as caught:
        import_file(library, cut, DAYS)
    assert "cut" in caught.value.place
    assert packed or "line" in caught.value.fact
    assert list(library.connection.iterdump()) == before


def test_a_record_that_cannot_be_read_is_refused_and_stays(library, corpus, tmp_path):
    import_file(library, corpus(), DAYS)
    asthma = load_topic(library, "asthma")
    text = corpus(10).read_text("utf-8")
    start = text.index('title="Asthma"')
    body, end = text.index("<full-summary>", start), text.index("</full-summary>", start)
    broken = tmp_path / "broken.xml"
    broken.write_text(text[:body] + "<full-summary>" + text[end:], "utf-8")
    said = import_file(library, broken, DAYS)
    assert said.gone == ()
    assert ["'Asthma' (en) has no text" in error.fact for error in said.refused] == [True]
    assert load_topic(library, "asthma").articles["en"] == asthma.articles["en"]
    again = import_file(library, broken, DAYS)
    assert len(again.refused) == 1


def test_a_file_without_a_date_is_of_the_day_that_is_given(library, corpus, tmp_path):
    text = corpus().read_text("utf-8").replace('date-generated="08/29/2026 02:30:25"', "")
    path = tmp_path / "undated.xml"
    path.write_text(text, "utf-8")
    assert import_file(library, path, Days(date(2026, 11, 21), date(2026, 5, 5))).delivery.day == date(2026, 5, 5)
    assert import_file(library, path, Days(date(2026, 11, 21))).unchanged == 100


def test_a_zip_file(library, corpus, tmp_path):
    path = tmp_path / "topics.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(corpus(), "mplus_topics_2026-08-29.xml")
    assert len(import_file(library, path, DAYS).new) == 100
    assert import_file(library, corpus(), DAYS).unchanged == 100


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(records: int) -> int:
        path = tmp_path / f"{records}.xml"
        subprocess.run([sys.executable, str(CORPUS), str(path), "--topics", str(records)], check=True)
        tracemalloc.start()
        with open_library(tmp_path / f"{records}.sqlite", write=True) as library:
            import_file(library, path, DAYS)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(20)  # imports and caches
    assert peak(240) < 2 * peak(60)


def test_progress_is_told(library, corpus):
    from contextlib import contextmanager

    told: list[str] = []

    @contextmanager
    def progress(total: int):
        assert total == 100
        yield told.append

    import_file(library, corpus(), DAYS, progress=progress)
    assert len(told) == 100
    assert "Asthma" in told


# ----- pages


@pytest.mark.parametrize("names", [("medlineplus_page", ".html"), ("medlineplus_text", ".txt")], ids=["html", "text"])
def test_saved_pages_in_two_languages(library, names):
    folder, suffix = names
    for name in ("papercuts-es", "papercuts"):
        said = import_file(library, PAGES / folder / f"{name}{suffix}", Days(date(2026, 11, 21), date(2026, 11, 20)))
        assert said.delivery.day == date(2026, 11, 20)
    assert load_topic(library, "papercuts").languages == ("en", "es")
    assert load_topic(library, "papercuts").articles["en"].dates.retrieved == date(2026, 11, 20)


def test_a_page_whose_day_nobody_knows(library):
    said = import_file(library, PAGES / "medlineplus_page" / "papercuts.html", DAYS)
    assert said.delivery.day == date(2026, 11, 21)
    assert load_topic(library, "papercuts").articles["en"].dates.retrieved is None


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\x00\x01", b"<html>no topic</html>", b"PK\x03\x04", b"{}", b"\xff" * 99]
)
def test_what_is_no_source(library, tmp_path, data):
    path = tmp_path / "file.html"
    path.write_bytes(data)
    with pytest.raises(SourceError):
        import_file(library, path, DAYS)
    assert count(library) == 0


def test_a_file_that_is_not_there(library, tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        import_file(library, tmp_path / "none.xml", DAYS)


# ----- topics of one's own


@pytest.fixture
def ours(tmp_path) -> Path:
    return shutil.copytree(resources.topics(), tmp_path / "our topics")


def test_a_folder_of_topics(library, ours):
    said = import_file(library, ours, DAYS)
    assert said.refused == ()
    assert {change.lang for change in said.new} == {"en", "es"}
    assert load_topic(library, "flu-vaccine").languages == ("en", "es")
    assert import_file(library, ours, DAYS).unchanged == len(said.new)


def test_a_topic_that_is_taken_out_of_the_folder_is_gone(library, ours):
    import_file(library, ours, DAYS)
    shutil.rmtree(ours / "flu-vaccine")
    said = import_file(library, ours, DAYS)
    assert {(change.topic, change.lang) for change in said.gone} == {("flu-vaccine", "en"), ("flu-vaccine", "es")}


def test_a_topic_that_is_broken_is_refused_and_stays(library, ours):
    import_file(library, ours, DAYS)
    (ours / "flu-vaccine" / "en.md").write_text("no front matter")
    said = import_file(library, ours, DAYS)
    assert [error.place.endswith("en.md:1") for error in said.refused] == [True]
    assert said.gone == ()
    assert load_topic(library, "flu-vaccine").languages == ("en", "es")
    with pytest.raises(ContentError):
        import_file(library, ours / "flu-vaccine", DAYS)


def test_one_topic_alone(library, ours):
    import_file(library, ours, DAYS)
    (ours / "flu-vaccine" / "es.po").unlink()
    said = import_file(library, ours / "flu-vaccine", DAYS)
    assert [(change.topic, change.lang) for change in said.gone] == [("flu-vaccine", "es")]
    assert load_topic(library, "flu-vaccine").languages == ("en",)


# ----- what there is to import in a folder


def test_the_parts_of_a_folder(ours, corpus):
    shutil.copy(corpus(), ours / "b.xml")
    shutil.copy(PAGES / "medlineplus_page" / "papercuts.html", ours / "a.html")
    (ours / "notes.docx").write_text("x")
    (ours / ".hidden.html").write_text("x")
    (ours / "folder.html").mkdir()
    assert [path.name for path in parts(ours)] == ["our topics", "a.html", "b.xml"]
    assert parts(ours / "flu-vaccine") == (ours / "flu-vaccine",)
    assert parts(ours / "a.html") == (ours / "a.html",)


def test_a_folder_without_topics(tmp_path):
    with pytest.raises(SourceError, match="no topic in this folder"):
        parts(tmp_path)


# ----- tables of codes


@pytest.fixture
def table(tmp_path) -> Callable[[str | bytes], Path]:
    def written(text: str | bytes) -> Path:
        path = tmp_path / "codes.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_a_table_of_codes(library, ours, table):
    import_file(library, ours, DAYS)
    said = import_codes_file(
        library,
        table(
            'system,code,topic,title\nICD10CM,Z23,Flu Vaccine\n\n"SNOMED CT",1119349007,flu-vaccine,"Flu, a vaccine"\n'
        ),
    )
    assert (said.lines, said.new, said.gone, said.homeless) == (2, 2, 0, ())
    for asked in (AskedCode("ICD-10-CM", "Z23"), AskedCode("SNOMED CT", "1119349007")):
        assert [hit.topic for hit in find_code(library, asked).hits] == ["flu-vaccine"]
    again = import_codes_file(library, table("LOINC,1,Nothing\n"))
    assert (again.new, again.gone, [row.topic for row in again.homeless]) == (1, 2, ["Nothing"])


@pytest.mark.parametrize(
    "text",
    [
        "ICD10CM;Z23;Flu Vaccine\r\n",
        b"\xef\xbb\xbfICD10CM,Z23,Flu Vaccine\n",
        "ICD10CM,Z23,Flu Vaccine".encode("utf-16"),
    ],
    ids=["semicolons", "a byte order mark", "UTF-16"],
)
def test_a_table_as_spreadsheets_write_it(library, table, text):
    assert import_codes_file(library, table(text)).lines == 1


@pytest.mark.parametrize(
    ("text", "fact", "line"),
    [
        ("ICD10CM,Z23,Flu\nCPT,99213,Visit\n", "no code system 'CPT'", ":2"),
        ("ICD10CM,Z23\n", "2 cells", ":1"),
        ("ICD10CM,Z23,Flu,x,y\n", "5 cells", ":1"),
        ("ICD10CM,Z23, \n", "3 cells", ":1"),
        ("ICD10CM,,Flu\n", "no code of a code system", ":1"),
        ('ICD10CM,"Z23,Flu\n', "no table", ":1"),
        ("system,code,topic\n", "no line", ""),
    ],
)
def test_a_table_that_is_none_changes_nothing(library, table, text, fact, line):
    import_codes_file(library, table("ICD10CM,Z23,Flu\n"))
    with pytest.raises(HandoutError, match=fact) as caught:
        import_codes_file(library, table(text))
    assert caught.value.place.endswith(f"codes.csv{line}")
    assert [one.topic for one in find_code(library, AskedCode("ICD-10-CM", "Z23")).elsewhere] == ["Flu"]
