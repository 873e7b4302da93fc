"""One link for each <a>: all its areas, printed, each saying where it leads."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf

Make = Callable[..., bytes]
Reader = Callable[[bytes], Any]
LONG = "a link whose words go on over more than one line of this narrow page and then some more words"


def test_a_link_over_lines_and_pages_has_an_area_on_each(make: Make, reader: Reader) -> None:
    filler = "<p>Words.</p>" * 8
    data = make(f'{filler}<p><a href="https://example.org/">{LONG} {LONG} {LONG} {LONG}</a></p>')
    read = reader(data)
    assert read.tree.count("Link") == 1
    assert len(read.links) > 4
    assert set(read.links) == {" ".join([LONG] * 4)}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [len(page.get("/Annots", ())) > 0 for page in pdf.pages] == [True, True]


def test_what_stands_inside_a_link_gets_no_area_of_its_own(make: Make, reader: Reader) -> None:
    assert len(reader(make('<p><a href="https://example.org/">Sleep <b>well <i>and</i></b> long</a></p>')).links) == 1


def test_an_image_that_stands_out_of_its_link_keeps_its_area(make: Make, reader: Reader) -> None:
    body = '<p><a href="https://example.org/"><img alt="House" src="square.png" style="width: 80px"> here</a></p>'
    assert reader(make(body)).links == ["House here", "House here"]


def test_words_come_from_title_then_label_then_text(make: Make, reader: Reader) -> None:
    body = (
        '<p><a href="https://example.org/1" title=" A  title " aria-label="A label">text</a> '
        '<a href="https://example.org/2" aria-label="A label">text</a> '
        '<a href="https://example.org/3">the <b>text</b><br>itself <span aria-hidden="true">→</span></a></p>'
    )
    assert list(dict.fromkeys(reader(make(body)).links)) == ["A title", "A label", "the text itself"]


def test_words_outside_ascii_survive(make: Make, reader: Reader) -> None:
    assert reader(make('<p><a href="https://example.org/">¿Qué (es) \\ esto? – 日本</a></p>')).links == [
        "¿Qué (es) \\ esto? – 日本"
    ]


def test_in_ua_2_an_area_says_its_language(make: Make) -> None:
    body = '<p><a href="https://example.org/">one</a> <a lang="es" href="https://example.org/es">dos</a></p>'
    with pikepdf.open(io.BytesIO(make(body, "ua-2"))) as pdf:
        assert [str(one.Lang) for one in pdf.pages[0].Annots] == ["en", "es"]


def test_links_of_hidden_words_are_no_links(make: Make, reader: Reader) -> None:
    data = make('<p>See <span aria-hidden="true"><a href="https://example.org/">→</a></span> there</p>')
    assert reader(data).links == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Annots" not in pdf.pages[0]
