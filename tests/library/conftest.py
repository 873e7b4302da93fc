"""What the tests of the library share: an empty library, small topics, and a made-up topics file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from handouts.library import Delivery, Library, Outcome, import_topics, open_library
from handouts.model import Alternate, Article, Paragraph, Provenance, Text, Topic

DAY = date(2026, 8, 29)
CORPUS = Path(__file__).resolve().parent.parent / "benchmarks" / "corpus.py"


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    with open_library(tmp_path / "data" / "library.sqlite", write=True) as opened:
        yield opened


@pytest.fixture
def topic() -> Callable[..., Topic]:
    """Make a topic with one article; `twin` is the name of its page in the other language, if it names one."""

    def made(
        ident, lang="en", words="Rest.", *, title="", twin=None, provider="medlineplus", codes=(), **more
    ) -> Topic:
        other = {"en": "es", "es": "en"}[lang]
        article = Article(
            lang=lang,
            title=title or f"{ident.title()} {lang}",
            blocks=(Paragraph((Text(words),)),),
            provenance=Provenance(
                "MedlinePlus", provider, hashlib.sha256(f"{ident} {lang} {words}".encode()).hexdigest(), "official"
            ),
            address=page(ident, lang) if provider == "medlineplus" else "",
            alternates=(Alternate(other, page(twin, other)),) if twin else (),
            **more,
        )
        return Topic(ident, {lang: article}, tuple(codes))

    return made


def page(name: str, lang: str) -> str:
    return f"https://medlineplus.gov/{'spanish/' if lang == 'es' else ''}{name}.html"


@pytest.fixture
def deliver(library) -> Callable[..., Outcome]:
    """Take topics into the library."""

    def done(*topics, day=DAY, provider="medlineplus", scope="provider", origin="a file", program="1") -> Outcome:
        return import_topics(library, topics, Delivery(day, provider, origin, scope, "", program))

    return done


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Callable[..., Path]:
    """Write a made-up topics file by the command line of tests/benchmarks/corpus.py."""
    folder = tmp_path_factory.mktemp("corpus")

    def written(records: int, change: float = 0) -> Path:
        path = folder / f"topics-{records}-{change}.xml"
        if not path.exists():
            arguments = [str(path), "--topics", str(records), "--change", str(change)]
            subprocess.run([sys.executable, str(CORPUS), *arguments], check=True)
        return path

    return written
