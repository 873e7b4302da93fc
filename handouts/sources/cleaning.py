"""Words and addresses as a sheet can bear them: nothing invisible, nothing illegal, and otherwise as they are."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit

# --------------------------------------------------------------------------- words

INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
"""Controls, soft hyphens, zero-width spaces and half characters: no face has them, no reader sees them."""


def clean_text(text: str) -> str:
    """Return the words in NFC with single spaces, nothing around them and nothing invisible between them."""
    return unicodedata.normalize("NFC", " ".join(INVISIBLE.sub("", text).split()))


# --------------------------------------------------------------------------- addresses

_TRACKING = re.compile(r"(amp;)*(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|_hsenc|_hsmi)", re.IGNORECASE)
_ILLEGAL = re.compile(r"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_WRAPPED = re.compile(r"[\t\r\n]")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def clean_address(address: str) -> str:
    """Return the address as it is, without tracking parameters and with illegal characters percent-encoded.

    Nothing else changes: not the order of parameters, not upper and lower case, not `http:`.
    Line breaks and tabs inside it come from wrapped lines and go, as in a browser.

    Source: RFC 3986, section 2 (characters) and 3.2.2 (square brackets stand in a host only).
    """
    whole = _WRAPPED.sub("", address.strip())
    rest, hash_, fragment = whole.partition("#")
    path, question, query = rest.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
    if kept or not query:
        path += question + kept
    host = _HOST.match(path)
    start = host.end() if host else 0
    return _encoded(path[:start], "[]") + _encoded(path[start:]) + hash_ + _encoded(fragment)


def _encoded(text: str, legal_here: str = "") -> str:
    return _ILLEGAL.sub(lambda found: quote(found[0], safe=legal_here, errors="replace"), text)


def web_address(href: str, base: str) -> str | None:
    """Return where a link leads, clean and absolute; None where that is no web page (`mailto:`, `#`, nonsense).

    Args:
        href: as the page has it.
        base: the page's own address, for relative ones; may be "".
    """
    address = _WRAPPED.sub("", href.strip())
    if address in ("", "#"):
        return None
    try:
        if not _SCHEME.match(address):  # urljoin would also rewrite an absolute address, if only a little
            address = urljoin(base, address)
        parts = urlsplit(address)
        reachable = parts.scheme.lower() in ("http", "https") and parts.hostname
    except ValueError:  # such as a bracket without its partner in the host
        return None
    return clean_address(address) if reachable else None
