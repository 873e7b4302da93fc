"""A handout that has everything a handout can have, in our own words, and a browser to look at it with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handouts.compose.clinic import Clinic, Logo, Personal
from handouts.compose.handout import Entry, Handout, Passage, Reference, Row, Target, Words

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h20v10H0z" fill="#0a4a63"/></svg>'
LONG = "https://example.org/" + "a-very-long-part/" * 22


def bullets(text: str, name: str = "") -> tuple[Passage]:
    return (Passage("bullets", entries=(Entry((Words(text),)),), part_of=name),)


def steps(*texts: str, start: int = 1, name: str = "") -> tuple[Passage]:
    return (Passage("numbers", entries=tuple(Entry((Words(text),)) for text in texts), start=start, part_of=name),)


def enriched(handout: Handout) -> Handout:
    """Return the handout with all that a handout can have."""
    both = handout.languages
    rows = [
        [steps("Buy fresh food.", name="list-9"), steps("Compre comida fresca.", name="list-9")],
        [steps("Rinse canned beans.", start=2, name="list-9"), steps("Enjuague las latas.", start=2, name="list-9")],
        [bullets('Ask about "no salt" <b>mixes</b> & more.'), bullets("Pregunte por mezclas «sin sal» de Ñ'/..")],
    ]
    at = {"en": 0, "es": 1}
    more = tuple(Row(tuple(row[at[tag]] for tag in both)) for row in rows)
    targets = {
        "en": Target(
            "en", "A page with a long address", LONG, "example.org", True, ("Office A", "Office B"), ("pdf",), "en"
        ),
        "es": Target("es", "Una página larga", LONG + "es", "example.org", True, ("Oficina A",), ("video",), "es"),
    }
    other = Target(
        "en", "Salt facts", "https://example.org/facts?a=1&b=2", "example.org/facts?a=1&b=2", False, title_lang="en"
    )
    number = 1 + sum(len(section.references) for section in handout.sections)
    long = Reference(
        number,
        tuple(targets[tag] for tag in both),
        (replace(other, lang="es" if both[0] == "en" else "en"),) if len(both) == 1 else (),
    )
    section = replace(handout.sections[0], references=(*handout.sections[0].references, long))
    page = {
        "en": Target("en", "Salt", "https://example.org/salt", "example.org/salt", False, title_lang="en"),
        "es": Target("es", "Sal", "https://example.org/es/sal", "example.org/es/sal", False, title_lang="es"),
    }
    return replace(
        handout,
        rows=(*handout.rows, *more),
        mastheads=tuple(replace(head, synonyms=("Sodium", "Table salt")) for head in handout.mastheads),
        sections=(section,),
        omitted=3,
        drafts=("es",) if "es" in both else (),
        citations=tuple(
            replace(c, page=page[c.lang], attribution=("Written by the Heart Office",)) for c in handout.citations
        ),
        clinic=Clinic(
            names={"en": "Riverside Clinic", "es": "Clínica Riverside"},
            addresses={"en": "12 River Road"},
            hours={"en": "Monday to Friday", "es": "De lunes a viernes"},
            notices={"en": "Help in your language is free.", "es": "La ayuda en su idioma es gratis."},
            telephone="555-0100",
            logo=Logo(LOGO, {"en": "A river", "es": "Un río"}),
            accent="#5a2d0c",
        ),
        worksheets=("to-do", "teach-back", "lines"),
        personal=Personal("Ana Prueba", date(2026, 11, 21), {both[0]: "Bring your list.\n\nCome fasting."}),
    )


@pytest.fixture(scope="session")
def rich(make_handout: Callable[..., Handout]) -> Callable[..., Handout]:
    """Return a handout with everything, in the languages named."""
    return lambda *languages, **more: enriched(make_handout(*languages, **more))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, on a profile of its own; in CI it has to be there."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with tempfile.TemporaryDirectory() as profile, sync_api.sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=program, headless=True, args=FLAGS
        )
        yield context
        context.close()
