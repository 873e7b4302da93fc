"""Read PO files: the entries by Babel, and what Babel passes over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from email.parser import HeaderParser
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, denormalize, read_po

from handouts.errors import ContentError
from handouts.pofile.types import STATES, Credits, Entry, Po
from handouts.textfile import load_text

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr) )?"(?:[^"\\]|\\.)*"')
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
_HEADER = re.compile(r'^msgid ""\s*^msgstr ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_PREVIOUS = re.compile(r'\|\s*(?:(msgctxt|msgid)\s+)?("(?:[^"\\]|\\.)*")')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HINT = "Open it in a PO editor such as Poedit, which shows what is wrong"


def load_po(path: Path, lang: str = "") -> Po:
    """Read a PO file.

    Args:
        lang: of the translation; "" where the file is named by it, such as `es.po`.

    Raises:
        ContentError: it is no PO file, holds an entry twice, or its header is not understood.
    """
    text, sha256 = load_text(path)
    return parse_po(text, lang or path.stem, str(path), sha256)


def parse_po(text: str, lang: str, path: str, sha256: str = "") -> Po:
    """Return the text of a PO file as what it says; see `load_po`."""
    places = _msgid_lines(text, path)
    try:
        catalogue = read_po(text.split("\n"), abort_invalid=True)
    except PoFileError as error:
        place = f"{path}:{error.lineno + 1}"  # Babel counts lines from 0
        raise ContentError("a line of the PO file is not understood", place=place, hint=_HINT) from error
    except ValueError as error:  # a date in the header
        raise ContentError(f"the PO file is not understood: {error}", place=path, hint=_HINT) from error
    entries = tuple(_entry(message) for message in catalogue if message.id)
    for line in places[1:]:
        if all(entry.line != line for entry in entries):
            raise ContentError("an entry stands twice", place=f"{path}:{line}", hint="Keep one of the two")
    gone = tuple(_entry(message) for message in catalogue.obsolete.values())
    header = _header(text)
    return Po(lang, path, sha256, _credits(header, path), entries, gone, header)


def _entry(message: Message) -> Entry:
    previous = [line for line in message.user_comments if line.startswith("|")]
    return Entry(
        context=message.context or "",
        source=str(message.id),
        text=str(message.string or ""),
        fuzzy=message.fuzzy,
        line=message.lineno or 0,
        previous=_previous(previous),
        notes=tuple(message.auto_comments),
        comments=tuple(line for line in message.user_comments if line not in previous),
    )


def _previous(lines: Iterable[str]) -> str:
    """Return the English that `#|` lines keep; Babel writes such lines and reads them as a person's remarks."""
    keyword, parts = "", []
    for line in lines:
        match = _PREVIOUS.fullmatch(line.strip())
        keyword = (match and match[1]) or keyword
        if match and keyword == "msgid":
            parts.append(match[2])
    return "".join(map(denormalize, parts))


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


def _header(text: str) -> tuple[tuple[str, str], ...]:
    head = _HEADER.search(text)
    lines = head[1].split("\n") if head else []
    fields = HeaderParser().parsestr("".join(denormalize(line.strip()) for line in lines))
    return tuple((key, " ".join(str(value).split())) for key, value in fields.items())


def _credits(header: Iterable[tuple[str, str]], path: str) -> Credits:
    get = dict(header)
    said = get.get("X-State") or "draft"
    state = next((known for known in STATES if known == said), None)
    if state is None:
        raise ContentError(f"X-State is {said!r}", place=f"{path}:1", hint=f"Write one of {', '.join(STATES)}")
    reviewer, credential = get.get("X-Reviewer", ""), get.get("X-Credential", "")
    if state == "reviewed" and not (reviewer and credential):
        fact, hint = "the translation is called reviewed by no one", "Fill in X-Reviewer and X-Credential"
        raise ContentError(fact, place=f"{path}:1", hint=hint)
    return Credits(
        translator=get.get("X-Translator") or _signed(get.get("Last-Translator", "")),
        reviewer=reviewer,
        credential=credential,
        state=state,
        revised=_day(get.get("PO-Revision-Date", ""), path),
        reviewed=_day(get.get("X-Reviewed", ""), path),
        english_sha256=get.get("X-English-SHA256", ""),
        translation_sha256=get.get("X-Translation-SHA256", ""),
    )


def _signed(by: str) -> str:
    """Return the name that a PO editor such as Poedit signs with, without the e-mail address; "" for none."""
    name = by.partition("<")[0].strip()
    return "" if name in ("FULL NAME", "Anonymous") else name


def _day(text: str, path: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError as error:
        raise ContentError(f"{match and match[0]} is no day", place=f"{path}:1", hint="Write 2026-11-21") from error
