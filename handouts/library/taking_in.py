"""Topics into the library: what a delivery brings is compared with what the library knew on that day.

A delivery may be older than what the library has. It then fills in the history, and what is of later days stays.

First everything is read and gathered in a table beside the library, so that a file that is cut off changes nothing and
nobody has to wait; then all that changed goes in, in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from handouts.errors import HandoutError
from handouts.library.applying import apply
from handouts.library.database import Library, telling, transaction
from handouts.library.delivery import Delivery, Known, Outcome
from handouts.library.gathering import gather
from handouts.model import Topic


def known_sources(library: Library, program: str) -> frozenset[str]:
    """Return the hashes of the sources that this version of the program has read into the library."""
    with telling(library.path):
        rows = library.connection.execute("SELECT source_sha256 FROM content WHERE program = ?", (program,))
        return frozenset(row[0] for row in rows)


def last_outcome(library: Library, delivery: Delivery) -> Outcome | None:
    """Return what there is to say of a file that was the provider's last one already; None where it was not."""
    with telling(library.path):
        last = library.connection.execute(
            "SELECT sha256, program, articles, refused FROM import WHERE provider = ? ORDER BY number DESC LIMIT 1",
            (delivery.provider,),
        ).fetchone()
    if delivery.sha256 and last and last[:2] == (delivery.sha256, delivery.program) and not last[3]:
        return Outcome(delivery, unchanged=last[2])
    return None


def import_topics(library: Library, topics: Iterable[Topic | Known], delivery: Delivery) -> Outcome:
    """Take topics into the library: all of them, or, when reading them fails, none.

    Args:
        topics: with one article or several each.

    Raises:
        SourceError: most of what the library knows of a large origin would be gone.
        OutputError: the library cannot be written.
        HandoutError: whatever reading the topics raises.
    """
    return take_in(library, delivery, refused=gather_topics(library, topics, delivery.program))


def gather_topics(library: Library, topics: Iterable[Topic | Known], program: str) -> tuple[HandoutError, ...]:
    """Read all topics into a table beside the library, for `take_in`; the library itself is neither changed nor locked.

    Returns:
        An error for each article that stands there twice and says different things; the first of them counts.
    """
    with telling(library.path):
        return tuple(gather(library.connection, topics, program))


def take_in(
    library: Library,
    delivery: Delivery,
    *,
    spared: Collection[tuple[str, str]] = (),
    refused: Sequence[HandoutError] = (),
) -> Outcome:
    """Take what was gathered into the library.

    Args:
        spared: what the source does hold but could not be read, as (topic id, language), or (topic id, "") for every
            language: it stays as it is.
        refused: why it could not be read.

    Raises:
        SourceError: most of what the library knows of a large origin would be gone.
        OutputError: the library cannot be written.
    """
    with transaction(library) as connection:
        return apply(connection, delivery, frozenset(spared), tuple(refused))
