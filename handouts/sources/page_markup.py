"""A saved web page as a tree: read leniently, without the parts that hold no words, and asked by XPath."""

from __future__ import annotations

import re

from lxml import etree, html

from handouts.errors import SourceError
from handouts.sources.cleaning import INVISIBLE, clean_text

_PAGE_START = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_AGAIN = "Save the page again"
_NO_WORDS = ("script", "style", "button", "noscript", "template", "svg")


def looks_like_page(text: str) -> bool:
    """Say whether a web page begins somewhere in the text; archives write lines of their own above it."""
    return _PAGE_START.search(text) is not None


def parse_page(text: str, *, place: str = "") -> html.HtmlElement:
    """Return the page's root element; what stands above the page in the text is left out.

    Raises:
        SourceError: there is nothing that could be a page.
    """
    start = _PAGE_START.search(text)
    page = text[start.start() :] if start else text
    # As bytes: lxml refuses text that has an encoding declaration of its own.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(INVISIBLE.sub("", page).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError("there is no web page in the file", place=place, hint=_AGAIN) from error
    if fatal := parser.error_log.filter_from_fatals():
        raise SourceError(f"the page cannot be read to its end: {fatal[0].message}", place=place, hint=_AGAIN)
    for element in elements(root, "|".join(f"//{tag}" for tag in _NO_WORDS)):
        element.drop_tree()
    return root


def elements(root: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements that an XPath finds, in document order."""
    found = root.xpath(path)
    return [e for e in found if isinstance(e, html.HtmlElement)] if isinstance(found, list) else []


def values(root: html.HtmlElement, path: str) -> list[str]:
    """Return the attributes or texts that an XPath finds, in document order, as they are."""
    found = root.xpath(path)
    return [str(text) for text in found if isinstance(text, str)] if isinstance(found, list) else []


def words(element: html.HtmlElement) -> str:
    """Return an element's words in single spaces."""
    return clean_text(element.text_content())


def head_says(root: html.HtmlElement, name: str) -> list[str]:
    """Return what the page's head says under a name, in order, each once."""
    metas = (meta for meta in root.iter("meta") if name in (meta.get("name"), meta.get("property")))
    said = (clean_text(meta.get("content", "")) for meta in metas)
    return list(dict.fromkeys(text for text in said if text))
