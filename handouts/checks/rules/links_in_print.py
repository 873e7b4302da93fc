"""No link is lost on paper, and none on the screen.

What: For each link that the handout meant there is a live link to exactly that address, and each address that it meant
to print stands in the text. Where it is not known what was meant, the links whose address does not stand in the text
are for a person to see: on paper they lead nowhere.

Why: A patient holds paper; an underlined word is no link there.

Limits: That a code beside a link leads to the same address is for the check qr-decodes.

Source: the handout itself; Chicago Manual of Style, for how an address is printed and broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.expected import Expected
from handouts.checks.facts import Facts
from handouts.checks.places import DOCUMENT, on_page
from handouts.checks.reading import heard
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.words import letters, quoted

NEEDS = ""

HIDDEN = 0b100010
"""Flags of an annotation that is not there on a screen: Hidden, NoView. Source: ISO 32000-1:2008, Table 165."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield links that are missing on the screen or on paper."""
    if subject.expected is None:
        yield from _unprinted(subject.facts, heard(subject).letters)
    else:
        yield from _as_meant(subject.facts, subject.expected, heard(subject).letters)


def _as_meant(facts: Facts, expected: Expected, said: str) -> Iterator[Finding]:
    live = {link.address for link in facts.links if not link.flags & HIDDEN}
    for address in dict.fromkeys(link.address for link in expected.links):
        if address not in live:
            message = f"no live link leads to {quoted(address, 100)}"
            yield Finding("", "fail", DOCUMENT, message, "Make the link's words lead there")
    for printed in dict.fromkeys(expected.printed):
        if letters(printed) not in said:
            message = f"the address {quoted(printed, 100)} does not stand in the text"
            yield Finding("", "fail", DOCUMENT, message, "Print it beside the link")


def _unprinted(facts: Facts, said: str) -> Iterator[Finding]:
    outside = {link.address: link for link in reversed(facts.links) if link.address}
    lost = [link for address, link in outside.items() if letters(_printed(address)) not in said]
    if lost:
        shown = ", ".join(quoted(link.address, 60) for link in lost[:3])
        message = f"{len(lost)} of {len(outside)} addresses do not stand in the text, such as {shown}"
        yield Finding("", "review", on_page(lost[0].page), message, "Print the address or a code beside each link")


def _printed(address: str) -> str:
    """Return an address as it is printed for people: no scheme, no trailing slash."""
    return re.sub(r"(?i)^(https?://(www\.)?|mailto:|tel:)", "", address).rstrip("/")
