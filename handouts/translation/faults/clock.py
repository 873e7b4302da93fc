"""Times of day: "8 p.m." is *8 p. m.*, *8 de la noche* or *20:00*, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.translation.faults.fault import Fault
from handouts.translation.merging import Translated

_ENGLISH = re.compile(r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b\.?", re.I)
_SPANISH = re.compile(
    r"(?:\blas?\s+)?\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?:horas\s*)?"
    r"(?:(?P<half>[ap])\.?\s?m\b\.?|de la (?P<part>mañana|madrugada|tarde|noche)|del (?P<noon>mediodía))"
    r"|(?P<las>\blas?\s+)?\b(?P<bare>\d{1,2})(?::(?P<minutes>\d\d))?\b(?:\s*(?:horas|h)\b)?",
    re.I,
)
_NIGHT_BEGINS = 6
"""*De la noche* is after noon but for twelve and the hours before this one."""


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that a text names.

    Args:
        minute: of the day, from 0; of half a day, where the text does not say which half.
        halved: whether it says which half of the day is meant.
    """

    minute: int
    halved: bool
    said: str
    span: tuple[int, int]


def compared(one: Translated, english: str, spanish: str) -> tuple[str, str, tuple[Fault, ...]]:
    """Return both texts without the times that are settled, and what is wrong with these."""
    mine = [_english(found) for found in _ENGLISH.finditer(english)]
    if not mine:
        return english, spanish, ()
    theirs = [_spanish(found) for found in _SPANISH.finditer(spanish)]
    faults = []
    settled: list[_Time] = []
    left = list(mine)
    for same in (_same, _vague):
        for time in [t for t in theirs if t not in settled]:
            hit = next((other for other in left if same(other, time)), None)
            if hit is None:
                continue
            left.remove(hit)
            settled.append(time)
            if same is _vague:
                message = f"{hit.said} in the English, and here nothing says which half of the day {time.said} is in"
                faults.append(Fault(one.id, "times", "review", message, "Write a. m. or p. m."))
    wrong = [time for time in theirs if time.halved and time not in settled]
    faults += _wrong(one, left, wrong)
    return _without(english, mine), _without(spanish, [*settled, *wrong]), tuple(faults)


def _wrong(one: Translated, left: list[_Time], wrong: list[_Time]) -> Iterator[Fault]:
    if left or wrong:
        parts = [f"{', '.join(time.said for time in left)} of the English is not there"] if left else []
        parts += [f"{', '.join(time.said for time in wrong)} is not in the English"] if wrong else []
        yield Fault(one.id, "times", "fail", "; ".join(parts), "Write the times of the English, with a. m. or p. m.")


def _same(english: _Time, spanish: _Time) -> bool:
    return spanish.halved and english.minute == spanish.minute


def _vague(english: _Time, spanish: _Time) -> bool:
    return not spanish.halved and english.minute % 720 == spanish.minute


def _english(found: re.Match[str]) -> _Time:
    return _halved(found, later=found["half"].lower() == "p")


def _spanish(found: re.Match[str]) -> _Time:
    if found["bare"]:
        hour = int(found["bare"])
        minute, of_24 = hour * 60 + int(found["minutes"] or 0), 13 <= hour < 24
        halved = of_24 and bool(found["las"] or found["minutes"])
        return _Time(minute if halved else minute % 720, halved, found[0].strip(), found.span())
    hour, part = int(found["hour"]) % 12, (found["part"] or "").lower()
    night = part == "noche" and hour >= _NIGHT_BEGINS
    return _halved(found, later=night or part == "tarde" or bool(found["noon"]) or (found["half"] or "").lower() == "p")


def _halved(found: re.Match[str], *, later: bool) -> _Time:
    minute = int(found["hour"]) % 12 * 60 + int(found["minute"] or 0) + 720 * later
    return _Time(minute, True, found[0].strip(), found.span())


def _without(text: str, times: list[_Time]) -> str:
    for start, end in sorted((time.span for time in times), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text
