"""The sheet says where its words come from, and who answers for them.

What: Each citation and each sentence of provenance that the handout meant stands in the file's text, whole.

Why: A sheet without its source cannot be trusted, checked or renewed; an unreviewed translation must say so.

Limits: It needs to know what the handout meant, and does not judge whether a citation is right.

Source: NLM, "Citing MedlinePlus"; 45 CFR 92.201(c)(3) for translations.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.places import DOCUMENT
from handouts.checks.reading import heard
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

NEEDS = "expected"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield citations and sentences of provenance that are missing."""
    if subject.expected is None:
        return
    said = heard(subject).letters
    for kind, texts in (("citation", subject.expected.citations), ("provenance", subject.expected.provenance)):
        for text in texts:
            if letters(text) not in said:
                message = f"the {kind} {quoted(text, 80)} is not in the file's text"
                yield Finding(
                    "", "fail", DOCUMENT, message, "Print it in the block that says where the words come from"
                )
