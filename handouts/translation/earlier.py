"""What an earlier or official translation already says: filled into a new PO file, for a person to confirm.

A provider's own translation is another article, and which of its blocks says which English one is a guess, however
good; so what it fills in is marked fuzzy, with the guess's confidence. Its title, and the titles of pages that both
languages name by their address, are no guess; nor is anything between articles that were made block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handouts.model import Article, Block, Bullets, Heading, Inline, Link, plain_text, runs
from handouts.pofile import Entry
from handouts.translation.notation import retagged, tag_names, to_text
from handouts.translation.pieces import RUNNING_TEXT, Kind, Piece, address_in, to_entry

BlockPair = tuple[tuple[Block, ...], tuple[Block, ...], float]
"""English blocks, the translation's beside them, and how sure that is (0 to 1)."""

SAME_LENGTH = 0.6
"""How sure two lists of names of one length are to say the same in the same order."""

UNTAGGED = 0.5
"""What is left of a guess's confidence when the links and emphasis of the two texts are not the same."""

_LANGUAGE_PART = re.compile(r"/(?:spanish|espanol|es)(?=/)|(?<=//)(?:espanol|es|www)\.")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A translation that is there already.

    Args:
        article: it.
        pairs: its blocks beside the English ones, each English block once and in order.
        source: whose it is, for the translator: "MedlinePlus's own Spanish".
        certain: whether it was made from this English block by block, so that nothing is a guess.
    """

    article: Article
    pairs: Sequence[BlockPair]
    source: str
    certain: bool = False


def to_entries(pieces: Sequence[Piece], english: Article, earlier: Earlier | None) -> tuple[Entry, ...]:
    """Return the entries of a new PO file, filled in with what is known.

    The address of a page that the text leads to is filled in with the English one, where no other is known.

    Args:
        english: the article that the pieces are of.
        earlier: None where there is no translation yet.
    """
    known = dict(_known(pieces, english, earlier)) if earlier else {}
    return tuple(_entry(piece, known.get(number), earlier) for number, piece in enumerate(pieces))


def _entry(piece: Piece, known: tuple[str, float] | None, earlier: Earlier | None) -> Entry:
    if piece.kind == "address":
        return to_entry(piece, known[0] if known else piece.source)
    if not known or not known[0] or not earlier:
        return to_entry(piece)
    text, sure = known
    if sure == 1.0:
        return to_entry(piece, text)
    return to_entry(piece, text, fuzzy=True, comment=f"from {earlier.source}; it is {sure:.0%} sure to belong here")


# --------------------------------------------------------------------------- what the other article says

_Found = Iterator[tuple[int, tuple[str, float]]]


def _known(pieces: Sequence[Piece], english: Article, earlier: Earlier) -> _Found:
    """Yield for the number of each piece what the other article says in its place, and how sure that is."""
    addresses: dict[str, str] = {}
    yield from _names(pieces, english, earlier)
    yield from _titles(pieces, english, earlier.article)
    yield from _running_text(pieces, earlier, addresses)
    for number, piece in enumerate(pieces):
        if piece.kind == "address" and piece.source in addresses:
            yield number, (addresses[piece.source], 1.0)


def _names(pieces: Sequence[Piece], english: Article, earlier: Earlier) -> _Found:
    """Yield titles and names: lists of them only where both languages have as many."""
    other = earlier.article
    lists: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "title": ((english.title,), (other.title,)),
        "source": ((english.provenance.source,), (other.provenance.source,)),
        "synonym": (english.synonyms, other.synonyms),
        "description": ((english.description,), (other.description,)),
        "group": (english.groups, other.groups),
        "attribution": (english.attribution, other.attribution),
    }
    for number, piece in enumerate(pieces):
        mine, theirs = lists.get(piece.kind, ((), ()))
        if piece.source in mine and len(mine) == len(theirs):
            sure = 1.0 if earlier.certain or piece.kind in ("title", "source", "description") else SAME_LENGTH
            yield number, (theirs[mine.index(piece.source)], sure)


def _titles(pieces: Sequence[Piece], english: Article, other: Article) -> _Found:
    """Yield the titles, organizations and sections of links that are one page in the two languages."""
    theirs = {link.address: (section, link) for section in other.sections for link in section.links}
    said: dict[tuple[Kind, str], str] = {}
    for section in english.sections:
        for link in section.links:
            twin_section, twin = theirs.get(address_in(link, other.lang)) or (None, None)
            if twin is None or twin_section is None:
                continue
            said.setdefault(("link", link.title), twin.title)
            if section.id == twin_section.id:
                said.setdefault(("section", section.title), twin_section.title)
            if len(link.organizations) == len(twin.organizations):
                for mine, its in zip(link.organizations, twin.organizations, strict=True):
                    said.setdefault(("organization", mine), its)
    for number, piece in enumerate(pieces):
        if (piece.kind, piece.source) in said:
            yield number, (said[piece.kind, piece.source], 1.0)


def _running_text(pieces: Sequence[Piece], earlier: Earlier, addresses: dict[str, str]) -> _Found:
    """Yield the text of blocks of one shape that stand beside each other; learn where their links lead."""
    numbers = iter([number for number, piece in enumerate(pieces) if piece.kind in RUNNING_TEXT])
    for left, right, sure in earlier.pairs:
        mine = [next(numbers) for _ in _all_runs(left)]
        if [_shape(block) for block in left] != [_shape(block) for block in right]:
            continue
        for number, theirs in zip(mine, _all_runs(right), strict=True):
            text, whole = _in_tags(pieces[number], theirs, earlier.article.lang, addresses)
            yield number, (text, sure if whole else sure * UNTAGGED)


def _all_runs(blocks: Iterable[Block]) -> list[tuple[Inline, ...]]:
    return [run for block in blocks for run in runs(block)]


def _shape(block: Block) -> object:
    if isinstance(block, Bullets):
        return (block.ordered, tuple(tuple(_shape(inner) for inner in item.nested) for item in block.items))
    return block.level if isinstance(block, Heading) else "paragraph"


def _in_tags(piece: Piece, theirs: tuple[Inline, ...], lang: str, addresses: dict[str, str]) -> tuple[str, bool]:
    """Return the other text with the piece's tags, and whether it has them all; without any where they differ."""
    text, links = to_text(theirs)
    mine, its = tag_names(piece.source), tag_names(text)
    if sorted(name[0] for name in mine) != sorted(name[0] for name in its):
        return plain_text(theirs), not mine and not its
    free = {letter: [name for name in mine if name[0] == letter] for letter in "abi"}
    twins = iter(_twins(list(piece.links.items()), links, lang))
    names = []
    for name in its:
        if name[0] == "a":
            english, link = next(twins)
            names.append(english)
            addresses.setdefault(piece.links[english].address, link.address)
        else:
            names.append(free[name[0]].pop(0))
    return retagged(text, names), True


def _twins(mine: list[tuple[str, Link]], theirs: Sequence[Link], lang: str) -> list[tuple[str, Link]]:
    """Return for each link of the other text the tag of the English one that it stands for.

    The page that the English link names comes first, then the same address, then the same but for "/spanish/" and the
    like, and what is left in its order.
    """
    free = list(mine)
    found: list[str] = [""] * len(theirs)
    for same in (
        lambda a, b: address_in(a, lang) == b.address,
        lambda a, b: a.address == b.address,
        lambda a, b: _LANGUAGE_PART.sub("", a.address) == _LANGUAGE_PART.sub("", b.address),
        lambda _a, _b: True,
    ):
        for place, link in enumerate(theirs):
            hit = next((one for one in free if not found[place] and same(one[1], link)), None)
            if hit is not None:
                found[place] = hit[0]
                free.remove(hit)
    return list(zip(found, theirs, strict=True))
