"""Where the newest topics XML file of MedlinePlus is: what the page that lists its files says.

Source: https://medlineplus.gov/xml.html
"""

from __future__ import annotations

import re

from handouts.errors import SourceError
from handouts.sources.cleaning import web_address
from handouts.sources.files import to_text

PAGE = "https://medlineplus.gov/xml.html"

_LINK = re.compile(
    r"href\s*=\s*[\"']?([^\"'\s>]*mplus_topics(?:_compressed)?_(\d{4}-\d{2}-\d{2})\.(xml|zip))[\"'\s>]", re.IGNORECASE
)


def newest(page: bytes, address: str) -> str:
    """Return the address of the newest file that a page lists; of one day's two, the zip.

    Args:
        page: as it was fetched.
        address: of the page.

    Raises:
        SourceError: it lists none.
    """
    found = [
        (day, kind.lower() == "zip", target)
        for href, day, kind in _LINK.findall(to_text(page, place=address))
        if (target := web_address(href, address))
    ]
    if not found:
        raise SourceError(
            "this page lists no topics XML file of MedlinePlus",
            place=address,
            hint="Give the file's own address with --url, or fetch it by hand and give it to `handouts import`",
        )
    return max(found)[2]
