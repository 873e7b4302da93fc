"""Every link says where it leads.

What: Each link annotation has a description (Contents) that is not its address, belongs to a Link tag with a text, and
leads somewhere. The area that can be clicked lies on the words of the link. The descriptions that the handout meant
must be there, in the description's language, each link's words lead where they were meant to, and no other link is
there. The same words for different addresses are for a person to see.

Why: Screen readers offer a list of links; "https://medlineplus.gov/…" forty times over, letter by letter, is no list.

Limits: It does not visit the address, and cannot tell whether the description is true.

Source: ISO 14289-1:2014, 7.18.1 and 7.18.5; ISO 14289-2:2024, 8.9.2.4; WCAG 2.2, 2.4.4, technique PDF13.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Literal

from handouts.checks.boxes import area, meet
from handouts.checks.expected import LiveLink
from handouts.checks.facts import Annotation, Facts
from handouts.checks.places import of_annotation
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted, same_language

NEEDS = ""

_SAYS_NOTHING = """
here, click here, more, read more, learn more, link, this link, this page, page, website,
aquí, haga clic aquí, clic aquí, más, leer más, ver más, enlace, este enlace, esta página, sitio web
"""
_VAGUE = frozenset(letters(words) for words in _SAYS_NOTHING.split(","))
_LEAST_AREA = 0.5
_ADDRESS = re.compile(r"(?i)^(https?://|www\.)\S+$")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield links that do not say where they lead."""
    facts = subject.facts
    shown = [link for link in facts.links if not link.flags & 2]
    for link in shown:
        yield from _described(facts, link, ours=subject.expected is not None)
        yield from _on_its_words(facts, link, ours=subject.expected is not None)
    yield from _alike(shown)
    if subject.expected is not None:
        yield from _as_meant(subject, shown)
        yield from _leading_elsewhere(facts, shown, subject.expected.links)


def _described(facts: Facts, link: Annotation, *, ours: bool) -> Iterator[Finding]:
    where = of_annotation(link)
    said = link.contents.strip()
    alt = facts.elements[link.element].alt if link.element >= 0 else None
    if not said and not (alt or "").strip():
        message = "the link has no description (Contents; ISO 14289-1, 7.18.5)"
        yield Finding("", "fail", where, message, "Describe where it leads, in the link's language")
    elif said and (said == link.address or _ADDRESS.match(said)):
        message = "the link's description is its address"
        yield Finding("", "fail", where, message, "Describe where it leads: the title of the page and who publishes it")
    elif letters(said) in _VAGUE:
        yield Finding("", "fail", where, f"the description {quoted(said)} does not say where it leads", "Name the page")
    if link.more:
        outcome: Literal["fail", "review"] = "fail" if ours else "review"
        yield Finding("", outcome, where, "the link does more than lead somewhere", "Take the other actions out")
    if not link.address and not link.inside:
        yield Finding("", "review", where, "the link leads to no page and no place in the document", "Try it")
    if link.element >= 0 and not facts.text_of(facts.elements[link.element]).strip():
        yield Finding("", "fail", where, "the link's tag holds no text", "Put the words of the link into its tag")


def _on_its_words(facts: Facts, link: Annotation, *, ours: bool) -> Iterator[Finding]:
    """Yield a link whose area lies beside what its tag holds on the page; of ours, beside half of any line of it."""
    marks = facts.elements[link.element].marks if link.element >= 0 else ()
    inner = [key for child in _inside(facts, link.element) for key in facts.elements[child].marks]
    found = [facts.marks[key].box for key in (*marks, *inner) if key in facts.marks and key[0] == link.page]
    boxes = [box for box in found if box is not None and area(box) > 0]
    areas = [one.box for one in facts.links if (one.element, one.page) == (link.element, link.page)]
    hit = [sum(area(meet(box, one)) for one in areas) / area(box) for box in boxes]
    if boxes and (not any(hit) or (ours and min(hit) < _LEAST_AREA)):
        message = "the area that can be clicked does not lie on the words of the link"
        yield Finding("", "fail" if ours else "review", of_annotation(link), message, "Lay the area over the words")


def _inside(facts: Facts, index: int) -> Iterator[int]:
    for child in facts.elements[index].children if index >= 0 else ():
        yield child
        yield from _inside(facts, child)


def _leading_elsewhere(facts: Facts, links: list[Annotation], meant: tuple[LiveLink, ...]) -> Iterator[Finding]:
    """Yield the links that nobody meant, as often as they are there: those to another address than their words'."""
    left = Counter((link.address, letters(link.words)) for link in meant)
    known = {link.address for link in meant}
    for element, address in dict.fromkeys((link.element, link.address) for link in links):
        words = letters(facts.text_of(facts.elements[element])) if element >= 0 else ""
        there = next((pair for pair in ((address, words), (address, "")) if left[pair] > 0), None)
        if there is not None:
            left[there] -= 1
            continue
        where = of_annotation(next(link for link in links if (link.element, link.address) == (element, address)))
        fact = "does not lead there as the handout meant it" if address in known else "is a link that nobody meant"
        said = quoted(facts.text_of(facts.elements[element])) if element >= 0 else "an area without words"
        yield Finding("", "fail", where, f"{said} {fact}", "Take the address from the handout")


def _alike(links: list[Annotation]) -> Iterator[Finding]:
    targets: dict[str, dict[str, Annotation]] = defaultdict(dict)
    for link in links:
        if link.address and link.contents.strip():
            targets[letters(link.contents)].setdefault(link.address, link)
    for found in targets.values():
        if len(found) > 1:
            first = next(iter(found.values()))
            message = f"{quoted(first.contents)} describes links to {len(found)} addresses"
            yield Finding("", "review", of_annotation(first), message, "Say what sets them apart")


def _as_meant(subject: Subject, links: list[Annotation]) -> Iterator[Finding]:
    facts = subject.facts
    by_address: dict[str, list[Annotation]] = defaultdict(list)
    for link in links:
        by_address[link.address].append(link)
    for meant in subject.expected.links if subject.expected else ():
        there = by_address.get(meant.address, [])
        if not there:
            continue  # the check links-in-print says so
        fitting = [link for link in there if letters(meant.description) in letters(link.contents)]
        if not fitting:
            message = f"the description is {quoted(there[0].contents)}, not {quoted(meant.description)}"
            yield Finding("", "fail", of_annotation(there[0]), message, "Take the description from the handout")
        elif not any(same_language(_language(facts, link), meant.lang) for link in fitting):
            language = _language(facts, fitting[0]) or "no language"
            message = f"the description {quoted(meant.description)} is spoken as {language}, not {meant.lang}"
            yield Finding("", "fail", of_annotation(fitting[0]), message, "Set the language of the link's tag")


def _language(facts: Facts, link: Annotation) -> str:
    """Return the language a description is spoken in: its own, its tag's, or the document's."""
    if link.lang or link.element < 0:
        return link.lang or facts.metadata.lang or ""
    return facts.elements[link.element].language
