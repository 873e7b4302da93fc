"""From a code of a code system to topics: what a table says, what topics say of themselves, what Connect answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handouts.errors import RequestError
from handouts.library.database import Library, telling, transaction
from handouts.library.names import topic_named
from handouts.library.search import Hit, hit_of

CONNECT = "connect"
REQUESTS_A_MINUTE = 100
FRESH_S = 24 * 3600.0

OIDS: Mapping[str, str] = {
    "ICD-10-CM": "2.16.840.1.113883.6.90",
    "ICD-9-CM": "2.16.840.1.113883.6.103",
    "SNOMED CT": "2.16.840.1.113883.6.96",
    "RxNorm": "2.16.840.1.113883.6.88",
    "NDC": "2.16.840.1.113883.6.69",
    "LOINC": "2.16.840.1.113883.6.1",
}
"""The code systems that MedlinePlus Connect takes, and the numbers they go by.

Source: https://medlineplus.gov/medlineplus-connect/web-service/
"""

_SYSTEMS = (*OIDS, "MeSH")
_ALIASES: Mapping[str, str] = {"ICD10": "ICD-10-CM", "ICD9": "ICD-9-CM", "SNOMED": "SNOMED CT", "RXCUI": "RxNorm"}
_ICD_10_CM = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class AskedCode:
    """A code as it was asked for.

    Args:
        system: by the name that the library has for it.
    """

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system} {self.code}"


@dataclass(frozen=True, slots=True)
class Mapped:
    """One line of a table of codes: `topic` is an id, a title, a synonym or a page's address."""

    asked: AskedCode
    topic: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FoundCode:
    """What the library knows about a code.

    Args:
        used: the code that was looked up in the end: the one asked for, or a wider one of ICD-10-CM.
        hits: the topics that the library has for it.
        elsewhere: pages for it that are no topic of the library.
    """

    used: AskedCode
    hits: tuple[Hit, ...]
    elsewhere: tuple[Mapped, ...]


def to_code(text: str) -> AskedCode:
    """Return "ICD10CM:E11.9" as a code.

    Raises:
        RequestError: it names no code system that the library knows, or no code.
    """
    system, colon, code = text.partition(":") if not text.lower().startswith("urn:oid:") else _urn(text)
    known = system_named(system)
    if not colon or not code.strip():
        raise RequestError(f"{text!r} is no code of a code system", place="--code", hint=_HOW)
    if known is None:
        raise RequestError(f"there is no code system {system!r}", place="--code", hint=_HOW)
    return AskedCode(known, _tidy(known, code))


def is_code(text: str) -> bool:
    """Say whether a text begins with the name of a code system and a colon."""
    system, colon, _ = _urn(text) if text.lower().startswith("urn:oid:") else text.partition(":")
    return bool(colon) and system_named(system) is not None


_HOW = f"Write --code ICD10CM:E11.9; the systems: {', '.join(_SYSTEMS)}"


def _urn(text: str) -> tuple[str, str, str]:
    return text[len("urn:oid:") :].partition(":")


def system_named(text: str) -> str | None:
    """Return the code system that a text names, by name or number; None when it is none."""
    plain = text.strip().lower().removeprefix("urn:oid:")
    key = re.sub(r"[^A-Z0-9]", "", plain.upper())
    known = {re.sub(r"[^A-Z0-9]", "", name.upper()): name for name in _SYSTEMS} | dict(_ALIASES)
    return known.get(key) or next((name for name, oid in OIDS.items() if oid == plain), None)


def _tidy(system: str, code: str) -> str:
    """Return the code as its system writes it; in ICD-10-CM a dot stands after the third letter."""
    code = code.strip()
    if system in ("ICD-10-CM", "ICD-9-CM"):
        code = code.upper().replace(" ", "")
        if "." not in code and len(code) > 3 and system == "ICD-10-CM":
            code = f"{code[:3]}.{code[3:]}"
    return code


def wider(asked: AskedCode) -> Iterator[AskedCode]:
    """Yield the code and, in ICD-10-CM, the wider ones around it: E11.65, E11.6, E11."""
    yield asked
    if asked.system == "ICD-10-CM" and _ICD_10_CM.fullmatch(asked.code):
        for end in range(len(asked.code) - 1, 2, -1):
            if asked.code[end - 1] != ".":
                yield AskedCode(asked.system, asked.code[:end])


