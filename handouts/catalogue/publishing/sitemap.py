"""sitemap.xml: what a search engine should know of. Only for a folder whose address is known.

Source: sitemaps.org, protocol 0.9: absolute addresses, at most 50,000 in one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from handouts.catalogue.entries import Catalogue
from handouts.catalogue.publishing._addresses import address

NAME = "sitemap.xml"
MOST = 50_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the site map; several and the map of them where one cannot hold all; none without an address."""
    if not catalogue.base:
        return {}
    places = list(_places(catalogue))
    if len(places) <= MOST:
        return {NAME: _document("urlset", "url", places)}
    parts = [places[start : start + MOST] for start in range(0, len(places), MOST)]
    maps = {f"sitemap-{n}.xml": _document("urlset", "url", part) for n, part in enumerate(parts, 1)}
    return {NAME: _document("sitemapindex", "sitemap", [(address(catalogue, name), None) for name in maps]), **maps}


def _places(catalogue: Catalogue) -> Iterator[tuple[str, date | None]]:
    """Yield each address and the day on which its words changed last, where that is known."""
    yield catalogue.base, None
    for entry in catalogue.entries:
        yield address(catalogue, entry.html.path), entry.modified
        yield address(catalogue, entry.pdf.path), entry.modified


def _document(root: str, item: str, places: Iterable[tuple[str, date | None]]) -> bytes:
    lines = [
        f"<{item}><loc>{escape(where)}</loc>{f'<lastmod>{day.isoformat()}</lastmod>' if day else ''}</{item}>\n"
        for where, day in places
    ]
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'.encode()
