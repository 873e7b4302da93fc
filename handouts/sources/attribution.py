"""Whose text a summary is: the line at its end that names an institute and is no part of the text."""

from __future__ import annotations

import re

from lxml import etree

from handouts.sources.cleaning import clean_text

_LONGEST = 200  # characters; the longest real line seen has 87
_LINE_END = "\N{LINE SEPARATOR}"
_INSTITUTE = re.compile(
    r"NIH\b|U\.?S\.? |((National|Centers?|Department|Office|Agency|Administration|Food and Drug Administration"
    r"|Institut[eo]s?|Centros?|Departamento|Oficina|Agencia|Administración|Biblioteca)\b)"
)


def take_attribution(summary: etree._Element) -> tuple[str, ...]:
    """Take the attribution out of a summary and return its lines; () where there is none, and nothing is taken.

    It is the last paragraph if that is marked as one (`class=""` in the XML, `class="attribution"` on pages of 2014)
    or, in texts before that, stands wholly in `<em>` or starts with "NIH:", and if it reads like a name:
    a sentence, a link or words after it make it a paragraph like any other.

    Args:
        summary: the element that holds the whole summary; changed.
    """
    paragraphs = [p for p in summary.iter("p") if _words(p)]
    if not paragraphs or not _words(summary).endswith(_words(paragraphs[-1])):
        return ()
    last = paragraphs[-1]
    words = _words(last)
    if len(words) > _LONGEST or words[-1] in ".:;!?" or last.find(".//a") is not None or not _is_marked(last, words):
        return ()
    for line_end in last.iter("br"):
        line_end.tail = _LINE_END + (line_end.tail or "")  # a bare line feed is a wrapped line, not a new one
    lines = tuple(line for part in _text(last).split(_LINE_END) if (line := clean_text(part)))
    parent = last.getparent()
    if parent is None:  # the summary is nothing but its attribution, given as one paragraph
        return ()
    parent.remove(last)
    return lines


def _is_marked(paragraph: etree._Element, words: str) -> bool:
    if paragraph.get("class") in ("", "attribution") or words.startswith("NIH:"):
        return True
    emphasised = len(paragraph) == 1 and paragraph[0].tag in ("em", "i") and _words(paragraph[0]) == words
    return emphasised and _INSTITUTE.match(words) is not None


def _words(element: etree._Element) -> str:
    return clean_text(_text(element))


def _text(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)
