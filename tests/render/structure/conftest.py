"""Render HTML with our structure, and read the structure back from the file with pikepdf alone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from handouts import resources
from handouts.render import structure

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PAGE = "@page { size: 360px 480px; margin: 36px } body { font: 11pt/1.3 Noto, Symbols; margin: 0 }"
FACES = {
    "noto-sans/NotoSans-Regular.ttf": "Noto; font-weight: 400",
    "noto-sans/NotoSans-Bold.ttf": "Noto; font-weight: 700",
    "noto-sans/NotoSans-Italic.ttf": "Noto; font-style: italic",
    "noto-sans/NotoSans-BoldItalic.ttf": "Noto; font-weight: 700; font-style: italic",
    "noto-symbols/NotoSymbols-Regular.ttf": "Symbols",
}
METADATA = structure.Metadata(titles={"en": "A page", "es": "Una página"}, languages=("en", "es"))


@cache
def _style(more: str) -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: {name}; src: url("{(resources.fonts() / file).as_uri()}") }}'
        for file, name in FACES.items()
    )
    return fonts, CSS(string=faces + PAGE + more, font_config=fonts)


def html_of(body: str, lang: str = "en") -> str:
    """Return a whole document."""
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>A page</title></head><body>{body}</body></html>'


def render(
    body: str,
    standard: structure.Standard = "ua-1",
    metadata: structure.Metadata = METADATA,
    *,
    lang: str = "en",
    style: str = "",
) -> bytes:
    """Return the PDF of a page's body with our structure."""
    fonts, sheet = _style(style)
    source = HTML(string=html_of(body, lang), base_url=CORPUS.as_uri() + "/")
    with structure.tagging(standard, metadata) as finisher:
        options = structure.pdf_options(standard)
        return bytes(source.write_pdf(**options, finisher=finisher, font_config=fonts, stylesheets=[sheet]))


def render_plain(body: str, *, lang: str = "en", style: str = "") -> bytes:
    """Return the PDF as WeasyPrint makes it."""
    fonts, sheet = _style(style)
    source = HTML(string=html_of(body, lang), base_url=CORPUS.as_uri() + "/")
    return bytes(source.write_pdf(font_config=fonts, stylesheets=[sheet]))


# --------------------------------------------------------------------------- reading back


@dataclass(frozen=True, slots=True)
class Read:
    """A file read back.

    Args:
        lines: the structure, one line an element or text, indented.
        text: its text in reading order, an element that is a block on a line of its own.
        artifacts: type (and subtype) and text of what is no content.
        faults: what contradicts itself: content twice or not at all in the tree, a parent tree that differs.
        links: what each link annotation says.
    """

    lines: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def tree(self) -> str:
        return "\n".join(self.lines)


_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"})
INLINE = frozenset({"Span", "Link", "Strong", "Em", "Code", "Quote", "Reference", "Figure"})


def read(data: bytes) -> Read:
    """Read the structure of a file."""
    made = Read()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts: dict[tuple[int, int], str] = {}
        for number, page in enumerate(pdf.pages):
            _read_page(pdf, number, page, texts, made)
        seen: dict[tuple[int, int], Any] = {}
        root = pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        _read_element(root.K[0], 0, pages, texts, seen, made, str(pdf.Root.Lang))
        made.faults.extend(f"not in the tree: {texts[mark]!r}" for mark in texts if mark not in seen)
        parents = dict(zip(root.ParentTree.Nums[::2], root.ParentTree.Nums[1::2], strict=True))
        for (page, mcid), element in seen.items():
            if parents[page][mcid].objgen != element.objgen:
                made.faults.append(f"parent tree differs for {texts.get((page, mcid))!r}")
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                made.links.append(str(annotation.Contents))
                if annotation.F != 4 or parents[annotation.StructParent].S != "/Link":
                    made.faults.append(f"annotation without print flag or link: {annotation.Contents}")
    return made


