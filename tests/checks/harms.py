"""Harm a finished handout as a reader would be harmed: `python tests/checks/harms.py` prints what catches each harm.

`HARMS` has name and edit of each. The handout is a real one, in two languages, whose PDF the edits change byte by byte;
a validator passes most of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

import pikepdf
from editing import Edit, edited, elements, replaced_metadata
from harming import (
    around,
    drawn,
    exchanged,
    holding,
    instructions,
    kids_of,
    link_to,
    links,
    operator,
    painted_after,
    relettered,
    said_by,
    shown_again,
    where,
    write,
)
from pikepdf import Array, Dictionary, Name, String

from handouts import Request, load_builtin
from handouts.build import to_handout
from handouts.checks import Report, Subject, names, run_checks
from handouts.checks.expected import Expected
from handouts.errors import ToolError
from handouts.expectation import expectation
from handouts.render.markup import to_html
from handouts.render.pdf import to_pdf
from handouts.tools import validate

HARMS: dict[str, Edit] = {
    "the dose in print is another": relettered("2 weeks.", "4 weeks."),
    "the dose in print is another, and is read as it was": relettered("2 weeks.", "4 weeks.", spoken=True),
    "an emergency number is another": relettered("Call 911", "Call 991"),
    "an age is another, and is read as it was": relettered("65 and older", "55 and older", spoken=True),
    "año without its tilde": relettered("año,", "ano,"),
    "one letter of an address": relettered("flu.html", "flo.html"),
    "one letter of an address, and it is read as it was": relettered("flu.html", "flo.html", spoken=True),
    "the page's number": relettered("Page 2", "Page 3"),
    "the title at the foot of a page": relettered("Flu Vaccine", "Fla Vaccine", time=2),
    "the title in Spanish": replaced_metadata("Vacuna contra la gripe", "Vacuna contra la tos"),
    "white words": drawn("Pregnant women", lambda found: [found[0], operator("rg", 1, 1, 1), *found[1:]]),
    "words painted with nothing": drawn("Pregnant women", lambda found: [found[0], operator("Tr", 3), *found[1:]]),
}


def harm(name: str) -> Callable[[Edit], Edit]:
    def add(edit: Edit) -> Edit:
        HARMS[name] = edit
        return edit

    return add


@cache
def handout() -> tuple[bytes, Expected]:
    """Return a sound handout and what it meant."""
    meant = to_handout(load_builtin("flu-vaccine"), Request(("en", "es"), "side-by-side", links=3))
    html = to_html(meant)
    return to_pdf(html, meant, "ua-1").data, expectation(meant, html)


def judged(pdf: bytes) -> Report:
    """Return what all checks but veraPDF say."""
    checks = [name for name in names() if not name.startswith("verapdf")]
    return run_checks(Subject(pdf, "flu-vaccine.pdf", handout()[1], "ua-1"), checks)


# ----- languages


@harm("one Spanish item in an English voice")
def _item(pdf: pikepdf.Pdf) -> None:
    around(said_by(pdf, "Niños menores"), "LI").Lang = String("en")


@harm("a Spanish picture's text in an English voice")
def _alt_lang(pdf: pikepdf.Pdf) -> None:
    next(figure for figure in elements(pdf, "Figure") if "Código" in str(figure.Alt)).Lang = String("en")


@harm("a Spanish publisher in an English voice")
def _publisher(pdf: pikepdf.Pdf) -> None:
    said_by(pdf, "Biblioteca Nacional").Lang = String("en")


def _inside(words: str, **properties: object) -> Edit:
    """Return an edit that gives the letters of a line properties of their own, inside its tag."""
    begin = operator("BDC", Name.Span, Dictionary({f"/{key}": value for key, value in properties.items()}))
    return drawn(words, lambda found: [found[0], begin, *found[1:-1], operator("EMC"), found[-1]])


HARMS["a Spanish line in an English voice inside its tag"] = _inside("Niños menores", Lang=String("en"))


@harm("the dose in print is another, and is read as it was inside its tag")
def _dose(pdf: pikepdf.Pdf) -> None:
    relettered("2 weeks.", "4 weeks.")(pdf)
    _inside("4 weeks.", ActualText=String("Most people get better in less than 2 weeks. "))(pdf)


# ----- codes and their texts


def _drawing(pdf: pikepdf.Pdf, name: str, places: tuple[int, int]) -> None:
    """Exchange the operators of that name that come right before two of the pictures."""
    number = next(n for n, page in enumerate(pdf.pages) if any(str(i.operator) == "Do" for i in instructions(page)))
    content = instructions(pdf.pages[number])
    pictures = [at for at, one in enumerate(content) if str(one.operator) == "Do"]
    before = [[at for at in range(picture + 1) if str(content[at].operator) == name] for picture in pictures]
    steps = 1 if name == "Do" else 2  # the second matrix before a picture places it, the nearest one sizes it
    one, other = (before[place][-steps] for place in places)
    content[one], content[other] = content[other], content[one]
    write(pdf, number, content)


@harm("two codes exchanged")
def _codes(pdf: pikepdf.Pdf) -> None:
    _drawing(pdf, "Do", (0, 2))


@harm("two codes exchanged with all that belongs to them")
def _codes_in_place(pdf: pikepdf.Pdf) -> None:
    _drawing(pdf, "cm", (0, 2))


@harm("the texts of two codes exchanged")
def _alts(pdf: pikepdf.Pdf) -> None:
    figures = elements(pdf, "Figure")
    figures[0].Alt, figures[2].Alt = figures[2].Alt, figures[0].Alt


@harm("a code's text speaks of something else")
def _alt(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "Figure")[0].Alt = String("QR code for Something Else")


@harm("two codes exchanged in what is read")
def _figures(pdf: pikepdf.Pdf) -> None:
    figures = elements(pdf, "Figure")
    exchanged(figures[0], figures[2])


# ----- links


@harm("two links lead to each other's page")
def _addresses(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = links(pdf)[::2]
    one.A.URI, other.A.URI = other.A.URI, one.A.URI


@harm("two links lead to each other's page and say so")
def _links(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = links(pdf)[::2]
    one.A.URI, other.A.URI = other.A.URI, one.A.URI
    one.Contents, other.Contents = other.Contents, one.Contents


@harm("two links lie on each other's words")
def _areas(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = links(pdf)[::2]
    one.Rect, other.Rect = other.Rect, one.Rect


@harm("a link lies beside its words")
def _beside(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].Rect = Array([10, 10, 20, 20])


@harm("a link of no size")
def _no_size(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].Rect = Array([100, 100, 100, 100])


@harm("a link on three points of its words")
def _narrow(pdf: pikepdf.Pdf) -> None:
    left, bottom, _, top = links(pdf)[0].Rect
    links(pdf)[0].Rect = Array([left, bottom, float(left) + 3, top])


@harm("a hidden link")
def _hidden(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].F = 2


@harm("a link that does more")
def _more_actions(pdf: pikepdf.Pdf) -> None:
    links(pdf)[0].A.Next = Dictionary(S=Name.URI, URI=String("https://example.org/"))


@harm("a link to somebody else's page")
def _foreign(pdf: pikepdf.Pdf) -> None:
    link_to(pdf, "flu.html").A.URI = String("https://medlineplus.gov.example.org/flu.html")


@harm("a link in another's words")
def _tags(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = elements(pdf, "Link")[::2]
    owned = [[kid for kid in kids_of(link) if isinstance(kid, Dictionary) and "/Obj" in kid] for link in (one, other)]
    words = [[kid for kid in kids_of(link) if isinstance(kid, int)] for link in (one, other)]
    one.K, other.K = Array(words[0] + owned[1]), Array(words[1] + owned[0])
    first, second = (kids[0].Obj for kids in owned)
    first.StructParent, second.StructParent = second.StructParent, first.StructParent


@harm("a link over the whole page that nobody meant")
def _stray(pdf: pikepdf.Pdf) -> None:
    tag, page = elements(pdf, "Link")[0], next(page for page in pdf.pages if "/Annots" in page)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    key = int(numbers[len(numbers) - 2]) + 1
    action = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    stray = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 600, 700]), F=4, A=action, StructParent=key)
    )
    stray.Contents = String("More, Somebody")
    page.Annots.append(stray)
    tag.K.append(Dictionary(Type=Name.OBJR, Obj=stray, Pg=page.obj))
    numbers.extend([key, tag])


# ----- hidden and added


def _whitened(pdf: pikepdf.Pdf, words: str) -> None:
    """Paint a white box over some of the words on a page."""
    page, (left, bottom, right, top) = where(pdf, words)
    painted_after(page, b"1 1 1 rg %.2f %.2f %.2f %.2f re f" % (left, bottom, right - left, top - bottom))(pdf)


@harm("a white box over one digit")
def _digit(pdf: pikepdf.Pdf) -> None:
    _whitened(pdf, "6")


@harm("a white box over a word")
def _word(pdf: pikepdf.Pdf) -> None:
    _whitened(pdf, "not pregnant")


@harm("a white line through a word")
def _line(pdf: pikepdf.Pdf) -> None:
    page, (left, bottom, right, top) = where(pdf, "not pregnant")
    middle = (bottom + top) / 2
    stroke = b"1 1 1 RG 9 w %.2f %.2f m %.2f %.2f l S" % (left, middle, right, middle)
    painted_after(page, stroke)(pdf)


@harm("a white box over a line")
def _covered(pdf: pikepdf.Pdf) -> None:
    _whitened(pdf, "Pregnant women")


@harm("words read and not printed")
def _read_only(pdf: pikepdf.Pdf) -> None:
    shown_again(pdf, "Goteo nasal", invisible=True)


@harm("words that nobody meant")
def _more(pdf: pikepdf.Pdf) -> None:
    shown_again(pdf, "Goteo nasal", down=280)


@harm("words that only the paper has")
def _paper_only(pdf: pikepdf.Pdf) -> None:
    shown_again(pdf, "Goteo nasal", down=280, artifact=True)


@harm("an item hidden from screen readers")
def _artifact(pdf: pikepdf.Pdf) -> None:
    _off_the_tree(pdf, "Fiebre baja")
    drawn("Fiebre baja", lambda found: [operator("BDC", Name.Artifact, Dictionary(Type=Name.Layout)), *found[1:]])(pdf)


@harm("an item gone in one language")
def _gone(pdf: pikepdf.Pdf) -> None:
    _off_the_tree(pdf, "Fiebre baja")
    drawn("Fiebre baja", lambda _: [])(pdf)


def _off_the_tree(pdf: pikepdf.Pdf, words: str) -> None:
    item = around(said_by(pdf, words), "LI")
    item.P.K = Array([kid for kid in item.P.K if kid.objgen != item.objgen])


@harm("an item that is read and not printed")
def _read_from_nowhere(pdf: pikepdf.Pdf) -> None:
    said_by(pdf, "Fiebre baja").ActualText = String("Fiebre baja")
    drawn("Fiebre baja", lambda found: [found[0], found[-1]])(pdf)


@harm("a paragraph read from another text than is printed")
def _instead(pdf: pikepdf.Pdf) -> None:
    paragraph = said_by(pdf, "September or October")
    paragraph.ActualText = String(next(p.text for p in handout()[1].passages if p.text.startswith("September")))
    relettered("2 weeks until", "4 weeks until")(pdf)


# ----- tags


@harm("a heading as a paragraph")
def _no_heading(pdf: pikepdf.Pdf) -> None:
    said_by(pdf, "Can the vaccine give me").S = Name.P


@harm("a heading of a lower level")
def _lower(pdf: pikepdf.Pdf) -> None:
    said_by(pdf, "Can the vaccine give me").S = Name.H3


@harm("a paragraph as a heading")
def _heading(pdf: pikepdf.Pdf) -> None:
    around(said_by(pdf, "Most people get better"), "P").S = Name.H3


@harm("a paragraph cut in two")
def _cut(pdf: pikepdf.Pdf) -> None:
    _halved(pdf, around(said_by(pdf, "Most people get better"), "P"), 1)


@harm("a list cut in two")
def _cut_list(pdf: pikepdf.Pdf) -> None:
    _halved(pdf, around(said_by(pdf, "Niños menores"), "L"), 2)


def _halved(pdf: pikepdf.Pdf, tag: Dictionary, place: int) -> None:
    """Give the kids from that place on a tag of their own, right after."""
    kids = list(tag.K)
    other = pdf.make_indirect(Dictionary({key: value for key, value in tag.items() if key != "/ID"}))
    tag.K, other.K = Array(kids[:place]), Array(kids[place:])
    siblings = list(tag.P.K)
    siblings.insert(next(n for n, one in enumerate(siblings) if one.objgen == tag.objgen) + 1, other)
    tag.P.K = Array(siblings)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for kid in kids[place:]:
        if isinstance(kid, int):
            of_page = next(numbers[n + 1] for n in range(0, len(numbers), 2) if numbers[n] == tag.Pg.StructParents)
            of_page[kid] = other
        else:
            kid.P = other


@harm("no bookmarks")
def _bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


@harm("a bookmark of other words")
def _bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Something else")


@harm("a bookmark to another page")
def _bookmark_page(pdf: pikepdf.Pdf) -> None:
    last = pdf.Root.Outlines
    while "/Last" in last:
        last = last.Last
    (last.Dest if "/Dest" in last else last.A.D)[0] = pdf.pages[0].obj


# ----- paper


@harm("two pages exchanged")
def _pages(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    pdf.pages.insert(3, page)
    del pdf.pages[1]


@harm("a page twice")
def _twice(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[1])


@harm("a page upside down")
def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Rotate = 180


@harm("paper of another size")
def _size(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.MediaBox = Array([0, 0, 700, 900])


@harm("the word DRAFT missing on one page")
def _band(pdf: pikepdf.Pdf) -> None:
    found = holding(pdf, "DRAFT", 1)
    content = instructions(pdf.pages[found.page])
    write(pdf, found.page, content[: found.first] + content[found.last + 1 :])


@harm("an item printed at the foot of its page")
def _elsewhere(pdf: pikepdf.Pdf) -> None:
    lower = operator("cm", 1, 0, 0, 1, 0, -430)
    drawn("Adults 65", lambda found: [operator("q"), lower, *found, operator("Q")])(pdf)


@harm("two items printed in each other's place")
def _in_place(pdf: pikepdf.Pdf) -> None:
    one, other = holding(pdf, "Pregnant women"), holding(pdf, "Children younger")
    content = instructions(pdf.pages[one.page])
    first, second = (
        next(at for at in range(found.first, found.last) if str(content[at].operator) == "Tm") for found in (one, other)
    )
    content[first], content[second] = content[second], content[first]
    write(pdf, one.page, content)


@harm("an item on a layer that is off")
def _layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Name=String("one"), OFF=Array([layer]), Order=Array())
    )
    pdf.pages[holding(pdf, "Fiebre baja").page].Resources.Properties = Dictionary(off=layer)
    begin = operator("BDC", Name.OC, Name("/off"))
    drawn("Fiebre baja", lambda found: [begin, *found, operator("EMC")])(pdf)


def main() -> int:
    """Print the table, beside veraPDF's verdict where it is there; return 1 if anything harmed passes."""
    harmed = {name: edited(handout()[0], edit) for name, edit in HARMS.items()}
    try:
        ua1 = {verdict.file: verdict.compliant for verdict in validate(harmed, "ua1")}
    except ToolError:
        ua1 = {}
    passed = 0
    for name, pdf in harmed.items():
        caught = sorted({finding.check for finding in judged(pdf).findings})
        passed += not caught
        print(f"{name:56} {'veraPDF passes it' if ua1.get(name) else '':18} {', '.join(caught) or 'PASSES'}")
    print(f"{len(HARMS)} harms; our checks pass {passed}, veraPDF's PDF/UA-1 {sum(ua1.values()) if ua1 else '?'}")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
