"""opds.json: the handouts as an OPDS 2.0 feed, for reading apps and library systems; and one a choice of languages.

An identifier is the PDF's address; where nobody said where the folder will be published, a UUID of its stable name.

Source: OPDS Catalog 2.0, and the Readium Web Publication Manifest on which it builds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from handouts.catalogue.entries import Catalogue, Entry
from handouts.catalogue.publishing._addresses import address
from handouts.languages import language

NAME = "opds.json"

_FEED = "application/opds+json"
_OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


@dataclass(frozen=True, slots=True)
class _Feed:
    """One feed: its file, what it is called among the others, and what it lists."""

    name: str
    title: str
    entries: tuple[Entry, ...]


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the feed of all handouts, and where there are several choices of languages, a feed for each of them."""
    choices = sorted({entry.languages for entry in catalogue.entries}, key=lambda tags: (len(tags), tags))
    feeds = [_Feed(NAME, "All languages", catalogue.entries)]
    if len(choices) > 1:
        feeds += [_in_languages(catalogue, choice) for choice in choices]
    return {feed.name: _encoded(_document(feed, feeds, catalogue)) for feed in feeds}


def _in_languages(catalogue: Catalogue, choice: tuple[str, ...]) -> _Feed:
    entries = tuple(entry for entry in catalogue.entries if entry.languages == choice)
    return _Feed(f"opds.{'-'.join(choice)}.json", " + ".join(language(tag).endonym for tag in choice), entries)


def _document(feed: _Feed, feeds: Sequence[_Feed], catalogue: Catalogue) -> dict[str, object]:
    index = address(catalogue, "index.html")
    title = " · ".join(dict.fromkeys(catalogue.publisher.values())) or "Health handouts"
    document: dict[str, object] = {
        "metadata": {
            "title": title if feed.name == NAME else f"{title}: {feed.title}",
            "numberOfItems": len(feed.entries),
        },
        "links": [
            {"rel": "self", "href": address(catalogue, feed.name), "type": _FEED},
            {"rel": "start", "href": address(catalogue, NAME), "type": _FEED},
        ],
        # A feed without a handout is a feed for this alone.
        "navigation": [{"rel": "alternate", "href": index, "type": "text/html", "title": "Health handouts"}],
    }
    if feed.entries:
        document["publications"] = [_publication(entry, catalogue) for entry in feed.entries]
    if len(feeds) > 1:
        links = [_facet(other, catalogue, active=other is feed) for other in feeds]
        document["facets"] = [{"metadata": {"title": "Language"}, "links": links}]
    return document


def _facet(feed: _Feed, catalogue: Catalogue, *, active: bool) -> dict[str, object]:
    return {
        **({"rel": "self"} if active else {}),
        "title": feed.title,
        "href": address(catalogue, feed.name),
        "type": _FEED,
        "properties": {"numberOfItems": len(feed.entries)},
    }


def _publication(entry: Entry, catalogue: Catalogue) -> dict[str, object]:
    said = [entry.articles[lang] for lang in entry.languages]
    where, page = (address(catalogue, file.path) for file in (entry.pdf, entry.html))
    metadata = {
        "@type": "http://schema.org/DigitalDocument",
        "identifier": where if catalogue.base else uuid5(NAMESPACE_URL, f"handouts:{entry.name}").urn,
        "title": {lang: facts.title for lang, facts in zip(entry.languages, said, strict=True)},
        "language": list(entry.languages),
        "author": _once(facts.source for facts in said),
        "translator": _once(facts.translator for facts in said),
        "publisher": {"name": dict(catalogue.publisher)} if catalogue.publisher else None,
        "published": entry.created.isoformat() if entry.created else "",
        "modified": _moment(entry.modified),
        "description": next((facts.description for facts in said if facts.description), ""),
        "subject": _once((*entry.subjects, *(group for facts in said for group in facts.groups))),
        "numberOfPages": entry.pages,
    }
    return {
        "metadata": {name: value for name, value in metadata.items() if value},  # no blank values: section 5.2
        "links": [
            {"rel": _OPEN_ACCESS, "href": where, "type": "application/pdf", "size": entry.pdf.size},
            {"rel": "alternate", "href": page, "type": "text/html", "size": entry.html.size},
        ],
    }


def _once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _moment(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _encoded(document: dict[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
