"""A word in the place of another of its kind: the liver for the kidneys, the nurse for the doctor, evening for morning.

Each paragraph below is one kind of thing, each line one thing: its English, a slash, its Spanish. Where the English
names a thing that the Spanish does not, and the Spanish one of that kind that the English does not, a person has to
look. `*` stands for any ending, `_` for a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.translation.faults.fault import Fault
from handouts.translation.faults.quantities import UNITS
from handouts.translation.merging import Translated
from handouts.translation.notation import words

_IDIOMS = re.compile(r"\b(?:boca (?:arriba|abajo)|de pie|a mano|on the other hand|at hand|go back|come back)\b", re.I)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(rf"({_NUMBER.pattern})\s*-?\s*[^\W\d_]+")

_KINDS_TEXT = """
kidney kidneys renal / riñón riñones renal renales
liver hepatic / hígado hepátic*
heart cardiac coronary / corazón cardíac* cardiac* cardio* coronari* infarto infartos
lung lungs pulmonary / pulmón pulmones pulmonar pulmonares
stomach belly abdomen abdominal tummy gastric / estómago estomacal* vientre barriga abdomen abdominal* panza gástric*
brain / cerebro cerebral cerebrales
bladder / vejiga
gallbladder / vesícula
pancreas pancreatic / páncreas pancreátic*
thyroid / tiroides
prostate / próstata
womb uterus / útero matriz uterin*
bowel bowels intestine intestines intestinal colon / intestin* colon
skin / piel cutáne*
bone bones / hueso huesos óse*
muscle muscles muscular / músculo músculos muscular musculares
joint joints / articulación articulaciones coyuntura coyunturas
vein veins intravenous iv / vena venas venos* intravenos*
eye eyes / ojo ojos ocular oculares
ear ears / oído oídos oreja orejas
nose nasal / nariz nasal nasales
mouth oral / boca bucal oral orales
tongue / lengua
throat / garganta
neck / cuello
head / cabeza
face / cara rostro facial
arm arms / brazo brazos
leg legs / pierna piernas
hand hands / mano manos
foot feet / pie pies
finger fingers toe toes / dedo dedos
knee knees / rodilla rodillas
elbow elbows / codo codos
shoulder shoulders / hombro hombros
hip hips / cadera caderas
ankle ankles / tobillo tobillos
wrist wrists / muñeca muñecas
back / espalda
chest / pecho tórax torácic*
breast breasts / seno senos pecho pechos mama mamas mamari*
tooth teeth dental / diente dientes dental dentales muela muelas
gum gums / encía encías

blood / sangre sanguíne*
urine urinate urinating urinary / orina orin* urinari*
stool stools bowel_movement bowel_movements / heces excremento* deposici* evacua*

doctor doctors physician physicians provider providers / médic* doctor doctora doctores proveedor*
nurse nurses / enfermera enfermeras enfermero enfermeros
pharmacist pharmacists / farmacéutic*
dentist dentists / dentista dentistas
mother mothers mom / madre madres mamá
father fathers dad / padre padres papá
parent parents / padre padres madre madres papás
baby babies infant infants newborn newborns / bebé bebés lactante* recién_nacid*
child children kid kids son sons daughter daughters / niñ* hijo hijos hija hijas infantil*
adult adults / adult*
woman women / mujer mujeres
man men / hombre hombres varón varones

virus viruses viral / virus viral virales
bacteria bacterial / bacteri*
fungus fungi fungal / hongo hongos
parasite parasites / parásit*

morning mornings / mañana mañanas
noon midday / mediodía
afternoon afternoons / tarde tardes
evening evenings / tarde tardes noche noches
night nights bedtime overnight / noche noches acostarse dormir
midnight / medianoche
late later / tarde
tomorrow / mañana
today / hoy
yesterday / ayer

first / primer primer*
second seconds / segund*
third / tercer tercer* tercio

million millions / millón millones
billion billions / mil_millones miles_de_millones millones
trillion trillions / billón billones

right / derech*
left / izquierd*

at_least minimum / al_menos por_lo_menos como_mínimo mínimo cuando_menos
at_most no_more_than maximum / a_lo_sumo a_lo_más como_máximo máximo no_más_de

must have_to has_to need needs should / debe deben deber debería* deberá* tiene_que tienen_que hay_que necesit*
may might can could able possible possibly / pued* poder podrá* podría* quizá* tal_vez posible* a_veces
"""


@dataclass(frozen=True, slots=True)
class _Thing:
    english: re.Pattern[str]
    spanish: re.Pattern[str]


def _thing(english: str, spanish: str) -> _Thing:
    return _Thing(_pattern(english), _pattern(spanish))


def _pattern(forms: str) -> re.Pattern[str]:
    each = (re.escape(form).replace("_", " ").replace(r"\*", r"\w*") for form in forms.split())
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


def _measures() -> Iterator[_Thing]:
    """Yield the units but "time": *a la misma hora* is well said for "at the same time"."""
    by_name: dict[str, tuple[list[str], list[str]]] = {}
    for place, lang in enumerate(("en", "es")):
        for word, name in UNITS[lang].items():
            if word.isalpha() and name not in ("time", "%"):
                by_name.setdefault(name, ([], []))[place].append(word)
    for english, spanish in by_name.values():
        if english and spanish:
            yield _thing(" ".join(english), " ".join(spanish))


_KINDS = (
    *(tuple(_thing(*line.split(" / ")) for line in kind.splitlines()) for kind in _KINDS_TEXT.strip().split("\n\n")),
    tuple(_measures()),
)


def faults(one: Translated) -> Iterator[Fault]:
    """Yield words that stand in the place of others of their kind."""
    english, spanish = (_IDIOMS.sub(" ", words(text)).lower() for text in (one.piece.source, one.text))
    both = set(_NUMBER.findall(english)) & set(_NUMBER.findall(spanish))  # `figures` looks at what these are of
    english, spanish = (_AMOUNT.sub(lambda hit: " " if hit[1] in both else hit[0], t) for t in (english, spanish))
    for kind in _KINDS:
        said = [(thing, hit[0]) for thing in kind if (hit := thing.english.search(english))]
        meant = {hit for thing, _ in said for hit in thing.spanish.findall(spanish)}
        lost = [hit for thing, hit in said if not thing.spanish.search(spanish)]
        new = [hit for thing in kind for hit in thing.spanish.findall(spanish) if hit not in meant]
        if lost and new:
            message = f"the English says “{lost[0]}”, the translation “{new[0]}”"
            yield Fault(one.id, "exchanged", "review", message, "See whether the translation means the same")
