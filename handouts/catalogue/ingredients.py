"""What a handout is made of, part by part, as hashes: where one has changed, the handout is built again, and one can
say why.

    text          the words of the topic, in all its languages
    links         its links, dates and other facts
    translation   a translation of one's own in front of it, and whether its English has outlived it
    templates     the templates and style sheets
    edition       the print edition
    texts         the catalogues of printed texts
    fonts         the bundled families
    clinic        the clinic's file, logo and templates
    program       this program, and the libraries that draw and judge
    request       layout, paper and standard

System libraries (Pango, HarfBuzz) are not among them: after a change of the system, ask for everything to be built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from handouts import resources
from handouts.compose.clinic import Clinic
from handouts.errors import RequestError

PARTS = (
    "text",
    "links",
    "translation",
    "templates",
    "edition",
    "texts",
    "fonts",
    "clinic",
    "program",
    "request",
)
"""In the order in which reasons are told."""

Ingredients = Mapping[str, str]

_DECIDING = (
    "babel",
    "fonttools",
    "jinja2",
    "lxml",
    "markupsafe",
    "pikepdf",
    "pillow",
    "pydyf",
    "pypdfium2",
    "qrcode",
    "weasyprint",
    "zxing-cpp",
)
"""Packages of which another version may write or judge a file otherwise."""

_SHORT = 16
"""Hexadecimal digits kept: 64 bits tell a few thousand versions apart for good."""


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the hash of parts, each with its length, so that no two lists run together."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()[:_SHORT]


@cache
def house() -> Ingredients:
    """Return the parts that all handouts share: templates, texts, fonts and program."""
    templates = resources.templates()
    return {
        "templates": _folder(templates / "handout", besides=templates / "handout" / "editions"),
        "texts": _folder(templates / "locale"),
        "fonts": _folder(resources.fonts()),
        "program": digest([_version("handouts"), _code(), *(f"{name} {_version(name)}" for name in _DECIDING)]),
    }


def same_house(expected: str) -> None:
    """Do nothing where this process would make the same files as the one that planned them.

    Raises:
        RequestError: another version of the program, its templates or its fonts is installed here.
    """
    if house_digest() != expected:
        raise RequestError(
            "a worker has another version of the program, its templates or its fonts",
            place=f"handouts {_version('handouts')}",
            hint="Install the same handouts, with the same locked packages, on every machine",
        )


def house_digest() -> str:
    """Return one hash of all that the handouts share."""
    return digest(part for item in sorted(house().items()) for part in item)


@cache
def edition_digest(name: str) -> str:
    """Return the hash of a print edition's files."""
    folder = resources.templates() / "handout" / "editions"
    return digest(path.read_bytes() for path in sorted(folder.glob(f"{name}.*")))


def clinic_digest(clinic: Clinic | None, theme: Path | None) -> str:
    """Return the hash of a clinic's own; "" for nobody in particular."""
    if clinic is None and theme is None:
        return ""
    logo = clinic.logo.image if clinic and clinic.logo else b""
    return digest([repr(clinic), logo, _folder(theme) if theme else ""])


def changes(before: Ingredients, now: Ingredients) -> tuple[str, ...]:
    """Return the names of the parts that are not what they were, in the order of `PARTS`."""
    return tuple(part for part in PARTS if before.get(part) != now.get(part))


def _folder(folder: Path, besides: Path | None = None) -> str:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not (besides and path.is_relative_to(besides))
    )
    return digest(part for path in files for part in (path.relative_to(folder).as_posix(), path.read_bytes()))


def _code() -> str:
    package = Path(__file__).resolve().parent.parent
    files = sorted(package.rglob("*.py"))
    return digest(part for path in files for part in (path.relative_to(package).as_posix(), path.read_bytes()))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