def _read_page(
    pdf: pikepdf.Pdf, number: int, page: pikepdf.Page, texts: dict[tuple[int, int], str], made: Read
) -> None:
    fonts = {name: _to_unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    stack: list[tuple[str, Any, list[str]]] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            font = fonts[str(operands[0])]
        elif operator in ("BDC", "BMC"):
            stack.append((str(operands[0]), operands[1] if operator == "BDC" else {}, []))
        elif operator == "EMC":
            tag, properties, parts = stack.pop()
            text = str(properties["/ActualText"]) if "/ActualText" in properties else "".join(parts)
            if tag == "/Artifact":
                kind = f"{properties.get('/Type', '')}{properties.get('/Subtype', '')}"
                made.artifacts.append((kind.replace("/", " ").strip(), text))
            elif "/MCID" in properties:
                texts[number, int(properties["/MCID"])] = text
            elif stack:
                stack[-1][2].append(text)
        elif operator in _PAINTS and not stack:
            made.faults.append(f"painted outside: {operator}")
        elif operator == "TJ":
            shown = "".join(_decode(bytes(part), font) for part in operands[0] if isinstance(part, pikepdf.String))
            if stack:
                stack[-1][2].append(shown)
            else:
                made.faults.append(f"outside: {shown!r}")


def _decode(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font.get(int.from_bytes(codes[i : i + 2], "big"), "\ufffd") for i in range(0, len(codes), 2))


def _to_unicode(font: Any) -> dict[int, str]:
    table: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            table[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return table


def _read_element(
    element: Any,
    depth: int,
    pages: dict[tuple[int, int], int],
    texts: dict[tuple[int, int], str],
    seen: dict[tuple[int, int], Any],
    made: Read,
    lang: str,
) -> None:
    role = str(element.S)[1:]
    own = str(element.get("/Lang", lang))
    made.lines.append("  " * depth + " ".join([role, *_attributes(element, "" if own == lang else own)]))
    if role not in INLINE or not made.text:
        made.text.append("")
    words = ""
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            words = _say(made, depth, words)
            if kid.P.objgen != element.objgen:
                made.faults.append(f"{role} is not the parent of its child")
            _read_element(kid, depth + 1, pages, texts, seen, made, own)
            if str(kid.S)[1:] not in INLINE:
                made.text.append("")
        elif isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
            words = _say(made, depth, words)
            if not made.lines[-1].endswith("(area)"):
                made.lines.append("  " * (depth + 1) + f"{str(kid.Obj.Contents)!r} (area)")
        else:
            page = pages[kid.Pg.objgen] if isinstance(kid, pikepdf.Dictionary) else pages[element.Pg.objgen]
            mark = (page, int(kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid))
            if mark in seen or mark not in texts:
                made.faults.append(f"content twice in the tree, or not on the page: {mark}")
            seen[mark] = element
            words += texts.get(mark, "")
            made.text[-1] += texts.get(mark, "")
    _say(made, depth, words)


def _say(made: Read, depth: int, words: str) -> str:
    if words:
        made.lines.append("  " * (depth + 1) + repr(words.replace("\xad", "")))
    return ""


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    if kids is not None:
        yield from kids if isinstance(kids, pikepdf.Array) else [kids]


def _attributes(element: Any, lang: str) -> Iterator[str]:
    if lang:
        yield lang
    for key, name in (("/Alt", "alt"), ("/E", "means"), ("/ID", "id")):
        if key in element:
            yield f"{name}={str(element[key])!r}"
    if "/Ref" in element:
        yield "ref=" + ",".join(str(other.get("/ID", other.S)) for other in element.Ref)
    attributes = element.get("/A", {})
    for key in ("/ListNumbering", "/Scope", "/ColSpan", "/RowSpan", "/NoteType"):
        if key in attributes:
            yield f"{key[1:]}={str(attributes[key]).removeprefix('/')}"
    if "/Headers" in attributes:
        yield "Headers=" + ",".join(str(name) for name in attributes.Headers)


# --------------------------------------------------------------------------- as fixtures


def pytest_unconfigure() -> None:
    _style.cache_clear()  # fonts must go before the interpreter does: WeasyPrint 70.0 stumbles otherwise


@pytest.fixture(scope="session")
def make() -> Callable[..., bytes]:
    """Return `render`."""
    return render


@pytest.fixture(scope="session")
def make_plain() -> Callable[..., bytes]:
    """Return `render_plain`."""
    return render_plain


@pytest.fixture(scope="session")
def reader() -> Callable[[bytes], Read]:
    """Return `read`."""
    return read
