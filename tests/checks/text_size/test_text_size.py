"""The check text-size: what it catches, and what it leaves alone."""

from __future__ import annotations

import io

import pytest
import weasyprint
from PIL import Image

from handouts.checks import run_checks
from handouts.checks.expected import Expected
from handouts.checks.report import Finding
from handouts.checks.rules.text_size import check
from handouts.checks.subject import Subject

FOOTER = "@page{@bottom-right{font-size:%spt;content:'Page ' counter(page)}}"


def findings(body: str, style: str = "", min_text_pt: float | None = None) -> list[Finding]:
    html = f"<html lang=en><title>A sheet</title><style>html{{font:12pt sans-serif}}{style}</style>{body}</html>"
    expected = None if min_text_pt is None else Expected("A sheet", ("en",), (), min_text_pt=min_text_pt)
    return list(check(Subject(weasyprint.HTML(string=html).write_pdf(), "sheet.pdf", expected)))


# --------------------------------------------------------------------------- sound


def test_text_of_the_least_size_passes() -> None:
    assert findings("<h1>Head</h1><p>Words", FOOTER % 12, 12.0) == []


def test_large_print_passes_by_its_own_measure() -> None:
    assert findings("<p style='font-size:18pt'>Words", FOOTER % 18, 18.0) == []


def test_a_file_from_elsewhere_with_large_text_passes() -> None:
    assert findings("<p>Words") == []


def test_text_scaled_up_on_the_page_passes() -> None:
    body = "<p style='font-size:6pt;transform:scale(2);transform-origin:0 0;width:40%'>Words"
    assert findings(body, min_text_pt=12.0) == []


@pytest.mark.parametrize("body", ["", "<p style='font-size:6pt'>• ® —", "<p>\u00a0"])
def test_marks_without_letters_are_not_text(body: str) -> None:
    assert findings(body, min_text_pt=12.0) == []
    assert findings(body) == []


# --------------------------------------------------------------------------- broken


def test_a_smaller_note_fails_with_its_page_and_words() -> None:
    body = "<p>Words<p style='break-before:page'>More<p style='font-size:9pt'>A note in small print"
    assert findings(body, min_text_pt=12.0) == [
        Finding(
            "",
            "fail",
            "page 2",
            "text of 9 pt, less than 12 pt: “A note in small print”",
            "Set it in 12 pt or more",
        )
    ]


def test_a_page_number_is_text() -> None:
    (finding,) = findings("<p>Words", FOOTER % 10, 12.0)
    assert "text of 10 pt" in finding.message


def test_text_scaled_down_on_the_page_fails() -> None:
    (finding,) = findings("<p style='transform:scale(0.5)'>Words", min_text_pt=12.0)
    assert "text of 6 pt" in finding.message


def test_each_size_of_a_page_is_named_once() -> None:
    body = "<p style='font-size:8pt'>One<p style='font-size:8pt'>Two<p style='font-size:7pt'>Three"
    assert [finding.message[8:12] for finding in findings(body, min_text_pt=12.0)] == ["7 pt", "8 pt"]


def test_twelve_point_is_too_small_for_large_print() -> None:
    (finding,) = findings("<p>Words", min_text_pt=18.0)
    assert "text of 12 pt, less than 18 pt" in finding.message


def test_small_running_text_fails_in_a_file_from_elsewhere() -> None:
    (finding,) = findings("<h1>A head</h1><p style='font-size:10pt'>" + "Many words. " * 40)
    assert (finding.outcome, finding.message) == ("fail", "the running text is set in 10 pt, less than 12 pt")


def test_small_print_is_for_a_person_in_a_file_from_elsewhere() -> None:
    (finding,) = findings("<p>" + "Many words. " * 40 + "<p style='font-size:8pt'>Small print")
    assert (finding.outcome, finding.message) == ("review", "11 characters in 8 pt, such as “Small print”")


def test_pages_from_a_scanner_are_not_passed() -> None:
    out = io.BytesIO()
    Image.new("L", (200, 300), 200).save(out, "PDF")
    report = run_checks(Subject(out.getvalue(), "scan.pdf"), ["text-size", "contrast"])
    assert [result.outcome for result in report.results] == ["skipped", "skipped"]
