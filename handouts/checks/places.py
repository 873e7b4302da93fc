"""Say where in a file something is, in words for a finding."""

from __future__ import annotations

from handouts.checks.facts import Annotation, Element, Facts
from handouts.checks.words import quoted

DOCUMENT = "the document"


def on_page(page: int | None) -> str:
    """Return "page 3" for page index 2; the document where there is none."""
    return DOCUMENT if page is None or page < 0 else f"page {page + 1}"


def of_element(facts: Facts, element: Element) -> str:
    """Return page, tag and the first words of an element."""
    first = next((piece.page for piece in facts.pieces[element.first : element.last]), element.page)
    said = facts.text_of(element)
    return f"{on_page(first)}, {element.tag or 'tag without a name'}" + (f" {quoted(said, 40)}" if said.strip() else "")


def of_annotation(annotation: Annotation) -> str:
    """Return page, kind and address of an annotation."""
    leads = f" to {quoted(annotation.address, 60)}" if annotation.address else ""
    return f"{on_page(annotation.page)}, {(annotation.kind or 'annotation without a kind').lower()}{leads}"
