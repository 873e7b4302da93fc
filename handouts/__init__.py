"""Bilingual, accessible patient handouts from health topics.

    from handouts import Request, load_builtin, make

    topic = load_builtin("type-2-diabetes")
    built = make(topic, Request(("en", "es"), "side-by-side"))
    built.pdf           # the file's bytes
    built.report        # what the checks found

The names below are the public ones, each loaded when it is first used. `make` is `handouts.build.build` under the name
of the command that does the same.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.build import Built
    from handouts.build import build as make
    from handouts.checks.report import Finding, Report
    from handouts.compose.handout import Handout
    from handouts.compose.request import Request
    from handouts.errors import HandoutError
    from handouts.model import Article, Link, Topic
    from handouts.sources import join_topics, load_topics
    from handouts.sources.builtin import load_topic as load_builtin

__all__ = [
    "Article",
    "Built",
    "Finding",
    "Handout",
    "HandoutError",
    "Link",
    "Report",
    "Request",
    "Topic",
    "join_topics",
    "load_builtin",
    "load_topics",
    "make",
]

_HOMES = {
    "Article": ("handouts.model", "Article"),
    "Built": ("handouts.build", "Built"),
    "Finding": ("handouts.checks.report", "Finding"),
    "Handout": ("handouts.compose.handout", "Handout"),
    "HandoutError": ("handouts.errors", "HandoutError"),
    "Link": ("handouts.model", "Link"),
    "Report": ("handouts.checks.report", "Report"),
    "Request": ("handouts.compose.request", "Request"),
    "Topic": ("handouts.model", "Topic"),
    "join_topics": ("handouts.sources", "join_topics"),
    "load_builtin": ("handouts.sources.builtin", "load_topic"),
    "load_topics": ("handouts.sources", "load_topics"),
    "make": ("handouts.build", "build"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'handouts' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found = getattr(importlib.import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
