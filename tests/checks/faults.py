"""Break sound PDFs on purpose: `python tests/checks/faults.py` prints what each check catches and what it leaves alone.

Each check has a folder here with a `cases.py`, or several `cases_….py`:
  sound(bench)   yields (name, subject) that the check must leave alone, two at least;
  broken(bench)  yields (name, subject, words) that it must catch, with those words in a finding.
The PDFs are made while the tests run, from a small sheet in our own words.
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace

from editing import Edit, edited, elements, replaced_content, replaced_metadata
from weasyprint import HTML

from handouts import resources
from handouts.checks import Subject, names, run_checks
from handouts.checks.expected import Expected, LiveLink, Passage
from handouts.checks.report import Result, Standard
from handouts.render import structure

FOLDER = Path(__file__).resolve().parent

LANGUAGES = ("en", "es")
TITLE = "Sleep and rest"
LINKS = (
    LiveLink("https://example.org/en/sleep/adults", "Sleep for adults, Example Institute", "en", "Sleep for adults"),
    LiveLink(
        "https://example.org/es/sueno/adultos",
        "El sueño de los adultos, Instituto Ejemplo",
        "es",
        "El sueño de los adultos",
    ),
)
CITATION = "Example Institute. Sleep and rest. Reviewed November 2, 2026."
PROVENANCE = "The Spanish text was reviewed by a translator."
PASSAGES = (
    Passage("en", TITLE, "h1"),
    Passage("es", "Sueño y descanso", "h1"),
    Passage("en", "Why sleep matters", "h2"),
    Passage("es", "Por qué importa el sueño", "h2"),
    Passage(
        "en",
        "While you sleep, your body mends itself and your brain puts the day in order. Most adults need "
        "seven hours or more each night, and children need a good deal more than that to grow and to learn.",
        "p",
    ),
    Passage(
        "es",
        "Mientras duerme, el cuerpo se repara y el cerebro pone en orden el día. La mayoría de los adultos "
        "necesita siete horas o más cada noche, y los niños bastante más para crecer y para aprender.",
        "p",
    ),
    Passage("en", "What helps", "h2"),
    Passage("es", "Lo que ayuda", "h2"),
    Passage("en", "Go to bed at the same hour, also when you do not have to work the next day.", "li"),
    Passage("en", "Keep the room dark, cool and quiet, and leave the telephone in another room.", "li"),
    Passage("es", "Acuéstese a la misma hora, también cuando no tenga que trabajar al día siguiente.", "li"),
    Passage("es", "Mantenga la habitación oscura, fresca y tranquila, y deje el teléfono en otro cuarto.", "li"),
    Passage("en", "When to ask for help", "h2"),
    Passage("es", "Cuándo pedir ayuda", "h2"),
    Passage(
        "en",
        "Ask your doctor if you are tired by day for more than a month, if you snore and wake up without "
        "breath, or if worry keeps you awake. There is help, and it is not always a pill.",
        "p",
    ),
    Passage(
        "es",
        "Pregunte al médico si está cansado de día durante más de un mes, si ronca y se despierta sin "
        "aire, o si la preocupación no lo deja dormir. Hay ayuda, y no siempre es una pastilla.",
        "p",
    ),
)
EXPECTED = Expected(
    title=TITLE,
    languages=LANGUAGES,
    passages=PASSAGES,
    printed=tuple(link.address.removeprefix("https://") for link in LINKS),
    links=LINKS,
    furniture=("Page {page} of {pages}",),
    citations=(CITATION,),
    provenance=(PROVENANCE,),
    page_mm=(140.0, 150.0),
)

_FACE = f"{resources.fonts().as_uri()}/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext"
STYLE = f"""
@font-face {{ font-family: Sheet; src: url({_FACE}-Regular.ttf) }}
@font-face {{ font-family: Sheet; font-weight: bold; src: url({_FACE}-Bold.ttf) }}
@page {{ size: 140mm 150mm; margin: 20mm 15mm;
         @bottom-center {{ content: "Page " counter(page) " of " counter(pages); font: 12pt Sheet }} }}
