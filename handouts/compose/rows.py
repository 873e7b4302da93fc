"""The running text in rows: what says the same stands together, and what must not be torn apart says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from handouts.compose.handout import Passage, Row
from handouts.compose.layouts import Layout
from handouts.compose.pairing import Pair, Pairing, pair
from handouts.compose.passages import to_passage
from handouts.compose.references import References
from handouts.model import Article, Block, Bullets, Heading, Paragraph, plain_text, runs

MOST_KEPT_WHOLE = 250
"""Characters in one language; a longer row may run over the foot of a page, or it would leave too much of it empty."""

LEAST_ITEMS = 2
"""A list of one item has nothing to set beside each other."""

LONG_LIST = 4
"""Items; the last of a list this long takes the one before along to the next page, so as not to stand alone there."""


def pairing_of(articles: Sequence[Article]) -> Pairing:
    """Return two articles paired, or the blocks of one each by itself."""
    if len(articles) == 1:
        return Pairing(tuple(Pair((block,), (), 1.0) for block in articles[0].blocks), "block", 1.0)
    left, right = articles
    if _made_from(left, right) or _made_from(right, left):
        both = zip(left.blocks, right.blocks, strict=True)
        return Pairing(tuple(Pair((one,), (other,), 1.0) for one, other in both), "block", 1.0)
    return pair(left, right)


def _made_from(article: Article, other: Article) -> bool:
    """Say whether an article was made from the other block by block, so that nothing about their pairs is a guess."""
    same_source = bool(other.provenance.sha256) and article.provenance.translated_from == other.provenance.sha256
    return same_source and [*map(_shape, article.blocks)] == [*map(_shape, other.blocks)]


def _shape(block: Block) -> object:
    if isinstance(block, Bullets):
        return (block.ordered, tuple(tuple(_shape(inner) for inner in item.nested) for item in block.items))
    return block.level if isinstance(block, Heading) else "paragraph"


def to_rows(articles: Sequence[Article], pairing: Pairing, layout: Layout, links: References) -> tuple[Row, ...]:
    """Return the text of one article or two as rows."""
    rows: list[Row] = []
    for both in pairing.pairs:
        row = _row(both, articles, links)
        item_by_item = (layout.columns > 1 or layout.numbered) and _items_pair(both, articles)
        rows += _items(row, both, f"list-{len(rows)}") if item_by_item else [row]
    return _numbered(rows) if layout.numbered else tuple(rows)


def _row(both: Pair, articles: Sequence[Article], links: References) -> Row:
    sides = (both.left, both.right)[: len(articles)]
    return Row(
        cells=tuple(
            tuple(to_passage(block, article.lang, links) for block in side)
            for article, side in zip(articles, sides, strict=True)
        ),
        confidence=both.confidence,
        whole=all(map(_is_short, sides)),
        leads=any(_leads(side[-1]) for side in sides if side),
    )


def _is_short(blocks: Sequence[Block]) -> bool:
    return sum(len(plain_text(run)) for block in blocks for run in runs(block)) <= MOST_KEPT_WHOLE


def _leads(block: Block) -> bool:
    """Return whether what follows belongs to it: a heading, or words that end in a colon."""
    if isinstance(block, Paragraph):
        return plain_text(block.inlines).rstrip().endswith(":")
    return isinstance(block, Heading)


def _numbered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with a number each, headings apart."""
    numbers = count(1)
    return tuple(row if _is_heading(row) else replace(row, number=next(numbers)) for row in rows)


def _is_heading(row: Row) -> bool:
    return all(passage.kind == "heading" for cell in row.cells for passage in cell)


# --------------------------------------------------------------------------- lists, item beside item


def _items_pair(both: Pair, articles: Sequence[Article]) -> bool:
    """Return whether a row is one list in each language, and its items surely stand for each other one by one."""
    if len(both.left) != 1 or len(both.right) != 1:
        return False
    left, right = both.left[0], both.right[0]
    if not isinstance(left, Bullets) or not isinstance(right, Bullets) or len(left.items) < LEAST_ITEMS:
        return False
    if [len(item.nested) for item in left.items] != [len(item.nested) for item in right.items]:
        return False
    pairing = pair(_as_article(left, articles[0]), _as_article(right, articles[1]))
    return pairing.grain == "block" and all(len(p.left) == len(p.right) == 1 for p in pairing.pairs)


def _as_article(items: Bullets, article: Article) -> Article:
    return replace(article, blocks=tuple(Paragraph(item.inlines) for item in items.items), sections=())


def _items(row: Row, both: Pair, name: str) -> Iterator[Row]:
    """Yield a row for each item: they break over pages in step, and a reader finds one language beside the other.

    Args:
        name: tells the parts of this list from those of others.
    """
    lists: list[Passage] = [cell[0] for cell in row.cells]
    blocks = [block for side in (both.left, both.right) for block in side if isinstance(block, Bullets)]
    many = len(lists[0].entries)
    for at in range(many):
        parts = [replace(p, entries=(p.entries[at],), part_of=name, start=at + 1) for p in lists]
        short = all(_is_short((replace(block, items=(block.items[at],)),)) for block in blocks)
        yield Row(tuple((part,) for part in parts), row.confidence, whole=short, leads=LONG_LIST <= many == at + 2)
