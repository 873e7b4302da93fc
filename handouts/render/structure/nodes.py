"""What the passes hand to each other: first what each HTML element left on the pages, then the structure elements.

The values are frozen; the lists inside them are filled while the tree that owns them is being made, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

import pydyf

Standard = Literal["ua-1", "ua-2", "archive"]
"""PDF/UA-1; PDF/UA-2; PDF/A-2a and PDF/UA-1 in one file."""

Mark = tuple[int, int]
"""Where a piece of marked content is: page from 0, and its MCID on that page."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the page's lower left corner."""

# ----- what is on the pages


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text drawn in one go: a line's part of one element.

    Args:
        text: as drawn, in logical order.
        own: whether it is the element's own text; generated content (::before, counters) is not.
    """

    mark: Mark
    text: str
    own: bool


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An image as drawn, `box` being its content box."""

    mark: Mark
    box: Rectangle


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """A clickable area; `own` when it is the link's own box and not a box inside it."""

    page: int
    entry: pydyf.Dictionary
    own: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What one HTML element left on the pages, gathered over lines, columns and pages.

    Args:
        tag: the element's name; "::footnote-call" for the mark that a footnote leaves in the text.
        kids: in reading order.
        labels: the marker of a list item or footnote.
        annotations: of a link.
        block: whether CSS lays it out as a block.
        numbering: the list-style-type of a list.
        footnote: whether CSS moved it to the foot of the page.
    """

    element: Element
    tag: str
    parent: Source | None
    kids: list[Run | Picture | Source] = field(default_factory=list)
    labels: list[Run] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    block: bool = False
    numbering: str = ""
    footnote: bool = False

    def get(self, attribute: str) -> str | None:
        """Return an HTML attribute."""
        return self.element.get(attribute)

    def ancestors(self) -> Iterator[Source]:
        """Yield the elements around it, nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent


# ----- the structure tree


@dataclass(frozen=True, slots=True, eq=False)
class Elem:
    """A structure element.

    Args:
        role: structure type without the slash.
        lang: the language its text is in; written where it differs from its parent's.
        inline: whether it may stand in a line of text beside runs.
        source: the HTML element; None for what HTML leaves unsaid, such as the body of a list item.
        attributes: one attribute object in PDF syntax, its owner under b"O".
        alt: alternative text.
        expansion: what an abbreviation stands for.
        contents: what a link's annotations say.
        refs: elements it points to (a call to its note).
        headers: a table cell's header cells, where their scope does not say it.
    """

    role: str
    kids: list[Kid]
    lang: str
    inline: bool = False
    source: Source | None = None
    attributes: dict[bytes, bytes] = field(default_factory=dict)
    alt: str = ""
    expansion: str = ""
    contents: str = ""
    refs: list[Elem] = field(default_factory=list)
    headers: list[Elem] = field(default_factory=list)

    def walk(self) -> Iterator[Elem]:
        """Yield it and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Elem):
                yield from kid.walk()


Kid = Run | Picture | Annotation | Elem
