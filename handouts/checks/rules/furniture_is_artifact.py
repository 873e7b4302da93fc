"""Page numbers, headers and footers are not read aloud.

What: What the handout prints at the edge of its pages is there, marked as an artifact of the kind Pagination (Header or
Footer), and not in the reading order. Every page is counted, by its true number, says what every page has to say, and
says nothing else at its edge. Where it is not known what was meant, text that returns at the same height at the edge of
the pages must be such an artifact: a failure where it counts the pages, else for a person to see.

Why: "… take the tablets Page 2 of 5 three times a day".

Limits: Without the handout it finds only what returns on two pages and more within an inch and a quarter of the edge.

Source: ISO 14289-1:2014, 7.8; ISO 32000-1:2008, 14.8.2.2; Matterhorn Protocol 1.1, checkpoint 18.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from handouts.checks.expected import Expected
from handouts.checks.facts import Box, Facts
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

NEEDS = ""

EDGE_PT, EDGE_SHARE = 90.0, 0.12
"""How far from the edge of the page headers and footers reach: points, and at most this share of its height."""

_HINT = "Make it an artifact of the kind Pagination, Header or Footer, outside the tag tree"
_NUMBER = re.compile(r"\d+")
_NEXT = "\n"
"""Stands between two artifacts of one page, so that a number at the end of one is not that at the start of the next."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield furniture that is read aloud, or not marked as what it is."""
    facts = subject.facts
    yield from _untyped(facts)
    if subject.expected is not None:
        yield from _as_meant(facts, subject.expected)
    elif facts.tagged:
        yield from _returning(facts)


def _untyped(facts: Facts) -> Iterator[Finding]:
    heads = [letters(facts.text_of(element)) for element in facts.elements if element.role == "TH"]
    for artifact in facts.artifacts:
        if not artifact.text.strip() or artifact.page >= len(facts.pages):
            continue
        where = on_page(artifact.page)
        if artifact.kind == "Pagination" and artifact.subtype in ("Header", "Footer", "Watermark"):
            continue
        if artifact.kind == "Pagination" and any(letters(artifact.text) in head for head in heads):
            continue  # the head of a table that goes on: no running header
        if artifact.kind == "Pagination":
            message = f"{quoted(artifact.text)} is marked neither as Header nor as Footer (ISO 14289-1, 7.8)"
            yield Finding("", "fail", where, message, "Give the artifact its /Subtype")
        elif artifact.kind != "Layout" and artifact.box and _at_edge(facts, artifact.page, artifact.box):
            message = f"{quoted(artifact.text)} is an artifact, but not of the kind Pagination (ISO 14289-1, 7.8)"
            yield Finding("", "fail", where, message, "Give the artifact its /Type and /Subtype")
        elif artifact.kind == "":
            message = f"{quoted(artifact.text)} is hidden from screen readers, and nothing says why"
            yield Finding("", "review", where, message, "Make sure that nothing is lost; give the artifact its /Type")


def _as_meant(facts: Facts, expected: Expected) -> Iterator[Finding]:
    passages = {letters(passage.text) for passage in expected.passages}
    printed = dict.fromkeys(range(len(facts.pages)), "")
    for artifact in facts.artifacts:
        printed[artifact.page] = printed.get(artifact.page, "") + letters(artifact.text) + _NEXT
    for page, text in printed.items():
        yield from _on_each_page(expected, page, text, len(facts.pages))
    for text in expected.furniture:
        pattern = _pattern(text)
        if not any(pattern.search(page) for page in printed.values()):
            message = f"{quoted(text)} is on no page as an artifact"
            yield Finding("", "fail", DOCUMENT, message, _HINT)
        if letters(text) not in passages:
            yield from _heard(facts, pattern, counts="{page}" in text)


