"""Every text that a handout can print is there in every language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from handouts import languages, resources

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = [tag for tag in languages.tags() if tag != "en"]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> Catalog:
    """Return the texts that stand in the templates and in the code now."""
    pot = tmp_path_factory.mktemp("messages") / "handouts.pot"
    command = ["-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml", "-o", str(pot), "."]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    return catalogue(pot)


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def complaints(extracted: Catalog, tag: str, translated: Catalog) -> list[str]:
    """Return what is wrong with a catalogue."""
    wrong = []
    for message in extracted:
        if not message.id:
            continue
        key = forms(message)[0]
        there = translated.get(message.id)
        if there is None or not all(translations(there)):
            wrong.append(f"{tag}: no translation of {key!r}")
        elif there.fuzzy:
            wrong.append(f"{tag}: somebody has to look at the translation of {key!r} (fuzzy)")
        else:
            names = set(re.findall(r"\{\w*\}", "".join(forms(message))))
            if any(set(re.findall(r"\{\w*\}", text)) - names for text in translations(there)):
                wrong.append(f"{tag}: the translation of {key!r} fills in something the English does not have")
            if not all(names <= set(re.findall(r"\{\w*\}", text)) for text in translations(there)[-1:]):
                wrong.append(f"{tag}: the translation of {key!r} leaves out what the English fills in")
    left = {forms(message)[0] for message in translated if message.id and extracted.get(message.id) is None}
    return wrong + [f"{tag}: nothing prints {key!r} any more" for key in sorted(left)]


def test_there_are_texts(extracted):
    assert len([message for message in extracted if message.id]) > 10


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_text_is_translated(extracted, tag):
    path = resources.templates() / "locale" / tag / "LC_MESSAGES" / "handouts.po"
    wrong = complaints(extracted, tag, catalogue(path))
    assert not wrong, "\n".join(["run `make messages`, then translate:", *wrong])


def test_what_is_wrong_is_seen():
    source, translated = Catalog(), Catalog(locale="es")
    for text in ("Whole", "Gone", "Unsure {n}", "Empty {n}", "Other {n}"):
        source.add(text)
    translated.add("Whole", "Entero")
    translated.add("Unsure {n}", "Quizás {n}", flags=["fuzzy"])
    translated.add("Empty {n}", "")
    translated.add("Other {n}", "Otro {m}")
    translated.add("Old", "Viejo")
    assert complaints(source, "es", translated) == [
        "es: no translation of 'Gone'",
        "es: somebody has to look at the translation of 'Unsure {n}' (fuzzy)",
        "es: no translation of 'Empty {n}'",
        "es: the translation of 'Other {n}' fills in something the English does not have",
        "es: the translation of 'Other {n}' leaves out what the English fills in",
        "es: nothing prints 'Old' any more",
    ]
