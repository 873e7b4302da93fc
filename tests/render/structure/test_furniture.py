"""What stands on every page is not content: it is marked as what it is and stays out of the tree."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf

MARGINS = """<style>@page {
  @top-left { content: "House" } @bottom-center { content: "Page " counter(page) } @left-middle { content: "Side" }
}</style>"""


def test_margin_boxes_are_pagination_artifacts(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    data = make(MARGINS + '<p>One</p><p style="break-before: page">Two</p>')
    read = reader(data)
    assert read.tree == "Document\n  P\n    'One'\n  P\n    'Two'"
    texts = [(kind, text) for kind, text in read.artifacts if text]
    assert texts == [
        *(("Pagination Header", "House"), ("Pagination Footer", "Page 1"), ("Pagination", "Side")),
        *(("Pagination Header", "House"), ("Pagination Footer", "Page 2"), ("Pagination", "Side")),
    ]


def test_they_say_where_they_are(make: Callable[..., bytes]) -> None:
    with pikepdf.open(io.BytesIO(make(MARGINS + "<p>One</p>"))) as pdf:
        page = pdf.pages[0]
        found = [
            operands[1]
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and operands[0] == "/Artifact"
        ]
        boxes = {str(one.Attached[0]): [float(value) for value in one.BBox] for one in found}
    assert set(boxes) == {"/Top", "/Bottom", "/Left"}
    assert boxes["/Top"][1] > 333  # 360 pt high, margin of 27 pt
    assert boxes["/Bottom"][3] < 27
    assert boxes["/Left"][2] <= 27


def test_a_repeated_head_is_read_once(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(60))
    read = reader(make(f"<table><thead><tr><th>Day</th></tr></thead><tbody>{rows}</tbody></table>"))
    assert read.tree.count("'Day'") == 1
    assert [kind for kind, text in read.artifacts if text == "Day"] == ["Pagination"] * 3


def test_decoration_is_layout(make: Callable[..., bytes], reader: Callable[[bytes], Any]) -> None:
    read = reader(
        make('<p><img alt="" src="square.png" width="9" height="9"> <span aria-hidden="true">✓</span> One</p>')
    )
    assert sorted(text for kind, text in read.artifacts if kind == "Layout") == ["", "✓"]
