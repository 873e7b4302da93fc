"""The only network code: a page, or a large file that may come in pieces.

Polite: one request at a time, says who asks, asks only for what has changed, goes on where it was interrupted, gives
up soon. Careful: nothing larger or slower than agreed, no other host than the one asked, never from https to http.

Source: RFC 9110, sections 13 (conditional requests) and 14 (ranges).
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import httpx

from handouts.errors import OutputError, SourceError

ATTEMPTS = 3
_REDIRECTS = 4
_LATER = "Nothing has changed here; try again later"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may take.

    Args:
        most_bytes: of its body.
        total_s: from the request to its last byte, all attempts together.
        idle_s: between two pieces of it, and for the connection.
    """

    most_bytes: int
    total_s: float
    idle_s: float


PAGE = Limits(5_000_000, 60, 20)

FILE = Limits(300_000_000, 900, 30)
"""Ten times the size of NLM's whole topics file, unzipped."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was fetched.

    Args:
        path: of the whole file; None where the server says that it has not changed.
        etag, modified: what to show next time, so that it comes only when it has changed.
    """

    path: Path | None
    etag: str
    modified: str


def fetch_page(address: str, *, limits: Limits = PAGE, sleep: Callable[[float], None] = time.sleep) -> bytes:
    """Return what is at an address.

    Raises:
        SourceError: it cannot be reached, is not there, is too large or too slow, or leads elsewhere.
    """
    ends = time.monotonic() + limits.total_s
    for attempt in _attempts(address, ends, sleep):
        with attempt, _asked(address, {}, limits, ends) as response:
            return b"".join(_body(response, limits, ends, 0))
    raise _unreachable(address, "it did not answer")


def fetch_file(
    address: str,
    folder: Path,
    *,
    etag: str = "",
    modified: str = "",
    limits: Limits = FILE,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Download:
    """Fetch a file into a folder, unless it is still the one that `etag` and `modified` are of.

    What arrives is kept when the connection breaks; this call, or one on another day, asks for the rest.

    Args:
        progress: is told the bytes that are here and how many there will be, where the server says so.

    Raises:
        SourceError: it cannot be reached, is not there, is too large or too slow, or leads elsewhere.
        OutputError: it cannot be written into the folder.
    """
    ends = time.monotonic() + limits.total_s
    part = folder / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for attempt in _attempts(address, ends, sleep):
            with attempt:
                return _fetch_rest(address, part, (etag, modified), limits, ends, progress)
    except OSError as error:
        raise OutputError(
            f"the file from the network cannot be kept: {error.strerror or error}",
            place=str(error.filename or folder),
            hint="Make room or choose another folder, with XDG_CACHE_HOME on Linux",
        ) from error
    raise _unreachable(address, "the connection broke again and again")


# --------------------------------------------------------------------------- one file, from where it broke off


def _fetch_rest(
    address: str,
    part: Path,
    known: tuple[str, str],
    limits: Limits,
    ends: float,
    progress: Callable[[int, int | None], None],
) -> Download:
    have, validator = _kept(part, address)
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else _unless_known(*known)
    with _asked(address, headers, limits, ends) as response:
        etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Download(None, *known)
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            discard(part)
            raise httpx.RemoteProtocolError("the part that is here is of no use")
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            discard(part)
            raise httpx.RemoteProtocolError("the server sent another part than it was asked for")
        start = have if resumed else 0
        if not resumed:
            packed = response.headers.get("Content-Encoding", "identity") != "identity"
            _note(part, address, "" if packed else etag, "" if packed else modified)
        length = response.headers.get("Content-Length", "")
        total = start + int(length) if length.isascii() and length.isdigit() else None
        if (total or 0) > limits.most_bytes:
            raise _too_large(address, limits)
        with part.open("ab" if resumed else "wb") as stream:
            _write(stream, _body(response, limits, ends, start), start, total, progress)
    whole = part.with_suffix(".whole")
    part.replace(whole)
    discard(part)
    return Download(whole, etag, modified)


def _write(
    stream: BinaryIO, chunks: Iterator[bytes], done: int, total: int | None, progress: Callable[[int, int | None], None]
) -> None:
    for chunk in chunks:
        stream.write(chunk)
        done += len(chunk)
        progress(done, total)
    stream.flush()
    os.fsync(stream.fileno())


def _unless_known(etag: str, modified: str) -> dict[str, str]:
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in known.items() if value}


def _notes(part: Path) -> Path:
    return part.with_suffix(".json")


def _note(part: Path, address: str, etag: str, modified: str) -> None:
    """Write down what the part is of: a rest is asked for by a strong mark of the file only (RFC 9110, 13.1.5)."""
    mark = etag if etag and not etag.startswith("W/") else modified
    _notes(part).write_text(json.dumps({"address": address, "validator": mark}), "utf-8")


