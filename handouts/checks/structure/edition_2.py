"""Rules that only PDF/UA-2 has. Source: ISO 14289-2:2024."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from handouts.checks.facts import Element, Facts
from handouts.checks.facts.roles import PDF_2
from handouts.checks.places import DOCUMENT, of_annotation, of_element
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject
from handouts.checks.words import quoted


def check_edition_2(subject: Subject) -> Iterator[Finding]:
    """Yield what breaks PDF/UA-2; nothing for other standards."""
    if subject.standard != "ua-2" or not subject.facts.tagged:
        return
    facts = subject.facts
    yield from _top(facts)
    for element in facts.elements:
        yield from _element(facts, element)
    yield from _destinations(facts)


def _top(facts: Facts) -> Iterator[Finding]:
    tops = [element for element in facts.elements if element.parent < 0]
    if [element.role for element in tops] != ["Document"]:
        yield broken(DOCUMENT, "the tag tree is not one Document", "8.2.5.2-1", "Put everything into one Document")
    elif tops[0].namespace != PDF_2:
        yield broken(DOCUMENT, "the Document is not of PDF 2.0's namespace", "8.2.5.2-2", "Set its namespace")


def _element(facts: Facts, element: Element) -> Iterator[Finding]:
    where = of_element(facts, element)
    if element.role == "H":
        yield broken(where, "the heading has no level", "8.2.5.12-1", "Use H1, H2 …")
    if element.role == "Note":
        yield broken(where, "Note is no longer a tag", "8.2.5.14-1", "Use FENote")
    if element.role == "TOCI" and not element.refs:
        yield broken(where, "an entry of the contents refers to nothing", "8.2.5.8-1", "Give it a Ref to its heading")
    if element.role == "FENote" and element.attributes.get("NoteType") not in ("Footnote", "Endnote", "None"):
        yield broken(where, "the note does not say of which kind it is", "8.2.5.14-4", "Set NoteType")
    if element.role == "L" and _labelled(facts, element) and element.attributes.get("ListNumbering", "None") == "None":
        yield broken(where, "the list has labels and says that it has none", "8.2.5.25-1", "Set ListNumbering")
    above = facts.elements[element.parent].role if element.parent >= 0 else ""
    if element.role == "MathML" and above not in ("Formula", "MathML"):
        yield broken(where, "MathML stands outside a Formula", "8.2.5.29-1", "Put it into a Formula")
    kids = [facts.elements[child].role for child in element.children]
    if "Caption" in kids[1:-1]:
        yield broken(where, f"a caption is in the middle of {element.role}", "8.2.5.27-1", "Put it first or last")
    for text in (element.alt, element.actual_text):
        if text and any(unicodedata.category(character) == "Co" for character in text):
            yield broken(
                where, f"{quoted(text)} holds private characters", "8.4.3-2", "Write it in characters with names"
            )


def _labelled(facts: Facts, element: Element) -> bool:
    parts = (part for item in element.children for part in facts.elements[item].children)
    return any(facts.elements[part].role == "Lbl" for part in parts)


def _destinations(facts: Facts) -> Iterator[Finding]:
    hint = "Let it lead to an element (structure destination)"
    for annotation in facts.annotations:
        if annotation.inside and not annotation.structure_destination:
            yield broken(
                of_annotation(annotation), "the link leads to a place on a page, not to an element", "8.8-1", hint
            )
    for outline in facts.outlines:
        if not outline.structure_destination:
            where = f"bookmark {quoted(outline.title)}"
            yield broken(where, "the bookmark leads to a place on a page, not to an element", "8.8-2", hint)
