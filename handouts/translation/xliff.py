"""Translations as XLIFF: 2.x written and read, 1.2 read.

A unit is an entry of the PO file: its id is the msgctxt, its notes are the translator's, and links and emphasis are
`<pc>` elements whose ids are the tags. What the PO header says stands in the file's notes. A target in the state
"initial" is a guess, which is fuzzy in PO.

The only library for XLIFF in Python that is kept up, translate-toolkit, comes under the GPL; this mapping takes a
hundred lines of lxml.

Source: OASIS, XLIFF 2.0 (2014) and 2.1 (2018), core; XLIFF 1.2 (2008).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from handouts.errors import ContentError
from handouts.pofile import Entry, Po

CORE = "urn:oasis:names:tc:xliff:document:2.0"
_NAMESPACES: Any = {None: CORE}  # lxml takes None for the default namespace; its stubs do not
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TAG = re.compile(r"<(/?)([abi]\d+)>")
_KIND = {"a": "link", "b": "fmt", "i": "fmt"}
_READ = {CORE: 2, "urn:oasis:names:tc:xliff:document:2.2": 2, "urn:oasis:names:tc:xliff:document:1.2": 1}
_GUESSES = frozenset(
    {
        "initial",
        "new",
        "needs-adaptation",
        "needs-l10n",
        "needs-review-adaptation",
        "needs-review-l10n",
        "needs-review-translation",
        "needs-translation",
    }
)
"""States of XLIFF 2 and 1.2 in which a target is not yet a translation."""

_UNSURE = frozenset({"mt-suggestion", "fuzzy-match", "leveraged-mt", "rejected-grammar", "rejected-inaccurate"})
"""State qualifiers of XLIFF 1.2 that say the same."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What an XLIFF file says of one piece.

    Args:
        source: the English that the translator saw, with tags.
        text: the translation; "" when there is none.
        guess: whether the file calls it one.
    """

    id: str
    source: str
    text: str
    guess: bool


@dataclass(frozen=True, slots=True)
class XliffFile:
    """What an XLIFF file says.

    Args:
        lang: into which language it translates.
        topic: the id of the topic, as it was written; "" where the file does not say.
        translator: who translated it; "" where the file does not say.
    """

    lang: str
    topic: str
    translator: str
    units: tuple[Unit, ...]


# --------------------------------------------------------------------------- writing


def to_xliff(po: Po, topic_id: str) -> bytes:
    """Return a PO file as XLIFF 2.0."""
    root = etree.Element(f"{{{CORE}}}xliff", {"version": "2.0", "srcLang": "en", "trgLang": po.lang}, _NAMESPACES)
    file = etree.SubElement(root, f"{{{CORE}}}file", {"id": "f1", "original": topic_id})
    by = po.credits
    said = {
        "X-Translator": by.translator,
        "X-Reviewer": by.reviewer,
        "X-Credential": by.credential,
        "X-State": by.state,
        "PO-Revision-Date": str(by.revised or ""),
        "X-Reviewed": str(by.reviewed or ""),
    }
    _notes(file, [(key, value) for key, value in said.items() if value])
    for entry in po.entries:
        unit = etree.SubElement(file, f"{{{CORE}}}unit", {"id": entry.context, "name": entry.context})
        notes = [("what", note) for note in entry.notes] + [("remark", remark) for remark in entry.comments]
        _notes(unit, notes + ([("previous", entry.previous)] if entry.previous else []))
        state = "initial" if entry.fuzzy or not entry.text else "reviewed" if by.state == "reviewed" else "translated"
        segment = etree.SubElement(unit, f"{{{CORE}}}segment", {"id": "s1", "state": state})
        _write(etree.SubElement(segment, f"{{{CORE}}}source", {_SPACE: "preserve"}), entry.source)
        if entry.text:
            _write(etree.SubElement(segment, f"{{{CORE}}}target", {_SPACE: "preserve"}), entry.text)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)) + b"\n"


def _notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    found = list(notes)
    if found:
        holder = etree.SubElement(parent, f"{{{CORE}}}notes")
        for number, (category, text) in enumerate(found, start=1):
            etree.SubElement(holder, f"{{{CORE}}}note", {"id": f"n{number}", "category": category}).text = text


def _write(element: etree._Element, text: str) -> None:
    """Write tagged text as words and `<pc>` elements; tags that do not fit together stay text."""
    stack = [element]
    place = 0
    if not _balanced(text):
        element.text = text
        return
    for found in _TAG.finditer(text):
        _append(stack[-1], text[place : found.start()])
        place = found.end()
        if found[1]:
            stack.pop()
        else:
            kind = {"id": found[2], "type": _KIND[found[2][0]]}
            kind |= {"subType": {"b": "xlf:b", "i": "xlf:i"}[found[2][0]]} if found[2][0] in "bi" else {}
            stack.append(etree.SubElement(stack[-1], f"{{{CORE}}}pc", kind))
    _append(stack[-1], text[place:])


def _balanced(text: str) -> bool:
    stack: list[str] = []
    seen: set[str] = set()
    for found in _TAG.finditer(text):
        if not found[1]:
            if found[2] in seen:
                return False
            seen.add(found[2])
            stack.append(found[2])
        elif not stack or stack.pop() != found[2]:
            return False
    return not stack


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


# --------------------------------------------------------------------------- reading


def parse_xliff(data: bytes, place: str) -> XliffFile:
    """Return what an XLIFF file says.

    Raises:
        ContentError: it is no XLIFF of a version that is read, it says no language, or it holds something inline that
            has no place in a handout.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "Write it again from the translation program"
        raise ContentError(f"the file is no XML: {error.msg}", place=f"{place}:{error.lineno}", hint=hint) from error
    name = etree.QName(root)
    version = _READ.get(name.namespace or "") if name.localname == "xliff" else None
    if version is None:
        raise ContentError("the file is no XLIFF 2.x or 1.2", place=place, hint="Export it as XLIFF 2.0 or 1.2")
    lang = root.get("trgLang", "") if version == 2 else _first(root, "target-language")
    if not lang:
        raise ContentError("the file does not say into which language it translates", place=place)
    units = tuple(_units_2(root, place) if version == 2 else _units_1(root, place))
    topic = next((str(file.get("original", "")) for file in root.iter("{*}file")), "")
    notes = (note for note in root.iter("{*}note") if note.get("category") == "X-Translator")
    translator = next((note.text or "" for note in notes), "")
    return XliffFile(lang.partition("-")[0].lower(), topic, " ".join(translator.split()), units)


