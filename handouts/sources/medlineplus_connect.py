"""MedlinePlus Connect: which pages belong to a code of an electronic health record.

Source: https://medlineplus.gov/medlineplus-connect/web-service/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from handouts.errors import SourceError
from handouts.sources.cleaning import clean_text, web_address

SERVICE = "https://connect.medlineplus.gov/service"


def request_address(oid: str, code: str, *, service: str = SERVICE) -> str:
    """Return the address that answers for a code.

    Args:
        oid: the number of the code system, such as 2.16.840.1.113883.6.90 for ICD-10-CM.
    """
    asked = {
        "mainSearchCriteria.v.cs": oid,
        "mainSearchCriteria.v.c": code,
        "informationRecipient.languageCode.c": "en",
        "knowledgeResponseType": "application/json",
    }
    return f"{service}?{urlencode(asked)}"


def to_pages(answer: bytes, *, place: str = "") -> tuple[tuple[str, str], ...]:
    """Return the address and title of each page of an answer, without what the service adds to count its visitors.

    Raises:
        SourceError: this is no answer of the service.
    """
    try:
        feed = json.loads(answer)["feed"]
        entries = _listed(feed.get("entry"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError("this is no answer of MedlinePlus Connect", place=place, hint="Try again later") from error
    return tuple(dict.fromkeys(page for entry in entries for page in _pages(entry)))


def _pages(entry: object) -> Iterator[tuple[str, str]]:
    if not isinstance(entry, Mapping):
        return
    title = clean_text(_scalar(entry.get("title")))
    for link in _listed(entry.get("link")):
        address = web_address(str(link.get("href", "")), "") if isinstance(link, Mapping) else None
        if address:
            yield address, title or address
            return


def _scalar(value: object) -> str:
    """Return a text of the service, which wraps every one: {"_value": "…"}."""
    return str(value.get("_value", "")) if isinstance(value, Mapping) else str(value or "")


def _listed(value: Any) -> list[Any]:
    """Return several things as they are, and one or none as a list: some answers leave the brackets out."""
    return value if isinstance(value, list) else [value] if value else []
