"""The text of a topic: CommonMark to typed blocks, and an error for everything that a handout has no form for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from handouts.errors import ContentError
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
    plain_text,
)
from handouts.sources.markdown.addresses import check_address

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])  # seen, so that they are refused and not printed

MOST_LISTS = 4
"""How deep lists may go. Ours, for the reader's sake; markdown-it drops text in silence below ten."""

_REFUSED: Mapping[str, tuple[str, str]] = {
    "html_block": ("HTML", "Write it as plain Markdown; a note to yourself can be a # comment in the front matter"),
    "html_inline": ("HTML", "Write it as plain Markdown, and a bare < as \\<"),
    "image": ("a picture", "Handouts hold words and links: say in words what the picture shows"),
    "table": ("a table", "Write each row as a list item"),
    "fence": ("a block of code", "Remove the ``` around it"),
    "code_block": ("a block of code", "Remove the four spaces before it"),
    "code_inline": ("code", "Remove the ` around it; **this** makes words stand out"),
    "s": ("struck-out text", "Remove the ~~ and what is between them"),
    "blockquote": ("a quotation", "Remove the > before it"),
    "hr": ("a line across the page", "Remove it, or use a heading"),
    "hardbreak": ("a forced line break", "Remove the spaces or the \\ at the end of the line, or leave a line empty"),
}
"""What CommonMark has and a handout has not: what to call it, and what to do."""

_HALF_MARKED = re.compile(r"\]\(|\*\*")

