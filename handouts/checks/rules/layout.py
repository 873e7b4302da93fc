"""Nothing is clipped, covered, overlapping or off the paper, and no page is all but empty.

What: no text or picture reaches beyond the paper, is cut by what frames it, or lies where it cannot be seen. In a
handout of ours the paper is the one asked for and stands upright, nothing is painted over text, all ink keeps inside
the margins, save the page's own header and footer, which keep 5 mm from the paper's edge, as all text of a file from
elsewhere should; texts and pictures do not overlap. A page with nothing on it and a last page of a line or two are
named.

Why: layout engines drop and overprint without a word, and a printer leaves the last millimetres white.

Limits: a frame that is no rectangle counts as the box around it, and turned text is not held against other text. What
is drawn with lines is seen only as far as it leaves a page not empty.

Source: our own rules; office printers leave 4 to 5 mm of white.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from handouts.checks.boxes import POINTS_PER_MM, area, beyond, height, meet, width
from handouts.checks.codes import codes_of
from handouts.checks.colours import shown
from handouts.checks.facts import Box, Cover, Picture, TextRun
from handouts.checks.painted import Painted, painted
from handouts.checks.places import on_page
from handouts.checks.raster import PALE, dpi_of, ink, size_of, to_pixels
from handouts.checks.report import Finding
from handouts.checks.setting import ink_of, is_blank_on_purpose
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

NEEDS = ""

PRINTABLE_MM = 5.0
FEW_LINES = 2

_SLACK = 1.0
"""Points let pass: a letter's overhang, and what a renderer rounds."""
_OVERLAP = 0.25
"""Less than this part of the smaller box in the other is tight setting."""
_TWICE = 1.5
"""Boxes this near on all sides are one text painted twice, for a bolder look."""
_ONE_SIGN = 1.5
"""Two texts no wider than this beside their height are one sign made of two, such as © or ñ in old files."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what lies badly on its page."""
    ours = subject.expected is not None
    yield from _paper(subject) if ours else ()
    yield from _off_the_page(subject)
    yield from _unseen(subject)
    yield from _covered(subject) if ours else ()
    for page, on_it in groupby(painted(subject), key=lambda thing: thing.page):
        things = [thing for thing in on_it if area(meet(thing.box, thing.clip)) > 0]
        pictures = [thing for thing in things if thing.kind == "image"]
        words = [thing for thing in things if thing.kind == "text"]
        yield from _cut(subject, words + pictures if ours else words)
        yield from _overlapping(subject, [thing for thing in words if thing.upright])
        yield from _on_pictures(page, subject, words, pictures) if ours else ()
    yield from _empty(subject)


def _outcome(subject: Subject) -> Literal["fail", "review"]:
    """Return "fail" for a handout of ours; a page from elsewhere may be meant as it is."""
    return "review" if subject.expected is None else "fail"


def _where(run: TextRun) -> str:
    return f"{on_page(run.page)}, {quoted(run.text)}"


def _picture(subject: Subject, page: int, box: Box) -> str:
    """Return what a picture is called: by its address if it is a code."""
    paper = subject.facts.pages[page].box
    for code in codes_of(subject)[0]:
        left, top, right, bottom = (side * POINTS_PER_MM for side in code.box_mm)
        x, y = paper[0] + (left + right) / 2, paper[3] - (top + bottom) / 2
        if code.page == page and box[0] < x < box[2] and box[1] < y < box[3]:
            return f"code for {quoted(code.text)}"
    return "picture"


def _named(subject: Subject, thing: Painted) -> str:
    """Return the first words of what is painted."""
    if thing.kind == "image":
        return _picture(subject, thing.page, thing.box)
    runs = (run for run in subject.facts.runs if run.page == thing.page and run.text.strip())
    nearest = max(runs, key=lambda run: area(meet(run.box, thing.box)), default=None)
    return quoted(nearest.text) if nearest else "a text"


# --------------------------------------------------------------------------- paper and margins


