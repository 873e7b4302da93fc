"""Write the structure elements into the PDF: tree, parent tree, names, attributes.

Source: ISO 32000-1, 14.7 (logical structure); ISO 32000-2, 14.7 (namespaces).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pydyf

from handouts.render.structure.nodes import Annotation, Elem, Standard
from handouts.render.structure.notes import NOTES
from handouts.render.structure.roles import PDF_1_7_ONLY, ROLE_MAP

_PRINT = 4
"""The annotation flag Print. Source: ISO 32000-1, table 165; PDF/A-2, 6.3.2."""


@dataclass(frozen=True, slots=True, eq=False)
class _Book:
    """What is being written.

    Args:
        entries: the dictionary of each element.
        names: of the elements that have one.
        pages: reference of each page.
        parents: for each page, MCID to the element it belongs to.
        annotations: each with the element it belongs to.
    """

    entries: dict[Elem, pydyf.Dictionary]
    names: dict[Elem, str]
    pages: Sequence[bytes]
    parents: Sequence[dict[int, bytes]]
    annotations: list[tuple[Annotation, bytes]] = field(default_factory=list)


def write_tree(pdf: pydyf.PDF, document: Elem, standard: Standard, lang: str) -> dict[Elem, pydyf.Dictionary]:
    """Write the structure and return each element's dictionary.

    Args:
        pdf: as WeasyPrint leaves it before writing, with an empty structure tree.
        lang: the document's language.
    """
    root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    pages = pdf.page_references
    book = _Book(_number_elements(pdf, document), _names(document), pages, [{} for _ in pages])
    root["K"] = pydyf.Array([book.entries[document].reference])
    _write(book, document, root.reference, lang)
    for element in book.entries:
        _write_ties(book, element)
    if standard == "ua-2":
        _write_for_pdf_2(book, root["Namespaces"][0])
    elif used := {element.role for element in book.entries} & ROLE_MAP.keys():
        root["RoleMap"] = pydyf.Dictionary({role: f"/{ROLE_MAP[role]}" for role in sorted(used)})
    _write_parent_tree(pdf, root, book)
    _keep_annotations(pdf, book)
    if book.names:
        _write_names(pdf, root, book)
    return book.entries


def referenced(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    """Return the object that a reference such as b"12 0 R" names."""
    return pdf.objects[int(reference.split()[0])]


def _number_elements(pdf: pydyf.PDF, document: Elem) -> dict[Elem, pydyf.Dictionary]:
    """Return a dictionary for each element, numbered in reading order."""
    root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    entries = {document: referenced(pdf, root["K"][0])}
    for element in document.walk():
        if element is not document:
            entries[element] = pydyf.Dictionary({"Type": "/StructElem"})
            pdf.add_object(entries[element])
    return entries


def _write(book: _Book, element: Elem, parent: bytes, lang: str) -> None:
    entry = book.entries[element]
    reference = entry.reference
    entry["S"] = f"/{element.role}"
    entry["P"] = parent
    kids: list[bytes | int] = []
    home = -1
    for kid in element.kids:
        if isinstance(kid, Elem):
            kids.append(book.entries[kid].reference)
            _write(book, kid, reference, element.lang)
        elif isinstance(kid, Annotation):
            book.annotations.append((kid, reference))
            kids.append(b"<</Type/OBJR/Obj %b/Pg %b>>" % (kid.entry.reference, book.pages[kid.page]))
        else:
            page, mcid = kid.mark
            book.parents[page][mcid] = reference
            if home < 0:
                home = page
                entry["Pg"] = book.pages[page]
            kids.append(mcid if page == home else b"<</Type/MCR/Pg %b/MCID %d>>" % (book.pages[page], mcid))
    entry["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
    if element.lang != lang:
        entry["Lang"] = pydyf.String(element.lang)
    if element.alt:
        entry["Alt"] = pydyf.String(element.alt)
    if element.expansion:
        entry["E"] = pydyf.String(element.expansion)


def _write_ties(book: _Book, element: Elem) -> None:
    """Write what needs the whole tree: attributes, names, what an element points to, what its annotations say."""
    entry = book.entries[element]
    if element.attributes or element.headers:
        attributes = dict(element.attributes)
        if element.headers:
            said = b"".join(pydyf.String(book.names[header]).data for header in element.headers)
            attributes |= {b"O": b"/Table", b"Headers": b"[%b]" % said}
        order = sorted(attributes, key=lambda key: key != b"O")
        entry["A"] = b"<<%b>>" % b"".join(b"/%b %b" % (key, attributes[key]) for key in order)
    if element in book.names:
        entry["ID"] = pydyf.String(book.names[element])
    if element.refs:
        entry["Ref"] = pydyf.Array([book.entries[other].reference for other in element.refs])
    for kid in element.kids:
        if isinstance(kid, Annotation):
            kid.entry["Contents"] = pydyf.String(element.contents)
            kid.entry["F"] = _PRINT


def _write_for_pdf_2(book: _Book, namespace: bytes) -> None:
    """Name the namespace of each element and the language of each annotation, which PDF 1.7 does not know."""
    for element, entry in book.entries.items():
        if element.role not in PDF_1_7_ONLY:
            entry["NS"] = namespace
        for kid in element.kids:
            if isinstance(kid, Annotation):
                kid.entry["Lang"] = pydyf.String(element.lang)


def _names(document: Elem) -> dict[Elem, str]:
    """Return the elements that need a name: notes, and header cells that others point to."""
    elements = list(document.walk())
    headers = dict.fromkeys(header for element in elements for header in element.headers)
    notes = [element for element in elements if element.role in NOTES]
    names = {note: f"note-{count}" for count, note in enumerate(notes, 1)}
    return names | {header: f"header-{count}" for count, header in enumerate(headers, 1)}


def _write_names(pdf: pydyf.PDF, root: pydyf.Dictionary, book: _Book) -> None:
    """Write the ID tree. Source: ISO 32000-1, 7.9.6: names are sorted."""
    by_name = {name: book.entries[element].reference for element, name in book.names.items()}
    pairs = [part for name in sorted(by_name) for part in (pydyf.String(name), by_name[name])]
    tree = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(tree)
    root["IDTree"] = tree.reference


def _write_parent_tree(pdf: pydyf.PDF, root: pydyf.Dictionary, book: _Book) -> None:
    """Write which element each marked content and annotation belongs to. Source: ISO 32000-1, 14.7.4.4."""
    numbers = pydyf.Array()
    for page, found in enumerate(book.parents):
        size = max(found) + 1 if found else 0
        numbers += [page, pydyf.Array([found.get(mcid, b"null") for mcid in range(size)])]
    for key, (annotation, parent) in enumerate(book.annotations, len(book.parents)):
        annotation.entry["StructParent"] = key
        numbers += [key, parent]
    referenced(pdf, root["ParentTree"])["Nums"] = numbers
    root["ParentTreeNextKey"] = len(book.parents) + len(book.annotations)


def _keep_annotations(pdf: pydyf.PDF, book: _Book) -> None:
    """Take the links off the pages that are in no structure element: doubles, and those of hidden content."""
    kept = {annotation.entry.number for annotation, _ in book.annotations}
    for reference in pdf.page_references:
        page = referenced(pdf, reference)
        found = page.get("Annots", [])
        for one in list(found):
            entry = referenced(pdf, one)
            if entry.get("Subtype") == "/Link" and entry.number not in kept:
                entry.clear()
                found.remove(one)
        if "Annots" in page and not found:
            del page["Annots"]
