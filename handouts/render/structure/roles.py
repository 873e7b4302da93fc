"""Which structure type an HTML element becomes.

Elements in no table here have no type of their own: laid out as blocks they dissolve into what they hold, and in a line
they are ordinary words. A `div` is such an element whatever CSS makes of it, a table row included.
"""

from __future__ import annotations

from handouts.render.structure.nodes import Source, Standard

GROUPS = {"article": "Art", "section": "Sect", "nav": "Sect", "blockquote": "BlockQuote"}
PARAGRAPHS = {"p": "P", "pre": "P", "address": "P", "summary": "P", "legend": "P", "figcaption": "P", "dt": "P"}
HEADINGS = {f"h{level}": f"H{level}" for level in range(1, 7)}
INLINES = {
    "strong": "Strong",
    "b": "Strong",
    "em": "Em",
    "i": "Em",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
}
"""Inline elements with a type of their own."""

LISTS = frozenset({"ul", "ol", "menu", "dir"})
ABBREVIATIONS = frozenset({"abbr", "acronym"})

ALWAYS_BLOCKS = frozenset({*PARAGRAPHS, *HEADINGS, *GROUPS, "html", "body", "div", "ul", "ol", "menu", "dir", "li"}) | {
    *("dl", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
}
"""Elements that stand apart even where CSS lays them out in a line."""

NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "note"})
STRIPPED = frozenset({"presentation", "none"})

PDF_1_7_ONLY = frozenset({"Art", "BlockQuote", "Code", "Quote", "Reference"})
"""Types that PDF 2.0's own namespace no longer has. Source: ISO 32000-2, 14.8.6.2 and annex L."""

ROLE_MAP = {"Strong": "Span", "Em": "Span"}
"""Types that PDF 1.7 lacks. Source: ISO 32000-1, 14.8.4."""


def is_inline(source: Source) -> bool:
    """Return whether the element stands in a line of text."""
    return not source.block and source.tag not in ALWAYS_BLOCKS


def holds_words_only(source: Source) -> bool:
    """Return whether blocks inside the element dissolve into its words."""
    return source.tag in HEADINGS or source.tag in ("p", "a", "caption") or source.get("role") == "heading"


def heading_role(source: Source, standard: Standard) -> str:
    """Return "H1" to "H6" for a heading, "" for anything else; PDF/UA-2 knows higher levels too.

    Source: ISO 32000-1, 14.8.4.3.2; ISO 32000-2, 14.8.4.4; WAI-ARIA 1.2, heading.
    """
    if source.get("role") == "heading":
        level = source.get("aria-level") or "2"
        if level.isdigit() and int(level) > 0:
            return f"H{int(level) if standard == 'ua-2' else min(int(level), 6)}"
    return HEADINGS.get(source.tag, "") if source.get("role") in (None, "heading") else ""


def is_note(source: Source) -> bool:
    """Return whether the element is a note that the text may call."""
    role = source.get("role")
    return source.footnote or role in NOTE_ROLES or (source.tag == "aside" and role is None)


def is_listed(source: Source) -> bool:
    """Return whether a list item stands in a list that is one."""
    around = next((one for one in source.ancestors() if one.tag != "div"), None)
    return around is not None and around.tag in LISTS and around.get("role") not in STRIPPED


def is_hidden(source: Source) -> bool:
    """Return whether the author hides the element from assistive technology."""
    return source.get("aria-hidden") == "true"
