"""What TOPIC means: names, files, topics in XML, and pages that belong together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts.cli._requests import Options
from handouts.cli._topics import Asked, find_topics
from handouts.errors import RequestError, SourceError
from handouts.importing import Days, import_file
from handouts.library import load_topic, open_library
from handouts.library.codes import AskedCode, Mapped, import_codes
from handouts.model import Topic

SOURCES = Path(__file__).resolve().parent.parent / "sources"
PAGES = SOURCES / "medlineplus_page"
XML = SOURCES / "medlineplus_xml" / "topics_2024.xml"


def found(*words: str | Path, source: Path | None = None, **options) -> list[Asked]:
    return find_topics([str(word) for word in words], source, Options(**options))


def shown(asked: list[Asked]) -> list[tuple[str, object]]:
    return [(one.words, one.topic.languages if isinstance(one.topic, Topic) else type(one.topic)) for one in asked]


def test_names_and_files_in_the_order_they_were_given():
    page = PAGES / "papercuts.html"
    assert shown(found("Flu Vaccine", page, "type-2-diabetes")) == [
        ("Flu Vaccine", ("en", "es")),
        (str(page), ("en",)),
        ("type-2-diabetes", ("en", "es")),
    ]


def test_pages_of_one_topic_in_two_languages_become_one_topic():
    english, spanish = PAGES / "papercuts.html", PAGES / "papercuts-es.html"
    (one,) = found(english, spanish)
    assert one.words == f"{english}, {spanish}"
    assert set(one.topic.languages) == {"en", "es"}
    (one,) = found(spanish, english)
    assert set(one.topic.languages) == {"en", "es"}


def test_a_page_and_the_page_as_text_belong_together():
    (one,) = found(PAGES / "papercuts.html", SOURCES / "medlineplus_text" / "papercuts-es.txt")
    assert set(one.topic.languages) == {"en", "es"}


def test_a_page_that_is_there_twice_stops_only_itself(tmp_path):
    other = tmp_path / "other.html"
    text = (PAGES / "papercuts.html").read_text("utf-8")
    other.write_text(text + "<!-- saved again -->", "utf-8")
    asked = found(PAGES / "papercuts.html", other, "flu-vaccine")
    assert shown(asked) == [
        (str(PAGES / "papercuts.html"), ("en",)),
        ("flu-vaccine", ("en", "es")),
        (str(other), RequestError),
    ]


def test_a_topic_folder(tmp_path):
    (tmp_path / "cuts").mkdir()
    (tmp_path / "cuts" / "en.md").write_text("---\ntitle: Cuts\nsource: A Clinic\n---\n\nPress on it.\n", "utf-8")
    (one,) = found(tmp_path / "cuts")
    assert isinstance(one.topic, Topic)
    assert one.topic.articles["en"].title == "Cuts"


def test_a_built_in_name_wins_over_a_folder_of_that_name(tmp_path, monkeypatch):
    (tmp_path / "flu-vaccine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert shown(found("flu-vaccine")) == [("flu-vaccine", ("en", "es"))]
    assert shown(found("./flu-vaccine")) == [("./flu-vaccine", SourceError)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("nonsense", RequestError),
        ("", RequestError),
        ("Ñ'/..", RequestError),
        ("HIV/AIDS", RequestError),
        ("nosuch.html", SourceError),
        ("./nosuch", SourceError),
        ("\0.html", SourceError),
    ],
)
def test_what_is_no_topic(words, kind):
    asked = found(words, "flu-vaccine")
    assert dict(shown(asked))[words] is kind
    assert dict(shown(asked))["flu-vaccine"] == ("en", "es")


def test_an_xml_file_without_a_topic_says_how_to_name_one():
    (one,) = found(XML)
    assert isinstance(one.topic, RequestError)
    assert "--from" in one.topic.hint


def test_topics_of_an_xml_file(run):
    ids = [row["id"] for row in run("list", "topics", "--from", XML, "--json").json]
    assert shown(found(ids[0], "nonsense", source=XML))[1] == ("nonsense", RequestError)
    assert isinstance(found(ids[0], source=XML)[0].topic, Topic)


def test_a_language_that_the_xml_file_does_not_have():
    (one,) = found("papercuts", source=XML, languages=("fr",))
    assert isinstance(one.topic, RequestError)


def test_from_something_that_is_no_xml():
    (one,) = found("papercuts", source=PAGES / "papercuts.html")
    assert isinstance(one.topic, SourceError)


# ----- the library


@pytest.fixture
def library(tmp_path) -> Path:
    """A library with a MedlinePlus topic in two languages, and two tables' worth of codes."""
    path = tmp_path / "library.sqlite"
    rows = [Mapped(AskedCode("ICD-10-CM", "S01"), "papercuts"), Mapped(AskedCode("ICD-10-CM", "S02"), "none")]
    with open_library(path, write=True) as opened:
        for name in ("papercuts.html", "papercuts-es.html"):
            import_file(opened, PAGES / name, Days(date(2026, 11, 21)))
        import_codes(opened, rows, "file:a.csv")
    return path


@pytest.mark.parametrize(
    "words", ["papercuts", "PAPER cuts", "medlineplus.gov/papercuts.html", "ICD10CM:S01.5", "papercu"]
)
def test_whatever_the_library_finds(library, words):
    with open_library(library) as opened:
        title = load_topic(opened, "papercuts").articles["en"].title
    (one,) = find_topics([title if words == "PAPER cuts" else words], None, Options(), library)
    if words == "medlineplus.gov/papercuts.html":  # which looks like a file; with https:// it does not
        assert isinstance(one.topic, SourceError)
        (one,) = find_topics([f"https://{words}"], None, Options(), library)
    assert shown([one])[0][1] == ("en", "es")


def test_built_in_topics_and_files_come_first(library):
    (one, two) = find_topics(["flu-vaccine", str(PAGES / "papercuts.html")], None, Options(), library)
    assert one.topic.articles["en"].provenance.provider == "local"
    assert two.topic.languages == ("en",)


@pytest.mark.parametrize(
    ("words", "fact", "hint"),
    [
        ("nosuchtopic", "the library has no topic 'nosuchtopic'", "handouts find"),
        ("papercutz", "the library has no topic 'papercutz'", "Did you mean"),
        ("ICD10CM:S02", "no topic for the code", "--online"),
        ("", "no built-in topic", ""),
    ],
)
def test_what_the_library_does_not_have(library, words, fact, hint):
    (one,) = find_topics([words], None, Options(), library)
    assert isinstance(one.topic, RequestError)
    assert fact in one.topic.fact
    assert hint in one.topic.hint


def test_without_a_library_the_hint_says_how_to_get_one(tmp_path):
    for library in (None, tmp_path / "none.sqlite"):
        (one,) = find_topics(["acne"], None, Options(), library)
        assert "handouts update" in one.topic.hint
