"""Tag trees, sound and broken rule by rule."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Edit = Callable[[pikepdf.Pdf], object]

TABLES = (
    '<h1>A</h1><table><caption>Doses</caption><thead><tr><th scope="col">Age</th><th scope="col">Dose</th></tr></thead>'
    '<tbody><tr><th scope="row">Adult</th><td>2</td></tr><tr><td colspan="2">With water</td></tr></tbody></table>'
)
LISTS = "<h1>A</h1><ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol><dl><dt>Word</dt><dd>Meaning</dd></dl>"
INSIDE = '<h1>A</h1><p><a href="#b" title="The part about b">See below</a></p><h2 id="b">B</h2>'


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    for name, body in (("tables", TABLES), ("lists", LISTS), ("links inside", INSIDE)):
        for standard in ("ua-1", "ua-2", "archive"):
            yield f"{name} as {standard}", bench.subject(bench.made(body, standard=standard))
    yield "a tag of one's own, mapped", bench.sheet(_renamed("P", "Paragraph", {"Paragraph": "Body", "Body": "P"}))
    yield "a parent tree in branches", bench.sheet(_branched_parent_tree)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, edit, words in (*_DOCUMENT, *_CONTENT, *_ELEMENTS, *_NESTING, *_ANNOTATIONS):
        yield name, bench.sheet(edit, known=False), words
    for name, edit, words in _TABLES:
        yield name, bench.subject(bench.edited(bench.made(TABLES), edit)), words
    for name, edit, words in _EDITION_2:
        yield name, bench.sheet(edit, standard="ua-2", known=False), words
    inside = bench.subject(bench.edited(bench.made(INSIDE, standard="ua-2"), _to_a_page))
    yield "a link to a place on a page, as ua-2", inside, "(8.8-1)"
    yield "the engine by itself", bench.subject(bench.raw(bench.body)), "no element of the tree holds"
    yield "a page that cannot be drawn", bench.sheet(_garbled_page, known=False), "the file is damaged"
    yield "a file cut short", bench.subject(_loose(bench.made(bench.body))[:-30]), "the file is damaged"


# ----- finding and changing elements


def _elements(pdf: pikepdf.Pdf, tag: str) -> list[Dictionary]:
    found: list[Dictionary] = []

    def walk(node: pikepdf.Object) -> None:
        kids = node.get("/K", [])
        for kid in list(kids) if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if str(kid.S) == f"/{tag}":
                    found.append(kid)
                walk(kid)

    walk(pdf.Root.StructTreeRoot)
    return found


def _renamed(old: str, new: str, mapped: dict[str, str] | None = None, place: int = 0) -> Edit:
    """Return an edit that gives one element another tag, and the role map more entries."""

    def edit(pdf: pikepdf.Pdf) -> None:
        _elements(pdf, old)[place].S = Name(f"/{new}")
        for tag, role in (mapped or {}).items():
            roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
            roles[f"/{tag}"] = Name(f"/{role}")
            pdf.Root.StructTreeRoot.RoleMap = roles

    return edit


def _changed(tag: str, change: Callable[[Dictionary], object], place: int = 0) -> Edit:
    return lambda pdf: change(_elements(pdf, tag)[place])


def _without(key: str) -> Callable[[Dictionary], object]:
    def change(element: Dictionary) -> None:
        del element[key]

    return change


def _attribute(tag: str, key: str, value: object, place: int = 0) -> Edit:
    """Return an edit that sets an attribute of an element; None takes it out."""

    def change(element: Dictionary) -> None:
        groups = element.get("/A", Dictionary(O=Name.Table))
        for group in list(groups) if isinstance(groups, Array) else [groups]:
            if value is None and key in group:
                del group[key]
            elif value is not None:
                group[key] = value
        element.A = groups

    return _changed(tag, change, place)


def _wrapped(tag: str, inside: str, place: int = 0) -> Edit:
    """Return an edit that puts a new element around an element's kids."""

    def edit(pdf: pikepdf.Pdf) -> None:
        outer = _elements(pdf, tag)[place]
        kids = list(outer.K) if isinstance(outer.K, Array) else [outer.K]
        inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{inside}"), P=outer, K=Array(kids)))
        for kid in kids:
            if isinstance(kid, Dictionary) and "/P" in kid:
                kid.P = inner
        outer.K = inner

    return edit


def _root(key: str, value: object) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return edit


def _no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _xmp(old: str, new: str) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert old in packet, packet
        pdf.Root.Metadata = pdf.make_stream(packet.replace(old, new).encode(), Type=Name.Metadata, Subtype=Name.XML)

    return edit


