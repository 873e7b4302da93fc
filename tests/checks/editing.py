"""Change PDFs on purpose: the edits that the cases share."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

Edit = Callable[[pikepdf.Pdf], object]


def edited(pdf: bytes, *edits: Edit) -> bytes:
    """Return the PDF after the edits."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for edit in edits:
            edit(document)
        document.save(out, deterministic_id=True, fix_metadata_version=False)  # it would mend broken metadata
    return out.getvalue()


def elements(document: pikepdf.Pdf, tag: str | None = None) -> list[Dictionary]:
    """Return the structure elements of a tag, or all, in reading order."""

    def walk(node: pikepdf.Object) -> Iterator[Dictionary]:
        kids = node.get("/K", [])
        for kid in list(kids) if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    return [element for element in walk(document.Root.StructTreeRoot) if tag is None or str(element.S) == f"/{tag}"]


def replaced_content(number: int, old: bytes, new: bytes) -> Edit:
    """Return an edit that changes bytes of a page's content."""

    def edit(document: pikepdf.Pdf) -> None:
        sheet = document.pages[number]
        sheet.contents_coalesce()
        content = sheet.Contents.read_bytes()
        assert old in content, f"{old!r} is not in the content of page {number + 1}"
        sheet.Contents = document.make_stream(content.replace(old, new))

    return edit


def replaced_metadata(old: str, new: str) -> Edit:
    """Return an edit that changes the XMP metadata."""

    def edit(document: pikepdf.Pdf) -> None:
        packet = document.Root.Metadata.read_bytes().decode()
        assert old in packet, f"{old!r} is not in the metadata"
        document.Root.Metadata = document.make_stream(
            packet.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML
        )

    return edit


def renamed(old: str, new: str, mapped: dict[str, str] | None = None, place: int = 0) -> Edit:
    """Return an edit that gives one element another tag, and the role map more entries."""

    def edit(pdf: pikepdf.Pdf) -> None:
        elements(pdf, old)[place].S = Name(f"/{new}")
        for tag, role in (mapped or {}).items():
            roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
            roles[f"/{tag}"] = Name(f"/{role}")
            pdf.Root.StructTreeRoot.RoleMap = roles

    return edit


def changed(tag: str, change: Callable[[Dictionary], object], place: int = 0) -> Edit:
    """Return an edit that changes one element of a tag."""
    return lambda pdf: change(elements(pdf, tag)[place])


def without(key: str) -> Callable[[Dictionary], object]:
    """Return a change that takes an entry out."""

    def change(element: Dictionary) -> None:
        del element[key]

    return change


def attribute(tag: str, key: str, value: object, place: int = 0) -> Edit:
    """Return an edit that sets an attribute of an element; None takes it out."""

    def change(element: Dictionary) -> None:
        groups = element.get("/A", Dictionary(O=Name.Table))
        for group in list(groups) if isinstance(groups, Array) else [groups]:
            if value is None and key in group:
                del group[key]
            elif value is not None:
                group[key] = value
        element.A = groups

    return changed(tag, change, place)


def annotations(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Page, Dictionary]]:
    """Yield each annotation with its page."""
    for page in document.pages:
        for annotation in page.obj.get("/Annots", []):
            yield page, annotation
