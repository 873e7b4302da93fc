"""A MedlinePlus topic page as text, its addresses in `[<…>]` behind their words, as people paste and mail it.

Everything the page says about itself is told from the words alone: a line alone that ends like no sentence is a
heading, a known heading over links opens a section of links, the page's small print ends the page. The text has no
date, so none is known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from handouts.errors import ContentError, SourceError
from handouts.model import (
    Article,
    Block,
    Bullets,
    Dates,
    Heading,
    Item,
    Paragraph,
    Provenance,
    Strong,
    Topic,
    anchors,
    plain_text,
)
from handouts.sources.anchor_words import with_words
from handouts.sources.bracketed import to_blocks
from handouts.sources.cleaning import clean_address, clean_text
from handouts.sources.files import check_text, load_file
from handouts.sources.link_lines import links_start, to_sections, words_alone
from handouts.sources.page_words import is_small_print, to_synonyms
from handouts.sources.topic_address import address_language, require_topic_address, topic_id

_ADDRESS_LINE = re.compile(
    r"^[^\S\n]*(?:URL|Address|Dirección)[^:\n]{0,40}:\s*<?(https?://[^\s<>]+)>?[^\S\n]*$", re.IGNORECASE | re.MULTILINE
)
_BREADCRUMB = re.compile(r"^[^\n]*\s→\s([^\n→]+)$", re.MULTILINE)
_SUMMARY_TITLES = frozenset({"summary", "resumen", "introducción", "introduction"})
_TITLE_LETTERS = 80


def looks_like_topic(text: str) -> bool:
    """Say whether a text has the line with a page's address, or an address in `[<…>]`."""
    return _ADDRESS_LINE.search(text) is not None or "[<http" in text


def load_topic(path: Path, *, retrieved: date | None = None) -> Topic:
    """Return the topic of a text file.

    Args:
        retrieved: the day the page was fetched, where someone knows it.

    Raises:
        SourceError: the file cannot be read, or is no topic page as text.
        ContentError: the page has no text of its own.
    """
    file = load_file(path)
    return to_topic(file.text, sha256=file.sha256, place=file.place, retrieved=retrieved)


def to_topic(text: str, *, sha256: str = "", place: str = "", retrieved: date | None = None) -> Topic:
    """Return the topic that a page as text holds, in the one language it has.

    Args:
        text: the whole page, the lines above its title and the small print below it included.
        sha256: of the source's bytes; of the text itself when not given.
        place: the file's name, for errors.
        retrieved: the day the page was fetched, where someone knows it.

    Raises:
        SourceError: no title, no address of a MedlinePlus topic page, or an address in brackets that is cut off.
        ContentError: the page has no text of its own.
    """
    check_text(text, place=place)
    found = _ADDRESS_LINE.search(text)
    address = require_topic_address(clean_address(found[1]) if found else "", place=place)
    lang = address_language(address)
    title, blocks = _titled(text, found.end() if found else 0, lang, place)
    blocks = blocks[: next((i for i, block in enumerate(blocks) if _is_small_print(block)), len(blocks))]
    cut = links_start(blocks, lang)
    synonyms, body = _synonyms(blocks[:cut])
    body, attribution = _attribution(_article_blocks(body))
    if not body:
        raise ContentError(
            f"the topic {title!r} has no text", place=place, hint="Save the whole page, its summary included"
        )
    article = Article(
        lang=lang,
        title=title,
        blocks=body,
        provenance=Provenance(
            "MedlinePlus", "medlineplus", sha256 or hashlib.sha256(text.encode()).hexdigest(), "official"
        ),
        address=address,
        synonyms=synonyms,
        sections=to_sections(blocks[cut:], lang, place=place),
        attribution=attribution,
        dates=Dates(retrieved=retrieved),
    )
    return Topic(topic_id(address), {lang: article})


# --------------------------------------------------------------------------- the page's parts


def _titled(text: str, start: int, lang: str, place: str) -> tuple[str, tuple[Block, ...]]:
    """Return the title and the blocks after it; the line with the address, and what stands above it, are neither."""
    crumb = _BREADCRUMB.search(text)
    below = text[max(start, crumb.end() if crumb else 0) :]
    blocks = to_blocks(below, lang, place=place)
    named = clean_text(crumb[1]) if crumb else ""
    first = words_alone(blocks[0]) if blocks else ""
    if first and (first == named or not named):
        return first, blocks[1:]
    if named:
        return named, blocks
    raise SourceError("the page has no title", place=place, hint="The title stands alone in the line after the address")


def _is_small_print(block: Block) -> bool:
    if isinstance(block, Bullets):
        return False
    own = ("/disclaimers.html", "/criteria.html")
    return is_small_print(plain_text(block.inlines)) or any(
        anchor.link.address.endswith(own) for anchor in anchors(block.inlines)
    )


def _synonyms(blocks: Sequence[Block]) -> tuple[tuple[str, ...], Sequence[Block]]:
    """Return the names in the line below the title, and the blocks without it and without the heading "Summary"."""
    found: tuple[str, ...] = ()
    while blocks and (words := words_alone(blocks[0])):
        names = to_synonyms(words)
        if not names and words.casefold() not in _SUMMARY_TITLES:
            break
        found, blocks = found + names, blocks[1:]
    return found, blocks


# --------------------------------------------------------------------------- the text


def _article_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with their headings told from paragraphs and every address given its words."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Bullets):
            out.append(_worded(block))
        elif isinstance(block, Paragraph) and _reads_as_heading(words_alone(block)):
            inner = block.inlines[0]
            bold = len(block.inlines) == 1 and isinstance(inner, Strong)
            out.append(Heading(2, inner.inlines if bold and isinstance(inner, Strong) else block.inlines))
        else:
            out.append(replace(block, inlines=with_words(block.inlines)))
    return tuple(out)


def _worded(bullets: Bullets) -> Bullets:
    items = (Item(with_words(item.inlines), tuple(_worded(inner) for inner in item.nested)) for item in bullets.items)
    return replace(bullets, items=tuple(items))


def _reads_as_heading(words: str) -> bool:
    """Say whether a line alone is a heading: one question, or a few words that end like no sentence."""
    if words.endswith("?"):
        return not re.search(r"[.!?]\s", words)
    return 0 < len(words) <= _TITLE_LETTERS and words[-1] not in ".,:;!…" and not words[0].islower()


def _attribution(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks and whose text they are: the last line, where it reads as a heading with nothing under it."""
    if len(blocks) > 1 and isinstance(last := blocks[-1], Heading) and not plain_text(last.inlines).endswith("?"):
        return blocks[:-1], (plain_text(last.inlines),)
    return blocks, ()
