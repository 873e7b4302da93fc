"""Every layout, language, paper and topic in every standard, before the real judge and our own.

Prints a row a topic: files that veraPDF finds compliant of files made, then what validators do not see, over all files:
runs in the wrong language, words joined, furniture in the reading order, elements split. See it with
`pytest tests/test_standards.py -s`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import lxml.html
import pytest

from handouts import tools
from handouts.build import build
from handouts.checks.facts import read_facts
from handouts.checks.report import Standard
from handouts.compose import compose
from handouts.compose.request import Request
from handouts.errors import ToolError
from handouts.model import Topic
from handouts.render.markup import layouts, to_html
from handouts.sources import builtin, load_topics, medlineplus_xml

TOPICS = (
    *(f"builtin:{name}" for name in builtin.ids()),
    "seed:0",
    "seed:1",
    "2024:A1C",
    "2024:Acne",
    "2024:Acupuncture",
    "2024:Accidente cerebrovascular",
    "2012:Abdominal Pain",
)
FLAVOURS: dict[Standard, tuple[str, ...]] = {"ua-1": ("ua1",), "ua-2": ("ua2",), "archive": ("2a", "ua1")}
UNSEEN = ("language-of-parts", "words-kept-apart", "furniture-is-artifact")
XML = {"2024": "mplus_topics_2024-08-30_sample.xml", "2012": "mplus_topics_2012-07-21_sample.xml"}


def load(name: str, request: pytest.FixtureRequest) -> Topic:
    where, _, what = name.partition(":")
    if where == "builtin":
        return builtin.load_topic(what)
    shared: Path = request.getfixturevalue("shared")
    if where == "seed":
        return load_topics(sorted((shared / "seeds").glob("*.txt"))[int(what)])[0]
    return medlineplus_xml.load_topic(shared / "samples" / XML[where], what)


def requests(topic: Topic) -> Iterator[Request]:
    ways = [(tag,) for tag in topic.languages] + ([topic.languages] if len(topic.languages) == 2 else [])
    for way, layout, paper in product(ways, layouts(), ("letter", "a4")):
        if (layout == "single") == (len(way) == 1):
            yield Request(way, layout, paper)


def split_elements(topic: Topic, wanted: Request, pdf: bytes) -> int:
    """Return by how much the counts of headings, paragraphs and items differ between the HTML and the file's tags."""
    page = lxml.html.document_fromstring(to_html(compose(topic, wanted)).text)
    meant = Counter(
        {"li": "LI"}.get(element.tag, element.tag.upper())
        for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a")
        if element.text_content().strip()
    )
    meant["LINK"] = meant.pop("A", 0)
    found = Counter(element.role.upper() for element in read_facts(pdf).elements)
    return sum(abs(found[role] - count) for role, count in meant.items())


@pytest.fixture(scope="module")
def judge() -> None:
    try:
        tools.find_verapdf()
    except ToolError as error:
        pytest.skip(str(error))


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPICS)
def test_every_way_of_printing_meets_every_standard(name: str, request: pytest.FixtureRequest, judge: None) -> None:
    topic = load(name, request)
    row: list[str] = []
    unseen: Counter[str] = Counter(dict.fromkeys((*UNSEEN, "split"), 0))
    broken: list[object] = []
    for standard, flavours in FLAVOURS.items():
        pdfs: dict[str, bytes] = {}
        for wanted in requests(topic):
            built = build(topic, wanted, standard=standard, checks=standard == "ua-1", only=UNSEEN)
            pdfs[f"{name} {'+'.join(wanted.languages)} {wanted.layout} {wanted.paper} {standard}"] = built.pdf
            if built.report:
                unseen.update(finding.check for finding in built.report.findings)
                unseen["split"] += split_elements(topic, wanted, built.pdf)
        profiles: list[str | Path] = list(flavours)
        if standard == "ua-1":
            profiles += [request.getfixturevalue("shared") / "samples" / "verapdf" / "WCAG-2-2-Machine.xml"]
        for profile in profiles:
            verdicts = tools.validate(pdfs, profile)  # type: ignore[arg-type]
            broken += [(verdict.file, verdict.failed) for verdict in verdicts if not verdict.compliant]
            label = profile if isinstance(profile, str) else "wcag"
            row.append(f"{label} {sum(v.compliant for v in verdicts)}/{len(verdicts)}")
    print(
        f"\n{name:34} {'  '.join(row)}  | wrong language {unseen['language-of-parts']}, words joined "
        f"{unseen['words-kept-apart']}, furniture read {unseen['furniture-is-artifact']}, split {unseen['split']}"
    )
    assert not broken
    assert not any(unseen.values()), unseen
