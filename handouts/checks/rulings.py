"""Hold finished pages against the rules of a print edition, one by one: what each asks for, and what the pages do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import mean

from handouts.checks.boxes import POINTS_PER_MM
from handouts.checks.expected import Rule
from handouts.checks.facts import TextRun
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.report import Measure
from handouts.checks.setting import Block, Line, bare, baseline, blocks, ink_of, is_bold, is_italic
from handouts.checks.subject import Subject
from handouts.checks.words import quoted

_ROUNDING_PT = 0.1
_RAGGED_PT = 2.0
"""Lines of one paragraph that all end within this are set to both edges."""
_FULL_LINES, _SURELY_FULL_LINES = 4, 7
"""Fewer lines may end at one place by chance; so may a few more in one paragraph of a thousand, but not in two."""
_LUCK = 6.0
"""Characters by which one line of a text is longer than another of the same width, by the letters that it happens to
hold; the average of n lines is off by this over the root of n."""
_SHOUTED_WORDS = 5
_HYPHENS = "-\u2010\u00ad"
_STRESS = frozenset({"Strong", "Em"})
_INK = 150
"""Grey of 255; what is darker is ink, at 150 dots an inch."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a rule is broken, and how."""

    where: str
    message: str


Ruling = tuple[Measure, tuple[Broken, ...]]
_Found = tuple[str, list[Broken]]
"""What the pages do, in words, and where they break the rule."""


def rulings(subject: Subject) -> tuple[Ruling, ...]:
    """Return each rule of the handout's edition with what was measured, and where it is broken; measured once."""
    rules = subject.expected.rules if subject.expected else ()
    return subject.kept("rulings", lambda: tuple(_ruling(subject, rule) for rule in rules))


def _ruling(subject: Subject, rule: Rule) -> Ruling:
    if rule.reason:
        return Measure(rule.name, rule.says, f"not kept: {rule.reason}", "apart", rule.source), ()
    found, broken = _MEASURES[rule.name](subject, rule)
    return Measure(rule.name, rule.says, found, "broken" if broken else "kept", rule.source), tuple(broken)


def _number(rule: Rule, limit: str) -> float:
    return float(rule.limits[limit])


def _running(subject: Subject) -> list[Block]:
    return [block for block in blocks(subject) if block.running]


# --------------------------------------------------------------------------- type


def _type_size(subject: Subject, rule: Rule) -> _Found:
    least = _number(rule, "least_pt")
    runs = [run for run in subject.facts.runs if run.visible and any(map(str.isalnum, run.text))]
    small = [run for run in runs if run.size_pt < least - _ROUNDING_PT]
    sizes = [run.size_pt for run in runs]
    found = f"{min(sizes):.3g} to {max(sizes):.3g} pt" if sizes else "no text"
    return found, [Broken(on_page(run.page), f"{run.size_pt:.3g} pt: {quoted(run.text)}") for run in small]


def _headings(subject: Subject, rule: Rule) -> _Found:
    heads = [block for block in blocks(subject) if block.heading]
    body = max((line.size_pt for block in _running(subject) for line in block.lines), default=0.0)
    broken = []
    for head in heads:
        least = float(rule.limits.get(f"h{head.heading}_least_pt", rule.limits.get("below_least_pt", body)))
        for line in head.lines:
            if line.size_pt < least - _ROUNDING_PT:
                message = f"a heading of level {head.heading} in {line.size_pt:.3g} pt, less than {least:.3g} pt"
                broken.append(Broken(on_page(line.page), f"{message}: {quoted(line.text)}"))
            elif not line.bold:
                broken.append(Broken(on_page(line.page), f"a heading that is not bold: {quoted(line.text)}"))
    sizes = {head.heading: head.lines[0].size_pt for head in heads}
    found = ", ".join(f"level {level} {size:.3g} pt" for level, size in sorted(sizes.items()))
    return f"{found}, bold; text {body:.3g} pt", broken


def _leading(subject: Subject, rule: Rule) -> _Found:
    least = _number(rule, "least")
    spaced: list[float] = []
    broken = []
    for block in blocks(subject):
        for above, below in pairwise(block.lines if not block.heading else ()):
            if above.page != below.page:
                continue
            leading = (above.baseline - below.baseline) / max(above.size_pt, below.size_pt)
            spaced.append(leading)
            if leading < least - 0.01:
                broken.append(Broken(on_page(below.page), f"lines {leading:.2f} apart: {quoted(below.text)}"))
    found = f"{min(spaced):.2f} to {max(spaced):.2f} times the size" if spaced else "no two lines"
    return found, broken


