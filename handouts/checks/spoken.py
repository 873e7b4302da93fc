"""Print a file as a screen reader says it: page by page, with language, role and text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.facts import Element, Facts, Piece

_HEADING = re.compile(r"H([1-9]\d*)")
_ROLES = {
    "P": "",
    "LI": "List item",
    "Lbl": "Label",
    "Link": "Link",
    "Reference": "Reference",
    "Figure": "Picture",
    "Formula": "Formula",
    "Caption": "Caption",
    "TH": "Header cell",
    "TD": "Cell",
    "Note": "Note",
    "FENote": "Note",
    "Form": "Form field",
    "Title": "Title",
    "BlockQuote": "Quotation",
    "Code": "Code",
}
_GROUPS = {"L": "List of {} items", "Table": "Table with {} rows", "TOC": "Table of contents"}


def to_spoken(facts: Facts) -> Iterator[str]:
    """Yield a line for each stretch of text in one language and role, such as "[es] Link: Más sobre los genes".

    A page begins with a line of its own; lists and tables are announced with their size. A file without tags is read
    in the order in which it is drawn.
    """
    page, said, announced, block = -2, "", -1, -1
    head: tuple[str, str, int] | None = None
    for piece in facts.pieces:
        chain = _chain(facts, piece)
        now = (piece.language or "?", _role(chain, piece), _owner(chain, piece))
        if head is not None and (now != head or piece.page != page):
            yield from _line(head, said)
            said = ""
        if piece.page != page and piece.page >= 0:
            page = piece.page
            yield f"--- page {page + 1} of {len(facts.pages)} ---"
        for element in chain:
            if element.index > announced and element.role in _GROUPS:
                announced = element.index
                yield f"[{element.language or '?'}] {_GROUPS[element.role].format(_size(facts, element))}"
        apart = " " if piece.block != block else ""
        head, said, block = now, said + apart + piece.text, piece.block
    if head is not None:
        yield from _line(head, said)


def _line(head: tuple[str, str, int], said: str) -> Iterator[str]:
    text = " ".join(said.split())
    if text:
        yield f"[{head[0]}] {head[1]}: {text}" if head[1] else f"[{head[0]}] {text}"


def _chain(facts: Facts, piece: Piece) -> list[Element]:
    """Return the elements around a piece, the outermost first."""
    found: list[Element] = []
    index = piece.element
    while index >= 0:
        found.append(facts.elements[index])
        index = facts.elements[index].parent
    return found[::-1]


def _speaking(chain: list[Element], piece: Piece) -> Element | None:
    """Return the innermost element that a reader announces, up to the block that the piece is in.

    A list item is announced once, with its label and its body.
    """
    for depth in range(len(chain) - 1, -1, -1):
        element = chain[depth]
        if element.role in ("Lbl", "LBody") and depth and chain[depth - 1].role == "LI":
            return chain[depth - 1]
        if element.role in _ROLES or _HEADING.fullmatch(element.role) or element.index == piece.block:
            return element
    return None


def _owner(chain: list[Element], piece: Piece) -> int:
    speaking = _speaking(chain, piece)
    return piece.block if speaking is None else speaking.index


def _role(chain: list[Element], piece: Piece) -> str:
    element = _speaking(chain, piece)
    if element is None:
        return ""
    if heading := _HEADING.fullmatch(element.role):
        return f"Heading {heading[1]}"
    return _ROLES.get(element.role, "")


def _size(facts: Facts, element: Element) -> int:
    wanted = "LI" if element.role == "L" else "TR"
    kids = [facts.elements[child] for child in element.children]
    inner = [facts.elements[row] for kid in kids if kid.role in ("THead", "TBody", "TFoot") for row in kid.children]
    return sum(kid.role == wanted for kid in (*kids, *inner))
