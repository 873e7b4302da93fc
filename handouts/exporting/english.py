"""The English of a topic as the text of an `en.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from handouts.model import Article, Block, Link, LinkSection, Text, Topic
from handouts.sources.markdown.writing import Say, blocks_to_markdown, can_hold, tidy, to_markdown, to_target


def to_english(
    topic: Topic, article: Article, blocks: tuple[Block, ...], sections: Iterable[LinkSection], say: Say
) -> str:
    """Return the text of an `en.md`.

    Args:
        blocks: tidied for Markdown.
        say: is told what has no form there.
    """
    return _front_matter(topic, article, say) + _body(blocks, sections, say)


def _front_matter(topic: Topic, article: Article, say: Say) -> str:
    days = article.dates
    addresses = {"en": article.address, **{other.lang: other.address for other in article.alternates}}
    written = {lang: address for lang, address in addresses.items() if address and can_hold(address)}
    values: dict[str, Any] = {
        "title": article.title,
        "source": article.provenance.source,
        "synonyms": list(article.synonyms),
        "description": article.description,
        "groups": list(article.groups),
        "codes": _codes(topic, say),
        "address": written,
        "attribution": list(article.attribution),
        "state": "sample" if article.provenance.state == "sample" else "draft",
        "created": str(days.created or ""),
        "updated": str(days.updated or ""),
        "reviewed": str(days.reviewed or ""),
    }
    known = {name: value for name, value in values.items() if value}
    fetched = f" on {days.retrieved}" if days.retrieved else ""
    note = f"# Taken from {article.address}{fetched}.\n" if article.address else ""
    hint = "# When you change the words, put your own name in source, and take out the address and the dates.\n"
    text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{note}{hint}{text}---\n\n"


def _codes(topic: Topic, say: Say) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = {}
    for code in topic.codes:
        if code.code:
            codes.setdefault(code.system, []).append(code.code)
    named = [code.name for code in topic.codes if code.name]
    if named:
        say(f"the names of codes: {'; '.join(named)}")
    return codes


def _body(blocks: tuple[Block, ...], sections: Iterable[LinkSection], say: Say) -> str:
    parts = [blocks_to_markdown(blocks, say)]
    written = [lines for section in sections if (lines := _section(section, say))]
    if written:
        parts += ["# Links", *written]
    return "\n\n".join(parts) + "\n"


def _section(section: LinkSection, say: Say) -> str:
    links = [lines for link in section.links if (lines := "\n".join(_link(link, say)))]
    return f"## {_plain(section.title, say)}\n\n" + "\n".join(links) if links else ""


def _link(link: Link, say: Say) -> Iterator[str]:
    if not can_hold(link.address):
        say(f"the link {link.title!r}, whose address cannot be written: {link.address}")
        return
    names = [_plain(name.replace(";", ","), say) for name in link.organizations]
    yield f"- [{_plain(link.title, say)}]({to_target(link.address)})" + (f" ({'; '.join(names)})" if names else "")
    for other in link.alternates:
        yield f"  - {other.lang}: <{other.address}>"
    if link.marks:
        yield f"  - marks: {', '.join(mark.replace('-', ' ') for mark in link.marks)}"


def _plain(text: str, say: Say) -> str:
    return to_markdown(tidy((Text(text),), say), "en", say)
