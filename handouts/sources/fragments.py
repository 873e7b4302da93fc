"""Pieces of web pages become typed blocks.

Hostile markup ends here: what has no block or inline of the model's loses its marks and keeps its words; scripts,
pictures and buttons go altogether. Words are never joined, lost or moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from lxml import etree, html
from lxml.html import defs

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
from handouts.sources.cleaning import INVISIBLE, clean_address, clean_text, web_address

__all__ = ["clean_address", "clean_text", "parse_fragment", "to_blocks", "web_address"]

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BORDERS = (
    _LISTS
    | _HEADINGS
    | defs.block_tags - {"del", "ins"}
    | {"article", "aside", "body", "details", "figcaption", "figure", "footer", "header", "hgroup", "html", "main"}
    | {"dialog", "nav", "section", "summary"}
)
_DROPPED = frozenset({"audio", "button", "canvas", "head", "iframe", "img", "input", "link", "map", "math", "meta"}) | {
    *("noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video")
}
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
_GAPS = frozenset({"br", "button", "img"})
"""What parts words without being a block."""
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DEEPEST_LIST = 6
"""Lists nested deeper are read as words of the item: no person writes them, and recursion needs an end."""

_Place = tuple[tuple[str, int], ...]
_Mark = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A piece of text and where it stands.

    Args:
        place: the lists, items, heading or stretch of text it stands in, outermost first, each with its number.
        marks: the strong, em and a elements around it, outermost first; an anchor with its address.
    """

    text: str
    place: _Place
    marks: tuple[_Mark, ...]


def parse_fragment(markup: str) -> html.HtmlElement:
    """Return the page that a lenient reader makes of a piece of markup.

    Raises:
        ContentError: the markup is nested so deep that the reader gives up, and words would be lost.
    """
    # As bytes: lxml refuses text that has an encoding declaration of its own.
    page = f"<html><body>{INVISIBLE.sub('', markup)}</body></html>".encode()
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = html.document_fromstring(page, parser=parser)
    if fatal := parser.error_log.filter_from_fatals():
        raise ContentError(f"the markup cannot be read to its end: {fatal[0].message}")
    return root


def to_blocks(source: str | etree._Element, lang: str, base: str) -> tuple[Block, ...]:
    """Return the blocks of a piece of markup.

    The highest heading becomes level 2 and no level is skipped. Text outside any block becomes a paragraph. Text that
    follows a list inside a list item becomes an item of its own, so that the order stays.

    Args:
        source: markup, or an element of a page (its own text and all inside it; it is not changed).
        lang: BCP 47 tag of the words, and of the pages its links lead to.
        base: the page's own address.

    Raises:
        ContentError: the markup is nested so deep that words would be lost.
    """
    root = parse_fragment(source) if isinstance(source, str) else source
    blocks: list[Block] = []
    for (kind, _), group in groupby(_leaves(root, base), key=lambda leaf: leaf.place[0]):
        leaves = list(group)
        if kind in _LISTS:
            if items := _items(leaves, 1, lang):
                blocks.append(Bullets(items, ordered=kind == "ol"))
        elif inlines := _inlines(leaves, lang):
            blocks.append(Heading(int(kind[1]), inlines) if kind in _HEADINGS else Paragraph(inlines))
    return _with_even_levels(blocks)


def _with_even_levels(blocks: Iterable[Block]) -> tuple[Block, ...]:
    even: list[Block] = []
    above: list[int] = []  # levels, as written, of the headings that the present one stands under
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            even.append(replace(block, level=min(len(above) + 1, 6)))
        else:
            even.append(block)
    return tuple(even)


# ----- reading: the tree becomes leaves


def _walk(root: etree._Element) -> Iterator[tuple[bool, etree._Element]]:
    """Yield (opening, element) in document order, without recursion: markup may be nested thousands deep."""
    stack = [(True, root)]
    while stack:
        opening, element = stack.pop()
        yield opening, element
        if opening:
            stack.append((False, element))
            if not _is_dropped(element):
                stack.extend((True, child) for child in reversed(element))


