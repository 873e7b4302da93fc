"""Topics at hand: one SQLite file with every article as it is and as it ever was, searched by word, name and code.

The library is given topics and gives topics; reading files is not its business (see `handouts.importing`), nor is the
network (see `handouts.fetch`).

The names below are the public ones, each loaded when it is first used: a search needs no model of topics.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.library.contents import Gone, Holding, gone, holdings, topics_called
    from handouts.library.database import Library, open_library
    from handouts.library.delivery import Change, Delivery, Known, Outcome, Scope
    from handouts.library.names import find_name, find_past_name
    from handouts.library.search import Found, Hit, find
    from handouts.library.taking_in import gather_topics, import_topics, known_sources, last_outcome, take_in
    from handouts.library.versions import Version, as_of, history, load_topic, rewritten_pairs, words_since

__all__ = [
    "Change",
    "Delivery",
    "Found",
    "Gone",
    "Hit",
    "Holding",
    "Known",
    "Library",
    "Outcome",
    "Scope",
    "Version",
    "as_of",
    "find",
    "find_name",
    "find_past_name",
    "gather_topics",
    "gone",
    "history",
    "holdings",
    "import_topics",
    "known_sources",
    "last_outcome",
    "load_topic",
    "open_library",
    "rewritten_pairs",
    "take_in",
    "topics_called",
    "words_since",
]

_HOMES = {
    "Change": "delivery",
    "Delivery": "delivery",
    "Found": "search",
    "Gone": "contents",
    "Hit": "search",
    "Holding": "contents",
    "Known": "delivery",
    "Library": "database",
    "Outcome": "delivery",
    "Scope": "delivery",
    "Version": "versions",
    "as_of": "versions",
    "find": "search",
    "find_name": "names",
    "find_past_name": "names",
    "gather_topics": "taking_in",
    "gone": "contents",
    "history": "versions",
    "holdings": "contents",
    "import_topics": "taking_in",
    "known_sources": "taking_in",
    "last_outcome": "taking_in",
    "load_topic": "versions",
    "open_library": "database",
    "rewritten_pairs": "versions",
    "take_in": "taking_in",
    "topics_called": "contents",
    "words_since": "versions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'handouts.library' has no attribute {name!r}")
    found = getattr(importlib.import_module(f"handouts.library.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
