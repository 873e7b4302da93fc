"""Plain text of 72 columns, for a patient portal, a message or a screen reader; one language after the other.

Addresses stand on lines of their own and are never broken, whatever their length: what is broken leads nowhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from handouts.compose.handout import Citation, Handout, Passage, Target
from handouts.languages import language
from handouts.render.forms._column import Column, Worksheet, columns, mark_words, omitted, only_elsewhere, plain
from handouts.render.forms._means import Means

NAME = "txt"
SUFFIX = ".txt"
SAYS = "plain text of 72 columns"

COLUMNS = 72

_UNDERLINES = {1: "=", 2: "-", 3: "~"}


def to_bytes(handout: Handout, _means: Means) -> bytes:
    """Return the handout as text in UTF-8."""
    parts = ["\n\n".join(_blocks(column)) for column in columns(handout)]
    return (f"\n\n{'=' * COLUMNS}\n\n".join(parts) + "\n").encode()


def _blocks(column: Column) -> Iterator[str]:
    """Yield what a blank line parts."""
    _ = language(column.lang).gettext
    if column.label:
        yield column.label
    if column.band:
        yield "\n".join([f"*** {column.band} ***", *map(_wrapped, column.drafts)])
    if column.clinic:
        yield "\n".join(map(_wrapped, column.clinic))
    if column.patient:
        yield _wrapped(column.patient)
    if column.note:
        yield "\n\n".join(_wrapped(line) for line in (_("A note for you"), *column.note))
    yield _heading(column.masthead.title, 1)
    if column.masthead.synonyms:
        yield _wrapped(_("Also called: {names}").format(names="; ".join(column.masthead.synonyms)))
    for number, passage in column.passages:
        mark = f"({number}) " if number else ""
        yield _passage(passage, mark)
    yield from _links(column)
    for one in column.worksheets:
        yield from _worksheet(one)
    yield from _about(column)
    if column.notice:
        yield _wrapped(column.notice)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _heading(text: str, level: int) -> str:
    said = _wrapped(text)
    mark = _UNDERLINES.get(level)
    return f"{said}\n{mark * max(map(len, said.splitlines()))}" if mark else said


def _passage(passage: Passage, mark: str = "", indent: str = "") -> str:
    if passage.kind == "heading":
        return _heading(mark + plain(passage.inlines), passage.level)
    if passage.kind == "paragraph":
        return _wrapped(mark + plain(passage.inlines), indent, indent)
    lines = []
    for number, entry in enumerate(passage.entries, passage.start):
        sign = f"{number}. " if passage.kind == "numbers" else "- "
        lines.append(_wrapped(mark + plain(entry.inlines), indent + sign, indent + " " * len(sign)))
        lines += [_passage(inner, indent=indent + " " * len(sign)) for inner in entry.nested]
        mark = ""  # the whole list has the one number
    return "\n".join(lines)


# --------------------------------------------------------------------------- links


def _links(column: Column) -> Iterator[str]:
    _ = language(column.lang).gettext
    others = list(only_elsewhere(column))
    if column.sections or others:
        yield _heading(_("Find out more"), 2)
    for section in column.sections:
        yield _heading(section.title, 3)
        for link in section.links:
            mark = f"[{link.number}] "
            indent = " " * len(mark)
            lines = [_wrapped(link.target.title + _marks(link.target), mark, indent)]
            if link.target.organizations:
                lines.append(_wrapped(", ".join(link.target.organizations), indent, indent))
            lines.append(indent + link.target.address)
            lines += [f"{indent}{language(o.lang).endonym}: {o.address}" for o in link.elsewhere]
            yield "\n".join(lines)
    yield from map(_wrapped, others)
    if column.omitted:
        yield _wrapped(omitted(column))


def _marks(target: Target) -> str:
    words = mark_words(target)
    return f" ({', '.join(words)})" if words else ""


# --------------------------------------------------------------------------- what is filled in, and who says so


def _worksheet(one: Worksheet) -> Iterator[str]:
    yield _heading(one.title, 2)
    line = "[ ] " + "_" * (COLUMNS - 4) if one.ticks else "_" * COLUMNS
    for question in one.questions:
        yield "\n".join([_wrapped(question), *[line] * one.lines])
    if not one.questions:
        yield "\n".join([line] * one.lines)


def _about(column: Column) -> Iterator[str]:
    _ = language(column.lang).gettext
    c = column.citation
    yield _heading(_("About this handout"), 2)
    yield _wrapped(c.acknowledgement)
    if c.attribution:
        yield "\n".join(map(_wrapped, c.attribution))
    yield "\n".join([_wrapped(c.text), *([c.page.address] if c.page else [])])
    yield from map(_wrapped, (*c.notices, c.disclaimer))
    yield from _pages(c)


def _pages(c: Citation) -> Iterator[str]:
    _ = language(c.lang).gettext
    if c.page:
        yield f"{_wrapped(_('This topic on the web:') + ' ' + c.page.title)}\n{c.page.address}"
    if c.elsewhere:
        yield "\n".join(f"{language(o.lang).endonym}: {o.address}" for o in c.elsewhere)
