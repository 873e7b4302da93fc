"""Put a finished folder in the place of a published one, in one step that nobody sees half done.

Linux and macOS exchange two folders in one call. Where the system or the file system cannot, the old folder steps aside
first; `settle` then finishes what a kill between the two steps has left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def exchange(fresh: Path, place: Path) -> None:
    """Put `fresh` where `place` is, and remove what was there; both lie on one file system.

    Raises:
        OSError: neither way works; what was there is still there.
    """
    _reach_the_disk()
    if not place.exists():
        fresh.rename(place)
        return
    if _exchanged(fresh, place):
        shutil.rmtree(fresh)
        return
    aside = _aside(place)
    place.rename(aside)
    fresh.rename(place)
    shutil.rmtree(aside)


def settle(place: Path) -> None:
    """Finish, or undo, an exchange that was ended between its two steps."""
    aside = _aside(place)
    if aside.exists():
        if place.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(place)


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}.before")


def _reach_the_disk() -> None:
    """Have everything written before it is shown: a loss of power must not leave names without contents."""
    with suppress(AttributeError):  # Windows has no such call
        os.sync()


def _exchanged(one: Path, other: Path) -> bool:
    """Say whether the system exchanged two folders; False where it cannot."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)  # type: ignore[union-attr]
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _RENAME_SWAP)
    else:
        return False
    if failed and ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed
