"""What is known about a topic: frozen values, no behaviour beyond looking things up.

Content is typed blocks and inlines, never markup: what a source cannot say in these words it drops, so that hostile
HTML cannot reach a page. Language tags are BCP 47 ("en", "es"). Texts are NFC with single spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Mark = Literal["pdf", "video", "nih", "easy-to-read", "game"]
State = Literal["official", "reviewed", "draft", "machine", "sample"]

# --------------------------------------------------------------------------- links


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language."""

    lang: str
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """One page worth visiting.

    Args:
        address: exactly what a code must hold, tracking parameters already stripped.
        title: in `lang`, never an address unless the source has nothing better.
        lang: language of the title and of the page behind the address.
        organizations: who publishes it, as the source writes them; may be empty.
        alternates: the same page in other languages, where the source says so.
        marks: what kind of page it is, sorted.
    """

    address: str
    title: str
    lang: str
    organizations: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkSection:
    """Links under one heading, in the source's order.

    Args:
        id: neutral name that both languages share, such as "start-here"; for a heading that is in no table of ours,
            "other:" and the title's slug.
        title: the heading as the source has it.
    """

    id: str
    title: str
    links: tuple[Link, ...]


# --------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of the running text that lead somewhere; `link.title` is those words."""

    link: Link
    inlines: tuple[Inline, ...]


Inline = Text | Strong | Emphasis | Anchor

# --------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an article: level 2 is the highest (level 1 is the title)."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One list item: its own words, then the lists inside it."""

    inlines: tuple[Inline, ...]
    nested: tuple[Bullets, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]
    ordered: bool = False


Block = Heading | Paragraph | Bullets

# --------------------------------------------------------------------------- articles and topics


@dataclass(frozen=True, slots=True)
class Dates:
    """Only what is known; None is never replaced by a guess."""

    created: date | None = None
    updated: date | None = None
    reviewed: date | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words come from and who answers for them.

    Args:
        source: provider's name as printed: "MedlinePlus", or the name of a local one.
        provider: "medlineplus" or "local"; decides how it is cited.
        sha256: of the source's bytes for this article, hexadecimal.
        state: official (the provider's own), reviewed, draft, machine, or sample (ours, not reviewed).
        translator, reviewer, credential: for a translation, where known.
        translated_from: sha256 of the article it was made from; "" for an original.
        stale: whether the English has changed since this was translated.
    """

    source: str
    provider: Literal["medlineplus", "local"]
    sha256: str
    state: State
    translator: str = ""
    reviewer: str = ""
    credential: str = ""
    translated_from: str = ""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A topic in one language.

    Args:
        address: the topic's own page in this language; "" for a local topic without one.
        alternates: the topic's own page in other languages.
        attribution: whose text it is, one line each ("NIH: National Institute of …").
    """

    lang: str
    title: str
    blocks: tuple[Block, ...]
    provenance: Provenance
    address: str = ""
    alternates: tuple[Alternate, ...] = ()
    synonyms: tuple[str, ...] = ()
    see_references: tuple[str, ...] = ()
    description: str = ""
    groups: tuple[str, ...] = ()
    sections: tuple[LinkSection, ...] = ()
    attribution: tuple[str, ...] = ()
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True)
class Code:
    """A topic's place in a code system, such as MeSH D006442."""

    system: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language beyond the articles at hand in which the provider has pages on the topic."""

    name: str
    endonym: str
    address: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject in one or more languages.

    Args:
        id: stable name in lower-case ASCII, fit for a file name: "genesandgenetherapy", "type-2-diabetes".
        articles: language tag to article, never empty.
    """

    id: str
    articles: Mapping[str, Article] = field(hash=False)
    codes: tuple[Code, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.articles)


# --------------------------------------------------------------------------- reading what is known


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words without marks or addresses."""
    return "".join(i.text if isinstance(i, Text) else plain_text(i.inlines) for i in inlines)


def anchors(inlines: Iterable[Inline]) -> Iterator[Anchor]:
    """Yield the anchors in reading order."""
    for inline in inlines:
        if isinstance(inline, Anchor):
            yield inline
        elif not isinstance(inline, Text):
            yield from anchors(inline.inlines)


def runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield each run of inlines of a block in reading order: one for a heading or paragraph, one for each list item."""
    if isinstance(block, Bullets):
        for item in block.items:
            yield item.inlines
            for inner in item.nested:
                yield from runs(inner)
    else:
        yield block.inlines
