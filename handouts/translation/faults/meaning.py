"""Signs that a translation says something else: a lost "no", an opposite, a thing of a list or a sentence less.

All of it is for a person: a good translator turns "not safe" into *peligroso*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.translation.faults.fault import Fault
from handouts.translation.faults.quantities import with_two_named
from handouts.translation.merging import Translated
from handouts.translation.notation import words

_SAYS_NO = {
    "en": r"no|not|never|none|nobody|nothing|nor|neither|cannot|without|unless|\w+n['’]t",
    "es": r"no|nunca|jamás|ni|nadie|tampoco|ningun[oa]s?|ningún",
}
_MAY_SAY_NO = {
    "en": r"refus\w+|avoid\w*|stop\w*|quit\w*|keep\w*|kept|lack\w*|prevent\w*|fail\w*|free|hard|too|few|only|un\w+",
    "es": r"sin|nada|falta|ev[ií]t\w+|dej\w+ de|impid\w+|prohíb\w+|prohib\w+|excepto|salvo|menos que|poc[oa]s?",
}
_NO = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _SAYS_NO.items()}
_PERHAPS = {lang: re.compile(rf"\b(?:{words}|{_SAYS_NO[lang]})\b", re.I) for lang, words in _MAY_SAY_NO.items()}
"""What says no, and what may: "do not smoke" is well said as *deje de fumar*."""

_GO_ON = re.compile(r"\b(?:not|never|\w+n['’]t)\s+(?:\w+\s+)?(?:stop|quit|skip|avoid|miss)\b", re.I)
_GOES_ON = re.compile(rf"\b(?:{_SAYS_NO['es']}|sin|sig[au]\w*|contin[uú]\w*|mant\w+)\b", re.I)
"""A no to what is a no itself: *deje de tomarla* says the opposite of "do not stop taking it"."""

_EVERY = {
    "en": re.compile(r"\b(?:every|each|per|apart|an?)\b", re.I),
    "es": re.compile(r"(?<!\bde )\bcada\s+(?:\d|dos|tres|cuatro|cinco|seis|ocho|diez|doce)", re.I),
}
_HOW_OFTEN = re.compile(r"\bevery\s+(?:\d|two|three|four|five|six|eight|ten|twelve)", re.I)
_OFTEN = re.compile(r"\b(?:cada|tod[ao]s|al|por)\b", re.I)

_LISTED = re.compile(r"[^,;:]+, [^,;:]+,? (?:and|or) [^,;:]+", re.I)
_PARTS = {
    "en": re.compile(r"[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+", re.I),
    "es": re.compile(r"[,;]\s*(?:(?:y|e|o|u|ni)\s+)?|\s+(?:y|e|o|u|ni)\s+", re.I),
}
_CLOSING = " \"'”’)»"

_OPPOSITES_TEXT = """
before / antes / después luego
after / después luego tras / antes
more / más mayor mayores / menos menor menores
less fewer / menos menor menores / más mayor mayores
higher high / alto alta altos altas más mayor elevado elevada / bajo baja bajos bajas menos
lower low / bajo baja bajos bajas menos menor bajar / alto alta altos altas más
above / más encima arriba superior mayor / menos debajo abajo inferior
below under / menos debajo abajo inferior bajo / más encima arriba superior
increase increases raise raises / aument* sub* elev* crec* / dismin* baj* reduc*
decrease decreases reduce reduces lower lowers / dismin* baj* reduc* menos / aument* sub* elev*
always / siempre / nunca jamás
never / nunca jamás / siempre
hot / caliente calientes calor / frío fría fríos frías
cold / frío fría fríos frías resfri* / caliente calientes calor
start starts begin begins / empie* empez* comien* comen* inici* / dej* par* suspen* termin*
stop stops / dej* par* suspen* deten* detien* termin* interrump* / empie* comien* inici*
older / mayor mayores más / menor menores joven jóvenes
younger / menor menores joven jóvenes / mayor mayores
inside / dentro adentro interior / fuera afuera exterior
outside / fuera afuera exterior aire / dentro adentro interior
day daily / día días diari* / noche noches
night / noche noches / día días
full / llen* completo completa / vací*
empty / vací* ayunas / llen*
all every / tod* cada cualquier / ningún ninguna nadie
safe / segur* / peligros*
better / mejor* / peor*
worse / peor* empeor* / mejor*
"""
_OPPOSITES = tuple(tuple(part.split() for part in line.split(" / ")) for line in _OPPOSITES_TEXT.strip().splitlines())

SHORTEST = 0.7
"""Spanish is a fifth longer than English; a text much shorter than its English has lost something."""

_LEAST_LETTERS = 40


def faults(one: Translated) -> Iterator[Fault]:
    """Yield what may have changed the meaning."""
    if one.piece.kind in ("link", "organization", "group", "synonym", "attribution", "section"):
        return
    english, spanish = with_two_named(words(one.piece.source), "en"), with_two_named(words(one.text), "es")
    before, after = _sentences(english), _sentences(spanish)
    pairs = list(zip(before, after, strict=True)) if len(before) == len(after) else [(english, spanish)]
    for here, there in pairs:
        yield from _negation(one, here, there)
        yield from _listed(one, here, there)
    yield from _opposites(one, english, spanish)
    yield from _how_often(one, english, spanish)
    yield from _ending(one, english, spanish)
    if len(after) < len(before):
        message = f"the English has {len(before)} sentences, the translation {len(after)}"
        yield Fault(one.id, "sentences", "review", message, "See that nothing was left out")
    elif len(english) >= _LEAST_LETTERS and len(spanish) < SHORTEST * len(english):
        message = f"the translation has {len(spanish)} letters, the English {len(english)}"
        yield Fault(one.id, "sentences", "review", message, "See that nothing was left out")


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[\"“¿¡(]?[A-ZÁÉÍÓÚÑ\d])", text) if part]


def _negation(one: Translated, english: str, spanish: str) -> Iterator[Fault]:
    if _NO["en"].search(english) and not _PERHAPS["es"].search(spanish):
        message = f"“{_short(english)}” says no, and the translation does not"
        yield Fault(one.id, "negation", "review", message, "See whether the translation means the same")
    elif _NO["es"].search(spanish) and not _PERHAPS["en"].search(english):
        message = f"“{_short(spanish)}” says no, and the English does not"
        yield Fault(one.id, "negation", "review", message, "See whether the translation means the same")
    elif (hit := _GO_ON.search(english)) and not _GOES_ON.search(spanish):
        message = f"the English says “{hit[0]}”, and the translation has no such “no”"
        yield Fault(one.id, "negation", "review", message, "See whether the translation says the opposite")


def _listed(one: Translated, english: str, spanish: str) -> Iterator[Fault]:
    """Yield that one of several things that the English lists is not there."""
    if _LISTED.search(english):
        here, there = (len(_PARTS[lang].split(text)) for lang, text in (("en", english), ("es", spanish)))
        if there < here:
            message = f"“{_short(english)}” has {here} parts, and the translation {there}"
            yield Fault(one.id, "sentences", "review", message, "See that nothing was left out")


def _how_often(one: Translated, english: str, spanish: str) -> Iterator[Fault]:
    """Yield "every 4 hours" that is not, and "for 4 hours" that is."""
    lost = (hit := _HOW_OFTEN.search(english)) and not _OFTEN.search(spanish)
    new = (found := _EVERY["es"].search(spanish)) and not _EVERY["en"].search(english)
    if lost or new:
        message = (
            f"only the English says “{hit[0]}”" if hit and lost else f"only the translation says “{found and found[0]}”"
        )
        yield Fault(one.id, "how often", "review", message, "See whether it says how often, or for how long")


def _ending(one: Translated, english: str, spanish: str) -> Iterator[Fault]:
    here, there = english.rstrip(_CLOSING), spanish.rstrip(_CLOSING)
    if here.endswith((".", "?", "!")) and not there.endswith((".", "?", "!", "…")):
        message = f"it breaks off after “{_short(there[-40:].strip())}”"
        yield Fault(one.id, "sentences", "review", message, "See that nothing was left out, or end the sentence")


def _opposites(one: Translated, english: str, spanish: str) -> Iterator[Fault]:
    if bool(_NO["en"].search(english)) != bool(_NO["es"].search(spanish)):
        return  # "not safe" is well said as *peligroso*
    here, there = _tokens(english), _tokens(spanish)
    for said, same, opposite in _OPPOSITES:
        wrong = [word for word in there if _among(word, opposite)]
        if any(word in said for word in here) and wrong and not any(_among(word, same) for word in there):
            if any(word in other for other in _english_of(opposite) for word in here):
                continue  # the English says both
            hit = next(word for word in here if word in said)
            message = f"the English says “{hit}”, the translation “{wrong[0]}”"
            yield Fault(one.id, "opposites", "review", message, "See whether the translation says the opposite")


def _english_of(spanish: list[str]) -> Iterator[list[str]]:
    """Yield the English words that some of these Spanish ones say."""
    for said, same, _ in _OPPOSITES:
        if set(same) & set(spanish):
            yield said


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _among(word: str, patterns: list[str]) -> bool:
    return any(word.startswith(p[:-1]) if p.endswith("*") else word == p for p in patterns)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
