"""The check contrast: what it catches, and what it leaves alone."""

from __future__ import annotations

import io

import pikepdf
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.report import Finding
from handouts.checks.rules.contrast import check
from handouts.checks.subject import Subject
from handouts.colours import WHITE, Colour, luminance, ratio

colours = st.tuples(*[st.integers(0, 255)] * 3)


def findings(body: str, style: str = "") -> list[Finding]:
    html = f"<html lang=en><title>A sheet</title><style>html{{font:12pt sans-serif}}{style}</style>{body}</html>"
    return list(check(Subject(weasyprint.HTML(string=html).write_pdf(), "sheet.pdf")))


def drawn(content: str) -> list[Finding]:
    """Judge a page with this content stream; /F is Helvetica, /P a pattern of grey stripes, /T half see-through."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    stripes = pikepdf.Stream(pdf, b"0.8 g 0 0 1 4 re f 0.75 g 1 0 1 4 re f")
    stripes.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 2, 4], XStep=2, YStep=4
        )
    )
    stripes.Resources = pikepdf.Dictionary()
    page.Resources = pikepdf.Dictionary(
        Font={
            "/F": pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                FirstChar=32,
                Widths=[500] * 95,
            )
        },
        Pattern={"/P": pdf.make_indirect(stripes)},
        ExtGState={"/T": pikepdf.Dictionary(ca=0.5)},
    )
    page.Contents = pdf.make_stream(content.encode())
    stream = io.BytesIO()
    pdf.save(stream)
    return list(check(Subject(stream.getvalue(), "drawn.pdf")))


# --------------------------------------------------------------------------- the measure


def test_the_ratio_is_that_of_wcag() -> None:
    assert ratio((0, 0, 0), WHITE) == pytest.approx(21)
    assert ratio((0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.005)
    assert ratio((0x77, 0x77, 0x77), WHITE) == pytest.approx(4.48, abs=0.005)
    assert ratio((255, 0, 0), (0, 0, 255)) == pytest.approx(2.15, abs=0.005)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(one=colours, other=colours)
def test_the_ratio_has_no_sides_and_lies_between_1_and_21(one: Colour, other: Colour) -> None:
    assert 1 <= ratio(one, other) == ratio(other, one) <= 21.001
    assert (ratio(one, other) == 1) == (luminance(one) == luminance(other))


# --------------------------------------------------------------------------- sound


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words",
        "<p style='color:#767676'>Words in the lightest grey that may be",
        "<p style='background:#003366;color:#fff'>White on dark blue",
        "<p style='background:#fff8c0;color:#333'>Dark grey on yellow",
        "<h1 style='color:#949494;font-size:18pt'>Large words",
        "<p style='color:#949494;font-size:14pt;font-weight:bold'>Large and bold",
        "<p style='font-size:6pt;color:#555'>Thin and small: il1|",
        "<p style='background:linear-gradient(#fff,#bbb);color:#000'>On a pale gradient",
        "<p style='position:absolute;left:100mm;color:#000'>Words<p style='color:#fff'>\u00a0",
        "<p style='transform:rotate(90deg);width:40mm;background:#222;color:#fff;margin-top:30mm'>Turned",
        "<p>• <span style='color:#ccc'>•</span> words",
    ],
)
def test_text_that_stands_out_passes(body: str) -> None:
    assert findings(body) == []


def test_text_on_a_turned_page_passes() -> None:
    pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string="<p style='background:#036;color:#fff'>Words").write_pdf()))
    pdf.pages[0].Rotate = 90
    stream = io.BytesIO()
    pdf.save(stream)
    assert list(check(Subject(stream.getvalue(), "turned.pdf"))) == []


def test_text_that_is_not_drawn_has_no_contrast() -> None:
    assert drawn("BT /F 12 Tf 3 Tr 72 700 Td (Under a scan) Tj ET") == []
    assert drawn("BT /F 12 Tf 72 700 Td (Covered) Tj ET 1 g 0 0 612 792 re f") == []
    assert drawn("BT /F 12 Tf 72 900 Td (Off the page) Tj ET") == []


# --------------------------------------------------------------------------- broken


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p style='color:#777'>Words", "#777777 on #ffffff has a contrast of 4.48:1, less than 4.5:1"),
        ("<p style='color:#fff'>White words", "#ffffff on #ffffff has a contrast of 1.00:1, less than 4.5:1"),
        ("<p style='color:#aaa;font-size:24pt'>Large", "#aaaaaa on #ffffff has a contrast of 2.32:1, less than 3:1"),
        ("<p style='background:#c00;color:#000'>Words", "#000000 on #cc0000 has a contrast of 3.57:1, less than 4.5:1"),
        ("<p style='color:#0000ff80'>Half blue", "#7f7fff on #ffffff has a contrast of 3.29:1, less than 4.5:1"),
        ("<p style='color:#949494;font-size:14pt'>Not bold", "#949494 on #ffffff has a contrast of 3.03:1, less"),
    ],
)
def test_text_that_stands_out_too_little_fails(body: str, message: str) -> None:
    (finding,) = findings(body)
    assert finding.outcome == "fail"
    assert finding.message.startswith(message)
    assert finding.where.startswith("page 1, “")


def test_the_page_and_the_words_are_named_and_each_pair_once() -> None:
    body = "<p>Words<p style='break-before:page;color:#aaa'>Pale words<p style='color:#aaa'>More of them"
    assert [finding.where for finding in findings(body)] == ["page 2, “Pale words”"]


def test_text_under_a_veil_fails_though_its_own_colour_is_black() -> None:
    (finding,) = drawn("BT /F 24 Tf 72 700 Td (Words in black) Tj ET 1 g /T gs 0 690 612 60 re f 0 690 612 60 re f")
    assert finding.message.startswith("#be")


def test_text_filled_with_a_pattern_is_judged_as_drawn() -> None:
    (finding,) = drawn("/Pattern cs /P scn BT /F 40 Tf 72 700 Td (Stripes) Tj ET")
    assert finding.outcome == "fail"
    assert "#ffffff has a contrast of 1." in finding.message


def test_text_on_a_gradient_is_for_a_person() -> None:
    (finding,) = findings("<p style='background:linear-gradient(90deg,#fff,#000);color:#444'>" + "Words and words " * 6)
    assert finding.outcome == "review"
    assert "stands on a picture or gradient" in finding.message