_DOCUMENT = (
    ("no tags", _no_tags, "(7.1-11)"),
    ("not said to be tagged", _root("/MarkInfo", Dictionary()), "(6.2-1)"),
    ("tags not to be trusted", _root("/MarkInfo", Dictionary(Marked=True, Suspects=True)), "(7.1-4)"),
    ("no claim", _xmp("pdfuaid:part", "pdfuaid:other"), "(5-1)"),
    ("a form that draws itself", lambda pdf: _xfa(pdf), "(7.15-1)"),
    ("layers without a name", _root("/OCProperties", Dictionary(D=Dictionary())), "(7.10-1)"),
    ("layers that switch", _root("/OCProperties", Dictionary(D=Dictionary(Name=String("a"), AS=Array()))), "(7.10-2)"),
    ("an attached file without a name", lambda pdf: _attached(pdf), "(7.11-1)"),
)


def _xfa(pdf: pikepdf.Pdf) -> None:
    template = pdf.make_stream(b"<config><dynamicRender>required</dynamicRender></config>")
    pdf.Root.AcroForm = Dictionary(XFA=Array([String("config"), template]))


def _attached(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, EF=Dictionary(F=pdf.make_stream(b"words")))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), file])))


# ----- content


def _drawn(more: bytes, *, before: bool = False) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(more + content if before else content + b"\n" + more)

    return edit


def _orphaned(pdf: pikepdf.Pdf) -> None:
    paragraph = _elements(pdf, "P")[0]
    paragraph.K = Array(list(paragraph.K)[1:])


def _wrong_parents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([0, Array([_elements(pdf, "P")[0]] * 30)]))


def _branched_parent_tree(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot.ParentTree
    pairs = list(tree.Nums)
    half = len(pairs) // 4 * 2
    kids = [pdf.make_indirect(Dictionary(Nums=Array(part))) for part in (pairs[:half], pairs[half:])]
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Kids=Array(kids)))


def _form_drawn_twice(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 9, 9])
    pdf.pages[0].Resources.XObject = Dictionary(Twice=pdf.make_indirect(form))
    _drawn(b"/Artifact BMC /Twice Do /Twice Do EMC")(pdf)


