"""Sections of links in a page as text: a heading, then a line or list item for each link.

A link is its title, its address in brackets, and notes about it: "(organization)", "- PDF", and "Also in Spanish" with
an address of its own, all on the same line or on the next ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from handouts.errors import SourceError
from handouts.model import (
    Alternate,
    Anchor,
    Block,
    Bullets,
    Inline,
    Link,
    LinkSection,
    Paragraph,
    Text,
    anchors,
    plain_text,
    runs,
)
from handouts.sections import section_id
from handouts.sources.cleaning import clean_text
from handouts.sources.page_words import to_notes

_LONGEST_HEADING = 150
_PRIMARY = re.compile(r".*\b(?:is|es)\s+(?:(?:the|el|la)\s+)?(.+)$|(?:and|y|e)\s+(?:(?:the|el|la)\s+)?(.+)$")
"""The institute's name in "The primary … for research on … is the …"; in "and the …" where there are two."""


@dataclass(slots=True)
class _Draft:
    """A section while its links are being read."""

    title: str
    links: list[Link] = field(default_factory=list)


def words_alone(block: Block) -> str:
    """Return the words of a heading, or of a paragraph without addresses that is short enough to be one; else ""."""
    if isinstance(block, Bullets) or any(True for _ in anchors(block.inlines)):
        return ""
    words = plain_text(block.inlines)
    return words if len(words) <= _LONGEST_HEADING else ""


def links_start(blocks: Sequence[Block], lang: str) -> int:
    """Return the number of the first block that belongs to the sections of links; the blocks' count without any.

    It is the first heading of MedlinePlus's own with a link below it that has nothing behind it but notes; a line that
    explains the section may stand between them.
    """
    for i, block in enumerate(blocks):
        below = blocks[i + 1 : i + 3]
        if below and isinstance(below[0], Paragraph) and words_alone(below[0]):
            below = below[1:]
        if _is_known(words_alone(block), lang) and below and _is_link(next(runs(below[0]))):
            return i
    return len(blocks)


def to_sections(blocks: Sequence[Block], lang: str, *, place: str = "") -> tuple[LinkSection, ...]:
    """Return the sections, each with a link at least; the first block is a heading.

    Args:
        blocks: with anchors that have no words yet.
        place: the file's name, for the error.

    Raises:
        SourceError: a list item without an address.
    """
    drafts: list[_Draft] = []
    for i, block in enumerate(blocks):
        words = words_alone(block)
        if words and not words.startswith("(") and _opens_section(words, blocks[i + 1 :], drafts, lang):
            drafts.append(_Draft(words))
            continue
        for run in runs(block):
            if isinstance(block, Bullets) or any(True for _ in anchors(run)) or words.startswith("("):
                _read(run, drafts[-1], lang, place)
    return tuple(LinkSection(section_id(d.title, lang), d.title, tuple(d.links)) for d in drafts if d.links)


def _opens_section(words: str, below: Sequence[Block], drafts: Sequence[_Draft], lang: str) -> bool:
    if _is_known(words, lang) or not drafts:
        return True
    explains = not drafts[-1].links  # right below another heading: a line about that section
    return not explains and bool(below) and _is_link(next(runs(below[0])))


def _is_known(heading: str, lang: str) -> bool:
    return bool(heading) and not section_id(heading, lang).startswith("other:")


def _is_link(run: Sequence[Inline]) -> bool:
    """Say whether a run is words, an address, and nothing behind it but notes about that page."""
    pieces = list(_pieces(run))
    return len(pieces) > 1 and bool(pieces[0][0].strip()) and not to_notes(pieces[1][0]).rest


def _read(run: Sequence[Inline], draft: _Draft, lang: str, place: str) -> None:
    """Add what a list item or a line says to the section's links."""
    links = draft.links
    began = len(links)
    for before, address in _pieces(run):
        words = clean_text(before)
        notes = to_notes(words)
        if links and (len(links) > began or words.startswith("(") or notes.also_in):
            words = notes.rest
            links[-1] = replace(
                links[-1],
                organizations=(*links[-1].organizations, *notes.organizations),
                marks=tuple(sorted({*links[-1].marks, *notes.marks})),
            )
            if address and notes.also_in:
                alternates = (*links[-1].alternates, Alternate(notes.also_in, address))
                links[-1] = replace(links[-1], alternates=alternates)
                address = ""
            if words and not address:
                links[-1] = replace(links[-1], title=f"{links[-1].title} {words}")
        elif words and not address:
            raise SourceError(
                f"a link has no address: {words[:60]!r}",
                place=place,
                hint="Every link's address stands behind its words in [< and >]",
            )
        if address:
            institute = _PRIMARY.match(words) if section_id(draft.title, lang) == "institute" else None
            title = institute[1] or institute[2] if institute else words
            links.append(Link(address, title or address, lang))


def _pieces(inlines: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    """Yield (words before it, address) for each address, then the words behind the last one with ""."""
    words = ""
    for part in _flat(inlines):
        if isinstance(part, Anchor):
            yield words, part.link.address
            words = ""
        else:
            words += part.text
    yield words, ""


def _flat(inlines: Sequence[Inline]) -> Iterator[Text | Anchor]:
    for inline in inlines:
        if isinstance(inline, (Text, Anchor)):
            yield inline
        else:
            yield from _flat(inline.inlines)
