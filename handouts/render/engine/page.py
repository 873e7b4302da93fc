"""A page for the engine, read by expat, with what no handout uses left out of the user agent's style sheet.

Our own templates are well-formed XML but for the void elements and one entity, so that expat reads them as an HTML5
parser does, in a thirtieth of the time; a page that is not so well-formed, and whatever comes from a clinic's own
templates, goes through the HTML5 parser. The user agent's rules for notes and list markers match every element there
is: five further styles each, asked for by none but list items and notes, which only style sheets of a clinic might
have. Since 70.0.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import weasyprint
from weasyprint import html as agent

_VOID = re.compile(r"<(img|meta|br)\b([^<>]*)(?<!/)>")
_NOTES = re.compile(r"^::(footnote|note)-\w+ \{.*\}$\n?", re.MULTILINE)
_MARKER = re.compile(r"^::marker \{", re.MULTILINE)


def to_page(text: str, fetcher: Any, *, ours: bool) -> weasyprint.HTML:
    """Return HTML as the engine takes it.

    Args:
        fetcher: what serves the addresses in it.
        ours: whether only templates of the program had a hand in it, and no style sheet but the program's is added.
    """
    root = read(text) if ours else None
    if root is None:
        return weasyprint.HTML(string=text, url_fetcher=fetcher)
    page = object.__new__(weasyprint.HTML)
    page.base_url = None
    page.url_fetcher = fetcher
    page.media_type = "print"
    page.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    page.etree_element = root
    page._ua_stylesheets = _agent_sheets
    return page


def read(text: str) -> ElementTree.Element | None:
    """Return the elements of a page as an HTML5 parser gives them; None where only such a parser can tell."""
    try:
        closed = _VOID.sub(r"<\1\2/>", text.replace("&nbsp;", "\N{NO-BREAK SPACE}"))
        root = ElementTree.fromstring(closed)  # noqa: S314 - of our own templates, which declare no entities
    except ElementTree.ParseError:
        return None
    if [child.tag for child in root] != ["head", "body"] or not len(root[1]):
        return None
    # white space around head and body belongs to no element, and what follows the body is taken into it
    root.text, root[0].tail = None, "\n" if root[0].tail else None
    last, tail = root[1][-1], root[1].tail
    last.tail, root[1].tail = (last.tail or "") + (tail or "") or None, None
    return root


def _agent_sheets(forms: bool = False) -> list[weasyprint.CSS]:
    return [_trimmed()] if not forms else [_trimmed(), agent.UA_FORM_STYLESHEET]


@cache
def _trimmed() -> weasyprint.CSS:
    return weasyprint.CSS(string=_MARKER.sub("li::marker {", _NOTES.sub("", agent.UA)))
