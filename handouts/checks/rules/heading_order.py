"""Headings form an outline without gaps.

What: The first heading is of level 1, none skips a level on the way down, none is empty, and numbered (H1, H2) and
plain (H) headings are not mixed. A file of several pages without any heading fails. A handout's bookmarks are its
headings: in the same order, with the same words, leading to the same pages.

Why: A screen reader's user jumps from heading to heading and hears the level; a missing level sounds like a missing
part.

Limits: It cannot tell whether what looks like a heading is tagged as one.

Source: ISO 14289-1:2014, 7.4.2 and 7.4.4; ISO 14289-2:2024, 8.2.5.12; Matterhorn Protocol 1.1, checkpoint 14; WCAG 2.2,
1.3.1 and 2.4.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.facts import Element, Facts
from handouts.checks.places import DOCUMENT, of_element
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

NEEDS = "tags"

_LEVEL = re.compile(r"H([1-9]\d*)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield headings that break the outline."""
    facts = subject.facts
    headings = [(element, level) for element in facts.elements if (level := _level(element)) is not None]
    plain = [element for element in facts.elements if element.role == "H"]
    if not headings and not plain and len(facts.pages) > 1:
        message = f"{len(facts.pages)} pages without a heading"
        yield Finding("", "fail", DOCUMENT, message, "Tag the titles of the document and of its parts as headings")
    if headings and plain:
        message = "plain (H) and numbered (H1, H2 …) headings are mixed (ISO 14289-1, 7.4.4)"
        yield Finding("", "fail", of_element(facts, plain[0]), message, "Use numbered headings throughout")
    yield from _levels(facts, headings)
    for element in (*(element for element, _ in headings), *plain):
        if not facts.text_of(element).strip():
            yield Finding("", "fail", of_element(facts, element), "the heading is empty", "Give it words, or remove it")
    if subject.expected is not None:
        yield from _bookmarks(facts, [element for element, _ in headings])


def _bookmarks(facts: Facts, headings: list[Element]) -> Iterator[Finding]:
    """Yield the first bookmark that is not the heading in its place."""
    hint = "Make a bookmark of each heading"
    if len(facts.outlines) != len(headings):
        message = f"{len(headings)} headings and {len(facts.outlines)} bookmarks"
        yield Finding("", "fail", DOCUMENT, message, hint)
        return
    for bookmark, element in zip(facts.outlines, headings, strict=True):
        where = of_element(facts, element)
        if letters(bookmark.title) != letters(facts.text_of(element)):
            message = f"the bookmark in its place says {quoted(bookmark.title)}"
            yield Finding("", "fail", where, message, hint)
            return
        if bookmark.page >= 0 and bookmark.page != element.page:
            yield Finding("", "fail", where, f"its bookmark leads to page {bookmark.page + 1}", hint)


def _level(element: Element) -> int | None:
    found = _LEVEL.fullmatch(element.role)
    return int(found[1]) if found else None


def _levels(facts: Facts, headings: list[tuple[Element, int]]) -> Iterator[Finding]:
    last = 0
    for element, level in headings:
        if level > last + 1:
            before = f"after level {last}" if last else "as the first heading"
            message = f"level {level} comes {before} (ISO 14289-1, 7.4.2)"
            yield Finding("", "fail", of_element(facts, element), message, f"Make it a heading of level {last + 1}")
        last = level
