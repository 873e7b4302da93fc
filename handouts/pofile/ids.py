"""Ids of pieces of text: what stands in a PO file's msgctxt."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable

_ID_WORDS = 6


def slug(words: str) -> str:
    """Return the first words in lower-case ASCII with hyphens: "What is DNA?" gives "what-is-dna"."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", letters.replace("’", "").replace("'", ""))[:_ID_WORDS]) or "text"


def unique_ids(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return each name, with a number behind it where it is taken already."""
    known, ids = set(taken), []
    for name in names:
        candidates = (name if n == 1 else f"{name}-{n}" for n in itertools.count(1))
        ids.append(next(candidate for candidate in candidates if candidate not in known))
        known.add(ids[-1])
    return ids
