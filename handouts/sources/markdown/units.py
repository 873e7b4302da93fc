"""What of a topic is translated, piece by piece, and the PO file a translator gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from babel.messages.catalog import Catalog

from handouts.model import plain_text
from handouts.pofile import slug, unique_ids
from handouts.sections import section_title
from handouts.sources.markdown.page import Page
from handouts.sources.markdown.text import RunKind, parse_inlines

UnitKind = Literal[
    "title", "synonym", "description", "group", "source", "attribution", "section", "link", "organization"
]

_SAYS: Mapping[UnitKind | RunKind, str] = {
    "title": "title of the topic",
    "synonym": "another name of the topic",
    "description": "what the topic is about, for lists of topics",
    "group": "group the topic belongs to",
    "source": "whose topic it is, as printed",
    "attribution": "whose words these are, as printed",
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "section": "heading of links",
    "link": "title of the page behind a link",
    "organization": "who publishes a page behind a link",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to translate.

    Args:
        id: made of its kind and first words, unique in the topic; the PO's msgctxt. Text between two others that is
            added, moved or removed leaves every other id as it was.
        source: the English, the PO's msgid; Markdown for headings, paragraphs and list items, else plain text.
        line: of `en.md`, from 1.
        note: for the translator: what it is and where it stands.
        under: the words of the heading above it; "" for none.
    """

    id: str
    kind: UnitKind | RunKind
    source: str
    line: int
    note: str
    under: str = ""


def to_units(page: Page, lang: str) -> tuple[Unit, ...]:
    """Return what has to be translated into a language, in the order of the file.

    Titles of links count only where the link has a page in that language: an article lists no others.
    """
    front, lines = page.front, page.front.lines
    found: list[tuple[UnitKind | RunKind, str, int, str]] = [
        ("title", front.title, lines["title"], ""),
        ("source", front.source, lines["source"], ""),
        *(("synonym", name, lines["synonyms"], "") for name in front.synonyms),
        *(("description", words, lines["description"], "") for words in [front.description] if words),
        *(("group", name, lines["groups"], "") for name in front.groups),
        *(("attribution", name, lines["attribution"], "") for name in front.attribution),
        *((run.kind, run.markdown, run.line, run.under) for run in page.runs),
        *_of_links(page, lang),
    ]
    ids = _unique_ids(found)
    return tuple(
        Unit(ident, kind, source, line, f"{_SAYS[kind]}, under “{under}”" if under else _SAYS[kind], under)
        for ident, (kind, source, line, under) in zip(ids, found, strict=True)
    )


def _of_links(page: Page, lang: str) -> Iterator[tuple[UnitKind, str, int, str]]:
    organizations: set[str] = set()
    for section in page.sections:
        twins = [s for s in section.links if any(alternate.lang == lang for alternate in s.link.alternates)]
        if twins and section_title(section.id, lang) is None:
            yield "section", section.title, section.line, ""
        for source in twins:
            yield "link", source.link.title, source.line, section.title
            for name in source.link.organizations:
                if name not in organizations:
                    organizations.add(name)
                    yield "organization", name, source.line, ""


def _unique_ids(found: Iterable[tuple[UnitKind | RunKind, str, int, str]]) -> list[str]:
    """Return an id for each: the slug of the first words, with the kind before it for what is no running text."""
    names = []
    for kind, source, _, _ in found:
        if kind in get_args(RunKind):
            names.append(slug(plain_text(parse_inlines(source, "en", "", 0))))
        else:
            names.append(kind if kind in ("title", "source", "description") else f"{kind}:{slug(source)}")
    return unique_ids(names)


# --------------------------------------------------------------------------- the PO file


def to_catalogue(page: Page, lang: str) -> Catalog:
    """Return the catalogue of everything to translate into a language, nothing translated yet."""
    catalogue = Catalog(locale=lang.replace("-", "_"), project=f"handouts: {page.id}", fuzzy=False)
    for unit in to_units(page, lang):
        message = catalogue.add(unit.source, context=unit.id, auto_comments=[unit.note])
        message.flags.clear()  # Babel takes "5.7% or" for a Python format
    return catalogue
