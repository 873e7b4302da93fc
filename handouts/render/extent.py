"""How much of its pages a laid-out document fills."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

LEAST_FILL = 0.15
"""Share of a page's height; a page that holds less is hardly worth turning to."""


DEAR_FILL, DEAR_PAGES = 0.33, 12
"""A last page with less than a third on it, for which another sheet is taken, is worth a try in a short handout."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The pages of a document.

    Args:
        fills: for each page the share of the height between its margins that ink reaches down to; None for a page left
            blank so that what follows begins on a fresh sheet.
    """

    fills: tuple[float | None, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, blank ones included."""
        return len(self.fills)

    @property
    def length(self) -> float:
        """How many pages are used, the last one as far as it is."""
        return self.pages - 1 + (self.fills[-1] or 0.0)

    @property
    def has_scraps(self) -> bool:
        """Whether a page holds next to nothing."""
        return self.pages > 1 and any(fill is not None and fill < LEAST_FILL for fill in self.fills)

    @property
    def ends_dearly(self) -> bool:
        """Whether a page with little on it, the last one or the last before a blank one, takes another sheet."""
        ends = [fill for fill, after in pairwise(self.fills) if after is None]
        if self.pages % 2 == 1:
            ends.append(self.fills[-1])
        return 1 < self.pages <= DEAR_PAGES and any((fill or 0.0) < DEAR_FILL for fill in ends)


def extent(document: Any) -> Extent:
    """Return how far the pages of WeasyPrint's document are filled."""
    return Extent(tuple(_fill(page._page_box) for page in document.pages))


def _fill(page: Any) -> float | None:
    if page.page_type.blank:
        return None
    ends = [
        box.position_y + box.height
        for box in page.children[0].descendants()
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    top = page.content_box_y()
    return float((max(ends, default=top) - top) / page.height)
