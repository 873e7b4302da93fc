"""What the tests of translations share: articles, their pieces, and PO files filled in at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handouts.model import (
    Alternate,
    Anchor,
    Article,
    Bullets,
    Dates,
    Heading,
    Item,
    Link,
    LinkSection,
    Paragraph,
    Provenance,
    Strong,
    Text,
)
from handouts.pofile import Credits, Entry, Po, parse_po, sealed, to_text
from handouts.translation.pieces import Piece, to_entry, to_pieces

BY = Credits("Ana Ruiz", "Luis Paz", "CHI", "draft", date(2026, 5, 6))


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def link(words: str, address: str, es: str = "", *organizations: str) -> Link:
    return Link(address, words, "en", organizations, (Alternate("es", es),) if es else ())


@pytest.fixture
def english() -> Article:
    """A topic in the form that any source gives it."""
    ice = link("ice", "https://bees.example/ice")
    return Article(
        lang="en",
        title="Bee Stings",
        blocks=(
            Heading(2, text("What is a bee sting?")),
            Paragraph(
                (
                    Text("A sting "),
                    Strong(text("hurts")),
                    Text(" for 2 days. Put "),
                    Anchor(ice, text("ice")),
                    Text(" on it."),
                )
            ),
            Bullets(
                (
                    Item(text("Wash it with soap.")),
                    Item(text("Cool it"), (Bullets((Item(text("with ice")), Item(text("or with cold water")))),)),
                )
            ),
            Paragraph(text("Do not scratch.")),
        ),
        provenance=Provenance("MedlinePlus", "medlineplus", "a" * 64, "official"),
        address="https://bees.example/stings.html",
        alternates=(Alternate("es", "https://bees.example/es/picaduras.html"),),
        synonyms=("Wasp stings",),
        sections=(
            LinkSection(
                "start-here",
                "Start Here",
                (
                    link("Bee Stings", "https://bees.example/about", "https://bees.example/es/acerca", "Bee Society"),
                    link("All About Bees", "https://bees.example/all"),
                ),
            ),
            LinkSection("other:keepers", "Keepers", (link("Find One", "https://k.example/f", "https://k.example/b"),)),
        ),
        attribution=("Bee Society, Nurses",),
        dates=Dates(retrieved=date(2026, 1, 2)),
    )


SPANISH = {
    "Bee Stings": "Picaduras de abeja",
    "Wasp stings": "Picaduras de avispa",
    "Bee Society, Nurses": "Sociedad de Abejas, Enfermería",
    "What is a bee sting?": "¿Qué es una picadura de abeja?",
    "A sting <b1>hurts</b1> for 2 days. Put <a2>ice</a2> on it.": "Una <b1>duele</b1> 2 días. Ponga <a2>hielo</a2>.",
    "Wash it with soap.": "Lávela con jabón.",
    "Cool it": "Enfríela",
    "with ice": "con hielo",
    "or with cold water": "o con agua fría",
    "Do not scratch.": "No se rasque.",
    "Keepers": "Apicultores",
    "Find One": "Busque uno",
    "Bee Society": "Sociedad de Abejas",
    "https://bees.example/ice": "https://bees.example/es/hielo",
}


@pytest.fixture
def pieces(english: Article) -> tuple[Piece, ...]:
    return to_pieces(english, "es")


@pytest.fixture
def spanish(pieces) -> Po:
    """The whole translation, a draft."""
    return filled(pieces, SPANISH.__getitem__)


# Functions for tests to call; pytest's way of importing tests lets no test import another's module.


def read(po: Po) -> Po:
    return parse_po(to_text(po), po.lang, po.path, "f" * 64)


def filled(pieces: Sequence[Piece], say: Callable[[str], str], by: Credits = BY) -> Po:
    """Return a PO file with a translation of every piece, as if it had been written and read."""
    return read(Po("es", "bee-stings.es.po", "", by, tuple(to_entry(piece, say(piece.source)) for piece in pieces)))


@pytest.fixture(scope="session")
def reread() -> Callable[[Po], Po]:
    """Write a PO file and read it again."""
    return read


@pytest.fixture(scope="session")
def fill() -> Callable[..., Po]:
    """Translate pieces with a function."""
    return filled


@pytest.fixture(scope="session")
def approve() -> Callable[..., Po]:
    """Approve a PO file as it is."""

    def approved(po: Po, pieces: Sequence[Piece], day: date = date(2026, 5, 7)) -> Po:
        by = sealed(po.credits, (p.source for p in pieces), (e.text for e in po.entries))
        return read(replace(po, credits=replace(by, reviewed=day)))

    return approved


@pytest.fixture(scope="session")
def entry_of() -> Callable[[Po, str], Entry]:
    return lambda po, context: next(one for one in po.entries if one.context == context)


@pytest.fixture(scope="session")
def edit() -> Callable[..., Po]:
    """Change one entry of a PO file."""

    def edited(po: Po, context: str, **changes: Any) -> Po:
        return replace(po, entries=tuple(replace(e, **changes) if e.context == context else e for e in po.entries))

    return edited


@pytest.fixture
def samples(shared: Path) -> Path:
    return shared / "samples"
