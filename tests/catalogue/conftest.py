"""What the tests of the catalogue share: a library of small topics, and a crew that works in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from handouts.catalogue.wanted import Order
from handouts.catalogue.workers import Crew
from handouts.library import Delivery, Library, import_topics, open_library
from handouts.model import Alternate, Article, Dates, Link, LinkSection, Paragraph, Provenance, Text, Topic

TITLES = {"sleep": ("Sleep", "Sueño"), "walking": ("Walking", "Caminar"), "water": ("Water", "Agua")}
WORDS = {
    "en": "Rest is good for the body and for the mind. Most adults need seven hours of it or more every night.",
    "es": "Descansar es bueno para el cuerpo y la mente. La mayoría de los adultos necesita siete horas o más.",
}


def page(name: str, lang: str) -> str:
    return f"https://medlineplus.gov/{'spanish/' if lang == 'es' else ''}{name}.html"


@pytest.fixture(name="made_up")
def _made_up() -> Callable[..., Topic]:
    return made_up


@pytest.fixture(name="both")
def _both() -> Callable[..., tuple[Topic, Topic]]:
    return both


@pytest.fixture(name="deliver")
def _deliver() -> Callable[..., None]:
    return deliver


def made_up(ident: str, lang: str, words: str = "", links: int = 1, title: str = "") -> Topic:
    """Return a topic with one article."""
    other = {"en": "es", "es": "en"}[lang]
    words = words or WORDS[lang]
    found = tuple(
        Link(f"https://example.org/{lang}/{ident}/{n}", f"{TITLES[ident][0]} {n}", lang, ("Example",))
        for n in range(links)
    )
    section = {"en": "Start Here", "es": "Comience aquí"}[lang]
    source = f"{ident} {lang} {words} {links} {title}"
    article = Article(
        lang=lang,
        title=title or TITLES[ident][lang == "es"],
        blocks=(Paragraph((Text(words),)),),
        provenance=Provenance("MedlinePlus", "medlineplus", hashlib.sha256(source.encode()).hexdigest(), "official"),
        address=page(ident, lang),
        alternates=(Alternate(other, page(ident, other)),),
        groups=("Wellness",) if lang == "en" else ("Bienestar",),
        sections=(LinkSection("start-here", section, found),) if found else (),
        dates=Dates(created=date(2020, 1, 2)),
    )
    return Topic(ident, {lang: article})


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    """A library of three topics: one in both languages, one in each."""
    with open_library(tmp_path / "library.sqlite", write=True) as opened:
        deliver(opened, *both("sleep"), made_up("walking", "en"), made_up("water", "es"))
        yield opened


def both(ident: str, **more: object) -> tuple[Topic, Topic]:
    return made_up(ident, "en", **more), made_up(ident, "es", **more)


def deliver(library: Library, *topics: Topic, day: date = date(2026, 8, 29)) -> None:
    """Make the library hold these topics from that day on, and no others."""
    delivery = Delivery(day, "medlineplus", "a file", "provider", "", "1")
    import_topics(library, topics, delivery)


@pytest.fixture
def order(tmp_path) -> Order:
    return Order(translations=tmp_path / "translations")


@pytest.fixture
def here() -> Crew:
    """A crew of one that works in this process: no process has to warm up."""

    @contextmanager
    def opened() -> Iterator[Executor]:
        with ThreadPoolExecutor(1) as executor:
            yield executor

    return Crew(opened, 1)


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """Return all files below a folder, path to bytes."""

    def read(folder: Path) -> dict[str, bytes]:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
