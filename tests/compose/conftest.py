"""Builders of articles and topics, and bilingual passages of our own to build them from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.model import (
    Alternate,
    Anchor,
    Article,
    Block,
    Bullets,
    Heading,
    Inline,
    Item,
    Link,
    Paragraph,
    Provenance,
    Strong,
    Text,
    Topic,
)

_MARKUP = re.compile(r"\[([^\]]+)\]\(([^)]+)\)|\*\*([^*]+)\*\*")


def inlines(text: str, lang: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = 0
    for match in _MARKUP.finditer(text):
        if match.start() > at:
            found.append(Text(text[at : match.start()]))
        words, address, strong = match.groups()
        if strong:
            found.append(Strong((Text(strong),)))
        else:
            found.append(Anchor(Link(address, words, lang), (Text(words),)))
        at = match.end()
    return (*found, Text(text[at:])) if at < len(text) else tuple(found)


def block_of(source: Any, lang: str) -> Block:
    """A string is a paragraph, "# " before it a heading (one "#" a level below the title), a list is bullets."""
    if isinstance(source, str):
        marks, _, words = source.partition(" ")
        if marks and set(marks) == {"#"}:
            return Heading(len(marks) + 1, inlines(words, lang))
        return Paragraph(inlines(source, lang))
    items: list[Item] = []
    for entry in source:
        if isinstance(entry, str):
            items.append(Item(inlines(entry, lang)))
        else:
            inner = block_of(entry, lang)
            assert isinstance(inner, Bullets)
            items[-1] = Item(items[-1].inlines, (*items[-1].nested, inner))
    return Bullets(tuple(items))


def article_of(lang: str, blocks: Sequence[Any], **fields: Any) -> Article:
    provenance = fields.pop("provenance", Provenance("MedlinePlus", "medlineplus", "0" * 64, "official"))
    title = fields.pop("title", {"en": "A topic", "es": "Un tema"}.get(lang, "Topic"))
    return Article(lang, title, tuple(block_of(b, lang) for b in blocks), provenance, **fields)


@pytest.fixture
def article() -> Callable[..., Article]:
    return article_of


def link_of(address: str, title: str, lang: str = "en", *alternates: tuple[str, str], **fields: Any) -> Link:
    """A link, with the addresses it has in other languages as (language, address)."""
    return Link(
        f"https://{address}",
        title,
        lang,
        alternates=tuple(Alternate(t, f"https://{a}") for t, a in alternates),
        **fields,
    )


@pytest.fixture
def link() -> Callable[..., Link]:
    return link_of


@pytest.fixture
def topic() -> Callable[..., Topic]:
    def made(*articles: Article, **fields: Any) -> Topic:
        return Topic(fields.pop("id", "topic"), {a.lang: a for a in articles}, **fields)

    return made


@pytest.fixture(scope="session")
def passages() -> Mapping[str, list[tuple[Any, Any]]]:
    """Topic to its blocks in both languages, as `article` takes them; headings begin a section."""
    content = yaml.safe_load((Path(__file__).parent / "passages.yaml").read_text(encoding="utf-8"))
    return {
        topic: [
            pair
            for section in sections
            for pair in (
                (f"# {section['heading']['en']}", f"# {section['heading']['es']}"),
                *((block["en"], block["es"]) for block in section["blocks"]),
            )
        ]
        for topic, sections in content.items()
    }
