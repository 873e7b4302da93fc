"""Addresses that are one letter off from one that is known: a letter lost, doubled, exchanged or turned round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

LEAST_LETTERS = 5
"""A part shorter than this is too easily another word: "en" and "es"."""


def key_of(address: str) -> tuple[str, ...]:
    """Return an address as its parts: host without "www.", each part of the path, the query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ()
    path = [part for part in parts.path.split("/") if part]
    return ((parts.hostname or "").removeprefix("www."), *path, *([parts.query] if parts.query else []))


def index(addresses: Iterable[str]) -> Mapping[tuple[object, ...], set[str]]:
    """Return known addresses by all their parts but one, so that what differs in one part is found at once."""
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for address in addresses:
        key = key_of(address)
        for place in range(len(key)):
            found[len(key), place, key[:place], key[place + 1 :]].add(address)
    return found


def near(address: str, known: Mapping[tuple[object, ...], set[str]]) -> str | None:
    """Return the known address that this one is a letter off from; None where it is known, or nothing is near."""
    key = key_of(address)
    hits = set()
    for place, part in enumerate(key):
        for other in known.get((len(key), place, key[:place], key[place + 1 :]), ()):
            there = key_of(other)[place]
            if there == part:
                return None
            if _one_letter_off(part, there):
                hits.add(other)
    return min(hits, default=None)


def _one_letter_off(one: str, other: str) -> bool:
    """Say whether two parts differ by one slip of the finger; a number or a plural more is another page."""
    if min(len(one), len(other)) < LEAST_LETTERS or any(c.isdigit() for c in one + other):
        return False
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or long == short + "s":
        return False
    at = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    turned = (
        at + 1 < len(one) and one[at] == other[at + 1] and one[at + 1] == other[at] and one[at + 2 :] == other[at + 2 :]
    )
    return one[at + 1 :] == other[at + 1 :] or turned
