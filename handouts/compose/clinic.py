"""The clinic's own on a sheet: its head, its notice, what it says to one patient, and what the patient fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Worksheet = Literal["to-do", "teach-back", "lines"]

WORKSHEETS: tuple[Worksheet, ...] = ("to-do", "teach-back", "lines")
"""Blocks to fill in by hand, in the order they print: what I need to do, three teach-back questions, ruled lines."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The clinic's mark.

    Args:
        image: a PNG or SVG picture.
        alt: language to what a person who cannot see it should hear.
        height_mm: on paper.
    """

    image: bytes = field(repr=False)
    alt: Mapping[str, str] = field(hash=False)
    height_mm: float = 14.0


@dataclass(frozen=True, slots=True)
class Clinic:
    """Whose sheet it is; texts by language tag.

    Args:
        names: always one for each language that the clinic's file names.
        addresses, hours, notices: may be empty.
        telephone: as it prints.
        accent: "#rrggbb", dark enough for text on white; "" for the house's own.
    """

    names: Mapping[str, str] = field(hash=False)
    addresses: Mapping[str, str] = field(default_factory=dict, hash=False)
    hours: Mapping[str, str] = field(default_factory=dict, hash=False)
    notices: Mapping[str, str] = field(default_factory=dict, hash=False)
    telephone: str = ""
    logo: Logo | None = None
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Personal:
    """What is printed for one patient and stored nowhere: it is left out of every representation.

    Args:
        name: whom the sheet is for; "" for nobody in particular.
        day: printed beside the name.
        notes: language tag to what the clinic writes to the patient; blank lines part paragraphs.
    """

    name: str = field(default="", repr=False)
    day: date | None = field(default=None, repr=False)
    notes: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)

    def __bool__(self) -> bool:
        return bool(self.name or self.day or self.notes)
