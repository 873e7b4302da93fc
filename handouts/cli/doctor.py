"""`handouts doctor`: whether everything is there that making and checking handouts takes."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import click

from handouts import resources, store
from handouts.cli import _talk
from handouts.errors import HandoutError, TemplateError

_PANGO_HINT = "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0; on macOS: brew install pango"
_SUBSET_HINT = "On Debian: apt-get install libharfbuzz-subset0; on macOS: brew install harfbuzz"
_PACKAGE_HINT = "Install the pinned packages: make setup, or pip install --force-reinstall handouts"
_OWN_FILES_HINT = "The installation is damaged: install handouts again"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing looked at.

    Args:
        state: "ok"; "missing", which stops handouts from being made; or "optional": not there, and it goes without.
        found: what is there, or what is wrong.
        hint: the next step; "" for "ok".
    """

    name: str
    state: Literal["ok", "missing", "optional"]
    found: str
    hint: str = ""


@click.command(
    short_help="Say whether everything needed is there.",
    epilog=_talk.example("handouts doctor", "handouts doctor -o /srv/handouts --json"),
)
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder that handouts are to be written into.",
)
@_talk.json_option
@click.pass_context
def command(ctx: click.Context, out: Path, as_json: bool) -> None:
    """Look at all that making and checking handouts takes, and say the next step for what is missing.

    Exit code 1: something is missing without which no handout can be made.
    """
    items = [*_programs(), *_own_files(), _writable(out)]
    if as_json:
        _talk.print_json([asdict(item) for item in items])
    else:
        width = max(len(item.name) for item in items)
        for item in items:
            click.echo(f"{item.state:<8}  {item.name:<{width}}  {item.found}")
            if item.hint:
                click.echo(f"{'':8}  {'':{width}}  next: {item.hint}")
    ctx.exit(1 if any(item.state == "missing" for item in items) else 0)


# --------------------------------------------------------------------------- programs


def _programs() -> Iterator[Item]:
    from handouts import braille, printer

    yield Item("Python", "ok", sys.version.split()[0])
    yield from _packages()
    yield from _layout_libraries()
    yield _verapdf()
    yield _program("liblouis", "lou_translate", "handouts are made in every format but braille", braille.GET)
    yield _program("CUPS", "lp", "handouts are made but not printed from here", printer.GET)


def _program(name: str, command: str, without: str, hint: str) -> Item:
    """Return whether a program is there that only some commands need.

    Args:
        without: how it goes without it.
    """
    found = shutil.which(command)
    return Item(name, "ok", found) if found else Item(name, "optional", f"not installed; {without}", hint)


def _packages() -> Iterator[Item]:
    """Yield the packages pinned to one version, because handouts reaches into them, and any that is missing."""
    for requirement in metadata.requires("handouts") or ():
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        wanted = requirement.partition("==")[2]
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Item(name, "missing", "not installed", _PACKAGE_HINT)
            continue
        if wanted and found != wanted:
            yield Item(name, "missing", f"{found}, and it takes {wanted}", _PACKAGE_HINT)
        elif wanted:
            yield Item(name, "ok", found)


def _layout_libraries() -> Iterator[Item]:
    try:
        from weasyprint.text import ffi
    except (OSError, ImportError) as error:
        yield Item("Pango", "missing", str(error).strip().splitlines()[0], _PANGO_HINT)
        return
    number = int(ffi.pango.pango_version())  # 15012 is 1.50.12
    yield Item("Pango", "ok", f"{number // 10000}.{number // 100 % 100}.{number % 100}")
    if ffi.harfbuzz_subset is None:
        yield Item("HarfBuzz-Subset", "missing", "cannot be loaded", _SUBSET_HINT)
    else:
        yield Item("HarfBuzz-Subset", "ok", "can be loaded")


def _verapdf() -> Item:
    from handouts.tools import find_verapdf

    try:
        return Item("veraPDF", "ok", " ".join(find_verapdf()))
    except HandoutError as error:
        return Item("veraPDF", "optional", f"{error.fact}; handouts are checked without it", error.hint)


# --------------------------------------------------------------------------- what comes with handouts


def _own_files() -> Iterator[Item]:
    for name, look in (
        ("templates", _templates),
        ("fonts", _fonts),
        ("languages", _languages),
        ("topics", _topics),
    ):
        yield _looked(name, look)


def _looked(name: str, look: Callable[[], str]) -> Item:
    try:
        return Item(name, "ok", look())
    except HandoutError as error:
        return Item(name, "missing", f"{error.place}: {error.fact}" if error.place else error.fact, error.hint)


def _templates() -> str:
    from handouts.render.markup import layouts

    if not layouts():
        raise TemplateError("no layout is there", place=str(resources.templates()), hint=_OWN_FILES_HINT)
    return f"{_talk.count(len(layouts()), 'layout')}: {', '.join(layouts())}"


def _fonts() -> str:
    families = sorted(path for path in resources.fonts().glob("*") if any(path.glob("*.ttf")))
    if not families:
        raise TemplateError("no font is there", place=str(resources.fonts()), hint=_OWN_FILES_HINT)
    for family in families:
        if not (family / "OFL.txt").is_file():
            raise TemplateError("the family lacks its licence, OFL.txt", place=str(family), hint=_OWN_FILES_HINT)
    return f"{_talk.count(len(families), 'family', 'families')}: {', '.join(path.name for path in families)}"


def _languages() -> str:
    from babel.messages.pofile import read_po

    from handouts.languages import tags

    for tag in tags():
        path = resources.templates() / "locale" / tag / "LC_MESSAGES" / "handouts.po"
        if not path.exists():  # English: its texts are the messages themselves
            continue
        with path.open("rb") as stream:
            missing = sum(1 for message in read_po(stream) if message.id and (not message.string or message.fuzzy))
        if missing:
            raise TemplateError(
                f"{_talk.count(missing, 'text lacks', 'texts lack')} a translation",
                place=str(path),
                hint="Translate them in that file",
            )
    return f"complete: {', '.join(tags())}"


def _topics() -> str:
    from handouts.sources import builtin

    if not builtin.topics():
        raise TemplateError("no built-in topic is there", place=str(resources.topics()), hint=_OWN_FILES_HINT)
    return _talk.count(len(builtin.topics()), "built-in topic")


def _writable(folder: Path) -> Item:
    try:
        store.check_folder(folder)
    except HandoutError as error:
        return Item("output", "missing", f"{error.place}: {error.fact}", error.hint)
    return Item("output", "ok", f"{folder} can be written")
