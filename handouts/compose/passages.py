"""Running text as it prints: the model's blocks with their links numbered."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.compose.addresses import same_page
from handouts.compose.handout import Bold, Entry, Italic, Jump, Passage, Run, Words
from handouts.compose.references import References
from handouts.model import Anchor, Block, Bullets, Emphasis, Heading, Inline, Paragraph, Strong, Text, plain_text


def to_passage(block: Block, lang: str, links: References) -> Passage:
    """Return a block as it prints.

    Args:
        lang: language of the block's article.
        links: the numbers; words that lead to a page without one keep their link and get number 0.
    """
    match block:
        case Heading(level, inlines):
            return Passage("heading", min(max(level, 2), 6), _runs(inlines, lang, links))
        case Paragraph(inlines):
            return Passage("paragraph", inlines=_runs(inlines, lang, links))
        case Bullets(items, ordered):
            entries = (
                Entry(_runs(item.inlines, lang, links), tuple(to_passage(b, lang, links) for b in item.nested))
                for item in items
            )
            return Passage("numbers" if ordered else "bullets", entries=tuple(entries))


def _runs(inlines: Iterable[Inline], lang: str, links: References) -> tuple[Run, ...]:
    return tuple(_run(inline, lang, links) for inline in inlines)


def _run(inline: Inline, lang: str, links: References) -> Run:
    match inline:
        case Text(text):
            return Words(text)
        case Strong(inlines):
            return Bold(_runs(inlines, lang, links))
        case Emphasis(inlines):
            return Italic(_runs(inlines, lang, links))
        case Anchor(link, inlines):
            key = same_page(link.address)
            known = links.links.get((lang, key), link)
            # a page in another language is described by the words that lead there: its title would be in another voice
            title = known.title if known.lang == lang else ""
            organizations = known.organizations if known.lang == lang else ()
            return Jump(
                number=links.numbers.get(key, 0),
                address=link.address,
                description=", ".join((title or plain_text(inlines).strip(), *organizations)),
                inlines=_runs(inlines, lang, links),
            )