def _kept(part: Path, address: str) -> tuple[int, str]:
    """Return how much of the file is here, and the mark of the file it is of; 0 where it is of no use."""
    try:
        known = json.loads(_notes(part).read_text("utf-8"))
        size = part.stat().st_size
    except (OSError, ValueError):
        return 0, ""
    useful = isinstance(known, dict) and known.get("address") == address and known.get("validator") and size
    return (size, str(known["validator"])) if useful else (0, "")


def discard(part: Path) -> None:
    """Remove what was fetched, be it whole or a part."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
        _notes(part).unlink(missing_ok=True)


# --------------------------------------------------------------------------- one request


@contextmanager
def _asked(address: str, headers: dict[str, str], limits: Limits, ends: float) -> Iterator[httpx.Response]:
    """Ask for an address, follow it where it moved on its own host, and give the answer with its body still to come."""
    timeout = httpx.Timeout(limits.idle_s)
    # identity: a body that the server packs on the way has no length to check and no range to ask for
    head = {"User-Agent": f"handouts/{version('handouts')}", "Accept-Encoding": "identity", **headers}
    target = address
    with httpx.Client(timeout=timeout, headers=head) as client:
        for _ in range(_REDIRECTS + 1):
            if time.monotonic() > ends:
                raise _too_slow(address, limits)
            with client.stream("GET", _web_address(target)) as response:
                if not response.has_redirect_location:
                    _check(response, address)
                    yield response
                    return
                target = _same_host(urljoin(target, response.headers["Location"]), target, address)
    raise SourceError("the address leads round in circles", place=address, hint=_LATER)


def _web_address(address: str) -> httpx.URL:
    try:
        urlsplit(address)  # which refuses more
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(f"this is no web address: {error}", place=address) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise SourceError("this is no web address", place=address, hint="It begins with https://")
    return url


def _same_host(target: str, before: str, asked: str) -> str:
    there, here = urlsplit(target), urlsplit(before)
    hosts = {(parts.hostname or "").removeprefix("www.") for parts in (there, here)}
    if len(hosts) > 1 or (here.scheme == "https" and there.scheme != "https"):
        raise SourceError(
            f"the address leads elsewhere: {target}", place=asked, hint="If that is right, give it with --url"
        )
    return target


def _check(response: httpx.Response, address: str) -> None:
    status = response.status_code
    if status < 300 or status in (httpx.codes.NOT_MODIFIED, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE):
        return
    if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
        raise SourceError(f"there is nothing at that address ({status})", place=address, hint="Give another with --url")
    if status >= 500 or status == httpx.codes.TOO_MANY_REQUESTS:
        raise httpx.RemoteProtocolError(f"the server answered {status}")
    raise SourceError(f"the server refuses the request ({status})", place=address, hint="Give another with --url")


def _body(response: httpx.Response, limits: Limits, ends: float, done: int) -> Iterator[bytes]:
    """Yield the body in pieces, no longer and no later than agreed."""
    address = str(response.request.url)
    for chunk in response.iter_bytes():
        done += len(chunk)
        if done > limits.most_bytes:
            raise _too_large(address, limits)
        if time.monotonic() > ends:
            raise _too_slow(address, limits)
        yield chunk


@contextmanager
def _told(address: str, last: bool) -> Iterator[None]:
    """Let a failure of the network pass in silence, except for the last one."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise _unreachable(address, str(error) or "no answer") from error
    except httpx.HTTPError as error:
        if last:
            raise _unreachable(address, str(error) or type(error).__name__) from error


def _attempts(address: str, ends: float, sleep: Callable[[float], None]) -> Iterator[AbstractContextManager[None]]:
    for number in range(ATTEMPTS):
        if number:
            sleep(min(2.0**number, max(0.0, ends - time.monotonic())))
        yield _told(address, number == ATTEMPTS - 1)


def _unreachable(address: str, why: str) -> SourceError:
    name = urlsplit(address).hostname or address
    hint = f"See whether this computer is online. {_LATER}"
    return SourceError(f"{name} cannot be reached: {why}", place=address, hint=hint)


def _too_large(address: str, limits: Limits) -> SourceError:
    fact = f"what is there is larger than {limits.most_bytes / 1e6:.0f} MB, which it never is"
    return SourceError(fact, place=address, hint="See in a browser what is at that address")


def _too_slow(address: str, limits: Limits) -> SourceError:
    return SourceError(f"the server took longer than {limits.total_s:.0f} s", place=address, hint=_LATER)
