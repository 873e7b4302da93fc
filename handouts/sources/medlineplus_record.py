"""One `<health-topic>` record of MedlinePlus becomes a topic with one article.

What is left out, as on the page: sites without a category that is shown, sites without an address that leads to the
web, MeSH qualifiers, and marks that the model has no word for (such as "Interactive Tutorial").
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from lxml import etree

from handouts import sections
from handouts.errors import ContentError
from handouts.model import (
    Alternate,
    Article,
    Block,
    Code,
    Dates,
    Link,
    LinkSection,
    Mark,
    OtherLanguage,
    Provenance,
    Topic,
)
from handouts.sources import topic_address
from handouts.sources.attribution import take_attribution
from handouts.sources.cleaning import clean_address, clean_text, web_address
from handouts.sources.fragments import parse_fragment, to_blocks

_TAGS = {"English": "en", "Spanish": "es"}
_OTHER = {"en": "es", "es": "en"}
_MARKS: dict[str, Mark] = {
    "pdf": "pdf",
    "video": "video",
    "nih": "nih",
    "easy to read": "easy-to-read",
    "facil de leer": "easy-to-read",
    "game": "game",
    "games": "game",
    "juego": "game",
    "juegos": "game",
}
_OTHERWISE = "Fetch the file again, or take the topic from its page saved as HTML"
_MORE_ARTICLES = {"en": " -- see more articles", "es": " -- ver más artículos"}


def to_topic(record: etree._Element, generated: str, *, place: str = "") -> Topic:
    """Return the record as a topic with one article.

    Args:
        record: a `<health-topic>` element of 2012's format or today's.
        generated: the file's own date ("08/30/2024 02:30:25"), kept as the day of retrieval; "" when unknown.
        place: the file, for errors.

    Raises:
        ContentError: it has no title, no text, or a language that is not known.
    """
    title, lang = title_of(record), language_of(record)
    if not title or not lang:
        lacks = "no title" if not title else f"the unknown language {record.get('language', '')!r}"
        raise ContentError(f"the topic {title or record.get('id', '?')!r} has {lacks}", place=place, hint=_OTHERWISE)
    address = address_of(record)
    blocks, attribution = _summary(record, lang, address, title=title, place=place)
    article = Article(
        lang=lang,
        title=title,
        blocks=blocks,
        provenance=Provenance("MedlinePlus", "medlineplus", sha256_of(record, place=place), "official"),
        address=address,
        alternates=_alternates(record),
        synonyms=texts_of(record, "also-called"),
        see_references=texts_of(record, "see-reference"),
        description=clean_text(record.get("meta-desc", "")),
        groups=texts_of(record, "group"),
        sections=_sections(record, title, lang, address),
        attribution=attribution,
        dates=Dates(created=to_date(record.get("date-created", "")), retrieved=to_date(generated)),
    )
    return Topic(topic_id_of(record), {lang: article}, _codes(record), _other_languages(record, lang))


def sha256_of(record: etree._Element, *, place: str = "") -> str:
    """Return the hash of a record, whatever its letter for letter form: the same element has the same.

    Raises:
        ContentError: it has no canonical form.
    """
    try:
        return hashlib.sha256(etree.tostring(record, method="c14n", with_tail=False)).hexdigest()
    except etree.C14NError as error:  # such as a namespace that is no address
        raise ContentError(
            f"the topic {title_of(record)!r} has no canonical form: {error}", place=place, hint=_OTHERWISE
        ) from error


# --------------------------------------------------------------------------- what a listing needs too


def title_of(record: etree._Element) -> str:
    """Return the topic's title; "" when it has none."""
    return clean_text(record.get("title", ""))


def language_of(record: etree._Element) -> str:
    """Return the record's language tag; "" for a language that MedlinePlus does not write topics in."""
    return _TAGS.get(record.get("language", "").strip(), "")


def address_of(record: etree._Element) -> str:
    """Return the address of the topic's own page; "" when it has none."""
    return web_address(record.get("url", ""), "") or ""


def topic_id_of(record: etree._Element) -> str:
    """Return the name of the English page where the record says it, else the best there is: safe ASCII, never empty."""
    own, mapped = record.get("url", ""), record.find("language-mapped-topic")
    other = mapped.get("url", "") if mapped is not None else ""
    addresses = (other, own) if language_of(record) == "es" else (own, other)
    names = [*(topic_address.topic_id(address) for address in addresses), topic_address.to_slug(title_of(record))]
    return next(filter(None, names), f"topic-{topic_address.to_slug(record.get('id', '')) or 'unnamed'}")


def texts_of(record: etree._Element, tag: str) -> tuple[str, ...]:
    """Return the texts of the child elements of one kind: not the empty ones, and each once."""
    return _unique(clean_text(child.text or "") for child in record.findall(tag))