def _paragraphs(subject: Subject, rule: Rule) -> _Found:
    """Measure the white between paragraphs that follow each other, in lines."""
    least = _number(rule, "least_lines")
    white: list[float] = []
    broken = []
    for above, below in pairwise(blocks(subject)):
        last, first = above.lines[-1], below.lines[0]
        both = above.running and below.running and above.role == below.role == "P"
        if not both or last.page != first.page or len(above.lines) < 2 or first.baseline > last.baseline:
            continue
        pitch = above.lines[-2].baseline - last.baseline
        lines = (last.baseline - first.baseline) / pitch - 1 if pitch > 0 else least
        white.append(lines)
        if lines < least:
            broken.append(Broken(on_page(first.page), f"{lines:.1f} lines of white before {quoted(first.text)}"))
    return f"{min(white):.1f} lines and more" if white else "no two paragraphs in a row", broken


def _full_lines(block: Block) -> tuple[Line, ...]:
    """Return the lines that the next one follows: as long as the column lets them be."""
    return block.lines[:-1]


def _characters(subject: Subject, rule: Rule) -> _Found:
    most = _number(rule, "most_characters")
    full = [line for block in _running(subject) for line in _full_lines(block)]
    if not full:
        return "no text of several lines", []
    average = mean(len(line.text.strip()) for line in full)
    longest = max(full, key=lambda line: len(line.text.strip()))
    found = f"{average:.0f} on average, {len(longest.text.strip())} at most"
    sure = average - _LUCK / sqrt(len(full))
    wrong = [Broken(DOCUMENT, f"{average:.0f} characters a line on average")] if round(sure) > most else []
    return found, wrong


def _alignment(subject: Subject, _rule: Rule) -> _Found:
    broken = []
    even: list[Broken] = []
    longest = 0
    for block in _running(subject):
        lines = block.lines
        edges = [line.left for line in lines[1:] if line.page == lines[-1].page]
        if edges and max(edges) - min(edges) > _RAGGED_PT:
            broken.append(Broken(on_page(lines[0].page), f"lines begin at several places: {quoted(lines[0].text)}"))
        ends = [line.right for line in _full_lines(block)]
        if len(ends) >= _FULL_LINES and max(ends) - min(ends) < _RAGGED_PT:
            even.append(Broken(on_page(lines[0].page), f"lines end at one place: {quoted(lines[0].text)}"))
            longest = max(longest, len(ends))
    broken += even if len(even) > 1 or longest >= _SURELY_FULL_LINES else []
    return "one left edge, ragged right" if not broken else "not flush left", broken


def _hyphenation(subject: Subject, _rule: Rule) -> _Found:
    meant = {bare(p.text): p.text for p in subject.expected.passages} if subject.expected else {}
    divided = []
    for block in _running(subject):
        text = meant.get(bare("".join(line.text for line in block.lines)), "")
        for above, below in pairwise(block.lines):
            before, after = above.text.split()[-1], below.text.split()[0]
            if before[-1] in _HYPHENS and before + after not in text:
                divided.append(Broken(on_page(above.page), f"a divided word: {quoted(before + after)}"))
    return "no divided word" if not divided else f"{len(divided)} divided words", divided


def _capitals(subject: Subject, _rule: Rule) -> _Found:
    shouted = []
    for block in blocks(subject):
        words = [word for word in block.text.split() if sum(map(str.isalpha, word)) > 1]
        if len(words) >= _SHOUTED_WORDS and all(word == word.upper() for word in words):
            shouted.append(Broken(on_page(block.lines[0].page), f"text in capitals: {quoted(block.text)}"))
    return "none" if not shouted else f"{len(shouted)} passages", shouted


# --------------------------------------------------------------------------- emphasis


def _emphasis(subject: Subject, rule: Rule) -> _Found:
    """Hold the words that the tags call stressed, and all others, against the way in which the edition stresses."""
    by = str(rule.limits["by"])
    facts = subject.facts
    broken = []
    stressed = list(_stressed(subject))
    for run in stressed:
        bold, under = is_bold(facts, run), _is_underlined(subject, run)
        how = "by an underline" if under and by == "bold" else "by bold" if bold and by == "underline" else "by nothing"
        if (bold, under) != (by == "bold", by == "underline"):
            broken.append(Broken(on_page(run.page), f"stressed {how}: {quoted(run.text)}"))
    slanted = [run for run in facts.runs if run.visible and run.text.strip() and is_italic(facts, run)]
    broken += [Broken(on_page(run.page), f"in italics: {quoted(run.text)}") for run in slanted]
    return f"{len(stressed)} stressed passages, by {by}; no italics" if not broken else "not as the rule says", broken


