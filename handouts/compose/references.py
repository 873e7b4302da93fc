"""Every link once, under a heading, with a number and, in a bilingual handout, beside its page in the other language.

Numbers run through the printed list, so that a reader who meets "[12]" in the text finds 12 between 11 and 13. Links
that stand in the running text alone come first, in the order in which the text has them; then MedlinePlus's sections
in MedlinePlus's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby, permutations

from handouts.compose.addresses import same_page, to_target, twins
from handouts.compose.handout import Reference, ReferenceSection, Target
from handouts.errors import RequestError
from handouts.languages import language
from handouts.model import Article, Link, Topic, anchors, runs
from handouts.sections import position, section_title

LINKS_IN_TEXT = "links-in-text"

PRIORITY = (
    # what to do and what to expect
    "start-here",
    "learn-more",
    "overviews",
    "patient-handouts",
    "symptoms",
    "diagnosis-symptoms",
    "diagnosis",
    "treatments",
    "living-with",
    "prevention",
    LINKS_IN_TEXT,
    # more about it, and for whom
    "specifics",
    "specific-conditions",
    "related-issues",
    "children",
    "teenagers",
    "women",
    "men",
    "older-adults",
    "find-an-expert",
    "organizations",
    "videos-and-tutorials",
    "videos",
    "tutorials",
    "health-check-tools",
    "encyclopedia",
    "related-topics",
    # for the curious
    "images",
    "genetics",
    "test-your-knowledge",
    "games",
    "latest-news",
    "magazine",
    "reference-desk",
    "institute",
    # for professionals, and about the source itself
    "statistics",
    "clinical-trials",
    "journal-articles",
    "about",
)
"""Which sections a patient needs first, when not all links can be printed; a section that is not here comes after
"related-topics"."""

_LAST_BEFORE_UNKNOWN = "related-topics"


@dataclass(frozen=True, slots=True)
class References:
    """What is printed of a topic's links.

    Args:
        numbers: key of a page (`addresses.same_page`) to the number it is printed under.
        links: language and key of a page to the link as it prints, also where it was left out.
        omitted: how many links were left out on request.
    """

    sections: tuple[ReferenceSection, ...]
    numbers: Mapping[str, int]
    links: Mapping[tuple[str, str], Link]
    omitted: int


def references(topic: Topic, languages: Sequence[str], wanted: int | None) -> References:
    """Return a topic's links for a handout in these languages, which the topic must have.

    Args:
        wanted: the greatest number of links; None for all. The best are kept, in their printing order.

    Raises:
        RequestError: a negative number of links.
    """
    if wanted is not None and wanted < 0:
        raise RequestError(f"{wanted} links cannot be printed", hint="Ask for 0 or more, or for all")
    listings = {tag: _listing(article) for tag, article in topic.articles.items()}
    order = _section_order([topic.articles[tag] for tag in languages])
    entries = sorted(_entries(topic, languages, listings), key=lambda entry: order.index(entry.section))
    best = sorted(range(len(entries)), key=lambda i: (_rank(entries[i].section), i))[:wanted]
    sections = tuple(_numbered([entries[i] for i in sorted(best)], topic, languages))
    numbers: dict[str, int] = {}
    for section in sections:
        for reference in section.references:
            for target in reference.targets:
                numbers.setdefault(same_page(target.address), reference.number)
    links = {(tag, key): link for tag, listing in listings.items() for key, (_, link) in listing.items()}
    return References(sections, numbers, links, len(entries) - len(best))


def in_language(
    sections: Sequence[ReferenceSection], at: int, languages: Sequence[str]
) -> tuple[ReferenceSection, ...]:
    """Return the references that have a page in one of the handout's languages, with that page alone.

    Args:
        at: the place of the language among the handout's. A page in none of them is told to readers of the first.
    """

    def pages(reference: Reference) -> tuple[Target, ...]:
        own = tuple(target for target in reference.targets if target.lang == languages[at])
        foreign = at == 0 and not any(target.lang in languages for target in reference.targets)
        return reference.targets if foreign else own

    found = []
    for section in sections:
        references_ = tuple(replace(r, targets=pages(r)) for r in section.references if pages(r))
        if references_:
            titles, langs = section.titles[at : at + 1], section.title_langs[at : at + 1]
            found.append(ReferenceSection(section.id, titles, references_, langs))
    return tuple(found)


def count_of(sections: Sequence[ReferenceSection]) -> int:
    """Return how many references there are."""
    return sum(len(section.references) for section in sections)


def _rank(section: str) -> float:
    return PRIORITY.index(section) if section in PRIORITY else PRIORITY.index(_LAST_BEFORE_UNKNOWN) + 0.5


# --------------------------------------------------------------------------- what an article leads to

_Listing = dict[str, tuple[str, Link]]  # key of a page -> section id and link, in printing order


def _listing(article: Article) -> _Listing:
    """Return each page an article leads to once: those of its text alone first, under the words that lead there."""
    listed: _Listing = {}
    for section in article.sections:
        for link in section.links:
            listed.setdefault(same_page(link.address), (section.id, link))
    in_text: _Listing = {}
    for block in article.blocks:
        for anchor in (anchor for run in runs(block) for anchor in anchors(run)):
            key = same_page(anchor.link.address)
            if key not in listed:
                in_text.setdefault(key, (LINKS_IN_TEXT, _as_title(anchor.link)))
    return in_text | listed


def _as_title(link: Link) -> Link:
    """Return the link with a capital, as titles have; a word such as "mRNA" keeps its form."""
    first = link.title.split(" ")[0]
    return replace(link, title=link.title[:1].upper() + link.title[1:]) if first == first.lower() else link


# --------------------------------------------------------------------------- a page in all its languages


@dataclass(frozen=True, slots=True)
class _Entry:
    section: str
    targets: tuple[Target, ...]
    elsewhere: tuple[Target, ...]


_Twins = Mapping[tuple[str, str, str], Link]  # language, key of a page, another language -> the page there


def _entries(topic: Topic, languages: Sequence[str], listings: Mapping[str, _Listing]) -> Iterator[_Entry]:
    """Yield each page once: all that the first language lists, with its twins, then what only the next lists."""
    known = _known_twins(topic, listings)
    printed: set[str] = set()
    for tag in languages:
        for key, (section, link) in listings[tag].items():
            if key in printed:
                continue
            everywhere = {link.lang: to_target(link)}
            for other in dict.fromkeys((*languages, *topic.articles, *(a.lang for a in link.alternates))):
                twin = known.get((tag, key, other)) or _named_twin(link, other, listings)
                if twin and other not in everywhere:
                    everywhere[other] = twin if isinstance(twin, Target) else to_target(twin)
            shown = [everywhere[lang] for lang in languages if lang in everywhere] or [everywhere[link.lang]]
            keys = [same_page(target.address) for target in shown]
            printed.update(keys)
            yield _Entry(
                _best_section(
                    section, [listings[lang][k][0] for k in keys for lang in languages if k in listings[lang]]
                ),
                tuple(shown),
                tuple(target for target in everywhere.values() if target not in shown),
            )


def _known_twins(topic: Topic, listings: Mapping[str, _Listing]) -> _Twins:
    """Return which listed page of one language is which listed page of another, as `addresses.twins` tells."""
    known: dict[tuple[str, str, str], Link] = {}
    for left, right in permutations(topic.articles.values(), 2):
        for there, here in twins(left, right).items():
            if there in listings[right.lang]:
                known.setdefault((left.lang, here, right.lang), listings[right.lang][there][1])
    return known


def _named_twin(link: Link, lang: str, listings: Mapping[str, _Listing]) -> Target | None:
    """Return the page that a link itself names in another language.

    Its title is the one under which the other language lists it. Where nothing but the address is known, the title
    stays as it is and says in what language it is: made up it would be worse, and in the wrong voice it would be noise.
    """
    for alternate in link.alternates:
        if alternate.lang == lang:
            listed = listings.get(lang, {}).get(same_page(alternate.address))
            if listed:
                return to_target(listed[1])
            return to_target(Link(alternate.address, link.title, lang), title_lang=link.lang)
    return None


def _best_section(own: str, all_languages: Sequence[str]) -> str:
    """Return where a page is printed: a section of the other language is a better place than the words of a text."""
    return own if own != LINKS_IN_TEXT else next((s for s in all_languages if s != LINKS_IN_TEXT), own)


# --------------------------------------------------------------------------- sections


def _section_order(articles: Sequence[Article]) -> list[str]:
    """Return the sections of all languages: the first language's order, with the others' own ones where they belong."""
    order = [LINKS_IN_TEXT]
    for article in articles:
        at = 0
        for ident in (section.id for section in article.sections):
            if ident in order:
                at = order.index(ident)
                continue
            at += 1
            while at < len(order) and position(order[at]) < position(ident):
                at += 1
            order.insert(at, ident)
    return order


def _numbered(entries: Sequence[_Entry], topic: Topic, languages: Sequence[str]) -> Iterator[ReferenceSection]:
    numbers = count(1)
    for ident, group in groupby(entries, key=lambda entry: entry.section):
        titles = [_title(ident, topic, languages, tag) for tag in languages]
        yield ReferenceSection(
            id=ident,
            titles=tuple(title for title, _ in titles),
            references=tuple(Reference(next(numbers), entry.targets, entry.elsewhere) for entry in group),
            title_langs=tuple(lang for _, lang in titles),
        )


def _title(ident: str, topic: Topic, languages: Sequence[str], tag: str) -> tuple[str, str]:
    """Return a section's heading for a language, and what it is written in: the source's words unless they shout."""
    if ident == LINKS_IN_TEXT:
        _ = language(tag).gettext
        return _("Links in this text"), tag
    own = {lang: s.title for lang in reversed(languages) for s in topic.articles[lang].sections if s.id == ident}
    title, known = own.get(tag, ""), section_title(ident, tag)
    if title and not (title.isupper() and known):
        return title, tag
    return (known, tag) if known else next((title, lang) for lang, title in own.items())
