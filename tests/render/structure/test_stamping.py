"""The alarm: WeasyPrint's private function is where it was, is asked what it was asked, and gets its place back."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from weasyprint import HTML
from weasyprint.pdf import tags

from handouts.errors import RenderError
from handouts.render import structure
from handouts.render.structure import stamping

ROOT = Path(__file__).resolve().parents[3]


def test_weasyprint_is_the_version_whose_function_is_replaced() -> None:
    assert weasyprint.__version__ == stamping.WEASYPRINT
    assert f'"weasyprint=={stamping.WEASYPRINT}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_each_page_is_noted_with_what_its_boxes_drew() -> None:
    with stamping.stamp_pages() as pages:
        HTML(string='<p>One <b>two</b></p><p style="break-before: page">Three</p>').write_pdf(pdf_tags=True)
    drawn = [[box.text for box in sorted(page.mcids, key=page.mcids.__getitem__)] for page in pages]
    assert drawn == [["One ", "two"], ["Three"]]
    assert [page.number for page in pages] == [0, 1]
    assert [sorted(page.mcids.values()) for page in pages] == [[0, 1], [0]]
    assert pages[0].box.children[0].element.tag == "html"


def test_the_function_gets_its_place_back_even_when_rendering_fails() -> None:
    before = tags._build_box_tree
    with pytest.raises(ZeroDivisionError), stamping.stamp_pages():
        _fail(tags._build_box_tree is not before)
    assert tags._build_box_tree is before


def _fail(replaced: bool) -> None:
    assert replaced
    raise ZeroDivisionError


def test_blocks_nest_and_the_innermost_collects() -> None:
    with stamping.stamp_pages() as outer:
        HTML(string="<p>One</p>").write_pdf(pdf_tags=True)
        with stamping.stamp_pages() as inner:
            HTML(string="<p>Two</p>").write_pdf(pdf_tags=True)
        HTML(string="<p>Three</p>").write_pdf(pdf_tags=True)
    texts = [[next(iter(page.mcids)).text for page in pages] for pages in (outer, inner)]
    assert texts == [["One", "Three"], ["Two"]]


def test_threads_take_turns(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    trees: dict[int, str] = {}

    def work(number: int) -> None:
        trees[number] = reader(make(f"<p>Thread {number}</p>")).tree

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trees == {number: f"Document\n  P\n    'Thread {number}'" for number in range(4)}


def test_nothing_of_the_html_stays_in_the_file(make: Callable[..., bytes]) -> None:
    with_names = make('<p class="secret-class" data-secret="x">One</p>')
    assert make("<p>One</p>") == with_names
    assert not re.search(b"secret", with_names)


def test_a_document_written_without_the_finisher_is_refused(make: Callable[..., bytes]) -> None:
    metadata = structure.Metadata({"en": "A page"}, ("en",))
    with pytest.raises(RenderError, match="without its structure"), structure.tagging("ua-1", metadata):
        HTML(string='<html lang="en"><p>One').write_pdf(**structure.pdf_options("ua-1"))


def test_two_documents_in_one_block_do_not_mix(reader: Callable[[bytes], Any]) -> None:
    metadata = structure.Metadata({"en": "A page"}, ("en",))
    made = []
    with structure.tagging("ua-1", metadata) as finisher:
        for words in ("One", "Two"):
            source = HTML(string=f'<html lang="en"><p>{words}')
            made.append(source.write_pdf(**structure.pdf_options("ua-1"), finisher=finisher))
    assert [reader(data).tree for data in made] == ["Document\n  P\n    'One'", "Document\n  P\n    'Two'"]
