"""The standard structure types, and how a tag's name leads to one of them.

Source: ISO 32000-1:2008, 14.8.4; ISO 32000-2:2020, 14.8.4 and 14.8.6 (namespaces).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.checks.facts.objects import entries, identity, items, name, text

PDF_1 = "http://iso.org/pdf/ssn"
PDF_2 = "http://iso.org/pdf2/ssn"
MATHML = "http://www.w3.org/1998/Math/MathML"


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


STANDARD_1 = _names(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form"
)
STANDARD_2 = (STANDARD_1 - _names("Art BlockQuote TOC TOCI Index Private Quote Note Reference BibEntry Code")) | _names(
    "DocumentFragment Aside Title FENote Sub Em Strong Artifact"
)

INLINE = _names(
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub FENote NonStruct "
    "Figure Formula Form"
)
"""Roles that stand inside a line of text, as far as a reader hears it."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The file's own names and what they stand for; `namespaces` by object number."""

    mapped: Mapping[str, str] = field(hash=False)
    namespaces: Mapping[tuple[int, int], tuple[str, Mapping[str, object]]] = field(hash=False)


def read_roles(root: Mapping[str, object]) -> Roles:
    """Return the role maps of a structure tree's root."""
    mapped = {key[1:]: name(value) for key, value in entries(root.get("/RoleMap")).items()}
    namespaces: dict[tuple[int, int], tuple[str, Mapping[str, object]]] = {}
    for namespace in items(root.get("/Namespaces")):
        found = entries(namespace)
        namespaces[identity(namespace)] = (text(found.get("/NS")) or "", entries(found.get("/RoleMapNS")))
    return Roles(mapped, namespaces)


def is_standard(tag: str, namespace: str) -> bool:
    """Return whether a name is a standard structure type of its namespace; H7 and on are PDF 2.0's."""
    if namespace == PDF_2:
        return tag in STANDARD_2 or (tag[:1] == "H" and tag[1:].isdigit() and tag[1:2] != "0")
    return namespace in ("", PDF_1) and tag in STANDARD_1


def role_of(roles: Roles, tag: str, namespace: object) -> tuple[str, str]:
    """Return the standard role that a tag stands for, "" for none, and its namespace's address.

    A MathML element stands for itself: ISO 14289-2:2024, 8.2.5.27 lets it in under Formula.
    """
    address, mapping = roles.namespaces.get(identity(namespace), ("", {})) if namespace is not None else ("", {})
    own = address
    if address == MATHML:
        return "MathML", own
    for _ in range(12):
        if is_standard(tag, address):
            return tag, own
        if address in ("", PDF_1):
            tag = roles.mapped.get(tag, "")
            continue
        target = items(mapping.get(f"/{tag}"))
        tag = name(target[0]) if target else ""
        key = identity(target[1]) if len(target) > 1 else (0, 0)
        address, mapping = roles.namespaces.get(key, ("", {}))
    return "", own