# --------------------------------------------------------------------------- looking up


def find_code(library: Library, asked: AskedCode) -> FoundCode:
    """Return the topics for a code; where nobody has said anything about it, those for the next wider one."""
    with telling(library.path):
        for code in wider(asked):
            rows = library.connection.execute(
                "SELECT topic, title FROM code WHERE (system, code) = (?, ?) ORDER BY origin = ?, origin, topic",
                (code.system, code.code, CONNECT),
            ).fetchall()
            mapped = [Mapped(code, topic, title) for topic, title in rows]
            named = [(one, topic_named(library, one.topic)) for one in mapped]
            idents = dict.fromkeys(topic for _, topic in named if topic)
            if rows:
                hits = tuple(hit_of(library, ident, "code") for ident in idents)
                elsewhere = tuple(one for one, topic in named if topic is None)
                return FoundCode(code, hits, elsewhere)
        return FoundCode(asked, (), ())


# --------------------------------------------------------------------------- taking in


def import_codes(library: Library, rows: Iterable[Mapped], origin: str) -> tuple[int, int, tuple[Mapped, ...]]:
    """Take in a table of codes, in place of the one that came from the same origin.

    Returns:
        How many lines are new, how many of the earlier ones are gone, and those whose topic the library does not have.
    """
    now = {(row.asked.system, row.asked.code, row.topic): row for row in rows}
    with transaction(library) as connection:
        before = set(connection.execute("SELECT system, code, topic FROM code WHERE origin = ?", (origin,)))
        connection.execute("DELETE FROM code WHERE origin = ?", (origin,))
        connection.executemany(
            "INSERT INTO code (system, code, topic, title, origin) VALUES (?, ?, ?, ?, ?)",
            [(*key, row.title, origin) for key, row in now.items()],
        )
        homeless = tuple(row for row in now.values() if topic_named(library, row.topic) is None)
        return len(now.keys() - before), len(before - now.keys()), homeless


def keep_answer(library: Library, asked: AskedCode, pages: Iterable[Mapped], at: float) -> None:
    """Keep what MedlinePlus Connect answered, even if that was nothing.

    Args:
        at: when, in seconds since 1970.
    """
    with transaction(library) as connection:
        key = (asked.system, asked.code)
        connection.execute("DELETE FROM code WHERE (system, code) = (?, ?) AND origin = ?", (*key, CONNECT))
        connection.executemany(
            "INSERT OR IGNORE INTO code (system, code, topic, title, origin) VALUES (?, ?, ?, ?, ?)",
            [(*key, page.topic, page.title, CONNECT) for page in pages],
        )
        connection.execute("INSERT OR REPLACE INTO lookup VALUES (?, ?, ?)", (*key, at))


def is_due(library: Library, asked: AskedCode, found: FoundCode, now: float) -> bool:
    """Say whether to ask MedlinePlus Connect: nothing is known, or what it said is older than 24 hours."""
    if asked.system not in OIDS:
        return False
    with telling(library.path):
        row = library.connection.execute(
            "SELECT at FROM lookup WHERE (system, code) = (?, ?)", (asked.system, asked.code)
        ).fetchone()
    return not 0 <= now - row[0] < FRESH_S if row else not (found.hits or found.elsewhere)


def claim_request(library: Library, now: float) -> float:
    """Note a request to MedlinePlus Connect that is about to be made, and return 0; or, where there were a hundred in
    the last minute, note nothing and return how many seconds to wait.

    Source: https://medlineplus.gov/medlineplus-connect/web-service/ ("no more than 100 requests per minute")
    """
    with transaction(library) as connection:
        connection.execute("DELETE FROM request WHERE at <= ? OR at > ?", (now - 60, now + 60))
        recent = connection.execute("SELECT at FROM request ORDER BY at DESC").fetchall()
        if len(recent) >= REQUESTS_A_MINUTE:
            return max(0.05, float(recent[REQUESTS_A_MINUTE - 1][0]) + 60 - now)
        connection.execute("INSERT INTO request VALUES (?)", (now,))
        return 0.0
