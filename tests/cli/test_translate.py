"""The whole way of a translation on the command line: out, back, checked, reviewed, approved, and void again."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from handouts.checks.facts import read_facts
from handouts.pofile import load_po, to_text
from handouts.sources import medlineplus_xml
from handouts.translation.notation import marks

NAMES = ("--translator", "Ana Ruiz", "--reviewer", "Luis Paz", "--credential", "CHI")


@pytest.fixture(autouse=True)
def desk(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("HANDOUTS_TRANSLATIONS", str(tmp_path / "desk"))
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(tmp_path / "no-library.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "desk"


@pytest.fixture
def sample(shared) -> tuple[str, str]:
    return ("--from", str(shared / "samples" / "mplus_topics_2024-08-30_sample.xml"))


def spanish(source: str) -> str:
    """Return a made-up translation with every mark and number of the English, its own words, and no English word."""
    kept = " ".join(re.findall(r"<[^>]+>|(?<![A-Za-z\d])\d+(?:[.,]\d+)*%?(?![A-Za-z\d])", source))
    word = "".join("bcdfglmnprst"[ord(letter) % 12] + "aeo"[ord(letter) % 3] for letter in source[:9])
    text = re.sub(r"(<(\w+)>)\s*(?=</)", r"\1\2 dentro", f"{word.capitalize()} {kept}".strip())
    return f"¿{text}?" if "?" in source else text


def translate(path: Path, say: Callable[[str], str] = spanish) -> None:
    """Fill in a PO file as a translator does with Poedit."""
    po = load_po(path, "es")
    entries = (
        e if e.context.startswith("address") else replace(e, text=say(e.source), fuzzy=False) for e in po.entries
    )
    path.write_text(to_text(replace(po, entries=tuple(entries))), "utf-8")


# ----- the whole way


def test_a_built_in_topic_out_and_back_through_po(run, desk, tmp_path):
    """Extract, edit, import, approve: every string as it was typed; a later edit voids the review."""
    assert run("translate", "extract", "flu-vaccine", "-o", "to-send").out.strip() == "to-send/flu-vaccine.es.po"
    sent = tmp_path / "to-send" / "flu-vaccine.es.po"
    po = load_po(sent, "es")
    assert all(entry.text for entry in po.entries), "the Spanish that is there is filled in"
    typed = {e.context: e.text.replace("gripe", "influenza") for e in po.entries}
    entries = tuple(replace(e, text=typed[e.context]) for e in po.entries)
    sent.write_text(to_text(replace(po, entries=entries)), "utf-8")

    said = run("translate", "import", sent)
    assert said.code == 0, said.err
    assert said.out.strip() == str(desk / "flu-vaccine.es.po")
    assert {e.context: e.text for e in load_po(desk / "flu-vaccine.es.po", "es").entries} == typed

    assert run("translate", "status", "flu-vaccine").out.split("\t")[1:3] == ["draft", "100 %\n"]
    said = run("translate", "approve", "flu-vaccine", *NAMES)
    assert said.code == 0, said.err
    assert run("translate", "status", "flu-vaccine").out.split("\t")[1] == "reviewed"

    path = desk / "flu-vaccine.es.po"
    path.write_text(path.read_text("utf-8").replace("influenza", "gripe", 1), "utf-8")
    assert run("translate", "status", "flu-vaccine").out.split("\t")[1] == "draft"


def test_a_topic_without_spanish_out_and_back_through_xliff(run, desk, tmp_path, sample):
    said = run("translate", "extract", "A1C", *sample, "--xliff", "-o", "to-send")
    assert said.out.strip() == "to-send/a1c.es.xlf", said.err
    path = tmp_path / "to-send" / "a1c.es.xlf"
    root = etree.parse(path)
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    typed = {}
    for unit in root.iterfind(".//x:unit", space):
        source, segment = unit.find(".//x:source", space), unit.find("x:segment", space)
        if segment.find("x:target", space) is None:
            target = etree.SubElement(segment, f"{{{space['x']}}}target")
            target.text = "".join(re.findall(r"\d[\d.,]*%?", "".join(source.itertext()))) or "Texto"
            for mark in source:
                etree.SubElement(target, mark.tag, dict(mark.attrib)).text = f"enlace {mark.get('id')}"
            segment.set("state", "translated")
            typed[unit.get("id")] = etree.tostring(target, encoding="unicode", method="text")
    root.write(path, encoding="UTF-8", xml_declaration=True)

    said = run("translate", "import", path, *sample)
    assert said.out.strip() == str(desk / "a1c.es.po"), said.err
    found = {e.context: e for e in load_po(desk / "a1c.es.po", "es").entries}
    assert len(typed) > 15
    for context, text in typed.items():
        assert re.sub(r"<[^>]+>", "", found[context].text) == text
        assert marks(found[context].text) == marks(found[context].source)
    assert run("translate", "status", "a1c", *sample).out.split("\t")[1:3] == ["draft", "100 %\n"]


# ----- the gate


def words_of(path: Path) -> str:
    facts = read_facts(path.read_bytes(), path.name)
    return " ".join("".join(piece.text for piece in facts.pieces).split())


def test_a_draft_is_refused_as_final_or_marked_on_its_pages(run, tmp_path):
    said = run("make", "flu-vaccine", "--final", "-o", "out")
    assert said.code == 3
    assert "the Spanish text is not final" in said.err
    assert not (tmp_path / "out").exists()
    assert run("make", "flu-vaccine", "--lang", "en", "--final", "-o", "out").code == 0

    said = run("make", "flu-vaccine", "--lang", "es", "-o", "out", "--json")
    assert said.json[0]["drafts"] == ["es"]
    assert "Borrador. El texto en español no es definitivo" in words_of(tmp_path / "out" / "flu-vaccine.es.pdf")


def test_what_was_reviewed_leaves_as_final_and_says_who_reviewed_it(run, desk, tmp_path):
    run("translate", "extract", "flu-vaccine")
    assert run("translate", "approve", "flu-vaccine", *NAMES).code == 0
    said = run("make", "flu-vaccine", "--final", "-o", "out", "--json")
    assert said.code == 0, said.err
    assert said.json[0]["drafts"] == []
    words = words_of(tmp_path / "out" / "flu-vaccine.en-es.pdf")
    assert "Borrador" not in words
    assert "Translated into Spanish by Ana Ruiz." in words
    assert "The Spanish text was reviewed by Luis Paz, CHI on" in words
    record = json.loads((tmp_path / "out" / "flu-vaccine.en-es.json").read_text("utf-8"))
    assert [score["name"] for score in record["reading"]["es"]] == ["INFLESZ", "Fernández-Huerta"]
    assert record["drafts"] == []

    path = desk / "flu-vaccine.es.po"
    path.write_text(path.read_text("utf-8").replace("2 semanas", "3 semanas", 1), "utf-8")
    assert run("make", "flu-vaccine", "--final", "-o", "out").code == 3


def test_a_translation_of_a_real_topic_becomes_a_final_handout(run, desk, tmp_path, sample):
    """A1C of the 2024 file has no Spanish there: extracted, translated, approved and printed, word for word."""
    run("translate", "extract", "A1C", *sample)
    path = desk / "a1c.es.po"
    translate(path)
    typed = [entry.text for entry in load_po(path, "es").entries]
    said = run("make", "A1C", *sample, "-o", "out", "--json")
    assert said.json[0]["drafts"] == ["es"], said.err
    said = run("translate", "approve", "a1c", *sample, *NAMES)
    assert said.code == 0, said.err
    said = run("make", "A1C", *sample, "--final", "-o", "out", "--json")
    assert (said.code, said.json[0]["drafts"]) == (0, []), said.err
    assert [entry.text for entry in load_po(path, "es").entries] == typed
    words = words_of(tmp_path / "out" / "a1c.en-es.pdf")
    assert "Traducido de MedlinePlus [Internet]" in words
    assert "fue revisado por Luis Paz, CHI" in words


def test_the_official_spanish_is_final_and_says_that_it_is_official(run, tmp_path, sample):
    said = run("make", "Acne", *sample, "--lang", "es", "--final", "-o", "out")
    assert said.code == 0, said.err
    assert "es la versión oficial publicada por MedlinePlus" in words_of(tmp_path / "out" / "acne.es.pdf")


def test_a_topic_folder_that_is_half_translated_prints_as_a_draft(run, tmp_path):
    folder = tmp_path / "bee-stings"
    folder.mkdir()
    (folder / "en.md").write_text("---\ntitle: Bee Stings\nsource: Clinic\n---\n\nWash it.\n\nRest.\n", "utf-8")
    run("translate", "extract", "./bee-stings")
    translate(folder / "es.po", lambda source: "" if source == "Rest." else "Texto")
    said = run("make", "./bee-stings", "-o", "out", "--json")
    assert said.json[0]["drafts"] == ["es"], said.err
    assert "[sin traducir todavía]" in words_of(tmp_path / "out" / "bee-stings.en-es.pdf")


TRICKY = "«Ñandú» — “así”; ‘más’… pingüino & piña"
"""Letters and signs that a careless step would change."""

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"


def retyped(path: Path) -> dict[str, str]:
    """Edit a file that was sent, PO or XLIFF, as a translator does; return what was typed into each text."""
    if path.suffix == ".po":
        po = load_po(path, "es")
        typed = {e.context: typed_over(e.context, e.source, e.text) for e in po.entries}
        entries = tuple(replace(e, text=typed[e.context], fuzzy=False) for e in po.entries)
        path.write_text(to_text(replace(po, entries=entries)), "utf-8")
        return typed
    root, typed = etree.parse(path), {}
    for unit in root.iterfind(".//{*}unit"):
        segment = unit.find("{*}segment")
        source, target = (tagged(segment.find(f"{{*}}{name}")) for name in ("source", "target"))
        text = typed[unit.get("id")] = typed_over(unit.get("id"), source, target)
        for old in segment.findall("{*}target"):
            segment.remove(old)
        words = re.sub(r"<(\w+)>(.*?)</\1>", r'<pc id="\1">\2</pc>', text.replace("&", "&amp;"))
        segment.append(etree.fromstring(f'<target xmlns="{XLIFF}">{words}</target>'))
        segment.set("state", "translated")
    root.write(path, encoding="UTF-8", xml_declaration=True)
    return typed


def tagged(element: etree._Element | None) -> str:
    """Return the words of a source or target, with tags as PO has them; none of them is inside another here."""
    if element is None:
        return ""
    marks = "".join(f"<{pc.get('id')}>{pc.text}</{pc.get('id')}>{pc.tail or ''}" for pc in element)
    return (element.text or "") + marks


def typed_over(context: str, source: str, text: str) -> str:
    """Return the translation that is there, or a made-up one, with letters and signs that no step may change."""
    return text if context.startswith("address") else f"{text or spanish(source)} {TRICKY}"


@pytest.mark.parametrize("options", [(), ("--xliff",)], ids=["po", "xliff"])
@pytest.mark.parametrize("topic", ["flu-vaccine", "A1C"])
def test_every_string_survives_byte_for_byte_as_far_as_the_final_page(run, desk, tmp_path, sample, topic, options):
    source = sample if topic == "A1C" else ()
    run("translate", "extract", topic, *source, *options, "-o", "to-send")
    (sent,) = (tmp_path / "to-send").iterdir()
    typed = retyped(sent)
    assert run("translate", "import", sent, *source).code == 0
    path = desk / f"{topic.lower()}.es.po"
    assert {e.context: e.text.encode() for e in load_po(path, "es").entries} == {
        k: v.encode() for k, v in typed.items()
    }
    assert run("translate", "approve", topic, *source, *NAMES).code == 0
    told = run("make", topic, *source, "--lang", "es", "--final", "--json", "-o", "out")
    assert told.code == 0, (told.json, told.err)
    assert {e.context: e.text for e in load_po(path, "es").entries} == typed
    printed = words_of(tmp_path / "out" / f"{topic.lower()}.es.pdf")
    texts = [text for context, text in typed.items() if ":" not in context and context != "description"]
    running = [run.strip() for text in texts for run in re.split(r"<[^>]+>", text)]  # a link's number stands behind it
    assert len(running) > 5
    assert [run for run in running if run not in printed] == []


# ----- each step


def test_extract_twice_loses_nothing(run, desk):
    run("translate", "extract", "flu-vaccine")
    path = desk / "flu-vaccine.es.po"
    before = path.read_text("utf-8").replace('msgstr "Vacuna contra la gripe"', 'msgstr "Mi título"')
    path.write_text(before, "utf-8")
    assert run("translate", "extract", "flu-vaccine").code == 0
    assert "Mi título" in path.read_text("utf-8")


def test_update_of_a_topic_folder(run, tmp_path):
    folder = tmp_path / "bee-stings"
    folder.mkdir()
    english = "---\ntitle: Bee Stings\nsource: Clinic\n---\n\nWash it with soap now.\n\nRest.\n"
    (folder / "en.md").write_text(english, "utf-8")
    assert run("translate", "extract", "bee-stings").out.strip() == "bee-stings/es.po"
    translate(folder / "es.po")
    (folder / "en.md").write_text(english.replace("soap now", "soap twice now").replace("\nRest.\n", ""), "utf-8")
    said = run("translate", "update", "bee-stings", "--json")
    assert said.json == {"path": "bee-stings/es.po", "pieces": {"draft": 2, "stale": 1}, "gone": 1}
    assert '#| msgid "Wash it with soap now."' in (folder / "es.po").read_text("utf-8")
    assert run("translate", "status", "bee-stings", "--strict").code == 1


def test_update_without_a_translation_says_how_to_begin(run):
    said = run("translate", "update", "flu-vaccine")
    assert said.code == 3
    assert "handouts translate extract flu-vaccine --to es" in said.err


def test_a_changed_dose_fails_the_import_and_is_named(run, desk, tmp_path):
    run("translate", "extract", "type-2-diabetes", "-o", ".")
    path = tmp_path / "type-2-diabetes.es.po"
    path.write_text(path.read_text("utf-8").replace("15 gramos", "50 gramos"), "utf-8")
    said = run("translate", "import", path)
    assert said.code == 1
    assert "1 fail" in said.err
    said = run("translate", "check", "type-2-diabetes")
    assert said.code == 1
    assert (
        "FAIL\ttake-15-grams-of-sugar-right\tnumbers: 15 of the English is not there; 50 is not in the English"
        in said.out
    )
    said = run("translate", "approve", "type-2-diabetes", *NAMES)
    assert (said.code, "take-15-grams-of-sugar-right" in said.err) == (3, True)


def test_a_broken_tag_is_not_filed(run, desk, tmp_path):
    run("translate", "extract", "type-2-diabetes", "-o", ".")
    before = (desk / "type-2-diabetes.es.po").read_text("utf-8")
    path = tmp_path / "type-2-diabetes.es.po"
    path.write_text(path.read_text("utf-8").replace("<b1>Coma bien.</b1>", "<b1>Coma bien."), "utf-8")
    said = run("translate", "import", path)
    assert said.code == 3
    assert "the tag <b1> is not closed" in said.err
    assert (desk / "type-2-diabetes.es.po").read_text("utf-8") == before


def test_approve_refuses_what_is_missing(run, desk):
    run("translate", "extract", "flu-vaccine")
    path = desk / "flu-vaccine.es.po"
    path.write_text(path.read_text("utf-8").replace('msgstr "¿Qué es la gripe?"', 'msgstr ""'), "utf-8")
    said = run("translate", "approve", "flu-vaccine", *NAMES)
    assert said.code == 3
    assert "1 text cannot be approved: 1 missing" in said.err


def test_approve_needs_names(run):
    run("translate", "extract", "flu-vaccine")
    said = run("translate", "approve", "flu-vaccine", "--reviewer", "Luis Paz", "--credential", "CHI")
    assert said.code == 2
    assert "a translator, a reviewer and a credential" in said.err


def test_the_review_sheet_is_written_and_checked(run, tmp_path):
    said = run("translate", "review", "flu-vaccine")
    assert said.code == 0, said.err
    assert said.out.split() == ["out/flu-vaccine.es.review.pdf", "out/flu-vaccine.es.review.html"]
    assert (tmp_path / "out" / "flu-vaccine.es.review.pdf").read_bytes().startswith(b"%PDF")


def test_a_glossary_on_the_desk_counts(run, desk):
    desk.mkdir()
    (desk / "glossary.csv").write_text("english,approved,forbidden\nflu,influenza,gripe\n", "utf-8")
    said = run("translate", "check", "flu-vaccine", "--json")
    assert said.code == 1
    assert {fault["check"] for fault in said.json["faults"] if fault["outcome"] == "fail"} == {"glossary"}


# ----- the board


def test_the_board_of_everything_that_is_here(run, desk, sample):
    run("translate", "extract", "A1C", *sample)
    said = run("translate", "status", "--json")
    assert said.code == 0, said.err
    rows = {row["topic"]: row for row in said.json}
    assert len(rows) == 5
    assert rows["flu-vaccine"]["state"] == "draft"
    assert "not at hand" in rows["a1c"]["note"]


def test_the_board_of_a_topics_file(run, sample):
    rows = list(csv.DictReader(io.StringIO(run("translate", "status", *sample, "--csv").out)))
    states = {row["topic"]: row["state"] for row in rows}
    assert states == {"a1c": "missing", "acne": "official", "acupuncture": "official"}


def test_the_board_reads_a_topics_file_once(run, sample, monkeypatch):
    """Two thousand topics, each looked for from the beginning of the file, would take an hour."""
    read: list[object] = []
    load_records = medlineplus_xml.load_records
    monkeypatch.setattr(medlineplus_xml, "load_records", lambda source: read.append(source) or load_records(source))
    run("translate", "status", *sample)
    assert len(read) == 1


def test_one_topic_that_cannot_be_had_does_not_stop_the_others(run):
    said = run("translate", "status", "flu-vaccine", "no-such-topic")
    assert said.code == 1
    assert said.out.startswith("flu-vaccine\tdraft")
    assert "no-such-topic" in said.err


# ----- help


@pytest.mark.parametrize("name", ["extract", "update", "import", "check", "review", "approve", "status"])
def test_every_help_has_an_example(run, name):
    said = run("translate", name, "--help")
    assert said.code == 0
    assert f"handouts translate {name}" in said.out.partition("Example:")[2]
