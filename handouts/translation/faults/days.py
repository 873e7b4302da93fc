"""Days written in figures: 10/11/2026 is in October for one reader and in November for another."""

from __future__ import annotations

import re
from collections import Counter

from handouts.translation.faults.fault import Fault
from handouts.translation.faults.quantities import DATES
from handouts.translation.merging import Translated

_WHOLE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}\b(?!/)(?!\s*(?:mm|cup|taza))")
_MONTHS = {lang: [word for word, name in DATES[lang].items() if name.startswith("month")] for lang in DATES}
_HINT = "Write the month in words, so that no one can mistake it"


def compared(one: Translated, english: str, spanish: str) -> tuple[str, str, tuple[Fault, ...]]:
    """Return both texts with such days in words, and what a person has to look at.

    The English has the month first. The Spanish has what makes it the English day, or else the month first too.
    """
    faults = []
    if hit := _WHOLE.search(spanish):
        message = f"{hit[0]} is read day first in Spanish, and month first in English"
        faults.append(Fault(one.id, "dates", "review", message, _HINT))
    elif lost := Counter(_SLASHED.findall(english)) - Counter(_SLASHED.findall(spanish)):
        message = f"{', '.join(lost)} of the English is written in other figures"
        faults.append(Fault(one.id, "dates", "review", message, _HINT))
    meant = {found.groups() for found in _WHOLE.finditer(english)}

    def in_spanish(found: re.Match[str]) -> str:
        first, second, year = found.groups()
        day_first = (second, first, year) in meant
        return _in_words(second, first, year, "es") if day_first else _in_words(first, second, year, "es")

    english = _WHOLE.sub(lambda found: _in_words(found[1], found[2], found[3], "en"), english)
    return english, _WHOLE.sub(in_spanish, spanish), tuple(faults)


def _in_words(month: str, day: str, year: str, lang: str) -> str:
    """Return a day in words; what is no month is the day."""
    if int(month) > 12:
        month, day = day, month
    name = next((word for word in _MONTHS[lang] if DATES[lang][word] == f"month {int(month)}"), month)
    return f"{name.capitalize()} {int(day)}, {year}" if lang == "en" else f"{int(day)} de {name} de {year}"