def _on_each_page(expected: Expected, page: int, printed: str, pages: int) -> Iterator[Finding]:
    """Yield what is wrong with the edge of one page: its number, its band, and what nobody meant."""
    counting = [_pattern(text) for text in expected.furniture if "{page}" in text]
    found = [match for pattern in counting for match in pattern.finditer(printed)]
    for match in found:
        if (int(match["page"]), int(match.groupdict().get("pages") or pages)) != (page + 1, pages):
            yield Finding(
                "", "fail", on_page(page), f"is counted as {quoted(match[0])} and is {page + 1} of {pages}", _HINT
            )
    if counting and not found:
        yield Finding("", "fail", on_page(page), "does not say which page it is", _HINT)
    if expected.band and not _pattern(expected.band).search(printed):
        yield Finding("", "fail", on_page(page), f"does not say {quoted(expected.band)}", "Say it on every page")
    left = printed
    for text in sorted((*expected.furniture, expected.blank), key=len, reverse=True):
        left = _pattern(text).sub(_NEXT, left) if text else left
    if any(map(str.isalnum, left)):
        said = " ".join(left.split(_NEXT))
        yield Finding("", "fail", on_page(page), f"nobody meant what its edge says: {quoted(said)}", "Take it out")


def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text of the page's edge, also where it is drawn in several parts."""
    parts = re.split(r"(\{pages?\})", letters(text))
    numbers = {"{page}": r"(?P<page>\d+)", "{pages}": r"(?P<pages>\d+)"}
    apart = f"{_NEXT}?"
    return re.compile(apart.join(numbers.get(part) or apart.join(map(re.escape, part)) for part in parts if part))


def _heard(facts: Facts, pattern: re.Pattern[str], *, counts: bool) -> Iterator[Finding]:
    """Yield pieces that are the furniture; where it counts pages, also pieces that hold it."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(facts.pieces):
        if not piece.alternative:
            blocks[piece.block].append(index)
    for indexes in blocks.values():
        said = letters("".join(facts.pieces[index].text for index in indexes))
        if pattern.fullmatch(said) or (counts and len(pattern.pattern) > 10 and pattern.search(said)):
            piece = facts.pieces[indexes[0]]
            yield Finding("", "fail", on_page(piece.page), f"{quoted(piece.text)} is read aloud", _HINT)


def _returning(facts: Facts) -> Iterator[Finding]:
    """Yield text at the edge that returns at the same height on other pages, numbers apart, and is no artifact."""
    found: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for run in facts.runs:
        if run.artifact >= 0 or not _at_edge(facts, run.page, run.box):
            continue
        key = (_NUMBER.sub("#", letters(run.text)), round(run.box[1] / 3))
        found[key][run.page] = run.text
    for (shape, _), pages in found.items():
        if len(pages) < 2 or not shape or len(pages) * 2 < len(facts.pages):
            continue
        page, said = next(iter(pages.items()))
        if "#" in shape and _counts(pages):
            yield Finding(
                "", "fail", on_page(page), f"the page number {quoted(said)} is not marked as an artifact", _HINT
            )
        elif len(shape) > 2:
            message = f"{quoted(said)} returns on {len(pages)} pages and is no artifact"
            yield Finding("", "review", on_page(page), message, _HINT)


def _counts(pages: dict[int, str]) -> bool:
    """Return whether a number in the texts grows with the page."""
    numbers = [[int(n) for n in _NUMBER.findall(text)[:3] if len(n) < 7] for _, text in sorted(pages.items())]
    steps = [after - before for before, after in pairwise(sorted(pages))]
    return any(
        all(len(n) > place for n in numbers) and [b[place] - a[place] for a, b in pairwise(numbers)] == steps
        for place in range(3)
    )


def _at_edge(facts: Facts, page: int, box: Box) -> bool:
    _, bottom, _, top = facts.pages[page].box
    edge = min(EDGE_PT, EDGE_SHARE * (top - bottom))
    return box[3] < bottom + edge or box[1] > top - edge
