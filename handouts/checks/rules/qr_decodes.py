"""Every QR code can be read, holds the right address, and is large and clear enough on paper.

What: each code is read from the page as a scanner sees it, grey and at 150 dots an inch, once clean and once as a bad
photocopy gives it: 94 % size, turned by 2°, blurred, with noise. What it holds has to be the address that was meant, as
often as it was meant, and the one that its picture's text speaks of. In a file from elsewhere it has to be a sound web
address; where neither a link on that page nor its print has the same address, a person has to look. On paper a module
takes 0.4 mm or more, four modules around the code stay white, and the code is dark on light.

Why: a patient at home has the paper and a telephone. A code that fails there fails silently, and one that leads to the
wrong page is worse than none.

Limits: measures are true to a pixel, 0.17 mm, in the whole code. Micro QR codes and other kinds are not seen. Whether
the page behind the address is still there is not asked. A code that has lost its corners, or whose modules are smaller
than a pixel, is missed only where a handout says that it should be there. In a handout whose pictures are just the
codes that were meant, no code drawn with lines is looked for.

Source: ISO/IEC 18004:2015, 6.3.8 (quiet zone); ISO/IEC 15415:2011 (symbol contrast of 70 % is grade 4, the best); GS1
General Specifications (a module of 0.396 mm or more).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from handouts.checks.boxes import POINTS_PER_MM
from handouts.checks.codes import Decoded, Unread, codes_of, is_copied, read_page
from handouts.checks.expected import Expected, PrintedPicture
from handouts.checks.facts import Box, Facts
from handouts.checks.measuring import QUIET_ZONE
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.raster import MM_PER_INCH, part
from handouts.checks.report import Finding
from handouts.checks.subject import DPI, Subject
from handouts.checks.words import letters, quoted

NEEDS = ""

LEAST_MODULE_MM = 0.4
WANTED_MODULE_MM = 0.5
LEAST_CONTRAST = 0.7

_SHARP_DPI = 600
_AROUND_MM = 15.0
"""How far around a corner pattern that was seen alone the rest of a small code may reach."""

_PIXEL_MM = MM_PER_INCH / DPI


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the codes."""
    codes, unread = codes_of(subject)
    for code in codes:
        for message, hint in _on_paper(subject, code):
            yield Finding("", "fail", _where(code), message, hint)
    yield from _from_elsewhere(subject, codes) if subject.expected is None else _as_meant(subject.expected, codes)
    if subject.expected is not None:
        yield from _exchanged(subject, subject.expected.pictures, codes)
    yield from _unread(subject, unread, {code.text for code in codes})


def _where(code: Decoded) -> str:
    return f"{on_page(code.page)}, code for {quoted(code.text, 80)}"


def _on_paper(subject: Subject, code: Decoded) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with how the code lies on paper, each with the next step; a pixel is let pass."""
    modules = (code.box_mm[2] - code.box_mm[0]) / code.module_mm
    if code.module_mm + _PIXEL_MM / modules < LEAST_MODULE_MM:
        message = f"a module takes {code.module_mm:.2f} mm on paper, less than {LEAST_MODULE_MM} mm"
        yield message, f"Print the code {modules * WANTED_MODULE_MM:.0f} mm wide, quiet zone not counted"
        return  # the other measures are not to be trusted at this size
    if code.quiet_modules + _PIXEL_MM / code.module_mm < QUIET_ZONE:
        message = f"{code.quiet_modules:.1f} modules of white beside it, fewer than {QUIET_ZONE}"
        yield message, f"Keep {QUIET_ZONE * code.module_mm:.1f} mm free of print on all sides"
    if code.contrast < 0:
        yield "light on dark; many readers see only dark on light", "Print it black on white"
    elif code.contrast < LEAST_CONTRAST:
        message = f"its light and dark are {code.contrast:.0%} apart, less than {LEAST_CONTRAST:.0%}"
        yield message, "Print it black on white"
    elif not is_copied(subject, code):
        yield "cannot be read from a bad photocopy of the page", "Print it larger"


def _as_meant(expected: Expected, codes: tuple[Decoded, ...]) -> Iterator[Finding]:
    """Yield the codes that are missing and those that nobody meant."""
    meant = Counter(code.address for code in expected.codes)
    found = Counter(code.text for code in codes)
    for address, times in (meant - found).items():
        more = "" if times == 1 else f", {times} times"
        message = f"the code for {quoted(address, 80)} is missing, or cannot be read at {DPI} dpi{more}"
        yield Finding("", "fail", DOCUMENT, message, "Look for a code that is left out, covered, cut off or too small")
    surplus = found - meant
    for code in codes:
        if surplus[code.text]:
            surplus[code.text] -= 1
            yield Finding(
                "", "fail", _where(code), "no code was meant to hold this", "Take it out, or mend its address"
            )


def _exchanged(subject: Subject, pictures: tuple[PrintedPicture, ...], codes: tuple[Decoded, ...]) -> Iterator[Finding]:
    """Yield the codes that are printed where another one was meant: in the picture with the other's text."""
    facts = subject.facts
    figures = [element for element in facts.elements if element.role == "Figure"]
    for element, meant in zip(figures, pictures, strict=False):
        box = next((facts.marks[key].box for key in element.marks if key in facts.marks), None)
        if not meant.address or box is None:
            continue
        inside = [code for code in codes if code.page == element.page and _lies_in(facts, code, box)]
        if inside and all(code.text != meant.address for code in inside):
            message = f"stands in the place of the code for {quoted(meant.address, 80)}"
            yield Finding("", "fail", _where(inside[0]), message, "Print each code beside its own link")


