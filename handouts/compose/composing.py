"""A topic and a request become a handout: everything that will be printed is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.compose.citation import citation
from handouts.compose.handout import Handout, Masthead, Row
from handouts.compose.pairing import Pair, Pairing, pair
from handouts.compose.passages import to_passage
from handouts.compose.references import References, references
from handouts.compose.request import Request
from handouts.errors import ContentError, RequestError
from handouts.languages import language
from handouts.model import Article, Topic

LANGUAGES_OF_LAYOUT: Mapping[str, int] = {"single": 1, "side-by-side": 2}
"""How many languages a layout takes; one that is not here takes one or two."""


def compose(topic: Topic, request: Request) -> Handout:
    """Return the handout that a request asks for.

    Raises:
        RequestError: the topic lacks a language, or the layout takes another number of languages.
        ContentError: the topic has no text in one of them.
    """
    articles = _articles(topic, request)
    tags = tuple(article.lang for article in articles)
    links = references(topic, tags, request.links)
    created = [article.dates.created for article in articles if article.dates.created]
    modified = [day for a in articles for day in (a.dates.updated, a.dates.reviewed) if day]
    pairing = _paired(articles)
    return Handout(
        topic_id=topic.id,
        languages=tags,
        layout=request.layout,
        paper=request.paper,
        mastheads=tuple(Masthead(a.lang, a.title, language(a.lang).endonym, a.synonyms) for a in articles),
        rows=tuple(_row(both, tags, links) for both in pairing.pairs),
        sections=links.sections,
        omitted=links.omitted,
        citations=tuple(citation(topic, tags, tag, request.retrieved) for tag in tags),
        provenances=tuple(article.provenance for article in articles),
        subjects=_subjects(articles[0], topic),
        created=min(created, default=None),
        modified=max(modified, default=None),
        pairing=pairing.grain if len(articles) == 2 else "single",
        confidence=pairing.confidence,
    )


def _articles(topic: Topic, request: Request) -> tuple[Article, ...]:
    wanted = request.languages
    if not 1 <= len(wanted) <= 2 or len(set(wanted)) < len(wanted):
        raise RequestError(
            f"a handout has one language or two different ones, not {', '.join(wanted) or 'none'}", place=topic.id
        )
    takes = LANGUAGES_OF_LAYOUT.get(request.layout, len(wanted))
    if takes != len(wanted):
        raise RequestError(
            f"the layout {request.layout!r} takes {takes} language{'s' if takes > 1 else ''}, not {len(wanted)}",
            place=topic.id,
            hint="Ask for each language by itself, or for the layout 'side-by-side'" if takes == 1 else "Name two",
        )
    missing = [tag for tag in wanted if tag not in topic.articles]
    if missing:
        raise RequestError(
            f"the topic has no text in {', '.join(missing)}",
            place=topic.id,
            hint=f"It has: {', '.join(topic.languages)}",
        )
    return tuple(_with_text(topic.articles[tag], topic) for tag in wanted)


def _with_text(article: Article, topic: Topic) -> Article:
    if not article.blocks:
        raise ContentError(f"the text in {article.lang} is empty", place=topic.id)
    return article


def _paired(articles: Sequence[Article]) -> Pairing:
    if len(articles) == 2:
        return pair(*articles)
    return Pairing(tuple(Pair((block,), (), 1.0) for block in articles[0].blocks), "block", 1.0)


def _row(both: Pair, tags: Sequence[str], links: References) -> Row:
    cells = (
        tuple(to_passage(b, tag, links) for b in blocks)
        for tag, blocks in zip(tags, (both.left, both.right), strict=False)
    )
    return Row(tuple(cells), both.confidence)


def _subjects(article: Article, topic: Topic) -> tuple[str, ...]:
    """Return the groups and MeSH headings of a topic, each once."""
    named = (*article.groups, *(code.name for code in topic.codes if code.system == "MeSH"))
    return tuple(dict.fromkeys(name for name in named if name))
