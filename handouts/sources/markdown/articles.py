"""From what was read to articles: the English, and one that says the same block by block for each complete PO file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

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
    Strong,
    Text,
    anchors,
    runs,
)
from handouts.pofile import Po, standing
from handouts.sections import section_title
from handouts.sources.markdown.page import Page
from handouts.sources.markdown.text import parse_inlines
from handouts.sources.markdown.translation import Translation

Words = tuple[Inline, ...]

_LANGUAGE_PART = re.compile(r"/(?:spanish|espanol|es)(?=/)|(?<=//)(?:espanol|es|www)\.")


def to_english(page: Page) -> Article:
    """Return the English article of a page."""
    front = page.front
    return Article(
        lang="en",
        title=front.title,
        blocks=page.blocks,
        provenance=Provenance(front.source, "local", page.sha256, front.state),
        address=front.addresses.get("en", ""),
        alternates=_alternates(page, "en"),
        synonyms=front.synonyms,
        description=front.description,
        groups=front.groups,
        sections=tuple(section.to_section() for section in page.sections),
        attribution=front.attribution,
        dates=front.dates,
    )


def to_translated(page: Page, po: Po, translations: Sequence[Translation], words: Iterable[Words]) -> Article:
    """Return the article that a translation gives.

    Args:
        translations: of every unit of the page, in its order. Where not all are translated, it is a draft.
        words: the translated runs, in reading order.
    """
    texts: dict[str, list[str]] = {}
    for translation in translations:
        texts.setdefault(translation.unit.kind, []).append(" ".join(translation.text.split()))
    by = po.credits
    state = standing(by, (t.unit.source for t in translations), (t.text for t in translations))
    if state == "reviewed" and any(t.state != "translated" for t in translations):
        state = "draft"
    holds = state == "reviewed"
    return Article(
        lang=po.lang,
        title=texts["title"][0],
        blocks=with_runs(page.blocks, words),
        provenance=Provenance(
            source=texts["source"][0],
            provider="local",
            sha256=po.sha256,
            state=state,
            translator=by.translator,
            reviewer=by.reviewer if holds else "",
            credential=by.credential if holds else "",
            translated_from=page.sha256,
            stale=any(t.state == "changed" for t in translations),
        ),
        address=page.front.addresses.get(po.lang, ""),
        alternates=_alternates(page, po.lang),
        synonyms=tuple(name for name in dict.fromkeys(texts.get("synonym", ())) if name != texts["title"][0]),
        description=texts.get("description", [""])[0],
        groups=tuple(dict.fromkeys(texts.get("group", ()))),
        sections=_sections(page, po, translations),
        attribution=tuple(texts.get("attribution", ())),
        dates=Dates(updated=by.revised, reviewed=by.reviewed if holds else None),
    )


def _alternates(page: Page, lang: str) -> tuple[Alternate, ...]:
    return tuple(Alternate(other, address) for other, address in page.front.addresses.items() if other != lang)


# --------------------------------------------------------------------------- running text


def with_runs(blocks: Iterable[Block], words: Iterable[Words]) -> tuple[Block, ...]:
    """Return the same blocks with other words: one run for each of theirs, in reading order."""
    queue = iter(words)
    return tuple(_bullets(b, queue) if isinstance(b, Bullets) else replace(b, inlines=next(queue)) for b in blocks)


def _bullets(block: Bullets, words: Iterator[Words]) -> Bullets:
    return replace(block, items=tuple(_item(item, words) for item in block.items))


def _item(item: Item, words: Iterator[Words]) -> Item:
    own = next(words)  # before the lists inside it: the order in which they are read
    return Item(own, tuple(_bullets(inner, words) for inner in item.nested))


def to_runs(blocks: Iterable[Block], po: Po, translations: Iterable[Translation]) -> list[tuple[Words, Words]]:
    """Return each run in English and in the translation, with links that know each other.

    Where the translation leads to the English page, there being no other, its link is the English one, title and all:
    a link says what its page is called, in the page's language.

    Raises:
        ContentError: a text cannot be read as Markdown, or has lost or gained a link or a strong part.
    """
    texts = (t for t in translations if t.unit.kind in ("heading", "paragraph", "item"))
    english = chain.from_iterable(runs(block) for block in blocks)
    return [_pair(known, translation, po) for known, translation in zip(english, texts, strict=True)]


def _pair(known: Words, translation: Translation, po: Po) -> tuple[Words, Words]:
    if translation.state == "missing":
        return known, (Text(translation.text),)
    own = parse_inlines(translation.text, po.lang, po.path, translation.line)
    place = f"{po.path}:{translation.line}"
    before, after = ([anchor.link for anchor in anchors(words)] for words in (known, own))
    if len(before) != len(after):
        fact = f"{translation.unit.id}: the English has {len(before)} links, the translation {len(after)}"
        hint = "Keep each [words](address); the address may be that of the page in the other language"
        raise ContentError(fact, place=place, hint=hint)
    if _strong(known) != _strong(own):
        fact = (
            f"{translation.unit.id}: the English has {_strong(known)} **strong** parts, the translation {_strong(own)}"
        )
        raise ContentError(fact, place=place, hint="Put ** around the words that stand out in English")
    for here, twin in enumerate(_twins(before, after)):
        link, english = after[here], before[twin]
        if link.address == english.address:
            after[here] = english
        else:
            after[here] = replace(link, alternates=(Alternate("en", english.address),))
            before[twin] = replace(english, alternates=(*english.alternates, Alternate(po.lang, link.address)))
    return _relinked(known, iter(before)), _relinked(own, iter(after))


def _twins(before: Sequence[Link], after: Sequence[Link]) -> list[int]:
    """Return for each link of a translation which of the English ones it stands for; words may change their order.

    The same address first, then the same but for "/spanish/" and the like, then what is left in its order.
    """
    free = list(range(len(before)))
    found: list[int | None] = [None] * len(after)
    for key in (lambda address: address, lambda address: _LANGUAGE_PART.sub("", address)):
        for place, link in enumerate(after):
            same = (i for i in free if key(before[i].address) == key(link.address))
            if found[place] is None and (hit := next(same, None)) is not None:
                found[place] = hit
                free.remove(hit)
    return [free.pop(0) if hit is None else hit for hit in found]


def _strong(words: Words) -> int:
    inner = (inline for inline in words if not isinstance(inline, Text))
    return sum(isinstance(inline, Strong) + _strong(inline.inlines) for inline in inner)


def _relinked(words: Words, links: Iterator[Link]) -> Words:
    """Return the words with their links replaced in reading order."""
    out: list[Inline] = []
    for inline in words:
        if isinstance(inline, Anchor):
            out.append(replace(inline, link=next(links)))
        elif isinstance(inline, Text):
            out.append(inline)
        else:
            out.append(replace(inline, inlines=_relinked(inline.inlines, links)))
    return tuple(out)


# --------------------------------------------------------------------------- links below the text


def _sections(page: Page, po: Po, translations: Iterable[Translation]) -> tuple[LinkSection, ...]:
    """Return the sections with the links that have a page in the language; a section without any is left out."""
    titles = {t.unit.line: t.text for t in translations if t.unit.kind == "link"}
    others = {
        (t.unit.kind, t.unit.source): " ".join(t.text.split())
        for t in translations
        if t.unit.kind in ("section", "organization")
    }
    sections = []
    for section in page.sections:
        links = [
            replace(
                source.link,
                address=alternate.address,
                title=" ".join(titles[source.line].split()),
                lang=po.lang,
                organizations=tuple(others["organization", name] for name in source.link.organizations),
                alternates=(
                    Alternate("en", source.link.address),
                    *(other for other in source.link.alternates if other.lang != po.lang),
                ),
            )
            for source in section.links
            for alternate in source.link.alternates
            if alternate.lang == po.lang
        ]
        if links:
            title = section_title(section.id, po.lang) or others["section", section.title]
            sections.append(LinkSection(section.id, title, tuple(links)))
    return tuple(sections)
