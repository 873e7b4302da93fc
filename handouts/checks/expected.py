"""What a handout meant, in plain values: the caller turns a `Handout` into this, the checks compare the file with it.

Texts are NFC with single spaces, as they should read; language tags are BCP 47.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of text in one language, where it stands in the reading order.

    Args:
        role: "h1" to "h6", "p", "li"; "" where any will do.
        running: whether it is running text, and not a title, an address or a line of small print.
        part_of: the number of the list that an item belongs to; 0 for none.
    """

    lang: str
    text: str
    role: str = ""
    running: bool = False
    part_of: int = 0


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A QR code that must be on paper.

    Args:
        address: exactly what it must hold.
        module_mm: side of one module on paper.
    """

    address: str
    module_mm: float


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture with a text in its place.

    Args:
        alt: the text.
        lang: language of the text.
        address: what the picture's QR code holds; "" for a picture that is no code.
    """

    alt: str
    lang: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link that must work on a screen.

    Args:
        description: what a screen reader should say of it.
        lang: language of the description.
        words: what stands on the page and leads there; "" where any will do.
    """

    address: str
    description: str
    lang: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the print edition.

    Args:
        name: what it is about, such as "type-size".
        says: the rule in words.
        source: who asks for it.
        limits: what the pages are held against, units in the names.
        reason: why it is not kept; "" for a rule that is.
    """

    name: str
    says: str
    source: str
    limits: Mapping[str, int | float | str | bool] = field(default_factory=dict, hash=False)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Everything a handout promised.

    Args:
        title: the document's title.
        languages: in printing order; the first is the document's language.
        passages: the running text in reading order, all languages.
        codes: each QR code, in printing order.
        printed: addresses, as printed for people, that must stand in the text.
        links: each live link.
        furniture: texts of page header and footer, `{page}` and `{pages}` standing for the numbers.
        citations: citation texts that must stand in the text.
        provenance: sentences that say where the words come from and who answers for them.
        blank: what a page says that is blank on purpose; "" where none may be.
        min_text_pt: the smallest text allowed.
        page_mm: width and height of the paper.
        margins_mm: top, right, bottom, left.
        edition: the name of the print edition; "" for none.
        rules: its rules.
        whole: whether the passages are all that is read aloud, so that anything else is too much.
        titles: language to title; empty where only `title` is known.
        pictures: each picture that is no decoration, in reading order; empty where they are not known.
        band: what every page says of a text that is not final; "" where nothing.
    """

    title: str
    languages: tuple[str, ...]
    passages: tuple[Passage, ...]
    codes: tuple[PrintedCode, ...] = ()
    printed: tuple[str, ...] = ()
    links: tuple[LiveLink, ...] = ()
    furniture: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    provenance: tuple[str, ...] = ()
    blank: str = ""
    min_text_pt: float = 12.0
    page_mm: tuple[float, float] = (215.9, 279.4)
    margins_mm: tuple[float, float, float, float] = (15.0, 15.0, 15.0, 15.0)
    edition: str = ""
    rules: tuple[Rule, ...] = ()
    whole: bool = False
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    pictures: tuple[PrintedPicture, ...] = ()
    band: str = ""
