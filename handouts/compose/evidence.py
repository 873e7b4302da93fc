"""How likely two passages are to say the same in two languages, told without understanding either.

Each sign gives log odds: ln(chance in a translation / chance in two passages of one topic that have nothing to do with
each other). The chances for words and lengths were measured on real MedlinePlus pairs and on our own bilingual texts,
then set to the careful side; the others are estimates. tests/compose/test_pairing_precision.py measures the sum.

Source: lengths as in Gale & Church 1993, "A Program for Aligning Sentences in Bilingual Corpora", Computational
Linguistics 19(1); shared beginnings of words as in Simard, Foster & Isabelle 1992, "Using Cognates to Align Sentences
in Bilingual Corpora".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import erfc, inf, log, sqrt

from handouts.compose.addresses import same_page
from handouts.compose.lexicon import lines
from handouts.model import Article, Block, Bullets, Heading, anchors, plain_text, runs

EXPANSION: Mapping[str, float] = {"en": 1.0, "es": 1.15}
"""Characters for one character of English: Spanish health texts are 1.01 to 1.29 times as long (medlineplus.md)."""

KINDRED: Mapping[frozenset[str], tuple[float, float]] = {frozenset({"en", "es"}): (0.30, 0.05)}
"""How many of the shorter passage's words have the same sense in the other, in translations and by chance: by a common
root, or because the lexicon knows them. Measured: 0.41 to 0.52 in translations, 0.00 to 0.05 by chance. Languages that
are not here are told by the other signs alone."""

VARIANCE = 6.8
"""Gale & Church's s²: how much the length of a translation varies, in characters² for each character of text."""

ANY_LENGTH, WORST_LENGTH = 0.45, -4.5
"""The chance of a like length among passages that have nothing to do with each other, measured within our own topics;
and the floor: translators cut and explain, and length alone never outweighs two good signs."""