body {{ font: 12pt Sheet }} h1 {{ font-size: 18pt }} h2 {{ font-size: 15pt }}
img {{ width: 20mm; image-rendering: pixelated }}
"""

# Four pixels, black and white.
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNg"
    "YPj/HwADAgH/eXYHVgAAAABJRU5ErkJggg=="
)


def sheet_body() -> str:
    """Return the sheet's HTML: the passages, a picture, a table, two links, and where the words come from."""
    parts: list[str] = []
    for number, passage in enumerate(PASSAGES):
        before = PASSAGES[number - 1] if number else None
        after = PASSAGES[number + 1] if number + 1 < len(PASSAGES) else None
        text = f'<{passage.role} lang="{passage.lang}">{passage.text}</{passage.role}>'
        if passage.role == "li":
            first = before is None or (before.role, before.lang) != ("li", passage.lang)
            last = after is None or (after.role, after.lang) != ("li", passage.lang)
            text = f"{f'<ul lang={passage.lang}>' if first else ''}{text}{'</ul>' if last else ''}"
        parts.append(text)
    parts.append(f'<p><img src="{PICTURE}" alt="A moon above a bed"></p>')
    parts.append(
        '<table><thead><tr><th scope="col">Age</th><th scope="col">Hours</th></tr></thead>'
        "<tbody><tr><td>Adults</td><td>7 or more</td></tr><tr><td>Children</td><td>9 to 12</td></tr></tbody></table>"
    )
    for link in LINKS:
        words, printed = link.description.split(",")[0], link.address.removeprefix("https://")
        parts.append(
            f'<p lang="{link.lang}"><a href="{link.address}" title="{link.description}">{words}</a></p><p>{printed}</p>'
        )
    parts.append(f"<section><h2>Source</h2><p>{CITATION}</p><p>{PROVENANCE}</p></section>")
    return "\n".join(parts)


@cache
def made(body: str, *, standard: Standard = "ua-1", style: str = "", languages: tuple[str, ...] = LANGUAGES) -> bytes:
    """Return a sound, tagged PDF of a body, as the handouts are made."""
    metadata = structure.Metadata(titles=dict.fromkeys(languages, TITLE), languages=languages)
    with warnings.catch_warnings(), structure.tagging(standard, metadata) as finisher:
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70.0 leaves its colour profile open for PDF/A
        pdf: bytes = HTML(string=page(body, style)).write_pdf(**structure.pdf_options(standard), finisher=finisher)
    return pdf


@cache
def raw(body: str, style: str = "") -> bytes:
    """Return what the layout engine makes of a body by itself."""
    pdf: bytes = HTML(string=page(body, style)).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def page(body: str, style: str = "") -> str:
    """Return the whole HTML around a body."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    )


@dataclass(frozen=True)
class Bench:
    """What a `cases.py` works with: the sheet, ways to make PDFs, and ways to break them."""

    expected: Expected = EXPECTED
    body: str = field(default_factory=sheet_body)
    made = staticmethod(made)
    raw = staticmethod(raw)
    edited = staticmethod(edited)
    elements = staticmethod(elements)
    content = staticmethod(replaced_content)
    metadata = staticmethod(replaced_metadata)

    def sheet(self, *edits: Edit, standard: Standard = "ua-1", known: bool = True, **changes: object) -> Subject:
        """Return the sheet after the edits; `known` says whether it comes with what was meant, after the changes."""
        pdf = edited(made(self.body, standard=standard), *edits) if edits else made(self.body, standard=standard)
        meant = replace(self.expected, **changes) if known else None  # type: ignore[arg-type]
        return Subject(pdf, "sheet.pdf", meant)

    def subject(self, pdf: bytes, expected: Expected | None = None) -> Subject:
        """Return any PDF as a subject."""
        return Subject(pdf, "file.pdf", expected)

    def usual(self) -> Iterator[tuple[str, Subject]]:
        """Yield the sheet in all three standards, with and without what was meant."""
        for standard in ("ua-1", "ua-2", "archive"):
            yield f"the sheet as {standard}", self.sheet(standard=standard)
            yield f"the sheet as {standard}, unknown", self.sheet(standard=standard, known=False)


def cases(check: str) -> SimpleNamespace | None:
    """Return the cases of a check, from all `cases*.py` of its folder; None when it has none."""
    modules = [_loaded(path) for path in sorted((FOLDER / check.replace("-", "_")).glob("cases*.py"))]
    if not modules:
        return None
    return SimpleNamespace(
        sound=lambda bench: (case for module in modules for case in module.sound(bench)),
        broken=lambda bench: (case for module in modules for case in module.broken(bench)),
    )


@cache
def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(check: str, subject: Subject) -> Result:
    """Return what one check says."""
    return run_checks(subject, [check]).results[0]


def main() -> int:
    """Print the table; return 1 if anything was missed or wrongly caught."""
    bench, wrong, caught, left = Bench(), 0, 0, 0
    for check in names():
        module = cases(check)
        if module is None:
            print(f"\n{check}\n  has tests of its own: tests/checks/{check.partition('-wcag')[0].replace('-', '_')}")
            continue
        print(f"\n{check}")
        for name, subject in module.sound(bench):
            result = judged(check, subject)
            bad = result.outcome not in ("pass", "review", "skipped")
            wrong += bad
            left += not bad
            print(f"  {'WRONG ' if bad else ''}left alone ({result.outcome}): {name}")
        for name, subject, words in module.broken(bench):
            result = judged(check, subject)
            if result.outcome == "skipped":
                print(f"  skipped: {name}: {result.reason}")
                continue
            found = [finding for finding in result.findings if words in finding.message]
            wrong += not found
            caught += bool(found)
            print(f"  {'caught' if found else 'MISSED'}: {name}: {found[0].message if found else '-'}")
    print(f"\n{caught} broken files caught, {left} sound ones left alone, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
