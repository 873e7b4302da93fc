"""Every layout, language, paper and topic in every standard, before the real judge and our own.

Prints a row a topic, and one for all: files that veraPDF finds compliant of files made, then what validators do not
see, over all files: runs in the wrong language, words joined, furniture in the reading order, elements split. See it
with `pytest tests/test_standards.py -s`; it takes five minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import lxml.html
import pypdfium2
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
from handouts.render.pdf import _balanced, to_pdf
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
    """Return by how much the counts of headings, paragraphs and items differ between the HTML and the file's tags.

    The words of an item that holds a list too are a paragraph in its body, which is none in the HTML.
    """
    page = lxml.html.document_fromstring(to_html(compose(topic, wanted)).text)
    meant = Counter(
        {"li": "LI"}.get(element.tag, element.tag.upper())
        for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a")
        if element.text_content().strip()
    )
    meant["LINK"] = meant.pop("A", 0)
    elements = read_facts(pdf).elements
    own = [one for one in elements if one.role != "P" or one.parent < 0 or elements[one.parent].role != "LBody"]
    found = Counter(element.role.upper() for element in own)
    return sum(abs(found[role] - count) for role, count in meant.items())


@pytest.fixture(scope="module")
def totals() -> Iterator[Counter[str]]:
    """Counts over all topics: files made and compliant by profile, and what validators do not see."""
    counted: Counter[str] = Counter()
    yield counted
    print(row("all of them", counted))


def row(name: str, counted: Counter[str]) -> str:
    profiles = [key.removesuffix(" made") for key in counted if key.endswith(" made")]
    judged = "  ".join(f"{profile} {counted[profile]}/{counted[f'{profile} made']}" for profile in profiles)
    return (
        f"\n{name:34} {judged}  | wrong language {counted['language-of-parts']}, words joined "
        f"{counted['words-kept-apart']}, furniture read {counted['furniture-is-artifact']}, split {counted['split']}"
    )


@pytest.fixture(scope="module")
def judge() -> None:
    try:
        tools.find_verapdf()
    except ToolError as error:
        pytest.skip(str(error))


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPICS)
def test_every_way_of_printing_meets_every_standard(
    name: str, request: pytest.FixtureRequest, judge: None, totals: Counter[str]
) -> None:
    topic = load(name, request)
    counted: Counter[str] = Counter()
    broken: list[object] = []
    for standard, flavours in FLAVOURS.items():
        pdfs: dict[str, bytes] = {}
        for wanted in requests(topic):
            built = build(topic, wanted, standard=standard, checks=standard == "ua-1", only=UNSEEN)
            pdfs[f"{name} {'+'.join(wanted.languages)} {wanted.layout} {wanted.paper} {standard}"] = built.pdf
            if built.report:
                counted.update(finding.check for finding in built.report.findings)
                counted["split"] += split_elements(topic, wanted, built.pdf)
        profiles: list[str | Path] = list(flavours)
        if standard != "archive":
            profiles += [request.getfixturevalue("shared") / "samples" / "verapdf" / "WCAG-2-2-Machine.xml"]
        for profile in profiles:
            verdicts = tools.validate(pdfs, profile)  # type: ignore[arg-type]
            broken += [(verdict.file, verdict.failed) for verdict in verdicts if not verdict.compliant]
            label = f"{standard}: {profile if isinstance(profile, str) else 'wcag'}"
            counted[label] += sum(verdict.compliant for verdict in verdicts)
            counted[f"{label} made"] += len(verdicts)
    print(row(name, counted))
    totals.update(counted)
    assert not broken
    assert not any(counted[seen] for seen in (*UNSEEN, "split")), counted


@pytest.mark.slow
@pytest.mark.parametrize("layout", layouts())
def test_the_structure_moves_no_pixel(layout: str) -> None:
    """Draw a handout with the structure, and as the layout engine makes it by itself, at 100 dots an inch."""
    wanted = Request(("en",) if layout == "single" else ("en", "es"), layout)
    handout = compose(builtin.load_topic("flu-vaccine"), wanted)
    html = to_html(handout)
    ours = drawn(to_pdf(html, handout, "ua-1").data)
    theirs = drawn(_balanced(html, {}, None).write_pdf())
    moved = sum(one != other for one, other in zip(ours, theirs, strict=True))
    print(f"\n{layout:14} {len(ours)} pages, {moved} of them differ")
    assert not moved


def drawn(pdf: bytes) -> list[bytes]:
    """Return the pixels of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=100 / 72).to_pil().tobytes() for page in document]
