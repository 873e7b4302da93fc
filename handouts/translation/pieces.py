"""What of an article is translated, piece by piece: one for each block, link title and name that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

from handouts.model import Article, Bullets, Heading, Inline, Link, Paragraph, plain_text
from handouts.pofile import Entry, slug, unique_ids
from handouts.sections import section_title
from handouts.translation.notation import link_names, to_text, words

Kind = Literal[
    "title",
    "synonym",
    "description",
    "group",
    "source",
    "attribution",
    "heading",
    "paragraph",
    "item",
    "section",
    "link",
    "organization",
    "address",
]

RUNNING_TEXT: tuple[Kind, ...] = ("heading", "paragraph", "item")

_SAYS: Mapping[Kind, str] = {
    "title": "title of the topic; prints large at the top of the first page",
    "synonym": "another name of the topic; prints below the title",
    "description": "what the topic is about; stands in lists of topics",
    "group": "group the topic belongs to; stands in the file's properties",
    "source": "whose topic it is; prints at the end, where it says where the words come from",
    "attribution": "whose words these are; prints at the end, where it says where the words come from",
    "heading": "heading; prints in the text",
    "paragraph": "paragraph; prints in the text",
    "item": "list item; prints in the text",
    "section": "heading of links; prints in the list of links",
    "link": "title of the page behind a link; prints beside its code in the list of links",
    "organization": "who publishes a page behind a link; prints below the link's title",
    "address": "address of a page that the text leads to: put the one of its page in the other language here, if there "
    "is one; prints beside a code",
}

GROWTH = 1.3
"""How much longer than the English a translation may be (USAGov style: Spanish takes 20 to 30 % more room)."""

SLACK = 12
"""Letters more, whatever the length: a short text grows by more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to translate.

    Args:
        id: made of its kind and first words, unique in the topic; the PO's msgctxt.
        source: the English, the PO's msgid.
        under: the heading it stands below; "" for none.
        links: name of each link tag in `source` to the link behind it.
    """

    id: str
    kind: Kind
    source: str
    under: str = ""
    links: Mapping[str, Link] = field(default_factory=dict, hash=False)

    @property
    def room(self) -> int:
        """How many characters fit, without tags."""
        return ceil(len(words(self.source)) * GROWTH) + SLACK

    @property
    def notes(self) -> tuple[str, ...]:
        """What the translator is told: what it is and where it prints, how long it may be, and where its links lead."""
        what, _, where = _SAYS[self.kind].partition("; ")
        under = f", under “{self.under}”" if self.under else ""
        lines = [f"{what}{under}; {where}"]
        if self.kind != "address":
            lines.append(f"up to {self.room} characters fit")
        lines += [f"<{name}> is a link to {link.address}" for name, link in self.links.items()]
        return tuple(lines)


def to_pieces(article: Article, lang: str) -> tuple[Piece, ...]:
    """Return what of an article has to be translated into a language, in reading order.

    Titles of links count only where the link has a page in that language: an article lists no others.
    """
    found = [*_names(article), *_running_text(article), *_links(article, lang), *_addresses(article)]
    return with_ids(found)


def with_ids(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces with their ids: of running text the slug of the first words, of the rest the kind before it."""
    found = tuple(pieces)
    names = []
    for piece in found:
        if piece.kind in RUNNING_TEXT:
            names.append(slug(words(piece.source)))
        else:
            alone = piece.kind in ("title", "description", "source")
            names.append(piece.kind if alone else f"{piece.kind}:{slug(piece.source.removeprefix('https://'))}")
    pairs = zip(unique_ids(names), found, strict=True)
    return tuple(Piece(ident, p.kind, p.source, p.under, p.links) for ident, p in pairs)


def to_entry(piece: Piece, text: str = "", *, fuzzy: bool = False, comment: str = "") -> Entry:
    """Return the PO entry of a piece."""
    return Entry(piece.id, piece.source, text, fuzzy, notes=piece.notes, comments=(comment,) if comment else ())


def _names(article: Article) -> Iterator[Piece]:
    yield Piece("", "title", article.title)
    if article.provenance.provider == "local":
        yield Piece("", "source", article.provenance.source)
    yield from (Piece("", "synonym", name) for name in dict.fromkeys(article.synonyms))
    if article.description:
        yield Piece("", "description", article.description)
    yield from (Piece("", "group", name) for name in dict.fromkeys(article.groups))
    yield from (Piece("", "attribution", name) for name in dict.fromkeys(article.attribution))


def _running_text(article: Article) -> Iterator[Piece]:
    under = ""
    for block in article.blocks:
        if isinstance(block, Bullets):
            yield from _items(block, under)
        elif isinstance(block, Heading):
            under = plain_text(block.inlines)
            yield _run("heading", block.inlines, "")
        else:
            assert isinstance(block, Paragraph)  # noqa: S101 - there is no fourth kind of block
            yield _run("paragraph", block.inlines, under)


def _items(block: Bullets, under: str) -> Iterator[Piece]:
    for item in block.items:
        yield _run("item", item.inlines, under)
        for inner in item.nested:
            yield from _items(inner, under)


def _run(kind: Kind, inlines: Iterable[Inline], under: str) -> Piece:
    text, links = to_text(inlines)
    return Piece("", kind, text, under, dict(zip(link_names(text), links, strict=True)))


def _links(article: Article, lang: str) -> Iterator[Piece]:
    organizations: set[str] = set()
    titles: set[str] = set()
    for section in article.sections:
        twins = [link for link in section.links if any(other.lang == lang for other in link.alternates)]
        if twins and section_title(section.id, lang) is None:
            yield Piece("", "section", section.title)
        for link in twins:
            if link.title not in titles:
                titles.add(link.title)
                yield Piece("", "link", link.title, section.title)
            for name in link.organizations:
                if name not in organizations:
                    organizations.add(name)
                    yield Piece("", "organization", name)


def _addresses(article: Article) -> Iterator[Piece]:
    in_text = (link.address for piece in _running_text(article) for link in piece.links.values())
    yield from (Piece("", "address", address) for address in dict.fromkeys(in_text))


def address_in(link: Link, lang: str) -> str:
    """Return the address of a link's page in a language, where that is known; "" where it is not."""
    return next((other.address for other in link.alternates if other.lang == lang), "")
