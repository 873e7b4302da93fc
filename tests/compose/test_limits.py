"""A hostile topic ends in an error that names the limit and the next step, or in a file; never in a hang or a crash."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from handouts.compose import limits
from handouts.compose.composing import compose
from handouts.compose.request import Request
from handouts.errors import ContentError
from handouts.model import (
    Article,
    Block,
    Bullets,
    Inline,
    Item,
    Link,
    LinkSection,
    Paragraph,
    Provenance,
    Strong,
    Text,
    Topic,
)

WORDS = "Salt and water are words that stand in this text. "


def topic(*blocks: Block, links: int = 1, title: str = "Made up") -> Topic:
    found = tuple(Link(f"https://example.org/{n}", f"Page {n}", "en") for n in range(links))
    provenance = Provenance("Tests", "local", "0" * 64, "official")
    text = blocks or (Paragraph((Text("Words."),)),)
    sections = (LinkSection("start-here", "Start Here", found),)
    return Topic("made-up", {"en": Article("en", title, text, provenance, sections=sections)})


def nested(depth: int) -> Bullets:
    lists = Bullets((Item((Text("Deep."),)),))
    for _ in range(depth - 1):
        lists = Bullets((Item((Text("In."),), (lists,)),))
    return lists


def marked(depth: int) -> Paragraph:
    inline: Inline = Text("Deep.")
    for _ in range(depth - 1):
        inline = Strong((inline,))
    return Paragraph((inline,))


def items(number: int) -> Bullets:
    return Bullets(tuple(Item((Text(f"Item {n}."),)) for n in range(number)))


def paragraph(characters: int) -> Paragraph:
    return Paragraph((Text((WORDS * (characters // len(WORDS) + 1))[:characters]),))


HOSTILE = {
    "deep lists": (topic(nested(5_000)), "lists lie more than 12 deep"),
    "deep marks": (topic(marked(5_000)), "marks lie more than 12 deep"),
    "one paragraph of a megabyte": (topic(paragraph(1_000_000)), "50,000 is the most"),
    "a word of a megabyte": (topic(Paragraph((Text("x" * 1_000_000),))), "1,000 is the most|50,000 is the most"),
    "a word of a page": (topic(Paragraph((Text("x" * 5_000),))), "1,000 is the most"),
    "ten thousand items": (topic(items(10_000)), "has 10,000 passages, and 1,000 is the most"),
    "five thousand links": (topic(links=5_000), "has 5,000 links, and 1,000 is the most.*--links"),
    "a book": (topic(*(paragraph(40_000) for _ in range(10))), "has 4.*250,000 is the most"),
    "a title of a megabyte": (topic(title="x" * 1_000_000), "2,000 is the most"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_too_large_is_refused_with_the_limit_and_the_next_step(name: str) -> None:
    made, said = HOSTILE[name]
    with pytest.raises(ContentError, match=said) as caught:
        compose(made, Request(("en",), "single"))
    assert "made-up" in str(caught.value)
    assert caught.value.hint


def test_the_limits_themselves_are_let_pass() -> None:
    for made in (
        topic(nested(limits.DEEPEST)),
        topic(marked(limits.DEEPEST)),
        topic(*(paragraph(limits.LONGEST_PASSAGE) for _ in range(limits.MOST_CHARACTERS // limits.LONGEST_PASSAGE))),
        topic(items(limits.MOST_PASSAGES)),
        topic(links=limits.MOST_LINKS),
    ):
        assert compose(made, Request(("en",), "single")).rows


def test_more_links_than_can_be_printed_are_no_matter_where_few_are_asked_for() -> None:
    assert compose(topic(links=limits.MOST_LINKS + 1), Request(("en",), "single", links=5)).omitted


# What the limits let pass has to end: CPU seconds that are ten times what each takes on two shared cores.
LARGEST = {
    "lists": "topic(nested(limits.DEEPEST))",
    "passage": "topic(paragraph(limits.LONGEST_PASSAGE))",
    "text": "topic(*(paragraph(limits.LONGEST_PASSAGE),) * (limits.MOST_CHARACTERS // limits.LONGEST_PASSAGE))",
    "items": "topic(items(limits.MOST_PASSAGES))",
    "word": "topic(Paragraph((Text('x' * limits.LONGEST_WORD),)))",
    "links": "topic(links=limits.MOST_LINKS)",
}
MOST_SECONDS = 120


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_that_is_let_pass_ends_in_a_file_within_two_minutes(name: str) -> None:
    program = (
        "from handouts.build import build\nfrom handouts.checks import names\n"
        "from tests.compose.test_limits import *\n"
        "checks = tuple(name for name in names() if not name.startswith('verapdf'))\n"
        f"print(build({LARGEST[name]}, Request(('en',), 'single'), only=checks).pages)"
    )

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, preexec_fn=limited, check=True
    )
    assert int(ran.stdout) > 0
