"""How words and blocks may stand together: what all shapes have in common."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handouts.render.structure.nodes import Elem, Kid, Source
from handouts.render.structure.roles import ALWAYS_BLOCKS

_DISSOLVE = frozenset({"P", "Sect", "Art", "BlockQuote", "H1", "H2", "H3", "H4", "H5", "H6"})
"""Blocks whose words may stand in a line when they must."""

_BREAK_MARKS = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\xad"))
_SILENT = frozenset({"script", "style", "template"})


def is_block(kid: Kid) -> bool:
    """Return whether a child stands apart from the words of a line."""
    return isinstance(kid, Elem) and not kid.inline


def paragraphs(kids: list[Kid], lang: str) -> list[Kid]:
    """Return children of which each is a block: words that stand loose come into a paragraph.

    Pictures among themselves need none.
    """
    made: list[Kid] = []
    loose: list[Kid] = []
    for kid in [*kids, None]:
        if kid is not None and not is_block(kid):
            loose.append(kid)
            continue
        if all(isinstance(word, Elem) and word.role == "Figure" for word in loose):
            made += loose
        else:
            made.append(Elem("P", loose, lang))
        loose = []
        if kid is not None:
            made.append(kid)
    return made


def mixed(kids: list[Kid], lang: str) -> list[Kid]:
    """Return children that are either all words or all blocks."""
    return paragraphs(kids, lang) if any(is_block(kid) for kid in kids) else kids


def in_line(kids: list[Kid], lang: str) -> tuple[list[Kid], list[Kid]]:
    """Return the words of a line, with the blocks among them dissolved, and what cannot be: notes, lists, tables.

    Args:
        lang: the language around them; words in another keep theirs.
    """
    words: list[Kid] = []
    after: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Elem) or kid.inline:
            words.append(kid)
        elif kid.role in _DISSOLVE:
            inner, later = in_line(kid.kids, kid.lang)
            if inner and kid.lang != lang:
                inner = [Elem("Span", inner, kid.lang, inline=True, source=kid.source)]
            words += inner
            after += later
        else:
            after.append(kid)
    return words, after


def words_of(source: Source) -> str:
    """Return an element's text as a person would read it out, the alternative texts of its images included."""
    return spoken("".join(_words(source.element)))


def spoken(text: str) -> str:
    """Return a text on one line, without the marks that only say where a line may break."""
    return " ".join(text.translate(_BREAK_MARKS).split())


def _words(element: Element) -> Iterator[str]:
    if element.tag in ("img", "object", "embed"):
        yield f" {element.get('alt') or ''} "
    elif element.tag == "br":
        yield " "
    elif isinstance(element.tag, str) and element.tag not in _SILENT and element.get("aria-hidden") != "true":
        edge = " " if element.tag in ALWAYS_BLOCKS else ""
        yield edge + (element.text or "")
        for child in element:
            yield from _words(child)
            yield child.tail or ""
        yield edge


def place(source: Source) -> str:
    """Return where an element is, for a message: its tag, and its id or class where it has one."""
    name = source.get("id")
    kind = source.get("class")
    which = f' id="{name}"' if name else f' class="{kind}"' if kind else ""
    return f"<{source.tag.rpartition('}')[2]}{which}>"
