"""A PO file beside an `en.md`: what of the topic it translates, and the article it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from email.parser import HeaderParser
from pathlib import Path
from typing import Literal, cast, get_args

from babel.messages.pofile import PoFileError, denormalize, read_po

from handouts.errors import ContentError
from handouts.model import State
from handouts.sources.markdown.page import Page, read_text
from handouts.sources.markdown.units import Credits, Unit, to_units

UnitState = Literal["translated", "fuzzy", "changed", "missing"]

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr) )?"(?:[^"\\]|\\.)*"')
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
_HEADER = re.compile(r'^msgid ""\s*^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_FIELDS = ("PO-Revision-Date", "X-Translator", "X-Reviewer", "X-Credential", "X-State")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HINT = "Open it in a PO editor such as Poedit, which shows what is wrong"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a PO file; `line` is that of its msgid, from 1."""

    context: str
    source: str
    text: str
    fuzzy: bool
    line: int


@dataclass(frozen=True, slots=True)
class Po:
    """A PO file as it was read.

    Args:
        lang: language of the translation, from the file's name.
        path: of the file, for messages.
        sha256: of the file's bytes, hexadecimal.
    """

    lang: str
    path: str
    sha256: str
    credits: Credits
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """How far one unit is translated.

    Args:
        state: translated; fuzzy (a guess, or not yet checked again); changed (the English is no longer what was
            translated); missing.
        text: the words of the PO file, whatever the state; "" when there are none.
        line: of the PO file, from 1; 0 when the unit is not in it.
    """

    unit: Unit
    state: UnitState
    text: str = ""
    line: int = 0


def load_po(path: Path) -> Po:
    """Read a PO file named by its language, such as `es.po`.

    Raises:
        ContentError: it is no PO file, holds an entry twice, or its header is not understood.
    """
    text, sha256 = read_text(path)
    places = _msgid_lines(text, str(path))
    try:
        catalogue = read_po(text.split("\n"), abort_invalid=True)
    except PoFileError as error:
        place = f"{path}:{error.lineno + 1}"  # Babel counts lines from 0
        raise ContentError("a line of the PO file is not understood", place=place, hint=_HINT) from error
    except ValueError as error:  # a date in the header
        raise ContentError(f"the PO file is not understood: {error}", place=str(path), hint=_HINT) from error
    entries = tuple(
        Entry(message.context or "", str(message.id), str(message.string or ""), message.fuzzy, message.lineno or 0)
        for message in catalogue
        if message.id
    )
    for line in places[1:]:
        if all(entry.line != line for entry in entries):
            raise ContentError("an entry stands twice", place=f"{path}:{line}", hint="Keep one of the two")
    return Po(path.stem, str(path), sha256, _credits(text, str(path)), entries)


def _msgid_lines(text: str, path: str) -> list[int]:
    """Return the lines with a msgid; Babel would read past most of what is refused here in silence."""
    last, found = "", []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.fullmatch(stripped)
        keyword = match[1] if match else None
        if not match or (keyword and keyword not in _FOLLOWS[last]) or (not keyword and not last):
            raise ContentError("a line of the PO file is not understood", place=f"{path}:{number}", hint=_HINT)
        last = keyword or last
        if keyword == "msgid":
            found.append(number)
    if last != "msgstr":
        raise ContentError("the PO file ends in the middle of an entry, or is empty", place=path, hint=_HINT)
    return found


def _credits(text: str, path: str) -> Credits:
    """Return what the header says; Babel keeps no fields of ours, so that it is read here."""
    head = _HEADER.search(text)
    lines = head[1].split("\n") if head else []
    header = HeaderParser().parsestr("".join(denormalize(line.strip()) for line in lines))
    get = {key: " ".join(str(header.get(key, "")).split()) for key in _FIELDS}
    state = get["X-State"] or "draft"
    if state not in get_args(State):
        hint = f"Write one of {', '.join(get_args(State))}"
        raise ContentError(f"X-State is {state!r}", place=f"{path}:1", hint=hint)
    if state == "reviewed" and not (get["X-Reviewer"] and get["X-Credential"]):
        fact, hint = "the translation is called reviewed by no one", "Fill in X-Reviewer and X-Credential"
        raise ContentError(fact, place=f"{path}:1", hint=hint)
    revised = date.fromisoformat(day[0]) if (day := _DAY.match(get["PO-Revision-Date"])) else None
    return Credits(get["X-Translator"], get["X-Reviewer"], get["X-Credential"], cast("State", state), revised)


# --------------------------------------------------------------------------- what is translated


def to_translations(page: Page, po: Po) -> tuple[Translation, ...]:
    """Return the state of everything that has to be translated, in the order of the English.

    An entry is found by its id and its English; where the id is another, by its English alone, if all that is said of
    it agrees. So text may move, and ids be counted anew, without a word lost.
    """
    exact = {(entry.context, entry.source): entry for entry in po.entries}
    by_id = {entry.context: entry for entry in po.entries if entry.context}
    by_source: dict[str, list[Entry]] = {}
    for entry in po.entries:
        by_source.setdefault(entry.source, []).append(entry)

    def find(unit: Unit) -> Translation:
        entry = exact.get((unit.id, unit.source))
        others = by_source.get(unit.source, [])
        if entry is None and len({other.text for other in others}) == 1:
            entry = others[0]
        if entry is not None and entry.text.strip():
            return Translation(unit, "fuzzy" if entry.fuzzy else "translated", entry.text, entry.line)
        old = by_id.get(unit.id)
        if old is not None and old.text.strip() and old.source != unit.source:
            return Translation(unit, "changed", old.text, old.line)
        return Translation(unit, "missing", line=entry.line if entry else 0)

    return tuple(find(unit) for unit in to_units(page, po.lang))


def require_all(translations: Iterable[Translation], page: Page, po: Po) -> None:
    """Do nothing when everything is translated.

    Raises:
        ContentError: something is not; the message lists it.
    """
    open_units = [t for t in translations if t.state != "translated"]
    if open_units:
        english = Path(page.path).name
        shown = "; ".join(f"{t.unit.id} ({t.state}, {english}:{t.unit.line})" for t in open_units[:10])
        more = f"; and {len(open_units) - 10} more" if len(open_units) > 10 else ""
        fact = f"{len(open_units)} of the topic's texts are not translated into {po.lang!r}: {shown}{more}"
        raise ContentError(fact, place=po.path, hint="Translate them, and remove the mark fuzzy where it stands")