def _loose(pdf: bytes) -> bytes:
    """Return the PDF with every object by itself, as old writers do it: such a file can be mended when it is cut."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _garbled_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"not packed at all", Filter=Name.FlateDecode)


_CONTENT = (
    ("a line outside the tags", _drawn(b"10 10 50 1 re f"), "1 × path (7.1-3)"),
    ("a picture outside the tags", _drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"), "1 × image (7.1-3)"),
    ("text without a font outside the tags", _drawn(b"BT (words) Tj ET"), "1 × text"),
    ("an artifact inside a tag", _drawn(b"/P <</MCID 99>> BDC /Artifact BMC 0 0 9 9 re f EMC EMC"), "(7.1-1)"),
    ("a tag inside an artifact", _drawn(b"/Artifact BMC /P <</MCID 99>> BDC 0 0 9 9 re f EMC EMC"), "(7.1-2)"),
    (
        "one number for two pieces",
        _drawn(b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC"),
        "two pieces of tagged content have the number 0",
    ),
    ("tagged content that no element holds", _orphaned, "no element of the tree holds"),
    ("a parent tree that leads astray", _wrong_parents, "does not lead from the tagged content"),
    ("a form with tags drawn twice", _form_drawn_twice, "(7.20-2)"),
    ("a tag that never ends", _drawn(b"/P <</MCID 99>> BDC"), "tags that begin and never end: 1"),
)


# ----- elements and nesting


def _note(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "P")[0].S = Name.Note


def _named_alike(pdf: pikepdf.Pdf) -> None:
    for paragraph in _elements(pdf, "P")[:2]:
        paragraph.ID = String("same")


def _looped(pdf: pikepdf.Pdf) -> None:
    paragraph = _elements(pdf, "P")[0]
    paragraph.K = Array([*paragraph.K, _elements(pdf, "Document")[0]])


def _alt_without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for element in _elements(pdf, "Document"):
        if "/Lang" in element:
            del element.Lang


_ELEMENTS = (
    ("an unknown tag", _renamed("P", "Absatz"), "the tag Absatz is neither standard nor mapped"),
    ("a role map in a circle", _renamed("P", "One", {"One": "Two", "Two": "One"}), "(7.1-6)"),
    ("a standard tag with another meaning", _renamed("P", "P", {"P": "H1"}), "(7.1-7)"),
    ("an element without a way back", _changed("P", _without("/P")), "(7.1-12)"),
    ("a tree that leads into itself", _looped, "leads to the same element twice"),
    ("a picture's text in no language", _alt_without_language, "(7.2-22)"),
    ("a figure without a box", _attribute("Figure", "/BBox", None), "does not say where it lies"),
    ("a figure's box elsewhere", _attribute("Figure", "/BBox", Array([0, 0, 400, 400])), "says that it lies elsewhere"),
    ("a note without an ID", _note, "(7.9-1)"),
    ("two elements with one ID", _named_alike, "2 elements have the ID “same”"),
    (
        "an ID that nothing finds",
        _changed("P", lambda e: setattr(e, "ID", String("x"))),
        "nothing finds elements by their ID",
    ),
    ("an empty paragraph", _changed("P", _without("/K")), "the P is empty"),
)
_NESTING = (
    ("a paragraph in a list", _renamed("LI", "P"), "(7.2-19)"),
    ("a paragraph in a list item", _renamed("LBody", "P"), "(7.2-20)"),
    ("a list item outside a list", _renamed("L", "Div"), "(7.2-17)"),
    ("the body of an item outside an item", _renamed("LI", "Div"), "(7.2-18)"),
    ("a list that does not say how it is numbered", _attribute("L", "/ListNumbering", None), "(ListNumbering)"),
    ("an entry of contents outside contents", _renamed("P", "TOCI"), "(7.2-26)"),
    ("a paragraph in contents", _renamed("L", "TOC"), "(7.2-27)"),
    ("a caption at the end of a list", _renamed("LI", "Caption", place=1), "(7.2-40)"),
    ("a ruby without its reading", _renamed("P", "Ruby"), "(8.2.5.23-1)"),
)
_TABLES = (
    ("a paragraph in a table", _renamed("TBody", "P"), "(7.2-3)"),
    ("a row outside a table", _renamed("Table", "Div"), "(7.2-5)"),
    ("a cell outside a row", _renamed("TR", "P", place=1), "(7.2-9)"),
    ("a paragraph in a row", _renamed("TD", "P"), "(7.2-10)"),
    ("two heads", _renamed("TBody", "THead"), "several THead (7.2-11)"),
    ("a head without a body", _renamed("TBody", "TFoot"), "has a THead and no TBody (7.2-14)"),
    ("cells that lie on each other", _attribute("TD", "/RowSpan", 2), "(7.2-15)"),
    ("a cell that reaches too far down", _attribute("TD", "/RowSpan", 9, place=1), "(7.2-41)"),
    ("rows of different lengths", _attribute("TD", "/ColSpan", None, place=1), "(7.2-43)"),
    (
        "header cells without a direction",
        lambda pdf: [_attribute("TH", "/Scope", None, n)(pdf) for n in range(3)],
        "(7.5-1)",
    ),
    ("no header cells", lambda pdf: [_renamed("TH", "TD")(pdf) for _ in range(3)], "has no header cell"),
    ("two captions", _renamed("TBody", "Caption"), "(7.2-39)"),
)


# ----- annotations


def _annotations(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Page, Dictionary]]:
    return [(page, annotation) for page in pdf.pages for annotation in page.obj.get("/Annots", [])]


def _without_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj["/Tabs"]


def _out_of_tree(pdf: pikepdf.Pdf) -> None:
    del _annotations(pdf)[0][1].StructParent


def _without_reference(pdf: pikepdf.Pdf) -> None:
    link = _elements(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and "/Obj" in kid)])


def _added(**entries: object) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        new = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([50, 50, 90, 90]), **entries))
        pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get("/Annots", []), new])
        pdf.pages[0].obj.Tabs = Name.S
        if new.Subtype == Name.Widget:
            pdf.Root.AcroForm = Dictionary(Fields=Array([new]))

    return edit


_ANNOTATIONS = (
    ("tabulator in any order", _without_order, "(7.18.3-1)"),
    ("a link that no element owns", _out_of_tree, "(7.18.5-1)"),
    ("a link without a reference to it", _without_reference, "disagree about the annotation"),
    ("a link tagged as a paragraph", _renamed("Link", "P"), "(7.18.5-1)"),
    ("a comment outside the tags", _added(Subtype=Name.Text), "(7.18.1-1)"),
    ("a comment without words", _added(Subtype=Name.Text), "(7.18.1-2)"),
    ("a field without a name", _added(Subtype=Name.Widget, FT=Name.Tx), "(7.18.1-3)"),
    ("a field outside a form", _added(Subtype=Name.Widget, TU=String("Name")), "(7.18.4-1)"),
)


# ----- PDF/UA-2


def _old_namespace(pdf: pikepdf.Pdf) -> None:
    document = _elements(pdf, "Document")[0]
    if "/NS" in document:
        del document["/NS"]


def _to_a_page(pdf: pikepdf.Pdf) -> None:
    for page, annotation in _annotations(pdf):
        annotation.A = Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit]))


def _bookmark_to_a_page(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
    if "/Dest" in first:
        del first.Dest


_EDITION_2 = (
    ("no edition, as ua-2", _xmp("pdfuaid:rev", "pdfuaid:other"), "(5-5)"),
    ("two documents in one, as ua-2", _renamed("Document", "Sect"), "(8.2.5.2-1)"),
    ("a Document of the old kind, as ua-2", _old_namespace, "(8.2.5.2-2)"),
    ("a list that denies its labels, as ua-2", _attribute("L", "/ListNumbering", Name("/None")), "(8.2.5.25-1)"),
    ("private characters, as ua-2", _changed("Figure", lambda e: setattr(e, "Alt", String("\ue000"))), "(8.4.3-2)"),
    ("a bookmark to a place on a page, as ua-2", _bookmark_to_a_page, "(8.8-2)"),
)
