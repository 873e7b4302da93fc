"""Read a clinic's file, `handouts.toml`: who it is, its usual choices, its own templates.

Every mistake is an error with file, line and next step. `EXAMPLE` is the commented file that `handouts init` writes.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from handouts.colours import WHITE, darkened, parsed, ratio
from handouts.compose.clinic import WORKSHEETS, Clinic, Logo, Worksheet
from handouts.compose.request import Paper
from handouts.errors import RequestError

LARGEST_LOGO_BYTES = 2_000_000
LEAST_CONTRAST = 4.5
"""Of text on white. Source: WCAG 2.2, 1.4.3."""

EXAMPLE = """\
# Your clinic, as it prints on every handout made with `--clinic handouts.toml`.
# Lines that begin with # are comments. Texts in one language: name = "…"; in several: name = { en = "…", es = "…" }.

[clinic]
name = { en = "Riverside Family Clinic", es = "Clínica Familiar Riverside" }
address = "100 Main Street, Springfield, IL 62701"
telephone = "217-555-0100"
hours = { en = "Monday to Friday, 8 a.m. to 5 p.m.", es = "De lunes a viernes, de 8 a.m. a 5 p.m." }

# Printed at the end, such as the notice of language assistance that 45 CFR 92.11 asks for. Write your own.
notice = { en = "Free language help is available. Ask any member of our staff.", es = "Hay ayuda gratuita con el \
idioma. Pídala a cualquier persona de nuestro equipo." }

# One colour for titles and rules, dark enough to read on white and on a worn copier.
accent = "#0a4a63"

# [clinic.logo]
# file = "logo.svg"                     # SVG or PNG, beside this file
# alt = { en = "Riverside Family Clinic", es = "Clínica Familiar Riverside" }
# height_mm = 14

[defaults]
languages = ["en", "es"]
paper = "letter"                        # or "a4"
edition = "standard"                    # `handouts list editions` names them
# layout = "side-by-side"               # `handouts list layouts` names them

# What the patient fills in by hand: "to-do", "teach-back", "lines".
# worksheets = ["to-do", "teach-back"]

# A folder of templates that take the place of ours, file by file.
# templates = "templates"
"""

_TEXT = {"name", "address", "hours", "notice"}
_KEYS = {
    "": {"clinic", "defaults"},
    "clinic": _TEXT | {"telephone", "accent", "logo"},
    "clinic.logo": {"file", "alt", "height_mm"},
    "defaults": {"languages", "paper", "edition", "layout", "worksheets", "templates"},
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """A clinic's usual choices; None and empty where it has none."""

    languages: tuple[str, ...] | None = None
    paper: Paper | None = None
    edition: str | None = None
    layout: str | None = None
    worksheets: tuple[Worksheet, ...] = ()


