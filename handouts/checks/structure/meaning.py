"""Rules that need to know what the handout meant: each passage is one tag, of the kind that it was meant to be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from handouts.checks.expected import Passage
from handouts.checks.facts import Element, Facts, Piece
from handouts.checks.places import of_element, on_page
from handouts.checks.reading import heard, places
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

_HEADING = re.compile(r"[hH][1-9]\d*")


def check_meaning(subject: Subject) -> Iterator[Finding]:
    """Yield passages that are cut into several tags, or tagged as something else, and lists in several parts."""
    if subject.expected is None:
        return
    facts, said = subject.facts, heard(subject)
    lists: dict[int, dict[int, Piece]] = defaultdict(dict)
    languages: dict[int, dict[str, Piece]] = defaultdict(dict)
    for passage, place in zip(subject.expected.passages, places(subject), strict=True):
        pieces = said.pieces_in(place.start, place.stop) if place and passage.role else ()
        if not pieces or pieces[0].element < 0:
            continue
        yield from _cut(passage, pieces)
        yield from _kind(facts, passage, pieces[0])
        if passage.part_of:
            around = next((one.index for one in _around(facts, pieces[0]) if one.role == "L"), -1)
            lists[passage.part_of].setdefault(around, pieces[0])
            languages[passage.part_of].setdefault(facts.elements[pieces[0].block].language, pieces[0])
    for parts in lists.values():
        if len(parts) > 1:
            piece = list(parts.values())[1]
            fact = f"a list is tagged as {len(parts)} lists; another begins with {quoted(piece.text)}"
            yield broken(on_page(piece.page), fact, "ISO 14289-1, 7.6", "Keep the items of one list in one tag")
    for spoken in languages.values():
        if len(spoken) > 1:
            piece = list(spoken.values())[1]
            fact = f"a list mixes {' and '.join(spoken)}, as with {quoted(piece.text)}"
            yield broken(on_page(piece.page), fact, "our own rule", "Give each language a list of its own")


def _cut(passage: Passage, pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    blocks = dict.fromkeys(piece.block for piece in pieces)
    if len(blocks) > 1:
        fact = f"{quoted(passage.text)} is cut into {len(blocks)} tags"
        hint = "Keep a passage in one tag, over lines, columns and pages"
        yield broken(on_page(pieces[0].page), fact, "ISO 14289-1, 7.1", hint)


def _kind(facts: Facts, passage: Passage, piece: Piece) -> Iterator[Finding]:
    element = facts.elements[piece.block]
    where = of_element(facts, element)
    if _HEADING.fullmatch(passage.role) or _HEADING.fullmatch(element.role):
        if element.role.lower() != passage.role:
            fact = f"tagged as {element.role}, and meant as {passage.role.upper()}"
            yield broken(
                where, fact, "ISO 14289-1, 7.4.2", "Tag headings, and nothing else, as headings of their level"
            )
    elif passage.role == "li" and not any(one.role == "LI" for one in _around(facts, piece)):
        fact = f"{quoted(passage.text)} is in no list item"
        yield broken(where, fact, "ISO 14289-1, 7.6", "Tag the list as L, its items as LI")


def _around(facts: Facts, piece: Piece) -> Iterator[Element]:
    """Yield the elements around a piece, the innermost first."""
    index = piece.element
    while index >= 0:
        yield facts.elements[index]
        index = facts.elements[index].parent
