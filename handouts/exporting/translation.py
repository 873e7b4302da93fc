"""An article in another language as the PO file of a topic's `en.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from handouts.compose.pairing import pair
from handouts.model import Article, Block, Bullets, Inline, Strong, Text, anchors, runs
from handouts.pofile import Credits, Entry, Po, to_text
from handouts.sources.markdown.page import Page
from handouts.sources.markdown.units import Unit, to_units
from handouts.sources.markdown.writing import Say, tidy_blocks, to_markdown


def to_translation(page: Page, english: Article, other: Article, say: Say) -> str:
    """Return the PO file that makes the other article out of the page, as far as one is the other's translation."""
    texts = _Texts(other, _names(english, other, say), _runs(page, english, other, say), _link_titles(page, other))
    entries = [_entry(unit, texts) for unit in to_units(page, other.lang)]
    by = other.provenance
    by_whom = Credits(
        translator=by.translator or (by.source if by.provider == "medlineplus" else ""),
        state="sample" if by.state == "sample" else "draft",
        comment=f"Taken from {other.address}" if other.address else "",
    )
    return to_text(
        Po(other.lang, "", "", by_whom, tuple(entries), header=(("Project-Id-Version", f"handouts: {page.id}"),))
    )


@dataclass(slots=True)
class _Texts:
    """What the other language says, in the order in which the units ask for it.

    Args:
        names: kind to the texts of that kind.
        runs: of running text: the words in Markdown, and whether they only may be the right ones.
        links: address of an English link to the title and the organizations of its page in the other language.
    """

    article: Article
    names: Mapping[str, Iterator[str]]
    runs: Iterator[tuple[str, bool]]
    links: Iterator[tuple[str, Mapping[str, str]]]
    organizations: dict[str, str] = field(default_factory=dict)


def _entry(unit: Unit, texts: _Texts) -> Entry:
    text, fuzzy = "", False
    if unit.kind in ("heading", "paragraph", "item"):
        text, fuzzy = next(texts.runs)
    elif unit.kind == "link":
        text, organizations = next(texts.links)
        texts.organizations.update(organizations)
    elif unit.kind == "organization":
        text = texts.organizations.get(unit.source, unit.source)
    elif unit.kind == "section":
        text = unit.source  # its name in the other language stands in no article under its id
    else:
        text = next(texts.names[unit.kind])
    return Entry(unit.id, unit.source, text, fuzzy and bool(text), notes=(unit.note,))


def _names(english: Article, other: Article, say: Say) -> dict[str, Iterator[str]]:
    """Return names and the like for each that the English has: what is left over has no form, what lacks is filled in.

    Another name is filled in by one that is there already, which counts once; the rest by the English.
    """
    kinds: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "title": ((english.title,), (other.title,)),
        "source": ((english.provenance.source,), (other.provenance.source,)),
        "synonym": (english.synonyms, other.synonyms),
        "description": ((english.description,), (other.description,)),
        "group": (english.groups, other.groups),
        "attribution": (english.attribution, other.attribution),
    }
    found: dict[str, Iterator[str]] = {}
    for kind, (own, said) in kinds.items():
        mine, theirs = [text for text in own if text], [text for text in said if text]
        if over := theirs[len(mine) :]:
            say(f"{kind} ({other.lang}): {'; '.join(over)}")
        lacking = mine[len(theirs) :]
        if kind == "synonym":
            lacking = [*theirs, other.title][:1] * len(lacking)
        elif lacking:
            say(f"{kind} ({other.lang}) is not known, and stands there in English: {'; '.join(lacking)}")
        found[kind] = chain(theirs, lacking)
    return found


_Words = dict[int, tuple[tuple[Inline, ...], bool]]


def _runs(page: Page, english: Article, other: Article, say: Say) -> Iterator[tuple[str, bool]]:
    """Yield the other article's words for each run of the page; where the two are not parallel, as far as they are."""
    left, right = page.blocks, tidy_blocks(other.blocks, say)
    if [_shape(block) for block in left] == [_shape(block) for block in right]:
        words: _Words = {i: (run, False) for i, run in enumerate(_all_runs(right))}
    else:
        words = _guessed(replace(english, blocks=left), replace(other, blocks=right))
        say(f"the {other.lang} text does not stand block beside block: a translator has to go through it")
    for number, run in enumerate(_all_runs(left)):
        theirs, guessed = words.get(number, ((), True))
        marked = _marks(run) == _marks(theirs)
        if theirs and not marked:
            say(f"in the {other.lang} text, links or what stands out differ: {to_markdown(run, 'en', _silent)!r}")
        yield (to_markdown(theirs, other.lang, say) if theirs else ""), guessed or not marked


def _guessed(left: Article, right: Article) -> _Words:
    words: _Words = {}
    number = 0
    for pairing in pair(left, right).pairs:
        mine, theirs = _all_runs(pairing.left), _all_runs(pairing.right)
        if [_shape(block) for block in pairing.left] == [_shape(block) for block in pairing.right]:
            words |= {number + i: (run, True) for i, run in enumerate(theirs)}
        number += len(mine)
    return words


def _shape(block: Block) -> object:
    if isinstance(block, Bullets):
        return (block.ordered, tuple(tuple(_shape(inner) for inner in item.nested) for item in block.items))
    return type(block)


def _all_runs(blocks: Iterable[Block]) -> list[tuple[Inline, ...]]:
    return [run for block in blocks for run in runs(block)]


def _marks(run: tuple[Inline, ...]) -> tuple[int, int]:
    """Return how many links and strong parts a run has: a translation must have as many."""
    return len(list(anchors(run))), _strong(run)


def _strong(run: Iterable[Inline]) -> int:
    return sum(isinstance(one, Strong) + _strong(one.inlines) for one in run if not isinstance(one, Text))


def _silent(_text: str) -> None:
    pass


def _link_titles(page: Page, other: Article) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the title, and the publishers' names, of each page in the other language that the English links name."""
    known = {link.address: link for section in other.sections for link in section.links}
    for section in page.sections:
        for source in section.links:
            for alternate in source.link.alternates:
                if alternate.lang == other.lang and alternate.address in known:
                    theirs = known[alternate.address]
                    both = zip(source.link.organizations, theirs.organizations, strict=False)
                    yield theirs.title, dict(both)
