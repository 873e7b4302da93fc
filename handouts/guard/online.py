"""What the pages answered, as alarms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handouts.guard.alarm import Alarm
from handouts.guard.links import KnownLink
from handouts.probing import Probed


def alarms(links: Iterable[KnownLink], probed: Mapping[str, Probed]) -> Iterator[Alarm]:
    """Yield an alarm for each link whose page is gone, failing, silent, or somewhere else now."""
    told: set[str] = set()
    for link in links:
        found = probed.get(link.address)
        if found is None or link.address in told or found.outcome in ("there", "refused"):
            continue
        told.add(link.address)
        asked = f"asked on {found.day.isoformat()}"
        if found.outcome == "moved":
            message, hint = f"it has moved to {found.hops[-1]} ({asked})", "Use the new address, if it is the same page"
        elif found.outcome == "gone":
            message, hint = f"there is nothing any more ({found.status}, {asked})", "Look for the page's new place"
        else:
            why = found.note or f"the server answers {found.status}"
            message, hint = f"{why} ({asked})", "Ask again later; if it stays so, look for another page"
        yield Alarm(
            "moved" if found.outcome == "moved" else "dead", link.address, link.title, link.where, message, hint
        )
