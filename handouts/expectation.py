"""What a handout promises, in the words of the checks: read from its HTML, held against the handout itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

import lxml.html

from handouts.checks.expected import Expected, LiveLink, Passage, PrintedCode, PrintedPicture, Rule
from handouts.compose.handout import Handout, Run, Target, Words
from handouts.editions import edition
from handouts.errors import TemplateError
from handouts.render.markup import Html
from handouts.render.qr import MODULE_MM

_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "figcaption", "th", "td", "dt", "dd"}
_PAPER_MM = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\u00ad"))


def expectation(handout: Handout, html: Html) -> Expected:
    """Return what the finished file has to hold.

    Raises:
        TemplateError: the template left out words of the handout.
    """
    body = lxml.html.document_fromstring(html.text).find("body")
    assert body is not None  # noqa: S101 - the parser makes one for every document
    passages = tuple(_passages(body, handout.languages[0]))
    links = tuple(_links(body, handout.languages[0]))
    targets = [target for section in handout.sections for ref in section.references for target in ref.targets]
    pages = [citation.page for citation in handout.citations if citation.page]
    _nothing_left_out(handout, passages)
    _all_linked(handout, [*targets, *pages], links, html)
    set_as = edition(handout.edition)
    return Expected(
        title=handout.mastheads[0].title,
        languages=handout.languages,
        passages=passages,
        whole=True,
        titles={head.lang: head.title for head in handout.mastheads},
        pictures=tuple(_pictures(body, handout.languages[0], html.codes)),
        codes=tuple(PrintedCode(address, MODULE_MM) for address in html.codes),
        printed=tuple(target.printed for target in (*targets, *pages)),
        links=links,
        furniture=tuple(_furniture(body)),
        citations=tuple(text for c in handout.citations for text in (c.text, c.acknowledgement)),
        provenance=tuple(text for c in handout.citations for text in (*c.notices, c.disclaimer)),
        band=next((str(part.get("data-band")) for part in body.iterfind(".//div[@data-band]")), ""),
        blank=next((str(part.get("data-blank")) for part in body.iterfind(".//div[@data-blank]")), ""),
        min_text_pt=set_as.least_pt,
        page_mm=_PAPER_MM[handout.paper],
        margins_mm=set_as.margins_mm,
        edition=set_as.name,
        rules=tuple(Rule(rule.name, rule.says, rule.source, rule.limits, rule.reason) for rule in set_as.rules),
    )


def expectation_of_page(
    html: Html,
    title: str,
    languages: tuple[str, ...],
    *,
    page_mm: tuple[float, float],
    margins_mm: tuple[float, float, float, float],
) -> Expected:
    """Return what a page that is no handout has to hold: its words in their order and languages, and its furniture.

    Args:
        title: of the document.
        languages: of the document first, then of its parts.
        margins_mm: top, right, bottom, left.
    """
    body = lxml.html.document_fromstring(html.text).find("body")
    assert body is not None  # noqa: S101 - the parser makes one for every document
    return Expected(
        title=title,
        languages=languages,
        passages=tuple(_passages(body, languages[0])),
        links=tuple(_links(body, languages[0])),
        furniture=tuple(_furniture(body)),
        page_mm=page_mm,
        margins_mm=margins_mm,
    )


def _furniture(body: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what the edges of the pages say: the title in each language, which page it is, that it is a draft."""
    for part in body.iterfind(".//div[@data-title]"):
        yield part.get("data-title", "")
        yield part.get("data-before", "") + "{page}" + part.get("data-between", "") + "{pages}"
    yield from (str(part.get("data-band")) for part in body.iterfind(".//div[@data-band]"))


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def _lang(element: lxml.html.HtmlElement, default: str) -> str:
    node: lxml.html.HtmlElement | None = element
    while node is not None:
        if node.get("lang"):
            return str(node.get("lang"))
        node = node.getparent()
    return default


