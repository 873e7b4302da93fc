"""Every passage says which language it is in, so that it is spoken with the right voice.

What: Each language that the tags name is a well-formed tag. Where it is known what the handout meant, every piece of
every passage must carry the passage's language. Where it is not, a text of a dozen words and more that is plainly in
another of five languages (English, Spanish, French, Portuguese, German) than it says is a failure.

Why: Spanish read with an English voice cannot be understood. Validators do not see it: the file says "en", and that is
a language.

Limits: Without the handout it knows nothing of short texts, of names, or of other languages.

Source: WCAG 2.2, 3.1.2, technique PDF19; ISO 14289-1:2014, 7.2; ISO 14289-2:2024, 8.4.4; BCP 47.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from handouts.checks.facts import Facts, Piece
from handouts.checks.places import DOCUMENT, of_element, on_page
from handouts.checks.reading import heard, places
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.tags import is_language_tag, looks_like
from handouts.checks.words import quoted, same_language

NEEDS = "tags"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield passages that are spoken in the wrong language."""
    yield from _malformed(subject.facts)
    yield from _unsaid(subject.facts)
    if subject.expected is None:
        yield from _implausible(subject.facts, "fail")
    else:
        yield from _not_as_meant(subject)
        yield from _implausible(subject.facts, "review")


def _malformed(facts: Facts) -> Iterator[Finding]:
    hint = "Use a language tag such as en or es-US"
    for element in facts.elements:
        if element.lang is not None and element.lang and not is_language_tag(element.lang):
            where = of_element(facts, element)
            yield Finding("", "fail", where, f"{quoted(element.lang)} is no language tag", hint)
    for mark in facts.marks.values():
        if mark.lang and not is_language_tag(mark.lang):
            yield Finding("", "fail", on_page(mark.key[0]), f"{quoted(mark.lang)} is no language tag", hint)


def _unsaid(facts: Facts) -> Iterator[Finding]:
    silent = [piece for piece in facts.pieces if piece.text.strip() and not piece.language]
    if silent:
        message = f"nothing says which language {quoted(silent[0].text)} is in"
        hint = "Set /Lang on the document, and on every passage in another language"
        yield Finding("", "fail", on_page(silent[0].page), message, hint)


def _implausible(facts: Facts, outcome: Literal["fail", "review"]) -> Iterator[Finding]:
    for (_, language), group in groupby(facts.pieces, key=lambda piece: (piece.block, piece.language)):
        pieces = list(group)
        said = "".join(piece.text for piece in pieces)
        other = looks_like(said, language)
        if other is not None:
            message = f"{quoted(said)} is spoken as {language} and looks like {other}"
            yield Finding("", outcome, on_page(pieces[0].page), message, f"Set the language of the passage to {other}")


def _spoken(facts: Facts, piece: Piece) -> tuple[str, ...]:
    """Return the language of a piece, and those that parts of it say for themselves."""
    mark = facts.marks.get(piece.mark) if piece.mark else None
    return (piece.language, *(mark.langs if mark else ()))


def _not_as_meant(subject: Subject) -> Iterator[Finding]:
    said = heard(subject)
    passages = () if subject.expected is None else subject.expected.passages
    for passage, place in zip(passages, places(subject), strict=True):
        if place is None:
            continue
        wrong = [
            piece
            for piece in said.pieces_in(place.start, place.stop)
            if not all(same_language(lang, passage.lang) for lang in _spoken(subject.facts, piece))
        ]
        if wrong:
            spoken = {lang or "no language" for piece in wrong for lang in _spoken(subject.facts, piece)}
            languages = ", ".join(sorted(spoken))
            message = f"{quoted(wrong[0].text)} is spoken as {languages} and is meant as {passage.lang}"
            yield Finding("", "fail", on_page(wrong[0].page), message, "Set lang on the element around it")
    if passages and not any(places(subject)):
        message = "none of the handout's passages is in the file's text"
        yield Finding("", "fail", DOCUMENT, message, "Check that this is the handout's file")
