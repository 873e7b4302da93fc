"""The article that a translation gives: the English one, block by block, in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.errors import ContentError
from handouts.model import (
    Alternate,
    Anchor,
    Article,
    Block,
    Bullets,
    Dates,
    Inline,
    Item,
    Link,
    LinkSection,
    Provenance,
    Text,
    plain_text,
)
from handouts.pofile import Po, standing
from handouts.sections import section_title
from handouts.translation.merging import Translated, translations
from handouts.translation.notation import to_inlines
from handouts.translation.pieces import RUNNING_TEXT, Kind, address_in, to_pieces


@dataclass(frozen=True, slots=True)
class _Said:
    """What a translation says: the words for each piece, and what to print where there are none."""

    lang: str
    texts: Mapping[tuple[Kind, str], str]
    nothing: str

    def of(self, kind: Kind, source: str) -> str:
        return self.texts.get((kind, source), "") or self.nothing


def to_article(english: Article, po: Po, nothing: str) -> Article:
    """Return the article that a translation gives; what is not translated yet is printed as `nothing`.

    Its provenance says how far it is: "reviewed" only while the review holds and every piece is translated and stands.

    Args:
        nothing: what to print in place of a missing piece, in the translation's language, such as "[no translation]".

    Raises:
        ContentError: a translation has lost, doubled or crossed a tag.
    """
    found = translations(po, to_pieces(english, po.lang))
    texts = {(one.piece.kind, one.piece.source): " ".join(one.text.split()) for one in found}
    said = _Said(po.lang, texts, nothing)
    words = iter([_words(one, said, po) for one in found if one.piece.kind in RUNNING_TEXT])
    own_page = english.provenance.provider == "local"
    return Article(
        lang=po.lang,
        title=said.of("title", english.title),
        blocks=tuple(_block(block, words) for block in english.blocks),
        provenance=_provenance(english, po, found, said),
        address=next((a.address for a in english.alternates if a.lang == po.lang), "") if own_page else "",
        alternates=(Alternate("en", english.address),) if english.address else (),
        synonyms=_each("synonym", english.synonyms, said),
        description=texts.get(("description", english.description), ""),
        groups=_each("group", english.groups, said),
        sections=tuple(_sections(english, said)),
        attribution=_each("attribution", english.attribution, said),
        dates=_dates(english, po, found),
    )


def is_final(found: Sequence[Translated]) -> bool:
    """Say whether every piece is there, stands, and was reviewed or published by the provider itself."""
    return all(one.state in ("reviewed", "official") for one in found)


def _provenance(english: Article, po: Po, found: Sequence[Translated], said: _Said) -> Provenance:
    by, local = po.credits, english.provenance.provider == "local"
    state = standing(by, (one.piece.source for one in found), (one.text for one in found))
    if state == "reviewed" and not is_final(found):
        state = "draft"
    return Provenance(
        source=said.of("source", english.provenance.source) if local else english.provenance.source,
        provider=english.provenance.provider,
        sha256=po.sha256,
        state=state,
        translator=by.translator,
        reviewer=by.reviewer if state == "reviewed" else "",
        credential=by.credential if state == "reviewed" else "",
        translated_from=english.provenance.sha256,
        stale=any(one.state == "stale" for one in found),
    )


def _dates(english: Article, po: Po, found: Sequence[Translated]) -> Dates:
    reviewed = po.credits.reviewed if is_final(found) else None
    return Dates(updated=po.credits.revised, reviewed=reviewed, retrieved=english.dates.retrieved)


def _each(kind: Kind, names: Sequence[str], said: _Said) -> tuple[str, ...]:
    """Return the names that are translated; one that is not is left out rather than printed as missing."""
    return tuple(text for name in dict.fromkeys(names) if (text := said.texts.get((kind, name), "")))


# --------------------------------------------------------------------------- running text


def _words(one: Translated, said: _Said, po: Po) -> tuple[Inline, ...]:
    if not one.text.strip():
        return (Text(said.nothing),)
    place = f"{po.path}:{one.line}"
    try:
        inlines = to_inlines(" ".join(one.text.split()), one.piece.links)
    except ValueError as error:
        hint = "Keep each tag of the English, such as <a1>words</a1>, once, around the words it belongs to"
        raise ContentError(f"{one.id}: {error}", place=place, hint=hint) from error
    return _led(inlines, lambda link: said.texts.get(("address", link.address), ""), said.lang)


def _led(inlines: Sequence[Inline], address_of: Callable[[Link], str], lang: str) -> tuple[Inline, ...]:
    """Return words whose links lead to their page in the language, where the translation gives it one.

    A link that leads to the English page stays the English one, title and all: a link says what its page is called, in
    the page's language.
    """
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            out.append(inline)
            continue
        inner = _led(inline.inlines, address_of, lang)
        if isinstance(inline, Anchor):
            link, address = inline.link, address_of(inline.link)
            if address and address != link.address:
                title = plain_text(inner).strip()
                link = Link(address, title, lang, link.organizations, (Alternate(link.lang, link.address),), link.marks)
            out.append(Anchor(link, inner))
        else:
            out.append(replace(inline, inlines=inner))
    return tuple(out)


def _block(block: Block, words: Iterator[tuple[Inline, ...]]) -> Block:
    if isinstance(block, Bullets):
        return _bullets(block, words)
    return replace(block, inlines=next(words))


def _bullets(block: Bullets, words: Iterator[tuple[Inline, ...]]) -> Bullets:
    items = []
    for item in block.items:
        own = next(words)  # before the lists inside it: the order in which they are read
        items.append(Item(own, tuple(_bullets(inner, words) for inner in item.nested)))
    return Bullets(tuple(items), block.ordered)


# --------------------------------------------------------------------------- links below the text


def _sections(english: Article, said: _Said) -> Iterator[LinkSection]:
    """Yield the sections with the links that have a page in the language; a section without any is left out."""
    for section in english.sections:
        links = tuple(_link(link, said) for link in section.links if address_in(link, said.lang))
        if links:
            title = section_title(section.id, said.lang) or said.of("section", section.title)
            yield LinkSection(section.id, title, links)


def _link(link: Link, said: _Said) -> Link:
    others = tuple(other for other in link.alternates if other.lang != said.lang)
    return replace(
        link,
        address=address_in(link, said.lang),
        title=said.of("link", link.title),
        lang=said.lang,
        organizations=_each("organization", link.organizations, said),
        alternates=(Alternate(link.lang, link.address), *others),
    )
