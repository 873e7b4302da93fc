"""The sentences and words of a patient's text, for formulas to count.

Counted is the running text: paragraphs and list items, not headings, link titles or citations. A list item is a
sentence, whether it ends in a full stop or not (McLaughlin counts each part of a list as one).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handouts.model import Article, Block, Heading, plain_text, runs
from handouts.translation.reading import english, spanish
from handouts.translation.reading.numerals import to_words

_END = re.compile(r"([.!?…][\"”’»)]*)\s+(?=[\"“‘«(¿¡]*[A-ZÁÉÍÓÚÑÜ\d])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:Drs?|Dras?|Mrs?|Ms|Sra?s?|vs|etc|e\.g|i\.e|p\. ?ej|EE|UU|U\.S|No|St|Inc)\.$")
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\w])|[^\W_]+(?:[’'-][^\W_]+)*|%")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PERCENT = {"en": "percent", "es": "porciento"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, and how many syllables are heard."""

    text: str
    syllables: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one list item."""

    text: str
    words: tuple[Word, ...]

    @property
    def syllables(self) -> int:
        """How many syllables its words have."""
        return sum(word.syllables for word in self.words)


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article's running text."""
    return tuple(to_sentences(_runs(article.blocks), article.lang))


def _runs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Heading):
            yield from (plain_text(run) for run in runs(block))


def to_sentences(texts: Iterable[str], lang: str) -> Iterator[Sentence]:
    """Yield the sentences of texts, of which each ends one; those without a word are left out.

    Args:
        lang: "en" or "es".
    """
    for text in texts:
        for part in _split(" ".join(text.split())):
            words = tuple(to_words_of(part, lang))
            if words:
                yield Sentence(part, words)


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for part in _END.sub(r"\1\n", text).split("\n"):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def to_words_of(text: str, lang: str) -> Iterator[Word]:
    """Yield the words of a text; a number counts as one word with the syllables that are heard."""
    count = english.syllables if lang == "en" else spanish.syllables
    for found in _WORD.finditer(text):
        word = found[0]
        if word == "%":
            yield Word(word, count(_PERCENT[lang]))
        elif _NUMERAL.fullmatch(word):
            yield Word(word, sum(count(heard) for heard in to_words(word, lang).split()))
        else:
            yield Word(word, count(word))
