"""Units, number words, months and days in both languages: one meaning a line, English before the bar, Spanish after."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNITS = """
mg: mg milligram milligrams | mg miligramo miligramos
mcg: mcg µg microgram micrograms | mcg µg microgramo microgramos
g: g gram grams | g gramo gramos
kg: kg kilogram kilograms | kg kilo kilos kilogramo kilogramos
ml: ml milliliter milliliters | ml mililitro mililitros
l: l liter liters | l litro litros
iu: iu units unit | ui unidades unidad
mg/dl: mg/dl | mg/dl
mmol/l: mmol/l | mmol/l
mmhg: mmhg | mmhg
%: % percent | % porciento
°f: °f degrees fahrenheit | °f grados fahrenheit
°c: °c celsius | °c centígrados
ounce: ounce ounces oz | onza onzas oz
pound: pound pounds lb lbs | libra libras lb lbs
inch: inch inches | pulgada pulgadas
foot: foot feet | pie pies
mile: mile miles | milla millas
cup: cup cups | taza tazas
teaspoon: teaspoon teaspoons tsp | cucharadita cucharaditas
tablespoon: tablespoon tablespoons tbsp | cucharada cucharadas
tablet: tablet tablets pill pills | tableta tabletas pastilla pastillas comprimido comprimidos
drop: drop drops | gota gotas
dose: dose doses | dosis
second: second seconds | segundo segundos
minute: minute minutes min | minuto minutos min
hour: hour hours h hr hrs | hora horas h
day: day days | día días
week: week weeks | semana semanas
month: month months | mes meses
year: year years | año años
time: time times | vez veces
calorie: calorie calories | caloría calorías
"""

_NUMBERS = """
0.5: half | media medio mitad
2: two twice double couple pair | dos doble ambos ambas par
3: three | tres
4: four | cuatro
5: five | cinco
6: six | seis
7: seven | siete
8: eight | ocho
9: nine | nueve
10: ten | diez
11: eleven | once
12: twelve dozen | doce docena
13: thirteen | trece
14: fourteen | catorce
15: fifteen | quince
16: sixteen | dieciséis
17: seventeen | diecisiete
18: eighteen | dieciocho
20: twenty | veinte
30: thirty | treinta
40: forty | cuarenta
50: fifty | cincuenta
60: sixty | sesenta
70: seventy | setenta
80: eighty | ochenta
90: ninety | noventa
100: hundred | cien
"""

_DATES = """
month 1: january | enero
month 2: february | febrero
month 3: march | marzo
month 4: april | abril
month 5: may | mayo
month 6: june | junio
month 7: july | julio
month 8: august | agosto
month 9: september | septiembre setiembre
month 10: october | octubre
month 11: november | noviembre
month 12: december | diciembre
day 1: monday | lunes
day 2: tuesday | martes
day 3: wednesday | miércoles
day 4: thursday | jueves
day 5: friday | viernes
day 6: saturday | sábado sábados
day 7: sunday | domingo domingos
"""


SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    "es": {
        "mil millones": 10**9,
        "mil": 10**3,
        "millones": 10**6,
        "millón": 10**6,
        "billones": 10**12,
        "billón": 10**12,
    },
}
"""What a number before the word is to be multiplied by; a *billón* is a thousand billions."""

_EVERY_OTHER_DAY = {
    "en": (re.compile(r"\bevery (?:other|second) day\b", re.I), "every two days"),
    "es": (
        re.compile(r"\bun día sí y (?:otro|uno) no\b|\bdía(?: de)? por medio\b|\bdías alternos\b", re.I),
        "cada dos días",
    ),
}


def _table(text: str) -> dict[str, dict[str, str]]:
    """Return language to word to what it means."""
    found: dict[str, dict[str, str]] = {"en": {}, "es": {}}
    for line in text.strip().splitlines():
        name, _, forms = line.partition(": ")
        for lang, side in zip(("en", "es"), forms.split(" | "), strict=True):
            found[lang] |= dict.fromkeys(side.split(), name)
    return found


UNITS: Mapping[str, Mapping[str, str]] = _table(_UNITS)
NUMBER_WORDS: Mapping[str, Mapping[str, str]] = _table(_NUMBERS)
DATES: Mapping[str, Mapping[str, str]] = _table(_DATES)

DOSES = frozenset({"mg", "mcg", "g", "kg", "ml", "l", "iu", "mg/dl", "mmol/l", "mmhg", "%"})
"""Units in which a medicine or a reading is measured."""


def with_two_named(text: str, lang: str) -> str:
    """Return a text in which "every other day", and what Spanish has for it, name the two that they mean."""
    pattern, plain = _EVERY_OTHER_DAY[lang]
    return pattern.sub(plain, text)


def date_name(date: str, lang: str) -> str:
    """Return what a month or day is called: "month 5" is "may"."""
    return next(word for word, name in DATES[lang].items() if name == date)
