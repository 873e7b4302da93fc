"""A MedlinePlus topic page as a browser or an archive saved it, in today's form or that of 2014 to 2016.

Only what the page marks up as the topic's own is read; menus, banners, buttons, pictures and the small print are not.
What stands above the doctype, as some archives write it there, is not part of the page.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from lxml import html

from handouts.errors import ContentError, SourceError
from handouts.model import Alternate, Article, Code, Dates, Provenance, Topic
from handouts.sources.attribution import take_attribution
from handouts.sources.cleaning import clean_text, web_address
from handouts.sources.files import SourceFile, check_text, load_file
from handouts.sources.fragments import to_blocks
from handouts.sources.page_links import to_sections
from handouts.sources.page_markup import elements, head_says, parse_page, values, words
from handouts.sources.page_words import to_date, to_synonyms
from handouts.sources.topic_address import (
    address_language,
    is_topic_address,
    require_topic_address,
    same_page,
    topic_id,
)

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_PAGE_END = re.compile(r"</(?:article|body|html)\s*>", re.IGNORECASE)
_HINT = "Save a topic page, such as https://medlineplus.gov/genesandgenetherapy.html, from the browser as HTML"


def load_topic(path: Path, *, retrieved: date | None = None) -> Topic:
    """Return the topic of a saved page.

    Args:
        retrieved: the day the page was saved, where someone knows it.

    Raises:
        SourceError: the file cannot be read, or is no MedlinePlus topic page.
        ContentError: the page has no summary.
    """
    return to_topic(load_file(path), retrieved=retrieved)


def to_topic(file: SourceFile, *, retrieved: date | None = None) -> Topic:
    """Return the topic that a saved page holds, in the one language it has.

    Args:
        retrieved: the day the page was saved, where someone knows it.

    Raises:
        SourceError: it is no MedlinePlus topic page.
        ContentError: the page has no summary.
    """
    check_text(file.text, place=file.place)
    root = parse_page(file.text, place=file.place)
    summary = root.find(".//*[@id='topic-summary']")
    if summary is None:
        name = clean_text(root.findtext(".//title") or "")
        raise SourceError(
            f"this page is no MedlinePlus topic page{f': {name[:80]!r}' if name else ''}", place=file.place, hint=_HINT
        )
    if not _PAGE_END.search(file.text):  # half a summary, or half the links, would look like the whole
        raise SourceError("the page is cut off: its end is missing", place=file.place, hint="Save the page again")
    address = _own_address(root, file)
    lang = address_language(address)
    title = _title(root, file.place)
    attribution = take_attribution(summary)
    blocks = to_blocks(summary, lang, address)
    if not blocks:
        raise ContentError(f"the topic {title!r} has an empty summary", place=file.place, hint=_HINT)
    alternates = _alternates(root, address, lang)
    synonyms, see_references = _other_names(root)
    article = Article(
        lang=lang,
        title=title,
        blocks=blocks,
        provenance=Provenance("MedlinePlus", "medlineplus", file.sha256, "official"),
        address=address,
        alternates=alternates,
        synonyms=synonyms,
        see_references=see_references,
        description=next(iter(head_says(root, "description")), ""),
        groups=tuple(head_says(root, "DC.Relation.IsPartOf")),
        sections=to_sections(root, lang, address),
        attribution=attribution,
        dates=_dates(root, retrieved),
    )
    english = next((alternate.address for alternate in alternates if alternate.lang == "en"), address)
    codes = tuple(Code("MeSH", "", name) for name in head_says(root, "DC.Subject.MeSH"))
    return Topic(topic_id(english), {lang: article}, codes=codes)


# --------------------------------------------------------------------------- what the page says about itself


def _own_address(root: html.HtmlElement, file: SourceFile) -> str:
    saved_from = _SAVED_FROM.search(file.text)
    print_only = " ".join(values(root, "//*[contains(@class, 'page-url')]//text()")).rpartition("http")
    said = [
        *values(root, "//link[@rel='canonical']/@href"),
        *head_says(root, "DC.Identifier.URL"),
        *head_says(root, "og:url"),
        "".join(print_only[1:]),
        saved_from[1] if saved_from else "",
    ]
    addresses = [address for href in said if (address := web_address(href, ""))]
    known = next((address for address in addresses if is_topic_address(address)), "")
    return require_topic_address(known or next(iter(addresses), ""), place=file.place)


def _alternates(root: html.HtmlElement, own: str, lang: str) -> tuple[Alternate, ...]:
    """Return the same topic's page in other languages: what the head says, else where the language button leads."""
    found: dict[str, str] = {}
    for link in elements(root, "//link[@rel='alternate'][@hreflang]"):
        tag = link.get("hreflang", "").partition("-")[0].lower()
        address = web_address(link.get("href", ""), own)
        if address and tag not in (lang, "x") and not same_page(address, own):
            found.setdefault(tag, address)
    for href in values(root, "//a[@id='mplus-lang-toggle']/@href"):
        address = web_address(href, own)
        if address and is_topic_address(address) and address_language(address) != lang:
            found.setdefault(address_language(address), address)
    return tuple(Alternate(tag, address) for tag, address in found.items())


def _title(root: html.HtmlElement, place: str) -> str:
    headings = elements(root, "//h1[@itemprop='name']") or elements(root, "//article//h1")
    said = [*(words(heading) for heading in headings), *head_says(root, "DC.Title")]
    title = next((text for text in said if text), "")
    if not title:
        raise SourceError("the page has no title", place=place, hint=_HINT)
    return title


def _other_names(root: html.HtmlElement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the synonyms that the page shows, and the further names under which its head says it can be found."""
    shown = [words(span) for span in elements(root, "//*[contains(@class, 'alsocalled')]")]
    hidden = head_says(root, "DC.Title.Alternate")
    synonyms = [name for text in shown for name in to_synonyms(text, known=hidden)]
    return tuple(synonyms), tuple(name for name in hidden if name not in synonyms)


def _dates(root: html.HtmlElement, retrieved: date | None) -> Dates:
    """Return the dates that the page states, its head before its foot."""
    foot = [words(line) for line in elements(root, "//*[@id='lastupdate'] | //*[@class='date']//span")]
    reviewed = [line for line in foot if re.search(r"revie|revis", line, re.IGNORECASE)]
    updated = [line for line in foot if line not in reviewed]
    return Dates(
        created=_first_day(head_says(root, "DC.Date.Created")),
        updated=_first_day([*head_says(root, "DC.Date.Modified"), *updated]),
        reviewed=_first_day(reviewed),
        retrieved=retrieved,
    )


def _first_day(said: list[str]) -> date | None:
    return next((day for text in said if (day := to_date(text))), None)
