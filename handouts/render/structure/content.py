"""Changes to what is drawn on the pages, none of which moves a pixel.

Furniture and decoration become artifacts, spaces dropped at line ends come back, added hyphens are marked as such, and
right-to-left text says in which order its letters are read.

The streams are WeasyPrint's own lists of operators, taken before they are compressed: there is nothing to parse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

from handouts.errors import HandoutError, RenderError
from handouts.render.structure.boxes import LAYOUT
from handouts.render.structure.nodes import Mark, Picture, Run
from handouts.render.structure.stamping import Page

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LAST_GLYPH = re.compile(rb"^(\[.*)<([0-9a-f]*?)([0-9a-f]{4})>([-.0-9 ]*)\] TJ$", re.DOTALL)
_SOFT_HYPHEN = pydyf.String("\xad").data
_NOTHING = b""
_PAINTS = (b"S", b"f", b"f*")


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """What to change, by mark.

    Args:
        artifacts: property list of what is no content.
        undrawn: sequences in which nothing is drawn.
        kept: the words and pictures of the tree.
        spaces: runs that a space must follow.
        hyphens: runs that end in an added hyphen.
    """

    artifacts: Mapping[Mark, bytes]
    undrawn: set[Mark]
    kept: Mapping[Mark, Run | Picture]
    spaces: set[Mark]
    hyphens: set[Mark]


def change_page(stream: list[Any], page: int, changes: Changes, spaces: Mapping[bytes, bytes]) -> set[int]:
    """Change a page's operators in place; return the MCIDs of the sequences that it had.

    Args:
        stream: as WeasyPrint 70.0 writes them; a sequence is opened by three entries: tag, properties, BDC.
        page: from 0.
        spaces: font name to its space glyph, in hexadecimal.

    Raises:
        HandoutError: a piece of content is in no list; a bug.
    """
    seen: set[int] = set()
    for place in [place for place, item in enumerate(stream) if item == b"BDC"]:
        properties = stream[place - 1]
        mark = (page, properties["MCID"])
        seen.add(mark[1])
        if mark in changes.undrawn:
            _take_marks_off(stream, place)
        elif mark in changes.artifacts:
            stream[place - 2], stream[place - 1] = b"/Artifact", changes.artifacts[mark]
        elif mark in changes.kept:
            kept = changes.kept[mark]
            if isinstance(kept, Run):
                _change_run(stream, place, changes, kept, spaces)
        else:
            raise HandoutError("something drawn found no place in the structure", place=f"page {page + 1}")
    return seen


def _take_marks_off(stream: list[Any], place: int) -> None:
    """Take the marks off a sequence without text; an underline below its spaces is decoration."""
    end = stream.index(b"EMC", place)
    if any(item in _PAINTS for item in stream[place:end]):
        stream[place - 2], stream[place - 1] = b"/Artifact", LAYOUT
    else:
        stream[place - 2] = stream[place - 1] = stream[place] = stream[end] = _NOTHING


def _change_run(stream: list[Any], place: int, changes: Changes, run: Run, spaces: Mapping[bytes, bytes]) -> None:
    space = run.mark in changes.spaces
    hyphen = run.mark in changes.hyphens
    if _RIGHT_TO_LEFT.search(run.text):
        _say(stream, place, run.text[:-1] + "\xad" if hyphen else run.text + " " * space)
    elif hyphen and not _mark_hyphen(stream, place):
        _say(stream, place, run.text[:-1] + "\xad")
    elif space and not _add_space(stream, place, spaces):
        _say(stream, place, run.text + " ")


def _say(stream: list[Any], place: int, text: str) -> None:
    """Give a sequence its text in logical order. Source: ISO 32000-1, 14.9.4."""
    stream[place - 1]["ActualText"] = pydyf.String(text)


def _last(stream: list[Any], place: int, operator: bytes) -> int:
    """Return where the sequence that opens at `place` has its last such operator; -1 where it has none."""
    end = stream.index(b"EMC", place)
    found = (at for at in range(end - 1, place, -1) if isinstance(stream[at], bytes) and stream[at].endswith(operator))
    return next(found, -1)


def _add_space(stream: list[Any], place: int, spaces: Mapping[bytes, bytes]) -> bool:
    """Append the font's space to the last text shown; return False where the font has none at hand."""
    font, shown = _last(stream, place, b" Tf"), _last(stream, place, b"] TJ")
    glyph = spaces.get(stream[font].split(b" ", 1)[0][1:]) if font >= 0 else None
    if glyph is None or shown < font:
        return False
    stream[shown] = stream[shown][: -len(b"] TJ")] + b"<" + glyph + b">] TJ"
    return True


def _mark_hyphen(stream: list[Any], place: int) -> bool:
    """Mark the last glyph as a soft hyphen. Source: ISO 32000-1, 14.8.2.2.3 and 14.9.4."""
    at = _last(stream, place, b"] TJ")
    found = _LAST_GLYPH.match(stream[at]) if at >= 0 else None
    if found is None:
        return False
    before = found[1] + (b"<" + found[2] + b">" if found[2] else b"")
    marked = b"/Span <</ActualText " + _SOFT_HYPHEN + b">> BDC [<" + found[3] + b">] TJ EMC"
    stream[at] = before + b"] TJ " + marked
    return True


def refuse_groups(page: Page, seen: set[int], kept: Mapping[Mark, Run | Picture]) -> None:
    """Refuse a page on which content lies inside a Form XObject, where the tree does not reach it.

    Args:
        seen: the sequences found on the page itself.

    Raises:
        RenderError: some are missing there.
    """
    missing = sorted(set(page.mcids.values()) - seen)
    if missing:
        found = (kept.get((page.number, mcid)) for mcid in missing)
        words = next((one.text.strip() for one in found if isinstance(one, Run)), "")
        about = f" ({words[:60]!r})" if words else ""
        raise RenderError(
            f"page {page.number + 1} draws text or images as one transparent group{about}, "
            "where a screen reader finds nothing",
            hint="Take opacity off elements that hold content; use a lighter colour",
        )
