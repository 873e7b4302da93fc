"""A topic and a request become a handout: everything that will be printed is decided here."""

from __future__ import annotations

from handouts.compose.citation import citation
from handouts.compose.finality import drafts, require_final
from handouts.compose.handout import Handout, Masthead
from handouts.compose.layouts import fits, layout
from handouts.compose.limits import require_links, require_text
from handouts.compose.references import count_of, in_language, references
from handouts.compose.request import Request
from handouts.compose.rows import pairing_of, to_rows
from handouts.editions import edition
from handouts.errors import ContentError, RequestError
from handouts.languages import language
from handouts.model import Article, Topic


def compose(topic: Topic, request: Request) -> Handout:
    """Return the handout that a request asks for.

    Raises:
        RequestError: the topic lacks a language, or the layout takes another number of languages.
        ContentError: the topic has no text in one of them, or more of it than can be set, or one that is not final
            where only that will do.
    """
    articles = _articles(topic, request)
    if request.final:
        require_final(articles, topic.id)
    tags = tuple(article.lang for article in articles)
    form = layout(request.layout)
    links = references(topic, tags if form.links_of_all else tags[:1], request.links)
    require_links(count_of(links.sections), topic.id)
    parts = tuple(in_language(links.sections, at, tags) for at in range(len(tags))) if form.parts else ()
    created = [article.dates.created for article in articles if article.dates.created]
    modified = [day for a in articles for day in (a.dates.updated, a.dates.reviewed) if day]
    pairing = pairing_of(articles)
    return Handout(
        topic_id=topic.id,
        languages=tags,
        layout=request.layout,
        paper=request.paper,
        edition=request.edition,
        mastheads=tuple(_masthead(article, request.edition) for article in articles),
        rows=to_rows(articles, pairing, form, links),
        sections=links.sections,
        omitted=links.omitted,
        citations=tuple(citation(topic, tags, tag, request.retrieved) for tag in tags),
        provenances=tuple(article.provenance for article in articles),
        drafts=drafts(articles),
        subjects=_subjects(articles[0], topic),
        created=min(created, default=None),
        modified=max(modified, default=None),
        pairing=pairing.grain if len(articles) == 2 else "single",
        confidence=pairing.confidence,
        parts=parts,
        apart=tuple(count_of(links.sections) - count_of(part) for part in parts),
        clinic=request.clinic,
        worksheets=request.worksheets,
        personal=request.personal,
    )


def _masthead(article: Article, edition_name: str) -> Masthead:
    in_this = language(article.lang)
    _ = in_this.gettext
    announced = _("Large print edition") if edition(edition_name).large_print else ""
    return Masthead(article.lang, article.title, in_this.endonym, article.synonyms, announced)


def _articles(topic: Topic, request: Request) -> tuple[Article, ...]:
    wanted = request.languages
    if not 1 <= len(wanted) <= 2 or len(set(wanted)) < len(wanted):
        raise RequestError(
            f"a handout has one language or two different ones, not {', '.join(wanted) or 'none'}", place=topic.id
        )
    fits(request.layout, len(wanted), request.edition, topic.id)
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
    require_text(article, topic.id)
    return article


def _subjects(article: Article, topic: Topic) -> tuple[str, ...]:
    """Return the groups and MeSH headings of a topic, each once."""
    named = (*article.groups, *(code.name for code in topic.codes if code.system == "MeSH"))
    return tuple(dict.fromkeys(name for name in named if name))
