"""Which file of the network the library has taken in: what to show the server, so that it comes only when changed."""

from __future__ import annotations

from handouts.library.database import Library, telling, transaction


def load_marks(library: Library, address: str) -> tuple[str, str]:
    """Return the ETag and Last-Modified that the file at an address came with; "" where there was none."""
    with telling(library.path):
        row = library.connection.execute("SELECT etag, modified FROM download WHERE address = ?", (address,)).fetchone()
    return (row[0], row[1]) if row else ("", "")


def keep_marks(library: Library, address: str, etag: str, modified: str) -> None:
    """Keep what the file at an address came with."""
    with transaction(library) as connection:
        connection.execute("INSERT OR REPLACE INTO download VALUES (?, ?, ?)", (address, etag, modified))
