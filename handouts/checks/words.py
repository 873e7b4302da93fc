"""Compare texts as they are heard: white space, case and marks without sound do not count as letters."""

from __future__ import annotations

import re
import unicodedata

_SILENT = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


_RAISED = str.maketrans({raised: f"^{plain}" for raised, plain in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)})
"""What is raised stays apart from what is not: 10² is not 102."""


def plain(text: str) -> str:
    """Return the text in one form: compatible characters alike, single spaces, no marks without sound."""
    return " ".join(_alike(text).split())


def _alike(text: str) -> str:
    return _SILENT.sub("", unicodedata.normalize("NFKC", text.translate(_RAISED)))


def letters(text: str) -> str:
    """Return what is left for comparing: no white space, no case."""
    return "".join(plain(text).casefold().split())


def letters_and_breaks(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the letters, and before which of them there is white space (the end counts too)."""
    folded = _alike(text).casefold()
    words = folded.split()
    breaks, length = [], 0
    if folded[:1].isspace():
        breaks.append(0)
    for word in words:
        length += len(word)
        breaks.append(length)
    if words and not folded[-1:].isspace():
        breaks.pop()
    return "".join(words), tuple(dict.fromkeys(breaks))


def quoted(text: str, most: int = 48) -> str:
    """Return the start of a text in quotation marks, for a finding."""
    shown = " ".join(text.split())
    return f"“{shown}”" if len(shown) <= most else f"“{shown[: most - 1].rstrip()}…”"


def same_language(heard: str, meant: str) -> bool:
    """Return whether a language tag is the one meant or a regional form of it. Source: RFC 4647, 3.3.1."""
    return heard.casefold() == meant.casefold() or heard.casefold().startswith(meant.casefold() + "-")
