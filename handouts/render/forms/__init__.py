"""The forms of a handout besides the PDF: the same content, decided by the same handout. One file each.

A form is a module of this folder with NAME (what `--format` takes), SUFFIX (of its files), SAYS (what it is, for people
who choose) and `to_bytes(handout, means)`. Files whose names begin with "_" are no forms.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from handouts.compose.handout import Handout
from handouts.errors import RequestError
from handouts.render.forms._means import Means, Transcribe

__all__ = ["Form", "Means", "Transcribe", "form", "forms"]


class Form(Protocol):
    """What a module of this folder has."""

    NAME: str
    SUFFIX: str
    SAYS: str

    def to_bytes(self, handout: Handout, means: Means, /) -> bytes:
        """Return the handout's file; the same handout, the same bytes."""


@cache
def forms() -> Mapping[str, Form]:
    """Return the forms there are, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_")
    found = [cast(Form, import_module(f"{__name__}.{name}")) for name in names]
    return {one.NAME: one for one in sorted(found, key=lambda one: one.NAME)}


def form(name: str) -> Form:
    """Return the form of a name.

    Raises:
        RequestError: there is none.
    """
    if name not in forms():
        raise RequestError(f"no format {name!r}", place="--format", hint=f"Formats: {', '.join(['pdf', *forms()])}")
    return forms()[name]
