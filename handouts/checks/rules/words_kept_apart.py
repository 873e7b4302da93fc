"""Words do not run together, and do not fall apart, when they are read aloud or copied.

What: Every space of the handout's passages is in the file's text, and no others are inside words. Outside the passages,
and where it is not known what was meant, letters that end one line or column and begin the next without a space
between them are joined words.

Why: A line end is no space: without one in the text, a reader says "fromeach".

Limits: Without the handout, words that are joined within a line and not by place are not seen; nor are those of
scripts that write no spaces. An address that breaks over two lines is not a joined word.

Source: ISO 32000-1:2008, 14.8.2.6.2 (identifying word breaks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.facts import Facts, Piece, TextRun
from handouts.checks.places import on_page
from handouts.checks.reading import Heard, Place, heard, places
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters_and_breaks, quoted

NEEDS = "tags"

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_ADDRESS = re.compile(r"[/@]|\w\.\w|^\w+[-_]\w")
_HINT = "End each line of a passage with a space in the text"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield joined and broken words."""
    said = heard(subject)
    covered: dict[int, int] = {}
    passages = subject.expected.passages if subject.expected else ()
    for number, (passage, place) in enumerate(zip(passages, places(subject), strict=True)):
        if place is not None:
            covered.update((id(piece), number) for piece in said.pieces_in(place.start, place.stop))
            yield from _compared(said, place, passage.text)
    yield from _by_place(subject.facts, covered)


def _compared(said: Heard, place: Place, meant: str) -> Iterator[Finding]:
    inside = range(place.start + 1, place.stop)
    spaces = {place.start + space for space in letters_and_breaks(meant)[1]}
    for joint in inside:
        if (joint in spaces) == (joint in said.breaks):
            continue
        page = on_page(said.piece_at(joint).page)
        before = said.letters[max(place.start, joint - 12) : joint]
        after = said.letters[joint : min(place.stop, joint + 12)]
        if joint in spaces:
            yield Finding("", "fail", page, f"two words are one: “{before}|{after}”", _HINT)
        else:
            message = f"a space is inside a word: “{before} {after}”"
            yield Finding("", "fail", page, message, "Do not space letters by spaces")


def _by_place(facts: Facts, covered: dict[int, int]) -> Iterator[Finding]:
    """Yield joints between lines or columns of one block where letters meet letters.

    Args:
        covered: the pieces that were compared with a passage, and with which: joints inside it are judged.
    """
    last: tuple[Piece, TextRun] | None = None
    word = ""
    for piece, run in _runs(facts):
        if last is None or last[0].block != piece.block:
            word = ""
        elif id(piece) not in covered or covered[id(piece)] != covered.get(id(last[0])):
            yield from _joint(last[1], run, word, piece.language)
        parts = run.text.split()
        # The last word so far, over as many lines as it takes: an address is known by its beginning.
        word = "" if not parts or run.text[-1:].isspace() else parts[-1] if len(parts) > 1 else word + parts[-1]
        last = (piece, run)


def _runs(facts: Facts) -> Iterator[tuple[Piece, TextRun]]:
    for piece in facts.pieces:
        mark = facts.marks.get(piece.mark) if piece.mark and not piece.alternative else None
        if mark is not None and mark.actual_text is None:
            for run in (facts.runs[index] for index in mark.runs):
                if run.text:
                    yield piece, run


def _joint(before: TextRun, after: TextRun, word: str, language: str) -> Iterator[Finding]:
    if not (before.text[-1:].isalnum() and after.text[:1].isalnum()) or language.split("-")[0] in _UNSPACED:
        return
    size = max(before.size_pt, after.size_pt, 1.0)
    other_line = abs(before.box[1] - after.box[1]) > 0.6 * size or before.page != after.page
    gap = after.box[0] - before.box[2]
    if not other_line and gap < 0.2 * size:
        return
    rest = after.text.split()[0]
    if _ADDRESS.search(word + rest) is None:
        yield Finding("", "fail", on_page(after.page), f"two words are one: {quoted(f'{word}|{rest}')}", _HINT)
