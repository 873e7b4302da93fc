"""Topics that came in one language each become the topics they are: the pages of one topic belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.errors import RequestError
from handouts.model import Alternate, Article, Topic
from handouts.sources.topic_address import same_page, topic_id


def join_topics(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the topics with those that are one subject in several languages joined, in the order they first appear.

    Two MedlinePlus articles belong to one topic when either names the other's page as its own in that language; where
    neither names any, when their pages have the same name. The same bytes given twice count once.

    Raises:
        RequestError: one topic stands there twice in one language, with different texts.
    """
    groups: list[list[Topic]] = []
    for topic in topics:
        near = [group for group in groups if any(_is_one(topic, member) for member in group)]
        if not near:
            groups.append([topic])
            continue
        near[0].append(topic)
        for other in near[1:]:  # the topic is the link between groups that had none
            near[0].extend(other)
            groups.remove(other)
    return tuple(_joined(group) for group in groups)


def _is_one(topic: Topic, other: Topic) -> bool:
    return any(_belong(a, b) for a in topic.articles.values() for b in other.articles.values())


def _belong(a: Article, b: Article) -> bool:
    if a.provenance.provider != "medlineplus" or b.provenance.provider != "medlineplus":
        return False
    if a.lang == b.lang:
        return same_page(a.address, b.address)
    named = [(twin.address, b.address) for twin in a.alternates if twin.lang == b.lang]
    named += [(twin.address, a.address) for twin in b.alternates if twin.lang == a.lang]
    if named:
        return any(same_page(said, own) for said, own in named)
    return topic_id(a.address) == topic_id(b.address)


def _joined(group: Sequence[Topic]) -> Topic:
    if len(group) == 1:
        return group[0]
    articles: dict[str, Article] = {}
    for article in (article for topic in group for article in topic.articles.values()):
        known = articles.setdefault(article.lang, article)
        if known.provenance.sha256 != article.provenance.sha256:
            raise _twice(known, article)
    linked = {lang: _with_alternates(article, articles.values()) for lang, article in articles.items()}
    return Topic(
        id=_english_name(linked.values()) or group[0].id,
        articles=linked,
        codes=tuple(dict.fromkeys(code for topic in group for code in topic.codes)),
        other_languages=tuple(dict.fromkeys(other for topic in group for other in topic.other_languages)),
    )


def _with_alternates(article: Article, articles: Iterable[Article]) -> Article:
    """Return the article with its twins' addresses, where only the twin says that they belong together."""
    known = {alternate.lang for alternate in article.alternates} | {article.lang}
    more = (Alternate(other.lang, other.address) for other in articles if other.lang not in known)
    return replace(article, alternates=(*article.alternates, *more))


def _english_name(articles: Iterable[Article]) -> str:
    pages = [(a.lang, a.address) for a in articles] + [(t.lang, t.address) for a in articles for t in a.alternates]
    return next((name for lang, address in pages if lang == "en" and (name := topic_id(address))), "")


def _twice(one: Article, other: Article) -> RequestError:
    def named(article: Article) -> str:
        day = f", updated {article.dates.updated.isoformat()}" if article.dates.updated else ""
        return f"{article.address} ({article.title!r}{day}, sha256 {article.provenance.sha256[:8]})"

    return RequestError(
        f"the topic is there twice in the language {one.lang!r}, with different texts: {named(one)} and {named(other)}",
        hint="Give one of the two",
    )
