"""Turn a handout into HTML: one template, one object, and the pictures of its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from handouts import languages, resources
from handouts.compose.handout import Handout, Target
from handouts.errors import RequestError, TemplateError
from handouts.render import qr
from handouts.render.typography import together

LONGEST_PART = 22
"""Characters of an address that stay on one line: what the narrowest column of any edition holds."""

LEAST_CELL_MM = 20.0
"""Width of the cell that a code stands in; most codes fit, so that the words beside them have one width."""


@dataclass(frozen=True, slots=True)
class Html:
    """A page before layout.

    Args:
        text: the whole document.
        images: address used in the document to the bytes behind it; nothing else can be reached.
        style: the style sheets, in order.
        spacing: further sheets to try, one at a time, where a page would hold next to nothing.
        codes: the addresses that got a code, in printing order.
        theme: the clinic's own folder of templates, which the page may reach as well; None for none.
    """

    text: str
    images: Mapping[str, bytes]
    style: tuple[Path, ...]
    codes: tuple[str, ...]
    theme: Path | None = None
    spacing: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Codes:
    """Collects the codes that a template asks for, in the order it asks."""

    images: dict[str, bytes]
    addresses: list[str]

    def place(self, targets: Sequence[Target]) -> list[dict[str, object]]:
        """Return `src`, `size_mm`, `modules` and `cell_mm` of each target's code.

        `cell_mm` is the width of the widest without its quiet zone on one side, the same for all: their cells stand
        beside each other in one row.
        """
        made = [qr.code(target.address) for target in targets]
        cell_mm = max([LEAST_CELL_MM, *(code.size_mm - qr.QUIET_ZONE * qr.MODULE_MM for code in made)])
        placed: list[dict[str, object]] = []
        for target, code in zip(targets, made, strict=True):
            src = f"code:{len(self.addresses) + 1}"
            self.images[src] = code.png
            self.addresses.append(target.address)
            placed.append({"src": src, "size_mm": code.size_mm, "modules": code.modules, "cell_mm": round(cell_mm, 2)})
        return placed


def layouts() -> tuple[str, ...]:
    """Return the names of the layouts there are."""
    return tuple(sorted(path.stem for path in (resources.templates() / "handout" / "layouts").glob("*.html")))


def to_html(handout: Handout, theme: Path | None = None) -> Html:
    """Return the handout as HTML.

    Args:
        theme: a clinic's folder, whose files take the place of those of the same name in `templates/handout`.

    Raises:
        RequestError: no layout of that name.
        TemplateError: the template names something the handout does not have, or reaches for what it may not.
    """
    if handout.layout not in layouts():
        raise RequestError(f"no layout {handout.layout!r}", hint=f"Layouts: {', '.join(layouts())}")
    codes = _Codes({}, [])
    if handout.clinic and handout.clinic.logo:
        codes.images["clinic:logo"] = handout.clinic.logo.image
    folders = ((theme,) if theme else ()) + (resources.templates() / "handout",)
    name = f"layouts/{handout.layout}.html"
    try:
        text = environment(folders).get_template(name).render(handout=handout, place_codes=codes.place)
    except jinja2.TemplateError as error:
        place = getattr(error, "filename", None) or getattr(error, "name", None) or name
        raise TemplateError(error.message or type(error).__name__, place=str(place)) from error
    except (TypeError, ValueError, AttributeError, LookupError, OverflowError, MemoryError) as error:
        if theme is None:
            raise
        raise TemplateError(f"a template of yours fails: {error}", place=str(theme)) from error
    names = (
        "handout.css",
        "clinic.css",
        f"editions/{handout.edition}.css",
        f"layouts/{handout.layout}.css",
        f"paper/{handout.paper}.css",
        *(("draft.css",) if handout.drafts else ()),
    )
    return Html(text, codes.images, _files(names, folders), tuple(codes.addresses), theme, _files(_SPACING, folders))


_SPACING = ("spacing/tight.css", "spacing/open.css")


def _files(names: Sequence[str], folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return each file from the first folder that has it."""
    found = (next((path for folder in folders if (path := folder / name).is_file()), None) for name in names)
    return tuple(path for path in found if path)


@cache
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """Return where templates are looked up: sandboxed, for a theme is somebody else's code."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
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
        date_in=_date_in,
    )
    environment.filters.update(page_words=_page_words, breakable=_breakable, description=_description)
    environment.filters.update(
        together=together, in_languages=_in_languages, paragraphs=_paragraphs, kind=lambda value: type(value).__name__
    )
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


def _date_in(tag: str, day: date) -> str:
    return languages.language(tag).date(day)


def _in_languages(texts: Mapping[str, str], tags: Sequence[str]) -> list[tuple[str, str]]:
    """Return the texts in the handout's languages with their tags, each once; the first there is where none fits."""
    fitting = [(texts[tag], tag) for tag in tags if texts.get(tag)]
    once = dict(reversed(fitting))
    return [(text, tag) for text, tag in fitting if once[text] == tag] or [(t, tag) for tag, t in texts.items()][:1]


def _paragraphs(text: str) -> list[str]:
    """Split what a person typed at its blank lines."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _page_words(pattern: str) -> tuple[str, str, str]:
    """Split "Page {page} of {pages}" at its two numbers."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after


def _language_name(tag: str, reader: str) -> str:
    """Return a language's name in the reader's language ("inglés" for "en" read in "es")."""
    return languages.language(tag).locale.get_language_name(reader) or tag


def _breakable(printed: str) -> str:
    """Mark where a printed address may end a line: after a slash of its path, before . ? & -, inside a very long part.

    A hyphen never ends a line, where nobody could tell whether it belongs to the address. The marks (zero width
    space, word joiner) steer the layout only: they leave no trace in the PDF's text.

    Source: Chicago Manual of Style, 17th ed., 14.18.
    """
    parts = re.findall(r"(?:^https?://)?[.?&-]?[^/.?&-]*/*", printed)
    short = [part[i : i + LONGEST_PART] for part in parts for i in range(0, len(part), LONGEST_PART)]
    return "\u200b".join(short).replace("-", "-\u2060").replace("://", "://\u2060")


def _description(target: Target) -> str:
    """Return what a screen reader says of a link: its title and who publishes it."""
    return ", ".join((target.title, *target.organizations))
