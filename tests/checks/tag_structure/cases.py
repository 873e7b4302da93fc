"""Tags of whole documents, of content and of single elements: sound, and broken rule by rule."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
from editing import Edit, annotations, attribute, changed, elements, renamed, replaced_metadata, without
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from handouts.checks import Subject
from handouts.checks.expected import Expected, Passage


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield "a tag of one's own, mapped", bench.sheet(renamed("P", "Paragraph", {"Paragraph": "Body", "Body": "P"}))
    yield "a parent tree in branches", bench.sheet(_branched_parent_tree)


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, edit, words in (*_DOCUMENT, *_CONTENT, *_ELEMENTS):
        yield name, bench.sheet(edit, known=False), words
    yield from _by_standard(bench)
    yield "the engine by itself", bench.subject(bench.raw(bench.body)), "no element of the tree holds"
    passages = bench.expected.passages
    level = replace(passages[2], role="h3")
    other = bench.sheet(passages=(*passages[:2], level, *passages[3:]))
    yield "a heading of another level than meant", other, "tagged as H2, and meant as H3"
    yield (
        "a paragraph that was meant as an item",
        bench.sheet(passages=(replace(passages[4], role="li"),)),
        "in no list",
    )
    halves = bench.made("<h1>Rest</h1><p>One half.</p><p>The other half.</p>")
    whole = Expected("Rest", ("en",), (Passage("en", "One half. The other half.", "p"),))
    yield "a paragraph cut in two", bench.subject(halves, whole), "is cut into 2 tags"
    parts = tuple(replace(passage, part_of=1) for passage in (passages[8], passages[10]))
    yield "a list in two parts", bench.sheet(passages=parts), "a list is tagged as 2 lists"
    mixed = bench.made('<h1>Rest</h1><ul><li>Sleep well.</li><li lang="es">Duerma bien.</li></ul>')
    both = (Passage("en", "Sleep well.", "li", part_of=1), Passage("es", "Duerma bien.", "li", part_of=1))
    meant = bench.subject(mixed, Expected("Rest", ("en", "es"), both))
    yield "one list for two languages", meant, "a list mixes en and es"
    yield "pages from a scanner", bench.subject(_scanned()), "nothing on them can be read aloud"
    yield "a page that cannot be drawn", bench.sheet(_garbled_page, known=False), "the file is damaged"
    yield "a file cut short", bench.subject(_loose(bench.made(bench.body))[:-30]), "the file is damaged"


def _scanned() -> bytes:
    out = io.BytesIO()
    Image.new("L", (200, 300), 200).save(out, "PDF")
    return out.getvalue()


def _by_standard(bench: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield files that are judged by another standard than they were made for, or are protected."""
    plain, second = bench.made(bench.body), bench.made(bench.body, standard="ua-2")
    yield "PDF 2.0 as ua-1", Subject(second, "a.pdf", asked="ua-1"), "(6.1-1)"
    yield "no claim to be an archive", Subject(plain, "a.pdf", asked="archive"), "(ISO 19005-2, 6.6.4)"
    barred = _protected(plain, pikepdf.Permissions(accessibility=False, extract=False))
    yield "a file that bars screen readers", Subject(barred, "a.pdf"), "(7.16-1)"
    open_to_all = _protected(plain, pikepdf.Permissions())
    yield "a protected archive", Subject(open_to_all, "a.pdf", asked="archive"), "an archive file is encrypted"
    yield "a link left out in print", bench.sheet(_unprinted, standard="archive", known=False), "left out in print"


def _protected(pdf: bytes, allow: pikepdf.Permissions) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out, encryption=pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False, allow=allow)
        )
    return out.getvalue()


def _unprinted(pdf: pikepdf.Pdf) -> None:
    del next(annotations(pdf))[1]["/F"]


# ----- documents


def _root(key: str, value: object) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return edit


def _no_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


_DOCUMENT = (
    ("no tags", _no_tags, "(7.1-11)"),
    ("not said to be tagged", _root("/MarkInfo", Dictionary()), "(6.2-1)"),
    ("tags not to be trusted", _root("/MarkInfo", Dictionary(Marked=True, Suspects=True)), "(7.1-4)"),
    ("no metadata", lambda pdf: pdf.Root.__delitem__("/Metadata"), "(7.1-8)"),
    ("no claim", replaced_metadata("pdfuaid:part", "pdfuaid:other"), "(5-1)"),
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
    paragraph = elements(pdf, "P")[0]
    paragraph.K = Array(list(paragraph.K)[1:])


def _wrong_parents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([0, Array([elements(pdf, "P")[0]] * 30)]))


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


# ----- elements


def _note(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "P")[0].S = Name.Note


def _named_alike(pdf: pikepdf.Pdf) -> None:
    for paragraph in elements(pdf, "P")[:2]:
        paragraph.ID = String("same")


def _looped(pdf: pikepdf.Pdf) -> None:
    paragraph = elements(pdf, "P")[0]
    paragraph.K = Array([*paragraph.K, elements(pdf, "Document")[0]])


def _alt_without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for element in elements(pdf, "Document"):
        if "/Lang" in element:
            del element.Lang


_ELEMENTS = (
    ("an unknown tag", renamed("P", "Absatz"), "the tag Absatz is neither standard nor mapped"),
    ("a role map in a circle", renamed("P", "One", {"One": "Two", "Two": "One"}), "(7.1-6)"),
    ("a standard tag with another meaning", renamed("P", "P", {"P": "H1"}), "(7.1-7)"),
    ("an element without a way back", changed("P", without("/P")), "(7.1-12)"),
    ("a tree that leads into itself", _looped, "leads to the same element twice"),
    ("a picture's text in no language", _alt_without_language, "(7.2-22)"),
    ("a figure without a box", attribute("Figure", "/BBox", None), "does not say where it lies"),
    ("a figure's box elsewhere", attribute("Figure", "/BBox", Array([0, 0, 400, 400])), "says that it lies elsewhere"),
    ("a note without an ID", _note, "(7.9-1)"),
    ("two elements with one ID", _named_alike, "2 elements have the ID “same”"),
    (
        "an ID that nothing finds",
        changed("P", lambda e: setattr(e, "ID", String("x"))),
        "nothing finds elements by their ID",
    ),
    ("an empty paragraph", changed("P", without("/K")), "the P is empty"),
)
