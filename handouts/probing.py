"""Ask whether pages are still there, politely: a head before a body, one host at a time, never twice in a hurry.

Nothing of a page is read. Each answer says what came back, over which redirects, and on which day.

Source: RFC 9110, sections 9.3.2 (HEAD) and 15 (status codes); RFC 6585, section 4 (429 and Retry-After).
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpx

Outcome = Literal["there", "moved", "gone", "refused", "failing", "silent"]

PAUSE_S = 1.0
"""Between two requests to one host."""

MOST_HOPS = 5
_ASK_AGAIN_WITH_GET = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
"""Answers that some servers give to HEAD alone."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait.

    Args:
        answer_s: for an answer, and for a connection.
        retry_s: at most, where a server asks to be asked later; a longer time is not waited for.
    """

    answer_s: float = 15.0
    retry_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Probed:
    """What an address answered.

    Args:
        outcome: there; moved (there, under another address); gone (404, 410); refused (401, 403, 429: a page may well
            be there for people); failing (5xx, or redirects without end); silent (no answer, or no such site).
        status: of the last answer; 0 where there was none.
        hops: the addresses that it was led over, the last one being where the page is.
        day: when it was asked.
        note: why there was no answer.
    """

    address: str
    outcome: Outcome
    status: int
    hops: tuple[str, ...]
    day: date
    note: str = ""


def probe_all(
    addresses: Iterable[str],
    today: date,
    *,
    patience: Patience = Patience(),
    pause_s: float = PAUSE_S,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Probed]:
    """Yield what each address answers, each asked once, with a pause between two requests to one host.

    Args:
        today: noted in each answer.
    """
    asked: dict[str, float] = {}
    head = {"User-Agent": f"handouts/{version('handouts')} (link check)", "Accept": "*/*"}
    with httpx.Client(timeout=patience.answer_s, headers=head, follow_redirects=False) as client:
        for address in dict.fromkeys(addresses):
            host = _host(address)
            wait = asked.get(host, float("-inf")) + pause_s - time.monotonic()
            if wait > 0:
                sleep(wait)
            yield _probed(client, address, today, patience, sleep)
            asked[host] = time.monotonic()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # such as "https://[half"
        return ""


def _probed(
    client: httpx.Client, address: str, today: date, patience: Patience, sleep: Callable[[float], None]
) -> Probed:
    hops: list[str] = []
    target = address
    try:
        for _ in range(MOST_HOPS + 1):
            status, location = _answer(client, target, patience, sleep)
            if not location:
                return Probed(address, _outcome(status, hops, address), status, tuple(hops), today)
            target = urljoin(target, location)
            if urlsplit(target).scheme not in ("http", "https"):
                return Probed(address, "failing", status, tuple(hops), today, f"it leads to {target}")
            hops.append(target)
    except httpx.TimeoutException:
        return Probed(address, "silent", 0, tuple(hops), today, f"no answer within {patience.answer_s:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, ValueError) as error:
        return Probed(address, "silent", 0, tuple(hops), today, str(error) or type(error).__name__)
    return Probed(address, "failing", status, tuple(hops), today, f"it was led on more than {MOST_HOPS} times")


def _answer(client: httpx.Client, target: str, patience: Patience, sleep: Callable[[float], None]) -> tuple[int, str]:
    """Return the status and where it leads, asking for the head first, and again once where the server asks to."""
    for method in ("HEAD", "GET"):
        for attempt in range(2):
            with client.stream(method, target) as response:
                status = response.status_code
                location = response.headers.get("Location", "") if response.has_redirect_location else ""
                later = response.headers.get("Retry-After", "")
            asked_to_wait = status == 429 and later.isascii() and later.isdigit() and int(later) <= patience.retry_s
            if attempt or not asked_to_wait:
                break
            sleep(float(later))
        if status not in _ASK_AGAIN_WITH_GET:
            break
    return status, location


def _outcome(status: int, hops: list[str], address: str) -> Outcome:
    if status in (404, 410):
        return "gone"
    if status in (401, 403, 429, 451):
        return "refused"
    if status >= 400:
        return "failing"
    return "moved" if hops and _bare(hops[-1]) != _bare(address) else "there"


def _bare(address: str) -> str:
    """Return an address without what a site adds by itself: https, "www.", a last slash."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
