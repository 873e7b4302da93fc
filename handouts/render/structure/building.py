"""Turn what the HTML elements left on the pages into structure elements, from the inside out.

Each element is made from its finished children by the function for its tag, which returns the structure element, or
the children themselves where the element has no type of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from handouts.errors import RenderError
from handouts.render.structure.boxes import CALL, LAYOUT, Reading
from handouts.render.structure.figures import shape_figure
from handouts.render.structure.links import shape_link
from handouts.render.structure.lists import join_parts, shape_definition, shape_definitions, shape_item, shape_list
from handouts.render.structure.nodes import Elem, Kid, Mark, Picture, Run, Source, Standard
from handouts.render.structure.notes import connect_calls, shape_call, shape_note
from handouts.render.structure.roles import (
    ABBREVIATIONS,
    GROUPS,
    INLINES,
    PARAGRAPHS,
    heading_role,
    holds_words_only,
    is_hidden,
    is_inline,
    is_note,
)
from handouts.render.structure.shaping import in_line, is_block, paragraphs, place, spoken
from handouts.render.structure.tables import shape_caption, shape_cell, shape_row, shape_section, shape_table

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""Source: RFC 3066, to which ISO 32000-1, 14.9.2 points; PDF/UA-1, 7.2."""

_SHAPES: dict[str, Callable[[Source, list[Kid], list[Kid], str, Standard], list[Kid]]] = {
    "a": shape_link,
    CALL: shape_call,
    "ul": shape_list,
    "ol": shape_list,
    "menu": shape_list,
    "dir": shape_list,
    "li": shape_item,
    "dl": shape_definitions,
    "dt": shape_definition,
    "dd": shape_definition,
    "table": shape_table,
    "caption": shape_caption,
    "thead": shape_section,
    "tbody": shape_section,
    "tfoot": shape_section,
    "tr": shape_row,
    "th": shape_cell,
    "td": shape_cell,
}


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The finished structure.

    Args:
        root: the Document element.
        artifacts: marked content that is not in the tree, with its property list.
    """

    root: Elem
    artifacts: dict[Mark, bytes]


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    standard: Standard
    blank: set[Mark]
    artifacts: dict[Mark, bytes]


def build_tree(reading: Reading, blank: set[Mark], *, standard: Standard, lang: str) -> Tree:
    """Return the structure of a document.

    Args:
        blank: marked content in which nothing is drawn.
        lang: the document's language.

    Raises:
        RenderError: an image without alternative text, a language tag that is none, a link without words.
    """
    work = _Work(standard, blank, dict(reading.artifacts))
    root = next(iter(reading.sources.values()), None)
    document = Elem("Document", paragraphs(_build(work, root, lang), lang) if root is not None else [], lang)
    join_parts(document)
    connect_calls(document)
    return Tree(document, work.artifacts)


def _build(work: _Work, source: Source, around: str) -> list[Kid]:
    """Return what an element becomes; `around` is the language around it."""
    if is_hidden(source):
        _discard(work, source)
        return []
    lang = _language(source) or around
    kids: list[Kid] = []
    pictures = False
    for inner in source.kids:
        if isinstance(inner, Source):
            kids += _build(work, inner, lang)
        elif not isinstance(inner, Run) or inner.mark not in work.blank:
            kids.append(inner)
            pictures = pictures or isinstance(inner, Picture)
    if pictures:
        kids = shape_figure(source, kids, lang, work.artifacts)
    labels: list[Kid] = [run for run in source.labels if run.mark not in work.blank]
    return _shape(work.standard, source, labels, kids, lang, around)


def _language(source: Source) -> str:
    own = source.get("lang")
    if source.tag == CALL:
        return ""  # the call is a word of the text around it; the language is its note's
    if own and not _LANGUAGE_TAG.fullmatch(own):
        raise RenderError(
            f"{own!r} is no language tag",
            place=place(source),
            hint='Write a tag such as lang="es" or lang="pt-BR"',
        )
    return own or ""


def _shape(standard: Standard, source: Source, labels: list[Kid], kids: list[Kid], lang: str, around: str) -> list[Kid]:
    """Return the structure element of an element, or its children where it has none."""
    if is_note(source) and source.tag != CALL:
        return shape_note(source, labels, kids, lang, standard)
    if source.tag in _SHAPES:
        return _SHAPES[source.tag](source, labels, kids, lang, standard)
    kids = [*labels, *kids]
    role = heading_role(source, standard) or PARAGRAPHS.get(source.tag, "")
    if role:
        return _shape_paragraph(role, source, kids, lang)
    if is_inline(source) or source.tag in INLINES or source.tag in ABBREVIATIONS:
        return _shape_inline(source, kids, lang, other=lang != around)
    return _shape_group(source, kids, lang)


def _shape_group(source: Source, kids: list[Kid], lang: str) -> list[Kid]:
    role = GROUPS.get(source.tag, "")
    if role == "Art" and any(one.tag == "article" for one in source.ancestors()):
        role = "Sect"  # an article holds no other: ISO 32000-1, table 333
    kids = paragraphs(kids, lang)
    return [Elem(role, kids, lang, source=source)] if role and kids else kids


def _shape_paragraph(role: str, source: Source, kids: list[Kid], lang: str) -> list[Kid]:
    """Return a paragraph or heading, and after it what stands inside it but is not of its words."""
    if not holds_words_only(source) and any(is_block(kid) for kid in kids):
        return paragraphs(kids, lang)
    words, after = in_line(kids, lang)
    return [Elem(role, words, lang, source=source), *after] if words else after


def _shape_inline(source: Source, kids: list[Kid], lang: str, *, other: bool) -> list[Kid]:
    """Return inline words; `other` when they are in another language than those around them."""
    role = INLINES.get(source.tag, "")
    expansion = spoken(source.get("title") or "") if source.tag in ABBREVIATIONS else ""
    if role == "Code" and any(isinstance(kid, Elem) for kid in kids):
        role = ""  # code holds words alone: ISO/TS 32005, table 5
    if not role and (expansion or (other and any(isinstance(kid, Run) for kid in kids))):
        role = "Span"
    if any(is_block(kid) for kid in kids):
        return paragraphs(kids, lang)
    if role and kids:
        kids = [Elem(role, kids, lang, inline=True, source=source, expansion=expansion)]
    return paragraphs(kids, lang) if source.block else kids


def _discard(work: _Work, source: Source) -> None:
    for kid in [*source.labels, *source.kids]:
        if isinstance(kid, Source):
            _discard(work, kid)
        else:
            work.artifacts.setdefault(kid.mark, LAYOUT)
