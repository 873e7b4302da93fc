"""catalogue.csv: one row a handout, in Dublin Core, for spreadsheets and library systems.

Begins with a byte order mark, without which Excel takes the file for another encoding and spoils every accent; what
reads UTF-8 elsewhere passes over it. Several values of a cell stand apart by "||", as DSpace reads them. A cell that a
spreadsheet would take for a formula begins with an apostrophe.

Source: DCMI Metadata Terms; RFC 4180; OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable

from handouts.catalogue.entries import Catalogue, Entry
from handouts.catalogue.publishing._addresses import address

NAME = "catalogue.csv"
APART = "||"

_FORMULA = tuple("=+-@＝＋－＠")


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the catalogue as CSV."""
    of_topic: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalogue.entries:
        of_topic[entry.topic].append(entry)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in catalogue.entries:
        row = _row(entry, catalogue, of_topic[entry.topic])
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return {NAME: b"\xef\xbb\xbf" + stream.getvalue().encode()}


COLUMNS = (
    "dc:identifier",
    "dc:title",
    "dc:language",
    "dc:subject",
    "dc:description",
    "dc:creator",
    "dc:contributor",
    "dc:publisher",
    "dc:date",
    "dc:type",
    "dc:format",
    "dc:source",
    "dc:relation",
    "dc:rights",
    "dcterms:alternative",
    "dcterms:extent",
    "dcterms:hasFormat",
    "topic",
    "edition",
    "paper",
    "sha256",
)


def _row(entry: Entry, catalogue: Catalogue, related: Iterable[Entry]) -> dict[str, Iterable[str]]:
    said = [entry.articles[lang] for lang in entry.languages]
    day = entry.modified or entry.created
    return {
        "dc:identifier": (address(catalogue, entry.pdf.path),),
        "dc:title": (one.title for one in said),
        "dc:language": entry.languages,
        "dc:subject": (*entry.subjects, *(group for one in said for group in one.groups)),
        "dc:description": (one.description for one in said),
        "dc:creator": (name for one in said for name in (one.source, *one.attribution)),
        "dc:contributor": (name for one in said for name in (one.translator, one.reviewer)),
        "dc:publisher": catalogue.publisher.values(),
        "dc:date": (day.isoformat() if day else "",),
        "dc:type": ("Text",),
        "dc:format": ("application/pdf",),
        "dc:source": (one.address for one in said),
        "dc:relation": (address(catalogue, other.pdf.path) for other in related if other is not entry),
        "dc:rights": (one.rights for one in said),
        "dcterms:alternative": (name for one in said for name in one.synonyms),
        "dcterms:extent": (f"{entry.pages} pages" if entry.pages != 1 else "1 page",),
        "dcterms:hasFormat": (address(catalogue, entry.html.path),),
        "topic": (entry.topic,),
        "edition": (entry.edition,),
        "paper": (entry.paper,),
        "sha256": (entry.pdf.sha256,),
    }


def _cell(values: Iterable[str]) -> str:
    """Return the values of a cell, each once and on one line."""
    lines = (" ".join(re.sub(r"\|(?=\|)", "| ", value).split()) for value in values)
    text = APART.join(line for line in dict.fromkeys(lines) if line)
    return f"'{text}" if text.startswith(_FORMULA) else text
