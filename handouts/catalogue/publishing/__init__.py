"""What a catalogue publishes about itself: one file kind a module, from plain values to bytes.

A kind is a module of this folder with `to_files(catalogue)`, which returns its files: path from the published folder to
bytes. Files whose names begin with "_" are no kinds. No clock is read: the same catalogue, the same bytes.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from handouts.catalogue.entries import Catalogue
from handouts.catalogue.publishing._sums import SUMS, from_sums, to_sums

__all__ = ["SUMS", "from_sums", "to_files", "to_sums"]


class Kind(Protocol):
    """What a module of this folder has."""

    def to_files(self, catalogue: Catalogue, /) -> dict[str, bytes]:
        """Return the files of this kind."""


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return every file that a catalogue publishes about itself but its sums, which come last: see `to_sums`.

    Raises:
        TemplateError: a page's template names something that is not there.
    """
    files: dict[str, bytes] = {}
    for kind in kinds():
        files.update(kind.to_files(catalogue))
    return dict(sorted(files.items()))


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of files there are."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_")
    return tuple(cast(Kind, import_module(f"{__name__}.{name}")) for name in names)
