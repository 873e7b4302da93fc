"""Which words of a text carry an address that stands in brackets behind them.

A page saved as text says "this can cause a genetic disorder [<…/geneticdisorders.html>]": where the link began is lost.
The rule, in the order it is tried:

1. *At the start.* Up to six words, with no punctuation, stand before the address in their block (or bold run), and no
   determiner among them but perhaps the first: all of them, less that determiner.
2. *The address says so.* The longest run of words right before the address whose letters its last path segment holds,
   each letter used once ("type 2 diabetes" in `diabetestype2`); small words are taken along inside a run only.
3. *A phrase.* The words after the nearest determiner, up to five ("an **anticoagulant**").
4. The last word.

Whatever the rule finds, no word is lost or doubled: it only decides where the underline begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from handouts.model import Anchor, Inline, Text, anchors, plain_text

_ENGLISH_DETERMINERS = "the a an your our his her their this these that those some any each"
_SPANISH_DETERMINERS = "el la los las un una unos unas su sus tu tus nuestro nuestra este esta estos estas cada"
_LINKING_WORDS = "of and or for in on to with de del y e o para en al con"

DETERMINERS = frozenset(f"{_ENGLISH_DETERMINERS} {_SPANISH_DETERMINERS}".split())
"""Words, English and Spanish, that open a noun phrase and are never the first word of a link."""

SMALL_WORDS = DETERMINERS | frozenset(_LINKING_WORDS.split())

_PUNCTUATION = re.compile(r"[.,;:!?…¿¡](?=\s|$)|[()]")
_WORD = re.compile(r"\S+")
_OPENING = {"(": ")", "[": "]", "«": "»", "“": "”", "‘": "’", '"': '"', "¿": "?", "¡": "!"}
_LAST = re.compile(r"[\w?!)\]»”’\"%+]")
_BEFORE_PUNCTUATION = re.compile(r"^\s+(?=[,.;:!?)\]»”])")
_START_WORDS = 6
_PHRASE_WORDS = 5
_RUN_WORDS = 10
_STEM_LETTERS = 4


def with_words(inlines: Sequence[Inline], *, at_start: bool = True) -> tuple[Inline, ...]:
    """Return the run with every wordless anchor holding the words before it that belong to it.

    An anchor with no word before it to take gets its address for words.

    Args:
        inlines: a run in which an address stands as an `Anchor` without inlines, behind its words.
        at_start: the run opens its block; a bold or italic part of a run opens its own.
    """
    out: list[Inline] = []
    waiting: list[Inline] = []  # what stands since the start, or since the last anchor
    for inline in inlines:
        if isinstance(inline, Anchor) and not inline.inlines:
            out += _linked(waiting, inline, at_start=at_start)
            waiting, at_start = [], False
            continue
        if not isinstance(inline, (Text, Anchor)):
            inline = replace(inline, inlines=with_words(inline.inlines))
        waiting.append(inline)
        if any(True for _ in anchors([inline])):
            out, waiting, at_start = out + waiting, [], False
    return _closed_up(out + waiting)


def _linked(before: list[Inline], mark: Anchor, *, at_start: bool) -> list[Inline]:
    """Return what stood before the mark, its last words now inside the anchor."""
    words = plain_text(before)
    spoken = [word.start() for word in _WORD.finditer(words) if re.search(r"\w", word[0])]
    if not spoken:
        link = replace(mark.link, title=mark.link.address)
        return [*before, Anchor(link, (Text(mark.link.address),))]
    end = max(found.end() for found in _LAST.finditer(words))
    start = min(spoken[-1], anchor_start(words[:end], mark.link.address, at_start=at_start))
    while words[start] in _OPENING and _OPENING[words[start]] not in words[start + 1 : end]:
        start += 1
    head, rest = _split(before, start)
    inner, tail = _split(rest, end - start)
    left = [Text(i.text.rstrip()) if isinstance(i, Text) else i for i in tail]
    return [*head, Anchor(replace(mark.link, title=words[start:end]), tuple(inner)), *left]


def _split(inlines: Sequence[Inline], offset: int) -> tuple[list[Inline], list[Inline]]:
    """Return the inlines up to a character offset and those from there on; what stands across it is cut in two."""
    head: list[Inline] = []
    tail: list[Inline] = []
    for inline in inlines:
        text = plain_text([inline])
        if offset <= 0:
            tail.append(inline)
        elif len(text) <= offset:
            head.append(inline)
        elif isinstance(inline, Text):
            head.append(Text(text[:offset]))
            tail.append(Text(text[offset:]))
        else:
            before, after = _split(inline.inlines, offset)
            head.append(replace(inline, inlines=tuple(before)))
            tail.append(replace(inline, inlines=tuple(after)))
        offset -= len(text)
    return head, tail


def _closed_up(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the run without the space that an address in brackets left before a comma or full stop."""
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and out and isinstance(out[-1], Anchor):
            inline = Text(_BEFORE_PUNCTUATION.sub("", inline.text))
        if not isinstance(inline, Text) or inline.text:
            out.append(inline)
    return tuple(out)


def anchor_start(before: str, address: str, *, at_start: bool) -> int:
    """Return the offset in `before` at which the words of the address begin.

    Args:
        before: the text between the start of the block, or the address before this one, and this address; not blank.
        address: where the words lead.
        at_start: no other address stands before this one in its block.
    """
    words = list(_WORD.finditer(before))
    ends = [i for i, word in enumerate(words[:-1]) if _PUNCTUATION.search(word[0])]
    clause = words[ends[-1] + 1 :] if ends else words
    folded = [_fold(word[0]) for word in clause]
    if at_start and not ends and len(clause) <= _START_WORDS and not DETERMINERS.intersection(folded[1:]):
        skip = 1 if folded[0] in DETERMINERS and len(clause) > 1 else 0
        return clause[skip].start()
    run = _run_length(folded[-_RUN_WORDS:], _slug(address))
    if not run:
        run = next((n for n in range(1, min(_PHRASE_WORDS, len(folded) - 1) + 1) if folded[-n - 1] in DETERMINERS), 1)
    return clause[-run].start()


def _run_length(words: list[str], slug: str) -> int:
    """Return how many of the last words the slug supports; 0 when it does not hold the last one."""
    longest, left = 0, slug
    for length, word in enumerate(reversed(words), start=1):
        if word in SMALL_WORDS and longest:
            continue
        part = _supported(word, left)
        if not part:
            break
        left = left.replace(part, " ", 1)
        longest = length
    return longest


def _supported(word: str, slug: str) -> str:
    """Return the letters of the slug that stand for the word: itself, its singular, or its stem; "" for none."""
    if not word:
        return ""
    if len(word) < _STEM_LETTERS:
        if len(word) == 3 and word in slug:
            return word
        return word if re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])|{re.escape(word)}$", slug) else ""
    stem = max(_STEM_LETTERS, len(word) * 2 // 3)
    return next((word[:n] for n in range(len(word), stem - 1, -1) if word[:n] in slug), "")


def _slug(address: str) -> str:
    try:
        parts = urlsplit(address)
        segments = [part for part in unquote(parts.path).split("/") if part]
        name = segments[-1].rsplit(".", 1)[0] if segments else (parts.hostname or "").removeprefix("www.").split(".")[0]
    except ValueError:  # not an address that can be taken apart: it supports nothing
        return ""
    return re.sub(r"[^a-z0-9]+", " ", _plain(name))


def _fold(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _plain(word))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
