"""The made-up topics file: the numbers and oddities of the real one, and always the same bytes."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from handouts.sources.medlineplus_xml import iter_topics, load_header

CORPUS = Path(__file__).with_name("corpus.py")


def write(path: Path, *arguments: str) -> Path:
    subprocess.run([sys.executable, str(CORPUS), str(path), *arguments], check=True)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("corpus") / "small.xml", "--topics", "300")


@pytest.fixture(scope="module")
def records(small) -> list[etree._Element]:
    return etree.parse(small).getroot().findall("health-topic")


def test_the_same_arguments_give_the_same_bytes(small, tmp_path):
    assert write(tmp_path / "again.xml", "--topics", "300").read_bytes() == small.read_bytes()


def test_every_record_can_be_read(small):
    topics = list(iter_topics(small))
    assert len(topics) == 300
    assert load_header(small).total == 300


def test_more_topics_than_there_are_words_for(tmp_path):
    done = subprocess.run(
        [sys.executable, str(CORPUS), str(tmp_path / "x"), "--topics", "9999"], check=False, capture_output=True
    )
    assert done.returncode == 1
    assert b"There are words for" in done.stderr


def test_the_next_day(small, tmp_path):
    next_day = write(tmp_path / "next.xml", "--topics", "300", "--change", "5")
    before, after = (
        {
            (topic.id, *topic.languages): next(iter(topic.articles.values())).provenance.sha256
            for topic in iter_topics(path)
        }
        for path in (small, next_day)
    )
    assert before.keys() == after.keys()
    changed = [key for key in before if before[key] != after[key]]
    assert 5 <= len(changed) <= 25
    assert load_header(next_day).generated > load_header(small).generated


# ----- what a reader of the real file must survive


def test_the_oddities(records, small):
    sites = [site for record in records for site in record.iter("site")]
    addresses = [site.get("url") for site in sites]
    names = {name.text for record in records for name in record.iter("information-category")}
    raw = small.read_text("utf-8")
    assert "<!DOCTYPE health-topics PUBLIC" in raw
    assert all(len(record.find("full-summary")) == 0 and "<p>" in record.findtext("full-summary") for record in records)
    assert {"Spanish/Español", "NON-DISPLAY (Patient Handout)"} <= names
    assert all(
        "Spanish/Español" in [one.text for one in site.findall("information-category")]
        for record in records
        if record.get("language") == "Spanish"
        for site in record.iter("site")
    )
    hidden = {"Spanish/Español", "NON-DISPLAY (Patient Handout)"}
    assert any({one.text for one in site.findall("information-category")} <= hidden for site in sites)
    assert any(address.startswith("http:") for address in addresses)
    assert any("%22" in address and "+" in address and "%5B" in address for address in addresses)
    assert min(map(len, addresses)) == 14
    assert max(map(len, addresses)) == 389
    others = [other.get("url") for record in records for other in record.iter("other-language")]
    assert any(" " in url and "," in url and "(" in url for url in others)
    assert any(site.get("title").endswith("  ") for site in sites)
    titles = [record.get("title") for record in records]
    assert any(title != unicodedata.normalize("NFC", title) for title in titles)
    assert any(
        len({site.get("title") for site in record.iter("site")}) < len(record.findall("site")) for record in records
    )
    assert all(
        record.find("site").get("title").strip() == unicodedata.normalize("NFC", record.get("title"))
        for record in records
    )
    alone = [record for record in records if record.find("language-mapped-topic") is None]
    assert 1 <= len(alone) <= 6
    assert {record.get("language") for record in alone} == {"English", "Spanish"}
    assert any(re.search(r"<li>[^/]*<ul>|</strong><ul>", record.findtext("full-summary")) for record in records)
    attributed = sum('<p class="">' in record.findtext("full-summary") for record in records)
    assert 0.6 < attributed / len(records) < 0.75
    assert not any(record.find("mesh-heading") is not None for record in records if record.get("language") == "Spanish")


def test_the_two_languages_of_a_topic_name_each_other(records):
    by_id = {record.get("id"): record for record in records}
    for record in records:
        twin = record.find("language-mapped-topic")
        if twin is not None:
            other = by_id[twin.get("id")]
            assert (other.get("url"), other.find("language-mapped-topic").get("id")) == (
                twin.get("url"),
                record.get("id"),
            )


# ----- the real numbers (least, median, most; 90 % lie below the fourth), and how near the made-up ones come

REAL = {
    "links": (4, 15, 95, 52),
    "links en": (4, 21.5, 95, None),
    "links es": (4, 11, None, None),
    "address": (14, 59, 389, 105),
    "summary": (701, 1040, 9621, None),
    "words en": (88, 165, 530, None),
    "words es": (86, 148, 1046, None),
    "also called": (0, 1, 6, None),
    "related": (0, 1, 16, None),
}
NEAR = {"words es": 0.2}
MOST_NEAR = {"words es": 0.5}


def figures(path: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in REAL}
    for record in etree.parse(path).getroot().findall("health-topic"):
        lang = {"English": "en", "Spanish": "es"}[record.get("language")]
        sites, html = record.findall("site"), record.findtext("full-summary")
        found["links"].append(len(sites))
        found[f"links {lang}"].append(len(sites))
        found["address"] += [len(site.get("url")) for site in sites]
        found["summary"].append(len(html))
        found[f"words {lang}"].append(len(re.sub("<[^>]+>", " ", html).split()))
        found["also called"].append(len(record.findall("also-called")))
        found["related"].append(len(record.findall("related-topic")))
    return found


def share_below(values: Sequence[int], share: float) -> int:
    return sorted(values)[int(share * len(values))]


@pytest.mark.slow
def test_the_whole_file_has_the_real_ones_numbers(tmp_path):
    path = write(tmp_path / "whole.xml")
    print(f"\n{path.stat().st_size / 1e6:.1f} MB, {load_header(path).total} records")
    print(f"{'':12} {'least':>14} {'median':>14} {'most':>14} {'90 %':>14}   (real)")
    for name, values in figures(path).items():
        least, median, most, ninety = REAL[name]
        made = (min(values), statistics.median(values), max(values), share_below(values, 0.9))
        cells = [f"{one:g} ({real if real is not None else '?'})" for one, real in zip(made, REAL[name], strict=True)]
        print(f"{name:12} " + " ".join(f"{cell:>14}" for cell in cells))
        near = NEAR.get(name, 0.1)
        assert made[0] == pytest.approx(least, rel=0.15, abs=0.1)
        assert made[1] == pytest.approx(median, rel=near, abs=0.1)
        assert most is None or made[2] == pytest.approx(most, rel=MOST_NEAR.get(name, 0.05))
        assert ninety is None or made[3] == pytest.approx(ninety, rel=0.05)
