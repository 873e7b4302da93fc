"""What others take for the same handout: `python tests/benchmarks/peers.py [TOPIC] [--rounds N]`.

One bilingual handout, side by side in one run and in turns: ours; the same HTML through WeasyPrint as it comes; the
same words in a template written without care (a grid inside a grid, codes as the library draws them, style sheets
read each time); the same HTML printed by one long-lived Chromium; and by Typst, if it is installed (`pip install
typst`). CPU seconds are those of the process and of all that it started. Codes and fonts are at hand, but for the
careless one.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import io
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
import qrcode
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handouts import resources
from handouts.compose.composing import compose
from handouts.compose.handout import Handout
from handouts.compose.request import Request
from handouts.errors import ToolError
from handouts.render import engine, pdf
from handouts.render.engine.page import read
from handouts.render.markup import Html, to_html
from handouts.sources import builtin
from handouts.tools import validate
from handouts.warming import tidy, warm_up

Work = Callable[[], bytes]

CHROMIUM = "/usr/bin/chromium"
TICKS = os.sysconf("SC_CLK_TCK")

CARELESS = """
.row { display: grid; grid-template-columns: 1fr 1fr; width: auto }
.row.card { grid-template-columns: 1fr 28mm 1fr 28mm } .cell, .words { display: grid; grid-template-columns: 1fr }
.picture { display: block } .address { overflow-wrap: anywhere } .code { image-rendering: auto }
"""


@dataclass(frozen=True)
class Page:
    """The handout as it is printed, with its pictures as files in a folder."""

    handout: Handout
    html: Html
    folder: Path

    @property
    def text(self) -> str:
        """The HTML with the pictures' files."""
        return re.sub(r'src="code:(\d+)"', lambda m: f'src="{self.code(m[1]).as_uri()}"', self.html.text)

    def code(self, number: str) -> Path:
        return self.folder / f"code-{number}.png"


def page(name: str, folder: Path) -> Page:
    handout = compose(builtin.load_topic(name), Request(("en", "es"), "side-by-side"))
    made = Page(handout, to_html(handout), folder)
    for source, image in made.html.images.items():
        made.code(source.removeprefix("code:")).write_bytes(image)
    return made


# --------------------------------------------------------------------------- those who print it


def ours(made: Page) -> Work:
    request = Request(("en", "es"), "side-by-side")
    topic = builtin.load_topic(made.handout.topic_id)

    def work() -> bytes:
        handout = compose(topic, request)
        return pdf.to_pdf(to_html(handout), handout, "ua-1").data

    return work