@dataclass(frozen=True, slots=True)
class ClinicFile:
    """All that a clinic's file says.

    Args:
        templates: the folder of its own templates; None for none.
    """

    clinic: Clinic
    defaults: Defaults
    templates: Path | None


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    text: str

    def wrong(self, key: str, fact: str, hint: str) -> RequestError:
        """Return the error for a key, with the line it stands on."""
        return RequestError(fact, place=f"{self.path}, line {self._line(key)}", hint=hint)

    def _line(self, key: str) -> int:
        section, _, name = key.rpartition(".")
        lines = self.text.splitlines()
        inside, best = section == "", 1
        for number, line in enumerate(lines, 1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
            if header:
                inside = header[1] == section
                if header[1] == key or inside:
                    best = number
            elif inside and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[.=]", line):
                return number
        return best


def load_clinic(path: Path) -> ClinicFile:
    """Return what a clinic's file says.

    Raises:
        RequestError: it is not there, is no TOML, or says something that cannot be; with line and next step.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise RequestError(
            f"the clinic's file cannot be read: {reason}", place=str(path), hint="`handouts init` writes an example"
        ) from error
    source = _Source(path, text)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RequestError(f"this is no TOML: {error}", place=str(path), hint="Compare `handouts init`") from error
    for section, known in _KEYS.items():
        _only_known(source, section, _table(source, values, section), known)
    clinic = _table(source, values, "clinic")
    if "name" not in clinic:
        raise source.wrong("clinic.name", "the clinic has no name", 'Write name = "…" under [clinic]')
    defaults = _table(source, values, "defaults")
    languages = _strings(source, defaults, "languages")
    texts = {key: _texts(source, f"clinic.{key}", clinic.get(key, {}), languages or ("en", "es")) for key in _TEXT}
    return ClinicFile(
        Clinic(
            names=texts["name"],
            addresses=texts["address"],
            hours=texts["hours"],
            notices=texts["notice"],
            telephone=_string(source, "clinic.telephone", clinic.get("telephone", "")),
            logo=_logo(source, _table(source, values, "clinic.logo"), languages or ("en", "es"), texts["name"]),
            accent=_accent(source, clinic.get("accent", "")),
        ),
        Defaults(
            languages=languages or None,
            paper=cast(Paper | None, _choice(source, defaults, "paper", ("letter", "a4"))),
            edition=_string(source, "defaults.edition", defaults.get("edition", "")) or None,
            layout=_string(source, "defaults.layout", defaults.get("layout", "")) or None,
            worksheets=_worksheets(source, defaults),
        ),
        _folder(source, defaults.get("templates")),
    )


def _table(source: _Source, values: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    found: Any = values
    for name in filter(None, section.split(".")):
        found = found.get(name, {})
        if not isinstance(found, dict):
            raise source.wrong(section, f"{section} is no table", f"Write it as [{section}] with lines below it")
    return dict(found)


def _only_known(source: _Source, section: str, values: Mapping[str, Any], known: set[str]) -> None:
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"It knows {', '.join(sorted(known))}"
            raise source.wrong(f"{section}.{key}".lstrip("."), f"{key!r} means nothing here", hint)


def _string(source: _Source, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise source.wrong(key, f"{key.rpartition('.')[2]} has to be text", 'Put it in quotation marks: "…"')
    return " ".join(value.split())


def _strings(source: _Source, values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise source.wrong(f"defaults.{key}", f"{key} has to be a list of texts", f'Write {key} = ["…", "…"]')
    return tuple(value)


def _texts(source: _Source, key: str, value: Any, languages: tuple[str, ...]) -> dict[str, str]:
    """Return a text by language: one for all, or a table of them."""
    if isinstance(value, str):
        return dict.fromkeys(languages, _string(source, key, value))
    if not isinstance(value, dict):
        raise source.wrong(key, f"{key} has to be text", 'Write "…", or { en = "…", es = "…" }')
    return {lang: _string(source, key, text) for lang, text in value.items()}


def _choice(source: _Source, values: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str | None:
    value = values.get(key)
    if value is not None and value not in known:
        raise source.wrong(f"defaults.{key}", f"there is no {key} {value!r}", f"There is {' and '.join(known)}")
    return value


def _worksheets(source: _Source, values: Mapping[str, Any]) -> tuple[Worksheet, ...]:
    asked = _strings(source, values, "worksheets")
    for one in asked:
        if one not in WORKSHEETS:
            raise source.wrong(
                "defaults.worksheets", f"there is no worksheet {one!r}", f"There is {', '.join(WORKSHEETS)}"
            )
    return tuple(one for one in WORKSHEETS if one in asked)


def _accent(source: _Source, value: Any) -> str:
    colour = _string(source, "clinic.accent", value).lower()
    if not colour:
        return ""
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise source.wrong("clinic.accent", f"{colour!r} is no colour", 'Write six digits: accent = "#0a4a63"')
    contrast = ratio(parsed(colour), WHITE)
    if contrast < LEAST_CONTRAST:
        raise source.wrong(
            "clinic.accent",
            f"{colour} on white has a contrast of {contrast:.1f}, and text needs {LEAST_CONTRAST}",
            f"The nearest that passes is {darkened(parsed(colour), LEAST_CONTRAST)}",
        )
    return colour


def _logo(
    source: _Source, values: Mapping[str, Any], languages: tuple[str, ...], names: Mapping[str, str]
) -> Logo | None:
    if not values:
        return None
    key = "clinic.logo.file"
    name = _string(source, key, values.get("file", ""))
    path = source.path.parent / name
    if not name or not path.is_file():
        raise source.wrong(key, f"there is no logo {name!r} beside this file", "Name an SVG or PNG file")
    image = path.read_bytes()
    if len(image) > LARGEST_LOGO_BYTES:
        raise source.wrong(key, f"the logo has {len(image):,} bytes", f"Make it {LARGEST_LOGO_BYTES:,} or fewer")
    if not (image.startswith(b"\x89PNG\r\n") or b"<svg" in image[:4096]):
        raise source.wrong(key, "the logo is neither SVG nor PNG", "Save it as one of the two")
    alt = _texts(source, "clinic.logo.alt", values.get("alt", dict(names)), languages)
    height = values.get("height_mm", 14.0)
    if isinstance(height, bool) or not isinstance(height, int | float) or not 5 <= height <= 40:
        raise source.wrong("clinic.logo.height_mm", "height_mm has to be a number from 5 to 40", "Write height_mm = 14")
    return Logo(image, alt, float(height))


def _folder(source: _Source, value: Any) -> Path | None:
    if value is None:
        return None
    folder = source.path.parent / _string(source, "defaults.templates", value)
    if not folder.is_dir():
        raise source.wrong("defaults.templates", f"there is no folder {str(folder)!r}", "Name one beside this file")
    return folder.resolve()
