"""One web page that needs nothing else: style and codes are in it, and it asks no server for anything.

A strict content security policy says so to the browser: what is not in the page is not loaded, and no script runs.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import jinja2

from handouts import resources
from handouts.compose.handout import Handout, ReferenceSection
from handouts.errors import TemplateError
from handouts.render import qr
from handouts.render.forms._column import joined_rows, worksheet
from handouts.render.forms._means import Means
from handouts.render.markup import environment

NAME = "html"
SUFFIX = ".html"
SAYS = "one accessible web page with everything in it"

_PAGE = "forms/page-web.html"
_STYLE = "forms/page-web.css"

MODULE_PX = 2
"""Side of a code's module in CSS pixels, 0.53 mm: a whole number, or a screen draws some modules wider than others."""

_PX_IN_MM = 96 / 25.4
_APART = ("back-to-back", "key")
"""Layouts in which each language is read by itself."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Languages that stand beside each other: their places in the handout, and the links that they show."""

    columns: tuple[int, ...]
    languages: tuple[str, ...]
    sections: tuple[ReferenceSection, ...]


def to_bytes(handout: Handout, means: Means) -> bytes:
    """Return the handout as a web page in UTF-8.

    Raises:
        TemplateError: the template names something the handout does not have, or the style would end too early.
    """
    folders = ((means.theme,) if means.theme else ()) + (resources.templates() / "handout",)
    style = _style(handout, folders)
    made = environment(folders)
    try:
        page = made.get_template(_PAGE).render(
            handout=handout,
            groups=_groups(handout),
            rows=joined_rows(handout),
            worksheet=worksheet,
            code_of=_code_of,
            logo=_logo(handout),
            style=style,
            style_hash=f"sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
        )
    except jinja2.TemplateError as error:
        place = getattr(error, "filename", None) or getattr(error, "name", None) or _PAGE
        raise TemplateError(error.message or type(error).__name__, place=str(place)) from error
    except (TypeError, ValueError, AttributeError, LookupError, OverflowError, MemoryError) as error:
        if means.theme is None:
            raise
        raise TemplateError(f"a template of yours fails: {error}", place=str(means.theme)) from error
    return re.sub(r"\n\s*\n+", "\n", page.strip()).encode() + b"\n"


def _groups(handout: Handout) -> tuple[_Group, ...]:
    every = tuple(range(len(handout.languages)))
    if handout.layout not in _APART or len(every) == 1:
        return (_Group(every, handout.languages, handout.sections),)
    return tuple(_Group((at,), (handout.languages[at],), _sections(handout, at)) for at in every)


def _sections(handout: Handout, at: int) -> tuple[ReferenceSection, ...]:
    """Return the links that stand under one of the languages."""
    if handout.parts:
        return handout.parts[at]
    return handout.sections if at == 0 else ()


def _code_of(address: str) -> dict[str, object]:
    made = qr.code(address)
    return {"src": _data("image/png", made.png), "side_px": made.modules * MODULE_PX}


def _logo(handout: Handout) -> dict[str, object] | None:
    logo = handout.clinic.logo if handout.clinic else None
    if logo is None:
        return None
    kind = "image/png" if logo.image.startswith(b"\x89PNG") else "image/svg+xml"
    return {"src": _data(kind, logo.image), "height_px": round(logo.height_mm * _PX_IN_MM)}


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"


def _style(handout: Handout, folders: tuple[Path, ...]) -> str:
    """Return the style sheet in short: a browser reads it to the letter, and its hash is in the policy."""
    path = next(path for folder in folders if (path := folder / _STYLE).is_file())
    style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    style = "\n".join(line for line in style.splitlines() if line.strip())
    if "</" in style:
        raise TemplateError("a style sheet cannot hold “</”", place=str(path))
    accent = handout.clinic.accent if handout.clinic else ""
    return f"{style}\n:root {{ --accent: {accent} }}" if accent else style