def _blocks(body: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """Return the blocks in the order in which they are read: the parts of one list where its first part stands."""
    read: list[lxml.html.HtmlElement] = []
    ends: dict[str, int] = {}
    for element in body.iter(*_BLOCKS):
        name = next((str(e.get("data-list")) for e in element.iterancestors("ul", "ol") if e.get("data-list")), "")
        at = ends.get(name, len(read))
        read.insert(at, element)
        ends = {other: end + (end > at) for other, end in ends.items()}
        if name:
            ends[name] = at + 1
    return read


def _passages(body: lxml.html.HtmlElement, default: str) -> Iterator[Passage]:
    """Yield each block's words; where a block changes language, what is in each language by itself."""
    lists: dict[object, int] = {}
    for element in _blocks(body):
        around = element.getparent() if element.tag == "li" else None
        part_of = 0 if around is None else lists.setdefault(around.get("data-list") or around, len(lists) + 1)
        for lang, pieces in groupby(_own_text(element, _lang(element, default)), key=lambda piece: piece[0]):
            text = _clean("".join(words for _, words in pieces))
            if text:
                yield Passage(lang, text, str(element.tag), _is_running(element), part_of)


def _is_running(element: lxml.html.HtmlElement) -> bool:
    around = (str(ancestor.get("class", "")).split() for ancestor in element.iterancestors("div"))
    return element.tag in ("p", "li") and any("text" in names for names in around)


def _own_text(element: lxml.html.HtmlElement, lang: str) -> Iterator[tuple[str, str]]:
    """Yield language and words of an element, without those of the blocks inside it."""
    yield lang, element.text or ""
    for child in element:
        if child.tag not in _BLOCKS and child.tag not in {"ul", "ol"}:
            yield from _own_text(child, child.get("lang") or lang)
        yield lang, child.tail or ""


def _links(body: lxml.html.HtmlElement, default: str) -> Iterator[LiveLink]:
    for anchor in body.iter("a"):
        words = _clean(anchor.text_content())
        description = anchor.get("title") or words
        yield LiveLink(str(anchor.get("href")), description, _lang(anchor, default), words)


def _pictures(body: lxml.html.HtmlElement, default: str, codes: tuple[str, ...]) -> Iterator[PrintedPicture]:
    """Yield the pictures with a text; a code's name is its number in printing order."""
    for picture in body.iter("img"):
        kind, _, number = str(picture.get("src")).partition(":")
        address = codes[int(number) - 1] if kind == "code" else ""
        if picture.get("alt"):
            yield PrintedPicture(_clean(picture.get("alt", "")), _lang(picture, default), address)


def _all_linked(handout: Handout, targets: list[Target], links: tuple[LiveLink, ...], html: Html) -> None:
    """Raise TemplateError for a page that the handout names and the layout gives no live link or no code."""
    live = {(link.address, link.lang) for link in links}
    for target in targets:
        lost = "link" if (target.address, target.title_lang or target.lang) not in live else ""
        lost = lost or ("code" if target.address not in html.codes else "")
        if lost:
            raise TemplateError(
                f"the layout leaves out the {lost} to {target.address[:80]}, or gives it another language",
                place=f"templates/handout/layouts/{handout.layout}.html",
                hint="Every target of handout.sections, and every page of handout.citations, has a link and a code",
            )


def _nothing_left_out(handout: Handout, passages: tuple[Passage, ...]) -> None:
    shown = {(passage.lang, re.sub(r"\s*\[\d+\]", "", passage.text)) for passage in passages}
    if any(row.number for row in handout.rows):
        shown |= {(lang, re.sub(r"^\d+ ", "", words)) for lang, words in shown}
    for row in handout.rows:
        for lang, cell in zip(handout.languages, row.cells, strict=True):
            for passage in cell:
                runs = [passage.inlines] if passage.inlines else [entry.inlines for entry in passage.entries]
                for run in runs:
                    words = _clean(_words(run))
                    if words and (lang, re.sub(r"\s*\[\d+\]", "", words)) not in shown:
                        raise TemplateError(
                            f"the layout leaves out, or says to be in another language than {lang}: {words[:80]}",
                            place=f"templates/handout/layouts/{handout.layout}.html",
                            hint="Every passage of handout.rows has to be printed",
                        )


def _words(run: tuple[Run, ...]) -> str:
    return "".join(inline.text if isinstance(inline, Words) else _words(inline.inlines) for inline in run)
