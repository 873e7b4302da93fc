"""What a shell offers when Tab is pressed: read from folders, so that it answers at once."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def topics(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the built-in topics whose ids begin so, and let the shell add files."""
    from handouts import resources

    ids = sorted(path.parent.name for path in resources.topics().glob("*/en.md"))
    return [*_items(ids, incomplete), CompletionItem(incomplete, type="file")]


def languages(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the languages for the last place of a list such as "en,"."""
    from handouts.languages import tags

    before, comma, last = incomplete.rpartition(",")
    free = [tag for tag in tags() if tag not in before.split(",")]
    return [CompletionItem(before + comma + item.value) for item in _items(free, last)]


def layouts(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the layouts whose names begin so."""
    from handouts import resources

    folder = resources.templates() / "handout" / "layouts"
    return _items(sorted(path.stem for path in folder.glob("*.html")), incomplete)


def editions(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the editions whose names begin so."""
    from handouts.editions import names

    return _items(names(), incomplete)


def formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats for the last place of a list such as "pdf,"."""
    from handouts.render.forms import forms

    before, comma, last = incomplete.rpartition(",")
    free = [name for name in ("pdf", *forms()) if name not in before.split(",")]
    return [CompletionItem(before + comma + item.value) for item in _items(free, last)]


def checks(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the checks whose names begin so."""
    from handouts.checks import names

    return _items(names(), incomplete)


def _items(names: list[str] | tuple[str, ...], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
