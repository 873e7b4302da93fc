"""Count the syllables of Spanish words, by the rules of its spelling.

The rules decide without a dictionary:

1. `a e o` are open vowels, `i u` closed ones; `y` is a vowel at the end of a word and alone, else a consonant.
2. The `u` of `que qui gue gui` is silent; that of `güe güi` is not. An `h` between vowels parts nothing.
3. Two open vowels, an open one beside a closed one with an accent, and two equal vowels are two syllables (hiatus):
   le-er, dí-a, chi-i-ta.
4. Any other two or three vowels are one (diphthong, triphthong): viu-da, cons-truí, U-ru-guay.
5. A closed vowel without an accent between two open ones goes with the second: pa-ra-no-ia, a-hue-car.

Source: Real Academia Española, Ortografía de la lengua española (2010), chapter II, on diphthongs, triphthongs and
hiatus in spelling: "guion", "truhan" and "fie" have one syllable, whatever is heard.
"""

from __future__ import annotations

import re
import unicodedata

from handouts.translation.reading.numerals import is_spelt, spelt_syllables

_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_VOWEL_Y = re.compile(r"y$|^y$|(?<=[aeiouáéíóú])y(?=[bcdfgjklmnpqrstvwxzñ])")
_MUTE_H = re.compile(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_OPEN = frozenset("aeoáéó")
_ACCENTED = frozenset("íú")
_PLAIN = str.maketrans("áéíóúü", "aeiouu")

_AS_WORDS = frozenset({"SIDA", "COVID", "CRISPR", "NASA", "OTAN", "UNICEF", "CAR"})
_READ_ALOUD = {
    "mg": 4,  # mi-li-gra-mos
    "mcg": 4,
    "µg": 4,
    "g": 2,
    "kg": 4,
    "ml": 4,
    "dl": 4,
    "cm": 4,
    "mm": 4,
    "mmhg": 8,
    "dr": 2,
    "dra": 3,
}
"""Units and titles, by the words that are heard."""


def syllables(word: str) -> int:
    """Return how many syllables a word has, at least one; capitals such as ADN are read letter by letter."""
    plain = unicodedata.normalize("NFC", word).lower()
    if plain in _READ_ALOUD:
        return _READ_ALOUD[plain]
    if is_spelt(word, _AS_WORDS):
        return spelt_syllables(word, "es")
    bare = _MUTE_H.sub("", _VOWEL_Y.sub("i", _SILENT_U.sub("", plain)))
    return max(1, sum(_parts(vowels) for vowels in _VOWELS.findall(bare)))


def _parts(vowels: str) -> int:
    """Return the syllables of vowels that touch."""
    return 1 + sum(_begins(vowels, place) for place in range(1, len(vowels)))


def _begins(vowels: str, place: int) -> bool:
    """Say whether a vowel begins a syllable after the one before it."""
    before, here = vowels[place - 1], vowels[place]
    after = vowels[place + 1] if place + 1 < len(vowels) else ""
    if before in _OPEN and (here in _OPEN or here in _ACCENTED):
        return True
    if before in _ACCENTED and here in _OPEN:
        return True
    if before.translate(_PLAIN) == here.translate(_PLAIN):
        return True
    return before in _OPEN and here in "iuü" and after in _OPEN and bool(after)
