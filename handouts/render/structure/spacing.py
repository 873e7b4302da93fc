"""What the layout engine leaves out or puts in where a line ends: found by laying each run along the HTML's own text.

WeasyPrint 70.0 drops the space at which it breaks a line, and draws nothing at all for a run of white space alone, so
that "from each" on two lines reads "fromeach". A hyphen that it adds at a line's end reads as part of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handouts.render.structure.nodes import Mark, Picture, Run, Source
from handouts.render.structure.roles import holds_words_only, is_inline

BOUNDARY = "\x00"
"""Stands for a child element in its parent's own text."""

_WHITE = re.compile(r"[ \t\n\r\f]+")
_GAP = re.compile(f"[ {BOUNDARY}]*")
_BREAKS = frozenset({"br", "rt", "rp"})
_NO_WIDTH = "\u200b\u2060\ufeff\xad"
HYPHENS = "‐-"
"""What WeasyPrint may add at a line's end: U+2010 by default, hyphen-minus where the style or the font asks for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Spacing:
    """Repairs wanted, by mark.

    Args:
        spaces: runs that a space must follow.
        hyphens: runs that end in a hyphen which is not in the text.
        blank: runs of white space, drawn as nothing.
        unseen: runs of characters that have no width.
    """

    spaces: set[Mark]
    hyphens: set[Mark]
    blank: set[Mark]
    unseen: set[Mark]


@dataclass(frozen=True, slots=True)
class _Edge:
    """Whether white space stands before and after a run in the HTML; `at` counts the child elements before it."""

    before: bool
    after: bool
    hyphen: bool
    at: int


def find_spacing(sources: list[Source]) -> Spacing:
    """Compare what was drawn with the text of the HTML, and put children into the HTML's order.

    Args:
        sources: every source, the root first.
    """
    edges: dict[Mark, _Edge] = {}
    for source in sources:
        own = [kid for kid in source.kids if isinstance(kid, Run) and kid.own]
        if own:
            _lay_along(_own_text(source.element), own, edges)
        _restore_order(source, edges)
    spacing = Spacing(set(), {mark for mark, edge in edges.items() if edge.hyphen}, set(), set())
    if sources:
        _find_gaps(sources[0], edges, spacing)
    return spacing


# ----- along the text


def _own_text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" + BOUNDARY + "\n" if child.tag == "br" else BOUNDARY)
        parts.append(child.tail or "")
    return _normal("".join(parts))


def _normal(text: str) -> str:
    return _WHITE.sub(" ", text).replace("\xad", "").casefold()


def _lay_along(text: str, runs: list[Run], edges: dict[Mark, _Edge]) -> None:
    """Find each run in the text, in order, and note what stands around it."""
    here = 0
    for run in runs:
        shown = _normal(run.text).strip(" ")
        if not shown:
            continue
        found = _GAP.match(text, here)
        start = found.end() if found else here
        hyphen = False
        if not text.startswith(shown, start):
            if shown[-1] in HYPHENS and text.startswith(shown[:-1], start):
                hyphen, shown = True, shown[:-1]
            else:
                start = text.find(shown, here)
                if start < 0:
                    continue
        here = start + len(shown)
        edges[run.mark] = _Edge(
            before=text[start - 1 : start] == " ",
            after=text[here : here + 1] == " ",
            hyphen=hyphen,
            at=text.count(BOUNDARY, 0, start),
        )


def _restore_order(source: Source, edges: dict[Mark, _Edge]) -> None:
    """Put children that were drawn out of order (footnotes, flex order) where the HTML has them."""
    inner = [kid for kid in source.kids if isinstance(kid, Source)]
    if len(inner) < 2 and not any(kid.footnote for kid in inner):
        return
    places = {child: place for place, child in enumerate(source.element)}
    drawn = [places.get(kid.element, -1) for kid in inner]
    if drawn == sorted(drawn) and not any(kid.footnote for kid in inner):
        return
    keys: list[tuple[int, int]] = []
    last = (-1, 0)
    for kid in source.kids:
        if isinstance(kid, Source):
            last = (places.get(kid.element, -1), 1 + kid.footnote)
        elif isinstance(kid, Run) and kid.mark in edges:
            last = (edges[kid.mark].at, 0)
        keys.append(last)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    source.kids[:] = [source.kids[i] for i in order]


# ----- between runs


def _find_gaps(root: Source, edges: dict[Mark, _Edge], spacing: Spacing) -> None:
    """Walk the runs in reading order and note each that a space must follow."""
    last: Run | None = None
    wanted = False
    for kid in _flow(root):
        if kid is None:
            last, wanted = None, False
        elif isinstance(kid, Picture):
            if last is not None and (wanted or _after(last, edges)):
                spacing.spaces.add(last.mark)
            last, wanted = None, False
        elif isinstance(kid, bool):
            wanted = True
        elif not kid.text.strip():
            spacing.blank.add(kid.mark)
            wanted = True
        elif not kid.text.strip(_NO_WIDTH):
            spacing.unseen.add(kid.mark)
        else:
            edge = edges.get(kid.mark)
            apart = wanted or (edge is not None and edge.before)
            if last is not None and not kid.text[0].isspace() and (apart or _after(last, edges)):
                spacing.spaces.add(last.mark)
            last = kid if not kid.text[-1].isspace() else None
            wanted = False


def _after(run: Run, edges: dict[Mark, _Edge]) -> bool:
    edge = edges.get(run.mark)
    return edge is not None and edge.after


def _flow(source: Source, *, in_words: bool = False) -> Iterator[Run | Picture | bool | None]:
    """Yield runs and pictures in reading order, None where a block begins or ends, True where a line surely breaks.

    Args:
        in_words: whether a block here dissolves into the words around it.
    """
    inline = is_inline(source)
    edge = True if in_words and not source.footnote else None
    if not inline:
        yield edge
    yield from source.labels
    if source.labels:
        yield True if inline else None
    words = holds_words_only(source) or (inline and in_words)
    footnotes: list[Source] = []
    for kid in source.kids:
        if isinstance(kid, Source) and kid.footnote:
            footnotes.append(kid)
        elif isinstance(kid, Source):
            if kid.tag in _BREAKS:
                yield True
            yield from _flow(kid, in_words=words)
        elif isinstance(kid, Run | Picture):
            yield kid
    if not inline:
        yield edge
    for note in footnotes:
        yield from _flow(note)
