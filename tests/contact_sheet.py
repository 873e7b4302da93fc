"""Draw every edition in every layout as thumbnails, to be looked at: `make contact-sheet`.

One picture for each edition and paper in out/contact-sheet/: a row for each layout and topic, its pages side by side.
A row whose pages fail a check of how they are set says so. The topics are a short, a middling and a long one of those
that come with the program; others may be named, as in `python tests/contact_sheet.py saved-page.html`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from handouts import editions, resources, sources
from handouts.build import Built, build
from handouts.compose.layouts import LAYOUTS, layout
from handouts.compose.request import Paper, Request
from handouts.fitting import sheets_of
from handouts.model import Topic
from handouts.sources import builtin

OUT = Path("out/contact-sheet")
TOPICS = ("flu-vaccine", "type-2-diabetes", "genes-and-gene-therapy")  # short, middling, long
PAPERS: tuple[Paper, ...] = ("letter", "a4")
CHECKS = ("edition", "layout", "page-balance")
PAGES_SHOWN = 14
THUMB, GAP, LABEL = (104, 147), 6, 150  # pixels
GREY, INK, ALARM = 128, "#111111", "#b00020"


def main(files: list[str]) -> int:
    """Draw all sheets; return 1 where a handout fails a check."""
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = list(product(editions.names(), PAPERS))
    with ProcessPoolExecutor(2) as pool:
        failed = list(pool.map(draw, *zip(*wanted, strict=True), [files] * len(wanted)))
    return 1 if any(failed) else 0


def draw(edition: str, paper: Paper, files: list[str]) -> bool:
    """Draw the sheet of an edition on a paper; return whether a handout on it fails a check."""
    rows = [(name, build(topic, wanted, only=CHECKS)) for name, topic, wanted in requests(edition, paper, files)]
    width, height = LABEL + PAGES_SHOWN * (THUMB[0] + GAP), len(rows) * (THUMB[1] + GAP) + GAP
    sheet = Image.new("RGB", (width, height), (GREY,) * 3)
    for number, (name, built) in enumerate(rows):
        draw_row(sheet, GAP + number * (THUMB[1] + GAP), name, built)
    path = OUT / f"{edition}.{paper}.png"
    sheet.save(path)
    failed = [f"{name} {built.handout.topic_id}" for name, built in rows if built.report and built.report.failed]
    told = f"FAILED: {', '.join(failed)}" if failed else "all rules kept"
    print(path, f"{len(rows)} handouts", told, sep="\t", flush=True)
    return bool(failed)


def requests(edition: str, paper: Paper, files: list[str]) -> Iterator[tuple[str, Topic, Request]]:
    """Yield layout, topic and request of each row: what the edition allows and the topic has languages for."""
    topics = [t for file in files for t in sources.load_topics(Path(file))] or map(builtin.load_topic, TOPICS)
    for name, topic in product(LAYOUTS, tuple(topics)):
        count = layout(name).languages or 1
        languages = topic.languages[::-1] if layout(name).numbered else topic.languages
        if count <= len(languages) and layout(name).columns <= editions.edition(edition).columns:
            yield name, topic, Request(languages[:count], name, paper, edition=edition)


def draw_row(sheet: Image.Image, top: int, name: str, built: Built) -> None:
    """Draw a handout's name and first pages."""
    pen = ImageDraw.Draw(sheet)
    face = ImageFont.truetype(next(resources.fonts().glob("*/AtkinsonHyperlegibleNext-Regular.ttf")), 13)
    words = [name, built.handout.topic_id[:20], f"{built.pages} pages", f"{sheets_of(built.pages)} sheets"]
    pen.rectangle((GAP, top, LABEL - GAP, top + THUMB[1]), fill="white")
    pen.text((GAP + 5, top + 5), "\n".join(words), INK, face)
    failed = [result.check for result in built.report.results if result.outcome == "fail"] if built.report else []
    pen.text((GAP + 5, top + 90), "\n".join(failed), ALARM, face)
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        for number in range(min(len(pdf), PAGES_SHOWN)):
            page = cast(Image.Image, pdf[number].render(scale=0.5).to_pil())
            page.thumbnail(THUMB, Image.Resampling.LANCZOS)
            sheet.paste(page, (LABEL + number * (THUMB[0] + GAP), top))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