def raw(made: Page) -> Work:
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(filename=path, font_config=fonts) for path in made.html.style]

    def work() -> bytes:
        with engine.without():
            source = weasyprint.HTML(string=made.text)
            return bytes(source.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"))

    return work


def careless(made: Page) -> Work:
    def work() -> bytes:
        for number, address in enumerate(made.html.codes, 1):
            stream = io.BytesIO()
            qrcode.make(address, border=4).save(stream)
            (made.folder / f"drawn-{number}.png").write_bytes(stream.getvalue())
        fonts = FontConfiguration()
        sheets = [weasyprint.CSS(filename=path, font_config=fonts) for path in made.html.style]
        sheets.append(weasyprint.CSS(string=CARELESS, font_config=fonts))
        with engine.without():
            source = weasyprint.HTML(string=made.text.replace("/code-", "/drawn-"))
            return bytes(source.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"))

    return work


def chromium(made: Page, stack: ExitStack) -> Work:
    from playwright.sync_api import sync_playwright

    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    stack.callback(browser.close)
    links = "".join(f'<link rel="stylesheet" href="{path.as_uri()}">' for path in made.html.style)
    file = made.folder / "page.html"

    def work() -> bytes:
        file.write_text(made.text.replace("</head>", links + "</head>"), "utf-8")
        tab = browser.new_page()
        tab.goto(file.as_uri(), wait_until="load")
        printed = tab.pdf(prefer_css_page_size=True, tagged=True, outline=True)
        tab.close()
        return printed

    return work


def typst(made: Page) -> Work:
    import typst as compiler

    fonts = [str(family) for family in sorted(resources.fonts().iterdir()) if family.is_dir()]
    file = made.folder / "page.typ"

    sizes = count()

    def work() -> bytes:
        # Typst remembers what it laid out before; a type size that is a hair larger makes it do all of it again.
        file.write_text(to_typst(made).replace("size: 12pt", f"size: 12.{next(sizes):04}pt"), "utf-8")
        return bytes(compiler.compile(str(file), font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"]))

    return work


# --------------------------------------------------------------------------- the same words for Typst


def to_typst(made: Page) -> str:
    """Return the same words, links, codes and columns in Typst's language."""
    root = read(made.html.text)
    assert root is not None
    head = (
        f'#set document(title: {json.dumps(made.handout.mastheads[0].title)})\n#set text(lang: "en", size: 12pt, '
        'font: "Atkinson Hyperlegible Next", hyphenate: false)\n#set page(paper: "us-letter", margin: 15mm, '
        'numbering: "1")\n#set par(leading: 0.6em)\n'
    )
    return head + "\n".join(_typst(element) for element in root[1])


def _typst(element: Element) -> str:
    classes = (element.get("class") or "").split()
    if "row" in classes:
        cells = [f"[{_typst(cell)}]" for cell in element]
        wide = "(1fr, 28mm, 1fr, 28mm)" if "card" in classes else "(1fr, 1fr)"
        inside = f"#grid(columns: {wide}, gutter: 4mm, {', '.join(cells)})"
        return f"#block(breakable: false)[{inside}]" if "whole" in classes or "card" in classes else inside
    words = _words(element)
    if element.tag in ("h1", "h2", "h3"):
        words = f"#heading(level: {element.tag[1]})[{words}]"
    elif element.tag in ("p", "div"):
        words = f"#block[{words}]"
    elif element.tag in ("ul", "ol"):
        words = f"#list({', '.join(f'[{_words(item)}]' for item in element)})"
    lang = element.get("lang")
    return f'#text(lang: "{lang}")[{words}]' if lang else words


def _words(element: Element) -> str:
    parts = [_string(element.text)]
    for child in element:
        if child.tag == "a":
            parts.append(f"#link({json.dumps(child.get('href'))})[{_words(child)}]")
        elif child.tag == "img":
            code = f"code-{(child.get('src') or '').removeprefix('code:')}.png"
            width = re.search(r"[\d.]+mm", child.get("style") or "")
            alt = json.dumps(child.get("alt"), ensure_ascii=False)
            size = width[0] if width else "20mm"
            parts.append(f'#figure(image("{code}", width: {size}, scaling: "pixelated", alt: {alt}), alt: {alt})')
        elif child.tag == "strong":
            parts.append(f"#strong[{_words(child)}]")
        elif child.tag == "span":
            parts.append(_words(child))
        else:
            parts.append(_typst(child))
        parts.append(_string(child.tail))
    return "".join(parts)


def _string(text: str | None) -> str:
    words = re.sub(r"\s+", " ", text or "")
    return f"#{json.dumps(words, ensure_ascii=False)};" if words.strip() else words


# --------------------------------------------------------------------------- measuring


def processes() -> Iterator[tuple[int, int, float]]:
    """Yield each process, its parent, and its CPU seconds with those of its children that have ended."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        yield int(place.parent.name), int(fields[1]), sum(map(int, fields[11:15])) / TICKS


def spent() -> float:
    """Return the CPU seconds of this process and of all that it started."""
    table = {number: (parent, seconds) for number, parent, seconds in processes()}
    mine = {os.getpid()}
    while more := {number for number, (parent, _) in table.items() if parent in mine} - mine:
        mine |= more
    # this process' own clock is finer than the table's ticks
    return time.process_time() + sum(table[number][1] for number in mine if number != os.getpid())


def verdict(data: bytes) -> tuple[str, str]:
    """Return whether the file is tagged and what veraPDF says of it as PDF/UA-1."""
    with pikepdf.open(io.BytesIO(data)) as file:
        tagged = "yes" if "/StructTreeRoot" in file.Root else "no"
    try:
        answer = validate({"peer.pdf": data}, "ua1")[0]
    except ToolError:
        return tagged, "no veraPDF at hand"
    broken = len(answer.failed)
    return tagged, "passes" if not (broken or answer.problem) else f"breaks {broken} rules"


def measured(contenders: dict[str, Work], rounds: int) -> dict[str, tuple[float, bytes]]:
    """Return the median of the CPU seconds of each, in turns, and its file."""
    files = {name: work() for name, work in contenders.items()}  # warm
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            if name == "careless" and len(seconds[name]) >= 2:  # it takes long enough to be measured twice
                continue
            tidy()
            start = spent()
            work()
            seconds[name].append(spent() - start)
    return {name: (statistics.median(seconds[name]), files[name]) for name in contenders}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topic", nargs="?", default="genes-and-gene-therapy")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        made = page(arguments.topic, Path(folder))
        contenders = {"ours": ours(made), "WeasyPrint, same HTML": raw(made), "careless": careless(made)}
        if Path(CHROMIUM).exists():
            contenders["Chromium, same HTML"] = chromium(made, stack)
        if importlib.util.find_spec("typst"):
            contenders["Typst, same words"] = typst(made)
        else:
            print("Typst is not installed: pip install typst")
        found = measured(contenders, arguments.rounds)
    base = found["ours"][0]
    print(f"{arguments.topic}, English and Spanish side by side, {len(made.html.codes)} codes")
    print(f"{'':24} {'CPU s':>7} {'ratio':>6} {'pages':>6} {'kB':>5} {'tagged':>7}  veraPDF, ua1")
    for name, (seconds, data) in found.items():
        tagged, says = verdict(data)
        with pikepdf.open(io.BytesIO(data)) as file:
            pages = len(file.pages)
        print(f"{name:24} {seconds:7.3f} {seconds / base:6.2f} {pages:6} {len(data) // 1000:5} {tagged:>7}  {says}")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    gc.enable()


if __name__ == "__main__":
    main()
