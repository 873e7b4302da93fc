"""Telephones, web and e-mail addresses: those of the English, to the digit and the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handouts.translation.faults.fault import Fault
from handouts.translation.merging import Translated
from handouts.translation.notation import words

_PHONE = re.compile(r"(?<![\w/])(?:\+?1[\s.-])?(?:\(\d{3}\)\s*|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\d)")
_SPELT = re.compile(
    r"(?<![\w/])(?:\+?1[\s.-])?8\d\d-(?=[\dA-ZÁÉÍÓÚÑ-]*[A-ZÁÉÍÓÚÑ]{2})[\dA-ZÁÉÍÓÚÑ]+(?:-[\dA-ZÁÉÍÓÚÑ]+)*"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÑ", "22233344455566677778889999" + "234686")
"""The digits that a telephone's keys have letters for."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"https?://[^\s<>()\[\]]+|\b(?:www\.)?(?:[a-z0-9-]+\.)+(?:gov|org|com|edu|net|info)\b(?:/[^\s<>()\[\]]*)?", re.I
)
_LANGUAGE_PART = re.compile(r"/(?:spanish|espanol|es|en-espanol)(?=/|$)|(?<=//)(?:espanol|es)\.|^(?:espanol|es)\.")


def faults(one: Translated) -> Iterator[Fault]:
    """Yield telephones and addresses that are lost, changed or new."""
    for check, find in (("telephones", _phones), ("addresses", _addresses)):
        english, spanish = Counter(find(words(one.piece.source))), Counter(find(words(one.text)))
        lost, more = english - spanish, spanish - english
        if lost:
            yield Fault(
                one.id, check, "fail", f"{', '.join(lost)} of the English is not there", "Copy it from the English"
            )
        if more:
            yield Fault(one.id, check, "fail", f"{', '.join(more)} is not in the English", "Copy it from the English")


def without_contacts(text: str) -> str:
    """Return a text without telephones and addresses, whose digits are no figures."""
    for pattern in (_EMAIL, _WEB, _PHONE, _SPELT):
        text = pattern.sub(" ", text)
    return text


def _phones(text: str) -> Iterator[str]:
    """Yield telephones as digits: how they are grouped is style, and 1-800-QUIT-NOW is what its keys dial."""
    bare = _WEB.sub(" ", _EMAIL.sub(" ", text))
    for found in _PHONE.finditer(bare):
        yield re.sub(r"\D", "", found[0])[-10:]
    for found in _SPELT.finditer(bare):
        yield re.sub(r"\D", "", found[0].translate(_KEYS)).removeprefix("1")[:10]


def _addresses(text: str) -> Iterator[str]:
    """Yield addresses without what only names a language: a page in Spanish is the same page."""
    for found in _EMAIL.finditer(text):
        yield found[0].lower()
    for found in _WEB.finditer(_EMAIL.sub(" ", text)):
        bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", found[0].rstrip(".,;:!?/"), flags=re.I)
        yield _LANGUAGE_PART.sub("", bare)