def _paper(subject: Subject) -> Iterator[Finding]:
    """Yield pages that are turned, or of another size than the handout's; a millimetre is let pass."""
    meant = subject.expected.page_mm if subject.expected else (0.0, 0.0)
    for page, sheet in enumerate(subject.facts.pages):
        size = tuple(side * sheet.unit / POINTS_PER_MM for side in (sheet.width_pt, sheet.height_pt))
        if sheet.rotation:
            message = f"the page is turned by {sheet.rotation}°"
            yield Finding("", "fail", on_page(page), message, "Print it upright")
        elif max(abs(a - b) for a, b in zip(size, meant, strict=True)) > 1:
            message = f"the paper is {size[0]:.0f} × {size[1]:.0f} mm, not {meant[0]:.0f} × {meant[1]:.0f} mm"
            yield Finding("", "fail", on_page(page), message, "Lay the page out for the paper that was asked for")


def _off_the_page(subject: Subject) -> Iterator[Finding]:
    """Yield texts and pictures beyond the paper, in the margins, or where a printer does not reach."""
    facts, expected = subject.facts, subject.expected
    near_edge: set[int] = set()
    things: list[tuple[TextRun | Picture, Box]] = [(run, ink_of(run)) for run in facts.runs if _is_seen(run)]
    things += [(p, _without_white(subject, p)) for p in facts.pictures if p.artifact < 0]
    for thing, box in things:
        paper = facts.pages[thing.page].box
        margins = expected.margins_mm if expected and thing.artifact < 0 else None
        if (over := beyond(box, paper)) > _SLACK:
            message = f"reaches {over / POINTS_PER_MM:.1f} mm beyond the paper"
            yield Finding("", "fail", _place(subject, thing), message, "Make it narrower, or let it break")
        elif margins and (over := beyond(box, _inside(paper, margins))) > _SLACK:
            message = f"reaches {over / POINTS_PER_MM:.1f} mm into the margin"
            yield Finding("", "fail", _place(subject, thing), message, "Make it narrower, or let it break")
        elif beyond(box, _inside(paper, (PRINTABLE_MM,) * 4)) > _SLACK and thing.page not in near_edge:
            near_edge.add(thing.page)
            message = f"less than {PRINTABLE_MM:g} mm from the paper's edge, where many printers do not reach"
            hint = f"Keep {PRINTABLE_MM:g} mm free on all sides"
            yield Finding("", _outcome(subject), _place(subject, thing), message, hint)


def _place(subject: Subject, thing: TextRun | Picture) -> str:
    if isinstance(thing, TextRun):
        return _where(thing)
    return f"{on_page(thing.page)}, {_picture(subject, thing.page, thing.box)}"


def _is_seen(run: TextRun) -> bool:
    return run.visible and bool(run.text.strip())


def _without_white(subject: Subject, picture: Picture) -> Box:
    """Return the box of what is not white in a picture: the quiet zone of a code may hang into the margin."""
    page, found = subject.facts.pages[picture.page], ink(subject, picture)
    if found is None or page.rotation or beyond(picture.box, page.box) > 0:
        return picture.box
    point = 72 / dpi_of(subject, picture.page)
    box = to_pixels(page, picture.box, size_of(subject, picture.page))
    left, top = page.box[0] + box[0] * point, page.box[3] - box[1] * point
    return left + found[0] * point, top - found[3] * point, left + found[2] * point, top - found[1] * point


def _inside(paper: Box, margins_mm: tuple[float, ...]) -> Box:
    """Return the paper within margins: top, right, bottom, left."""
    top, right, bottom, left = (side * POINTS_PER_MM for side in margins_mm)
    return paper[0] + left, paper[1] + bottom, paper[2] - right, paper[3] - top


# --------------------------------------------------------------------------- cut, covered, overlapping


def _unseen(subject: Subject) -> Iterator[Finding]:
    for run, colours in shown(subject):
        if colours is None:
            message = "cannot be seen: something lies over it or cuts it away"
            yield Finding("", _outcome(subject), _where(run), message, "Give it a place of its own")


def _covered(subject: Subject) -> Iterator[Finding]:
    """Yield texts with something painted over a part of them, however small, and those painted with nothing."""
    facts = subject.facts
    hint = "Paint backgrounds before text, and keep other things off it"
    unseen = {id(run) for run, colours in shown(subject) if colours is None}
    covers: dict[int, list[Cover]] = defaultdict(list)
    for cover in facts.covers:
        covers[cover.page].append(cover)
    for index, run in enumerate(facts.runs):
        if not run.visible and any(map(str.isalnum, run.text)):
            yield Finding("", "fail", _where(run), "is read aloud and painted with no colour at all", hint)
        elif _is_seen(run) and id(run) not in unseen and _is_covered(run, index, covers[run.page]):
            yield Finding("", "fail", _where(run), "something is painted over it", hint)


