"""Where internal links and bookmarks lead: to structure elements, as PDF/UA-2 asks.

Source: PDF/UA-2, 8.8 (destinations); ISO 32000-2, 12.3.2.3 (structure destinations).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import pydyf

from handouts.render.structure.boxes import Reading
from handouts.render.structure.nodes import Annotation, Elem, Picture, Run, Source
from handouts.render.structure.writing import referenced


def write_destinations(
    pdf: pydyf.PDF, document: Elem, reading: Reading, entries: Mapping[Elem, pydyf.Dictionary]
) -> None:
    """Let every internal link and bookmark lead to a structure element, and drop the named places on pages."""
    places = _take_places(pdf)
    sources = _sources_by_id(reading)
    elements = _elements_by_html(document)
    for link in document.walk():
        for kid in link.kids:
            if isinstance(kid, Annotation) and "Dest" in kid.entry:
                name = kid.entry.pop("Dest").string
                target = _target(sources.get(name), elements) or document
                kid.entry["A"] = _go_to(entries[target].reference, places[name])
    if "Outlines" in pdf.catalog:
        bookmarks = iter(reading.bookmarks)
        for item in _outline(pdf, referenced(pdf, pdf.catalog["Outlines"])):
            target = _target(next(bookmarks, None), elements) or document
            item["A"] = _go_to(entries[target].reference, item.pop("Dest"))


def _take_places(pdf: pydyf.PDF) -> dict[str, pydyf.Array]:
    """Return the named places and take them out of the file."""
    names = pdf.catalog.get("Names", {})
    found = names.pop("Dests", {}).get("Names", [])
    if not names:
        pdf.catalog.pop("Names", None)
    return {name.string: place for name, place in zip(found[::2], found[1::2], strict=True)}


def _sources_by_id(reading: Reading) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for element, source in reading.sources.items():
        if (name := element.get("id") or element.get("name")) is not None:
            sources.setdefault(name, source)
    return sources


def _elements_by_html(document: Elem) -> dict[Element | Run | Picture, Elem]:
    """Return the first structure element of each HTML element, and that of each piece of text."""
    found: dict[Element | Run | Picture, Elem] = {}
    for element in document.walk():
        if element.source is not None:
            found.setdefault(element.source.element, element)
        for kid in element.kids:
            if isinstance(kid, Run | Picture):
                found[kid] = element
    return found


def _target(source: Source | None, elements: Mapping[Element | Run | Picture, Elem]) -> Elem | None:
    """Return the structure element of a source, of its first words, or where it has none, of what comes after it."""
    inner: Source | None = None
    while source is not None:
        if source.element in elements:
            return elements[source.element]
        first = next((leaf for leaf in _leaves(source, after=inner) if leaf in elements), None)
        if first is not None:
            return elements[first]
        inner, source = source, source.parent
    return None


def _leaves(source: Source, *, after: Source | None = None) -> Iterator[Run | Picture]:
    """Yield the words and pictures of a source in reading order, all of them or those after one of its children."""
    kids = source.kids
    if after is None:
        yield from source.labels
    else:
        kids = kids[kids.index(after) + 1 :]
    for kid in kids:
        if isinstance(kid, Source):
            yield from _leaves(kid)
        elif isinstance(kid, Run | Picture):
            yield kid


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
