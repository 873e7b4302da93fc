"""How much the structure costs beside the rendering: `python tests/benchmarks/structure.py [--rounds N]`.

Renders a bilingual handout of about ten pages and seventy links, in turns without and with our structure, and prints
CPU seconds side by side: the medians, and how the structure's share is spent.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import time
from collections.abc import Callable
from html import escape

import pydyf
import pypdfium2
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from handouts import resources
from handouts.render import structure

METADATA = structure.Metadata(titles={"en": "Sleep well", "es": "Dormir bien"}, languages=("en", "es"))
FAMILY = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext"
STYLE = """
@page { size: letter; margin: 18mm;
  @top-center { content: "Sleep well / Dormir bien" } @bottom-center { content: "Page " counter(page) } }
body { font: 12pt/1.35 Atkinson }
.table { display: table; width: 100%; table-layout: fixed } .row { display: table-row; break-inside: avoid }
.cell { display: table-cell; width: 50%; padding: 2mm } .code { float: left; width: 18mm; margin-right: 3mm }
"""
ENGLISH = (
    "Go to bed and get up at about the same time every day, on free days too, so that your body learns to rest.",
    "Keep the room <strong>dark, quiet and cool</strong>; a screen beside the pillow is a lamp that talks to you.",
    'Coffee stays in the body for hours. <a href="https://example.org/en/{n}">Read more about coffee</a>.',
)
SPANISH = (
    "Acuéstese y levántese más o menos a la misma hora todos los días, también los libres, para dar ritmo al cuerpo.",
    "Mantenga la habitación <strong>oscura, tranquila y fresca</strong>; una pantalla junto a la cama es una lámpara.",
    'El café dura horas en el cuerpo. <a href="https://example.org/es/{n}">Lea más sobre el café</a> y la noche.',
)
CODE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    "<path d='M0 0h9v9h-9z M1 1h3v3h-3z M5 1h2v2h-2z M5 5h3v3h-3z' fill-rule='evenodd'/></svg>"
)


def page() -> str:
    """Return the handout as HTML, in our own words."""
    rows = []
    for number in range(24):
        cells = []
        for lang, words, label in (("en", ENGLISH, "Tip"), ("es", SPANISH, "Consejo")):
            text = "".join(f"<p>{sentence.format(n=number)}</p>" for sentence in words)
            items = "".join(f"<li>{label} {number}.{item}</li>" for item in range(3)) if number % 4 == 0 else ""
            link = (
                f'<div class="card"><img class="code" alt="{label} {number}" src="{escape(CODE)}">'
                f'<a href="https://example.org/{lang}/page/{number}">example.org/{lang}/page/{number}</a></div>'
                if number % 6 != 5
                else ""
            )
            cells.append(f'<div class="cell" lang="{lang}"><h2>{label} {number}</h2>{text}<ul>{items}</ul>{link}</div>')
        rows.append(f'<div class="row">{"".join(cells)}</div>')
    title = '<h1>Sleep well <span lang="es">Dormir bien</span></h1>'
    return f'<html lang="en"><title>Sleep well</title>{title}<div class="table">{"".join(rows)}</div></html>'


def render(html: str, fonts: FontConfiguration, style: CSS, spent: list[float] | None = None) -> bytes:
    """Return the PDF; with `spent`, with our structure, and note there the CPU seconds that our finisher takes."""
    source = HTML(string=html)
    if spent is None:
        return bytes(source.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts, stylesheets=[style]))
    options = structure.pdf_options("ua-1")
    with structure.tagging("ua-1", METADATA) as finisher:

        def timed(document: object, pdf: pydyf.PDF) -> None:
            spent.append(seconds(lambda: finisher(document, pdf)))

        return bytes(source.write_pdf(**options, finisher=timed, font_config=fonts, stylesheets=[style]))


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--profile", action="store_true", help="also print where our share goes")
    arguments = parser.parse_args()
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: Atkinson; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for weight, path in (
            (400, resources.fonts() / f"{FAMILY}-Regular.ttf"),
            (700, resources.fonts() / f"{FAMILY}-Bold.ttf"),
        )
    )
    style = CSS(string=faces + STYLE, font_config=fonts)
    html = page()
    plain, ours = render(html, fonts, style), render(html, fonts, style, [])
    before: list[float] = []
    after: list[float] = []
    spent: list[float] = []
    gc.disable()  # a collection falls into one of the two by chance, and costs more than the difference
    for number in range(arguments.rounds):
        turns = [
            (before, lambda: render(html, fonts, style)),
            (after, lambda: render(html, fonts, style, spent)),
        ]
        for found, work in turns if number % 2 else reversed(turns):
            gc.collect()
            found.append(seconds(work))
    gc.enable()
    base = statistics.median(before)
    change = statistics.median(new - old for old, new in zip(before, after, strict=True))
    pages, links = len(pypdfium2.PdfDocument(ours)), html.count("<a ")
    print(f"{pages} pages, {links} links{'':12}{'CPU s':>8}{'bytes':>9}")
    print(f"{'WeasyPrint, its own tags':30}{base:8.3f}{len(plain):9}")
    print(f"{'WeasyPrint, our structure':30}{statistics.median(after):8.3f}{len(ours):9}")
    print(f"{'  of that our finisher':30}{statistics.median(spent):8.3f}{'':9}  {statistics.median(spent) / base:.1%}")
    print(f"{'net, median of pairs':30}{change:+8.3f}{len(ours) - len(plain):+9}  {change / base:+.1%}")
    if arguments.profile:
        profile = cProfile.Profile()
        profile.runcall(render, html, fonts, style, [])
        pstats.Stats(profile).sort_stats("cumulative").print_stats("structure/|pydyf")


if __name__ == "__main__":
    main()
