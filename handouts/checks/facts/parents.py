"""Read the parent tree: from tagged content and annotations back to their elements.

Source: ISO 32000-1:2008, 7.9.7 (number trees) and 14.7.4.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pikepdf

from handouts.checks.facts.objects import entries, identity, integer, items
from handouts.checks.facts.painted import MarkKey

MOST_NODES = 100_000


def read_parent_tree(root: object) -> dict[int, object]:
    """Return key to an element, or to an array of elements, of a structure tree's root."""
    found: dict[int, object] = {}
    waiting: list[object] = [entries(root).get("/ParentTree")]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MOST_NODES:
        node = waiting.pop()
        own = identity(node)
        if own in seen:
            continue
        seen.add(own)
        fields = entries(node)
        pairs = items(fields.get("/Nums"))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            if (number := integer(key)) is not None:
                found[number] = value
        waiting += items(fields.get("/Kids"))
    return found


def element_finder(parents: Mapping[int, object], places: Mapping[tuple[int, int], int]) -> Callable[[object], int]:
    """Return what turns a /StructParent entry into the index of an element, -1 for none.

    Args:
        places: object number of an element to its index.
    """

    def parent_of(key: object) -> int:
        number = integer(key)
        return -1 if number is None else places.get(identity(parents.get(number)), -1)

    return parent_of


def mark_parents(
    parents: Mapping[int, object],
    places: Mapping[tuple[int, int], int],
    marks: Iterable[MarkKey],
    page_keys: Mapping[int, int | None],
    form_keys: Mapping[int, int | None],
) -> dict[MarkKey, int]:
    """Return tagged content to the element that the parent tree names; what it names none for is left out.

    Args:
        page_keys, form_keys: the /StructParents entry by page index and by form's object number.
    """
    arrays: dict[int | None, list[int]] = {}
    found: dict[MarkKey, int] = {}
    for mark in marks:
        page, form, mcid = mark
        key = form_keys.get(form) if form else page_keys.get(page)
        if key is None:
            continue
        if key not in arrays:
            value = parents.get(key)
            arrays[key] = [places.get(identity(item), -1) for item in value] if isinstance(value, pikepdf.Array) else []
        if 0 <= mcid < len(arrays[key]) and arrays[key][mcid] >= 0:
            found[mark] = arrays[key][mcid]
    return found