def _is_dropped(element: etree._Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in _DROPPED  # comments have a function for a tag


def _leaves(root: etree._Element, base: str) -> Iterator[_Leaf]:
    places: list[tuple[etree._Element, tuple[str, int]]] = []
    marks: list[tuple[etree._Element, _Mark]] = []
    border = 0  # where the last border between blocks was: names the stretch of text since

    def leaf(text: str | None) -> Iterator[_Leaf]:
        if text:
            place = (*(place for _, place in places), ("p", border))
            yield _Leaf(INVISIBLE.sub("", text), place, tuple(mark for _, mark in marks))

    for number, (opening, element) in enumerate(_walk(root)):
        tag = element.tag if isinstance(element.tag, str) else ""
        border = number if tag in _BORDERS else border
        if opening:
            if _opens_place(tag, [kind for _, (kind, _) in places]):
                places.append((element, (tag, number)))
            elif mark := _mark(element, tag, number, base, [kind for _, (kind, _, _) in marks]):
                marks.append((element, mark))
            if not _is_dropped(element):
                yield from leaf(_raised(element.text) if tag == "sup" else element.text)
        else:
            for opened in (places, marks):
                if opened and opened[-1][0] is element:
                    opened.pop()
            if tag in _GAPS:
                yield from leaf(" ")
            if element is not root:
                yield from leaf(element.tail)


def _opens_place(tag: str, within: list[str]) -> bool:
    """Say whether an element opens a heading, a list or an item here; else it is a border between words at most."""
    if tag in _HEADINGS:
        return not within
    if tag in _LISTS:
        return not _HEADINGS.intersection(within) and sum(kind in _LISTS for kind in within) < _DEEPEST_LIST
    return tag == "li" and bool(within) and within[-1] in _LISTS


def _mark(element: etree._Element, tag: str, number: int, base: str, within: list[str]) -> _Mark | None:
    if tag == "a" and "a" not in within:
        address = web_address(element.get("href", ""), base)
        return ("a", number, address) if address else None
    kind = "strong" if tag in _HEADINGS else _MARKS.get(tag)  # a heading that opens no place stands in a list
    return (kind, 0, "") if kind and kind not in within else None


def _raised(text: str | None) -> str:
    """Return digits as raised ones: 10 to the power of 9 must not read 109."""
    text = text or ""
    return text.translate(_RAISED) if re.fullmatch(r"\s*[-+−]?\d+\s*", text, re.ASCII) else text


# ----- building: leaves become blocks


def _items(leaves: list[_Leaf], depth: int, lang: str) -> tuple[Item, ...]:
    """Return the items of a list whose items stand at this depth of the leaves' places."""
    items: list[Item] = []
    for (kind, _), group in groupby(leaves, key=lambda leaf: leaf.place[depth]):
        inside = list(group)
        if kind == "li":
            own: list[Item] = []
            for is_list, part in groupby(inside, key=lambda leaf: leaf.place[depth + 1][0] in _LISTS):
                if is_list:
                    _nest(own, list(part), depth + 1, lang)
                elif inlines := _inlines(part, lang):
                    own.append(Item(inlines))
            items.extend(own)
        elif kind in _LISTS:  # a list right inside a list, as many pages have it: it belongs to the item before
            _nest(items, inside, depth, lang)
        elif inlines := _inlines(inside, lang):
            items.append(Item(inlines))
    return tuple(items)


def _nest(items: list[Item], leaves: list[_Leaf], depth: int, lang: str) -> None:
    """Put the lists that start at this depth into the last item; without one, their items stand for themselves."""
    for (kind, _), group in groupby(leaves, key=lambda leaf: leaf.place[depth]):
        inner = _items(list(group), depth + 1, lang)
        if inner and items:
            items[-1] = replace(items[-1], nested=(*items[-1].nested, Bullets(inner, ordered=kind == "ol")))
        else:
            items.extend(inner)


def _inlines(leaves: Iterable[_Leaf], lang: str) -> tuple[Inline, ...]:
    """Return one run of inlines: white space collapsed, none at the ends, none inside a mark's borders."""
    pieces: list[tuple[str, tuple[_Mark, ...]]] = []
    space, place = False, None
    for leaf in leaves:
        space, place = space or leaf.place != place, leaf.place  # a border between blocks parts words
        for piece in re.findall(r"\s+|\S+", leaf.text):
            if piece.isspace():
                space = True
                continue
            if space and pieces:
                shared = (
                    a
                    for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(pieces[-1][1], leaf.marks, strict=False))
                )
                pieces.append((" ", tuple(shared)))
            pieces.append((piece, leaf.marks))
            space = False
    return _tree(pieces, 0, lang)


def _tree(pieces: Iterable[tuple[str, tuple[_Mark, ...]]], depth: int, lang: str) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for mark, group in groupby(pieces, key=lambda piece: piece[1][depth] if len(piece[1]) > depth else None):
        if mark is None:
            inlines.append(Text(unicodedata.normalize("NFC", "".join(text for text, _ in group))))
            continue
        kind, _, address = mark
        inner = _tree(group, depth + 1, lang)
        if kind == "a":
            inlines.append(Anchor(Link(address, title=plain_text(inner), lang=lang), inner))
        else:
            inlines.append(Strong(inner) if kind == "strong" else Emphasis(inner))
    return tuple(inlines)
