"""What an address in a topic of ours must be: exactly what a code will hold."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from markdown_it.common.normalize_url import normalizeLink


def check_address(address: str) -> str:
    """Return the address.

    Raises:
        ValueError: it is no full web address, is not written as browsers send it, or carries tracking parameters; the
            message says which and what to write.
    """
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        named = None
    if not named:
        raise ValueError(f"{address!r} is no full web address, such as https://medlineplus.gov/genetics/")
    if normalizeLink(address) != address:
        raise ValueError(f"the address holds letters that browsers change: write {normalizeLink(address)}")
    if any(key.startswith("utm_") for key, _ in parse_qsl(parts.query)):
        raise ValueError(f"the address carries tracking (utm_…): leave that part of {address} out")
    return address
