"""Where a published file is: the address that others follow."""

from __future__ import annotations

from urllib.parse import quote

from handouts.catalogue.entries import Catalogue


def address(catalogue: Catalogue, path: str) -> str:
    """Return a file's address: absolute where the catalogue knows where it will be published, else from its folder."""
    return catalogue.base + relative(path)


def relative(path: str) -> str:
    """Return a file's address from the published folder."""
    return quote(path, safe="/")
