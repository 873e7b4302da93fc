"""A topic's words as the Markdown that this package reads: the same blocks come back.

Where Markdown has no form for something, it is left out and said. Every run of words is read again before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from handouts.errors import ContentError
from handouts.model import (
    Anchor,
    Block,
    Bullets,
    Emphasis,
    Heading,
    Inline,
    Item,
    Link,
    Paragraph,
    Strong,
    Text,
    plain_text,
)
from handouts.sources.markdown.addresses import check_address
from handouts.sources.markdown.text import MOST_LISTS, parse_inlines

Say = Callable[[str], None]
"""Is told what is left out."""

_SPECIAL = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
_AT_START = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[#+>=-]))")

# --------------------------------------------------------------------------- what Markdown can hold


def tidy_blocks(blocks: Iterable[Block], say: Say) -> tuple[Block, ...]:
    """Return the blocks as Markdown can hold them: no empty ones, no level of headings left out, no list too deep."""
    out: list[Block] = []
    level = 1
    for block in blocks:
        if isinstance(block, Bullets):
            items = tuple(_tidy_items(block.items, 1, say))
            out += [replace(block, items=items)] if items else []
        elif words := tidy(block.inlines, say):
            if isinstance(block, Heading):
                if block.level > level + 1:
                    say(f"the heading {plain_text(words)!r} stands one level higher")
                level = min(block.level, level + 1)
                out.append(Heading(level, words))
            else:
                out.append(Paragraph(words))
    return tuple(out)


def _tidy_items(items: Iterable[Item], depth: int, say: Say) -> Iterator[Item]:
    for item in items:
        words = tidy(item.inlines, say)
        nested = []
        raised: list[Item] = []
        for inner in item.nested:
            below = tuple(_tidy_items(inner.items, depth + 1, say))
            if below and words and depth < MOST_LISTS:
                nested.append(replace(inner, items=below))
            elif below:
                say(f"the list below {plain_text(words)!r} stands one level higher")
                raised += below
        if words:
            yield Item(words, tuple(nested))
        yield from raised


def tidy(inlines: Sequence[Inline], say: Say) -> tuple[Inline, ...]:
    """Return one run of words as Markdown can hold it; what it means stays the same."""
    found = _stripped(_joined(_tidy(inlines, frozenset(), say)))
    return found if plain_text(found).strip() else ()


def _tidy(inlines: Iterable[Inline], inside: frozenset[type], say: Say) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
            continue
        inner = _joined(_tidy(inline.inlines, inside | {type(inline)}, say))
        text = plain_text(inner)
        if not text.strip() or type(inline) in inside:  # a mark inside the same mark says nothing more
            yield from inner
            continue
        core = _stripped(inner)
        yield Text(text[: len(text) - len(text.lstrip())])
        yield from _marked(inline, core, say)
        yield Text(text[len(text.rstrip()) :])


def _marked(inline: Inline, core: tuple[Inline, ...], say: Say) -> Iterator[Inline]:
    if not isinstance(inline, Anchor):
        yield Strong(core) if isinstance(inline, Strong) else Emphasis(core)
    elif can_hold(inline.link.address):
        words = plain_text(core)
        yield Anchor(Link(inline.link.address, words, inline.link.lang), core)
    else:
        say(
            f"the words {plain_text(core)!r} lead nowhere any more: the address {inline.link.address} cannot be written"
        )
        yield from core


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inlines with neighbours of one kind put together, and no double spaces."""
    out: list[Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, Text):
            before = out.pop().text if isinstance(last, Text) else ""  # type: ignore[union-attr]
            text = re.sub(" +", " ", before + inline.text)
            out += [Text(text)] if text else []
        elif isinstance(last, Strong | Emphasis) and type(last) is type(inline):
            out[-1] = replace(last, inlines=_joined((*last.inlines, *inline.inlines)))
        else:
            out.append(inline)
    return tuple(out)


