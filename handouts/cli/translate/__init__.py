"""`handouts translate …`: from an English topic to a reviewed translation, one file a step."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import cast

import click

from handouts.cli import Folder, _talk

command = click.Group(
    "translate",
    commands=cast(MutableMapping[str, click.Command], Folder(__name__, __path__)),
    short_help="Translate topics, and keep translations true to their English.",
    help="""Translate topics, and keep translations true to their English.

    A translation is one PO file, which Poedit, Weblate and OmegaT open as it is. Extract it, have it translated, import
    it, check it, have it reviewed on paper or on a screen, and approve it. Until then its handouts are drafts, and say
    so on every page. docs/translation.md tells the whole way.
    """,
    epilog=_talk.example(
        "handouts translate extract flu-vaccine --to es",
        "handouts translate import flu-vaccine.es.po",
        "handouts translate status",
    ),
)
