"""What the library gets from the network: the newest topics of MedlinePlus, and topics for a code.

Whatever fails here leaves the library as it was, and everything else goes on without a network.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from handouts import fetch
from handouts.errors import HandoutError
from handouts.importing import Days, Progress, import_file, silent
from handouts.library import Library, Outcome
from handouts.library.codes import OIDS, AskedCode, Mapped, claim_request, keep_answer
from handouts.library.downloads import keep_marks, load_marks
from handouts.sources import medlineplus_connect, medlineplus_downloads


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update brought.

    Args:
        address: of the file.
        outcome: None where the file has not changed since it was last taken in.
    """

    address: str
    outcome: Outcome | None


def update(
    library: Library,
    folder: Path,
    days: Days,
    *,
    url: str = "",
    progress: Progress = silent,
) -> Updated:
    """Fetch MedlinePlus's newest topics file and take it into the library.

    Args:
        folder: for what is on its way; what is left of it after a broken connection is gone on with the next time.
        url: of the file, or of a page that lists such files; "" for MedlinePlus's own.

    Raises:
        SourceError: the network or the file fails; the library is as it was.
        OutputError: the library or the folder cannot be written.
    """
    address = url or medlineplus_downloads.PAGE
    if not address.lower().endswith((".xml", ".zip")):
        address = medlineplus_downloads.newest(fetch.fetch_page(address), address)
    etag, modified = load_marks(library, address)
    with progress(100) as step:
        download = fetch.fetch_file(address, folder, etag=etag, modified=modified, progress=_percent(step))
    if download.path is None:
        return Updated(address, None)
    try:
        outcome = import_file(library, download.path, days, progress=progress)
    except HandoutError as error:
        if str(download.path) in error.place:  # which tells a person nothing
            raise type(error)(error.fact, place=address, hint=error.hint) from error
        raise
    finally:
        fetch.discard(download.path)
    keep_marks(library, address, download.etag, download.modified)
    return Updated(address, outcome)


def _percent(step: Callable[[str], None]) -> Callable[[int, int | None], None]:
    """Return what turns bytes into steps of a hundredth each."""
    shown = 0

    def tell(done: int, total: int | None) -> None:
        nonlocal shown
        while total and shown < done * 100 // total:
            shown += 1
            step(f"{done / 1e6:.1f} of {total / 1e6:.1f} MB")

    return tell


def ask_connect(
    library: Library,
    asked: AskedCode,
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Ask MedlinePlus Connect for the pages of a code, and keep its answer; at most a hundred times a minute.

    Args:
        asked: of a system that Connect knows.

    Raises:
        SourceError: the network fails, or the answer is none.
        OutputError: the library cannot be written.
    """
    address = medlineplus_connect.request_address(OIDS[asked.system], asked.code, service=medlineplus_connect.SERVICE)
    while wait_s := claim_request(library, now()):
        sleep(wait_s)
    pages = medlineplus_connect.to_pages(fetch.fetch_page(address), place=address)
    keep_answer(library, asked, [Mapped(asked, page, title) for page, title in pages], now())
