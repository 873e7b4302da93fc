"""Language tags: whether one is well formed, and which language a text looks like."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?i)^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$"
)

_FREQUENT = {
    "en": "the and of to is are that for with your this can you have it be or from not may was will by they what",
    "es": "el la los las de que y en un una es del se para por su con si puede esta como más pero al o sus usted qué",
    "fr": "le la les des et est une dans pour que qui vous avec sur pas ce votre sont être ou du au plus peut par",
    "pt": "o os as da do dos das e em um uma é que para com não por mais seu sua você pode ser ao ou na no são",
    "de": "der die das und ist sie von zu den mit für auf ein eine nicht werden kann sich oder im dem bei ihr",
}
_WORDS = {lang: frozenset(words.split()) for lang, words in _FREQUENT.items()}

_ADDRESS = re.compile(r"\S*\w[./@]\w\S*")
"""The words in an address are no language."""

ENOUGH_WORDS = 12
"""A shorter text may be a name or a title in another language."""


def is_language_tag(tag: str) -> bool:
    """Return whether a tag is well formed. Source: RFC 5646, 2.1 (without the grandfathered tags)."""
    return bool(_TAG.match(tag))


def looks_like(text: str, declared: str) -> str | None:
    """Return the language that a text is plainly in although another is declared; None where nothing speaks for that.

    It counts the frequent words that only one of the two languages has: a sixth of all words must be those of the
    other one, and hardly any those of the declared one.
    """
    declared = declared.split("-")[0].casefold()
    words = re.findall(r"[^\W\d_]+", _ADDRESS.sub(" ", text.casefold()))
    if declared not in _WORDS or len(words) < ENOUGH_WORDS:
        return None
    theirs = {lang: _count(words, lang, declared) for lang in _WORDS if lang != declared}
    best = max(theirs, key=lambda lang: theirs[lang])
    if theirs[best] * 6 < len(words) or _count(words, declared, best) * 5 > theirs[best]:
        return None
    return best


def _count(words: list[str], lang: str, other: str) -> int:
    """Return how many words are frequent in a language and not in the other."""
    own = _WORDS[lang] - _WORDS[other]
    return sum(word in own for word in words)
