"""Sheets promised and kept: the text whole, then as many links as fit on so many sheets of paper, the best ones first.

    topic, request -> as many links as fit -> Handout

Which links are the best is decided in compose; here pages are laid out, and nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

from handouts.compose.composing import compose
from handouts.compose.handout import Handout
from handouts.compose.references import count_of
from handouts.compose.request import Request
from handouts.errors import RequestError
from handouts.model import Topic
from handouts.render.extent import Extent

SIDES = 2
"""Pages on a sheet of paper."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A handout with so many links, and the pages it takes."""

    links: int
    handout: Handout
    extent: Extent


def sheets_of(pages: int) -> int:
    """Return how many sheets of paper so many pages take, printed on both sides."""
    return ceil(pages / SIDES)


def fit(topic: Topic, request: Request, measure: Callable[[Handout, bool], Extent]) -> Handout:
    """Return the handout with as many of the links that the request wants as fit the sheets that it asks for.

    A text that just misses is set with less white. The pages grow evenly enough with the links for a guess between what
    fits and what does not to be nearly right: about five layouts for seventy links.

    Args:
        measure: lays a handout out, tight or not, and says what it takes.

    Raises:
        RequestError: the text alone takes more sheets, or no sheets are asked for.
    """
    sheets = request.sheets or 0
    if sheets < 1:
        raise RequestError(f"{sheets} sheets hold no text", place=topic.id, hint="Ask for 1 sheet or more")
    everything = compose(topic, request)

    def trial(links: int, *, tight: bool) -> _Trial:
        handout = compose(topic, replace(request, links=links))
        return _Trial(links, handout, measure(handout, tight))

    most = _Trial(count_of(everything.sections), everything, measure(everything, False))
    if _fits(most, sheets):
        return most.handout
    least = trial(0, tight=False)
    tight = not _fits(least, sheets)
    if tight:
        least = _text_fits(trial(0, tight=True), topic, sheets)
    while most.links - least.links > 1:
        tried = trial(_between(least, most, sheets * SIDES), tight=tight)
        if _fits(tried, sheets):
            least = tried
        else:
            most = tried
    return least.handout


def _fits(tried: _Trial, sheets: int) -> bool:
    return sheets_of(tried.extent.pages) <= sheets


def _text_fits(tried: _Trial, topic: Topic, sheets: int) -> _Trial:
    """Return what fits; raise with the least number of sheets where even the text does not."""
    if not _fits(tried, sheets):
        needed = sheets_of(tried.extent.pages)
        raise RequestError(
            f"the text alone takes {needed} sheets, printed on both sides, and is never cut to fit {sheets}",
            place=topic.id,
            hint=f"Ask for --sheets {needed} or more, for one language, or for a smaller edition",
        )
    return tried


def _between(fits: _Trial, too_long: _Trial, pages: int) -> int:
    """Return how many links to try next: where the line between the two crosses the end of the last page."""
    grown = too_long.extent.length - fits.extent.length
    share = (pages - fits.extent.length) / grown if grown > 0 else 0.5
    guess = fits.links + round(share * (too_long.links - fits.links))
    return min(max(guess, fits.links + 1), too_long.links - 1)
