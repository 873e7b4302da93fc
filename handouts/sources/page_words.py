"""The words that MedlinePlus itself puts on a topic page, in English and Spanish, and what they say.

A page and the same page as text have them in common: what stands behind a link's title, the label before the synonyms,
the date at the foot, where the page's small print begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handouts.model import Mark
from handouts.sections import fold
from handouts.sources.cleaning import clean_text

UNKNOWN_LANGUAGE = "und"
"""BCP 47's own tag for a language that is not known."""

_LANGUAGES = {
    "english": "en",
    "ingles": "en",
    "spanish": "es",
    "espanol": "es",
    "french": "fr",
    "frances": "fr",
    "chinese": "zh",
    "chino": "zh",
    "vietnamese": "vi",
    "vietnamita": "vi",
    "russian": "ru",
    "ruso": "ru",
    "arabic": "ar",
    "arabe": "ar",
    "haitian creole": "ht",
    "criollo haitiano": "ht",
    "portuguese": "pt",
    "portugues": "pt",
    "korean": "ko",
    "coreano": "ko",
    "tagalog": "tl",
}
_MARKS: dict[str, Mark] = {
    "pdf": "pdf",
    "video": "video",
    "videos": "video",
    "easy to read": "easy-to-read",
    "facil de leer": "easy-to-read",
    "lectura facil": "easy-to-read",
    "game": "game",
    "games": "game",
    "juego": "game",
    "juegos": "game",
}
_ENCYCLOPEDIA = frozenset({"encyclopedia", "medical encyclopedia", "enciclopedia", "enciclopedia medica"})
_ALSO_IN = re.compile(
    r"(?:^|(?<=\s))(?:also (?:available )?in|también en|disponible (?:también )?en)\s+(\D{2,30})$", re.IGNORECASE
)
_SYNONYMS = re.compile(
    r"(?:also called|also known as|otros? nombres?|también (?:se )?(?:llama|conoc)\w*(?: como)?)\s*:\s*(.+)",
    re.IGNORECASE,
)
_BETWEEN_COMMAS = r"[^,\s](?:[^,]|,(?!\s))*"
_SMALL_PRINT = re.compile(
    r"\[?(?:learn how to cite|aprenda (?:a|cómo) citar|cómo citar)\b"
    r"|(?:medlineplus|medlineplus en español) (?:links|contiene enlaces|ofrece enlaces|incluye enlaces)\b"
    r"|the information on this site\b|la información (?:disponible )?en este sitio\b",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"setiembre": 9}
_PARENTHESIS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_AFTER_DASH = re.compile(r"[-–—]\s+(.+?)(?=\s+[-–—]\s|\s*\(|$)")
_NEWS_DATE = re.compile(r"^\d{1,2}/\d{1,2}/\d{4},\s*")


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands behind a link's title.

    Args:
        also_in: the language of "Also in Spanish" at the end, as a tag; "" without it.
        rest: the words that are none of all this.
    """

    organizations: tuple[str, ...]
    marks: tuple[Mark, ...]
    also_in: str
    rest: str


def to_notes(text: str) -> Notes:
    """Return the organizations "(…)" and kinds "- PDF" that a text opens with, and the language that it closes with."""
    words = clean_text(text)
    also = _ALSO_IN.search(words)
    rest = words[: also.start()].strip() if also else words
    organizations: list[str] = []
    marks: set[Mark] = set()
    while found := _PARENTHESIS.match(rest) or _AFTER_DASH.match(rest):
        if mark := _MARKS.get(fold(found[1])):
            marks.add(mark)
        elif found[0].startswith("(") or fold(found[1]) in _ENCYCLOPEDIA:
            organizations += [name] if (name := to_organization(found[1])) else []
        else:
            break
        rest = rest[found.end() :].strip()
    return Notes(
        organizations=tuple(organizations),
        marks=tuple(sorted(marks)),
        also_in=language_tag(also[1]) if also else "",
        rest=rest if re.search(r"\w", rest) else "",
    )


def to_organization(text: str) -> str:
    """Return an organization's name without the brackets around it and the date that news links have before it."""
    words = clean_text(text)
    whole = _PARENTHESIS.fullmatch(words)
    return _NEWS_DATE.sub("", (whole[1] if whole else words).strip())


def language_tag(name: str) -> str:
    """Return the tag of a language's name in English or Spanish; `UNKNOWN_LANGUAGE` for a name we do not have."""
    return _LANGUAGES.get(fold(name), UNKNOWN_LANGUAGE)


def to_synonyms(text: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names behind "Also called:"; none when the text is no such line.

    Args:
        known: names that may be among them, and may hold a comma themselves.
    """
    found = _SYNONYMS.fullmatch(clean_text(text))
    if not found:
        return ()
    one_of = "|".join([*(re.escape(name) for name in sorted(known, key=len, reverse=True)), _BETWEEN_COMMAS])
    return tuple(name.strip() for name in re.findall(rf"(?:{one_of})(?=,\s|$)", found[1]))


def is_small_print(text: str) -> bool:
    """Say whether a paragraph is the page's own disclaimer or its help with citing it."""
    return bool(_SMALL_PRINT.match(clean_text(text)))


def to_date(text: str) -> date | None:
    """Return the day in "Last updated October 29, 2019", "29 octubre 2019" or "2019-10-29"; None for no real day."""
    numbers = [int(n) for n in re.findall(r"\d+", text, re.ASCII)[:3] if len(n) <= 4]
    months = [month for word in re.findall(r"[^\W\d_]+", text.casefold()) if (month := _MONTHS.get(word))]
    try:
        if re.match(r"\s*\d{4}-\d\d?-\d\d?(?!\d)", text, re.ASCII):
            return date(*numbers)
        if len(months) == 1 and len(numbers) == 2:
            return date(max(numbers), months[0], min(numbers))
    except ValueError:
        return None
    return None
