"""Rules of the file as a whole: damage, claims, and what would keep a screen reader out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.places import DOCUMENT
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken
from handouts.checks.subject import Subject

_HEADER_1 = re.compile(rb"%PDF-1\.[0-7]\s*$")


def check_document(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the file as a whole."""
    facts, metadata = subject.facts, subject.facts.metadata
    for problem in facts.problems:
        yield broken(DOCUMENT, f"the file is damaged: {problem}", "ISO 32000-1", "Save the file anew")
    if not facts.tagged:
        yield broken(DOCUMENT, "the file has no tags", "7.1-11", "Save it anew as a tagged PDF")
        if facts.pictures and not any(run.text.strip() for run in facts.runs):
            fact = "the pages are pictures, as from a scanner: nothing on them can be read aloud"
            yield broken(
                DOCUMENT, fact, "WCAG 2.2, 1.4.5", "Make the file from the text, or have its letters recognised"
            )
    if not metadata.marked:
        yield broken(DOCUMENT, "the file does not say that it is tagged", "6.2-1", "Set /Marked in /MarkInfo")
    if metadata.suspects:
        fact = "the file says that its tags are not to be trusted (/Suspects)"
        yield broken(DOCUMENT, fact, "7.1-4", "Check the tags, then set /Suspects to false")
    yield from _claims(subject)
    yield from _barriers(subject)


def _claims(subject: Subject) -> Iterator[Finding]:
    metadata = subject.facts.metadata
    part = "2" if subject.standard == "ua-2" else "1"
    if not metadata.xmp:
        yield broken(DOCUMENT, "the file has no XMP metadata that can be read", "7.1-8", "Save it with XMP metadata")
    elif metadata.ua_part != part:
        said = f"it is PDF/UA-{metadata.ua_part}" if metadata.ua_part else "nothing"
        fact = f"the metadata do not say that this is PDF/UA-{part}; they say {said}"
        yield broken(
            DOCUMENT, fact, "5-1" if not metadata.ua_part else "5-2", "Set pdfuaid:part once the file conforms"
        )
    if part == "2" and metadata.ua_part == "2" and not re.fullmatch(r"\d{4}", metadata.ua_rev):
        yield broken(DOCUMENT, "the metadata do not say which edition of PDF/UA-2", "5-5", "Set pdfuaid:rev to 2024")
    if part == "1" and not _HEADER_1.match(metadata.header):
        yield broken(DOCUMENT, f"the header is {metadata.header!r}, not %PDF-1.n", "6.1-1", "Save it as PDF 1.7")
    if subject.standard == "archive" and (metadata.pdfa_part, metadata.pdfa_conformance.upper()) != ("2", "A"):
        fact = "the metadata do not say that this is PDF/A-2a"
        yield broken(DOCUMENT, fact, "ISO 19005-2, 6.6.4", "Set pdfaid:part and pdfaid:conformance")


def _barriers(subject: Subject) -> Iterator[Finding]:
    metadata = subject.facts.metadata
    if not metadata.permits_access:
        fact = "the file's permissions keep screen readers out"
        yield broken(DOCUMENT, fact, "7.16-1", "Allow text access for accessibility, or save it without protection")
    if metadata.encrypted and subject.standard == "archive":
        yield broken(DOCUMENT, "an archive file is encrypted", "ISO 19005-2, 6.1.3", "Save it without protection")
    if metadata.dynamic_form:
        yield broken(DOCUMENT, "the file is a dynamic XFA form", "7.15-1", "Save it as a static PDF form")
    if metadata.unnamed_layers:
        yield broken(DOCUMENT, "a set of layers has no name", "7.10-1", "Name the layers' configurations")
    if metadata.automatic_layers:
        yield broken(DOCUMENT, "layers switch themselves on and off", "7.10-2", "Remove /AS from the layers")
    if metadata.unnamed_attachments:
        fact = f"attached files without a name: {metadata.unnamed_attachments}"
        yield broken(DOCUMENT, fact, "7.11-1", "Give each attached file its name (F and UF)")
