"""Numbers and capitals as they are read aloud, for who counts their syllables.

Source: McLaughlin, "SMOG grading" (Journal of Reading 12, 1969): a numeral counts as the words that are heard.
"""

from __future__ import annotations

import re

# fmt: off
_EN_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_EN_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)
_ES_UNITS = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho",
    "veintinueve",
)
_ES_TENS = (
    "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)
_ES_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
    "ochocientos", "novecientos",
)
# fmt: on
_DIGIT_BY_DIGIT = 1_000_000
"""From here on a number is read digit by digit, as telephone numbers are."""

_LETTERS_ES = {
    **dict.fromkeys("abcdegikopqtuy", 1),
    **dict.fromkeys("fhjlmnñrsvxz", 2),  # e-fe, ha-che, jo-ta, e-le …
    "w": 3,
}
_LETTERS_EN = {"w": 3}


def to_words(numeral: str, lang: str) -> str:
    """Return a number in digits as the words that are heard: "5.7" is "five point seven", or "cinco punto siete".

    Args:
        numeral: digits, with a decimal point or groups of three between commas.
        lang: "en" or "es".
    """
    whole, _, decimals = numeral.replace(",", "").partition(".")
    words = _whole(int(whole or 0), lang)
    if decimals:
        words += " point " if lang == "en" else " punto "
        words += " ".join(_whole(int(digit), lang) for digit in decimals)
    return words


def _whole(number: int, lang: str) -> str:
    if number >= _DIGIT_BY_DIGIT:
        return " ".join(_whole(int(digit), lang) for digit in str(number))
    thousands, rest = divmod(number, 1000)
    below = _below_1000_en if lang == "en" else _below_1000_es
    parts = []
    if thousands:
        mil = "thousand" if lang == "en" else "mil"
        parts += [mil] if thousands == 1 and lang == "es" else [below(thousands), mil]
    if rest or not thousands:
        parts.append(below(rest))
    return " ".join(parts)


def _below_1000_en(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_EN_UNITS[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        parts.append(_EN_TENS[rest // 10])
        rest %= 10
        parts += [_EN_UNITS[rest]] if rest else []
    elif rest or not hundreds:
        parts.append(_EN_UNITS[rest])
    return " ".join(parts)


def _below_1000_es(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    parts = [_ES_HUNDREDS[hundreds]] if hundreds else []
    if rest >= 30:
        tens, unit = divmod(rest, 10)
        parts.append(f"{_ES_TENS[tens]} y {_ES_UNITS[unit]}" if unit else _ES_TENS[tens])
    elif rest or not hundreds:
        parts.append(_ES_UNITS[rest])
    return " ".join(parts)


def is_spelt(word: str, said_as_words: frozenset[str]) -> bool:
    """Say whether a word is read letter by letter, such as DNA or A1C, and not as a word, such as AIDS.

    Args:
        said_as_words: capitals that are read as a word.
    """
    return bool(re.fullmatch(r"(?=.*[A-ZÑ])[A-ZÑ\d]{2,5}s?", word)) and word.rstrip("s") not in said_as_words


def spelt_syllables(word: str, lang: str) -> int:
    """Return the syllables of capitals and digits that are read one by one."""
    letters = _LETTERS_EN if lang == "en" else _LETTERS_ES
    digits = {"0": 2, "7": 2} if lang == "en" else {"2": 1, "3": 1, "6": 1}
    usual = 1 if lang == "en" else 2
    return sum(
        digits.get(c, 1 if lang == "en" else 2) if c.isdigit() else letters.get(c.lower(), usual)
        for c in word.removesuffix("s")
    )
