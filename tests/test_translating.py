"""Translations beside their topics: where they lie, which one counts, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from handouts.errors import RequestError
from handouts.library import Delivery, Library, import_topics, open_library
from handouts.model import Alternate, Article, Heading, Paragraph, Provenance, Text, Topic, plain_text
from handouts.pofile import load_po, sealed
from handouts.sources import builtin
from handouts.translating import (
    brought_up,
    fresh_po,
    outlived_topics,
    pieces_of,
    require_po,
    row_of,
    topic_files,
    with_translations,
    work_on,
    work_on_folder,
    write_po,
)

EN, ES = "https://medlineplus.gov/asthma.html", "https://medlineplus.gov/spanish/asthma.html"


def article(lang: str, *words: str, title: str = "Asthma") -> Article:
    here, there = (EN, ES) if lang == "en" else (ES, EN)
    other = "es" if lang == "en" else "en"
    blocks = (Heading(2, (Text(title),)), *(Paragraph((Text(text),)) for text in words))
    sha256 = f"{lang} {' '.join(words)}".encode().hex().ljust(64, "0")[:64]
    by = Provenance("MedlinePlus", "medlineplus", sha256, "official")
    return Article(lang, title, blocks, by, address=here, alternates=(Alternate(other, there),))


ENGLISH = article("en", "Asthma makes it hard to breathe.", "Take your medicine 2 times a day.")
LATER = article("en", "Asthma makes it hard to breathe.", "Take your medicine 3 times a day.")
SPANISH = article("es", "El asma hace difícil respirar.", "Tome su medicina 2 veces al día.", title="Asma")
PAIR = Topic("asthma", {"en": ENGLISH, "es": SPANISH})
ALONE = Topic("asthma", {"en": ENGLISH})


@pytest.fixture
def desk(tmp_path):
    return tmp_path / "translations"


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", write=True) as opened:
        yield opened


def deliver(library: Library, *topics: Topic, day: date) -> None:
    import_topics(library, topics, Delivery(day, "medlineplus", "a file", "provider", "", "1"))


def translate(desk, topic=ALONE, say=str.upper, **by):
    """Write a translation of everything."""
    work = brought_up(work_on(topic, "es", desk))
    po = require_po(work)
    entries = tuple(replace(e, text=say(e.source), fuzzy=False) for e in po.entries)
    po = replace(po, entries=entries, credits=replace(po.credits, **by))
    write_po(work, po)
    return work, po


# ----- which translation counts


def test_a_new_file_holds_everything_and_says_whose_it_is(desk):
    work = work_on(ALONE, "es", desk)
    assert work.po is None
    path = write_po(work, fresh_po(work))
    assert path == desk / "asthma.es.po"
    assert '"Project-Id-Version: handouts: asthma' in path.read_text("utf-8")
    assert topic_files(desk) == (("asthma", "es"),)
    assert [e.source for e in load_po(path, "es").entries][:2] == ["Asthma", "Asthma"]


def test_english_is_not_translated_into_english_nor_from_nothing(desk):
    with pytest.raises(RequestError, match="English is what is translated from"):
        work_on(ALONE, "en", desk)
    with pytest.raises(RequestError, match="not there in English"):
        work_on(Topic("asthma", {"es": SPANISH}), "es", desk)
    with pytest.raises(RequestError, match="no texts for the language"):
        work_on(ALONE, "xx", desk)


def test_a_translation_stands_in_front_of_the_topic_s_own(desk):
    translate(desk, PAIR, translator="Ana Ruiz")
    both = with_translations(PAIR, desk)
    spanish = both.articles["es"]
    assert spanish.title == "ASTHMA"
    assert (spanish.provenance.state, spanish.provenance.translator) == ("draft", "Ana Ruiz")
    assert both.articles["en"] == ENGLISH


def test_a_file_without_a_word_of_translation_changes_nothing(desk):
    work = work_on(ALONE, "es", desk)
    write_po(work, fresh_po(work))
    assert with_translations(ALONE, desk).languages == ("en",)


def test_what_is_missing_is_printed_as_missing(desk):
    translate(desk, say=lambda source: "" if "medicine" in source else source.upper())
    blocks = with_translations(ALONE, desk).articles["es"].blocks
    assert plain_text(blocks[2].inlines) == "[sin traducir todavía]"


def test_another_topic_s_file_is_left_alone(desk):
    translate(desk)
    assert with_translations(replace(ALONE, id="asthma-in-children"), desk).languages == ("en",)


def test_a_topic_without_english_is_left_as_it_is(desk):
    translate(desk)
    spanish = Topic("asthma", {"es": SPANISH})
    assert with_translations(spanish, desk) == spanish


# ----- whether it still holds


def test_the_board(desk):
    assert (row_of(work_on(ALONE, "es", desk)).state, row_of(work_on(PAIR, "es", desk)).state) == (
        "missing",
        "official",
    )
    translate(desk, say=lambda source: source.upper() if "medicine" not in source else "")
    row = row_of(work_on(ALONE, "es", desk))
    assert (row.state, row.percent) == ("draft", 75)
    work, po = translate(desk, translator="Ana Ruiz", reviewer="Luis Paz", credential="CHI")
    by = sealed(po.credits, (p.source for p in work.pieces), (e.text for e in po.entries))
    write_po(work, replace(po, credits=by))
    assert (row_of(work_on(ALONE, "es", desk)).state, row_of(work_on(ALONE, "es", desk)).reviewer) == (
        "reviewed",
        "Luis Paz",
    )
    row = row_of(work_on(Topic("asthma", {"en": LATER}), "es", desk))
    assert (row.state, row.reviewer, len(row.changed)) == ("stale", "", 1)


def test_a_stale_translation_is_a_draft_until_someone_has_looked(desk):
    translate(desk)
    later = Topic("asthma", {"en": LATER})
    provenance = with_translations(later, desk).articles["es"].provenance
    assert (provenance.state, provenance.stale) == ("draft", True)
    work = brought_up(work_on(later, "es", desk))
    assert [one.previous for one in pieces_of(work) if one.state == "stale"] == ["Take your medicine 2 times a day."]


def test_an_official_translation_that_its_english_has_outlived(desk, library):
    deliver(library, PAIR, day=date(2026, 1, 1))
    assert row_of(work_on(PAIR, "es", desk, library)).state == "official"
    assert with_translations(PAIR, desk, library) == PAIR
    now = Topic("asthma", {"en": LATER, "es": SPANISH})
    deliver(library, now, day=date(2026, 3, 1))
    work = work_on(now, "es", desk, library)
    row = row_of(work)
    assert (row.state, row.since, len(row.changed)) == ("stale", date(2026, 3, 1), 1)
    stale = [one for one in pieces_of(work) if one.state == "stale"]
    assert [(one.previous, one.text) for one in stale] == [
        ("Take your medicine 2 times a day.", "Tome su medicina 2 veces al día.")
    ]
    assert with_translations(now, desk, library).articles["es"].provenance.stale
    spanish_page = Topic("asthma", {"es": SPANISH})
    assert with_translations(spanish_page, desk, library).articles["es"].provenance.stale
    assert outlived_topics(library, "es") == ("asthma",)


def test_a_spanish_text_that_followed_is_not_stale(desk, library):
    deliver(library, PAIR, day=date(2026, 1, 1))
    followed = article("es", "El asma hace difícil respirar.", "Tome su medicina 3 veces al día.", title="Asma")
    now = Topic("asthma", {"en": LATER, "es": followed})
    deliver(library, now, day=date(2026, 3, 1))
    assert row_of(work_on(now, "es", desk, library)).state == "official"
    assert outlived_topics(library, "es") == ()


# ----- topic folders of ours


def test_a_topic_folder_keeps_its_translation_beside_its_english(tmp_path):
    folder = tmp_path / "bee-stings"
    folder.mkdir()
    english = (
        "---\ntitle: Bee Stings\nsource: Clinic\n---\n\nWash **it** with [soap](https://x.example/soap).\n\nRest.\n"
    )
    (folder / "en.md").write_text(english, "utf-8")
    work = brought_up(work_on_folder(folder, "es"))
    path = write_po(work, require_po(work))
    assert path == folder / "es.po"
    assert [e.source for e in require_po(work).entries] == [
        "Bee Stings",
        "Clinic",
        "Wash **it** with [soap](https://x.example/soap).",
        "Rest.",
    ]
    notes = require_po(work).entries[2].notes
    assert notes == ("paragraph; prints in the text", "up to 36 characters fit")
    (folder / "en.md").write_text(english.replace("Rest.", "Rest well."), "utf-8")
    po = require_po(work)
    write_po(work, replace(po, entries=tuple(replace(e, text=e.source.upper()) for e in po.entries)))
    assert row_of(work_on_folder(folder, "es")).state == "draft"
    again = brought_up(work_on_folder(folder, "es"))
    assert [e.text for e in require_po(again).gone] == ["REST."]
    assert row_of(again).percent == 75


@pytest.mark.parametrize("name", builtin.ids())
def test_our_own_topics_are_on_the_board_as_drafts(name, desk):
    assert row_of(work_on(builtin.load_topic(name), "es", desk)).state == "draft"