SAME_KINDS, OTHER_KINDS = log(0.97 / 0.5), log(0.03 / 0.5)
SAME_LEVEL, OTHER_LEVEL = log(0.95 / 0.6), log(0.05 / 0.4)
SAME_SHAPE, OTHER_SHAPE = log(0.85 / 0.25), log(0.15 / 0.75)
SAME_ENDING, OTHER_ENDING = log(0.85 / 0.35), log(0.1 / 0.4)
SAME_NUMBER, LOST_NUMBER = log(0.85 / 0.08), log(0.15 / 0.92)
SAME_NAME = log(0.5 / 0.05)
SAME_PAGE, LOST_PAGE = log(0.9 / 0.05), log(0.1 / 0.95)
_MOST_COUNTED = 3  # of numbers, of names, of pages: signs of one kind go together, and the tenth adds little


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be told of a passage without understanding it.

    Args:
        kinds: "heading", "paragraph", "bullets"; two where blocks are taken together.
        level: of a heading, else 0.
        length: in characters of English, so that languages can be compared.
        shape: for each list its items, for each item the shape of the lists inside it.
        ending: the mark it ends with where that tells something, ":" or "?".
        numbers: in digits, all written one way.
        names: words with a digit or two capitals, which translations tend to keep.
        words: what they mean or how they begin.
        pages: keys of the pages it leads to, as the left article calls them.
    """

    kinds: frozenset[str]
    level: int = 0
    length: float = 0.0
    shape: tuple[object, ...] = ()
    ending: str = ""
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()


def together(parts: Sequence[Signs]) -> Signs:
    """Return the signs of passages that stand one after the other."""
    signs = parts[0] if parts else Signs(kinds=frozenset())
    for part in parts[1:]:
        signs = Signs(
            kinds=signs.kinds | part.kinds,
            level=signs.level,
            length=signs.length + part.length,
            shape=signs.shape + part.shape,
            ending=part.ending,
            numbers=signs.numbers | part.numbers,
            names=signs.names | part.names,
            words=signs.words | part.words,
            pages=signs.pages | part.pages,
        )
    return signs


def signs_of(left: Article, right: Article, twins: Mapping[str, str]) -> tuple[list[Signs], list[Signs]]:
    """Return the signs of each block of two articles, without those that could tell nothing.

    A page or a name that only one article has says nothing about which blocks belong together, nor does a word that
    half of an article's blocks have. A number that only one side has does: a dose must stand in both.
    """
    lefts = _with_sections(_without_common_words([_signs(block, left.lang, {}) for block in left.blocks]))
    rights = _with_sections(_without_common_words([_signs(block, right.lang, twins) for block in right.blocks]))
    shared = together(lefts), together(rights)
    pages, names = shared[0].pages & shared[1].pages, shared[0].names & shared[1].names
    if frozenset({left.lang, right.lang}) not in KINDRED:
        lefts, rights = ([replace(s, words=frozenset()) for s in side] for side in (lefts, rights))
    return (
        [replace(s, pages=s.pages & pages, names=s.names & names) for s in lefts],
        [replace(s, pages=s.pages & pages, names=s.names & names) for s in rights],
    )


def odds(left: Signs, right: Signs, kindred: tuple[float, float] | None) -> float:
    """Return the log odds that two passages say the same; minus infinity for a heading beside a passage."""
    if ("heading" in left.kinds) != ("heading" in right.kinds):
        return -inf
    return (
        _form(left, right)
        + _length(left.length, right.length)
        + _words(left.words, right.words, kindred)
        + _kept(left.numbers, right.numbers, SAME_NUMBER, LOST_NUMBER)
        + _kept(left.names, right.names, SAME_NAME, 0.0)  # DNA is ADN in Spanish: a name that went is no sign
        + _kept(left.pages, right.pages, SAME_PAGE, LOST_PAGE)
    )


def _form(left: Signs, right: Signs) -> float:
    score = SAME_KINDS if left.kinds == right.kinds else OTHER_KINDS
    if left.level:
        score += SAME_LEVEL if left.level == right.level else OTHER_LEVEL
    if left.shape and right.shape:
        score += SAME_SHAPE if left.shape == right.shape else OTHER_SHAPE
    if left.ending or right.ending:
        score += SAME_ENDING if left.ending == right.ending else OTHER_ENDING
    return score


def _length(left: float, right: float) -> float:
    """Return ln (P(a difference at least as great | translation) / chance).

    Source: Gale & Church 1993, section 3: the difference over its standard deviation is close to normal.
    """
    deviation = abs(right - left) / sqrt(VARIANCE * max((left + right) / 2, 1.0))
    return max(WORST_LENGTH, log(max(erfc(deviation / sqrt(2)), 1e-12) / ANY_LENGTH))


def _words(left: frozenset[str], right: frozenset[str], kindred: tuple[float, float] | None) -> float:
    if kindred is None:
        return 0.0
    same, chance = kindred
    alike, of = len(left & right), min(len(left), len(right))
    return alike * log(same / chance) + (of - alike) * log((1 - same) / (1 - chance))


def _kept(left: frozenset[str], right: frozenset[str], same: float, lost: float) -> float:
    return min(len(left & right), _MOST_COUNTED) * same + min(len(left ^ right), _MOST_COUNTED) * lost


# --------------------------------------------------------------------------- reading a block


def _signs(block: Block, lang: str, twins: Mapping[str, str]) -> Signs:
    pieces = [plain_text(run).strip() for run in runs(block)]
    text = "\n".join(pieces)
    keys = [same_page(anchor.link.address) for run in runs(block) for anchor in anchors(run)]
    return Signs(
        kinds=frozenset({type(block).__name__.lower()}),
        level=block.level if isinstance(block, Heading) else 0,
        length=len(text) / EXPANSION.get(lang, 1.0),
        shape=(_shape(block),) if isinstance(block, Bullets) else (),
        ending=text[-1:] if text[-1:] in (":", "?") else "",
        numbers=numbers(text),
        names=frozenset(word for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text) if _is_name(word)),
        words=frozenset(sense(word, lang) for word in re.findall(r"[^\W\d_]+", text)) - {""},
        pages=frozenset(twins.get(key, key) for key in keys),
    )


def _shape(block: Bullets) -> tuple[object, ...]:
    return tuple(tuple(_shape(inner) for inner in item.nested) for item in block.items)


def _is_name(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1 or (any(map(str.isdigit, word)) and any(map(str.isalpha, word)))


def _without_common_words(side: list[Signs]) -> list[Signs]:
    counts = Counter(word for signs in side for word in signs.words)
    common = frozenset(word for word, count in counts.items() if count > max(1, len(side) / 2))
    return [replace(signs, words=signs.words - common) for signs in side]


def _with_sections(side: list[Signs]) -> list[Signs]:
    """Return the signs with those of each section's text added to its heading: a heading stands for what is under it.

    Two or three words of a heading tell little; with its text, a section that the other language lacks or has elsewhere
    is not taken for its neighbour.
    """
    found: list[Signs] = []
    below: list[Signs] = []
    for signs in reversed(side):
        if "heading" not in signs.kinds:
            below.append(signs)
            found.append(signs)
            continue
        section = together([signs, *below])
        found.append(replace(signs, words=section.words, numbers=section.numbers, pages=section.pages))
        below = []
    return found[::-1]


_PHONE = re.compile(r"(?:\+?1[-. ])?\(?\b(\d{3})\)?[-. ](\d{3})[-. ](\d{4})\b")
_THOUSANDS = re.compile(r"\b[1-9]\d{0,2}(?:[.,\u00a0\u202f ]\d{3})+\b")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_WHOLE = re.compile(r"\d+")


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text, written one way whatever the language.

    5,7 is 5.7; 20,000, 20.000 and 20 000 are 20000; a telephone number is its ten digits. "1,500" is read as a
    thousand and a half in every language: between two languages that agree, the reading does not matter.
    """
    found: set[str] = set()
    for pattern, write in (
        (_PHONE, lambda m: "".join(m.groups())),
        (_THOUSANDS, lambda m: re.sub(r"\D", "", m.group())),
        (_DECIMAL, lambda m: m.group().replace(",", ".")),
        (_WHOLE, lambda m: m.group()),
    ):
        found.update(write(match) for match in pattern.finditer(text))
        text = pattern.sub(" ; ", text)
    return frozenset(found)


_SOUNDS = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "c"), ("k", "c"), ("y", "i"), ("mm", "nm"))
"""Spellings that English keeps from Greek and Latin and other languages simplify: therapy and terapia."""


@cache
def simplified(word: str) -> str:
    """Return a word without accents or doubled letters, spelled as simply as any language spells it."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    for spelling, simple in _SOUNDS:
        plain = plain.replace(spelling, simple)
    return re.sub(r"(.)\1", r"\1", plain)


@cache
def _meanings(lang: str) -> Mapping[str, str]:
    """Return the lexicon's entries in a language, each with a name for what it means."""
    return {simplified(entry): f"={line['en'][0]}" for line in lines() for entry in line.get(lang, ())}


@cache
def sense(word: str, lang: str) -> str:
    """Return what a word means where the lexicon knows it, else its first four letters; "" for a short unknown word."""
    plain, meanings = simplified(word), _meanings(lang)
    for end in range(len(plain), 3, -1):
        if plain[:end] in meanings:
            return meanings[plain[:end]]
    return meanings.get(plain, plain[:4] if len(plain) >= 4 else "")
