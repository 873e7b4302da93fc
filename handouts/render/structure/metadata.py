"""What a file says about itself: XMP with Dublin Core, and the older document information that agrees with it.

Source: ISO 16684-1 (XMP), 8.3 (Dublin Core); PDF/UA-1, 5; PDF/UA-2, 5; PDF/A-2, 6.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import pydyf

from handouts.errors import RenderError
from handouts.render.structure.nodes import Standard
from handouts.render.structure.stamping import WEASYPRINT

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
PRODUCER = f"WeasyPrint {WEASYPRINT}"

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_IDENTIFICATION: Mapping[Standard, str] = {
    "ua-1": "<pdfuaid:part>1</pdfuaid:part>",
    "ua-2": "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
    "archive": "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
}

_EXTENSION = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A allows a property only if the file describes it. Source: PDF/A-2, 6.6.2.3.3."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself; nothing here comes from the clock.

    Args:
        titles: BCP 47 tag to title; the title in the first language is the window's title.
        languages: BCP 47 tags; the first is the document's language.
        subjects: what it is about, such as topic groups.
        identifier: a stable name or address of the content.
        source: where the words come from.
        rights: who may do what with it, in the first language.
        created, modified: of the content, where known.
    """

    titles: Mapping[str, str] = field(hash=False)
    languages: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    identifier: str = ""
    source: str = ""
    rights: str = ""
    created: date | None = None
    modified: date | None = None

    @property
    def title(self) -> str:
        """Return the title in the document's language."""
        return self.titles[self.languages[0]]


def check_metadata(metadata: Metadata) -> None:
    """Refuse metadata without a language, or without a title in the first one.

    Raises:
        RenderError: one of the two is missing.
    """
    if not metadata.languages:
        raise RenderError("a document needs a language", hint="Name the languages in Metadata(languages=…)")
    if not metadata.titles.get(metadata.languages[0], "").strip():
        raise RenderError(
            f"a document needs a title in its language {metadata.languages[0]!r}",
            hint="Name it in Metadata(titles=…)",
        )


def _plain(text: str) -> str:
    """Return a text on one line and without characters that XML cannot hold. Source: XML 1.0, 2.2."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def _writable(metadata: Metadata) -> Metadata:
    return replace(
        metadata,
        titles={lang: _plain(title) for lang, title in metadata.titles.items()},
        subjects=tuple(_plain(subject) for subject in metadata.subjects),
        identifier=_plain(metadata.identifier),
        source=_plain(metadata.source),
        rights=_plain(metadata.rights),
    )


def write_metadata(pdf: pydyf.PDF, metadata: Metadata, standard: Standard) -> None:
    """Replace WeasyPrint's metadata by ours."""
    metadata = _writable(metadata)
    packet = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet.stream[:] = [_packet(metadata, standard).encode()]
    packet.compress = False  # so that programs which know nothing of PDF find it; PDF/A-1 even asks for it
    pdf.catalog["Lang"] = pydyf.String(metadata.languages[0])
    pdf.info.clear()
    pdf.info["Title"] = pydyf.String(metadata.title)
    if metadata.subjects:
        pdf.info["Keywords"] = pydyf.String(", ".join(metadata.subjects))
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    for key, day in (("CreationDate", metadata.created), ("ModDate", metadata.modified)):
        if day is not None:
            pdf.info[key] = pydyf.String(f"D:{day:%Y%m%d}")


def _packet(metadata: Metadata, standard: Standard) -> str:
    parts = [
        _IDENTIFICATION[standard],
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", {"x-default": metadata.title, **metadata.titles}),
        _items("dc:language", "Bag", metadata.languages),
        _items("dc:subject", "Bag", metadata.subjects),
        f"<dc:identifier>{escape(metadata.identifier)}</dc:identifier>" if metadata.identifier else "",
        f"<dc:source>{escape(metadata.source)}</dc:source>" if metadata.source else "",
        _alternatives("dc:rights", {"x-default": metadata.rights} if metadata.rights else {}),
        _items("dc:date", "Seq", [str(day) for day in (metadata.modified or metadata.created,) if day]),
        f"<xmp:CreateDate>{metadata.created}</xmp:CreateDate>" if metadata.created else "",
        f"<xmp:ModifyDate>{metadata.modified}</xmp:ModifyDate>" if metadata.modified else "",
        f"<pdf:Keywords>{escape(', '.join(metadata.subjects))}</pdf:Keywords>" if metadata.subjects else "",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        _EXTENSION if standard == "archive" else "",
    ]
    names = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items() if prefix != "rdf")
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n<rdf:Description rdf:about=""{names}>\n{body}\n'
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _alternatives(name: str, texts: Mapping[str, str]) -> str:
    if not texts:
        return ""
    items = "".join(f"<rdf:li xml:lang={quoteattr(lang)}>{escape(text)}</rdf:li>" for lang, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _items(name: str, kind: str, texts: Iterable[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
