"""No page holds next to nothing, and no line stands alone.

What: ink reaches down over at least 15 % of the height between the margins on every page but a single one, and but a
page that says that it is blank on purpose. Of a passage that runs over the foot of a page, two lines or more stand on
either side. A heading does not stand last on a page.

Why: a page with three words is a sheet of paper for nothing, and a line torn from its paragraph is not read with it.

Limits: how well a page is filled in the middle of a handout is for a person to see.

Source: our own rule; typesetters call such lines widows and orphans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handouts.checks.boxes import POINTS_PER_MM
from handouts.checks.places import on_page
from handouts.checks.report import Finding
from handouts.checks.setting import Block, blocks, is_blank_on_purpose
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

NEEDS = "expected tags"

LEAST_FILL = 0.15
LEAST_LINES = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Yield pages with next to nothing on them, lines torn off, and headings that stand last."""
    found = blocks(subject)
    yield from _scraps(subject)
    yield from _torn(found)
    yield from _last_headings(found)


def _scraps(subject: Subject) -> Iterator[Finding]:
    facts, expected = subject.facts, subject.expected
    if expected is None or len(facts.pages) < 2:
        return
    ink = [(run.page, run.box[1]) for run in facts.runs if run.artifact < 0 and run.text.strip()]
    ink += [(picture.page, picture.box[1]) for picture in facts.pictures if picture.artifact < 0]
    lowest: dict[int, float] = {}
    for page, end in ink:
        lowest[page] = min(lowest.get(page, end), end)
    for page, sheet in enumerate(facts.pages):
        _, bottom, _, top = sheet.box
        top -= expected.margins_mm[0] * POINTS_PER_MM
        bottom += expected.margins_mm[2] * POINTS_PER_MM
        fill = (top - lowest.get(page, top)) / max(top - bottom, 1.0)
        if fill < LEAST_FILL and not is_blank_on_purpose(subject, page):
            yield Finding("", "fail", on_page(page), f"is filled to {fill:.0%} only", "Pull it back, or fill it")


def _torn(found: tuple[Block, ...]) -> Iterator[Finding]:
    for block in found:
        lines = Counter(line.page for line in block.lines)
        if len(lines) > 1:
            for page, count in lines.items():
                if count < LEAST_LINES:
                    line = next(line for line in block.lines if line.page == page)
                    hint = "Keep two lines together (orphans and widows)"
                    yield Finding("", "fail", on_page(page), f"a line stands alone: {quoted(line.text)}", hint)


def _last_headings(found: tuple[Block, ...]) -> Iterator[Finding]:
    lowest: dict[int, Block] = {}
    for block in found:
        for line in block.lines:
            known = lowest.get(line.page)
            if known is None or line.baseline < known.lines[-1].baseline or known.lines[-1].page != line.page:
                lowest[line.page] = block
    for page, block in lowest.items():
        if block.heading:
            hint = "Keep a heading with what follows"
            yield Finding("", "fail", on_page(page), f"a heading stands last: {quoted(block.text)}", hint)
