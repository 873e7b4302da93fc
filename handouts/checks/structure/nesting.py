"""Rules of lists, tables of contents and the like: which element may stand in which.

Source: ISO 14289-1:2014, 7.2; ISO 32000-1:2008, 14.8.4.3; ISO 14289-2:2024, 8.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.facts import Element, Facts
from handouts.checks.places import of_element
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject

_KIDS = {
    "Table": ("7.2-3", {"TR", "THead", "TBody", "TFoot", "Caption"}),
    "TR": ("7.2-10", {"TH", "TD"}),
    "THead": ("7.2-36", {"TR"}),
    "TBody": ("7.2-37", {"TR"}),
    "TFoot": ("7.2-38", {"TR"}),
    "L": ("7.2-19", {"L", "LI", "Caption"}),
    "LI": ("7.2-20", {"Lbl", "LBody"}),
    "TOC": ("7.2-27", {"TOC", "TOCI", "Caption"}),
}
"""Role to clause and the roles it may hold."""

_PARENTS = {
    "TR": ("7.2-4", {"Table", "THead", "TBody", "TFoot"}),
    "THead": ("7.2-5", {"Table"}),
    "TBody": ("7.2-6", {"Table"}),
    "TFoot": ("7.2-7", {"Table"}),
    "TH": ("7.2-8", {"TR"}),
    "TD": ("7.2-9", {"TR"}),
    "LI": ("7.2-17", {"L"}),
    "LBody": ("7.2-18", {"LI"}),
    "TOCI": ("7.2-26", {"TOC"}),
}
"""Role to clause and the roles it may stand in."""

_RUBY = {("RB", "RT"), ("RB", "RP", "RT", "RP")}


def check_nesting(subject: Subject) -> Iterator[Finding]:
    """Yield elements that hold or stand in what they must not."""
    facts = subject.facts
    for element in facts.elements:
        kids = [facts.elements[child].role for child in element.children]
        yield from _kids(facts, element, kids)
        yield from _parent(facts, element)
        yield from _captions(facts, element, kids)
        if element.role == "L":
            yield from _numbering(facts, element)
        if element.role == "Ruby" and tuple(kids) not in _RUBY:
            yield broken(
                of_element(facts, element), "the parts of a ruby are not in order", "8.2.5.23-1", "Use RB, then RT"
            )


def _kids(facts: Facts, element: Element, kids: list[str]) -> Iterator[Finding]:
    if element.role not in _KIDS:
        return
    clause, allowed = _KIDS[element.role]
    wrong = sorted({kid or "a tag without meaning" for kid in kids} - allowed)
    if wrong:
        fact = f"{element.role} holds {', '.join(wrong)}"
        yield broken(of_element(facts, element), fact, clause, f"It may hold {', '.join(sorted(allowed))}")
    if element.role in ("L", "LI", "Table", "TR") and element.marks:
        fact = f"{element.role} holds text of its own"
        clause = "8.2.5.25-2" if element.role == "LI" else clause
        yield broken(of_element(facts, element), fact, clause, f"Put the text into {', '.join(sorted(allowed))}")


def _parent(facts: Facts, element: Element) -> Iterator[Finding]:
    if element.role not in _PARENTS:
        return
    clause, allowed = _PARENTS[element.role]
    parent = facts.elements[element.parent].role if element.parent >= 0 else "the root"
    if parent not in allowed:
        fact = f"{element.role} stands in {parent or 'a tag without meaning'}"
        yield broken(of_element(facts, element), fact, clause, f"It may stand in {', '.join(sorted(allowed))}")


def _captions(facts: Facts, element: Element, kids: list[str]) -> Iterator[Finding]:
    if element.role == "Table" and kids.count("Caption") > 1:
        yield broken(of_element(facts, element), "a table has several captions", "7.2-39", "Keep one")
    if element.role == "Table" and "Caption" in kids[1:-1]:
        yield broken(
            of_element(facts, element), "a caption is in the middle of a table", "7.2-16", "Put it first or last"
        )
    if element.role in ("L", "TOC") and "Caption" in kids[1:]:
        clause = "7.2-40" if element.role == "L" else "7.2-28"
        yield broken(of_element(facts, element), f"the caption of {element.role} is not first", clause, "Put it first")


def _numbering(facts: Facts, element: Element) -> Iterator[Finding]:
    """Yield a list with labels that does not say how it is numbered. Source: ISO 14289-1:2014, 7.6."""
    items = [facts.elements[child] for child in element.children]
    labelled = any(facts.elements[part].role == "Lbl" for item in items for part in item.children)
    numbering = element.attributes.get("ListNumbering")
    if labelled and numbering is None:
        fact = "the list has labels and does not say of which kind (ListNumbering)"
        yield broken(of_element(facts, element), fact, "ISO 14289-1, 7.6", "Say Disc, Decimal or what it is")
