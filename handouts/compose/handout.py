"""What will be printed: everything decided, nothing left for a template but loops.

A template receives one object, `handout`, of this type. Every tuple "per language" has one entry for each of
`Handout.languages`, in that order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from handouts.compose.clinic import Clinic, Personal, Worksheet
from handouts.model import Mark, Provenance

# ----- running text with its links numbered


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    inlines: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Italic:
    inlines: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """Words that lead to a page; `number` is the reference's number in this handout, 0 when links are not printed."""

    number: int
    address: str
    description: str
    inlines: tuple[Run, ...]


Run = Words | Bold | Italic | Jump


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item."""

    inlines: tuple[Run, ...]
    nested: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of running text as it prints.

    Args:
        kind: "heading", "paragraph", "bullets" or "numbers".
        level: 2 to 6 for a heading, else 0.
        inlines: for a heading or a paragraph.
        entries: for a list.
        part_of: the name that the parts of one list share, where its items stand in rows of their own; a reader hears
            them as the one list that they are.
        start: the number of a list's first item.
    """

    kind: Literal["heading", "paragraph", "bullets", "numbers"]
    level: int = 0
    inlines: tuple[Run, ...] = ()
    entries: tuple[Entry, ...] = ()
    part_of: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Passages that say the same in each language, printed beside each other.

    Args:
        cells: per language, the passages; a cell may be empty, a row never is.
        confidence: 0 to 1, how sure the pairing is; 1 for one language.
        whole: whether it is short enough never to be torn at the foot of a page.
        leads: whether what follows belongs to it, so that it does not stand last on a page.
        number: by which one language points at the other; 0 for none.
    """

    cells: tuple[tuple[Passage, ...], ...]
    confidence: float = 1.0
    whole: bool = False
    leads: bool = False
    number: int = 0


# ----- links


@dataclass(frozen=True, slots=True)
class Target:
    """One address as it prints.

    Args:
        lang: language of the page behind the address; labels the code ("English", "Español").
        title: the link's title, in `title_lang`.
        address: what the code holds and the link leads to, exactly.
        printed: the address for people: no "https://", no trailing slash; over 120 characters the host alone.
        shortened: whether `printed` is the host alone.
        title_lang: language the title is written in, which text must be tagged with; differs from `lang` where the
            source gives only the address of a page in another language. `compose` always fills it.
    """

    lang: str
    title: str
    address: str
    printed: str
    shortened: bool
    organizations: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    title_lang: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered link.

    Args:
        number: from 1, counted through the handout.
        targets: with a code each, in the order of the handout's languages; one or more.
        elsewhere: the same page in languages this handout is not in: printed small, live, without a code.
    """

    number: int
    targets: tuple[Target, ...]
    elsewhere: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceSection:
    """References under one heading.

    Args:
        titles: per language.
        title_langs: per language, what the title is written in; differs from the handout's language only for a heading
            that no table translates. `compose` always fills it.
    """

    id: str
    titles: tuple[str, ...]
    references: tuple[Reference, ...]
    title_langs: tuple[str, ...] = ()


# ----- who says so


@dataclass(frozen=True, slots=True)
class Citation:
    """The block that says where the words come from, in one language.

    Args:
        lang: language of these sentences.
        text: the citation, NLM style for MedlinePlus, without the address; where there is a page it ends with
            "Available from:", and `page.printed` is to follow.
        page: the topic's own page, with a code; None for a local topic without one.
        acknowledgement: "Source: MedlinePlus, National Library of Medicine" or its equivalent.
        notices: further sentences: translation state, samples, who translated and reviewed.
        disclaimer: not a substitute for medical care.
        attribution: whose text it is, as the source writes it.
        elsewhere: the topic's own page in languages this handout is not in: printed small, live, without a code.
    """

    lang: str
    text: str
    page: Target | None
    acknowledgement: str
    notices: tuple[str, ...]
    disclaimer: str
    attribution: tuple[str, ...] = ()
    elsewhere: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Masthead:
    """The title in one language.

    Args:
        endonym: labels its column ("English", "Español").
        edition: says that this is a large-print edition; "" where it is none.
    """

    lang: str
    title: str
    endonym: str
    synonyms: tuple[str, ...] = ()
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything that will be printed.

    Args:
        topic_id: for the file's name.
        languages: BCP 47 tags in printing order; the first is the document's language.
        layout, paper, edition: names from the request ("side-by-side", "single"; "letter", "a4"; "standard").
        mastheads, citations: per language.
        rows: the running text.
        sections: the references; empty when none are wanted.
        omitted: how many of the topic's links were left out on request.
        parts: where each language is a sheet of its own, its references per language; else empty.
        apart: per language, how many references the handout has in the other language only; empty without parts.
        subjects: for the metadata, such as group names.
        created, modified: for the metadata, from the data and never from the clock; None when unknown.
        provenances: per language.
        drafts: the languages whose text must not pass for final; every page says so.
        pairing: the coarsest way in which two languages stand beside each other: "block" by block, "section" by section
            where blocks could not be told, or the "whole" texts; "single" for one language.
        confidence: 0 to 1, the share of the text that stands beside its counterpart, times how sure that is; 1 for one
            language.
    """

    topic_id: str
    languages: tuple[str, ...]
    layout: str
    paper: str
    mastheads: tuple[Masthead, ...]
    rows: tuple[Row, ...]
    sections: tuple[ReferenceSection, ...]
    omitted: int
    citations: tuple[Citation, ...]
    provenances: tuple[Provenance, ...]
    drafts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    created: date | None = None
    modified: date | None = None
    pairing: Literal["single", "block", "section", "whole"] = "single"
    confidence: float = 1.0
    edition: str = "standard"
    parts: tuple[tuple[ReferenceSection, ...], ...] = ()
    apart: tuple[int, ...] = ()
    clinic: Clinic | None = None
    worksheets: tuple[Worksheet, ...] = ()
    personal: Personal | None = field(default=None, repr=False)
