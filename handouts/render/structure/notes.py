"""Notes: footnotes, endnotes and asides, and the calls in the text that lead to them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from handouts.render.structure.nodes import Elem, Kid, Source, Standard
from handouts.render.structure.roles import NOTE_ROLES, is_listed
from handouts.render.structure.shaping import mixed, paragraphs

NOTES = frozenset({"Note", "FENote", "Aside"})


def shape_note(source: Source, labels: list[Kid], kids: list[Kid], lang: str, standard: Standard) -> list[Kid]:
    """Return a note; one that is a list item becomes the body of that item.

    Source: ISO 32000-1, 14.8.4.4.1 (Note); ISO 32000-2, 14.8.4.5 (FENote, Aside), table 386 (NoteType).
    """
    if not kids and not labels:
        return []
    if standard == "ua-2" and any(one.tag in ("aside", "blockquote") for one in source.ancestors()):
        return paragraphs([*labels, *kids], lang)  # neither holds an aside: ISO/TS 32005, table 5
    attributes: dict[bytes, bytes] = {}
    role = "Note"
    if standard == "ua-2":
        role = "FENote" if source.footnote or source.get("role") in NOTE_ROLES else "Aside"
        if role == "FENote":
            kind = {"doc-endnote": b"/Endnote", "note": b"/None"}.get(source.get("role") or "", b"/Footnote")
            attributes = {b"O": b"/FENote", b"NoteType": kind}
    label: list[Kid] = [Elem("Lbl", labels, lang, inline=True)] if labels else []
    if source.tag == "li" and is_listed(source):
        note = Elem(role, mixed(kids, lang), lang, source=source, attributes=attributes)
        body: list[Kid] = [Elem("LBody", [note], lang)] if kids else []
        return [Elem("LI", [*label, *body], lang, source=source)]
    kids = [*label, *kids]
    held = paragraphs(kids, lang) if role == "Aside" else mixed(kids, lang)
    return [Elem(role, held, lang, source=source, attributes=attributes)]


def shape_call(source: Source, labels: list[Kid], kids: list[Kid], lang: str, standard: Standard) -> list[Kid]:
    """Return the mark that a CSS footnote leaves in the text."""
    kids = [*labels, *kids]
    return [Elem("Lbl" if standard == "ua-2" else "Reference", kids, lang, inline=True, source=source)] if kids else []


def connect_calls(document: Elem) -> None:
    """Let each call point to its note, and in turn the note to its calls.

    Source: ISO 32000-2, table 355 (Ref); PDF/UA-2, 8.2.5.14.
    """
    elements = list(document.walk())
    by_element: dict[Element, Elem] = {}
    by_id: dict[str, Elem] = {}
    for note in elements:
        if note.role in NOTES and note.source is not None:
            by_element[note.source.element] = note
            for inner in note.source.element.iter():
                if (name := inner.get("id")) is not None:
                    by_id.setdefault(name, note)
    if not by_element:
        return
    for call in elements:
        note_of = _note_called(call, by_element, by_id)
        if note_of is not None and call not in note_of.walk():
            call.refs.append(note_of)
            note_of.refs.append(call)


def _note_called(call: Elem, by_element: dict[Element, Elem], by_id: dict[str, Elem]) -> Elem | None:
    if call.source is None:
        return None
    if call.source.tag == "::footnote-call":
        return by_element.get(call.source.element)
    target = call.source.get("href") or ""
    return by_id.get(target[1:]) if call.role == "Link" and target.startswith("#") else None
