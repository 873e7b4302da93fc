"""The file under judgement: its bytes, and what all checks share so that nothing is read or drawn twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import pypdfium2
from PIL import Image

from handouts.checks.expected import Expected
from handouts.checks.facts import Facts, read_facts
from handouts.checks.report import Standard
from handouts.errors import SourceError

DPI = 150
"""What an office scanner or a telephone's camera makes of a page."""

KEPT_PAGES = 4
"""Pictures of pages held to the end (2 MB a Letter page); of further pages only the last one asked for is held, so that
whoever looks at all of them does so page by page."""

MAX_PIXELS = 40_000_000
"""A page larger than this (about A0 at 150 dpi) is drawn smaller, so that a poster cannot eat the memory."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Subject:
    """One PDF, what it was meant to be, and what was read from it so far.

    Args:
        pdf: the file's bytes.
        file: its name, for the report.
        expected: what the handout meant; None for a file from elsewhere.
        asked: the standard to judge it by; None for the one it claims, PDF/UA-1 if it claims none.
    """

    pdf: bytes = field(repr=False)
    file: str
    expected: Expected | None = field(default=None, repr=False)
    asked: Standard | None = None
    _kept: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kept(self, key: object, make: Callable[[], _T]) -> _T:
        """Return what `make` makes, made once under this key for all checks."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(_T, self._kept[key])

    @property
    def facts(self) -> Facts:
        """What is in the file.

        Raises:
            SourceError: it is no PDF, is cut off, or needs a password.
        """
        return self.kept("facts", lambda: read_facts(self.pdf, self.file))

    @property
    def standard(self) -> Standard:
        """The standard to judge the file by."""
        if self.asked:
            return self.asked
        metadata = self.facts.metadata
        if metadata.ua_part == "2":
            return "ua-2"
        return "archive" if metadata.pdfa_part and metadata.ua_part == "1" else "ua-1"

    def image(self, page: int) -> Image.Image:
        """Return a page as a grey picture of `DPI` dots an inch; pages count from 0.

        Raises:
            SourceError: the page cannot be drawn.
        """
        if page < KEPT_PAGES:
            return self.kept(("image", page), lambda: self._drawn(page))
        last = cast("tuple[int, Image.Image] | None", self._kept.get("last image"))
        if last is None or last[0] != page:
            self._kept["last image"] = last = (page, self._drawn(page))
        return last[1]

    def sheet(self, page: int) -> Any:
        """Return a page as pdfium has it open, parsed once for all who draw or read it.

        Raises:
            PdfiumError: pdfium cannot open the file or the page.
        """
        document = self.kept("pdfium", lambda: pypdfium2.PdfDocument(self.pdf))
        return self.kept(("sheet", page), lambda: document[page])

    def images(self) -> Iterator[Image.Image]:
        """Yield every page's picture."""
        for page in range(len(self.facts.pages)):
            yield self.image(page)

    def _drawn(self, page: int) -> Image.Image:
        try:
            sheet = self.sheet(page)
            width, height = sheet.get_size()
            pixels = max(1.0, width * height * (DPI / 72) ** 2)
            scale = DPI / 72 * min(1.0, (MAX_PIXELS / pixels) ** 0.5)
            return cast(Image.Image, sheet.render(scale=scale, grayscale=True).to_pil())
        except (pypdfium2.PdfiumError, ValueError, IndexError, MemoryError) as error:
            raise SourceError(f"page {page + 1} cannot be drawn: {error}", place=self.file) from error
