"""The one seam in the layout engine: which box drew which piece of marked content.

WeasyPrint draws each line of text and each image as marked content with a number (MCID) and then builds a structure
tree from its boxes. That tree cannot be repaired from outside: it no longer knows the HTML. So the private function
that builds it is replaced while a document is being written, and notes the boxes and numbers of each page instead.

Seen in WeasyPrint 70.0 (upstream #2482 collects the gaps); `tests/render/structure/test_stamping.py` is the alarm
if the seam moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any

from weasyprint.pdf import tags

WEASYPRINT = "70.0"
"""The version whose private function is replaced; pyproject.toml pins the same one."""

_LOCK = RLock()


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page as drawn.

    Args:
        number: from 0.
        box: WeasyPrint's page box.
        mcids: box to its number, for the boxes that drew something.
    """

    number: int
    box: Any
    mcids: dict[Any, int]


@contextmanager
def stamp_pages() -> Iterator[list[Page]]:
    """Collect the pages of the documents written inside the `with` block.

    The structure tree of such a document is left empty. One thread at a time; inside one thread blocks may nest, and
    the innermost collects.
    """
    pages: list[Page] = []

    def collect(
        box: Any, _parent: Any, _pdf: Any, number: int, _nums: Any, _annotations: Any, marks: dict[Any, dict[str, Any]]
    ) -> Iterator[Any]:
        pages.append(Page(number, box, {drawn: mark["mcid"] for drawn, mark in marks.items()}))
        marks.clear()
        return iter(())

    with _LOCK:
        original = tags._build_box_tree
        tags._build_box_tree = collect
        try:
            yield pages
        finally:
            tags._build_box_tree = original
