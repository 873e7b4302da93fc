"""How hard a text is to read, what makes it so, and what would make it easier."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from handouts.errors import ContentError
from handouts.model import Article
from handouts.translation.reading.formulas import Counts, Score, scores
from handouts.translation.reading.sentences import Sentence, sentences_of, to_words_of

HARDEST = 10
"""Sentences and words that are named."""

LONG_SENTENCE = 20
"""Words; a longer one is worth splitting (plain-language guides say 15 to 20 on average)."""

LONG_WORD = {"en": 3, "es": 4}
"""Syllables from which a word is long: SMOG's three, and one more in Spanish, whose words are longer."""

_LEAST_WORDS = 6
"""A sentence of fewer words is not called hard, however long they are."""


@dataclass(frozen=True, slots=True)
class LongWord:
    """A long word, how often it stands there, and a plain one in its place; "" where our list has none."""

    word: str
    times: int
    plain: str


@dataclass(frozen=True, slots=True)
class HardSentence:
    """One of the hardest sentences; `words` and `syllables` are how many it has."""

    text: str
    words: int
    syllables: int


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is.

    Args:
        scores: by each of the language's formulas.
        hardest: sentences, hardest first.
        long_words: those with a plain alternative first, then the commonest.
        advice: what would bring the level down, and how far.
    """

    lang: str
    counts: Counts
    scores: tuple[Score, ...]
    hardest: tuple[HardSentence, ...]
    long_words: tuple[LongWord, ...]
    advice: tuple[str, ...]


def languages() -> tuple[str, ...]:
    """Return the languages whose reading level can be told."""
    return tuple(LONG_WORD)


def level(article: Article) -> Level | None:
    """Return how hard an article's running text is; None for a language without formulas.

    Raises:
        ContentError: it has no sentence.
    """
    if article.lang not in LONG_WORD:
        return None
    return level_of(sentences_of(article), article.lang)


def scores_of(article: Article) -> tuple[Score, ...]:
    """Return what the formulas of an article's language say; () for a language without any, or no sentence."""
    sentences = sentences_of(article) if article.lang in LONG_WORD else ()
    return scores(to_counts(sentences), article.lang) if sentences else ()


def values_of(articles: Iterable[Article]) -> dict[str, object]:
    """Return what the formulas say of each article, by language, as plain values; nothing for one without any."""
    told = {article.lang: scores_of(article) for article in articles}
    return {lang: [asdict(score) for score in found] for lang, found in told.items() if found}


def level_of(sentences: Sequence[Sentence], lang: str) -> Level:
    """Return how hard sentences are; see `level`."""
    if not sentences:
        raise ContentError("there is no sentence whose reading level could be told", place=lang)
    counts = to_counts(sentences)
    words = tuple(_long_words(sentences, lang))
    return Level(
        lang=lang,
        counts=counts,
        scores=scores(counts, lang),
        hardest=tuple(_hardest(sentences, lang)),
        long_words=words,
        advice=tuple(_advice(sentences, counts, lang)),
    )


def to_counts(sentences: Iterable[Sentence]) -> Counts:
    """Return what the formulas count."""
    found = list(sentences)
    words = [word for sentence in found for word in sentence.words]
    return Counts(
        sentences=len(found),
        words=len(words),
        syllables=sum(word.syllables for word in words),
        polysyllables=sum(word.syllables >= 3 for word in words),
    )


def _hardest(sentences: Iterable[Sentence], lang: str) -> Iterator[HardSentence]:
    long_enough = [sentence for sentence in sentences if len(sentence.words) >= _LEAST_WORDS]
    best_is_low = lang == "en"

    def hard(sentence: Sentence) -> float:
        value = scores(to_counts([sentence]), lang)[0].value
        return value if best_is_low else -value

    for sentence in sorted(dict.fromkeys(long_enough), key=hard, reverse=True)[:HARDEST]:
        yield HardSentence(sentence.text, len(sentence.words), sentence.syllables)


