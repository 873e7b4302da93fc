"""The links of a saved topic page: its sections in the page's order, then the boxes beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from handouts.model import Alternate, Link, LinkSection, Mark
from handouts.sections import page_section_id, section_id, section_title
from handouts.sources.cleaning import clean_text, web_address
from handouts.sources.page_markup import elements, values, words
from handouts.sources.page_words import UNKNOWN_LANGUAGE, language_tag, to_notes, to_organization

_SECTION_ID = re.compile(r"cat_?(\d+)_section")  # with an underscore today, without one in 2014 to 2016
_BOXES = {
    "encyclopedia": "//*[@id='more_encyclopedia']",
    "related-topics": "//*[@id='related']",
    "institute": "//*[@id='primary-institute-section']",
    "magazine": "//*[@id='more_magazine']",
}


def to_sections(root: html.HtmlElement, lang: str, base: str) -> tuple[LinkSection, ...]:
    """Return the page's sections of links, each with a link at least.

    Args:
        lang: of the page.
        base: the page's own address, for relative ones.
    """
    return tuple(section for section in (*_categories(root, lang, base), *_boxes(root, lang, base)) if section.links)


def _categories(root: html.HtmlElement, lang: str, base: str) -> Iterator[LinkSection]:
    for section in elements(root, "//section[@id]"):
        if not (found := _SECTION_ID.fullmatch(section.get("id", ""))):
            continue
        bodies = elements(section, f".//*[@id='section{found[1]}']")
        title = _heading(section)
        ident = page_section_id(int(found[1])) or section_id(title, lang)
        items = (bodies[0] if bodies else section).iter("li")
        links = tuple(link for item in items for link in _links(item, lang, base))
        yield LinkSection(ident, title or section_title(ident, lang) or ident, links)


def _boxes(root: html.HtmlElement, lang: str, base: str) -> Iterator[LinkSection]:
    for ident, path in _BOXES.items():
        for box in elements(root, path):
            section = next((e for e in (box, *box.iterancestors()) if e.tag == "section"), box)
            links = (_link(anchor, lang, base) for anchor in box.iter("a"))
            title = _heading(section) or section_title(ident, lang) or ident
            yield LinkSection(ident, title, tuple(link for link in links if link))


def _heading(section: html.HtmlElement) -> str:
    """Return the section's heading without the explaining line that may stand in it."""
    return clean_text("".join(values(section, "(.//h2)[1]//text()[not(ancestor::*[contains(@class, 'subheading')])]")))


# --------------------------------------------------------------------------- one item


@dataclass(slots=True)
class _Parts:
    """What a list item is made of, while it is being read."""

    titles: list[html.HtmlElement] = field(default_factory=list)
    elsewhere: list[html.HtmlElement] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    nih: bool = False
    words: list[str] = field(default_factory=list)


def _links(item: html.HtmlElement, lang: str, base: str) -> Iterator[Link]:
    """Yield the links of a list item, nearly always one; what the item says beside the titles is about the first."""
    parts = _parts(item)
    links = [link for anchor in parts.titles if (link := _link(anchor, lang, base))]
    if not links:
        return
    notes = to_notes(" ".join(parts.words))
    marks: set[Mark] = {*notes.marks}
    if parts.nih:
        marks.add("nih")
    others = [(anchor, web_address(anchor.get("href", ""), base)) for anchor in parts.elsewhere]
    yield replace(
        links[0],
        organizations=tuple(parts.organizations) or notes.organizations,
        alternates=tuple(Alternate(_language(anchor), address) for anchor, address in others if address),
        marks=tuple(sorted(marks)),
    )
    yield from links[1:]


def _parts(item: html.HtmlElement) -> _Parts:
    parts = _Parts()
    walk = etree.iterwalk(item, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            if _takes(parts, element):
                walk.skip_subtree()
            else:
                parts.words.append(element.text or "")
        elif element is not item:
            parts.words.append(element.tail or "")
    return parts


def _takes(parts: _Parts, element: html.HtmlElement) -> bool:
    """Put an element where it belongs; False for one whose inside is still to be read."""
    classes = element.get("class", "").split()
    if "also-lang" in classes:
        parts.elsewhere += elements(element, ".//a[@href]")
    elif "orgs" in classes:
        parts.organizations += [name] if (name := to_organization(element.text_content())) else []
    elif element.tag == "a":
        parts.titles.append(element)
    elif element.tag == "img":
        parts.nih = parts.nih or "imgdesc" in classes
    else:
        return element.tag in ("ul", "ol")  # the items of a list inside are links of their own
    return True


def _link(anchor: html.HtmlElement, lang: str, base: str) -> Link | None:
    """Return the link of an anchor; None where it leads to no web page. A picture's text is not its title."""
    address = web_address(anchor.get("href", ""), base)
    if not address:
        return None
    return Link(address, words(anchor) or clean_text(anchor.get("title", "")) or address, lang)


def _language(anchor: html.HtmlElement) -> str:
    named = language_tag(words(anchor))
    return named if named != UNKNOWN_LANGUAGE else anchor.get("hreflang", "").partition("-")[0] or UNKNOWN_LANGUAGE
