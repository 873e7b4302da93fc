"""Where internal links and bookmarks lead: to structure elements, as PDF/UA-2 asks.

Source: PDF/UA-2, 8.8 (destinations); ISO 32000-2, 12.3.2.3 (structure destinations).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import pydyf

from handouts.render.structure.boxes import Reading
from handouts.render.structure.building import Tree
from handouts.render.structure.nodes import Annotation, Elem, Source
from handouts.render.structure.writing import referenced


def write_destinations(pdf: pydyf.PDF, tree: Tree, reading: Reading, entries: Mapping[Elem, pydyf.Dictionary]) -> None:
    """Let every internal link and bookmark lead to a structure element, and drop the named places on pages."""
    names = pdf.catalog.get("Names", {})
    places = names.pop("Dests", {}).get("Names", [])
    points = {name.string: point for name, point in zip(places[::2], places[1::2], strict=True)}
    if not names:
        pdf.catalog.pop("Names", None)
    by_id: dict[str, Source] = {}
    for element, source in reading.sources.items():
        if (name := element.get("id")) is not None:
            by_id.setdefault(name, source)
    for link in tree.root.walk():
        for kid in link.kids:
            if isinstance(kid, Annotation) and "Dest" in kid.entry:
                target = kid.entry.pop("Dest").string
                found = _element(tree, by_id.get(target))
                kid.entry["A"] = _go_to(entries[found].reference, points[target])
    if "Outlines" in pdf.catalog:
        bookmarks = iter(reading.bookmarks)
        for item in _outline(pdf, referenced(pdf, pdf.catalog["Outlines"])):
            found = _element(tree, next(bookmarks, None))
            item["A"] = _go_to(entries[found].reference, item.pop("Dest"))


def _element(tree: Tree, source: Source | None) -> Elem:
    """Return the structure element of a source, or of the nearest around it that has one."""
    elements: dict[Element, Elem] = tree.elements
    while source is not None:
        if source.element in elements:
            return elements[source.element]
        source = source.parent
    return tree.root


def _go_to(element: bytes, point: pydyf.Array) -> pydyf.Dictionary:
    """Return the action that leads to a structure element, and for older viewers to the point on its page."""
    structure = pydyf.Array([element, *point[1:]])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "SD": structure, "D": point})


def _outline(pdf: pydyf.PDF, parent: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Yield the bookmarks below one, in order."""
    reference = parent.get("First")
    while reference is not None:
        item = referenced(pdf, reference)
        yield item
        yield from _outline(pdf, item)
        reference = item.get("Next")
