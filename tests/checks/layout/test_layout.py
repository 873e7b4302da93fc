"""The check layout: what it catches, and what it leaves alone."""

from __future__ import annotations

import base64
import io

import pikepdf
import pytest
import weasyprint
from PIL import Image

from handouts.checks.boxes import EVERYWHERE, after, meet, moved
from handouts.checks.expected import Expected
from handouts.checks.painted import painted
from handouts.checks.report import Finding
from handouts.checks.rules.layout import check
from handouts.checks.subject import Subject
from handouts.render.qr import code

PAGE = "@page{size:letter;margin:20mm}html{font:12pt sans-serif}body{margin:0}p{margin:0 0 3mm}"
MARGINS = (20.0, 20.0, 20.0, 20.0)
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
WORDS = "Words in a row, and more words. "


def pixels(greys: tuple[int, ...]) -> str:
    """Return a square picture whose rows and columns have these greys, the lighter of the two winning."""
    picture = Image.new("L", (len(greys), len(greys)))
    picture.putdata([max(row, column) for row in greys for column in greys])
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def subject(body: str, style: str = "", ours: bool = True, margins_mm: tuple[float, ...] = MARGINS) -> Subject:
    html = f"<html lang=en><title>A sheet</title><style>{PAGE}{style}</style><body>{body}</html>"
    expected = Expected("A sheet", ("en",), (), margins_mm=margins_mm) if ours else None  # type: ignore[arg-type]
    return Subject(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"), "sheet.pdf", expected)


def findings(body: str, style: str = "", ours: bool = True) -> list[Finding]:
    return list(check(subject(body, style, ours)))


def drawn(content: str, rotate: int = 0, ours: bool = False) -> list[Finding]:
    """Judge a page with this content stream; /F is Helvetica, each letter half its size wide."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    page.Rotate = rotate
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        FirstChar=32,
        Widths=[500] * 95,
    )
    page.Resources = pikepdf.Dictionary(Font={"/F": font})
    page.Contents = pdf.make_stream(content.encode())
    stream = io.BytesIO()
    pdf.save(stream)
    expected = Expected("A sheet", ("en",), (), margins_mm=MARGINS) if ours else None
    return list(check(Subject(stream.getvalue(), "drawn.pdf", expected)))


# --------------------------------------------------------------------------- sound


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Head</h1><p>{WORDS * 40}",
        f"<p style='line-height:1'>{WORDS * 40}",
        f"<p style='text-align:justify;letter-spacing:-0.3pt'>{WORDS * 40}",
        "<p>A <b>bold</b>, <i>f</i><b>f</b><i>j</i>, x<sup>2</sup> and W<b>A</b>V.",
        f"<p style='overflow:hidden'>{WORDS * 5}",
        f"<img alt='' src='{PICTURE}' style='width:30mm;height:30mm;float:left'><p>{WORDS * 40}",
        f"<p style='white-space:pre-wrap;text-align:right'>{WORDS * 3}   \n{WORDS}",
        "<ul><li>One<ul><li>Two</ul><li>Three</ul>",
        "<p style='margin:60mm 0;width:40mm;transform:rotate(90deg)'>Turned",
        "<p style='margin:60mm 0;width:9mm;transform:rotate(45deg)'>Words",
        "<table style='border-collapse:collapse'><tr><td style='border:1pt solid'>One<td style='border:1pt solid'>Two",
        "<p>" + "".join(f"<p>Line {i}" for i in range(60)),
    ],
)
def test_a_page_in_order_passes(body: str) -> None:
    assert findings(body) == []


def test_header_and_footer_may_stand_in_the_margin() -> None:
    words = "/P <</MCID 0>> BDC BT /F 12 Tf 72 600 Td (Words) Tj ET EMC"
    footer = "/Artifact <</Type /Pagination>> BDC BT /F 12 Tf 72 36 Td (Page 1 of 1) Tj ET EMC"
    assert drawn(words + footer, ours=True) == []


def test_a_file_from_elsewhere_has_its_own_margins() -> None:
    assert findings(f"<p>{WORDS * 9}", "@page{margin:7mm}", ours=False) == []


def test_text_on_a_picture_in_a_file_from_elsewhere_is_its_own_affair() -> None:
    body = f"<img alt='' src='{PICTURE}' style='position:absolute;width:60mm;height:20mm'><p style='color:#fff'>{WORDS}"
    assert findings(body, ours=False) == []


def test_a_page_that_is_turned_passes() -> None:
    assert drawn("BT /F 12 Tf 72 700 Td (Words on a page) Tj ET", rotate=90) == []


def test_a_text_painted_twice_to_look_bold_passes() -> None:
    assert drawn("BT /F 12 Tf 72 700 Td (Bold) Tj ET BT /F 12 Tf 72.4 700 Td (Bold) Tj ET") == []


def test_a_sign_made_of_two_passes() -> None:
    assert drawn("BT /F 12 Tf 72 700 Td (O) Tj ET BT /F 8 Tf 74 701.5 Td (c) Tj ET") == []


def test_a_scan_with_its_words_under_it_passes() -> None:
    assert drawn("BT /F 12 Tf 3 Tr 72 700 Td (Scanned) Tj ET 0.5 g 72 690 80 30 re f") == []


def test_a_drawing_is_something_on_a_page() -> None:
    assert drawn("0 0 1 rg 100 100 300 300 re f") == []


# --------------------------------------------------------------------------- broken


def only(found: list[Finding]) -> Finding:
    (finding,) = found
    return finding


def test_a_word_that_does_not_break_leaves_the_paper() -> None:
    finding = only(findings("<p>" + "long" * 40))
    assert finding.where.startswith("page 1, “longlong")
    assert finding.message.startswith("reaches ")
    assert finding.message.endswith(" mm beyond the paper")


@pytest.mark.parametrize("side", ["left", "right", "top"])
def test_text_in_the_margin_fails(side: str) -> None:
    finding = only(findings(f"<p>{WORDS}<p style='position:absolute;{side}:-9mm;white-space:nowrap'>{WORDS}"))
    assert finding.outcome == "fail"
    assert finding.message.endswith(" mm into the margin")


def test_margins_are_top_right_bottom_left() -> None:
    margins = (20.0, 20.0, 20.0, 40.0)
    finding = only(list(check(subject("<p>Words", margins_mm=margins))))
    assert finding.message == "reaches 20.0 mm into the margin"


def test_a_picture_in_the_margin_fails() -> None:
    body = f"<p>{WORDS}<img alt='A square' src='{PICTURE}' style='position:absolute;left:-9mm;top:30mm;width:20mm'>"
    assert (only(findings(body)).where, only(findings(body)).outcome) == ("page 1, picture", "fail")


def test_a_code_in_the_margin_is_called_by_its_address() -> None:
    made = code("https://example.org/genes")
    source = "data:image/png;base64," + base64.b64encode(made.png).decode()
    style = f"position:absolute;left:-9mm;top:30mm;width:{made.size_mm}mm;image-rendering:pixelated"
    finding = only(findings(f"<p>{WORDS}<img alt='A code' src='{source}' style='{style}'>"))
    assert finding.where == "page 1, code for “https://example.org/genes”"
    assert finding.message == "reaches 7.1 mm into the margin"  # 9 mm less 2 mm of quiet zone, to a pixel


def test_the_white_around_a_picture_may_hang_into_the_margin() -> None:
    white = pixels((255, 255, 0, 255, 255))
    for left, outcomes in (("-7mm", []), ("-9mm", ["fail"])):
        style = f"position:absolute;left:{left};top:30mm;width:20mm;height:20mm;image-rendering:pixelated"
        found = findings(f"<p>{WORDS}<img alt='A square' src='{white}' style='{style}'>")
        assert [finding.outcome for finding in found] == outcomes


def test_a_footer_where_no_printer_reaches_fails() -> None:
    words = "/P <</MCID 0>> BDC BT /F 12 Tf 72 600 Td (Words) Tj ET EMC"
    footer = "/Artifact <</Type /Pagination>> BDC BT /F 12 Tf 72 9 Td (Page 1) Tj ET EMC"
    finding = only(drawn(words + footer, ours=True))
    assert (finding.where, finding.outcome) == ("page 1, “Page 1”", "fail")
    assert "less than 5 mm from the paper's edge" in finding.message


def test_text_at_the_papers_edge_is_for_a_person_in_a_file_from_elsewhere() -> None:
    finding = only(drawn("BT /F 12 Tf 4 700 Td (Edge) Tj ET BT /F 12 Tf 4 600 Td (Edge) Tj ET"))
    assert finding.outcome == "review"


@pytest.mark.parametrize("ours", [True, False])
def test_a_line_cut_by_its_frame_fails(ours: bool) -> None:
    body = f"<p>{WORDS}<div style='overflow:hidden;height:9pt;font-size:20pt;line-height:1'>Cut in half</div>"
    finding = only(findings(body, ours=ours))
    assert (finding.where, finding.outcome) == ("page 1, “Cut in half”", "fail")
    assert finding.message.endswith(" mm of it are cut off by its frame")


def test_a_line_cut_inside_a_group_fails() -> None:
    body = (
        f"<p>{WORDS}<div style='opacity:.9;overflow:hidden;height:9pt;font-size:20pt;line-height:1'>Cut in half</div>"
    )
    assert "cut off by its frame" in only(findings(body)).message


def test_a_text_under_a_box_fails() -> None:
    cover = "<div style='position:absolute;top:-2mm;left:0;width:150mm;height:12mm;background:#fff'></div>"
    finding = only(findings(f"<p>Covered words<p style='margin-top:20mm'>{WORDS}{cover}"))
    assert (finding.where, finding.outcome) == ("page 1, “Covered words”", "fail")
    assert finding.message == "cannot be seen: something lies over it or cuts it away"


def test_lines_printed_over_one_another_fail() -> None:
    finding = only(findings("<p>First line of words<p style='margin-top:-6mm'>Other line of words"))
    assert finding.outcome == "fail"
    assert "is printed over “" in finding.message


def test_a_leading_that_is_too_tight_fails() -> None:
    assert findings(f"<p style='line-height:0.6'>{WORDS * 10}") != []


def test_texts_printed_over_one_another_are_for_a_person_in_a_file_from_elsewhere() -> None:
    finding = only(drawn("BT /F 12 Tf 72 700 Td (One text here) Tj ET BT /F 12 Tf 80 702 Td (Another one) Tj ET"))
    assert finding.outcome == "review"


@pytest.mark.parametrize("over", [WORDS, f"<img alt='' src='{PICTURE}' style='width:9mm;height:9mm'>"])
def test_what_lies_on_a_picture_fails(over: str) -> None:
    picture = f"<img alt='A square' src='{PICTURE}' style='position:absolute;left:0;top:0;width:9mm;height:9mm'>"
    finding = only(findings(f"{picture}<p style='color:#fff'>{over}"))
    assert (finding.outcome, finding.message) == ("fail", "lies on a picture or code")


@pytest.mark.parametrize(("ours", "outcome"), [(True, "fail"), (False, "review")])
def test_a_page_with_nothing_on_it_is_named(ours: bool, outcome: str) -> None:
    found = findings(f"<p>{WORDS}<p style='break-before:page'><p style='break-before:page'>{WORDS * 40}", ours=ours)
    assert [(finding.where, finding.outcome) for finding in found] == [("page 2", outcome)]


def test_a_page_with_only_its_footer_has_nothing_on_it() -> None:
    footer = "/Artifact <</Type /Pagination>> BDC BT /F 12 Tf 72 36 Td (Page 1 of 1) Tj ET EMC"
    assert only(drawn(footer, ours=True)).message == "has nothing on it"


@pytest.mark.parametrize(("lines", "said"), [(1, "only 1 line on the last page"), (2, "only 2 lines on the last page")])
def test_a_last_page_of_a_line_or_two_is_for_a_person(lines: int, said: str) -> None:
    body = f"<p>{WORDS}<p style='break-before:page'>" + "<br>".join(["<b>A</b> line"] * lines)
    finding = only(findings(body))
    assert (finding.outcome, finding.where, finding.message) == ("review", "page 2", said)


def test_a_last_page_with_a_picture_or_three_lines_passes() -> None:
    picture = f"<img alt='A square' src='{PICTURE}' style='width:20mm;height:20mm'>"
    for last in (f"A line<br>{picture}", "One<br>Two<br>Three"):
        assert findings(f"<p>{WORDS}<p style='break-before:page'>{last}") == []


# --------------------------------------------------------------------------- what is painted


def test_boxes_lie_where_the_letters_are_however_they_are_nested() -> None:
    body = "<div style='opacity:.5;transform:translate(30mm,40mm) scale(2);transform-origin:0 0'>Moved</div>"
    (thing,) = painted(subject(body))
    left, _, right, top = (side / 72 * 25.4 for side in thing.box)
    assert left == pytest.approx(20 + 30, abs=1.5)
    assert 279.4 - top == pytest.approx(20 + 40, abs=4)
    assert right - left == pytest.approx(2 * 14, abs=4)
    assert thing.upright


def test_a_turned_text_is_not_upright() -> None:
    assert [thing.upright for thing in painted(subject("<p style='transform:rotate(30deg)'>Turned"))] == [False]


def test_matrices_come_one_after_the_other() -> None:
    scale, shift = (2.0, 0.0, 0.0, 2.0, 0.0, 0.0), (1.0, 0.0, 0.0, 1.0, 10.0, 20.0)
    assert moved((1, 1, 2, 2), after(scale, shift)) == (12, 22, 14, 24)
    assert moved((1, 1, 2, 2), after(shift, scale)) == (22, 42, 24, 44)
    assert moved(EVERYWHERE, scale) == EVERYWHERE
    assert meet(EVERYWHERE, (1, 2, 3, 4)) == (1, 2, 3, 4)
    assert meet((0, 0, 1, 1), (5, 5, 6, 6)) == (5, 5, 5, 5)
