"""Topics out of MedlinePlus topics XML. The fixtures are our own words in the file's two formats."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import sections
from handouts.errors import ContentError, RequestError, SourceError
from handouts.model import (
    Alternate,
    Article,
    Bullets,
    Code,
    Heading,
    Link,
    OtherLanguage,
    Paragraph,
    Text,
    Topic,
    anchors,
    plain_text,
    runs,
)
from handouts.sources.medlineplus_xml import ListedTopic, iter_topics, list_topics, load_topic

FOLDER = Path(__file__).parent / "medlineplus_xml"
TODAY = FOLDER / "topics_2024.xml"
OLD = FOLDER / "topics_2012.xml"


def xml(*records: str, head: str = "") -> bytes:
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>{head}"
        f"<health-topics total='2044' date-generated='08/30/2024 02:30:25'>{''.join(records)}</health-topics>"
    ).encode()


def record(
    title: str = "Coughs", summary: str = "&lt;p&gt;Words.&lt;/p&gt;", *, inside: str = "", **attributes: str
) -> str:
    given = {"url": "https://medlineplus.gov/coughs.html", "id": "1", "language": "English", **attributes}
    text = " ".join(f"{name.replace('_', '-')}={quoteattr(value)}" for name, value in given.items())
    return (
        f"<health-topic title={quoteattr(title)} {text}><full-summary>{summary}</full-summary>{inside}</health-topic>"
    )


def site(title: str, url: str, *categories: str, **attributes: str) -> str:
    inside = "".join(f"<information-category>{escape(name)}</information-category>" for name in categories)
    text = " ".join(f"{name.replace('_', '-')}={quoteattr(value)}" for name, value in attributes.items())
    return f"<site title={quoteattr(title)} url={quoteattr(url)} {text}>{inside}</site>"


def only(data: bytes) -> Topic:
    (topic,) = iter_topics(io.BytesIO(data))
    return topic


def article_of(data: bytes) -> Article:
    (article,) = only(data).articles.values()
    return article


def section(article: Article, ident: str) -> tuple[Link, ...]:
    return next((section.links for section in article.sections if section.id == ident), ())


def words_of(article: Article) -> str:
    return " / ".join(plain_text(run) for block in article.blocks for run in runs(block))


# --------------------------------------------------------------------------- the formats


def test_todays_format() -> None:
    topic = load_topic(TODAY, "Hiccups")
    assert (topic.id, topic.languages) == ("hiccups", ("en", "es"))
    english, spanish = topic.articles["en"], topic.articles["es"]
    assert isinstance(english.blocks[0], Heading)
    assert english.blocks[0].level == 2
    assert isinstance(english.blocks[2], Bullets)
    assert words_of(english) == (
        "What is a hiccup? / A hiccup is a sudden pull of the breathing muscle. / "
        "Sip cold water / Hold your breath: / for ten seconds"
    )
    assert english.attribution == ("NIH: National Institute of Small Noises",)
    assert english.description == "Why we hiccup, and what may help."
    assert english.groups == ("Symptoms",)
    assert (english.synonyms, english.see_references) == (("Singultus",), ("Hiccoughs",))
    assert english.address == "https://medlineplus.gov/hiccups.html"
    assert english.alternates == (Alternate("es", "https://medlineplus.gov/spanish/hiccups.html"),)
    assert spanish.alternates == (Alternate("en", "https://medlineplus.gov/hiccups.html"),)
    assert topic.codes == (Code("MeSH", "D006606", "Hiccup"),)
    assert english.provenance.source == "MedlinePlus"
    assert (english.provenance.provider, english.provenance.state) == ("medlineplus", "official")
    assert re.fullmatch(r"[0-9a-f]{64}", english.provenance.sha256)
    assert english.provenance.sha256 != spanish.provenance.sha256


def test_the_format_of_2012() -> None:
    topic = load_topic(OLD, "blisters")
    assert (topic.id, topic.languages) == ("blisters", ("en", "es"))
    english = topic.articles["en"]
    assert words_of(english) == "A blister is a small pocket of fluid under the skin. / Do not pop it."
    assert english.attribution == ("National Institute of Sore Feet",)
    assert english.groups == ("Skin",)
    assert english.synonyms == ("Friction sores",)
    assert english.description == ""
    assert english.address == "http://www.nlm.nih.gov/medlineplus/blisters.html"
    (link,) = section(english, "overviews")
    assert link == Link(
        "http://feet.example.org/pubmed?term=blister%5Bmajr%5D", "Blister Care", "en", ("Feet Foundation",)
    )
    assert [part.id for part in english.sections] == ["overviews", "patient-handouts"]
    assert [part.id for part in topic.articles["es"].sections] == ["overviews"]


def test_an_answer_of_the_search_service() -> None:
    topic = load_topic(FOLDER / "wsearch.xml", "yawning")
    assert topic.articles["en"].dates.retrieved is None
    assert words_of(topic.articles["en"]) == "A yawn is a deep, slow breath."
    nothing = b"<nlmSearchResult><term>zz</term><count>0</count></nlmSearchResult>"
    assert list(iter_topics(io.BytesIO(nothing))) == []


def test_a_zip_file_that_holds_one_xml(tmp_path: Path) -> None:
    path = tmp_path / "topics.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(TODAY, "mplus_topics_2024-08-30.xml")
    assert load_topic(path, "hipo") == load_topic(TODAY, "hipo")
    assert list(iter_topics(io.BytesIO(path.read_bytes()))) == list(iter_topics(TODAY))


def test_the_list_of_a_file() -> None:
    assert list_topics(TODAY) == (
        ListedTopic("hiccups", "en", "Hiccups", "https://medlineplus.gov/hiccups.html"),
        ListedTopic("hiccups", "es", "Hipo", "https://medlineplus.gov/spanish/hiccups.html"),
        ListedTopic("splinters", "es", "Astillas en la piel", "https://medlineplus.gov/spanish/splinters.html"),
    )


# --------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    "wanted",
    [
        "Hiccups",
        " HIPO ",
        "híccups",
        "9001",
        "9002",
        "hiccups",
        "https://medlineplus.gov/spanish/hiccups.html",
        "https://medlineplus.gov/hiccups.html",
        "medlineplus.gov/hiccups.html",
        "http://www.nlm.nih.gov/medlineplus/hiccups.html",
        "singultus",
        "Hiccoughs",
    ],
)
def test_a_topic_is_found_by_any_of_its_names(wanted: str) -> None:
    assert load_topic(TODAY, wanted).articles["es"].title == "Hipo"


def test_a_spanish_topic_alone_has_the_english_pages_name() -> None:
    topic = load_topic(TODAY, "espinas")
    assert (topic.id, topic.languages) == ("splinters", ("es",))


@pytest.mark.parametrize(
    ("wanted", "meant"), [("Hicups", "Hiccups"), ("piel", "Astillas en la piel"), ("espina", "Astillas")]
)
def test_an_unknown_topic_is_an_error_with_a_guess_and_the_way_to_the_list(wanted: str, meant: str) -> None:
    with pytest.raises(RequestError, match=f"no topic '{wanted}'.*Did you mean '{meant}.*handouts list topics --from"):
        load_topic(TODAY, wanted)


@pytest.mark.parametrize("wanted", ["", "  ", "Ñ'/..", "???", "xyzzy"])
def test_nonsense_is_an_unknown_topic_without_a_guess(wanted: str) -> None:
    with pytest.raises(RequestError) as caught:
        load_topic(TODAY, wanted)
    assert "Did you mean" not in str(caught.value)


def test_a_synonym_of_two_topics_is_an_error_that_names_both(tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    called = "<also-called>Sugar</also-called>"
    path.write_bytes(
        xml(
            record("Candy", inside=called, id="1", url="https://medlineplus.gov/candy.html"),
            record("Syrup", inside=called, id="2", url="https://medlineplus.gov/syrup.html"),
        )
    )
    with pytest.raises(RequestError, match=r"'Candy' \(1\), 'Syrup' \(2\)"):
        load_topic(path, "sugar")
    assert load_topic(path, "2").id == "syrup"


def test_the_languages_are_joined_whichever_record_names_the_other(tmp_path: Path) -> None:
    english = record("Coughs", id="1")
    spanish = record(
        "Tos",
        id="2",
        language="Spanish",
        url="https://medlineplus.gov/spanish/tos.html",
        inside="<language-mapped-topic url='https://medlineplus.gov/coughs.html' id='1' language='English'>Coughs"
        "</language-mapped-topic>",
    )
    path = tmp_path / "pair.xml"
    for records in ((english, spanish), (spanish, english)):
        path.write_bytes(xml(*records))
        for wanted in ("Coughs", "tos"):
            topic = load_topic(path, wanted)
            assert (topic.id, topic.languages) == ("coughs", ("en", "es"))
            assert topic.articles["en"].alternates == (Alternate("es", "https://medlineplus.gov/spanish/tos.html"),)


def test_a_twin_in_the_same_language_is_none(tmp_path: Path) -> None:
    path = tmp_path / "odd.xml"
    mapped = "<language-mapped-topic url='' id='2' language='Spanish'>Colds</language-mapped-topic>"
    path.write_bytes(
        xml(record("Coughs", inside=mapped), record("Colds", id="2", url="https://medlineplus.gov/colds.html"))
    )
    assert load_topic(path, "coughs").articles["en"].title == "Coughs"


# --------------------------------------------------------------------------- what a reader must survive


def test_quirk_1_an_escaped_and_an_unescaped_summary_are_the_same() -> None:
    markup = "<p>Rest &amp; drink if <strong>needed</strong>: 5 &lt; 6.</p><ul><li>tea</li></ul>"
    escaped = article_of(xml(record(summary=escape(markup))))
    children = article_of(xml(record(summary=markup)))
    assert escaped.blocks == children.blocks
    assert words_of(children) == "Rest & drink if needed: 5 < 6. / tea"
    bare = article_of(xml(record(summary="First: 1 &lt; 2 <p>then</p> last")))
    assert words_of(bare) == "First: 1 < 2 / then / last"
    cdata = article_of(xml(record(summary=f"<![CDATA[{markup}]]>")))
    assert cdata.blocks == escaped.blocks


@pytest.mark.parametrize("summary", ["", " \n ", "&lt;p&gt; &lt;/p&gt;", "<p/>", "<!-- no words -->"])
def test_quirk_1_an_empty_summary_is_an_error_that_names_the_topic(summary: str) -> None:
    with pytest.raises(ContentError, match=r"'Coughs'.*no text"):
        only(xml(record(summary=summary)))


def test_quirk_1_one_empty_summary_among_many_need_not_stop_the_others() -> None:
    errors: list[ContentError] = []
    data = xml(record("One"), record("Two", summary=""), record("Three"))
    topics = list(iter_topics(io.BytesIO(data), on_error=errors.append))
    assert [topic.articles["en"].title for topic in topics] == ["One", "Three"]
    assert len(errors) == 1
    assert "'Two'" in str(errors[0])


def test_quirk_2_categories_for_the_machinery_are_never_shown() -> None:
    spanish = load_topic(TODAY, "hipo").articles["es"]
    assert [part.title for part in spanish.sections] == [
        "Comience aquí",
        "Artículos científicos",
        "Institutos Nacionales de la Salud",
    ]


def test_quirk_2_a_site_without_a_shown_category_is_left_out() -> None:
    spanish = load_topic(TODAY, "hipo").articles["es"]
    assert "Hipo oculto" not in [link.title for part in spanish.sections for link in part.links]


def test_quirk_3_sections_share_neutral_ids_and_stand_in_the_pages_order() -> None:
    topic = load_topic(TODAY, "hipo")
    assert [part.id for part in topic.articles["en"].sections] == [
        "start-here",
        "specifics",
        "journal-articles",
        "encyclopedia",
        "related-topics",
        "institute",
    ]
    assert [part.id for part in topic.articles["es"].sections] == ["start-here", "journal-articles", "institute"]


def test_quirk_3_an_unknown_category_is_kept_under_its_own_name() -> None:
    article = article_of(xml(record(inside=site("A", "https://a.example.org/", "Rehabilitation"))))
    (part,) = article.sections
    assert (part.id, part.title) == ("other:rehabilitation", "Rehabilitation")


def test_quirk_4_dates_are_those_that_the_file_has() -> None:
    dates = load_topic(TODAY, "hiccups").articles["en"].dates
    assert (dates.created, dates.retrieved) == (date(2005, 3, 9), date(2024, 8, 30))
    assert (dates.updated, dates.reviewed) == (None, None)


@pytest.mark.parametrize("created", ["", "soon", "13/45/2020", "2020-01-02"])
def test_quirk_4_a_date_that_is_none_is_left_out(created: str) -> None:
    assert article_of(xml(record(date_created=created))).dates.created is None
    assert article_of(xml(record())).dates.created is None


def test_quirk_5_the_total_counts_another_file() -> None:
    assert len(list(iter_topics(io.BytesIO(xml(record()))))) == 1


def test_quirk_6_addresses_are_made_legal_and_otherwise_left_alone() -> None:
    topic = load_topic(TODAY, "hiccups")
    english = topic.articles["en"]
    assert topic.other_languages == (
        OtherLanguage(
            "Chinese, Simplified (Mandarin dialect)",
            "简体中文",
            "https://medlineplus.gov/languages/hiccups.html#Chinese,%20Simplified%20(Mandarin%20%5Bdialect%5D)",
        ),
    )
    assert section(english, "institute")[0].address == "http://www.noises.example.gov/"
    assert section(english, "journal-articles")[0].address.endswith(
        "?term=%22Hiccup%22%5Bmajr%3Anoexp%5D+AND+humans%5Bmh%5D+"
    )
    assert section(topic.articles["es"], "institute")[0].address.endswith("nihinstitutes.html#NISN")


def test_quirk_6_tracking_parameters_are_stripped_everywhere() -> None:
    english = load_topic(TODAY, "hiccups").articles["en"]
    (inline,) = (anchor for block in english.blocks for run in runs(block) for anchor in anchors(run))
    assert inline.link == Link("https://medlineplus.gov/breathing.html", "breathing", "en")
    link = section(english, "specifics")[0]
    assert link.address == "https://clinic.example.org/night?page=2"
    assert link.alternates == (Alternate("es", "https://clinic.example.org/es/noche"),)


def test_quirk_6_a_very_long_address_is_kept_whole() -> None:
    long = "https://pubmed.ncbi.nlm.nih.gov/?term=" + "%22Cough%22+OR+" * 24
    (link,) = section(article_of(xml(record(inside=site("A", long, "Start Here")))), "start-here")
    assert link.address == long
    assert len(long) > 389


def test_quirk_6_a_site_that_leads_nowhere_is_left_out() -> None:
    bad = (
        site("A", "javascript:x", "Start Here") + site("B", "", "Start Here") + site("C", "mailto:a@b.c", "Start Here")
    )
    assert article_of(xml(record(inside=bad))).sections == ()


def test_quirk_7_spaces_are_single_and_letters_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Niños  y tos ")
    article = article_of(xml(record(decomposed, inside=site("  Tos  seca ", "https://a.example.org", "Start Here"))))
    assert article.title == "Niños y tos"
    assert section(article, "start-here")[0].title == "Tos seca"
    night = section(load_topic(TODAY, "hiccups").articles["en"], "start-here")[0]
    assert night.title == "Hiccups at Night"
    assert night.organizations == ("Example Clinic", "Second Clinic")


def test_quirk_8_links_of_one_title_stay_apart() -> None:
    two = site("Care", "https://a.example.org", "Start Here") + site("Care", "https://b.example.org", "Start Here")
    assert len(section(article_of(xml(record(inside=two))), "start-here")) == 2


def test_quirk_8_a_search_for_articles_says_what_it_is() -> None:
    topic = load_topic(TODAY, "hiccups")
    assert section(topic.articles["en"], "journal-articles")[0].title == "Hiccups -- see more articles"
    assert section(topic.articles["es"], "journal-articles")[0].title == "hipo -- ver más artículos"
    assert section(topic.articles["en"], "encyclopedia")[0].title == "Hiccups"


def test_a_site_in_two_categories_stands_in_both() -> None:
    english = load_topic(TODAY, "hiccups").articles["en"]
    assert section(english, "specifics")[0] == section(english, "start-here")[0]


def test_quirk_9_a_mapped_address_is_the_links_other_language_whether_or_not_the_twin_has_it() -> None:
    pair = site("A", "https://a.example.org", "Start Here", language_mapped_url="https://a.example.org/es")
    assert section(article_of(xml(record(inside=pair))), "start-here")[0].alternates == (
        Alternate("es", "https://a.example.org/es"),
    )
    spanish = load_topic(TODAY, "hipo").articles["es"]
    assert section(spanish, "start-here")[0].alternates == (Alternate("en", "https://clinic.example.org/night"),)
    assert section(spanish, "institute")[0].alternates == ()


def test_quirk_9_a_topic_in_one_language_only_is_a_topic() -> None:
    article = article_of(xml(record()))
    assert article.alternates == ()


def test_quirk_11_the_encyclopedia_is_linked_and_named() -> None:
    (link,) = section(load_topic(TODAY, "hiccups").articles["en"], "encyclopedia")
    assert link.organizations == ("Medical Encyclopedia",)


def test_marks_are_those_that_the_model_has() -> None:
    topic = load_topic(TODAY, "hiccups")
    assert section(topic.articles["en"], "specifics")[0].marks == ("easy-to-read", "pdf")
    assert section(topic.articles["en"], "start-here")[1].marks == ("nih", "video")
    assert section(topic.articles["es"], "start-here")[0].marks == ("easy-to-read",)


def test_the_attribution_is_no_paragraph_and_a_paragraph_no_attribution() -> None:
    topic = load_topic(TODAY, "hiccups")
    assert topic.articles["es"].attribution == ("NIH: Instituto Nacional de Ruidos Pequeños",)
    assert topic.articles["es"].blocks == (Paragraph((Text("El hipo es un tirón del músculo que ayuda a respirar."),)),)
    real = article_of(xml(record(summary=escape("<p>One.</p><p class=''>Ask your doctor about it.</p>"))))
    assert (words_of(real), real.attribution) == ("One. / Ask your doctor about it.", ())


def test_a_language_at_hand_is_not_named_as_another() -> None:
    topics = list(iter_topics(TODAY))
    assert [other.endonym for other in topics[0].other_languages] == ["español", "简体中文"]
    assert [other.endonym for other in load_topic(TODAY, "hipo").other_languages] == ["简体中文"]


@pytest.mark.parametrize(
    ("title", "url", "ident"),
    [
        ("A", "https://medlineplus.gov/type2diabetes.html", "type2diabetes"),
        ("Ñ'/..", "", "n"),
        ("治療", "", "topic-1"),
        ("../../etc/passwd", "https://medlineplus.gov/", "etc-passwd"),
        ("Con. Prn", "https://elsewhere.example.org/x.html", "con-prn"),
    ],
)
def test_ids_are_safe_file_names(title: str, url: str, ident: str) -> None:
    assert only(xml(record(title, url=url))).id == ident


@pytest.mark.parametrize(("attributes", "what"), [({"title": " "}, "no title"), ({"language": "Klingon"}, "Klingon")])
def test_a_record_without_a_title_or_a_known_language_is_an_error(attributes: dict[str, str], what: str) -> None:
    with pytest.raises(ContentError, match=what):
        only(xml(record(**attributes)))


def test_the_checksum_is_that_of_the_records_meaning() -> None:
    one = record(inside=site("A", "https://a.example.org", "Start Here"))
    other = one.replace('title="A" url="https://a.example.org"', "url='https://a.example.org'  title='A'")
    assert other != one
    digest = article_of(xml(one)).provenance.sha256
    assert article_of(xml(other)).provenance.sha256 == digest
    second = list(iter_topics(io.BytesIO(xml(record("Elsewhere"), one))))[1]
    assert second.articles["en"].provenance.sha256 == digest
    assert article_of(xml(one.replace("Words", "Other words"))).provenance.sha256 != digest


# --------------------------------------------------------------------------- files that are wrong


def test_a_cut_off_file_says_where_it_broke(tmp_path: Path) -> None:
    whole = TODAY.read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(whole[: whole.index(b"<site")])
    lines = path.read_bytes().count(b"\n") + 1
    for read in (list_topics, lambda path: load_topic(path, "Hiccups"), lambda path: list(iter_topics(path))):
        with pytest.raises(SourceError, match=rf"cut\.xml: .*line {lines}\b.*Fetch"):
            read(path)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "line"),
        (b"not xml at all", "line 1"),
        (b"<html><body/></html>", "no MedlinePlus topics XML: it starts with <html>"),
        (b"<health-topic title='x'/>", "it starts with <health-topic>"),
        (b"%PDF-1.7\n\x00\xff", "line"),
        (b"<?xml version='1.0' encoding='no-such'?><health-topics/>", "line"),
        (b"<health-topics>\xff\xfe</health-topics>", "line"),
    ],
)
def test_a_file_that_is_no_topics_xml(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "wrong.xml"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=re.escape(what)):
        list_topics(path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xml", tmp_path, Path("nul\0.xml")):
        with pytest.raises(SourceError, match="cannot be read"):
            list_topics(path)


def test_zip_files_that_hold_no_one_xml(tmp_path: Path) -> None:
    path = tmp_path / "wrong.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", xml(record()))
        archive.writestr("b.xml", xml(record()))
    with pytest.raises(SourceError, match="holds 2 XML files"):
        list_topics(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", xml(record()))
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF  # inside the stored file: its checksum no longer fits
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"zip|line"):
        list_topics(path)


LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE health-topics [<!ENTITY x 'ha'>]>",
        "<!DOCTYPE health-topics [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE health-topics [<!ENTITY % x SYSTEM 'file:///etc/hostname'> %x;]>",
    ],
)
def test_entities_are_never_resolved(head: str) -> None:
    with pytest.raises(SourceError, match="entities"):
        only(xml(record(summary="words &x;" if "% x" not in head else "words"), head=head))


@pytest.mark.parametrize("place", ["<health-topics total='&l11;'/>", "<health-topics>&l11;</health-topics>"])
def test_a_billion_laughs_end_as_an_error(place: str) -> None:
    data = f"<!DOCTYPE health-topics [<!ENTITY l0 'ha'>{LAUGHS}]>{place}".encode()
    with pytest.raises(SourceError, match=r"amplification|entities"):
        list(iter_topics(io.BytesIO(data)))


def test_the_dtd_on_the_network_is_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert load_topic(TODAY, "hipo").languages == ("en", "es")


@settings(deadline=None, derandomize=True, max_examples=120)
@given(st.data())
def test_a_damaged_file_is_an_error_of_ours_or_read(data: st.DataObject) -> None:
    damaged = bytearray(TODAY.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"<", b"&lt;", b"\x00"])
        )
    with suppress(SourceError, ContentError):
        for topic in iter_topics(io.BytesIO(bytes(damaged))):
            assert re.fullmatch(r"[a-z0-9-]+", topic.id)
            assert next(iter(topic.articles.values())).blocks


# --------------------------------------------------------------------------- memory


def many_records(count: int) -> Iterator[str]:
    """Pairs of records with a summary of middling length and more links than most have: 1,022 make 29 MB."""
    words = (
        "Drink water, rest, and ask your own doctor before you try anything that somebody else told you about. " * 32
    )
    sites = "".join(
        site(f"A page about it, number {n}", f"https://pages.example.org/{n}/" + "x" * 60, "Start Here", "Living With")
        for n in range(42)
    )
    for n in range(count):
        for lang in ("English", "Spanish"):
            yield record(
                f"{lang} topic {n}", escape(f"<p>{words}</p>"), inside=sites, id=f"{lang[0]}{n}", language=lang
            )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_a_file_of_29_mb_costs_well_under_100_mb_of_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    path.write_bytes(xml(*many_records(1022)))
    script = (
        "import re, sys, time\n"
        "from pathlib import Path\n"
        "from handouts.sources.medlineplus_xml import iter_topics, list_topics, load_topic\n"
        "path = Path(sys.argv[1])\n"
        "def now():\n"
        "    peak_kib = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "    print(int(peak_kib) / 1024, time.process_time())\n"
        "now()\n"
        "assert len(list_topics(path)) == 2044\n"
        "assert load_topic(path, 'Spanish topic 1021').languages == ('es',)\n"
        "now()\n"
        "assert sum(1 for _ in iter_topics(path)) == 2044\n"
        "now()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    (start_mib, start_s), (load_mib, load_s), (all_mib, all_s) = (
        map(float, line.split()) for line in done.stdout.splitlines()
    )
    print(f"\n{path.stat().st_size / 1e6:.1f} MB of XML; peak memory and CPU")
    print(f"  after the imports     {start_mib:5.0f} MiB {start_s:5.1f} s")
    print(f"  list it, load one     {load_mib:5.0f} MiB {load_s - start_s:5.1f} s")
    print(f"  read all 2,044 topics {all_mib:5.0f} MiB {all_s - load_s:5.1f} s")
    assert path.stat().st_size > 28e6
    assert all_mib < 100


# --------------------------------------------------------------------------- real data


def test_the_real_sample_of_2024(shared: Path) -> None:
    path = shared / "samples" / "mplus_topics_2024-08-30_sample.xml"
    topics = list(iter_topics(path))
    assert [topic.id for topic in topics] == ["a1c", "stroke", "acne", "acne", "acupuncture", "acupuncture"]
    for topic in topics:
        (article,) = topic.articles.values()
        assert len(article.attribution) == 1
        assert article.attribution[0].startswith("NIH: ")
        assert article.attribution[0] not in words_of(article)
        assert article.dates.retrieved == date(2024, 8, 30)
        places = [sections.position(part.id) for part in article.sections]
        assert places == sorted(places)
        assert not any("NON-DISPLAY" in part.title or "Español" in part.title for part in article.sections)
    assert load_topic(path, "ACNÉ").languages == ("en", "es")
    assert load_topic(path, "acupuncture").languages == ("en", "es")
    assert load_topic(path, "stroke").languages == ("es",)
    assert load_topic(path, "A1C").languages == ("en",)


def test_the_real_pair_of_2012(shared: Path) -> None:
    topic = load_topic(shared / "samples" / "mplus_topics_2012-07-21_sample.xml", "dolor abdominal")
    assert (topic.id, topic.languages) == ("abdominalpain", ("en", "es"))
    for article in topic.articles.values():
        assert len(article.blocks) == 3
        assert article.dates.retrieved == date(2012, 7, 21)
        assert all(link.address.startswith("http") for part in article.sections for link in part.links)
    assert topic.articles["en"].sections[0].id == "start-here"


def test_every_site_of_the_real_samples_is_there_unless_it_has_no_shown_category(shared: Path) -> None:
    from lxml import etree

    for path in sorted((shared / "samples").glob("mplus_topics_*_sample.xml")):
        wanted = {
            (record.get("id"), site.get("title").split()[0])
            for record in etree.parse(path).iter("health-topic")
            for site in record.iter("site")
            if any(sections.is_shown(" ".join(c.text.split())) for c in site.iter("information-category"))
        }
        numbers = {topic.get("title"): topic.get("id") for topic in etree.parse(path).iter("health-topic")}
        found = {
            (numbers[article.title], link.title.split()[0])
            for topic in iter_topics(path)
            for article in topic.articles.values()
            for part in article.sections
            for link in part.links
        }
        assert wanted
        assert wanted <= found


def test_the_real_shape_of_a_search_answer(shared: Path) -> None:
    topics = list(iter_topics(shared / "samples" / "wsearch_shape.xml"))
    assert [topic.id for topic in topics][1:] == ["fatigue", "postcovidconditionslongcovid"]
    assert list(iter_topics(shared / "samples" / "wsearch_no_match_shape.xml")) == []
