"""The tags are built as the standard wants them.

What: About 80 rules of PDF/UA-1 and PDF/UA-2 that need no eye: all content is tagged or an artifact; tree and pages
agree; tags are standard or mapped; lists, tables, captions, notes and contents hold what they may; every table cell has
a header; figures say where they lie; annotations belong to their elements; nothing keeps a screen reader out. A file
that is damaged fails here. Where it is known what was meant, each passage is one tag, headings and list items are
tagged as what they are, and a list is one list, in one language.

Why: Screen readers follow this structure; where it is wrong they skip, repeat or stop.

Limits: It cannot tell whether a tag suits what it marks. Headings, pictures, links, languages, fonts and furniture have
checks of their own; veraPDF, where it is there, is the judge of the whole standard.

Source: ISO 14289-1:2014; ISO 14289-2:2024; ISO 32000-1:2008, 14.7 and 14.8; Matterhorn Protocol 1.1. The number in a
finding is clause and test as veraPDF's profiles count them.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.report import Finding
from handouts.checks.structure.annotations import check_annotations
from handouts.checks.structure.content import check_content
from handouts.checks.structure.document import check_document
from handouts.checks.structure.edition_2 import check_edition_2
from handouts.checks.structure.elements import check_elements
from handouts.checks.structure.meaning import check_meaning
from handouts.checks.structure.nesting import check_nesting
from handouts.checks.structure.tables import check_tables
from handouts.checks.subject import Subject

NEEDS = ""

_RULES = (
    check_document,
    check_content,
    check_elements,
    check_nesting,
    check_tables,
    check_annotations,
    check_edition_2,
    check_meaning,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the tags."""
    for rules in _RULES:
        yield from rules(subject)
