"""The main job on all that is at hand: each topic, language and paper a PDF, each code read back as it was meant, and
each rule of each edition kept.

The tables of links, codes and misses, and of rules, are printed; see them with `pytest tests/test_every_topic.py -s`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from handouts import editions
from handouts.build import build
from handouts.checks.codes import decode_codes
from handouts.compose.layouts import usual_layout
from handouts.compose.request import Request
from handouts.model import Anchor, Article, Topic, anchors, runs
from handouts.sources import builtin, load_topics, medlineplus_xml

BUILT_IN = ("genes-and-gene-therapy", "type-2-diabetes", "high-blood-pressure", "flu-vaccine")
PAPERS = ("letter", "a4")
XML = {
    "mplus_topics_2024-08-30_sample.xml": ("A1C", "Acne", "Acupuncture", "Accidente cerebrovascular"),
    "mplus_topics_2012-07-21_sample.xml": ("Abdominal Pain",),
}


def ways(topic: Topic) -> Iterator[tuple[str, ...]]:
    """Yield each language alone, then both."""
    for tag in topic.languages:
        yield (tag,)
    if len(topic.languages) == 2:
        yield topic.languages


def known_addresses(article: Article) -> set[str]:
    """Return every address that the article leads to."""
    inline: list[Anchor] = [a for block in article.blocks for run in runs(block) for a in anchors(run)]
    return {a.link.address for a in inline} | {link.address for s in article.sections for link in s.links}


def examine(topic: Topic, table: list[tuple[str, str, str, int, int, int, int]]) -> None:
    for way in ways(topic):
        for paper in PAPERS:
            layout = "single" if len(way) == 1 else "side-by-side"
            built = build(topic, Request(way, layout, paper), checks=False)
            meant = Counter(
                target.address
                for section in built.handout.sections
                for reference in section.references
                for target in reference.targets
            )
            meant.update(citation.page.address for citation in built.handout.citations if citation.page)
            read = Counter(code.text for code in decode_codes(built.pdf, dpi=150))
            missed = meant - read
            counts = (built.pages, sum(meant.values()), sum(read.values()), len(missed))
            table.append((topic.id, "+".join(way), paper, *counts))
            assert read == meant, (topic.id, way, paper, missed, read - meant)
            same = {normal(address) for address in meant}
            for tag in way:
                lost = {a for a in known_addresses(topic.articles[tag]) if normal(a) not in same}
                assert not lost, (topic.id, way, paper, lost)


def normal(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def print_table(table: list[tuple[str, str, str, int, int, int, int]]) -> None:
    print(f"\n{'topic':34} {'lang':6} {'paper':7} {'pages':>5} {'links':>5} {'codes':>5} {'missed':>6}")
    for row in table:
        print(f"{row[0]:34} {row[1]:6} {row[2]:7} {row[3]:5} {row[4]:5} {row[5]:5} {row[6]:6}")
    print(f"{len(table)} PDFs, {sum(r[4] for r in table)} codes meant, {sum(r[6] for r in table)} missed")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(XML))
def test_every_topic_of_the_samples(shared: Path, name: str) -> None:
    table: list[tuple[str, str, str, int, int, int, int]] = []
    for title in XML[name]:
        examine(medlineplus_xml.load_topic(shared / "samples" / name, title), table)
    print_table(table)


@pytest.mark.slow
def test_both_seeds(shared: Path) -> None:
    table: list[tuple[str, str, str, int, int, int, int]] = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        examine(load_topics(path)[0], table)
    assert len(table) == 4
    print_table(table)


@pytest.mark.slow
@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_topic(name: str) -> None:
    table: list[tuple[str, str, str, int, int, int, int]] = []
    examine(builtin.load_topic(name), table)
    print_table(table)


EDITION_CHECKS = ("edition", "layout", "page-balance", "text-size")


@pytest.mark.slow
@pytest.mark.parametrize("name", editions.names())
def test_every_topic_keeps_every_rule_of_an_edition(shared: Path, name: str) -> None:
    topics = [builtin.load_topic(topic) for topic in BUILT_IN]
    topics += [load_topics(path)[0] for path in sorted((shared / "seeds").glob("*.txt"))]
    topics += [medlineplus_xml.load_topic(shared / "samples" / file, t) for file in sorted(XML) for t in XML[file]]
    told: Counter[tuple[str, str]] = Counter()
    for topic, paper in product(topics, PAPERS):
        layout = usual_layout(len(topic.languages), name)
        built = build(topic, Request(topic.languages, layout, paper, edition=name), only=EDITION_CHECKS)
        assert built.report is not None
        assert not built.report.failed, (topic.id, paper, built.report.findings)
        told.update((measure.rule, measure.outcome) for result in built.report.results for measure in result.measures)
    print(f"\n{name}: {len(topics) * len(PAPERS)} handouts")
    for rule in editions.edition(name).rules:
        outcomes = {outcome: count for (told_rule, outcome), count in told.items() if told_rule == rule.name}
        print(f"  {rule.name:13} {outcomes} {rule.reason}")
        assert set(outcomes) == ({"apart"} if rule.reason else {"kept"})
