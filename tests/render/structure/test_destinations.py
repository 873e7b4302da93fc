"""Bookmarks are the headings, and lead to them; in PDF/UA-2 to the structure elements themselves."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

Make = Callable[..., bytes]
HEADINGS = """<h1>Sleep <span lang="es">Dormir</span></h1><p>Words.</p><h2>At <em>night</em></h2><p>Words.</p>
<h2 style="break-before: page" lang="es">De día y en una línea muy larga que no cabe en una sola línea</h2>
<h3>Naps</h3><p>Words.</p><h1>Notes</h1>"""


def _bookmarks(pdf: pikepdf.Pdf, entry: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    item = entry.get("/First")
    while item is not None:
        yield depth, item
        yield from _bookmarks(pdf, item, depth + 1)
        item = item.get("/Next")


@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_bookmarks_are_the_headings(make: Make, standard: str) -> None:
    with pikepdf.open(io.BytesIO(make(HEADINGS, standard))) as pdf:
        found = [(depth, str(item.Title)) for depth, item in _bookmarks(pdf, pdf.Root.Outlines)]
    assert found == [
        (0, "Sleep Dormir"),
        (1, "At night"),
        (1, "De día y en una línea muy larga que no cabe en una sola línea"),
        (2, "Naps"),
        (0, "Notes"),
    ]


def test_in_ua_2_each_leads_to_its_heading(make: Make) -> None:
    furniture = "<style>h6 { position: running(top) } @page { @top-center { content: element(top) } }</style>"
    with pikepdf.open(io.BytesIO(make(f"{furniture}<h6>House</h6>{HEADINGS}", "ua-2"))) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        items = [item for _, item in _bookmarks(pdf, pdf.Root.Outlines)]
        found = [(str(item.Title)[:8], str(item.A.SD[0].S)[1:], pages[item.A.D[0].objgen]) for item in items]
        assert not any("/Dest" in item for item in items)
    assert found == [
        ("Sleep Do", "H1", 0),
        ("At night", "H2", 0),
        ("House", "Document", 0),
        ("De día y", "H2", 1),
        ("Naps", "H3", 1),
        ("Notes", "H1", 1),
        ("House", "Document", 1),
    ]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ('<a href="#x">go</a><h1 id="x">There</h1>', "H1"),
        ('<a href="#x">go</a><p>and <b id="x">there</b></p>', "Strong"),
        ('<a href="#x">go</a><p>and <span id="x">there</span></p>', "P"),
        ('<a href="#x">go</a><p><a id="x"></a>there</p>', "P"),
        ('<a href="#x">go</a><div id="x">there</div>', "P"),
        ('<a href="#x">go</a><div id="x"><ul><li>there</li></ul></div>', "Lbl"),
        ('<a href="#x">go</a><ul><li id="x">there</li></ul>', "LI"),
        ('<a href="#x">go</a><div id="x"></div><p>there</p>', "P"),
        ('<p>Words</p><p><a href="#x">go</a></p><div id="x"></div>', "Document"),
    ],
)
def test_in_ua_2_a_link_leads_to_the_element_it_names(make: Make, body: str, role: str) -> None:
    with pikepdf.open(io.BytesIO(make(body, "ua-2"))) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert "/Dest" not in annotation
        assert str(annotation.A.SD[0].S) == f"/{role}"
        assert "/Names" not in pdf.Root


def test_in_ua_1_a_link_leads_to_a_place_on_a_page(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make('<a href="#x">go</a><h1 id="x">There</h1>'))) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.Dest) == "x"
        assert str(pdf.Root.Names.Dests.Names[0]) == "x"