def _first(root: etree._Element, attribute: str) -> str:
    return next((str(element.get(attribute)) for element in root.iter() if element.get(attribute)), "")


def _units_2(root: etree._Element, place: str) -> Iterator[Unit]:
    for unit in root.iter("{*}unit"):
        segments = [part for part in unit if etree.QName(part).localname in ("segment", "ignorable")]
        source = "".join(_text(part.find("{*}source"), place) for part in segments)
        text = "".join(_text(part.find("{*}target"), place) for part in segments)
        states = {part.get("state", "initial") for part in segments if etree.QName(part).localname == "segment"}
        guess = bool(states & _GUESSES)
        yield Unit(str(unit.get("name") or unit.get("id", "")), source, text, guess)


def _units_1(root: etree._Element, place: str) -> Iterator[Unit]:
    for unit in root.iter("{*}trans-unit"):
        target = unit.find("{*}target")
        state = "" if target is None else target.get("state", "")
        qualifier = "" if target is None else target.get("state-qualifier", "")
        guess = state in _GUESSES or qualifier in _UNSURE
        ident = str(unit.get("resname") or unit.get("id", ""))
        yield Unit(ident, _text(unit.find("{*}source"), place), _text(target, place), guess)


def _text(element: etree._Element | None, place: str) -> str:
    """Return the words of a source or target, with its inline elements as tags."""
    if element is None:
        return ""
    said = element.text or ""
    for child in element:
        said += _inline(child, place) + (child.tail or "")
    return said


def _inline(child: etree._Element, place: str) -> str:
    if not isinstance(child.tag, str):
        return ""  # a comment
    kind, ident = etree.QName(child).localname, child.get("id", "")
    if kind in ("pc", "g"):
        return f"<{ident}>{_text(child, place)}</{ident}>"
    if kind in ("mrk", "sub"):
        return _text(child, place)
    if kind in ("sc", "bx"):
        return f"<{ident}>"
    if kind in ("ec", "ex"):
        return f"</{child.get('startRef') or child.get('rid') or ident}>"
    if kind in ("bpt", "ept", "ph", "it") and (child.text or "").startswith("<"):
        return child.text or ""
    if kind == "cp":
        return chr(int(child.get("hex", "20"), 16))
    fact, hint = f"<{kind}> stands in a text, and a handout has no form for it", "Use the tags of the English only"
    raise ContentError(fact, place=f"{place}:{child.sourceline}", hint=hint)


def merged(po: Po, units: Iterable[Unit], place: str) -> Po:
    """Return a PO file with the translations of an XLIFF file made from it.

    A translation of another English than the PO file has is kept, marked fuzzy, with the English it was made from.

    Raises:
        ContentError: the file has a unit that the PO file does not know.
    """
    by_id: Mapping[str, Unit] = {unit.id: unit for unit in units}
    unknown = sorted(by_id.keys() - {entry.context for entry in po.entries})
    if unknown:
        hint = "Give the topic that the file was made from, brought up to date: handouts translate update TOPIC"
        raise ContentError(
            f"the file has pieces that the topic does not: {', '.join(unknown[:5])}", place=place, hint=hint
        )
    return replace(po, entries=tuple(_taken(entry, by_id.get(entry.context)) for entry in po.entries))


def _taken(entry: Entry, unit: Unit | None) -> Entry:
    if unit is None or not unit.text:
        return entry
    if unit.source != entry.source:
        return replace(entry, text=unit.text, fuzzy=True, previous=unit.source)
    if unit.guess:
        return replace(entry, text=unit.text, fuzzy=True)
    return replace(entry, text=unit.text, fuzzy=False, previous="")
