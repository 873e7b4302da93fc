"""Terms that are agreed on, and terms that are not to be used.

A glossary is a table with the columns `english`, `approved`, `forbidden` and `note`; several forms of a term stand with
`|` between them. Where a row has no English, its forbidden terms are never to be used.

    english,approved,forbidden,note
    stroke,derrame cerebral|ataque cerebral,golpe,
    ,,constipado,means a cold in Spain
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import ContentError
from handouts.textfile import load_text
from handouts.translation.faults.fault import Fault
from handouts.translation.merging import Translated
from handouts.translation.notation import words

OURS = Path(__file__).parent / "glossary.csv"
"""Terms that come with the program: false friends, and what they should be."""

_COLUMNS = ("english", "approved", "forbidden", "note")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary; see the top of this module."""

    english: tuple[str, ...]
    approved: tuple[str, ...]
    forbidden: tuple[str, ...]
    note: str = ""


def load_glossary(path: Path = OURS) -> tuple[Term, ...]:
    """Read a glossary.

    Raises:
        ContentError: it cannot be read, a column is missing, or a row says nothing.
    """
    text, _ = load_text(path)
    rows = csv.DictReader(io.StringIO(text))
    missing = [column for column in _COLUMNS[:3] if column not in (rows.fieldnames or ())]
    if missing:
        hint = f"The first line is: {','.join(_COLUMNS)}"
        raise ContentError(f"the glossary has no column {missing[0]!r}", place=f"{path}:1", hint=hint)
    terms = []
    for row in rows:
        english, approved, forbidden = (_forms(row.get(column)) for column in _COLUMNS[:3])
        term = Term(english, approved, forbidden, (row.get("note") or "").strip())
        if not (term.forbidden or (term.english and term.approved)):
            hint = "Give an English term with its approved forms, or forbidden ones"
            raise ContentError("a row of the glossary says nothing", place=f"{path}:{rows.line_num}", hint=hint)
        terms.append(term)
    return tuple(terms)


def _forms(cell: str | None) -> tuple[str, ...]:
    return tuple(form.strip() for form in (cell or "").split("|") if form.strip())


def faults(one: Translated, terms: Sequence[Term]) -> Iterator[Fault]:
    """Yield forbidden terms, and agreed ones that are not there."""
    english, spanish = words(one.piece.source), words(one.text)
    agreed = {form for term in terms if any(_has(english, said) for said in term.english) for form in term.approved}
    for term in terms:
        meant = next((form for form in term.english if _has(english, form)), None)
        if term.english and meant is None:
            continue
        wrong = next((form for form in term.forbidden if _has(spanish, form)), None)
        allowed = any(_has(spanish, form) for form in term.approved)
        hint = f"Write {' or '.join(term.approved)}" if term.approved else "Use another word"
        hint += f" ({term.note})" if term.note else ""
        if wrong and wrong not in agreed and not (allowed and any(wrong in form for form in term.approved)):
            about = f" for “{meant}”" if meant else ""
            yield Fault(one.id, "glossary", "fail", f"“{wrong}”{about} is not to be used", hint)
        elif meant and term.approved and not allowed:
            yield Fault(one.id, "glossary", "review", f"“{meant}” is not translated as agreed", hint)


def _has(text: str, form: str) -> bool:
    """Say whether a term stands in a text, in the singular or plural."""
    return re.search(rf"\b{re.escape(form)}(?:s|es)?\b", text, re.IGNORECASE) is not None
