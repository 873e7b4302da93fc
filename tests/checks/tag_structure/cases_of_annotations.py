"""Links and other annotations, and what only PDF/UA-2 asks for: sound, and broken rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from editing import Edit, annotations, attribute, changed, elements, renamed, replaced_metadata
from pikepdf import Array, Dictionary, Name, String

INSIDE = '<h1>A</h1><p><a href="#b" title="The part about b">See below</a></p><h2 id="b">B</h2>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    for standard in ("ua-1", "ua-2", "archive"):
        yield f"links inside as {standard}", bench.subject(bench.made(INSIDE, standard=standard))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, edit, words in _ANNOTATIONS:
        yield name, bench.sheet(edit, known=False), words
    for name, edit, words in _EDITION_2:
        yield name, bench.sheet(edit, standard="ua-2", known=False), words
    inside = bench.subject(bench.edited(bench.made(INSIDE, standard="ua-2"), _to_a_page))
    yield "a link to a place on a page, as ua-2", inside, "(8.8-1)"


def _without_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj["/Tabs"]


def _out_of_tree(pdf: pikepdf.Pdf) -> None:
    del next(annotations(pdf))[1].StructParent


def _without_reference(pdf: pikepdf.Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and "/Obj" in kid)])


def _added(**entries: object) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        new = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([50, 50, 90, 90]), **entries))
        pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", []), new])
        pdf.pages[0].obj.Tabs = Name.S
        if new.Subtype == Name.Widget:
            pdf.Root.AcroForm = Dictionary(Fields=Array([new]))

    return edit


def _printers_mark(pdf: pikepdf.Pdf) -> None:
    next(annotations(pdf))[1].Subtype = Name.PrinterMark


_ANNOTATIONS = (
    ("a printer's mark in the tree", _printers_mark, "(7.18.8-1)"),
    ("tabulator in any order", _without_order, "(7.18.3-1)"),
    ("a link that no element owns", _out_of_tree, "(7.18.5-1)"),
    ("a link without a reference to it", _without_reference, "disagree about the annotation"),
    ("a link tagged as a paragraph", renamed("Link", "P"), "(7.18.5-1)"),
    ("a comment outside the tags", _added(Subtype=Name.Text), "(7.18.1-1)"),
    ("a comment without words", _added(Subtype=Name.Text), "(7.18.1-2)"),
    ("a field without a name", _added(Subtype=Name.Widget, FT=Name.Tx), "(7.18.1-3)"),
    ("a field outside a form", _added(Subtype=Name.Widget, TU=String("Name")), "(7.18.4-1)"),
)


# ----- PDF/UA-2


def _old_namespace(pdf: pikepdf.Pdf) -> None:
    document = elements(pdf, "Document")[0]
    if "/NS" in document:
        del document["/NS"]


def _to_a_page(pdf: pikepdf.Pdf) -> None:
    for page, annotation in annotations(pdf):
        annotation.A = Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]))


def _bookmark_to_a_page(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
    if "/Dest" in first:
        del first.Dest


def _of_the_first_edition(tag: str, new: str) -> Edit:
    """Return an edit that gives an element a tag of PDF 1.7."""

    def change(element: Dictionary) -> None:
        element.S = Name(f"/{new}")
        if "/NS" in element:
            del element["/NS"]

    return changed(tag, change)


def _mathematics(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root.StructTreeRoot
    namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://www.w3.org/1998/Math/MathML")))
    root.Namespaces = Array([*root.get("/Namespaces", []), namespace])
    paragraph = elements(pdf, "P")[0]
    paragraph.S, paragraph.NS = Name.math, namespace


_EDITION_2 = (
    ("a heading without a level, as ua-2", _of_the_first_edition("H2", "H"), "(8.2.5.12-1)"),
    ("a note of the old kind, as ua-2", _of_the_first_edition("P", "Note"), "(8.2.5.14-1)"),
    ("an entry that refers to nothing, as ua-2", _of_the_first_edition("P", "TOCI"), "(8.2.5.8-1)"),
    ("a note of no kind, as ua-2", renamed("P", "FENote"), "(8.2.5.14-4)"),
    ("mathematics in a paragraph's place, as ua-2", _mathematics, "(8.2.5.29-1)"),
    ("no edition, as ua-2", replaced_metadata("pdfuaid:rev", "pdfuaid:other"), "(5-5)"),
    ("two documents in one, as ua-2", renamed("Document", "Sect"), "(8.2.5.2-1)"),
    ("a Document of the old kind, as ua-2", _old_namespace, "(8.2.5.2-2)"),
    ("a list that denies its labels, as ua-2", attribute("L", "/ListNumbering", Name("/None")), "(8.2.5.25-1)"),
    ("private characters, as ua-2", changed("Figure", lambda e: setattr(e, "Alt", String("\ue000"))), "(8.4.3-2)"),
    ("a bookmark to a place on a page, as ua-2", _bookmark_to_a_page, "(8.8-2)"),
)
