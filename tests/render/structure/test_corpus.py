"""Some three hundred documents of one feature each: none crashes, each becomes the tree that lies beside it.

`../corpus/*.html` hold the documents, each after a comment with its name and, where it cannot pass, what is expected:

    <!-- name -->                     passes PDF/UA-1, PDF/UA-2 and PDF/A-2a
    <!-- name | refused: words -->    RenderError with these words
    <!-- name | ua1: 7.4.2-1 why -->  veraPDF finds this rule broken, and why that is the author's

`../corpus/*.txt` hold the trees; `UPDATE_TREES=1 python -m pytest tests/render/structure/test_corpus.py` writes them
anew (then read the difference). With `-m slow -s` veraPDF's verdicts are printed as a table.
"""

from __future__ import annotations

import html as html_module
import io
import logging
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from weasyprint import HTML

from handouts.errors import RenderError

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_NAME = re.compile(r"^<!-- ([^|\n]+?)(?: \| ([^\n]+?))? -->\n", re.MULTILINE)
_LONG = "When the night is short the day is long, and a long day asks for a rest in the shade before the evening. "
_FILLS = {
    "{long}": _LONG * 5,
    "{rows}": "".join(f"<tr><td>Day {n}</td><td>{n} mg</td></tr>" for n in range(1, 31)),
    "{divs}": "".join(
        f'<div class="r"><div class="c">Day {n}</div><div class="c" lang="es">Día {n}</div></div>' for n in range(1, 31)
    ),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Args:
        expected: flavour, or "refused", to what is expected of it.
    """

    file: str
    name: str
    body: str
    expected: dict[str, str] = field(hash=False)

    @property
    def id(self) -> str:
        return f"{self.file}: {self.name}"


def _documents() -> Iterator[Document]:
    for path in sorted(CORPUS.glob("*.html")):
        parts = _NAME.split(path.read_text("utf-8"))
        for name, expected, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            for word, fill in _FILLS.items():
                body = body.replace(word, fill)
            pairs = [one.partition(": ") for one in (expected or "").split(", ") if one]
            yield Document(path.stem, name, body.strip(), {key: value for key, _, value in pairs})


DOCUMENTS = tuple(_documents())
SOUND = tuple(document for document in DOCUMENTS if "refused" not in document.expected)
FILES = sorted({document.file for document in DOCUMENTS})
REFUSED = tuple(document for document in DOCUMENTS if "refused" in document.expected)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Let WeasyPrint warn: here the author is at fault on purpose."""
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


def test_there_are_enough_documents_and_no_name_twice() -> None:
    assert len(DOCUMENTS) >= 150
    assert len({document.id for document in DOCUMENTS}) == len(DOCUMENTS)


@pytest.fixture(scope="module")
def made(make: Callable[..., bytes]) -> Callable[..., bytes]:
    """Return the PDF of a document, rendered once a standard."""
    return cache(lambda document, standard="ua-1": make(document.body, standard))


@pytest.fixture(scope="module")
def known(made: Callable[..., bytes], reader: Callable[[bytes], Any]) -> Callable[[Document], Any]:
    """Return what the PDF/UA-1 of a document says."""
    return cache(lambda document: reader(made(document)))


@pytest.mark.parametrize("file", FILES)
def test_each_document_becomes_the_tree_beside_it(file: str, known: Callable[[Document], Any]) -> None:
    trees = {d.name: known(d).tree for d in SOUND if d.file == file}
    golden = CORPUS / f"{file}.txt"
    if os.environ.get("UPDATE_TREES") == "1":
        golden.write_text("".join(f"# {name}\n{tree}\n\n" for name, tree in trees.items()), "utf-8")
    blocks = golden.read_text("utf-8").removeprefix("# ").rstrip().split("\n\n# ")
    wanted = dict(block.split("\n", 1) for block in blocks)
    for name in trees:
        assert trees[name] == wanted.get(name), f"{file}: {name}"
    assert list(trees) == list(wanted)


@pytest.mark.parametrize("document", REFUSED, ids=lambda document: document.id)
def test_what_cannot_be_read_out_is_refused_in_words(document: Document, make: Callable[..., bytes]) -> None:
    with pytest.raises(RenderError, match=document.expected["refused"]) as caught:
        make(document.body)
    assert caught.value.hint


LEAK = "ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning"
"""WeasyPrint 70.0 leaves the colour profile of PDF/A open."""


@pytest.mark.parametrize("file", FILES)
def test_every_tree_agrees_with_itself(file: str, known: Callable[[Document], Any]) -> None:
    assert not {d.id: found for d in SOUND if d.file == file and (found := known(d).faults)}


@pytest.mark.slow
@pytest.mark.filterwarnings(LEAK)
@pytest.mark.parametrize("standard", ["ua-2", "archive"])
def test_so_it_does_for_the_other_standards(
    standard: str, made: Callable[..., bytes], reader: Callable[[bytes], Any]
) -> None:
    assert not {d.id: found for d in SOUND if (found := reader(made(d, standard)).faults)}


@pytest.mark.parametrize("file", FILES)
def test_every_word_is_read_and_none_is_joined(file: str, known: Callable[[Document], Any]) -> None:
    lost: dict[str, str] = {}
    for document in (d for d in SOUND if d.file == file):
        said = " ".join(" ".join(known(document).text).replace("\xad", "").casefold().split())
        place = 0
        for word in _words(document.body):
            found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(said, place)
            if found is None:
                lost[document.id] = f"{word!r} after {said[max(0, place - 20) : place + 30]!r}"
                break
            place = found.end()
    unknown = {name for name in lost if name not in NOT_WORD_FOR_WORD}
    assert not {name: lost[name] for name in unknown}
    assert {name for name in NOT_WORD_FOR_WORD if name.startswith(f"{file}:")} <= set(lost), "listed, but read"


NOT_WORD_FOR_WORD = {
    "images: a drawing in the page": "the title is the alternative text",
    "images: an embedded object": "the label is the alternative text",
    "layout: a box of no size": "not drawn",
    "links: a link as a block": "CSS parts what HTML joins",
    "lists: an item in a cell, with a note in another language": "the call parts what HTML joins",
    "lists: lists of two languages, item beside item": "each list is read to its end",
    "notes: a footnote by the style sheet": "the call parts what HTML joins",
    "notes: two footnotes": "the call parts what HTML joins",
    "pages: an element that runs along the top": "page furniture",
    "pages: a heading that is only furniture": "page furniture",
    "pages: footnotes on two pages": "the call parts what HTML joins",
    "tables: a foot written before the body": "read where it is drawn",
    "text: a hidden paragraph": "not drawn",
    "text: spans laid out as blocks in a paragraph": "CSS parts what HTML joins",
    "text: strong laid out as a block in a div": "CSS parts what HTML joins",
}
"""Documents in which the HTML's own words are not what is read, and why."""


def _words(body: str) -> list[str]:
    """Return the words of the HTML in order, as a person sees them on a page."""
    root = HTML(string=f"<body>{body}</body>").etree_element
    text = "".join(_visible(root)).replace("\xad", "").replace("\u200b", "").casefold()
    return [str(word) for word in re.findall(r"\w+", html_module.unescape(text))]


def _visible(element: Element) -> Iterator[str]:
    inline = {"b", "i", "em", "strong", "span", "a", "code", "kbd", "samp", "sub", "sup", "mark", "small", "u", "s"}
    hidden = element.get("aria-hidden") or element.get("hidden") is not None
    if not hidden and isinstance(element.tag, str) and element.tag not in {"script", "style", "head", "map", "rp"}:
        edge = "" if element.tag in inline else " "
        yield edge + (element.text or "")
        for child in element:
            yield from _visible(child)
            yield child.tail or ""
        yield edge


@pytest.mark.slow
def test_no_pixel_moves(made: Callable[..., bytes], make_plain: Callable[..., bytes]) -> None:
    moved = [d.id for d in SOUND if _raster(made(d)) != _raster(make_plain(d.body))]
    assert not moved


def _raster(data: bytes) -> list[bytes]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return [bytes(page.render(scale=100 / 72).buffer) for page in pdf]
    finally:
        pdf.close()


@pytest.mark.slow
@pytest.mark.filterwarnings(LEAK)
def test_verapdf_finds_nothing_but_what_is_the_authors(made: Callable[..., bytes], verapdf: Callable[..., Any]) -> None:
    flavours = {"ua1": "ua-1", "ua2": "ua-2", "2a": "archive"}
    files = {s: {d.id: made(d, s) for d in SOUND} for s in flavours.values()}
    broken: dict[str, dict[str, str]] = {}
    for flavour, standard in (*flavours.items(), ("ua1", "archive")):
        for verdict in verapdf(files[standard], flavour, timeout_s=600):
            if not verdict.compliant:
                rules = ", ".join(f"{rule.clause}-{rule.test}" for rule in verdict.failed) or verdict.problem
                broken.setdefault(verdict.file, {})[f"{flavour}"] = rules
    print(f"\n{len(DOCUMENTS)} documents, {len(REFUSED)} refused, {len(broken)} fail\n")
    for document in REFUSED:
        print(f"refused  {document.id}: {document.expected['refused']}")
    for document in SOUND:
        for flavour, rules in broken.get(document.id, {}).items():
            print(f"{flavour:8} {document.id}: {rules} — {document.expected.get(flavour, 'NOT EXPECTED')}")
    for document in SOUND:
        found = broken.get(document.id, {})
        assert set(found) == set(document.expected), document.id
        for flavour, rules in found.items():
            assert document.expected[flavour].split(" ")[0] in rules, document.id
