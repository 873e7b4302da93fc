"""Read a PDF into plain facts: `read_facts(pdf) -> Facts`. Nothing here judges."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence

import pikepdf

from handouts.checks.facts.annotations import read_annotations
from handouts.checks.facts.content import read_page
from handouts.checks.facts.document import content_of, inherited, read_metadata, read_outlines, read_sheet
from handouts.checks.facts.drawing import Drawing
from handouts.checks.facts.objects import entries
from handouts.checks.facts.painted import Artifact, Box, Cover, Font, Mark, MarkKey, Picture, TextRun, Untagged
from handouts.checks.facts.parents import element_finder, mark_parents, read_parent_tree
from handouts.checks.facts.roles import read_roles
from handouts.checks.facts.tree import read_tree
from handouts.checks.facts.types import Annotation, Element, Facts, Metadata, Outline, Page, Piece
from handouts.errors import SourceError

__all__ = [
    "Annotation",
    "Artifact",
    "Box",
    "Cover",
    "Element",
    "Facts",
    "Font",
    "Mark",
    "MarkKey",
    "Metadata",
    "Outline",
    "Page",
    "Picture",
    "Piece",
    "TextRun",
    "Untagged",
    "read_facts",
]

# A damaged file is a finding; what the library logs about it is not for the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


def read_facts(pdf: bytes, file: str = "") -> Facts:
    """Return what is in the file.

    Raises:
        SourceError: it is no PDF, is cut off, or needs a password.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _facts(document, pdf)
    except pikepdf.PasswordError as error:
        raise SourceError("the file needs a password", place=file, hint="Save it without one") from error
    except (pikepdf.PdfError, RuntimeError) as error:  # pikepdf raises both
        said = re.sub(r"stream <[^>]*>: ", "", str(error))  # what Python calls the bytes, which helps nobody
        raise SourceError(f"no readable PDF: {said}", place=file, hint="Save it again, or get it anew") from error


def _facts(document: pikepdf.Pdf, pdf: bytes) -> Facts:
    root = entries(document.Root)
    metadata = read_metadata(document, pdf)
    lang = metadata.lang or ""
    sheets = [page.obj for page in document.pages]
    pages = tuple(map(read_sheet, sheets))
    drawing = _drawn(sheets)
    marks = {key: draft.mark(key) for key, draft in drawing.marks.items()}
    top = root.get("/StructTreeRoot")
    tree = read_tree(top, {sheet.objgen: index for index, sheet in enumerate(sheets)}, marks, lang)
    tagged = bool(entries(top))
    parents = read_parent_tree(top)
    parent_of = element_finder(parents, tree.places)
    page_keys = {index: page.struct_parents for index, page in enumerate(pages)}
    annotations = [
        annotation
        for index, sheet in enumerate(sheets)
        for annotation in read_annotations(index, sheet.get("/Annots"), tree.objects, parent_of)
    ]
    return Facts(
        pages=pages,
        metadata=metadata,
        tagged=tagged,
        elements=tuple(tree.elements),
        pieces=tuple(tree.pieces) if tagged else _as_drawn(drawing, lang),
        marks=marks,
        owners=tree.owners,
        parents=mark_parents(parents, tree.places, marks, page_keys, drawing.form_keys),
        runs=tuple(drawing.runs),
        pictures=tuple(drawing.pictures),
        covers=tuple(drawing.covers),
        artifacts=tuple(draft.artifact() for draft in drawing.artifacts),
        untagged=tuple(drawing.untagged),
        fonts=drawing.faces.fonts(),
        annotations=tuple(annotations),
        outlines=read_outlines(document, {sheet.objgen: index for index, sheet in enumerate(sheets)}),
        role_map=read_roles(entries(top)).mapped,
        id_tree="/IDTree" in entries(top),
        misnested=tuple(drawing.misnested),
        problems=tuple(dict.fromkeys((*map(str, document.get_warnings()), *drawing.problems, *tree.problems))),
    )


def _drawn(sheets: Sequence[pikepdf.Object]) -> Drawing:
    drawing = Drawing()
    for index, sheet in enumerate(sheets):
        content = content_of(sheet)
        if content is None:
            drawing.problems.append(f"page {index + 1}: its content cannot be read")
        else:
            read_page(drawing, index, content, inherited(sheet, "/Resources"))
    return drawing


def _as_drawn(drawing: Drawing, lang: str) -> tuple[Piece, ...]:
    """Return the text of a file without tags in the order in which it is drawn, each stretch a block of its own."""
    return tuple(Piece(run.text, lang, run.page, -1, index, None) for index, run in enumerate(drawing.runs))
