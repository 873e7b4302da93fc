"""Rules of single elements: names, languages, IDs, notes, and which may hold which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.checks.facts import Element, Facts
from handouts.checks.facts.roles import STANDARD_1
from handouts.checks.places import DOCUMENT, of_element
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken, doubtful
from handouts.checks.subject import Subject
from handouts.checks.words import quoted


def check_elements(subject: Subject) -> Iterator[Finding]:
    """Yield elements that are not what the standard knows."""
    facts = subject.facts
    yield from _role_map(facts)
    for element in facts.elements:
        yield from _name(facts, element)
        yield from _texts(facts, element)
        yield from _figure(facts, element)
        if _is_empty(facts, element):
            where = of_element(facts, element)
            yield doubtful(where, f"the {element.tag} is empty", "ISO 14289-1, 7.1", "Remove it")
    yield from _identities(facts)
    yield from _notes(facts)


def _role_map(facts: Facts) -> Iterator[Finding]:
    for tag in facts.role_map:
        if tag in STANDARD_1 and facts.role_map[tag] != tag:
            fact = f"the standard tag {tag} is made to mean {facts.role_map[tag]}"
            yield broken(DOCUMENT, fact, "7.1-7", "Take it out of the role map")
        seen = [tag]
        while (after := facts.role_map.get(seen[-1])) is not None and after not in seen and seen[-1] not in STANDARD_1:
            seen.append(after)
        if after in seen and seen[-1] not in STANDARD_1:
            yield broken(DOCUMENT, f"the role map leads from {tag} in a circle", "7.1-6", "Map it to a standard tag")


def _name(facts: Facts, element: Element) -> Iterator[Finding]:
    if not element.role:
        fact = f"the tag {element.tag or '(none)'} is neither standard nor mapped to a standard one"
        yield broken(of_element(facts, element), fact, "7.1-5", "Map it to a standard tag in the role map")
    if not element.linked:
        fact = "the element does not lead back to its parent"
        yield broken(of_element(facts, element), fact, "7.1-12", "Write the tag tree anew")


def _texts(facts: Facts, element: Element) -> Iterator[Finding]:
    given = {"7.2-21": element.actual_text, "7.2-22": element.alt, "7.2-23": element.expansion}
    for clause, text in given.items():
        if text and not element.language:
            fact = f"nothing says which language {quoted(text)} is in"
            yield broken(of_element(facts, element), fact, clause, "Set /Lang on the document or the element")


def _figure(facts: Facts, element: Element) -> Iterator[Finding]:
    """Yield what is wrong with a figure's box. Source: ISO 32000-1:2008, 14.8.5.4.3, Table 345."""
    if element.role not in ("Figure", "Formula") or not element.marks:
        return
    painted = [facts.marks[key].box for key in element.marks if key in facts.marks]
    boxes = [box for box in painted if box is not None]
    pages = {key[0] for key in element.marks}
    if element.role == "Figure" and len(pages) == 1 and boxes:
        given = element.attributes.get("BBox")
        if not isinstance(given, tuple) or len(given) != 4 or not all(isinstance(n, float) for n in given):
            fact = "the figure does not say where it lies (BBox)"
            yield broken(of_element(facts, element), fact, "ISO 32000-1, 14.8.5.4.3", "Give it its box in points")
            return
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        off = max(abs(a - b) for a, b in zip(given, (left, bottom, right, top), strict=True))
        if off > max(6.0, 0.25 * max(right - left, top - bottom)):
            fact = f"the figure says that it lies elsewhere: its box is off by {off:.0f} points"
            yield doubtful(of_element(facts, element), fact, "ISO 32000-1, 14.8.5.4.3", "Give it its box in points")


def _is_empty(facts: Facts, element: Element) -> bool:
    if element.children or element.marks or element.objects or element.alt or element.actual_text:
        return False
    return element.role not in ("TD", "TH", "") and element.index < len(facts.elements)


def _identities(facts: Facts) -> Iterator[Finding]:
    counted = Counter(element.id for element in facts.elements if element.id)
    for name, count in counted.items():
        if count > 1:
            yield broken(
                DOCUMENT, f"{count} elements have the ID {quoted(name)}", "ISO 32000-1, 14.7.2", "Give each its own"
            )
    if counted and not facts.id_tree:
        fact = f"nothing finds elements by their ID (no ID tree), such as {quoted(next(iter(counted)))}"
        yield broken(DOCUMENT, fact, "ISO 32000-1, 14.7.2", "Write the ID tree")


def _notes(facts: Facts) -> Iterator[Finding]:
    for element in facts.elements:
        if element.role == "Note" and not element.id:
            yield broken(of_element(facts, element), "the note has no ID", "7.9-1", "Give each note an ID of its own")
