"""The translation's own language: no English left in it, *usted* throughout, ¿ and ¡ in pairs, a length that fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handouts.translation.faults.contacts import without_contacts
from handouts.translation.faults.fault import Fault, Outcome
from handouts.translation.faults.quantities import UNITS
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
_TU_ASKS = re.compile(r"\b[^\W\d_]*[áéíóú][^\W\d_]*[ae]te(?:l[aoe]s?)?\b|\b(?:dime|dile|ponte|vete)\b", re.I)
_TU_ORDERS = frozenset(
    re.findall(
        r"\w+",
        "acude anota aplica aprende avisa ayuda bebe busca camina cambia come comienza compra consulta continúa cubre "
        "cuida deja descansa di duerme elige empieza escribe espera evita guarda habla intenta lava lee limita limpia "
        "llama lleva mantén mastica mezcla mira mueve obtén pide pon pregunta prepara prueba recuerda repite respira "
        "revisa sigue sube tira toma trae traga usa vigila visita vuelve",
    )
)
"""What *tú* is told to do; *usted* would be told *acuda, anote, aplique …*"""

_ORDERS = frozenset(
    re.findall(
        r"\w+",
        "apply ask avoid be breathe bring buy call change check chew choose clean come continue cover drink eat "
        "exercise find follow get give go have help keep learn let limit look make measure mix move pay prepare put "
        "read remember rest return save see sit sleep start stay stop swallow take talk tell throw try use visit wait "
        "walk wash watch wear write",
    )
)
_TU_FORBIDS = re.compile(r"^no (?:(?:te|lo|la|los|las|le|les) )?(?!es\b|tres\b)[^\W\d_]{2,}[ae]s\b", re.I)
_FORBIDS = ("do not ", "don't ", "don’t ", "never ")

_NOT_SPANISH = re.compile(
    r"\b(?=[^\W\d_]*(?:w|k|[tsgp]h|ck|oo|ee|([bdfgmpstz])\1|(?:ing|ed|ly|[^aeiouáéíóúnsrldzyxj\W\d_])\b|[^aeiouy\W\d_]s\b))"
    r"[^\W\d_]{3,}\b",
    re.I,
)
"""Words that no Spanish word is spelt like: with w, k, th, oo or mm, or ending in -ing, -ed, -t or -ms."""

_LOANS = frozenset(("web", "kit", "test", "stent", "stress", "shock", "bypass", "software", "spray", "kiwi", "wifi"))
_BROKEN = re.compile(r"\ufffd|Ã[\x80-\xbf¡-¿\u2018-\u203a\u0152-\u0192]|Â[¿¡°º]|&(?:[a-z]+|#\d+);", re.I)
_LEAST_LETTERS = 6
"""A shorter sentence is none: "a. m." ends like two."""

_DOUBLED = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)

_NAMES = ("link", "organization", "group", "synonym", "attribution", "source")


def faults(one: Translated) -> Iterator[Fault]:
    """Yield what is not good Spanish, as far as rules can tell."""
    text = words(one.text)
    if (hit := _BROKEN.search(text)) and not _BROKEN.search(words(one.piece.source)):
        yield Fault(
            one.id, "letters", "fail", f"“{hit[0]}” are broken letters", "Save the file as UTF-8, and write it again"
        )
    yield from _left_english(one, text)
    yield from _pairs(one, text)
    if one.piece.kind not in _NAMES and (said := _says_tu(words(one.piece.source), text)):
        yield Fault(one.id, "usted", "review", f"“{said}” says *tú*, not *usted*", "Address the reader as usted")
    if sentence := _twice(text) if not _twice(words(one.piece.source)) else "":
        yield Fault(one.id, "doubled", "review", f"“{sentence}” stands twice", "Take one of the two out")
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
    foreign = [hit[0] for hit in _NOT_SPANISH.finditer(without_contacts(text)) if not _is_known(hit[0])]
    if running and tokens == theirs and len(tokens) > 1 and (set(tokens) & _ENGLISH or any(map(str.islower, foreign))):
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
    elif running and (same := [word for word in foreign if (word in english and word.islower()) or tokens == theirs]):
        yield Fault(one.id, "left in English", "review", f"it has words of the English: {', '.join(same[:6])}", hint)


def _is_known(word: str) -> bool:
    """Say whether a word that is not spelt like a Spanish one is a unit, an abbreviation, or has become Spanish."""
    return word.isupper() or word.lower() in UNITS["es"] or word.lower() in _LOANS


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


def _says_tu(english: str, spanish: str) -> str:
    """Return a word that speaks to the reader as *tú*; "" for none.

    *Toma* is also what "it takes" is: that somebody is told to do something shows in the English.
    """
    if hit := _TU.search(spanish) or _TU_ASKS.search(spanish):
        return hit[0]
    asked, said = _sentences(english), _sentences(spanish)
    for place, sentence in enumerate(said):
        beside = [asked[place]] if len(asked) == len(said) else asked
        first = next(iter(_tokens(sentence)), "")
        orders = any(set(_tokens(one)[:1]) & _ORDERS for one in beside)
        if orders and first in _TU_ORDERS and not sentence.startswith("¿"):
            return first
        forbids = any(one.lower().startswith(_FORBIDS) for one in beside)
        if forbids and (hit := _TU_FORBIDS.search(sentence)):
            return hit[0]
    return ""


def _twice(text: str) -> str:
    """Return a sentence that stands in a text twice; "" for none."""
    counted = Counter(sentence.lower() for sentence in _sentences(text) if len(sentence) >= _LEAST_LETTERS)
    return next((sentence for sentence, times in counted.items() if times > 1), "")


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if part]
