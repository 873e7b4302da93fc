"""What is read aloud comes in the order that was meant.

What: Every passage of the handout is in the file's text, whole, and after the passage before it, in all languages and
across pages. Nothing else is read that the handout did not say, and on paper nothing stands above what is read before
it in the same column. Where it is not known what was meant, a tag tree that goes back to an earlier page is for a
person to see.

Why: On paper the eye finds its way between columns; a screen reader follows the tag tree. A footer in the middle of a
sentence, or all English before all Spanish on a page of pairs, makes a handout useless when heard.

Limits: Where a handout does not list all its text, the rest may stand anywhere. Without the handout, order within a
page is for a person to judge.

Source: ISO 14289-1:2014, 7.2; Matterhorn Protocol 1.1, 09-001; WCAG 2.2, 1.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.expected import Passage
from handouts.checks.facts import Facts, Piece
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.reading import Heard, heard, places
from handouts.checks.report import Finding
from handouts.checks.standing import in_one_column, out_of_place
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

NEEDS = "tags"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield passages that are missing, cut, or out of order."""
    if subject.expected is None:
        yield from _back_to_earlier_pages(subject.facts)
        return
    said = heard(subject)
    last: Passage | None = None
    for passage, place in zip(subject.expected.passages, places(subject), strict=True):
        if place is None:
            yield from _missing(said, passage)
        elif not place.in_order:
            where = on_page(said.piece_at(place.start).page)
            after = f"does not follow {quoted(last.text)}" if last else "is not the first that is read"
            hint = "Keep the order of the source in the tag tree"
            yield Finding("", "fail", where, f"{quoted(passage.text)} ({passage.lang}) {after}", hint)
        else:
            last = passage
    if subject.expected.whole:
        yield from _added(subject)
    for (text, page, _), (other, _, _) in out_of_place(subject):
        message = f"{quoted(text)} is read after {quoted(other)}, and stands before it on paper"
        yield Finding("", "fail", on_page(page), message, "Print things in the order in which they are read")


def _added(subject: Subject) -> Iterator[Finding]:
    """Yield what is read and belongs to no passage; the labels of list items belong to none."""
    facts, said = subject.facts, heard(subject)
    meant = bytearray(len(said.letters))
    for place in places(subject):
        if place is not None:
            meant[place.start : place.stop] = b"\1" * (place.stop - place.start)
    for start, stop, piece in zip(said.starts, (*said.starts[1:], len(said.letters)), said.pieces, strict=True):
        left = "".join(c for c, known in zip(said.letters[start:stop], meant[start:stop], strict=True) if not known)
        if any(map(str.isalnum, left)) and not _is_label(facts, piece):
            message = f"{quoted(piece.text)} ({piece.language}) is read, and the handout did not say it"
            yield Finding("", "fail", on_page(piece.page), message, "Take it out, or look which passage it belongs to")


def _is_label(facts: Facts, piece: Piece) -> bool:
    return piece.element >= 0 and facts.elements[piece.element].role == "Lbl"


def _missing(said: Heard, passage: Passage) -> Iterator[Finding]:
    meant = letters(passage.text)
    if not meant:
        return
    start, length = _longest_start(said.letters, meant)
    if length < min(12, len(meant) // 2 + 1):
        message = f"{quoted(passage.text)} ({passage.lang}) is not in what is read aloud"
        yield Finding("", "fail", DOCUMENT, message, "Check that the text is tagged and its characters can be read")
        return
    stop = start + length
    page = said.piece_at(stop - 1).page
    follows = said.pieces_in(stop, stop + 1)[0].text if stop < len(said.letters) else "the end"
    message = (
        f"{quoted(passage.text)} ({passage.lang}) is not read in one piece: it breaks off after "
        f"“{said.letters[max(start, stop - 16) : stop]}”, and {quoted(follows)} follows"
    )
    hint = "Keep what belongs to another passage, or to header and footer, out of it"
    yield Finding("", "fail", on_page(page), message, hint)


def _longest_start(text: str, passage: str) -> tuple[int, int]:
    """Return place and length of the longest beginning of a passage that is in the text."""
    low, high = 0, len(passage)
    while low < high:
        middle = (low + high + 1) // 2
        if passage[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return text.find(passage[:low]), low


def _back_to_earlier_pages(facts: Facts) -> Iterator[Finding]:
    """Yield text read after that of a later page, if not the two stand in columns of their own."""
    last: Piece | None = None
    for piece in facts.pieces:
        if not any(map(str.isalnum, piece.text)) or piece.page < 0:
            continue
        if last is not None and piece.page < last.page and not _in_columns(facts, last, piece):
            message = f"{quoted(piece.text)} is read after text of page {last.page + 1}"
            yield Finding("", "review", on_page(piece.page), message, "Listen whether that is where it belongs")
        last = piece


def _in_columns(facts: Facts, one: Piece, other: Piece) -> bool:
    marks = [facts.marks.get(piece.mark) if piece.mark else None for piece in (one, other)]
    boxes = [mark.box for mark in marks if mark is not None and mark.box is not None]
    return len(boxes) == 2 and not in_one_column(boxes[0], boxes[1])
