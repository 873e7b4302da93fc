"""Links and emphasis: every one of the English stands in the translation, whole and once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from handouts.model import anchors, plain_text
from handouts.translation.faults.fault import Fault
from handouts.translation.merging import Translated
from handouts.translation.notation import marks, tag_names, to_inlines

_HINT = "Copy the mark from the English, and put it around the words that it belongs to"


def faults(one: Translated) -> Iterator[Fault]:
    """Yield marks that are lost, doubled, added or broken."""
    english, translation = marks(one.piece.source), marks(one.text)
    for mark in sorted((english | translation).keys()):
        before, after = english[mark], translation[mark]
        if after < before:
            yield Fault(one.id, "marks", "fail", f"{mark} of the English is lost{_times(before, after)}", _HINT)
        elif after > before:
            yield Fault(one.id, "marks", "fail", f"{mark} is not in the English{_times(before, after)}", _HINT)
    if english == translation and tag_names(one.text):
        try:
            inlines = to_inlines(one.text, one.piece.links)
        except ValueError as error:
            yield Fault(one.id, "marks", "fail", str(error), _HINT)
            return
        if any(not plain_text(anchor.inlines).strip() for anchor in anchors(inlines)):
            yield Fault(one.id, "marks", "fail", "a link has no words", _HINT)


def _times(before: int, after: int) -> str:
    return f": {before} there, {after} here" if min(before, after) else ""


def address_faults(one: Translated) -> Iterator[Fault]:
    """Yield what is wrong with the address of a page in the other language."""
    text = one.text.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        whole = parts.scheme in ("http", "https") and "." in host and not re.search(r"\s", text)
    except ValueError:
        whole, host = False, ""
    if not whole:
        hint = "Copy it from the browser's address bar, or leave the English one"
        yield Fault(one.id, "addresses", "fail", f"{text!r} is no full web address", hint)
        return
    there = (urlsplit(one.piece.source).hostname or "").removeprefix("www.")
    if _site(host) != _site(there):
        message = f"the page in the other language is on another site: {host}, not {there}"
        yield Fault(one.id, "addresses", "review", message, "Open both pages and see that they say the same")


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])
