"""The alarm: what is replaced in the layout engine is there to be replaced, and no file differs by a byte for it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pydyf
import pytest
import weasyprint

from handouts.compose.composing import compose
from handouts.compose.request import Request
from handouts.render import engine, pdf
from handouts.render.engine import page, pictures
from handouts.render.markup import layouts, to_html
from handouts.sources import builtin

every_patch = pytest.mark.parametrize("name", sorted(engine.PATCHES))

REQUESTS = (
    Request(("en", "es"), "side-by-side"),
    Request(("es",), "single", paper="a4", edition="large-print-rnib"),
)

# All that the patches take a short way around, in one page.
WILD = """<html lang="en"><title>Wild</title><style>
@page { size: 300px 260px; margin: 20px 10%; @top-left { content: string(h) "x"; border: 1px solid red; width: 40% }
        @bottom-right { content: counter(page) "/" counter(pages); background: #eee } @footnote { margin-top: 3px } }
@page :first { @top-left { content: "first"; color: green } }
@page wide:nth(2) { margin: 30px }
h1 { string-set: h content(); outline: 2px dotted blue; border-radius: 4px / 20%; box-shadow: 1px 1px red }
.a { width: calc(50% - 3px); padding: 5%; margin-inline-start: 4px; box-sizing: border-box; height: 30% }
.b { position: absolute; top: 10px; right: 5%; background: linear-gradient(red, blue); width: 20px; height: 20px }
.c { float: left; width: 30%; min-height: 10%; overflow: hidden; font-feature-settings: "smcp" }
.d { columns: 2; column-rule: 1px solid; letter-spacing: 1px; text-align: justify; word-spacing: 2px }
.e { direction: rtl; text-decoration: underline overline; border-inline-start: 2px solid currentcolor }
.f { display: flex } .f > * { flex: 1; max-width: 40% } .g { display: grid; grid-template-columns: 1fr 2fr }
.n { float: footnote } .t { border-collapse: collapse; page: wide } .t td { border: 1px solid; padding: 1% }
p::first-letter { font-size: 2em; color: rgb(1 2 3 / .5) } p::first-line { color: #123 } .v { visibility: hidden }
.r { position: relative; left: 5%; transform: rotate(3deg) } li::marker { color: red } i { font-kerning: none }
</style><h1 id="top">One <b lang="es" style="color: red">dos</b> <b lang="es" style="color: blue">tres</b></h1>
<div class="a">Sums and <a href="#top">shares</a></div><div class="b"></div><p class="c">Floated words of it.</p>
<p>First letter and line of a paragraph that takes two lines.<span class="n">A note <i>below</i>.</span></p>
<div class="d">Columns of words that are justified, so that the spaces between them grow.</div>
<p class="e" lang="ar">من اليمين</p><div class="f"><div>flex</div><div style="height: 10%">er</div></div>
<div class="g"><span>grid</span><span>cells</span></div><ol start="3"><li>three<ul><li>inner</ul><li class="r">four</ol>
<table class="t"><tr><td>collapsed<td colspan=2 style="width: 30%">borders<tr><td>a<td>b<td class="v">c</table>
<img alt="dot" width="20" style="border: 1px solid; image-rendering: pixelated"
src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="><p>End</p></html>"""


def test_weasyprint_and_pydyf_are_the_versions_whose_functions_are_replaced() -> None:
    assert weasyprint.__version__ == engine.WEASYPRINT
    assert pydyf.__version__ == "0.13.0"


@every_patch
def test_each_patch_is_on_and_can_be_taken_off(name: str) -> None:
    engine.apply()
    for one in engine.PATCHES[name]:
        assert getattr(one.owner, one.name) is one.ours
        with engine.without(name):
            assert getattr(one.owner, one.name) is one.original
        assert getattr(one.owner, one.name) is one.ours


def made(request: Request) -> bytes:
    handout = compose(builtin.load_topic("flu-vaccine"), request)
    return pdf.to_pdf(to_html(handout), handout, "ua-1").data


@every_patch
@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.layout)
def test_a_handout_is_the_same_to_the_byte_without_a_patch(name: str, request_: Request) -> None:
    with engine.without(name):
        plain = made(request_)
    assert made(request_) == plain


@every_patch
def test_a_page_of_all_that_style_sheets_can_do_is_the_same_to_the_byte(name: str) -> None:
    def drawn() -> bytes:
        return weasyprint.HTML(string=WILD).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=True)

    with engine.without():
        plain = drawn()
    assert drawn() == plain
    with engine.without(*engine.PATCHES.keys() - {name}):
        assert drawn() == plain


def same(one: Element, other: Element) -> bool:
    def said(element: Element) -> tuple[object, ...]:
        return element.tag, list(element.attrib.items()), element.text, element.tail, len(element)

    return said(one) == said(other) and all(map(same, one, other))


@pytest.mark.parametrize("layout", layouts())
def test_a_page_is_read_as_an_html5_parser_reads_it(layout: str) -> None:
    for topic in builtin.topics():
        languages = ("en",) if layout == "single" else ("en", "es")
        text = to_html(compose(topic, Request(languages, layout))).text
        root = page.read(text)
        assert root is not None
        assert same(root, weasyprint.tinyhtml5.parse(text, namespace_html_elements=False))


@pytest.mark.parametrize(
    "text", ["<p>one<p>two", "<html><body><p>&eacute;</p></body></html>", "<html><head/><body/></html>"]
)
def test_what_only_an_html5_parser_can_read_is_left_to_one(text: str) -> None:
    assert page.read(text) is None


def test_a_trimmed_agent_sheet_and_ready_pictures_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = made(REQUESTS[0])
    monkeypatch.setattr(pdf, "ready", lambda _: {})
    monkeypatch.setattr(pdf, "to_page", lambda text, fetcher, **_: weasyprint.HTML(string=text, url_fetcher=fetcher))
    assert made(REQUESTS[0]) == ours


def test_no_style_sheet_of_ours_needs_what_is_trimmed() -> None:
    sheets = [path.read_text("utf-8") for path in (pdf.resources.templates() / "handout").rglob("*.css")]
    assert sheets
    assert not [sheet for sheet in sheets if "footnote" in sheet or "note(" in sheet or "list-item" in sheet]
    assert page._NOTES.findall(weasyprint.html.UA)
    assert page._MARKER.findall(weasyprint.html.UA)


def test_a_picture_that_is_not_plain_grey_png_is_left_to_the_engine() -> None:
    assert pictures.ready({"logo": b"<svg/>", "photo": b"\xff\xd8"}) == {}
