"""PO files of topics: what stands in them, and who answers for it.

One file holds the translation of one topic into one language. Its header says who translated and reviewed it, when, and
of which words that was said: `X-English-SHA256` and `X-Translation-SHA256` are the digests of the English and of the
translation that the reviewer had before them. When either is edited, the digests no longer fit, and the review is void.

    X-Translator, X-Reviewer, X-Credential      who; without a translator, the one whom the editor names last
    X-State                                     draft, machine, reviewed or sample
    X-Reviewed                                  the day of the review
    X-English-SHA256, X-Translation-SHA256      of what

Everything else that an editor writes into the header stays.
"""

from __future__ import annotations

from handouts.pofile.ids import slug, unique_ids
from handouts.pofile.reading import load_po, parse_po
from handouts.pofile.types import STATES, Credits, Entry, Po, digest, sealed, standing
from handouts.pofile.writing import to_po, to_text

__all__ = [
    "STATES",
    "Credits",
    "Entry",
    "Po",
    "digest",
    "load_po",
    "parse_po",
    "sealed",
    "slug",
    "standing",
    "to_po",
    "to_text",
    "unique_ids",
]