def _lies_in(facts: Facts, code: Decoded, box: Box) -> bool:
    left, top, right, bottom = (side * POINTS_PER_MM for side in code.box_mm)
    paper = facts.pages[code.page].box
    x, y = paper[0] + (left + right) / 2, paper[3] - (top + bottom) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _from_elsewhere(subject: Subject, codes: tuple[Decoded, ...]) -> Iterator[Finding]:
    """Yield the codes of which nobody said what they should hold, and which are not plainly right."""
    for code in codes:
        if not _is_web_address(code.text):
            yield Finding("", "review", _where(code), "holds no web address", "Read it with a telephone: is it meant?")
        elif not _is_beside_it(subject, code):
            message = "neither a link nor the print on its page has this address"
            yield Finding("", "review", _where(code), message, "Is it right? Print it for readers without a telephone")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        sound = parts.scheme in {"http", "https"} and "." in host.strip(".") and parts.port != 0
    except ValueError:
        return False
    return sound and not any(c.isspace() or not c.isprintable() for c in text)


def _is_beside_it(subject: Subject, code: Decoded) -> bool:
    facts = subject.facts
    bare = _bare(code.text)
    if any(_bare(link.address) == bare for link in facts.links if link.page == code.page):
        return True
    printed = "".join(run.text for run in facts.runs if run.page == code.page and run.visible)
    return bare in letters(printed)


def _bare(address: str) -> str:
    """Return an address as people print it: no scheme, no closing slash, no matter of case."""
    return letters(re.sub(r"(?i)^https?://(www\.)?", "", address.strip()).rstrip("/"))


def _unread(subject: Subject, places: tuple[Unread, ...], known: set[str]) -> Iterator[Finding]:
    """Yield what to say of things with a code's corners: too small a code, or perhaps none at all."""
    for place in places:
        left, top, right, bottom = place.box_mm
        around = (left - _AROUND_MM, top - _AROUND_MM, right + _AROUND_MM, bottom + _AROUND_MM)
        sharp, _ = read_page(part(subject, place.page, around, _SHARP_DPI, grey=True), place.page, _SHARP_DPI)
        fresh = [code for code in sharp if code.text not in known]
        for code in fresh:
            known.add(code.text)
            message = f"can be read at {_SHARP_DPI} dpi, and not at {DPI}"
            hint = f"Print it larger: a module takes {code.module_mm:.2f} mm, and {LEAST_MODULE_MM} mm is the least"
            yield Finding("", "fail", _where(code), message, hint)
        if not sharp:
            where = f"{on_page(place.page)}, {left:.0f} mm from the left and {top:.0f} mm from the top"
            yield Finding("", "review", where, "looks like a QR code and cannot be read", "Read it with a telephone")
