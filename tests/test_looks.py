"""How pages look, where a machine can tell: what a page carries stands where its neighbours stand."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from handouts.build import build
from handouts.checks.boxes import POINTS_PER_MM
from handouts.checks.codes import decode_codes
from handouts.compose.layouts import usual_layout
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


@pytest.mark.parametrize("edition", ["clear-print", "large-print-acb", "large-print-rnib"])
def test_long_titles_keep_the_foot_of_the_pages_on_the_paper(edition: str) -> None:
    topic = builtin.load_topic("flu-vaccine")
    titles = {
        "en": "Attention Deficit Hyperactivity Disorder in Adults and Children",
        "es": "Trastorno de déficit de atención con hiperactividad en adultos y niños",
    }
    articles = {tag: replace(article, title=titles[tag]) for tag, article in topic.articles.items()}
    request = Request(("en", "es"), usual_layout(2, edition), edition=edition, links=0)
    built = build(replace(topic, articles=articles), request, only=("layout", "furniture-is-artifact", "edition"))
    assert built.report is not None
    assert not built.report.failed, built.report.findings
