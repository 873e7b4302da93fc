"""The topics that come with the program, by id or by title in any of their languages."""

from __future__ import annotations

import difflib
from functools import cache

from handouts import resources
from handouts.errors import RequestError
from handouts.model import Topic
from handouts.sections import fold
from handouts.sources import markdown


def ids() -> tuple[str, ...]:
    """Return the ids of the built-in topics."""
    return tuple(sorted(path.parent.name for path in resources.topics().glob("*/en.md")))


@cache
def topics() -> tuple[Topic, ...]:
    """Return the built-in topics, by id."""
    return tuple(markdown.load_topic(resources.topics() / name) for name in ids())


def load_topic(wanted: str) -> Topic:
    """Return a built-in topic.

    Args:
        wanted: its id, or its title in any language; case, accents and punctuation do not matter.

    Raises:
        RequestError: there is none of that name; the hint names those that look like it.
    """
    if wanted in ids():
        return markdown.load_topic(resources.topics() / wanted)
    key = fold(wanted)
    found = {fold(name): (topic, name) for topic in topics() for name in _names(topic)}
    if key in found:
        return found[key][0]
    near = [found[name][1] for name in difflib.get_close_matches(key, found, n=3, cutoff=0.6)]
    near += [name for folded, (_, name) in found.items() if key and f" {key} " in f" {folded} " and name not in near]
    hint = f"Did you mean {' or '.join(map(repr, near[:3]))}? " if near else ""
    raise RequestError(
        f"no built-in topic {wanted!r}",
        hint=hint + "`handouts list topics` names them; a saved page is given by its path, "
        "a topic of a MedlinePlus XML file with --from FILE",
    )


def _names(topic: Topic) -> tuple[str, ...]:
    return (topic.id, *(article.title for article in topic.articles.values()))
