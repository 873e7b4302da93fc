"""The block that says where the words come from, in one language.

MedlinePlus is cited as its publisher asks, with the dates that are known and no others. Nothing here says or hints that
the National Library of Medicine stands behind a handout.

Source: National Library of Medicine, "Citing Medicine", 2nd edition, chapter 25, and MedlinePlus's own "Linking to and
Using Content".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from babel.dates import format_date

from handouts.compose.addresses import to_target
from handouts.compose.handout import Citation, Target
from handouts.languages import Language, language
from handouts.model import Article, Link, Topic


def citation(topic: Topic, languages: Sequence[str], tag: str, retrieved: date | None) -> Citation:
    """Return the citation of a topic in one of the handout's languages.

    Args:
        languages: all that the handout is in.
        tag: the one to write in.
        retrieved: the day the source was fetched, where the article itself does not say; None when unknown.
    """
    article = topic.articles[tag]
    in_this = language(tag)
    page = _page(article, topic, languages)
    cited = _cited(article, topic)
    _ = in_this.gettext
    return Citation(
        lang=tag,
        text=_text(cited, in_this, cited.dates.retrieved or retrieved, has_page=page is not None),
        page=page,
        acknowledgement=_acknowledgement(article, in_this),
        notices=tuple(dict.fromkeys(_notices([topic.articles[other] for other in languages], in_this))),
        disclaimer=_(
            "This handout gives general information and is not a substitute for medical care. "
            "Talk with your health care provider about your own health."
        ),
        attribution=article.attribution,
        elsewhere=tuple(_elsewhere(article, topic, languages)) if tag == languages[0] else (),
    )


def _text(article: Article, in_this: Language, retrieved: date | None, *, has_page: bool) -> str:
    """Return the citation; with a page it ends with "Available from:", and the page's address is to follow."""
    _ = in_this.gettext
    if article.provenance.provider == "medlineplus":
        publisher = _("MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine (US).")
        if _is_ours(article):
            publisher = _("Translated from MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine (US).")
    else:
        source = article.provenance.source
        publisher = f"{source[:1].upper()}{source[1:]}."
    dates = (
        (_("updated {date}"), article.dates.updated),
        (_("reviewed {date}"), article.dates.reviewed),
        (_("cited {date}"), retrieved if has_page else None),  # only what can change after the visit needs its day
    )
    known = "; ".join(words.format(date=_short(day, in_this)) for words, day in dates if day)
    title = article.title if known or article.title.endswith((".", "?", "!")) else f"{article.title}."
    parts = (publisher, title + (f"; [{known}]." if known else ""), _("Available from:") if has_page else "")
    return " ".join(part for part in parts if part)


def _short(day: date, in_this: Language) -> str:
    """Return the day as the National Library of Medicine writes it: "2026 Nov 21" (Citing Medicine, chapter 25)."""
    return format_date(day, "yyyy MMM d", locale=in_this.locale).replace(".", "")


def _acknowledgement(article: Article, in_this: Language) -> str:
    _ = in_this.gettext
    if article.provenance.provider == "medlineplus":
        return _("Source: MedlinePlus, National Library of Medicine")
    return _("Source: {source}").format(source=article.provenance.source)


# --------------------------------------------------------------------------- who answers for the words


def _notices(articles: Sequence[Article], in_this: Language) -> Iterator[str]:
    """Yield what a reader must know of how the texts came about: of all languages, for whoever reads only this one."""
    for article in articles:
        yield from _notices_of(article, in_this)


def _notices_of(article: Article, in_this: Language) -> Iterator[str]:
    _ = in_this.gettext
    provenance = article.provenance
    name = in_this.locale.languages.get(article.lang, article.lang)
    translated = bool(provenance.translated_from or provenance.translator)
    if provenance.state == "sample":
        yield _("This text was written as a sample for the program that made this handout.")
    if provenance.stale:
        yield _("The English text has changed since the {language} text was made.").format(language=name)
    if provenance.state == "draft":
        yield _("The {language} text is a draft.").format(language=name)
    if provenance.state == "machine":
        yield _("The {language} text was translated by a machine.").format(language=name)
    if provenance.state == "official" and provenance.provider == "medlineplus" and article.lang != "en":
        yield _("The {language} text is the official version published by MedlinePlus.").format(language=name)
    if provenance.translator:
        yield _("Translated into {language} by {translator}.").format(language=name, translator=provenance.translator)
    if provenance.state == "reviewed":
        yield _reviewed(article, in_this, name)
    elif provenance.state == "machine" or (provenance.state in ("sample", "draft") and translated):
        yield _("The {language} text has not been reviewed by a qualified translator.").format(language=name)


def _reviewed(article: Article, in_this: Language, name: str) -> str:
    _ = in_this.gettext
    by = ", ".join(part for part in (article.provenance.reviewer, article.provenance.credential) if part)
    on = in_this.date(article.dates.reviewed) if article.dates.reviewed else ""
    if by and on:
        words = _("The {language} text was reviewed by {reviewer} on {date}.")
    elif by:
        words = _("The {language} text was reviewed by {reviewer}.")
    elif on:
        words = _("The {language} text was reviewed on {date}.")
    else:
        words = _("The {language} text has been reviewed.")
    return words.format(language=name, reviewer=by, date=on)


# --------------------------------------------------------------------------- the topic's own page


def _is_ours(article: Article) -> bool:
    """Say whether it is a translation of MedlinePlus's words that is not MedlinePlus's own."""
    return article.provenance.provider == "medlineplus" and bool(article.provenance.translated_from)


def _cited(article: Article, topic: Topic) -> Article:
    """Return what a citation speaks of: of a translation of ours, the English, under the translation's title."""
    english = topic.articles.get("en")
    if not _is_ours(article) or english is None:
        return article
    return replace(english, title=article.title, lang=article.lang, provenance=article.provenance)


def _page(article: Article, topic: Topic, languages: Sequence[str]) -> Target | None:
    """Return the page that the words of an article come from; None where the citation beside it names it already."""
    english = topic.articles.get("en")
    if not _is_ours(article) or english is None:
        return _own_page(article, topic)
    if "en" in languages:
        return None
    return to_target(Link(english.address, article.title, "en"), title_lang=article.lang) if english.address else None


def _own_page(article: Article, topic: Topic) -> Target | None:
    """Return the topic's page in the article's language, said by itself or by the article in another language."""
    named = [a.address for other in topic.articles.values() for a in other.alternates if a.lang == article.lang]
    address = article.address or next(iter(named), "")
    return to_target(Link(address, article.title, article.lang)) if address else None


def _elsewhere(article: Article, topic: Topic, languages: Sequence[str]) -> Iterator[Target]:
    """Yield the topic's page in each language that the handout is not in, or has in other words than the page."""
    shown = set(languages) | ({"en"} if _is_ours(article) else set())
    for other in topic.articles.values():
        page = _own_page(other, topic) if other.lang not in shown else None
        if page:
            shown.add(other.lang)
            yield page
    for alternate in article.alternates:
        if alternate.lang not in shown:
            shown.add(alternate.lang)
            yield to_target(Link(alternate.address, article.title, alternate.lang), title_lang=article.lang)
    for ours in (topic.articles[tag] for tag in languages if _is_ours(topic.articles[tag])):
        official = _own_page(ours, topic)
        if official:
            yield official
