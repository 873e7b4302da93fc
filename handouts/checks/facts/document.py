"""Read what the document says of itself: metadata, bookmarks, pages. Source: ISO 32000-1:2008, 7.7, 12.3.3, 14.3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree

from handouts.checks.facts.annotations import leads_to_element
from handouts.checks.facts.objects import box, entries, identity, integer, items, name, number, stream_bytes, text
from handouts.checks.facts.painted import Box
from handouts.checks.facts.types import Metadata, Outline, Page

MOST_OUTLINES = 20_000
ACCESSIBILITY = 1 << 9
"""The permission that lets a screen reader in. Source: ISO 32000-1:2008, Table 22, bit 10."""

LETTER: Box = (0.0, 0.0, 612.0, 792.0)

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_metadata(document: pikepdf.Pdf, pdf: bytes) -> Metadata:
    """Return what the document says of itself."""
    root = entries(document.Root)
    marked = entries(root.get("/MarkInfo"))
    packet = _xmp(stream_bytes(root.get("/Metadata")))
    info = {key[1:]: str(value) for key, value in entries(document.trailer.get("/Info")).items() if text(value)}
    encrypted = document.is_encrypted
    layers = [entries(item) for item in _layer_settings(entries(root.get("/OCProperties")))]
    header = re.split(rb"[\r\n]", pdf[:1024], maxsplit=1)[0][:60]
    version = re.match(rb"%PDF-(\d\.\d)", header)
    return Metadata(
        version=name(root.get("/Version")) or (version[1].decode() if version else ""),
        header=header,
        lang=text(root.get("/Lang")),
        titles=_titles(packet),
        languages=tuple(_bag(packet, "language")),
        info=info,
        ua_part=_property(packet, _UA, "part"),
        ua_rev=_property(packet, _UA, "rev"),
        pdfa_part=_property(packet, _PDFA, "part"),
        pdfa_conformance=_property(packet, _PDFA, "conformance"),
        xmp=packet is not None,
        display_title=entries(root.get("/ViewerPreferences")).get("/DisplayDocTitle") is True,
        marked=marked.get("/Marked") is True,
        suspects=marked.get("/Suspects") is True,
        encrypted=encrypted,
        permits_access=not encrypted or bool(document.encryption.P & ACCESSIBILITY),
        unnamed_layers=any(not text(layer.get("/Name")) for layer in layers),
        automatic_layers=any("/AS" in layer for layer in layers),
        unnamed_attachments=sum(not _named(file) for file in _attachments(root)),
        dynamic_form=_is_dynamic(entries(root.get("/AcroForm")).get("/XFA")),
    )


def _layer_settings(properties: dict[str, object]) -> list[object]:
    return items(properties.get("/D")) + items(properties.get("/Configs"))


def _attachments(root: dict[str, object]) -> Iterator[dict[str, object]]:
    """Yield the file specifications of embedded files. Source: ISO 32000-1:2008, 7.7.4 and 7.9.6."""
    waiting: list[object] = [entries(root.get("/Names")).get("/EmbeddedFiles")]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MOST_OUTLINES:
        node = waiting.pop()
        if identity(node) in seen:
            continue
        seen.add(identity(node))
        fields = entries(node)
        yield from map(entries, items(fields.get("/Names"))[1::2])
        waiting += items(fields.get("/Kids"))


def _named(file: dict[str, object]) -> bool:
    return "/EF" not in file or bool(text(file.get("/F")) and text(file.get("/UF")))


def _is_dynamic(form: object) -> bool:
    parts = items(form)
    return any(b"dynamicRender>required" in (stream_bytes(part) or b"") for part in parts)


def _xmp(packet: bytes | None) -> etree._Element | None:
    if packet is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(packet.strip(b"\x00 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _property(packet: etree._Element | None, namespace: str, key: str) -> str:
    """Return a simple property, written as an attribute or as an element."""
    if packet is None:
        return ""
    for description in packet.iter(f"{_RDF}Description"):
        if found := description.get(namespace + key):
            return str(found).strip()
        inner = description.find(namespace + key)
        if inner is not None:
            return (inner.text or "").strip()
    return ""


def _titles(packet: etree._Element | None) -> dict[str, str]:
    if packet is None:
        return {}
    lines = (line for title in packet.iter(f"{_DC}title") for line in title.iter(f"{_RDF}li"))
    found = {str(line.get(_LANG, "x-default")): (line.text or "").strip() for line in lines}
    return {lang: title for lang, title in found.items() if title}


def _bag(packet: etree._Element | None, key: str) -> Iterator[str]:
    if packet is not None:
        for bag in packet.iter(_DC + key):
            for line in bag.iter(f"{_RDF}li"):
                if line.text:
                    yield line.text.strip()


def read_outlines(document: pikepdf.Pdf, pages: Mapping[tuple[int, int], int]) -> tuple[Outline, ...]:
    """Return the bookmarks in order; a chain that leads back into itself ends there.

    Args:
        pages: object number of a page to its index.
    """
    found: list[Outline] = []
    first = entries(entries(document.Root).get("/Outlines")).get("/First")
    waiting, seen = [(first, 1)], set()
    while waiting and len(found) < MOST_OUTLINES:
        value, level = waiting.pop()
        fields = entries(value)
        if not fields or identity(value) in seen:
            continue
        seen.add(identity(value))
        action = entries(fields.get("/A"))
        leads = leads_to_element(action.get("/SD")) or leads_to_element(fields.get("/Dest"))
        place = items(action.get("/D") if "/D" in action else fields.get("/Dest"))[:1]
        page = pages.get(identity(place[0]), -1) if place else -1
        found.append(Outline(text(fields.get("/Title")) or "", level, leads, page))
        waiting += [(fields.get("/Next"), level), (fields.get("/First"), level + 1)]
    return tuple(found)


def read_sheet(page: pikepdf.Object) -> Page:
    """Return a page's size and settings; without a usable box it counts as Letter."""
    whole = box(inherited(page, "/MediaBox")) or LETTER
    shown = box(inherited(page, "/CropBox")) or whole
    unit = number(page.get("/UserUnit")) or 1.0
    rotation = integer(inherited(page, "/Rotate")) or 0
    return Page(shown, rotation % 360, name(page.get("/Tabs")), integer(page.get("/StructParents")), unit)


def inherited(page: pikepdf.Object, key: str) -> object:
    """Return an entry of a page or of the page-tree nodes above it."""
    node: object = page
    for _ in range(50):
        found = entries(node)
        if key in found:
            return found[key]
        node = found.get("/Parent")
    return None


def content_of(page: pikepdf.Object) -> bytes | None:
    """Return a page's whole content; None where a part of it cannot be read."""
    parts = [stream_bytes(part) for part in items(page.get("/Contents"))]
    readable = [part for part in parts if part is not None]
    return b"\n".join(readable) if len(readable) == len(parts) else None