def _is_covered(run: TextRun, index: int, covers: list[Cover]) -> bool:
    return any(index < cover.after and _hides(cover.box, run) for cover in covers)


def _hides(cover: Box, run: TextRun) -> bool:
    """Return whether it covers more of the letters' height than an underline or a rule through them."""
    shared = meet(cover, ink_of(run))
    return width(shared) > _SLACK and height(shared) > _OVERLAP * run.size_pt


def _cut(subject: Subject, things: list[Painted]) -> Iterator[Finding]:
    for thing in things:
        over = beyond(thing.box, thing.clip)
        if over > _SLACK:
            where = f"{on_page(thing.page)}, {_named(subject, thing)}"
            message = f"{over / POINTS_PER_MM:.1f} mm of it are cut off by its frame"
            yield Finding("", "fail", where, message, "Make the frame larger")


def _overlapping(subject: Subject, words: list[Painted]) -> Iterator[Finding]:
    """Yield texts that are printed over one another, bottom up."""
    words = sorted(words, key=lambda thing: thing.box[1])
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            if other.box[1] >= one.box[3]:
                break
            if _collide(one.box, other.box):
                names = _named(subject, one), _named(subject, other)
                message = f"is printed over {names[1]}"
                yield Finding("", _outcome(subject), f"{on_page(one.page)}, {names[0]}", message, "Move one of the two")


def _collide(one: Box, other: Box) -> bool:
    shared = meet(one, other)
    if width(shared) <= 2 * _SLACK or area(shared) < _OVERLAP * min(area(one), area(other)):
        return False
    if max(width(one) / height(one), width(other) / height(other)) < _ONE_SIGN:
        return False
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > _TWICE


def _on_pictures(page: int, subject: Subject, words: list[Painted], pictures: list[Painted]) -> Iterator[Finding]:
    """Yield texts and pictures that lie on a picture; a code's picture has its quiet zone in it."""
    for index, picture in enumerate(pictures):
        left, bottom, right, top = picture.box
        for thing in (*words, *pictures[index + 1 :]):
            box = thing.box
            if box[0] >= right or box[2] <= left or box[1] >= top or box[3] <= bottom:
                continue
            shared = meet(picture.box, box)
            if min(width(shared), height(shared)) > _SLACK:
                where = f"{on_page(page)}, {_named(subject, thing)}"
                yield Finding("", "fail", where, "lies on a picture or code", "Give each a place of its own")


# --------------------------------------------------------------------------- empty pages


def _empty(subject: Subject) -> Iterator[Finding]:
    """Yield pages with nothing on them, and a last page with next to nothing."""
    facts = subject.facts
    pictured = {picture.page for picture in facts.pictures if picture.artifact < 0}
    written: dict[int, list[TextRun]] = {}
    for run in facts.runs:
        if run.artifact < 0 and _is_seen(run):
            written.setdefault(run.page, []).append(run)
    for page in range(len(facts.pages)):
        if is_blank_on_purpose(subject, page):
            continue
        if page not in pictured and page not in written and (subject.expected or _is_white(subject, page)):
            yield Finding("", _outcome(subject), on_page(page), "has nothing on it", "Take the page out")
    last = len(facts.pages) - 1
    lines = _lines(written.get(last, []))
    if last > 0 and last not in pictured and 0 < lines <= FEW_LINES:
        message = f"only {lines} line{'' if lines == 1 else 's'} on the last page"
        yield Finding("", "review", on_page(last), message, "Shorten the text, or let more go over")


def _is_white(subject: Subject, page: int) -> bool:
    darkest, _ = subject.image(page).getextrema()
    return int(darkest) > PALE  # type: ignore[arg-type]


def _lines(runs: list[TextRun]) -> int:
    """Return how many lines runs stand in: those lower by half a size or more begin another."""
    lines, last = 0, 0.0
    for run in sorted(runs, key=lambda run: -run.box[1]):
        if not lines or last - run.box[1] > run.size_pt / 2:
            lines, last = lines + 1, run.box[1]
    return lines
