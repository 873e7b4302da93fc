"""What the address of a MedlinePlus topic page says: its language and the topic's name.

The English page is `https://medlineplus.gov/<name>.html`, the Spanish one stands in `/spanish/` under the same name;
until 2015 both stood in `www.nlm.nih.gov/medlineplus/`.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from handouts.errors import SourceError

_PAGE = re.compile(r"^/(?:medlineplus/)?(?:(spanish)/)?([^/]+?)(?:\.html?)?/?$")
_HOSTS = ("medlineplus.gov", "nlm.nih.gov")


def is_topic_address(address: str) -> bool:
    """Say whether the address can be a topic page of MedlinePlus."""
    return _parts(address) is not None


def address_language(address: str) -> str:
    """Return the language of the topic page behind the address."""
    parts = _parts(address)
    return "es" if parts and parts[0] else "en"


def topic_id(address: str) -> str:
    """Return the topic's name as its address has it, in lower-case ASCII fit for a file name; "" for another page."""
    parts = _parts(address)
    return to_slug(parts[1]) if parts else ""


def to_slug(name: str) -> str:
    """Return the words in lower-case ASCII with hyphens between them."""
    ascii_name = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:80].strip("-")


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses name one topic page, today's form of it or that of before 2015."""
    return bool(topic_id(one)) and (topic_id(one), address_language(one)) == (topic_id(other), address_language(other))


def require_topic_address(address: str, *, place: str) -> str:
    """Return the address.

    Raises:
        SourceError: it is none of a MedlinePlus topic page, so that the text could not be cited.
    """
    if not is_topic_address(address):
        found = f"its address is {address!r}" if address else "it does not say its address"
        raise SourceError(
            f"this is no MedlinePlus topic page: {found}",
            place=place,
            hint="Save a topic page such as https://medlineplus.gov/genesandgenetherapy.html",
        )
    return address


def _parts(address: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    page = _PAGE.match(unquote(parts.path))
    old = parts.path.startswith("/medlineplus/")
    if parts.scheme not in ("http", "https") or host not in _HOSTS or not page or old != (host == "nlm.nih.gov"):
        return None
    return (page[1] or "", page[2]) if to_slug(page[2]) else None