def _stressed(subject: Subject) -> Iterator[TextRun]:
    facts = subject.facts
    inside = {index for index, element in enumerate(facts.elements) if element.tag in _STRESS}
    for index, element in enumerate(facts.elements):
        if element.parent in inside:
            inside.add(index)
        if index in inside:
            marks = (facts.marks[key] for key in element.marks if key in facts.marks)
            runs = (facts.runs[number] for mark in marks for number in mark.runs)
            yield from (run for run in runs if run.visible and any(map(str.isalnum, run.text)))


def _is_underlined(subject: Subject, run: TextRun) -> bool:
    """Return whether a line of ink runs under all of the words as they are drawn, save a space at a line's end."""
    picture = subject.image(run.page)
    page = subject.facts.pages[run.page]
    scale = picture.width / page.width_pt
    ink = ink_of(run)
    left, right = ((x - page.box[0]) * scale for x in (ink[0], ink[2]))
    top, bottom = ((page.box[3] - y) * scale for y in (baseline(run) - 0.03 * run.size_pt, run.box[1]))
    band = picture.crop((int(left) + 1, int(top), int(right), int(bottom) + 1))
    dark = band.point([255] * _INK + [0] * (256 - _INK))
    # Shrunk to one column, a row's grey is the share of it that is ink.
    rows = dark.resize((1, max(dark.height, 1))).tobytes() if dark.width > 0 else b""
    return any(share > 0.9 * 255 for share in rows)


# --------------------------------------------------------------------------- pages


def _margins(subject: Subject, rule: Rule) -> _Found:
    sides = ("top", "right", "bottom", "left")
    white: dict[str, float] = dict.fromkeys(sides, 1e9)
    broken = []
    for run in subject.facts.runs:
        if run.artifact >= 0 or not run.visible or not run.text.strip():
            continue
        left, bottom, right, top = subject.facts.pages[run.page].box
        ink = ink_of(run)
        gaps = (top - ink[3], right - ink[2], ink[1] - bottom, ink[0] - left)
        for side, gap in zip(sides, gaps, strict=True):
            white[side] = min(white[side], gap / POINTS_PER_MM)
            if gap / POINTS_PER_MM < _number(rule, f"{side}_mm") - 0.5:
                message = f"{gap / POINTS_PER_MM:.1f} mm of white at the {side}: {quoted(run.text)}"
                broken.append(Broken(on_page(run.page), message))
    found = ", ".join(f"{side} {mm:.1f} mm" for side, mm in white.items() if mm < 1e9)
    return found, broken


def _columns(subject: Subject, rule: Rule) -> _Found:
    """Count the running lines that stand at one height."""
    most, where = 1, DOCUMENT
    rows: dict[tuple[int, int], set[int]] = {}
    for number, block in enumerate(_running(subject)):
        for line in block.lines:
            beside = rows.setdefault((line.page, round(line.baseline)), set())
            beside.add(number)
            if len(beside) > most:
                most, where = len(beside), on_page(line.page)
    allowed = _number(rule, "most")
    found = "1 column" if most == 1 else f"{most} columns"
    return found, [Broken(where, f"{found} of text beside each other")] if most > allowed else []


def _page_numbers(subject: Subject, _rule: Rule) -> _Found:
    said: dict[int, str] = {}
    for artifact in subject.facts.artifacts:
        said[artifact.page] = said.get(artifact.page, "") + f" {artifact.text}"
    missing = [n for n in range(len(subject.facts.pages)) if str(n + 1) not in said.get(n, "")]
    return f"{len(subject.facts.pages) - len(missing)} of {len(subject.facts.pages)} pages", [
        Broken(on_page(n), "has no number") for n in missing
    ]


_MEASURES: Mapping[str, Callable[[Subject, Rule], _Found]] = {
    "type-size": _type_size,
    "headings": _headings,
    "leading": _leading,
    "paragraphs": _paragraphs,
    "characters": _characters,
    "alignment": _alignment,
    "emphasis": _emphasis,
    "capitals": _capitals,
    "hyphenation": _hyphenation,
    "margins": _margins,
    "columns": _columns,
    "page-numbers": _page_numbers,
}

RULES = tuple(_MEASURES)
"""The rules that can be measured."""
