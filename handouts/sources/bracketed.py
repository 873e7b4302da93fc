"""Text with addresses in `[<…>]`, as blocks: paragraphs, headings and lists; the grammar is CommonMark's, pared down.

What CommonMark would make of indents, references, entities, backslashes, code and HTML is turned off: here they are the
text itself. An address becomes an `Anchor` without words in its place: `anchor_words.with_words` gives it those of the
running text that belong to it, while a reader of a list of links looks at the anchor itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from handouts.errors import SourceError
from handouts.model import (
    Anchor,
    Block,
    Bullets,
    Emphasis,
    Heading,
    Inline,
    Item,
    Link,
    Paragraph,
    Strong,
    Text,
    anchors,
    plain_text,
    runs,
)
from handouts.sources.cleaning import clean_text, web_address

_ADDRESS = re.compile(r"\[<([^<>]*)>\]")
_CONTINUES = re.compile(r"\n(?:[^\S\n]*\n)+(?=[^\S\n]*\[<)")
"""Blank lines before a line that begins with an address: the words it belongs to stand above them."""

_RULES = ["paragraph", "heading", "list", "text", "newline", "emphasis", "address"]
_DEEPEST = 60
_HINT = "Every address stands in [< and >]; save the page again"


def to_blocks(text: str, lang: str, *, place: str = "") -> tuple[Block, ...]:
    """Return the blocks of a text, every address in brackets an anchor that has no words yet.

    Args:
        text: with line feeds between its lines, hard-wrapped or not.
        lang: BCP 47; the language of the text, taken for the pages behind its addresses too.
        place: for the error.

    Raises:
        SourceError: an address in brackets is cut off, or lists stand in lists deeper than anyone means.
    """
    tokens = _grammar().parse(_CONTINUES.sub("\n", text))
    if any(token.level >= _DEEPEST for token in tokens):
        raise SourceError("lists stand inside lists without end", place=place, hint=_HINT)
    blocks = tuple(block for node in SyntaxTreeNode(tokens).children for block in _blocks(node, lang))
    for block in blocks:
        for inlines in runs(block):
            if (cut := plain_text(inlines).find("[<")) >= 0:
                found = plain_text(inlines)[cut : cut + 60]
                raise SourceError(f"an address in brackets is cut off: {found!r}", place=place, hint=_HINT)
    return blocks


@cache
def _grammar() -> MarkdownIt:
    grammar = MarkdownIt("zero", {"maxNesting": 2 * _DEEPEST})
    grammar.inline.ruler.push("address", _address)
    return grammar.enable(_RULES)


def _address(state: StateInline, silent: bool) -> bool:
    found = _ADDRESS.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("address", "", 0).content = found[1]
    state.pos = found.end()
    return True


# --------------------------------------------------------------------------- blocks


def _blocks(node: SyntaxTreeNode, lang: str) -> Iterator[Block]:
    if node.type in ("bullet_list", "ordered_list"):
        yield from _bullets(node, lang)
    elif inlines := _run([node], lang):
        yield Heading(max(2, int(node.tag[1:])), inlines) if node.type == "heading" else Paragraph(inlines)


def _bullets(node: SyntaxTreeNode, lang: str) -> Iterator[Bullets]:
    """Yield the list; one that does not begin at 1 keeps its numbers as words, for they would be counted anew."""
    start = int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, start=start):
        found = _items(item, lang)
        if node.type == "ordered_list" and start != 1 and found:
            first = found[0]
            found[0] = replace(first, inlines=_joined((Text(f"{number}. "), *first.inlines)))
        items += found
    if items:
        yield Bullets(tuple(items), ordered=node.type == "ordered_list" and start == 1)


def _items(node: SyntaxTreeNode, lang: str) -> list[Item]:
    """Return a list item: its paragraphs as one run, then its lists; words behind those are a new item."""
    items: list[Item] = []
    words: list[SyntaxTreeNode] = []
    nested: list[Bullets] = []
    for child in [*node.children, None]:
        if child is not None and child.type.endswith("_list"):
            nested += _bullets(child, lang)
        elif child is None or nested:
            if (run := _run(words, lang)) or nested:
                items.append(Item(run, tuple(nested)))
            words, nested = [], []
        if child is not None and not child.type.endswith("_list"):
            words.append(child)
    return items


# --------------------------------------------------------------------------- inlines


def _run(nodes: Sequence[SyntaxTreeNode], lang: str) -> tuple[Inline, ...]:
    """Return the words of some paragraphs as one run; nothing when there is neither a word nor an address."""
    inlines: list[Inline] = []
    for node in nodes:
        inlines += [Text(" "), *(inline for child in node.children for inline in _inlines(child, lang))]
    run = _joined(inlines)
    told = any(c.isalnum() for c in plain_text(run)) or any(True for _ in anchors(run))
    return run if told else ()


def _inlines(node: SyntaxTreeNode, lang: str) -> Iterator[Inline]:
    if node.type == "address":
        address = web_address(re.sub(r"\s*\n\s*", "", node.content), "")
        yield Anchor(Link(address, "", lang), ()) if address else Text(f"[{clean_text(node.content)}]")
    elif node.type in ("softbreak", "hardbreak"):
        yield Text(" ")
    elif node.type == "text":
        yield Text(_spaced(node.content))
    else:
        inner = tuple(inline for child in node.children for inline in _inlines(child, lang))
        yield from (Strong(inner),) if node.type == "strong" else (Emphasis(inner),) if node.type == "em" else inner


def _spaced(text: str) -> str:
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{clean_text(text)}{after}"


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with single spaces, no space at either end, and neighbouring texts as one."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + inline.text)
        else:
            out.append(inline)
    texts = [replace(i, text=re.sub(r"\s+", " ", i.text)) if isinstance(i, Text) else i for i in out]
    if texts and isinstance(texts[0], Text):
        texts[0] = Text(texts[0].text.lstrip())
    if texts and isinstance(texts[-1], Text):
        texts[-1] = Text(texts[-1].text.rstrip())
    return tuple(i for i in texts if not isinstance(i, Text) or i.text)