def to_date(text: str) -> date | None:
    """Return the day of "08/30/2024" or "08/30/2024 02:30:25"; None when it is none."""
    found = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b", text, re.ASCII)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None


# --------------------------------------------------------------------------- text


def _summary(
    record: etree._Element, lang: str, address: str, *, title: str, place: str
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    try:
        page = parse_fragment(_markup(record.find("full-summary")))
        attribution = take_attribution(page)
        blocks = to_blocks(page, lang, address)
    except ContentError as error:
        raise ContentError(f"the topic {title!r}: {error.fact}", place=place, hint=_OTHERWISE) from error
    if not blocks:
        raise ContentError(
            f"the topic {title!r} ({lang}) has no text: its full-summary is empty",
            place=place,
            hint=_OTHERWISE,
        )
    return blocks, attribution


def _markup(summary: etree._Element | None) -> str:
    """Return the summary's HTML: NLM writes it as escaped text, some copies as child elements."""
    if summary is None or not len(summary):
        return "" if summary is None else summary.text or ""
    children = (etree.tostring(child, encoding="unicode", method="html") for child in summary)
    return html.escape(summary.text or "", quote=False) + "".join(children)


# --------------------------------------------------------------------------- links


def _sections(record: etree._Element, title: str, lang: str, base: str) -> tuple[LinkSection, ...]:
    headings: dict[str, str] = {}
    links: dict[str, list[Link]] = {}
    for ident, heading, link in (*_site_links(record, title, lang, base), *_box_links(record, lang, base)):
        headings.setdefault(ident, heading)
        links.setdefault(ident, []).append(link)
    ordered = sorted(links, key=sections.position)
    return tuple(LinkSection(ident, headings[ident], tuple(links[ident])) for ident in ordered)


def _site_links(record: etree._Element, title: str, lang: str, base: str) -> Iterator[tuple[str, str, Link]]:
    """Yield (section, its heading, link): a site in two categories stands in both."""
    for site in record.findall("site"):
        shown = [name for name in texts_of(site, "information-category") if sections.is_shown(name)]
        if shown and (link := _site(site, lang, base)):
            for category in shown:
                ident = sections.section_id(category, lang)
                yield ident, category, _as_shown(link, ident, title)


def _box_links(record: etree._Element, lang: str, base: str) -> Iterator[tuple[str, str, Link]]:
    for ident, tag in (("related-topics", "related-topic"), ("institute", "primary-institute")):
        for element in record.findall(tag):
            address, name = web_address(element.get("url", ""), base), clean_text(element.text or "")
            if address and name:
                yield ident, sections.section_title(ident, lang) or ident, Link(address, name, lang)


def _site(site: etree._Element, lang: str, base: str) -> Link | None:
    address = web_address(site.get("url", ""), base)
    if not address:
        return None
    other = web_address(site.get("language-mapped-url", ""), base)
    marks = {_MARKS.get(sections.fold(text)) for text in texts_of(site, "standard-description")}
    return Link(
        address,
        clean_text(site.get("title", "")) or address,
        lang,
        organizations=texts_of(site, "organization"),
        alternates=(Alternate(_OTHER[lang], other),) if other and other != address else (),
        marks=tuple(sorted(mark for mark in marks if mark)),
    )


def _as_shown(link: Link, section: str, topic_title: str) -> Link:
    """Return a link as the page has it: a search for articles has the topic's bare title there, and more."""
    if section == "journal-articles" and sections.fold(link.title) == sections.fold(topic_title):
        return replace(link, title=link.title + _MORE_ARTICLES[link.lang])
    return link


def _alternates(record: etree._Element) -> tuple[Alternate, ...]:
    found = (
        Alternate(language_of(mapped), address_of(mapped))
        for mapped in record.findall("language-mapped-topic")
        if language_of(mapped) and address_of(mapped)
    )
    return tuple(dict.fromkeys(found))


# --------------------------------------------------------------------------- the rest


def _codes(record: etree._Element) -> tuple[Code, ...]:
    found = (
        Code("MeSH", code, clean_text(descriptor.text or ""))
        for descriptor in record.findall("mesh-heading/descriptor")
        if (code := descriptor.get("id", "").strip())
    )
    return tuple(dict.fromkeys(found))


def _other_languages(record: etree._Element, lang: str) -> tuple[OtherLanguage, ...]:
    """Return the further languages; not the article's own, should the record name it."""
    return tuple(
        OtherLanguage(
            name, clean_text(element.get("vernacular-name", "")) or name, clean_address(element.get("url", ""))
        )
        for element in record.findall("other-language")
        if (name := clean_text(element.text or "")) and _TAGS.get(name) != lang and element.get("url", "").strip()
    )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
