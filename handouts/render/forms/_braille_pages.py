"""Set braille on pages of 40 cells by 25 lines, the way it is set in North America.

Source: Braille Authority of North America, Braille Formats 2011: 1.6 page and line, 1.8 paragraphs, 1.9 words are not
divided, 1.14 braille page numbers; Braille Formats 2016: 4.3 to 4.6 headings, 8.3 lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

BLANK = "\u2800"
CELLS = 40
LINES = 25
BEFORE_NUMBER = 3
"""Blank cells between text on the last line and the page number at its end."""

_NUMBER = "\u283c"
_DIGITS = dict(zip("1234567890", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", strict=True))
_PREFIXES = "⠈⠘⠸⠐⠨⠰⠠⠼"
_SLASHES = ("⠸⠌", "⠠⠂")  # of English and of Spanish braille

# Braille cells in the order of Unicode, as the characters that stand for them in a braille file. Source: MIT/North
# American Braille Computer Code, as in liblouis's en-us-brf.dis.
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that stand together.

    Args:
        first, over: the cells that the first line and the others begin in, counted from 1.
        kind: "centred" and "heading" stay with what follows; items of one list follow each other without a blank line.
        address: whether a word that is longer than a line may be divided.
    """

    cells: str
    first: int = 3
    over: int = 1
    kind: Literal["centred", "heading", "text", "item"] = "text"


@dataclass(slots=True)
class _Pages:
    """The pages as they fill: finished ones, the lines of the one at hand, and what its first line is to say."""

    done: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    head: str = ""


def to_pages(parts: Sequence[Sequence[Block]], heads: Sequence[str] = ()) -> list[list[str]]:
    """Return the pages, 25 lines each with the page's number on the last one; each part begins on a new page.

    Args:
        heads: for each part what stands on the first line of its pages; "" for nothing.
    """
    pages = _Pages()
    for part, head in zip(parts, heads or [""] * len(parts), strict=True):
        if pages.lines:
            _turn(pages)
        pages.head = head
        before: Block | None = None
        for at, block in enumerate(part):
            if not pages.lines:
                _begin(pages)
            top = len(pages.lines) == bool(pages.head)
            gap = 0 if top else _gap(before, block)
            if not top and len(pages.lines) + gap + _least(part[at:], before) > LINES:
                _turn(pages)
                _begin(pages)
                gap = 0
            pages.lines += [""] * gap
            _place(block, pages)
            before = block
    if pages.lines:
        _turn(pages)
    return pages.done


def to_ascii(pages: Sequence[Sequence[str]]) -> bytes:
    """Return pages as a braille file: a carriage return and a line feed end a line, a form feed ends a page."""
    text = "".join("".join(f"{line}\r\n" for line in page) + "\f" for page in pages)
    return text.translate({0x2800 + dots: char for dots, char in enumerate(_ASCII)}).encode("ascii")


def page_number(number: int) -> str:
    """Return a number in cells."""
    return _NUMBER + "".join(_DIGITS[digit] for digit in str(number))


def _gap(before: Block | None, block: Block) -> int:
    """Return how many blank lines part two blocks.

    Source: Braille Formats 4.4 (a centred heading: one before, one after), 4.5, 4.6 (cell-5 and cell-7 headings: one
    before, none after), 8.3.2 (a list: one before, one after).
    """
    if before is None:
        return 0
    if before.kind == "centred" or block.kind == "centred":
        return 1
    if before.kind == "heading":
        return 0
    return 1 if block.kind == "heading" or before.kind != block.kind else 0


def _least(blocks: Sequence[Block], above: Block | None) -> int:
    """Return how many lines of blocks must stand on one page.

    A heading stays with two lines of the text under it, or with the first item of the list; no list begins on the last
    line.

    Args:
        above: the block before them.

    Source: Braille Formats 4.3, 8.3.5.
    """
    lines = 0
    before: Block | None = None
    for block in blocks:
        needed = _count(block)
        lines += _gap(before, block)
        if block.kind in ("text", "item"):
            begins_list = block.kind == "item" and above is not None and above.kind != "item"
            whole = begins_list and before is not None
            return lines + (min(needed, LINES // 2) if whole else 2 if begins_list else min(needed, 2))
        lines += needed
        before = above = block
    return lines


# --------------------------------------------------------------------------- lines


def _begin(pages: _Pages) -> None:
    """Begin a page with what its first line is to say."""
    if pages.head:
        pages.lines.append(_shifted(pages.head, 0, centred=True))


def _turn(pages: _Pages) -> None:
    """Finish the page at hand."""
    number = page_number(len(pages.done) + 1)
    lines = pages.lines + [""] * (LINES - len(pages.lines))
    lines[-1] = lines[-1].ljust(CELLS - len(number), BLANK) + number
    pages.done.append(lines)
    pages.lines = []


def _place(block: Block, pages: _Pages) -> None:
    """Put a block's lines onto the page at hand and those after it."""
    words = _words(block)
    indent = block.first - 1
    while words:
        if not pages.lines:
            _begin(pages)
        is_last = len(pages.lines) == LINES - 1
        foot = len(page_number(len(pages.done) + 1)) + BEFORE_NUMBER if is_last else 0
        said = _filled(words, block, indent, foot)
        pages.lines.append(_shifted(said, indent, centred=block.kind == "centred" and not foot))
        if said:
            indent = block.over - 1
        if is_last:
            _turn(pages)


def _count(block: Block) -> int:
    """Return how many lines a block takes where no page ends."""
    words = _words(block)
    lines = 0
    while words:
        _filled(words, block, (block.over if lines else block.first) - 1, 0)
        lines += 1
    return lines


def _words(block: Block) -> list[str]:
    return [word for word in block.cells.split(BLANK) if word]


def _shifted(said: str, indent: int, *, centred: bool) -> str:
    return BLANK * ((CELLS - len(said)) // 2 if centred else indent) + said if said else ""


def _filled(words: list[str], block: Block, indent: int, foot: int) -> str:
    """Take the words that fit on a line, and a part of one that fits on none; nothing where the next line has room.

    Args:
        indent: blank cells before them; a centred line has three on either side.
        foot: cells that the page number and the blank before it take of this line.
    """
    usual = CELLS - 2 * BEFORE_NUMBER if block.kind == "centred" else CELLS - indent
    said = ""
    while words:
        gap = 1 if said else 0
        if len(said) + gap + len(words[0]) <= usual - foot:
            said += BLANK * gap + words.pop(0)
        elif said or len(words[0]) <= usual:
            return said
        else:
            cut = _cut(words[0], usual - foot)
            said, words[0] = words[0][:cut], words[0][cut:]
            return said
    return said


def _cut(word: str, room: int) -> int:
    """Return where a word too long for any line is divided, without a hyphen.

    An address is divided after a slash if it can be; nothing is divided behind a prefix, which belongs to what follows.
    """
    slashes = [word.rfind(slash, 0, room) + len(slash) for slash in _SLASHES if slash in word[:room]]
    if max(slashes, default=0) > room // 3:
        return max(slashes)
    cut = room
    while cut > 1 and word[cut - 1] in _PREFIXES:
        cut -= 1
    return cut
