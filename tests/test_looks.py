"""How pages look, where a machine can tell: what a page carries stands where its neighbours stand."""

from __future__ import annotations

import io

import pikepdf
import pytest

from handouts.build import build
from handouts.checks.boxes import POINTS_PER_MM
from handouts.checks.codes import decode_codes
from handouts.compose.request import Request
from handouts.sources import builtin


@pytest.mark.parametrize(("languages", "layout"), [(("en", "es"), "side-by-side"), (("en",), "single")])
def test_the_codes_of_a_column_stand_on_one_edge(languages: tuple[str, ...], layout: str) -> None:
    built = build(builtin.load_topic("flu-vaccine"), Request(languages, layout), checks=False)
    with pikepdf.Pdf.open(io.BytesIO(built.pdf)) as file:
        width_mm = float(file.pages[0].mediabox[2]) / POINTS_PER_MM
    edges: dict[bool, set[int]] = {True: set(), False: set()}
    for code in decode_codes(built.pdf, dpi=150):
        edges[code.box_mm[2] > width_mm / 2].add(round(code.box_mm[2]))
    assert len(edges[True]) == 1
    assert len(edges[False]) == len(languages) - 1
