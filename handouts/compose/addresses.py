"""Addresses as text: which two are the same page, which two are one page in two languages, and how one prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from handouts.compose.handout import Target
from handouts.model import Article, Link, anchors, runs

PRINTED_LIMIT = 120
"""Characters; a longer address is no help on paper, so its host stands for it (house rule, standards.md)."""

_LANGUAGE_PARTS = frozenset({"en", "es", "sp", "english", "spanish", "espanol", "ingles"})
"""Path segments and host labels that only say which language a page is in, as health sites write them."""


def same_page(address: str) -> str:
    """Return a key that two spellings of one address share: scheme, case of the host and a last slash do not matter.

    Query and fragment do: `?p=1` is another page than `?p=2`, and `#cause` another place than `#cure`.
    """
    parts = _split(address)
    if parts is None or not parts.netloc:
        return address
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    scheme = "web" if parts.scheme.lower() in ("http", "https") else parts.scheme.lower()
    return "\n".join((scheme, host, parts.path.rstrip("/"), parts.query, parts.fragment))


def language_free(address: str) -> str:
    """Return a key that a page shares with its version in another language, where only `/spanish/` or `/es/` differs.

    The key alone proves nothing: it pairs two addresses that both occur in the content, and never makes one up.
    """
    parts = _split(address)
    if parts is None or not parts.netloc:
        return address
    labels = [label for label in parts.netloc.lower().split(".") if label not in _LANGUAGE_PARTS | {"www"}]
    path = [part for part in parts.path.lower().split("/") if part and part not in _LANGUAGE_PARTS]
    return "\n".join((".".join(labels), "/".join(path), parts.query, parts.fragment))


def printed(address: str) -> tuple[str, bool]:
    """Return the address for people, and whether it was cut down to its host.

    Both `https://` and `http://` go: a browser adds what the site wants, and one letter more is one letter to mistype.
    """
    bare = re.sub(r"^https?://", "", address, flags=re.IGNORECASE).removesuffix("/")
    short = host(address)
    return (short, True) if short and len(bare) > PRINTED_LIMIT else (bare, False)


def to_target(link: Link, *, title_lang: str = "") -> Target:
    """Return a link as it prints.

    Args:
        title_lang: language of the title, where it is not the page's own.
    """
    shown, shortened = printed(link.address)
    return Target(
        lang=link.lang,
        title=link.title,
        address=link.address,
        printed=shown,
        shortened=shortened,
        organizations=link.organizations,
        marks=link.marks,
        title_lang=title_lang or link.lang,
    )


def host(address: str) -> str:
    """Return the host without "www.", for saying in words where a link leads; "" when there is none."""
    parts = _split(address)
    return parts.netloc.lower().removeprefix("www.") if parts else ""


def twins(left: Article, right: Article) -> Mapping[str, str]:
    """Return which page of the right article is which page of the left one, as keys of `same_page`.

    Alternates that the links or the articles themselves name come first, then addresses that both articles have and
    that differ in nothing but their language.
    """
    found: dict[str, str] = {}
    lefts, rights = _links(left), _links(right)
    for link in lefts:
        for alternate in link.alternates:
            if alternate.lang == right.lang:
                found.setdefault(same_page(alternate.address), same_page(link.address))
    for link in rights:
        for alternate in link.alternates:
            if alternate.lang == left.lang:
                found[same_page(link.address)] = same_page(alternate.address)  # what a page says of itself wins
    by_form: dict[str, str] = {}
    for link in lefts:
        by_form.setdefault(language_free(link.address), same_page(link.address))
    known = {same_page(link.address) for link in lefts}
    for link in rights:
        key = same_page(link.address)
        form = by_form.get(language_free(link.address))
        if form and key not in known and found.get(key) not in known:
            found[key] = form
    return found


def _links(article: Article) -> list[Link]:
    inline = [a.link for block in article.blocks for run in runs(block) for a in anchors(run)]
    own = [Link(article.address, article.title, article.lang, alternates=article.alternates)] if article.address else []
    return [*own, *inline, *(link for section in article.sections for link in section.links)]


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # such as "https://[half"
        return None
