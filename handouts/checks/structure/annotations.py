"""Rules of links, form fields and other annotations. Source: ISO 14289-1:2014, 7.18."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.facts import Annotation, Facts
from handouts.checks.places import of_annotation, on_page
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject

HIDDEN = 2
PRINT = 4
"""Bits of /F. Source: ISO 32000-1:2008, Table 165."""

_HOLDERS = {"Link": ({"Link", "Reference"}, "7.18.5-1"), "Widget": ({"Form"}, "7.18.4-1")}


def check_annotations(subject: Subject) -> Iterator[Finding]:
    """Yield annotations that a screen reader cannot reach or name."""
    facts = subject.facts
    yield from _tab_order(facts, any_order=subject.standard == "ua-2")
    for annotation in facts.annotations:
        if annotation.flags & HIDDEN or _outside(facts, annotation) or annotation.kind == "Popup":
            continue
        if facts.tagged:
            yield from _in_tree(facts, annotation)
        yield from _named(facts, annotation)
        if subject.standard == "archive" and not annotation.flags & PRINT:
            fact = "the annotation is left out in print"
            yield broken(of_annotation(annotation), fact, "ISO 19005-2, 6.3.2", "Set its Print flag")


def _tab_order(facts: Facts, *, any_order: bool) -> Iterator[Finding]:
    orders = {"S", "A", "W"} if any_order else {"S"}
    for page in sorted({annotation.page for annotation in facts.annotations}):
        if facts.pages[page].tabs not in orders:
            fact = "the tabulator key does not follow the tags"
            yield broken(on_page(page), fact, "7.18.3-1", "Set /Tabs to /S on every page with links or fields")


def _outside(facts: Facts, annotation: Annotation) -> bool:
    left, bottom, right, top = facts.pages[annotation.page].box
    x0, y0, x1, y1 = annotation.box
    return x1 < left or x0 > right or y1 < bottom or y0 > top


def _in_tree(facts: Facts, annotation: Annotation) -> Iterator[Finding]:
    where = of_annotation(annotation)
    if annotation.kind in ("PrinterMark", "TrapNet"):
        if annotation.parent_element >= 0:
            yield broken(where, f"a {annotation.kind} is in the tag tree", "7.18.8-1", "Take it out")
        return
    allowed, clause = _HOLDERS.get(annotation.kind, ({"Annot"}, "7.18.1-1"))
    named = facts.elements[annotation.parent_element].role if annotation.parent_element >= 0 else ""
    if named not in allowed:
        belongs = f"belongs to {named}" if named else "belongs to no element"
        fact = f"the annotation {belongs}, not to {' or '.join(sorted(allowed))}"
        yield broken(where, fact, clause, f"Put it into a {sorted(allowed)[0]} element")
    elif annotation.element != annotation.parent_element:
        fact = "the tag tree and the parent tree disagree about the annotation"
        yield broken(where, fact, "ISO 32000-1, 14.7.4.3", "Let its element hold an object reference to it")


def _named(facts: Facts, annotation: Annotation) -> Iterator[Finding]:
    element = facts.elements[annotation.element] if annotation.element >= 0 else None
    alt = (element.alt or "") if element else ""
    if annotation.kind == "Widget":
        if not annotation.field_name and not alt:
            yield broken(of_annotation(annotation), "the field has no name (TU)", "7.18.1-3", "Say what to fill in")
    elif annotation.kind not in ("Link", "PrinterMark", "TrapNet") and not annotation.contents and not alt:
        fact = f"the {annotation.kind} has no description (Contents)"
        yield broken(of_annotation(annotation), fact, "7.18.1-2", "Describe it")
