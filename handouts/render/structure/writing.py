"""Write the structure elements into the PDF: tree, parent tree, names, attributes.

Source: ISO 32000-1, 14.7 (logical structure); ISO 32000-2, 14.7 (namespaces).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pydyf

from handouts.render.structure.nodes import Annotation, Elem, Standard
from handouts.render.structure.notes import NOTES
from handouts.render.structure.roles import PDF_1_7_ONLY, ROLE_MAP

PDF_2 = "http://iso.org/pdf2/ssn"
_PRINT = 4
"""The annotation flag Print. Source: ISO 32000-1, table 165; PDF/A-2, 6.3.2."""


def write_tree(pdf: pydyf.PDF, document: Elem, standard: Standard, lang: str) -> dict[Elem, pydyf.Dictionary]:
    """Write the structure and return each element's dictionary.

    Args:
        pdf: as WeasyPrint leaves it before writing, with an empty structure tree.
        lang: the document's language.
    """
    root = referenced(pdf, pdf.catalog["StructTreeRoot"])
    entries = _number_elements(pdf, document)
    namespace = root["Namespaces"][0] if standard == "ua-2" else None
    names = _names(document)
    pages = pdf.page_references
    parents: list[dict[int, bytes]] = [{} for _ in pages]
    annotations: list[tuple[Annotation, bytes]] = []
    root["K"] = pydyf.Array([entries[document].reference])
    _write(document, root.reference, lang, entries, pages, parents, annotations)
    for element, entry in entries.items():
        if namespace is not None and element.role not in PDF_1_7_ONLY:
            entry["NS"] = namespace
        _write_links(element, entry, entries, names)
    _write_parent_tree(pdf, root, parents, annotations)
    _keep_annotations(pdf, annotations)
    used = {element.role for element in entries}
    mapped = {} if standard == "ua-2" else {role: f"/{to}" for role, to in ROLE_MAP.items() if role in used}
    if mapped:
        root["RoleMap"] = pydyf.Dictionary(mapped)
    if names:
        _write_names(pdf, root, {names[element]: entries[element].reference for element in names})
    return entries


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


def _write(
    element: Elem,
    parent: bytes,
    lang: str,
    entries: Mapping[Elem, pydyf.Dictionary],
    pages: Sequence[bytes],
    parents: list[dict[int, bytes]],
    annotations: list[tuple[Annotation, bytes]],
) -> None:
    entry = entries[element]
    reference = entry.reference
    entry["S"] = f"/{element.role}"
    entry["P"] = parent
    kids: list[bytes | int] = []
    home = -1
    for kid in element.kids:
        if isinstance(kid, Elem):
            kids.append(entries[kid].reference)
            _write(kid, reference, element.lang, entries, pages, parents, annotations)
        elif isinstance(kid, Annotation):
            annotations.append((kid, reference))
            kids.append(b"<</Type/OBJR/Obj %b/Pg %b>>" % (kid.entry.reference, pages[kid.page]))
        else:
            page, mcid = kid.mark
            parents[page][mcid] = reference
            if home < 0:
                home = page
                entry["Pg"] = pages[page]
            kids.append(mcid if page == home else b"<</Type/MCR/Pg %b/MCID %d>>" % (pages[page], mcid))
    entry["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
    if element.lang != lang:
        entry["Lang"] = pydyf.String(element.lang)
    if element.alt:
        entry["Alt"] = pydyf.String(element.alt)
    if element.expansion:
        entry["E"] = pydyf.String(element.expansion)


def _write_links(
    element: Elem,
    entry: pydyf.Dictionary,
    entries: Mapping[Elem, pydyf.Dictionary],
    names: Mapping[Elem, str],
) -> None:
    """Write what needs the whole tree: attributes, names and what an element points to."""
    if element.attributes or element.headers:
        attributes = dict(element.attributes)
        if element.headers:
            said = b"".join(pydyf.String(names[header]).data for header in element.headers)
            attributes |= {b"O": b"/Table", b"Headers": b"[%b]" % said}
        order = sorted(attributes, key=lambda key: key != b"O")
        entry["A"] = b"<<%b>>" % b"".join(b"/%b %b" % (key, attributes[key]) for key in order)
    if element in names:
        entry["ID"] = pydyf.String(names[element])
    if element.refs:
        entry["Ref"] = pydyf.Array([entries[other].reference for other in element.refs])
    if element.contents:
        for kid in element.kids:
            if isinstance(kid, Annotation):
                kid.entry["Contents"] = pydyf.String(element.contents)


def _names(document: Elem) -> dict[Elem, str]:
    """Return the elements that need a name: notes, and header cells that others point to."""
    elements = list(document.walk())
    headers = dict.fromkeys(header for element in elements for header in element.headers)
    notes = [element for element in elements if element.role in NOTES]
    names = {note: f"note-{count}" for count, note in enumerate(notes, 1)}
    return names | {header: f"header-{count}" for count, header in enumerate(headers, 1)}


def _write_names(pdf: pydyf.PDF, root: pydyf.Dictionary, names: Mapping[str, bytes]) -> None:
    """Write the ID tree. Source: ISO 32000-1, 7.9.6: names are sorted."""
    pairs = [part for name in sorted(names) for part in (pydyf.String(name), names[name])]
    tree = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(tree)
    root["IDTree"] = tree.reference


def _write_parent_tree(
    pdf: pydyf.PDF,
    root: pydyf.Dictionary,
    parents: Sequence[Mapping[int, bytes]],
    annotations: Sequence[tuple[Annotation, bytes]],
) -> None:
    """Write which element each marked content and annotation belongs to. Source: ISO 32000-1, 14.7.4.4."""
    numbers = pydyf.Array()
    for page, found in enumerate(parents):
        size = max(found) + 1 if found else 0
        numbers += [page, pydyf.Array([found.get(mcid, b"null") for mcid in range(size)])]
    for key, (annotation, parent) in enumerate(annotations, len(parents)):
        annotation.entry["StructParent"] = key
        annotation.entry["F"] = _PRINT
        numbers += [key, parent]
    referenced(pdf, root["ParentTree"])["Nums"] = numbers
    root["ParentTreeNextKey"] = len(parents) + len(annotations)


def _keep_annotations(pdf: pydyf.PDF, annotations: Sequence[tuple[Annotation, bytes]]) -> None:
    """Take the links off the pages that are in no structure element: doubles, and those of hidden content."""
    kept = {annotation.entry.number for annotation, _ in annotations}
    for reference in pdf.page_references:
        page = referenced(pdf, reference)
        found = page.get("Annots", ())
        page_links = [one for one in found if referenced(pdf, one).get("Subtype") == "/Link"]
        dead = [one for one in page_links if referenced(pdf, one).number not in kept]
        for one in dead:
            referenced(pdf, one).clear()
            found.remove(one)
        if "Annots" in page and not found:
            del page["Annots"]