RunKind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of words as it stands in the file: what a translator gets in one piece.

    Args:
        markdown: on one line, with its links and emphasis.
        line: of the file, from 1.
        under: the words of the heading above it; "" before the first.
    """

    kind: RunKind
    markdown: str
    line: int
    under: str


def parse(body: str, path: str) -> Sequence[SyntaxTreeNode]:
    """Return the blocks of a file as markdown-it sees them.

    Raises:
        ContentError: links are written in two places ("[words][1]" and "[1]: address").
    """
    env: dict[str, Any] = {}
    root = SyntaxTreeNode(_PARSER.parse(body, env))
    for reference in env.get("references", {}).values():
        fact, hint = "an address stands apart from its words", "Write [words](address) where the words are"
        raise ContentError(fact, place=f"{path}:{reference['map'][0] + 1}", hint=hint)
    return root.children


def line_of(node: SyntaxTreeNode) -> int:
    """Return the line of the file on which a block begins, from 1."""
    return node.map[0] + 1 if node.map else 0


def refusal(node: SyntaxTreeNode, path: str, line: int) -> ContentError:
    """Return the error for something that a handout has no form for."""
    name, hint = _REFUSED.get(node.type, (f"{node.type!r}", "Use paragraphs, lists and ## headings"))
    return ContentError(f"{name} stands here, and a handout has no form for it", place=f"{path}:{line}", hint=hint)


# --------------------------------------------------------------------------- blocks


def to_blocks(nodes: Iterable[SyntaxTreeNode], path: str) -> tuple[tuple[Block, ...], tuple[Run, ...]]:
    """Return the blocks in English, and their runs of words in reading order, as `handouts.model.runs` has them.

    Raises:
        ContentError: something stands there that a handout has no form for, or a heading leaves a level out.
    """
    blocks: list[Block] = []
    runs: list[Run] = []
    under, level = "", 1
    for node in nodes:
        if node.type == "heading":
            block = _heading(node, level, path)
            under, level = plain_text(block.inlines), block.level
            blocks.append(block)
            runs.append(_run("heading", node.children[0], ""))
        elif node.type == "paragraph":
            blocks.append(Paragraph(_words(node, path)))
            runs.append(_run("paragraph", node.children[0], under))
        elif node.type in ("bullet_list", "ordered_list"):
            blocks.append(_list(node, path, under, 1, runs))
        else:
            raise refusal(node, path, line_of(node))
    return tuple(blocks), tuple(runs)


def _heading(node: SyntaxTreeNode, above: int, path: str) -> Heading:
    level, place = int(node.tag[1:]), f"{path}:{line_of(node)}"
    if level == 1:
        hint = "The title stands in the front matter; headings in the text have ##; links follow under # Links"
        raise ContentError("a heading of level 1 stands in the text", place=place, hint=hint)
    if level > above + 1:
        fact = f"a heading of level {level} follows one of level {above}"
        raise ContentError(fact, place=place, hint=f"Write it with {'#' * (above + 1)}")
    return Heading(level, _words(node, path))


def _list(node: SyntaxTreeNode, path: str, under: str, depth: int, runs: list[Run]) -> Bullets:
    place = f"{path}:{line_of(node)}"
    if depth > MOST_LISTS:
        raise ContentError(f"lists go more than {MOST_LISTS} deep", place=place, hint="Make it two lists")
    if "start" in node.attrs:
        raise ContentError("a numbered list does not begin with 1", place=place, hint="Begin it with 1.")
    items = tuple(_item(item, path, under, depth, runs) for item in node.children)
    return Bullets(items, ordered=node.type == "ordered_list")


def _item(node: SyntaxTreeNode, path: str, under: str, depth: int, runs: list[Run]) -> Item:
    if not node.children or node.children[0].type not in ("paragraph", *_REFUSED):
        hint = "Write the item's words right after its mark"
        raise ContentError("a list item has no words", place=f"{path}:{line_of(node)}", hint=hint)
    first, *others = node.children
    if first.type != "paragraph":
        raise refusal(first, path, line_of(first))
    words = _words(first, path)
    runs.append(_run("item", first.children[0], under))
    nested = []
    for other in others:
        if other.type in ("bullet_list", "ordered_list"):
            nested.append(_list(other, path, under, depth + 1, runs))
        elif other.type == "paragraph":
            hint = "Write one paragraph, or make the second one an item of its own"
            raise ContentError("a list item has two paragraphs", place=f"{path}:{line_of(other)}", hint=hint)
        else:
            raise refusal(other, path, line_of(other))
    return Item(words, tuple(nested))


def _run(kind: RunKind, node: SyntaxTreeNode, under: str) -> Run:
    return Run(kind, _SPACES.sub(" ", node.content).strip(), line_of(node), under)


def _words(node: SyntaxTreeNode, path: str) -> tuple[Inline, ...]:
    words = _to_inlines(node.children[0], "en", path, line_of(node)) if node.children else ()
    if not plain_text(words).strip():
        hint = "Write its words, or remove it"
        raise ContentError(f"a {node.type} has no words", place=f"{path}:{line_of(node)}", hint=hint)
    return words


# --------------------------------------------------------------------------- inlines

_SPACES = re.compile(r"[ \t\r\n]+")


def parse_inlines(markdown: str, lang: str, path: str, line: int) -> tuple[Inline, ...]:
    """Return the inlines of one run of words, such as one entry of a PO file.

    Args:
        lang: language of the words, and of the pages behind its links.
        path, line: where it stands, for messages.

    Raises:
        ContentError: it holds something that a handout has no form for, or a link or emphasis that never ends.
    """
    root = SyntaxTreeNode(_PARSER.parseInline(unicodedata.normalize("NFC", markdown).strip()))
    return _to_inlines(root.children[0], lang, path, line)


def _to_inlines(node: SyntaxTreeNode, lang: str, path: str, line: int) -> tuple[Inline, ...]:
    for inner in node.walk(include_self=False):
        _check(inner, node.content, path, line)
        line += inner.type == "softbreak"
    return _inlines(node.children, lang)


def _check(node: SyntaxTreeNode, source: str, path: str, line: int) -> None:
    place = f"{path}:{line}"
    if node.type == "text" and _HALF_MARKED.search(node.content):
        hint = "A link is [words](address) without spaces in the address; **strong** words touch their stars"
        raise ContentError(f"a link or emphasis is not understood: {node.content.strip()!r}", place=place, hint=hint)
    if node.type == "link":
        _check_link(node, source, place)
    elif node.type not in ("text", "softbreak", "strong", "em"):
        raise refusal(node, path, line)


def _check_link(node: SyntaxTreeNode, source: str, place: str) -> None:
    address = str(node.attrs["href"])
    try:
        check_address(address)
    except ValueError as error:
        hint = "Copy the address from the browser's address bar"
        raise ContentError(str(error), place=place, hint=hint) from error
    if address not in source:
        raise ContentError("an address holds letters that browsers change", place=place, hint=f"Write it as {address}")
    if node.info == "auto" or not plain_text(_inlines(node.children, "en")).strip():
        hint = f"Write [words that say where it leads]({address})"
        raise ContentError("a link has no words of its own", place=place, hint=hint)
    if "title" in node.attrs:
        hint = f"Write [words]({address}), and what is to be read outside the brackets"
        raise ContentError("a link has a second title in its address", place=place, hint=hint)


def _inlines(nodes: Iterable[SyntaxTreeNode], lang: str) -> tuple[Inline, ...]:
    """Return checked nodes as inlines; texts that touch become one, with single spaces."""
    out: list[Inline] = []
    for node in nodes:
        if node.type in ("text", "softbreak"):
            before = out.pop().text if out and isinstance(out[-1], Text) else ""  # type: ignore[union-attr]
            text = _SPACES.sub(" ", before + (node.content if node.type == "text" else " "))
            out += [Text(text)] if text else []
            continue
        inner = _inlines(node.children, lang)
        if node.type == "link":
            out.append(Anchor(Link(str(node.attrs["href"]), plain_text(inner).strip(), lang), inner))
        else:
            out.append(Strong(inner) if node.type == "strong" else Emphasis(inner))
    return tuple(out)
