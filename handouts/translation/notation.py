"""Running text as a translator sees it: words, and numbered tags around links and emphasis.

    <b1>Eat well.</b1> Read about <a2>a healthy diet</a2>.

`a` is a link, `b` strong, `i` emphasis; the number is the tag's place in the piece. They are the tags that OmegaT calls
its own and that Weblate and Poedit compare, so that one that gets lost is seen at once. In a topic of ours the same
things are Markdown: `**strong**`, `*emphasis*`, `[words](address)`; what only looks at a piece reads both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, groupby

from handouts.model import Anchor, Emphasis, Inline, Link, Strong, Text, plain_text

_TAG = re.compile(r"<(/?)([abi]\d+)>")
_LITERAL = re.compile(r"<(?=/?[abi]\d+>)|&(?=(?:amp;)*lt;)")
_ESCAPED = re.compile(r"&lt;|&amp;(?=(?:amp;)*lt;)")
_MARKDOWN_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_STARS = re.compile(r"\*\*|(?<!\*)\*(?!\*)")


def to_text(inlines: Iterable[Inline]) -> tuple[str, tuple[Link, ...]]:
    """Return running text with tags, and the links behind its `a` tags in their order."""
    numbers, links = count(1), list[Link]()

    def written(parts: Iterable[Inline]) -> str:
        said = ""
        for are_texts, group in groupby(parts, lambda part: isinstance(part, Text)):
            if are_texts:
                said += _LITERAL.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", plain_text(group))
                continue
            for part in group:
                assert not isinstance(part, Text)  # noqa: S101 - the groups say so
                name = f"{_letter(part)}{next(numbers)}"
                if isinstance(part, Anchor):
                    links.append(part.link)
                said += f"<{name}>{written(part.inlines)}</{name}>"
        return said

    return written(inlines), tuple(links)


def _letter(part: Strong | Emphasis | Anchor) -> str:
    return "a" if isinstance(part, Anchor) else "b" if isinstance(part, Strong) else "i"


def to_inlines(text: str, links: Mapping[str, Link]) -> tuple[Inline, ...]:
    """Return tagged text as inlines.

    Args:
        links: name of each `a` tag to the link behind it.

    Raises:
        ValueError: a tag is not closed, not opened, stands twice, or belongs to no link; the message says which.
    """
    stack: list[tuple[str, list[Inline]]] = [("", [])]
    seen: set[str] = set()
    place = 0
    for found in _TAG.finditer(text):
        _append(stack[-1][1], text[place : found.start()])
        place = found.end()
        closing, name = found[1], found[2]
        if not closing:
            if name in seen:
                raise ValueError(f"the tag <{name}> stands twice")
            if name[0] == "a" and name not in links:
                raise ValueError(f"no link of the English has the tag <{name}>")
            seen.add(name)
            stack.append((name, []))
        elif stack[-1][0] != name:
            raise ValueError(f"the tag </{name}> does not close the tag before it")
        else:
            inner = tuple(stack.pop()[1])
            stack[-1][1].append(_inline(name, inner, links))
    _append(stack[-1][1], text[place:])
    if len(stack) > 1:
        raise ValueError(f"the tag <{stack[-1][0]}> is not closed")
    return tuple(stack[0][1])


def _append(inlines: list[Inline], text: str) -> None:
    if text:
        inlines.append(Text(_ESCAPED.sub(lambda found: "<" if found[0] == "&lt;" else "&", text)))


def _inline(name: str, inner: tuple[Inline, ...], links: Mapping[str, Link]) -> Inline:
    if name[0] == "a":
        return Anchor(links[name], inner)
    return Strong(inner) if name[0] == "b" else Emphasis(inner)


def link_names(text: str) -> tuple[str, ...]:
    """Return the names of the `a` tags of a text, in the order in which they open."""
    return tuple(found[2] for found in _TAG.finditer(text) if found[2][0] == "a" and not found[1])


# --------------------------------------------------------------------------- both notations


def marks(text: str) -> Counter[str]:
    """Return what a text has besides its words, and how often: tags by name, Markdown's links and stars by kind."""
    found = Counter(match[0] for match in _TAG.finditer(text))
    found["[link](…)"] = len(_MARKDOWN_LINK.findall(text))
    for star, number in Counter(_STARS.findall(_MARKDOWN_LINK.sub(r"\1", text))).items():
        found[f"{star}words{star}"] = (number + 1) // 2
    return +found


def words(text: str) -> str:
    """Return a text's words without tags, stars and the addresses of its links."""
    bare = _STARS.sub("", _MARKDOWN_LINK.sub(r"\1", _TAG.sub("", text)))
    return " ".join(_ESCAPED.sub(lambda found: "<" if found[0] == "&lt;" else "&", bare).split())


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that stand in a text as Markdown links."""
    return tuple(found[2] for found in _MARKDOWN_LINK.finditer(text))


def retagged(text: str, names: Sequence[str]) -> str:
    """Return a text with its tags renamed in the order in which they open."""
    order = list(dict.fromkeys(found[2] for found in _TAG.finditer(text)))
    new = dict(zip(order, names, strict=True))
    return _TAG.sub(lambda found: f"<{found[1]}{new[found[2]]}>", text)


def tag_names(text: str) -> tuple[str, ...]:
    """Return the names of all tags of a text, in the order in which they open."""
    return tuple(dict.fromkeys(found[2] for found in _TAG.finditer(text)))
