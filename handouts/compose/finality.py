"""Whether a text may leave as final: a translation that is not reviewed, or older than its English, may not.

Source: 45 CFR 92.201(c)(3): a qualified human translator has to review a machine's translation of critical text.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.errors import ContentError
from handouts.languages import language
from handouts.model import Article


def is_translation(article: Article) -> bool:
    """Say whether an article was made from another one, as far as it says."""
    return bool(article.provenance.translated_from or article.provenance.translator)


def is_final(article: Article) -> bool:
    """Say whether an article may be printed as final: an original, or a translation that stands."""
    provenance = article.provenance
    if provenance.stale or provenance.state == "machine":
        return False
    return not is_translation(article) or provenance.state in ("official", "reviewed")


def drafts(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the languages whose text may not be printed as final."""
    return tuple(article.lang for article in articles if not is_final(article))


def require_final(articles: Iterable[Article], topic_id: str) -> None:
    """Do nothing when every text may be printed as final.

    Raises:
        ContentError: one may not; the message says why.
    """
    for article in articles:
        if not is_final(article):
            name = language("en").locale.languages.get(article.lang, article.lang)
            raise ContentError(
                f"the {name} text is not final: {_why(article)}",
                place=topic_id,
                hint="`handouts translate status` says what is missing, `review` makes the sheet for the reviewer, and "
                "`approve` records the review",
            )


def _why(article: Article) -> str:
    provenance = article.provenance
    if provenance.stale:
        return "its English has changed since"
    if provenance.state == "machine":
        return "a machine made it, and no qualified translator has reviewed it"
    return "no qualified translator has reviewed it as it is now"