def _stripped(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the inlines without spaces at their ends, where only texts can have any."""
    out = list(inlines)
    if out and isinstance(out[0], Text):
        out[0] = Text(out[0].text.lstrip())
    if out and isinstance(out[-1], Text):
        out[-1] = Text(out[-1].text.rstrip())
    return tuple(inline for inline in out if inline != Text(""))


def can_hold(address: str) -> bool:
    """Say whether an address can stand in a Markdown file of ours."""
    try:
        written = f"[x](<{check_address(address)}>)"
        found = parse_inlines(written, "en", "", 0)
    except (ValueError, ContentError):
        return False
    return isinstance(found[0], Anchor) and found[0].link.address == address


# --------------------------------------------------------------------------- words


def to_markdown(words: tuple[Inline, ...], lang: str, say: Say) -> str:
    """Return a tidied run of words as Markdown; marks that Markdown cannot hold just there are left out and said.

    Raises:
        ContentError: Markdown cannot even hold the bare words.
    """
    strong_only, bare = _without(words, Emphasis), _without(words, (Emphasis, Strong))
    for marked, star in ((words, "*"), (words, "_"), (strong_only, ""), (bare, "")):
        text = _protected("".join(_written(marked, star)))
        if _reads_as(text, marked, lang):
            if marked != words:
                say(f"in {plain_text(words)!r} less stands out")
            return text
    raise ContentError(
        f"Markdown cannot hold these words: {plain_text(words)!r}", hint="Take the stars or brackets out of them"
    )


def _reads_as(text: str, words: tuple[Inline, ...], lang: str) -> bool:
    try:
        return _leading(parse_inlines(text, lang, "", 0)) == _leading(words)
    except ContentError:
        return False


def _leading(inlines: Iterable[Inline]) -> tuple[object, ...]:
    """Return the inlines, and of links only where they lead: a Spanish text may lead to an English page."""
    return tuple(
        inline
        if isinstance(inline, Text)
        else (type(inline), isinstance(inline, Anchor) and inline.link.address, _leading(inline.inlines))
        for inline in inlines
    )


def _without(inlines: Sequence[Inline], kinds: type | tuple[type, ...]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, kinds):
            out += _without(inline.inlines, kinds)  # type: ignore[union-attr]
        elif isinstance(inline, Text):
            out.append(inline)
        else:
            out.append(replace(inline, inlines=_without(inline.inlines, kinds)))
    return _joined(out)


def _written(inlines: Sequence[Inline], star: str) -> Iterator[str]:
    for inline, after in zip_longest(inlines, inlines[1:]):
        if isinstance(inline, Text):
            text = _SPECIAL.sub(lambda found: f"\\{found[0]}", inline.text)
            picture = text.endswith("!") and isinstance(after, Anchor)
            yield f"{text[:-1]}\\!" if picture else text
        elif isinstance(inline, Anchor):
            yield f"[{''.join(_written(inline.inlines, star))}]({to_target(inline.link.address)})"
        else:
            mark = "**" if isinstance(inline, Strong) else star
            yield f"{mark}{''.join(_written(inline.inlines, star))}{mark}"


def to_target(address: str) -> str:
    """Return an address for round brackets; one with brackets of its own stands in angle brackets."""
    return f"<{address}>" if "(" in address or ")" in address else address


def _protected(text: str) -> str:
    """Return the text with its first letters kept from making it a heading, a list or a line across."""
    found = _AT_START.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text


# --------------------------------------------------------------------------- blocks


def blocks_to_markdown(blocks: Iterable[Block], say: Say) -> str:
    """Return tidied blocks in English as the text of an `en.md`."""
    parts: list[str] = []
    mark = ""
    for block in blocks:
        if isinstance(block, Bullets):
            mark = _other_mark(block, mark)
            parts.append("\n".join(_list_lines(block, mark, "", say)))
            continue
        mark = ""
        words = to_markdown(block.inlines, "en", say)
        parts.append(f"{'#' * block.level} {words}" if isinstance(block, Heading) else words)
    return "\n\n".join(parts)


def _other_mark(block: Bullets, before: str) -> str:
    """Return the mark of a list's items: another one than that of a list just before, or they would be one list."""
    first, second = (".", ")") if block.ordered else ("-", "*")
    return second if before == first else first


def _list_lines(block: Bullets, mark: str, indent: str, say: Say) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        start = f"{number}{mark} " if block.ordered else f"{mark} "
        yield f"{indent}{start}{to_markdown(item.inlines, 'en', say)}"
        inside = ""
        for inner in item.nested:
            inside = _other_mark(inner, inside)
            yield from _list_lines(inner, inside, indent + " " * len(start), say)
