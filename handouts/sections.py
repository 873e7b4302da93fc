"""The sections of links that a MedlinePlus topic page has, in its order, under names that all languages share.

MedlinePlus translates the names of its sections and gives them no id in its XML, so that the pairs are this table.
The page does have numbers (`cat_51_section` is Start Here); the ones known are here too.

The order is the page's own: basics, learn more, see and play, research, resources, for you, and then the side boxes.
Names that MedlinePlus used until about 2014 stand beside what took their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_TITLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    # id: language -> the name in use today, then others that mean the same section
    "start-here": {"en": ("Start Here",), "es": ("Comience aquí",)},
    "latest-news": {"en": ("Latest News",), "es": ("Últimas noticias",)},
    "overviews": {"en": ("Overviews",), "es": ("Resúmenes",)},
    "symptoms": {"en": ("Symptoms",), "es": ("Síntomas",)},
    "diagnosis": {"en": ("Diagnosis and Tests",), "es": ("Diagnóstico y exámenes",)},
    "diagnosis-symptoms": {"en": ("Diagnosis/Symptoms",), "es": ("Diagnósticos/Síntomas", "Diagnóstico/Síntomas")},
    "prevention": {"en": ("Prevention and Risk Factors",), "es": ("Prevención y factores de riesgo",)},
    "treatments": {"en": ("Treatments and Therapies", "Treatment"), "es": ("Tratamientos y terapias", "Tratamiento")},
    "learn-more": {"en": ("Learn More",), "es": ("Más información",)},
    "living-with": {"en": ("Living With",), "es": ("Viviendo con...",)},
    "related-issues": {"en": ("Related Issues",), "es": ("Asuntos relacionados",)},
    "specifics": {"en": ("Specifics",), "es": ("Asuntos específicos",)},
    "specific-conditions": {"en": ("Specific Conditions",), "es": ("Condiciones específicas",)},
    "genetics": {"en": ("Genetics",), "es": ("Genética",)},
    "health-check-tools": {"en": ("Health Check Tools",), "es": ("Herramientas para evaluar su salud",)},
    "images": {"en": ("Images",), "es": ("Imágenes",)},
    "test-your-knowledge": {"en": ("Test Your Knowledge",), "es": ("Ponga a prueba sus conocimientos",)},
    "videos-and-tutorials": {"en": ("Videos and Tutorials",), "es": ("Interactivos y videos", "Videos y tutoriales")},
    "videos": {"en": ("Videos",), "es": ("Videos",)},
    "tutorials": {"en": ("Tutorials",), "es": ("Tutoriales",)},
    "games": {"en": ("Games",), "es": ("Juegos",)},
    "statistics": {"en": ("Statistics and Research",), "es": ("Estadísticas e investigación",)},
    "clinical-trials": {"en": ("Clinical Trials",), "es": ("Ensayos clínicos", "Estudios clínicos")},
    "journal-articles": {"en": ("Journal Articles",), "es": ("Artículos científicos", "Artículos de revistas")},
    "reference-desk": {"en": ("Reference Desk",), "es": ("Material de consulta",)},
    "find-an-expert": {"en": ("Find an Expert",), "es": ("Especialistas",)},
    "organizations": {"en": ("Organizations",), "es": ("Organizaciones",)},
    "children": {"en": ("Children",), "es": ("Niños/as", "Niños")},
    "teenagers": {"en": ("Teenagers",), "es": ("Adolescentes",)},
    "men": {"en": ("Men",), "es": ("Hombres",)},
    "women": {"en": ("Women",), "es": ("Mujeres",)},
    "older-adults": {"en": ("Older Adults", "Seniors"), "es": ("Adultos mayores", "Personas mayores")},
    "patient-handouts": {"en": ("Patient Handouts",), "es": ("Hojas informativas para el paciente",)},
    # the boxes beside the text
    "encyclopedia": {"en": ("Medical Encyclopedia", "Encyclopedia"), "es": ("Enciclopedia médica", "Enciclopedia")},
    "related-topics": {
        "en": ("Related Health Topics",),
        "es": ("Temas de salud relacionados", "Temas relacionados"),
    },
    "institute": {"en": ("National Institutes of Health",), "es": ("Institutos Nacionales de la Salud",)},
    "magazine": {"en": ("NIH MedlinePlus Magazine",), "es": ("Revista NIH MedlinePlus",)},
    # the small print below the page
    "about": {"en": ("About MedlinePlus",), "es": ("Acerca de MedlinePlus",)},
}

ORDER: tuple[str, ...] = tuple(_TITLES)
"""Neutral ids in the page's order, the side boxes last."""

SIDE_BOXES = ("encyclopedia", "related-topics", "institute", "magazine", "about")

NEVER_SHOWN = frozenset({"Spanish/Español", "NON-DISPLAY (Patient Handout)"})
"""Categories that steer MedlinePlus's own machinery and stand on no page."""

_PAGE_NUMBERS: Mapping[int, str] = {
    6: "men",
    7: "women",
    8: "children",
    24: "teenagers",
    27: "clinical-trials",
    42: "specifics",
    47: "related-issues",
    51: "start-here",
    57: "latest-news",
    59: "journal-articles",
    78: "treatments",
    79: "statistics",
    82: "reference-desk",
    83: "find-an-expert",
    92: "diagnosis",
    93: "prevention",
    95: "symptoms",
}


@lru_cache(maxsize=4096)  # a file of topics asks for the same forty headings eighty thousand times
def fold(name: str) -> str:
    """Return a name without case, accents and punctuation, for comparing: "Viviendo con..." is "viviendo con"."""
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters)))


_LANGUAGES = tuple(dict.fromkeys(lang for titles in _TITLES.values() for lang in titles))
_IDS: Mapping[tuple[str, str], str] = {
    (lang, fold(name)): ident for ident, titles in _TITLES.items() for lang, names in titles.items() for name in names
}


def section_id(title: str, lang: str) -> str:
    """Return the neutral id of a heading; "other:" and its slug when the table does not have it.

    Args:
        title: the heading as the source writes it.
        lang: its language (BCP 47); a heading that stands there in another language we know is found as well.
    """
    key = fold(title)
    for tag in (lang, *_LANGUAGES):
        if (tag, key) in _IDS:
            return _IDS[tag, key]
    return f"other:{key.replace(' ', '-') or 'untitled'}"


def section_title(ident: str, lang: str) -> str | None:
    """Return the section's name in a language; None for a language or section that the table does not have."""
    names = _TITLES.get(ident, {}).get(lang)
    return names[0] if names else None


def page_section_id(number: int) -> str | None:
    """Return the id of the section that the page calls `cat_<number>_section`; None when the number is not known."""
    return _PAGE_NUMBERS.get(number)


def position(ident: str) -> int:
    """Return where a section stands on the page, for sorting; one we do not know stands before the side boxes."""
    first_box = ORDER.index(SIDE_BOXES[0])
    if ident not in _TITLES:
        return first_box
    place = ORDER.index(ident)
    return place + 1 if place >= first_box else place


def is_shown(title: str) -> bool:
    """Say whether a category is a section of the page, and not a note to MedlinePlus's own machinery."""
    key = fold(title)
    return key not in map(fold, NEVER_SHOWN) and not key.startswith("non display")
