"""What a catalogue holds, as plain values: what every file that it publishes about itself is made of.

No clock is read for any of it: the same library gives the same entries, and so the same files, on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class File:
    """One published file.

    Args:
        path: from the published folder, with slashes: "handouts/gout.en-es.pdf".
        sha256: of its bytes, hexadecimal.
        size: in bytes.
    """

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Review:
    """Something that a check left to a person, or that it refused a file for.

    Args:
        check: the check's name; "" for a failure before any check, such as a translation that is not final.
        where: place in the file; "" where there is none.
        message: the fact.
        hint: the next step; may be "".
    """

    check: str
    where: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a topic in one language.

    Args:
        address: the topic's own page; "" for a local topic without one.
        state: how far its words can be trusted, as in `model.Provenance`.
        reading: name of each formula to its score, where there are formulas for the language.
        rights: under which terms the words may be used, in the article's language; "" when nobody said.
    """

    title: str
    address: str = ""
    description: str = ""
    synonyms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    source: str = ""
    attribution: tuple[str, ...] = ()
    state: str = "official"
    translator: str = ""
    reviewer: str = ""
    reading: Mapping[str, float] = field(default_factory=dict, hash=False)
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One handout that passed: its PDF, its record, and its twin as a web page.

    Args:
        name: stable name, the files' without an ending: "gout.en-es".
        topic: the topic's id.
        languages: BCP 47 tags in printing order, one or two.
        articles: each of these languages to what is said of the topic in it, in the same order.
        subjects: names of what the topic is about, such as MeSH headings, sorted.
        created: the oldest of its articles' dates, None when unknown.
        modified: the newest of its articles' dates, None when unknown; never the day of the build.
        review: what the checks left to a person.
        drafts: the languages whose text is not final; the sheet says DRAFT, and so does the index.
    """

    name: str
    topic: str
    languages: tuple[str, ...]
    layout: str
    edition: str
    paper: str
    articles: Mapping[str, Facts] = field(hash=False)
    subjects: tuple[str, ...]
    created: date | None
    modified: date | None
    pages: int
    codes: int
    pdf: File
    record: File
    html: File
    review: tuple[Review, ...] = ()
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """One handout that is not published, and why.

    Args:
        title: in the first of the languages.
        kind: "refused" for what failed a check or may not leave as final; "failed" for what could not be made.
        why: what was found, the gravest first, never empty.
    """

    name: str
    topic: str
    title: str
    languages: tuple[str, ...]
    kind: str
    why: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Retired:
    """One handout that was published before and is not any more, because its topic, or its language, is gone.

    Args:
        title: in the first of the languages.
        replaced_by: names of the entries that cover what it was called, sorted; may be empty.
    """

    name: str
    topic: str
    title: str
    languages: tuple[str, ...]
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stale:
    """A topic whose translation is older than its English.

    Args:
        title: the translation's own, in `lang`.
        since: the first day on which the English had the words it has now; None when unknown.
    """

    topic: str
    title: str
    lang: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is published together.

    Args:
        entries: sorted by name.
        refused, retired, stale: sorted by name or topic.
        base: address under which the folder will be published, with its closing slash; "" when nobody said it.
        publisher: the clinic's or library's name in each language; empty for nobody in particular.
        program: name and version of the program.
    """

    entries: tuple[Entry, ...]
    refused: tuple[Refused, ...] = ()
    retired: tuple[Retired, ...] = ()
    stale: tuple[Stale, ...] = ()
    base: str = ""
    publisher: Mapping[str, str] = field(default_factory=dict, hash=False)
    program: str = "handouts"
