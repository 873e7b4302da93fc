"""How cost grows with links and with text: `python tests/benchmarks/growth.py [--plot FILE.svg]`.

Bilingual handouts of the same text with 25 to 400 links, and of five links with one to fifty pages of text, in one warm
process: CPU seconds of rendering and of the checks, and what a link or a page costs. A ratio beside the one before says
how much more twice as much costs; it is 2 where cost grows in proportion.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from pathlib import Path

from handouts.build import Built, build
from handouts.checks import names
from handouts.compose.request import Request
from handouts.model import Article, Heading, Link, LinkSection, Paragraph, Provenance, Text, Topic
from handouts.warming import tidy, warm_up

LINKS = (25, 50, 100, 200, 400)
TEXTS = (1, 2, 5, 10, 25, 50)
RATIO = 4.5
"""The most that 200 links may cost of what 50 cost."""

SENTENCES = {
    "en": "Drink water when you are thirsty, and a little more of it on a hot day or when you work hard outside. ",
    "es": "Beba agua cuando tenga sed, y un poco más en un día de calor o cuando trabaje mucho al aire libre. ",
}
A_PAGE = 10
"""Paragraphs of three sentences, side by side in both languages, that fill a Letter page."""


def topic(links: int, pages: int) -> Topic:
    """Return a bilingual topic of so many links and of text for so many pages."""
    articles = {}
    for lang, sentence in SENTENCES.items():
        blocks = []
        for number in range(pages * A_PAGE):
            if number % 5 == 0:
                blocks.append(Heading(2, (Text(f"{number // 5 + 1}. {sentence[:18].strip()}"),)))
            blocks.append(Paragraph((Text(sentence * 3),)))
        found = tuple(
            Link(f"https://example.org/{lang}/page/{n}", f"{sentence[:40]} {n}", lang, ("Example Institute",))
            for n in range(links)
        )
        provenance = Provenance("Handouts", "local", "0" * 64, "official")
        sections = (LinkSection("start-here", "Start Here", found),)
        articles[lang] = Article(lang, "Water", tuple(blocks), provenance, sections=sections)
    return Topic("water", articles)


def measured(made: Topic, checks: tuple[str, ...]) -> tuple[float, float, Built]:
    """Return the CPU seconds of rendering and of the checks, the lesser of two runs, and the handout."""
    runs = []
    for _ in range(2):
        built = build(made, Request(("en", "es"), "side-by-side"), only=checks)
        tidy()
        checking = built.stages["checks"]
        runs.append((sum(built.stages.values()) - checking, checking, built))
    return min(runs, key=lambda run: run[0] + run[1])


def table(title: str, sizes: tuple[int, ...], topics: list[Topic], checks: tuple[str, ...]) -> dict[int, float]:
    """Print a table and return the CPU seconds by size."""
    print(
        f"{title:>6} {'pages':>6} {'codes':>6} {'render s':>9} {'checks s':>9} {'all s':>7} {'ms each':>8} {'ratio':>6}"
    )
    found: dict[int, float] = {}
    before = 0.0
    for size, made in zip(sizes, topics, strict=True):
        rendering, checking, built = measured(made, checks)
        found[size] = rendering + checking
        ratio = f"{found[size] / before:6.2f}" if before else ""
        print(
            f"{size:6} {built.pages:6} {built.codes:6} {rendering:9.3f} {checking:9.3f} {found[size]:7.3f} "
            f"{found[size] / size * 1000:8.1f} {ratio}",
            flush=True,
        )
        before = found[size]
    return found


def plot(lines: dict[str, dict[int, float]]) -> str:
    """Return the measures as an SVG: each line on a scale of its own, with a straight line to hold it against."""
    width, height, edge = 320, 240, 40
    parts = []
    for number, (title, found) in enumerate(lines.items()):
        left = number * (width + edge)
        right, low = left + edge + width, edge + height
        most, top = max(found), max(found.values())
        points = [(left + edge + width * size / most, edge + height * (1 - cost / top)) for size, cost in found.items()]
        parts += [
            f'<text x="{left + edge}" y="24">CPU seconds by {title}; {top:.2f} s for {most}</text>',
            f'<path d="M{left + edge} {low}L{right} {edge}" stroke="#999" stroke-dasharray="4"/>',
            f'<path d="M{left + edge} {edge}v{height}h{width}" stroke="#000"/>',
            f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" stroke="#0a4a63"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#0a4a63"/>' for x, y in points),
        ]
    size = f"{len(lines) * (width + edge) + edge} {height + 2 * edge}"
    style = "<style>path,polyline{fill:none}text{font:13px sans-serif}</style>"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{style}{"".join(parts)}</svg>\n'


def main() -> int:
    """Print the tables; return 1 if 200 links cost too much more than 50."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    arguments = parser.parse_args()
    checks = tuple(name for name in names() if not name.startswith("verapdf"))
    warm_up()
    links = table("links", LINKS, [topic(number, 1) for number in LINKS], checks)
    text = table("text", TEXTS, [topic(5, number) for number in TEXTS], checks)
    ratio = links[200] / links[50]
    print(f"200 links cost {ratio:.2f} times what 50 cost; at most {RATIO}")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    if arguments.plot:
        arguments.plot.write_text(plot({"links": links, "pages of text": text}), "utf-8")
    gc.enable()
    return int(ratio > RATIO)


if __name__ == "__main__":
    sys.exit(main())
