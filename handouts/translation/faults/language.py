"""The translation's own language: no English left in it, *usted* throughout, ¿ and ¡ in pairs, a length that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.translation.faults.fault import Fault, Outcome
from handouts.translation.merging import Translated
from handouts.translation.notation import words
from handouts.translation.pieces import RUNNING_TEXT

_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and of your you with for is are was were this that these those from when which who what how why "
        "have will should might does if to or it its be been could about before after as not we they she his "
        "our their there here most many some any other than then into over under out up down",
    )
)
"""English words that every English sentence has, and no Spanish one."""

_TU = re.compile(
    r"\b(?:tú|ti|contigo|tuy[oa]s?|tu|tus|te|eres|estás|tienes|puedes|debes|quieres|necesitas|sabes|haces|vas|sientes|"
    r"tomas|hablas|llamas|comes|bebes|vosotr[oa]s|vuestr[oa]s?|tenéis|podéis|debéis|haz|ven)\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)

_NAMES = ("link", "organization", "group", "synonym", "attribution", "source")


def faults(one: Translated) -> Iterator[Fault]:
    """Yield what is not good Spanish, as far as rules can tell."""
    text = words(one.text)
    yield from _left_english(one, text)
    yield from _pairs(one, text)
    if one.piece.kind not in _NAMES and (hit := _TU.search(text)):
        yield Fault(one.id, "usted", "review", f"“{hit[0]}” says *tú*, not *usted*", "Address the reader as usted")
    if (hit := _DOUBLED.search(text)) and not _DOUBLED.search(words(one.piece.source)):
        yield Fault(one.id, "doubled", "review", f"“{hit[0]}” stands twice", "Take one of the two out")
    if len(text) > one.piece.room:
        message = f"{len(text)} characters, and {one.piece.room} fit"
        yield Fault(one.id, "length", "review", message, "Shorten it, or look at the printed page")


def _left_english(one: Translated, text: str) -> Iterator[Fault]:
    english = words(one.piece.source)
    tokens, theirs = _tokens(text), _tokens(english)
    hint = "Translate it"
    running = one.piece.kind in (*RUNNING_TEXT, "title", "description", "section")
    if running and tokens == theirs and len(tokens) > 1 and set(tokens) & _ENGLISH:
        yield Fault(one.id, "left in English", "fail", "it is the English, word for word", hint)
        return
    whole = {tuple(_tokens(sentence)) for sentence in _sentences(english)}
    for sentence in _sentences(text):
        said = tuple(_tokens(sentence))
        if running and len(said) > 2 and said in whole and set(said) & _ENGLISH:
            yield Fault(one.id, "left in English", "fail", f"“{sentence}” is in English", hint)
            return
    left = [word for word in tokens if word in _ENGLISH]
    share = len(left) / len(tokens) if tokens else 0
    if running and len(left) >= 3 and share > 0.2:
        yield Fault(one.id, "left in English", "fail", f"it has English words: {', '.join(left[:6])}", hint)
    elif running and left:
        yield Fault(one.id, "left in English", "review", f"it has English words: {', '.join(left[:6])}", hint)


def _pairs(one: Translated, text: str) -> Iterator[Fault]:
    outcome: Outcome = "review" if one.piece.kind in _NAMES else "fail"  # a page's own title is as it is
    for opening, closing in (("¿", "?"), ("¡", "!")):
        if text.count(opening) != text.count(closing):
            message = f"{text.count(opening)} {opening} and {text.count(closing)} {closing}"
            yield Fault(one.id, "question marks", outcome, message, f"Begin with {opening}, end with {closing}")
    if words(one.piece.source).count("?") > text.count("?"):
        yield Fault(
            one.id, "question marks", "review", "the English asks, the translation does not", "See whether it has to"
        )


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if part]
