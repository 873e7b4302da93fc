"""Topics at hand: one SQLite file with every article as it is and as it ever was, searched by word, name and code.

The library is given topics and gives topics; reading files is not its business (see `handouts.importing`), nor is the
network (see `handouts.fetch`).
"""

from __future__ import annotations

from handouts.library.database import Library, open_library
from handouts.library.delivery import Change, Delivery, Known, Outcome, Scope
from handouts.library.history import Version, as_of, history, load_topic, words_since
from handouts.library.names import find_name, find_past_name
from handouts.library.search import Found, Hit, find
from handouts.library.taking_in import gather_topics, import_topics, known_sources, last_outcome, take_in

__all__ = [
    "Change",
    "Delivery",
    "Found",
    "Hit",
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
    "history",
    "import_topics",
    "known_sources",
    "last_outcome",
    "load_topic",
    "open_library",
    "take_in",
    "words_since",
]
