"""The layout engine's hot spots, done again: private functions of WeasyPrint replaced by faster ones that do the same.

Nothing here may change a file by one byte: `tests/render/engine` renders handouts with and without each patch
and compares them. That holds for the one version that `WEASYPRINT` names; with any other nothing is replaced, and
handouts are as good and slower. One file a patch: what it replaces, why, and what it was worth on a bilingual handout
of 12 pages (tests/benchmarks/README.md has the table).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import weasyprint

from handouts.render.engine import decoration, lengths, margins, objects, shaping, styles, walking
from handouts.render.engine.replacement import Replacement

WEASYPRINT = "70.0"
"""The version whose private functions are replaced; pyproject.toml pins the same one."""

PATCHES: dict[str, tuple[Replacement, ...]] = {
    "decoration": decoration.REPLACEMENTS,
    "lengths": lengths.REPLACEMENTS,
    "margins": margins.REPLACEMENTS,
    "objects": objects.REPLACEMENTS,
    "shaping": shaping.REPLACEMENTS,
    "styles": styles.REPLACEMENTS,
    "walking": walking.REPLACEMENTS,
}


@cache
def apply() -> None:
    """Replace what there is to replace, the first time that it is called."""
    if weasyprint.VERSION == WEASYPRINT:
        _put_ours([one for replacements in PATCHES.values() for one in replacements])


def _put_ours(replacements: Iterable[Replacement]) -> None:
    for one in replacements:
        _put(one, one.original, one.ours)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Have these patches off inside the `with` block, or all of them when none is named; for tests and measurements."""
    apply()
    off = [one for name in names or PATCHES for one in PATCHES[name]]
    for one in off:
        _put(one, one.ours, one.original)
    try:
        yield
    finally:
        _put_ours(off)


def _put(one: Replacement, old: object, new: object) -> None:
    """Put `new` where `old` is: on its owner, and in each of the engine's modules that imported it by name."""
    if getattr(one.owner, one.name) is old:
        setattr(one.owner, one.name, new)
    if not isinstance(one.owner, type):
        for name, module in list(sys.modules.items()):
            if name.startswith("weasyprint") and module.__dict__.get(one.name) is old:
                setattr(module, one.name, new)