# --------------------------------------------------------------------------- words


@cache
def plain_words(lang: str) -> Mapping[str, str]:
    """Return words that patients know for words that they may not; the list is a file that anyone may extend."""
    path = Path(__file__).parent / f"plain-{lang}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["word"]: row["plain"] for row in csv.DictReader(stream)}


def _long_words(sentences: Iterable[Sentence], lang: str) -> Iterator[LongWord]:
    found: Counter[str] = Counter()
    for sentence in sentences:
        found.update(w.text.lower() for w in sentence.words if w.syllables >= LONG_WORD[lang] and _is_word(w.text))
    plain = _with_plain(sentences, lang)
    yield from (LongWord(word, times, plain_words(lang)[word]) for word, times in plain.most_common())
    others = [(word, times) for word, times in found.most_common() if word not in plain]
    yield from (LongWord(word, times, "") for word, times in others[:HARDEST])


def _is_word(text: str) -> bool:
    """Say whether it is a word that could be another: no number, unit or capitals."""
    return len(text) > 4 and not any(c.isdigit() for c in text) and not text.isupper()


def _with_plain(sentences: Iterable[Sentence], lang: str) -> Counter[str]:
    """Return the words of our list that stand in the sentences, and how often."""
    found: Counter[str] = Counter()
    texts = [f" {' '.join(word.text.lower() for word in sentence.words)} " for sentence in sentences]
    for word in plain_words(lang):
        times = sum(len(re.findall(rf"(?<= ){re.escape(word)}(?= )", text)) for text in texts)
        if times:
            found[word] = times
    return found


# --------------------------------------------------------------------------- what would help


def _advice(sentences: Sequence[Sentence], counts: Counts, lang: str) -> Iterator[str]:
    first, second = scores(counts, lang)
    long = [sentence for sentence in sentences if len(sentence.words) > LONG_SENTENCE]
    if long:
        split = Counts(counts.sentences + len(long), counts.words, counts.syllables, counts.polysyllables)
        many = "sentence" if len(long) == 1 else "sentences"
        yield (
            f"Split the {len(long)} {many} of more than {LONG_SENTENCE} words in two: "
            f"{first.name} from {first.value} to {scores(split, lang)[0].value}"
        )
    plain = _with_plain(sentences, lang)
    plainer = scores(_plainer(counts, plain, lang), lang)[0].value
    helps = plainer < first.value if lang == "en" else plainer > first.value
    if helps:
        names = ", ".join(f"“{plain_words(lang)[word]}” for “{word}”" for word, _ in plain.most_common(5))
        yield f"Use plain words, such as {names}: {first.name} from {first.value} to {plainer}"
    if second.name == "SMOG" and not second.met:
        fewer = (replace(counts, polysyllables=number) for number in range(counts.polysyllables, -1, -1))
        most = next(one.polysyllables for one in fewer if scores(one, lang)[1].met)
        yield (
            f"Use fewer words of three syllables and more, which SMOG counts: there are {counts.polysyllables}, and "
            f"the 6th grade has at most {most} in as many sentences"
        )
    elif not first.met and not long and not helps:
        yield "No sentence is long and no word is in our list: shorten what is said, or say it in other words"


def _plainer(counts: Counts, plain: Counter[str], lang: str) -> Counts:
    """Return the counts with plain words in place of the others."""
    words, syllables, many = counts.words, counts.syllables, counts.polysyllables
    for word, times in plain.items():
        old, new = (list(to_words_of(text, lang)) for text in (word, plain_words(lang)[word]))
        words += times * (len(new) - len(old))
        syllables += times * (sum(w.syllables for w in new) - sum(w.syllables for w in old))
        many += times * (sum(w.syllables >= 3 for w in new) - sum(w.syllables >= 3 for w in old))
    return Counts(counts.sentences, words, syllables, max(0, many))
