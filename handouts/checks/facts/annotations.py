"""Read links, form fields and comments. Source: ISO 32000-1:2008, 12.5."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pikepdf

from handouts.checks.facts.objects import box, entries, identity, integer, items, name, text
from handouts.checks.facts.types import Annotation

MOST_ON_A_PAGE = 20_000


def read_annotations(
    page: int,
    value: object,
    owners: Mapping[tuple[int, int], int],
    parent_of: Callable[[object], int],
) -> Iterator[Annotation]:
    """Yield the annotations of a page.

    Args:
        owners: object number to the element that holds it.
        parent_of: the value of /StructParent to the element that the parent tree names, -1 for none.
    """
    for item in items(value)[:MOST_ON_A_PAGE]:
        found = entries(item)
        if not found:
            continue
        action = entries(found.get("/A"))
        goes = name(action.get("/S"))
        yield Annotation(
            page=page,
            kind=name(found.get("/Subtype")),
            address=_address(action.get("/URI")) if goes == "URI" else "",
            inside=goes == "GoTo" or "/Dest" in found,
            contents=text(found.get("/Contents")) or "",
            lang=text(found.get("/Lang")) or "",
            box=box(found.get("/Rect")) or (0.0, 0.0, 0.0, 0.0),
            flags=integer(found.get("/F")) or 0,
            element=owners.get(identity(item), -1),
            parent_element=parent_of(found.get("/StructParent")),
            structure_destination=leads_to_element(action.get("/SD")) or leads_to_element(found.get("/Dest")),
            more="/Next" in action or "/AA" in found,
            field_name=text(found.get("/TU")) or text(entries(found.get("/Parent")).get("/TU")) or "",
        )


def leads_to_element(destination: object) -> bool:
    """Return whether a destination's first item is an element and no page. Source: ISO 32000-2:2020, 12.3.2.3."""
    first = items(destination)[:1]
    return bool(first) and "/S" in entries(first[0]) and "/K" in entries(first[0])


def _address(value: object) -> str:
    """Return a web address; the standard wants ASCII, some writers put UTF-8."""
    return bytes(value).decode("utf-8", "replace") if isinstance(value, pikepdf.String) else ""
