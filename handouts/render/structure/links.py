"""Links: one for each <a>, with all its annotations, saying where it leads in words."""

from __future__ import annotations

from handouts.errors import RenderError
from handouts.render.structure.nodes import Annotation, Elem, Kid, Picture, Run, Source, Standard
from handouts.render.structure.shaping import in_line, paragraphs, spoken, words_of

_SLACK = 1.0
"""Points by which an inner box may stand out of the link's own and still be covered by it."""


def shape_link(source: Source, labels: list[Kid], kids: list[Kid], lang: str, standard: Standard) -> list[Kid]:
    """Return the link that an <a> is, or its words where it leads nowhere.

    Raises:
        RenderError: a link that shows something but has no words at all.
    """
    kids = [*labels, *kids]
    if not source.annotations or source.get("href") is None:
        return _wrap_words(source, kids, lang)
    contents = _contents(source)
    shows = bool(kids) or _shows(source)
    if not shows:
        return []
    if not kids and not contents:
        raise RenderError(
            "a link has no words that say where it leads",
            place=(source.get("href") or "")[:120],
            hint='Give it text, or a title="…"',
        )
    heading = kids[0] if len(kids) == 1 and isinstance(kids[0], Elem) and kids[0].role in _HEADINGS else None
    words, after = (heading.kids, []) if heading else in_line(kids, lang)
    inner_lang = heading.lang if heading else lang
    link = Elem("Link", [*words, *_needed(source)], inner_lang, inline=True, source=source, contents=contents)
    made = link
    if source.get("role") == "doc-noteref" and standard != "ua-2":
        made = Elem("Reference", [link], inner_lang, inline=True, source=source)
    if heading:
        return [Elem(heading.role, [made], heading.lang, source=heading.source)]
    return [*(paragraphs([made], lang) if source.block else [made]), *after]


_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


def _wrap_words(source: Source, kids: list[Kid], lang: str) -> list[Kid]:
    """Return the words of an <a> without a target; its own language stays with them."""
    if kids and source.get("lang"):
        words, after = in_line(kids, lang)
        return [Elem("Span", words, lang, inline=True, source=source), *after] if words else after
    return kids


def _shows(source: Source) -> bool:
    """Return whether there is anything to see of it, content or not."""
    return any(
        _shows(kid)
        if isinstance(kid, Source)
        else isinstance(kid, Picture) or (isinstance(kid, Run) and kid.text.strip())
        for kid in source.kids
    )


def _contents(source: Source) -> str:
    """Return what a screen reader announces for the link: title, label, or its words.

    Source: PDF/UA-1, 7.18.5.
    """
    found = (source.get("title"), source.get("aria-label"))
    return next((said for text in found if text and (said := spoken(text))), "") or words_of(source)


def _needed(source: Source) -> list[Annotation]:
    """Return the link's annotations without those of boxes inside it that its own boxes cover.

    WeasyPrint 70.0 gives each box inside an <a> a second annotation.
    """
    own = [(one.page, _corners(one)) for one in source.annotations if one.own]
    return [one for one in source.annotations if one.own or not any(_covers(rect, one) for rect in own)]


def _covers(outer: tuple[int, list[float]], annotation: Annotation) -> bool:
    page, (left, bottom, right, top) = outer
    inner = _corners(annotation)
    return (
        page == annotation.page
        and inner[0] >= left - _SLACK
        and inner[1] >= bottom - _SLACK
        and inner[2] <= right + _SLACK
        and inner[3] <= top + _SLACK
    )


def _corners(annotation: Annotation) -> list[float]:
    x1, y1, x2, y2 = (float(value) for value in annotation.entry["Rect"])
    return [min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)]
