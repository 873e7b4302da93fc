"""Do to a finished handout what would harm a reader, byte by byte: the edits that `test_harms` and its like share."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
from editing import Edit, elements
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, String

from handouts.checks.facts import read_facts
from handouts.checks.facts.cmap import to_unicode


@dataclass(slots=True)
class Letters:
    """A marked sequence of a page's content: which instructions, of which MCID, and where each letter is written.

    Args:
        places: for each letter its instruction, the string in its array, the letter's number in the string, and its
            font's map from letter to code.
    """

    page: int
    first: int
    last: int
    mcid: int
    text: str
    places: list[tuple[int, int, int, dict[str, int]]]


def instructions(page: pikepdf.Page) -> list[ContentStreamInstruction]:
    return list(pikepdf.parse_content_stream(page))


def write(document: pikepdf.Pdf, page: int, content: list[ContentStreamInstruction]) -> None:
    document.pages[page].Contents = document.make_stream(pikepdf.unparse_content_stream(content))


def sequences(document: pikepdf.Pdf) -> Iterator[Letters]:
    """Yield the marked sequences of all pages in the order of drawing."""
    for number, page in enumerate(document.pages):
        fonts = {
            str(name): to_unicode(font.ToUnicode.read_bytes())
            for name, font in page.Resources.get("/Font", Dictionary()).items()
        }
        letters: dict[int, str] = {}
        found: Letters | None = None
        for at, (operands, operator) in enumerate(instructions(page)):
            if str(operator) == "Tf":
                letters = fonts[str(operands[0])]
                named = {letter: code for code, letter in letters.items()}
            elif str(operator) == "BDC":
                mcid = operands[1].get("/MCID", -1) if isinstance(operands[1], Dictionary) else -1
                found = Letters(number, at, at, int(mcid), "", [])
            elif str(operator) == "EMC" and found:
                found.last = at
                yield found
                found = None
            elif str(operator) == "TJ" and found:
                for part, string in enumerate(operands[0]):
                    if isinstance(string, String):
                        shown = bytes(string)
                        for place in range(len(shown) // 2):
                            said = letters.get(int.from_bytes(shown[2 * place : 2 * place + 2], "big"), "?")
                            found.text += said
                            found.places += [(at, part, place, named)] * len(said)


def holding(document: pikepdf.Pdf, words: str, time: int = 0) -> Letters:
    """Return the sequence that holds these words; of several, the one of that number."""
    return [one for one in sequences(document) if words in one.text][time]


def relettered(words: str, other: str, *, spoken: bool = False, time: int = 0) -> Edit:
    """Return an edit that prints other letters, as many as before.

    Args:
        spoken: whether the file still says the old ones to a screen reader.
    """

    def edit(document: pikepdf.Pdf) -> None:
        found = holding(document, words, time)
        content = instructions(document.pages[found.page])
        start = found.text.index(words)
        for number, letter in enumerate(other):
            at, part, place, named = found.places[start + number]
            shown = bytearray(bytes(content[at].operands[0][part]))
            shown[2 * place : 2 * place + 2] = named[letter].to_bytes(2, "big")
            content[at].operands[0][part] = String(bytes(shown))
        if spoken:
            content[found.first].operands[1].ActualText = String(found.text)
        write(document, found.page, content)

    return edit


def drawn(words: str, change: Callable[[list[ContentStreamInstruction]], list[ContentStreamInstruction]]) -> Edit:
    """Return an edit that changes the instructions of the sequence that holds these words."""

    def edit(document: pikepdf.Pdf) -> None:
        found = holding(document, words)
        content = instructions(document.pages[found.page])
        content[found.first : found.last + 1] = change(content[found.first : found.last + 1])
        write(document, found.page, content)

    return edit


def painted_after(page: int, operators: bytes) -> Edit:
    """Return an edit that paints more at a page's end, as decoration."""

    def edit(document: pikepdf.Pdf) -> None:
        document.pages[page].contents_coalesce()
        before = document.pages[page].Contents.read_bytes()
        more = b"\n/Artifact <</Type/Layout>> BDC q " + operators + b" Q EMC"
        document.pages[page].Contents = document.make_stream(b"q " + before + b" Q" + more)

    return edit


def links(document: pikepdf.Pdf) -> list[Dictionary]:
    return [one for page in document.pages for one in page.get("/Annots", []) if one.Subtype == Name.Link]


def link_to(document: pikepdf.Pdf, end: str) -> Dictionary:
    return next(one for one in links(document) if str(one.A.URI).endswith(end))


def said_by(document: pikepdf.Pdf, words: str) -> Dictionary:
    """Return the structure element whose own content holds these words."""
    found = holding(document, words)
    page = document.pages[found.page]
    for element in elements(document):
        for kid in kids_of(element):
            if isinstance(kid, int):
                here = element.get("/Pg") == page.obj and int(kid) == found.mcid
            else:
                here = isinstance(kid, Dictionary) and kid.get("/MCID") == found.mcid and kid.get("/Pg") == page.obj
            if here:
                return element
    raise LookupError(words)


def operator(name: str, *operands: object) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


def kids_of(element: Dictionary) -> list[object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]


def around(element: Dictionary, tag: str) -> Dictionary:
    """Return the nearest element of that tag around an element, or itself."""
    while f"/{tag}" != element.S:
        element = element.P
    return element


def exchanged(one: Dictionary, other: Dictionary) -> None:
    """Let two elements stand in each other's place in the tree."""
    for parent in {element.P.objgen: element.P for element in (one, other)}.values():
        swapped = {one.objgen: other, other.objgen: one}
        kids = kids_of(parent)
        parent.K = Array([swapped.get(kid.objgen, kid) if isinstance(kid, Dictionary) else kid for kid in kids])
    one.P, other.P = other.P, one.P


def where(document: pikepdf.Pdf, words: str) -> tuple[int, tuple[float, float, float, float]]:
    """Return the page and about the box of words in print: as if all letters of a line were equally wide."""
    out = io.BytesIO()
    document.save(out)
    run = next(run for run in read_facts(out.getvalue()).runs if words in run.text)
    left, bottom, right, top = run.box
    letter, start = (right - left) / len(run.text), run.text.index(words)
    return run.page, (left + start * letter - 1, bottom, left + (start + len(words)) * letter + 1, top)


def shown_again(
    document: pikepdf.Pdf, words: str, *, down: float = 0, invisible: bool = False, artifact: bool = False
) -> None:
    """Show the sequence with these words a second time: as a last paragraph, or as an artifact.

    Args:
        down: points below the first time.
    """
    found = holding(document, words)
    page = document.pages[found.page]
    content, mcid = instructions(page), 900
    begin = operator("BDC", Name.Artifact, Dictionary(Type=Name.Layout))
    if not artifact:
        begin = operator("BDC", Name.P, Dictionary(MCID=mcid))
    inside = content[found.first + 1 : found.last]
    mode = [operator("Tr", 3)] if invisible else []
    content += [operator("q"), operator("cm", 1, 0, 0, 1, 0, -down), begin, *mode, *inside]
    write(document, found.page, [*content, operator("EMC"), operator("Q")])
    if artifact:
        return
    top = elements(document, "Document")[0]
    tag = Dictionary(Type=Name.StructElem, S=Name.P, P=top, K=mcid, Pg=page.obj, Lang=String("es"))
    top.K.append(document.make_indirect(tag))
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    of_page = next(numbers[n + 1] for n in range(0, len(numbers), 2) if numbers[n] == page.obj.StructParents)
    of_page.extend([None] * (mcid - len(of_page)))
    of_page.append(top.K[-1])
