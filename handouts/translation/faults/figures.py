"""Numbers, doses, units, dates and times: those of the English stand in the translation, and no others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handouts.translation.faults import clock, days
from handouts.translation.faults.contacts import without_contacts
from handouts.translation.faults.fault import Fault
from handouts.translation.faults.quantities import DATES, DOSES, NUMBER_WORDS, SCALES, UNITS, date_name, with_two_named
from handouts.translation.merging import Translated
from handouts.translation.notation import words

_VERB_OR_MONTH = re.compile(r"\b(?:March|May)\b(?!\s+\d)(?<!in March)(?<!in May)(?<!of May)(?<!of March)")

_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_NAME = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w+(?:-\w+)*\b|\b[A-Z][\w]*-\d+\b")
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|[½¼¾])")
_DECIMAL_COMMA = re.compile(r"(?<![\w.,])\d+,\d{1,2}(?![\d])")
_SCALE_AFTER = {lang: re.compile(rf"\s+({'|'.join(scales)})\b", re.I) for lang, scales in SCALES.items()}
_UNIT_AFTER = re.compile(r"\s*-?\s*(%|°\s?[FC]|por ciento|[^\W\d_]+(?:/[^\W\d_]+)?)")


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a text says in figures: digits, number words, names with digits, months and days."""

    digits: Counter[Decimal]
    spelt: Counter[Decimal]
    units: dict[Decimal, set[str]]
    names: Counter[str]
    dates: Counter[str]


def faults(one: Translated) -> Iterator[Fault]:
    """Yield numbers, units and dates that are not those of the English."""
    mine, its, told = clock.compared(one, *map(without_contacts, map(words, (one.piece.source, one.text))))
    yield from told
    mine, its, told = days.compared(one, mine, its)
    yield from told
    english, spanish = _figures(mine, "en"), _figures(its, "es")
    yield from _numbers(one, english, spanish)
    yield from _of_units(one, english, spanish)
    yield from _dates(one, english, spanish)
    lost = english.names - spanish.names
    if lost:
        message = f"{', '.join(lost)} of the English is not in the translation"
        yield Fault(one.id, "names", "review", message, "Keep it, unless it has another name in the language")
    if comma := _DECIMAL_COMMA.search(words(one.text)):
        message = f"{comma[0]} has a decimal comma"
        yield Fault(one.id, "numbers", "review", message, "Spanish in the United States writes a point: 0.5")


def _figures(text: str, lang: str) -> _Figures:
    text = with_two_named(text, lang)
    names = Counter(found[0].lower() for found in _NAME.finditer(text) if not _is_quantity(found[0], lang))
    bare = _NAME.sub(lambda found: found[0] if _is_quantity(found[0], lang) else " ", text)
    bare = re.sub(r"(\d)([A-Za-zµ])", r"\1 \2", bare)
    digits: Counter[Decimal] = Counter()
    units: dict[Decimal, set[str]] = {}
    for found in _NUMBER.finditer(bare):
        scale = _SCALE_AFTER[lang].match(bare, found.end())
        value = _value(found[1]) * (SCALES[lang][scale[1].lower()] if scale else 1)
        digits[value] += 1
        after = _UNIT_AFTER.match(bare, scale.end() if scale else found.end())
        unit = UNITS[lang].get(re.sub(r"\s", "", after[1]).lower()) if after else None
        if unit:
            units.setdefault(value, set()).add(unit)
    spoken = re.findall(r"[^\W\d_]+", bare.lower())
    spelt = Counter(Decimal(NUMBER_WORDS[lang][word]) for word in spoken if word in NUMBER_WORDS[lang])
    return _Figures(digits, spelt, units, names, _date_words(bare, lang))


def _is_quantity(word: str, lang: str) -> bool:
    """Say whether digits and letters that touch are a number and its unit: "5mg", "30-minute"."""
    match = re.fullmatch(r"(\d+(?:[.,]\d+)?)-?([^\W\d_]+(?:/[^\W\d_]+)?)", word)
    return bool(match) and (match[2].lower() in UNITS[lang] or match[2].lower() in ("st", "nd", "rd", "th"))  # type: ignore[index]


def _value(text: str) -> Decimal:
    if text in _FRACTIONS:
        return Decimal(_FRACTIONS[text])
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return Decimal(text.replace(",", "")).normalize()
    return Decimal(text.replace(",", ".")).normalize()


def _date_words(text: str, lang: str) -> Counter[str]:
    if lang == "en":
        text = _VERB_OR_MONTH.sub(" ", text)
    spoken = re.findall(r"[^\W\d_]+", text)
    return Counter(
        DATES[lang][word.lower()]
        for word in spoken
        if word.lower() in DATES[lang] and word[0].isupper() == (lang == "en")
    )


def _numbers(one: Translated, english: _Figures, spanish: _Figures) -> Iterator[Fault]:
    lost = english.digits - spanish.digits - spanish.spelt
    more = spanish.digits - english.digits - english.spelt
    if lost or more:
        parts = [f"{_shown(lost)} of the English is not there"] if lost else []
        parts += [f"{_shown(more)} is not in the English"] if more else []
        yield Fault(one.id, "numbers", "fail", "; ".join(parts), "Write the numbers of the English, every one of them")
        return
    hint = "See whether the number is said in other words"
    if unsaid := english.spelt - spanish.spelt - spanish.digits:
        message = f"the English says {_shown(unsaid)} in words, and nothing in the translation does"
        yield Fault(one.id, "numbers", "review", message, hint)
    new = Counter({value: n for value, n in (spanish.spelt - english.spelt - english.digits).items() if value > 2})
    if new:  # *medio* and *dos* are also what "by means of" and "both" are
        message = f"the translation says {_shown(new)} in words, and nothing in the English does"
        yield Fault(one.id, "numbers", "review", message, hint)


def _shown(numbers: Counter[Decimal]) -> str:
    return ", ".join(f"{number:f}" for number in sorted(numbers.elements()))


def _of_units(one: Translated, english: _Figures, spanish: _Figures) -> Iterator[Fault]:
    for value, units in english.units.items():
        others = spanish.units.get(value, set())
        if others and not units & others:
            message = f"{value:f}: {', '.join(sorted(units))} in the English, {', '.join(sorted(others))} here"
            yield Fault(one.id, "units", "fail", message, "Write the unit of the English")
        elif not others and value in spanish.digits:
            message = f"{value:f} has the unit {', '.join(sorted(units))} in the English, and none that is known here"
            yield Fault(one.id, "units", "review", message, "See that the unit is said")
    for value, units in spanish.units.items():
        if value in english.digits and value not in english.units and units & DOSES:
            message = f"{value:f} has the unit {', '.join(sorted(units))} here, and none that is known in the English"
            yield Fault(one.id, "units", "review", message, "See that the English means this unit")


def _dates(one: Translated, english: _Figures, spanish: _Figures) -> Iterator[Fault]:
    if english.dates != spanish.dates:
        lost, more = english.dates - spanish.dates, spanish.dates - english.dates
        parts = [f"{_named(lost, 'en')} of the English is not there"] if lost else []
        parts += [f"{_named(more, 'es')} is not in the English"] if more else []
        yield Fault(one.id, "dates", "fail", "; ".join(parts), "Write the months and days of the English")


def _named(dates: Counter[str], lang: str) -> str:
    return ", ".join(date_name(date, lang) for date in dates)
