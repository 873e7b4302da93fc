"""How large a handout may be: far beyond any real topic, and small enough that the work on it ends in a minute or so.

The longest topic known has 95 links, 8,900 characters and lists two levels deep. A file that holds a thousand times
that is a mistake or an attack, and the layout engine would work on it for hours, or fail with an error that says
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.errors import ContentError
from handouts.model import Article, Block, Bullets, Inline, Text

MOST_LINKS = 1_000
"""Links printed: 80 pages."""

MOST_CHARACTERS = 250_000
"""Of the text in one language: 80 pages."""

LONGEST_PASSAGE = 50_000
"""Characters of one paragraph, heading or list item."""

LONGEST_WORD = 1_000
"""Characters without a space; no page is wide enough, and each line is tried anew with all the rest."""

LONGEST_NAME = 2_000
"""Characters of a title, a synonym or the title of a link."""

MOST_PASSAGES = 1_000
"""Paragraphs, headings and list items in one language."""

DEEPEST = 12
"""Lists inside one another, and marks inside one another."""


def require_text(article: Article, topic_id: str) -> None:
    """Refuse a text that is too large.

    Raises:
        ContentError: it is longer, of more parts or more deeply nested than can be set.
    """
    place = f"{topic_id}, {article.lang}"
    links = (link.title for section in article.sections for link in section.links)
    longest = max(map(len, (article.title, *article.synonyms, *links)))
    if longest > LONGEST_NAME:
        raise _too("has a title of", longest, "characters", LONGEST_NAME, place, "Shorten it")
    passages = _passages(article.blocks, place)
    if len(passages) > MOST_PASSAGES:
        raise _too("has", len(passages), "passages", MOST_PASSAGES, place, "Make several topics of it")
    lengths = []
    for inlines in passages:
        text = _text(inlines, place)
        lengths.append(len(text))
        if len(text) > LONGEST_PASSAGE:
            hint = "Divide it: put an empty line where a thought ends"
            raise _too("has a passage of", len(text), "characters", LONGEST_PASSAGE, place, hint)
        longest = max(map(len, text.split()), default=0)
        if longest > LONGEST_WORD:
            hint = "Look whether something that is no text was taken for one"
            raise _too("has a word of", longest, "characters", LONGEST_WORD, place, hint)
    if sum(lengths) > MOST_CHARACTERS:
        raise _too("has", sum(lengths), "characters", MOST_CHARACTERS, place, "Make several topics of it")


def require_links(links: int, topic_id: str) -> None:
    """Refuse to print too many links.

    Raises:
        ContentError: there are more than can be set.
    """
    if links > MOST_LINKS:
        hint = "Print fewer: say how many with --links"
        raise _too("has", links, "links", MOST_LINKS, topic_id, hint)


def _too(has: str, found: int, what: str, most: int, place: str, hint: str) -> ContentError:
    return ContentError(f"it {has} {found:,} {what}, and {most:,} is the most", place=place, hint=hint)


def _passages(blocks: Iterable[Block], place: str) -> list[tuple[Inline, ...]]:
    """Return the words of each heading, paragraph and list item, in no order; a deep list ends no recursion."""
    found: list[tuple[Inline, ...]] = []
    waiting = [(block, 1) for block in blocks]
    while waiting:
        block, depth = waiting.pop()
        if depth > DEEPEST:
            raise _nested("lists", place)
        if isinstance(block, Bullets):
            found += (item.inlines for item in block.items)
            waiting += ((inner, depth + 1) for item in block.items for inner in item.nested)
        else:
            found.append(block.inlines)
    return found


def _text(inlines: tuple[Inline, ...], place: str) -> str:
    parts: list[str] = []
    waiting = [(inline, 1) for inline in reversed(inlines)]
    while waiting:
        inline, depth = waiting.pop()
        if depth > DEEPEST:
            raise _nested("marks", place)
        if isinstance(inline, Text):
            parts.append(inline.text)
        else:
            waiting += ((inner, depth + 1) for inner in reversed(inline.inlines))
    return "".join(parts)


def _nested(what: str, place: str) -> ContentError:
    return ContentError(
        f"its {what} lie more than {DEEPEST} deep inside one another", place=place, hint="Say it in fewer levels"
    )
