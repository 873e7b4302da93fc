"""The check qr-decodes: what it catches, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.checks import run_checks
from handouts.checks.expected import Expected, PrintedCode
from handouts.checks.report import Finding, Result
from handouts.checks.rules.qr_decodes import check
from handouts.checks.subject import Subject

Draw = Callable[..., str]
Sheet = Callable[..., Subject]
ADDRESS = "https://example.org/health/genes?lang=es&page=1"


def meant(*addresses: str) -> Expected:
    return Expected("A sheet", ("en",), (), tuple(PrintedCode(address, 0.5) for address in addresses))


def only(findings: object) -> Finding:
    (finding,) = findings  # type: ignore[misc]
    return finding  # type: ignore[no-any-return]


# --------------------------------------------------------------------------- sound


def test_the_codes_that_were_meant_pass(sheet: Sheet, code: Draw) -> None:
    addresses = [f"{ADDRESS}&n={i}" for i in range(3)] + [ADDRESS + "/" + "long" * 80, ADDRESS, ADDRESS]
    body = "".join(f"<p style='margin:3mm'>{code(address)}" for address in addresses)
    assert list(check(sheet(body, expected=meant(*addresses)))) == []


def test_codes_beside_their_links_pass_in_a_file_from_elsewhere(sheet: Sheet, code: Draw) -> None:
    assert list(check(sheet(f"<p><a href='{ADDRESS}'>About genes</a></p>{code(ADDRESS)}"))) == []


def test_codes_beside_their_printed_address_pass_in_a_file_from_elsewhere(sheet: Sheet, code: Draw) -> None:
    body = f"<p style='width:40mm'>www.Example.org/health/<wbr>genes</p>{code('https://example.org/health/genes/')}"
    assert list(check(sheet(body))) == []


def test_a_page_without_codes_passes(sheet: Sheet) -> None:
    assert list(check(sheet("<p>Words alone."))) == []


def test_a_module_of_exactly_the_least_size_passes(sheet: Sheet, code: Draw) -> None:
    body = f"<a href='{ADDRESS}'>Genes</a>{code(ADDRESS, 0.4)}"
    assert [finding.message for finding in check(sheet(body)) if "module" in finding.message] == []


# --------------------------------------------------------------------------- broken


def test_a_code_that_is_missing_fails(sheet: Sheet, code: Draw) -> None:
    finding = only(check(sheet(code(ADDRESS), expected=meant(ADDRESS, "https://example.org/2"))))
    assert (finding.outcome, finding.where) == ("fail", "the document")
    assert finding.message == "the code for “https://example.org/2” is missing, or cannot be read at 150 dpi"


def test_a_code_printed_once_too_few_fails(sheet: Sheet, code: Draw) -> None:
    assert "is missing" in only(check(sheet(code(ADDRESS), expected=meant(ADDRESS, ADDRESS)))).message


def test_one_character_more_is_another_address(sheet: Sheet, code: Draw) -> None:
    findings = list(check(sheet(code(ADDRESS + "/"), expected=meant(ADDRESS))))
    assert [finding.outcome for finding in findings] == ["fail", "fail"]
    assert "is missing" in findings[0].message
    assert findings[1].where == f"page 1, code for “{ADDRESS}/”"
    assert findings[1].message == "no code was meant to hold this"


def test_a_code_with_a_hole_fails(sheet: Sheet, code: Draw) -> None:
    hole = "<div style='position:absolute;left:6mm;top:6mm;width:9mm;height:9mm;background:#fff'></div>"
    findings = list(check(sheet(code(ADDRESS) + hole, expected=meant(ADDRESS))))
    assert findings[0].outcome == "fail"
    assert "is missing" in findings[0].message


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ({"module_mm": 0.3}, "a module takes 0.30 mm on paper, less than 0.4 mm"),
        ({"quiet": 2, "style": "border:2mm solid #000"}, "modules of white beside it, fewer than 4"),
        ({"dark": "#fff", "light": "#000"}, "light on dark"),
        ({"dark": "#999"}, "its light and dark are 40% apart, less than 70%"),
        ({"dark": "#e03030", "light": "#ffd0d0"}, "apart, less than 70%"),
    ],
)
def test_a_code_that_is_hard_to_read_on_paper_fails(
    sheet: Sheet, code: Draw, drawn: dict[str, object], said: str
) -> None:
    findings = list(check(sheet(code(ADDRESS, **drawn), expected=meant(ADDRESS))))
    assert {finding.outcome for finding in findings} == {"fail"}
    assert any(said in finding.message for finding in findings)


def test_a_code_that_no_copier_gets_through_fails(sheet: Sheet, code: Draw) -> None:
    noise = "<div style='position:absolute;left:5mm;top:5mm;width:3.5mm;height:3.5mm;background:#888'></div>"
    finding = only(check(sheet(code(ADDRESS, 0.4) + noise, expected=meant(ADDRESS))))
    assert finding.message == "cannot be read from a bad photocopy of the page"


def test_a_code_only_finer_pictures_show_fails_with_its_size(sheet: Sheet, code: Draw) -> None:
    finding = only(check(sheet(code(ADDRESS * 2, 0.2))))
    assert finding.outcome == "fail"
    assert "can be read at 600 dpi, and not at 150" in finding.message
    assert "a module takes 0.20 mm" in finding.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WIFI:S:clinic;T:WPA;P:guest;;", "holds no web address"),
        ("http://[broken", "holds no web address"),
        ("https://localhost/a", "holds no web address"),
        ("https://example.org/a b", "holds no web address"),
        (ADDRESS, "neither a link nor the print on its page has this address"),
    ],
)
def test_a_code_from_elsewhere_that_nothing_speaks_for_is_for_a_person(
    sheet: Sheet, code: Draw, text: str, said: str
) -> None:
    finding = only(check(sheet(f"<p><a href='https://example.org/other'>Other</a></p>{code(text)}")))
    assert (finding.outcome, finding.message) == ("review", said)


def test_a_link_on_another_page_does_not_speak_for_a_code(sheet: Sheet, code: Draw) -> None:
    body = f"{code(ADDRESS)}<p style='break-before:page'><a href='{ADDRESS}'>Genes</a></p>"
    assert only(check(sheet(body))).outcome == "review"


def test_the_report_has_the_checks_name_and_outcome(sheet: Sheet, code: Draw) -> None:
    (result,) = run_checks(sheet(code(ADDRESS), expected=meant(ADDRESS)), only=["qr-decodes"]).results
    assert result == Result("qr-decodes", "pass")
