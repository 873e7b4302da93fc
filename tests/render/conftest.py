"""A small handout made by hand, in our own words, for tests of rendering."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.compose.handout import (
    Bold,
    Citation,
    Entry,
    Handout,
    Jump,
    Masthead,
    Passage,
    Reference,
    ReferenceSection,
    Row,
    Run,
    Target,
    Words,
)
from handouts.model import Provenance

TITLES = {"en": "Salt and your heart", "es": "La sal y su corazón"}
HEADINGS = {"en": "Why does salt matter?", "es": "¿Por qué importa la sal?"}
SECTIONS = {"en": "Start Here", "es": "Comience aquí"}
ENDONYMS = {"en": "English", "es": "Español"}


def target(lang: str, title: str, address: str, *organizations: str) -> Target:
    printed = address.removeprefix("https://").rstrip("/")
    return Target(lang, title, address, printed, False, organizations, (), lang)


def passages(lang: str) -> tuple[Passage, Passage, Passage]:
    words: dict[str, tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]] = {
        "en": (
            (
                Words("Too much salt makes your heart "),
                Jump(1, "https://example.org/heart", "Your heart", (Words("work harder"),)),
                Words(". Aim for ≤ 2,300 mg a day."),
            ),
            (Bold((Words("Read the label."),)), Words(" Look for the word sodium.")),
            (Words("Cook at home."),),
        ),
        "es": (
            (Words("Demasiada sal hace que su corazón trabaje más. Procure comer ≤ 2,300 mg al día."),),
            (Bold((Words("Lea la etiqueta."),)), Words(" Busque la palabra sodio.")),
            (Words("Cocine en casa."),),
        ),
    }
    paragraph, first, second = words[lang]
    inner = Passage("bullets", entries=(Entry(second),))
    return (
        Passage("heading", 2, (Words(HEADINGS[lang]),)),
        Passage("paragraph", inlines=paragraph),
        Passage("bullets", entries=(Entry(first, (inner,)), Entry(second))),
    )


def made(*languages: str, layout: str = "", paper: str = "letter", links: int = 3) -> Handout:
    """Return a handout in these languages with `links` numbered links, every second of them in both languages."""
    references = []
    for n in range(1, links + 1):
        both = {
            "en": target("en", f"Eating less salt, part {n}", f"https://example.org/salt/part-{n}", "Heart Office"),
            "es": target("es", f"Comer menos sal, parte {n}", f"https://example.org/es/sal/parte-{n}", "Oficina"),
        }
        if len(languages) == 2:
            shown = tuple(both[tag] for tag in languages) if n % 2 else (both[languages[0]],)
            references.append(Reference(n, shown))
        else:
            other = next(tag for tag in both if tag != languages[0])
            references.append(Reference(n, (both[languages[0]],), (both[other],) if n % 2 else ()))
    rows = zip(*(passages(tag) for tag in languages), strict=True)
    return Handout(
        topic_id="salt",
        languages=languages,
        layout=layout or ("side-by-side" if len(languages) == 2 else "single"),
        paper=paper,
        mastheads=tuple(Masthead(tag, TITLES[tag], ENDONYMS[tag]) for tag in languages),
        rows=tuple(Row(tuple((passage,) for passage in row)) for row in rows),
        sections=(ReferenceSection("start-here", tuple(SECTIONS[t] for t in languages), tuple(references), languages),),
        omitted=0,
        citations=tuple(
            Citation(tag, "Salt and your heart.", None, "Source: tests", ("Not reviewed.",), "Ask your nurse.")
            for tag in languages
        ),
        provenances=tuple(Provenance("tests", "local", "0" * 64, "sample") for _ in languages),
    )


@pytest.fixture(scope="session")
def make_handout() -> Callable[..., Handout]:
    """Return `made`."""
    return made
