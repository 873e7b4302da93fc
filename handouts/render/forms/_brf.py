"""A handout as a braille file, ready for an embosser or a braille display: one language after the other.

What is for the eye alone is left out: codes, and lines to write on. Bullets are ignored, because the margins of a list
say the same; so is bold, because a heading is known by its place. Source: Braille Formats 1997, Rule 7, 2a(3) and
Rule 3, 12; Braille Formats 2016, 5.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handouts.compose.handout import Handout, Passage
from handouts.languages import language
from handouts.render.forms._braille_pages import Block, to_ascii, to_pages
from handouts.render.forms._column import Column, Listed, columns, mark_words, omitted, only_elsewhere, plain
from handouts.render.forms._means import Means

_MARK = " ({})"
"""The number of a link in the text. Square brackets, as in print, are the letters á and ú in Spanish braille."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A block before it is braille: see `Block`."""

    text: str
    first: int = 3
    over: int = 1
    kind: Literal["centred", "heading", "text", "item"] = "text"
    address: bool = False


def to_brf(handout: Handout, means: Means, *, contracted: bool) -> bytes:
    """Return the handout in braille, contracted (grade 2) or not (grade 1)."""
    made = columns(handout)
    parts = [_transcribed(list(_column(one, means, contracted)), one.lang, means, contracted) for one in made]
    heads = [means.transcribe(one.lang, [one.band], contracted=contracted)[0] if one.band else "" for one in made]
    return to_ascii(to_pages(parts, heads))


def _transcribed(said: list[_Said], lang: str, means: Means, contracted: bool) -> list[Block]:
    words = iter(means.transcribe(lang, [s.text for s in said if not s.address], contracted=contracted))
    addresses = [s.text for s in said if s.address]
    spelt = iter(means.transcribe(lang, addresses, contracted=contracted, address=True))
    return [Block(next(spelt if s.address else words), s.first, s.over, s.kind) for s in said]


def _column(column: Column, means: Means, contracted: bool) -> Iterator[_Said]:
    _ = language(column.lang).gettext
    yield _Said(column.masthead.title, kind="centred")
    yield from map(_Said, column.drafts)
    for line in column.clinic:
        yield _item(line)
    if column.patient:
        yield _Said(column.patient)
    for line in (_("A note for you"), *column.note) if column.note else ():
        yield _Said(line)
    if column.masthead.synonyms:
        yield _Said(_("Also called: {names}").format(names="; ".join(column.masthead.synonyms)))
    for number, passage in column.passages:
        yield from _passage(passage, f"({number}) " if number else "")
    yield from _links(column, contracted and column.lang in means.spelt_addresses)
    for sheet in column.worksheets:
        if sheet.questions:
            yield _heading(sheet.title, 2)
            yield from map(_item, sheet.questions)
    yield from _about(column)


def _heading(text: str, level: int) -> _Said:
    """Return a heading: from cell 5 for the sections of the text, from cell 7 for what is below them."""
    cell = 5 if level == 2 else 7
    return _Said(text, cell, cell, "heading")


def _item(text: str, depth: int = 0, deepest: int = 0, *, address: bool = False) -> _Said:
    """Return an item of a list: each level begins two cells further in, and all run over two cells past the deepest."""
    return _Said(text, 1 + 2 * depth, 3 + 2 * deepest, "item", address)


def _passage(passage: Passage, mark: str) -> Iterator[_Said]:
    if passage.kind == "heading":
        yield _heading(mark + plain(passage.inlines, _MARK), passage.level)
    elif passage.kind == "paragraph":
        yield _Said(mark + plain(passage.inlines, _MARK))
    else:
        yield from _entries(passage, mark, 0, _depth(passage))


def _depth(passage: Passage) -> int:
    return max((1 + _depth(inner) for entry in passage.entries for inner in entry.nested), default=0)


def _entries(passage: Passage, mark: str, depth: int, deepest: int) -> Iterator[_Said]:
    for number, entry in enumerate(passage.entries, passage.start):
        sign = f"{number}. " if passage.kind == "numbers" else ""
        yield _item(mark + sign + plain(entry.inlines, _MARK), depth, deepest)
        for inner in entry.nested:
            yield from _entries(inner, "", depth + 1, deepest)
        mark = ""  # the whole list has the one number


def _links(column: Column, spelt: bool) -> Iterator[_Said]:
    _ = language(column.lang).gettext
    others = list(only_elsewhere(column))
    if column.sections or others:
        yield _heading(_("Find out more"), 2)
    if column.sections and spelt:
        yield _Said(_("Web addresses are in uncontracted braille."))
    for section in column.sections:
        yield _heading(section.title, 3)
        for link in section.links:
            yield from _link(link)
    yield from map(_Said, others)
    if column.omitted:
        yield _Said(omitted(column))


def _link(link: Listed) -> Iterator[_Said]:
    target = link.target
    words = mark_words(target)
    marks = f" ({', '.join(words)})" if words else ""
    title = f"{link.number}. {target.title}{marks}"
    stop = "" if title.endswith((".", "?", "!")) else "."
    yield _item(" ".join([title + (stop if target.organizations else ""), ", ".join(target.organizations)]), 0, 1)
    for page in (target, *link.elsewhere):
        if page is not target:
            yield _item(f"{language(page.lang).endonym}:", 1, 1)
        yield _item(_address(page.address), 1, 1, address=True)


def _address(address: str) -> str:
    """Return an address as people write it: braille takes twice the room."""
    return address.removeprefix("https://").removesuffix("/")


def _about(column: Column) -> Iterator[_Said]:
    _ = language(column.lang).gettext
    c = column.citation
    yield _heading(_("About this handout"), 2)
    for line in (c.acknowledgement, *c.attribution, c.text):
        yield _Said(line)
    if c.page:
        yield _item(_address(c.page.address), address=True)
    for line in (*c.notices, c.disclaimer, *filter(None, [column.notice])):
        yield _Said(line)
    if c.page:
        yield _Said(f"{_('This topic on the web:')} {c.page.title}")
        yield _item(_address(c.page.address), address=True)
    for other in c.elsewhere:
        yield _Said(f"{language(other.lang).endonym}:")
        yield _item(_address(other.address), address=True)
