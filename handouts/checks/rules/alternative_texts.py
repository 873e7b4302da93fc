"""Every picture has a text in its place.

What: Each Figure and Formula has an alternative text (Alt) or replacement text (ActualText) that is not empty, not a
file name, and not a word such as "image". A picture painted outside any Figure, and no artifact, is for a person to
see. A text in place of a large part of the document hides what is inside it. The texts that the handout meant are
there, in their order and their languages.

Why: The alternative text is all that a blind reader gets of a picture.

Limits: It cannot tell whether the text says what the picture is there for.

Source: ISO 14289-1:2014, 7.3 and 7.7; ISO 14289-2:2024, 8.2.5.28; WCAG 2.2, 1.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.expected import PrintedPicture
from handouts.checks.facts import Element, Facts
from handouts.checks.places import DOCUMENT, of_element, on_page
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import plain, quoted, same_language

NEEDS = "tags"

_SAYS_NOTHING = re.compile(
    r"(?i)^(image|picture|figure|photo|graphic|icon|imagen|foto|figura|img|logo|qr( code)?|código qr)?[\s\d.]*$"
    r"|\.(png|jpe?g|gif|svg|tiff?|bmp|webp)$|^https?://\S+$|description automatically generated"
)
_GROUPS = frozenset({"Document", "Part", "Sect", "Div", "Art", "Table", "L"})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield pictures without a text, and texts that say nothing."""
    facts = subject.facts
    for element in facts.elements:
        if element.role in ("Figure", "Formula"):
            yield from _described(facts, element)
        elif element.role in _GROUPS and element.alt and len(element.children) > 1:
            message = f"the text {quoted(element.alt)} stands for all that is inside this {element.role}"
            yield Finding("", "review", of_element(facts, element), message, "Give each picture a text of its own")
    yield from _outside(facts)
    if subject.expected is not None and subject.expected.pictures:
        yield from _as_meant(facts, subject.expected.pictures)


def _as_meant(facts: Facts, pictures: tuple[PrintedPicture, ...]) -> Iterator[Finding]:
    figures = [element for element in facts.elements if element.role == "Figure"]
    if len(figures) != len(pictures):
        message = f"{len(figures)} pictures are read, and {len(pictures)} were meant"
        yield Finding(
            "", "fail", DOCUMENT, message, "Look for a picture that is left out, added, or marked as decoration"
        )
    for element, meant in zip(figures, pictures, strict=False):
        if plain(element.alt or "") != plain(meant.alt):
            message = f"the text is not the one meant, {quoted(meant.alt)}"
            yield Finding("", "fail", of_element(facts, element), message, "Keep each text with its picture")
        elif not same_language(element.language, meant.lang):
            message = f"the text is spoken as {element.language or 'no language'} and is meant as {meant.lang}"
            yield Finding("", "fail", of_element(facts, element), message, "Set lang on the picture, or around it")


def _described(facts: Facts, element: Element) -> Iterator[Finding]:
    said = (element.alt or element.actual_text or _marked(facts, element)).strip()
    if not said:
        formula = element.role == "Formula" and any(facts.elements[kid].role == "MathML" for kid in element.children)
        if not formula and not _inside_described(facts, element):
            clause = "7.3" if element.role == "Figure" else "7.7"
            message = f"the {element.role} has no alternative text (ISO 14289-1, {clause})"
            hint = "Say in words what the picture is there for, or mark it as decoration"
            yield Finding("", "fail", of_element(facts, element), message, hint)
    elif element.actual_text is None and _SAYS_NOTHING.search(said):
        message = f"the alternative text {quoted(said)} says nothing about the picture"
        yield Finding("", "fail", of_element(facts, element), message, "Say in words what the picture is there for")


def _marked(facts: Facts, element: Element) -> str:
    """Return the texts given with the tagged content itself."""
    marks = [facts.marks[key] for key in element.marks if key in facts.marks]
    return " ".join(mark.alt or mark.actual_text or "" for mark in marks)


def _inside_described(facts: Facts, element: Element) -> bool:
    """Return whether an element around it has a text that stands for it."""
    while element.parent >= 0:
        element = facts.elements[element.parent]
        if element.alt or element.actual_text:
            return True
    return False


def _outside(facts: Facts) -> Iterator[Finding]:
    for picture in facts.pictures:
        owner = facts.owners.get(picture.mark, -1) if picture.mark else -1
        if owner < 0 or picture.artifact >= 0:
            continue
        element = facts.elements[owner]
        if element.alt or element.actual_text or _marked(facts, element).strip() or _inside_described(facts, element):
            continue
        roles = {element.role}
        while element.parent >= 0:
            element = facts.elements[element.parent]
            roles.add(element.role)
        if not roles & {"Figure", "Formula", "Form"}:
            message = f"a picture is tagged as {facts.elements[owner].tag} and has no alternative text"
            hint = "Tag it as a Figure with an alternative text, or mark it as decoration"
            yield Finding("", "review", on_page(picture.page), message, hint)
