"""Topics as JSON and back, exactly: one text for one topic, whatever the machine, so that its hash is the topic's.

What has its default value is left out, and keys are sorted. Inlines and blocks are told apart by their one telling key:

    "words"   {"strong": […]}   {"emphasis": […]}   {"link": {…}, "inlines": […]}
    {"heading": 2, "inlines": […]}   {"paragraph": […]}   {"bullets": […]}   {"numbers": […]}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

from handouts.model import (
    Alternate,
    Anchor,
    Article,
    Block,
    Bullets,
    Code,
    Dates,
    Emphasis,
    Heading,
    Inline,
    Item,
    Link,
    LinkSection,
    OtherLanguage,
    Paragraph,
    Provenance,
    Strong,
    Text,
    Topic,
    plain_text,
    runs,
)

Values = dict[str, Any]


def to_json(topic: Topic) -> str:
    """Return the one JSON text of a topic."""
    return _canonical(topic_values(topic))


def from_json(text: str) -> Topic:
    """Return the topic of a text that `to_json` wrote."""
    return to_topic(json.loads(text))


def words_sha256(article: Article) -> str:
    """Return the hash of what a patient reads: title, and the words of every block in their order.

    It stays the same when links, dates or the marks inside a sentence change.
    """
    blocks = [[type(block).__name__, *(plain_text(run) for run in runs(block))] for block in article.blocks]
    return hashlib.sha256(_canonical([article.title, blocks]).encode()).hexdigest()


def without_retrieval(topic: Topic) -> Topic:
    """Return the topic without the day it was fetched: a day later it is still the same topic."""
    articles = {
        lang: replace(article, dates=replace(article.dates, retrieved=None)) for lang, article in topic.articles.items()
    }
    return replace(topic, articles=articles)


def _canonical(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _said(instance: object, **changed: object) -> Values:
    """Return the fields of a dataclass that are not at their default; `changed` in place of its own values."""
    values: Values = {}
    for field in fields(instance):  # type: ignore[arg-type]  # only ever called with dataclasses
        own = getattr(instance, field.name)
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if own != default:
            values[field.name] = changed.get(field.name, own)
    return values


# --------------------------------------------------------------------------- to values


def topic_values(topic: Topic) -> Values:
    """Return a topic as plain values, fit for JSON."""
    articles = {lang: _article_values(article) for lang, article in topic.articles.items()}
    codes, others = [_said(code) for code in topic.codes], [_said(other) for other in topic.other_languages]
    return _said(topic, articles=articles, codes=codes, other_languages=others)


def _article_values(article: Article) -> Values:
    days = {name: day.isoformat() for name, day in _said(article.dates).items()}
    return _said(
        article,
        blocks=[_block_values(block) for block in article.blocks],
        provenance=_said(article.provenance),
        alternates=[_said(alternate) for alternate in article.alternates],
        sections=[_said(section, links=[_link_values(link) for link in section.links]) for section in article.sections],
        dates=days,
    )


def _link_values(link: Link) -> Values:
    return _said(link, alternates=[_said(alternate) for alternate in link.alternates])


def _block_values(block: Block) -> Values:
    if isinstance(block, Heading):
        return {"heading": block.level, "inlines": _inline_values(block.inlines)}
    if isinstance(block, Paragraph):
        return {"paragraph": _inline_values(block.inlines)}
    return {"numbers" if block.ordered else "bullets": [_item_values(item) for item in block.items]}


def _item_values(item: Item) -> Values:
    nested = {"nested": [_block_values(bullets) for bullets in item.nested]} if item.nested else {}
    return {"inlines": _inline_values(item.inlines), **nested}


def _inline_values(inlines: Sequence[Inline]) -> list[str | Values]:
    return [_one_inline(inline) for inline in inlines]


def _one_inline(inline: Inline) -> str | Values:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Anchor):
        return {"link": _link_values(inline.link), "inlines": _inline_values(inline.inlines)}
    return {"strong" if isinstance(inline, Strong) else "emphasis": _inline_values(inline.inlines)}


# --------------------------------------------------------------------------- and back


def to_topic(values: Mapping[str, Any]) -> Topic:
    """Return the topic of plain values that `topic_values` made."""
    return Topic(
        values["id"],
        {lang: _article(article) for lang, article in values["articles"].items()},
        tuple(Code(**code) for code in values.get("codes", ())),
        tuple(OtherLanguage(**other) for other in values.get("other_languages", ())),
    )


def _article(values: Mapping[str, Any]) -> Article:
    known: Values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    known["blocks"] = tuple(_block(block) for block in known.get("blocks", ()))
    known["provenance"] = Provenance(**known["provenance"])
    known["alternates"] = _alternates(known)
    known["sections"] = tuple(
        LinkSection(section["id"], section["title"], tuple(_link(link) for link in section["links"]))
        for section in known.get("sections", ())
    )
    known["dates"] = Dates(**{name: date.fromisoformat(day) for name, day in known.get("dates", {}).items()})
    return Article(**known)


def _alternates(values: Mapping[str, Any]) -> tuple[Alternate, ...]:
    return tuple(Alternate(**alternate) for alternate in values.get("alternates", ()))


def _link(values: Mapping[str, Any]) -> Link:
    return Link(
        values["address"],
        values["title"],
        values["lang"],
        tuple(values.get("organizations", ())),
        _alternates(values),
        tuple(values.get("marks", ())),
    )


def _block(values: Mapping[str, Any]) -> Block:
    if "heading" in values:
        return Heading(values["heading"], _inlines(values["inlines"]))
    if "paragraph" in values:
        return Paragraph(_inlines(values["paragraph"]))
    return _bullets(values)


def _bullets(values: Mapping[str, Any]) -> Bullets:
    items = values["numbers"] if "numbers" in values else values["bullets"]
    return Bullets(tuple(_item(item) for item in items), ordered="numbers" in values)


def _item(values: Mapping[str, Any]) -> Item:
    return Item(_inlines(values["inlines"]), tuple(_bullets(bullets) for bullets in values.get("nested", ())))


def _inlines(values: Sequence[str | Values]) -> tuple[Inline, ...]:
    return tuple(Text(value) if isinstance(value, str) else _inline(value) for value in values)


def _inline(values: Values) -> Inline:
    if "link" in values:
        return Anchor(_link(values["link"]), _inlines(values["inlines"]))
    if "strong" in values:
        return Strong(_inlines(values["strong"]))
    return Emphasis(_inlines(values["emphasis"]))
