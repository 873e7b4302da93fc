"""Turn a handout into HTML: one template, one object, and the pictures of its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from handouts import languages, resources
from handouts.compose.handout import Handout, Target
from handouts.errors import RequestError, TemplateError
from handouts.render import qr

LONGEST_PART = 22
"""Characters of an address that stay on one line: what the narrowest column of any edition holds."""


@dataclass(frozen=True, slots=True)
class Html:
    """A page before layout.

    Args:
        text: the whole document.
        images: address used in the document to the bytes behind it; nothing else can be reached.
        style: names of the style sheets in `templates/handout`, in order.
        codes: the addresses that got a code, in printing order.
    """

    text: str
    images: Mapping[str, bytes]
    style: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(slots=True)
class _Codes:
    """Collects the codes that a template asks for, in the order it asks."""

    images: dict[str, bytes]
    addresses: list[str]

    def place(self, address: str) -> dict[str, object]:
        """Return `src`, `size_mm` and `modules` of the address's code."""
        made = qr.code(address)
        src = f"code:{len(self.addresses) + 1}"
        self.images[src] = made.png
        self.addresses.append(address)
        return {"src": src, "size_mm": made.size_mm, "modules": made.modules}


def layouts() -> tuple[str, ...]:
    """Return the names of the layouts there are."""
    return tuple(sorted(path.stem for path in (resources.templates() / "handout" / "layouts").glob("*.html")))


def to_html(handout: Handout) -> Html:
    """Return the handout as HTML.

    Raises:
        RequestError: no layout of that name.
        TemplateError: the template names something the handout does not have.
    """
    if handout.layout not in layouts():
        raise RequestError(f"no layout {handout.layout!r}", hint=f"Layouts: {', '.join(layouts())}")
    codes = _Codes({}, [])
    name = f"layouts/{handout.layout}.html"
    try:
        text = (
            _environment(resources.templates() / "handout")
            .get_template(name)
            .render(handout=handout, place_code=codes.place)
        )
    except jinja2.TemplateError as error:
        place = getattr(error, "filename", None) or name
        raise TemplateError(error.message or type(error).__name__, place=str(place)) from error
    style = ("handout.css", f"layouts/{handout.layout}.css", f"paper/{handout.paper}.css")
    return Html(text, codes.images, style, tuple(codes.addresses))


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        texts_in=_texts_in,
        plurals_in=_plurals_in,
        direction_of=_direction_of,
        endonym_of=_endonym_of,
        language_name=_language_name,
    )
    environment.filters.update(page_words=_page_words, breakable=_breakable, description=_description)
    return environment


def _texts_in(tag: str) -> Callable[[str], str]:
    """Return the gettext of a language: a template calls it `_`, so that extraction sees its texts."""
    return languages.language(tag).gettext


def _plurals_in(tag: str) -> Callable[[str, str, int], str]:
    """Return the ngettext of a language: a template calls it `ngettext`."""
    return languages.language(tag).ngettext


def _direction_of(tag: str) -> str:
    return languages.language(tag).direction


def _endonym_of(tag: str) -> str:
    return languages.language(tag).endonym


def _page_words(pattern: str) -> tuple[str, str, str]:
    """Split "Page {page} of {pages}" at its two numbers."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _language_name(tag: str, reader: str) -> str:
    """Return a language's name in the reader's language ("inglés" for "en" read in "es")."""
    return languages.language(tag).locale.get_language_name(reader) or tag


def _breakable(printed: str) -> str:
    """Mark where a printed address may end a line: after a slash, before . ? & -, and inside a very long part.

    A hyphen never ends a line, where nobody could tell whether it belongs to the address. The marks (zero width
    space, word joiner) steer the layout only: they leave no trace in the PDF's text.

    Source: Chicago Manual of Style, 17th ed., 14.18.
    """
    parts = re.findall(r"[.?&-]?[^/.?&-]*/*", printed)
    short = [part[i : i + LONGEST_PART] for part in parts for i in range(0, len(part), LONGEST_PART)]
    return "\u200b".join(short).replace("-", "-\u2060")


def _description(target: Target) -> str:
    """Return what a screen reader says of a link: its title and who publishes it."""
    return ", ".join((target.title, *target.organizations))
