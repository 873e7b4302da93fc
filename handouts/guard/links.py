"""Every link of a topic, each once for every place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model import Article, Link, Topic, anchors, runs


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link and where it stands.

    Args:
        lang: language of the page behind `address`.
        twin: the page of which this is the other language's; "" for a link of its own.
    """

    address: str
    title: str
    lang: str
    where: str
    organizations: tuple[str, ...] = ()
    twin: str = ""


def links_of(topic: Topic) -> tuple[KnownLink, ...]:
    """Return the links of all languages: those in the text, those below it, and the pages in other languages."""
    return tuple(dict.fromkeys(link for article in topic.articles.values() for link in _of(article)))


def _of(article: Article) -> Iterator[KnownLink]:
    for block in article.blocks:
        for anchor in (anchor for run in runs(block) for anchor in anchors(run)):
            yield from _with_twins(anchor.link, f"in the text ({article.lang})")
    for section in article.sections:
        for link in section.links:
            yield from _with_twins(link, f"{section.title} ({article.lang})")


def _with_twins(link: Link, where: str) -> Iterator[KnownLink]:
    yield KnownLink(link.address, link.title, link.lang, where, link.organizations)
    for other in link.alternates:
        yield KnownLink(other.address, link.title, other.lang, where, link.organizations, link.address)
