"""The report, and the frame that runs the checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import pytest

from handouts import checks
from handouts.checks import Finding, Report, Result, Subject, explain, names, not_checked, run_checks
from handouts.checks.report import to_json, to_text
from handouts.errors import RequestError, SourceError, ToolError

FAILED = Report(
    file="a.pdf",
    sha256="0" * 64,
    pages=2,
    standard="ua-1",
    results=(
        Result("one", "pass"),
        Result(
            "two",
            "fail",
            (
                *(Finding("two", "fail", f"page {n}", "a thing is wrong", "Mend it") for n in range(1, 6)),
                Finding("two", "review", "page 9", "a thing is odd"),
            ),
        ),
        Result("three", "skipped", reason="the tool is not here"),
        Result("four", "review", (Finding("four", "review", "page 1", "look here"),)),
    ),
    needs_a_person=("Is it right?",),
    versions={"handouts": "1"},
)


def test_the_readable_report() -> None:
    assert to_text(FAILED) == (
        "a.pdf: 2 pages, PDF/UA-1: FAILED\n"
        "\n"
        "FAIL  two\n"
        "  page 1; page 2; page 3 and 2 more: a thing is wrong\n"
        "      Mend it\n"
        "  (review) page 9: a thing is odd\n"
        "\n"
        "REVIEW  four\n"
        "  page 1: look here\n"
        "\n"
        "Passed: one\n"
        "\n"
        "Skipped:\n"
        "  three: the tool is not here\n"
        "\n"
        "Only a person can judge:\n"
        "  - Is it right?\n"
    )


def test_the_report_as_json() -> None:
    said = json.loads(to_json(FAILED))
    assert said["failed"] is True
    assert len(said["results"][1]["findings"]) == 6
    assert said["needs_a_person"] == ["Is it right?"]


def test_a_report_fails_only_where_a_check_fails() -> None:
    assert FAILED.failed
    assert not Report("a", "", 1, "ua-1", FAILED.results[2:]).failed
    assert len(FAILED.findings) == 7


@pytest.fixture
def sheet(faults: ModuleType) -> Subject:
    return faults.Bench().sheet()


def test_all_checks_run_and_a_sound_sheet_passes_those_of_its_tags(sheet: Subject) -> None:
    only = [name for name in names() if not name.startswith("verapdf")]
    report = run_checks(sheet, only)
    assert [result.check for result in report.results] == only
    assert report.pages == 4
    assert report.versions["pikepdf"]
    assert "Does each picture's text say what the picture is there for?" in report.needs_a_person


def test_names_are_unique_and_sorted() -> None:
    assert list(names()) == sorted(set(names()))
    assert len(names()) >= 13


@pytest.mark.parametrize("name", names())
def test_every_check_explains_itself(name: str) -> None:
    said = explain(name)
    assert said.startswith(f"{name}: ")
    places = [said.index(f"\n{section}: ") for section in ("What", "Why", "Limits", "Source")]
    assert places == sorted(places)


def test_an_unknown_check_is_a_request_error(sheet: Subject) -> None:
    with pytest.raises(RequestError, match="no check 'spelling'"):
        run_checks(sheet, ["spelling"])
    with pytest.raises(RequestError):
        explain("__init__")


def test_a_file_that_cannot_be_read_is_a_source_error() -> None:
    with pytest.raises(SourceError):
        run_checks(Subject(b"words", "a.pdf"))


def test_a_file_that_was_not_checked_says_so(sheet: Subject) -> None:
    report = not_checked(sheet, "asked not to")
    assert {(result.outcome, result.reason) for result in report.results} == {("skipped", "asked not to")}
    assert not report.failed


def stand_in(monkeypatch: pytest.MonkeyPatch, needs: str, *said: Finding, error: Exception | None = None) -> None:
    """Put a check in the place of all."""

    def check(_: Subject) -> Iterator[Finding]:
        yield from said
        if error:
            raise error

    monkeypatch.setattr(checks, "_module", lambda _: SimpleNamespace(NEEDS=needs, check=check))


def test_a_check_that_cannot_run_is_skipped_and_never_passed(sheet: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "", error=ToolError("the tool is missing", hint="Install it"))
    (result,) = run_checks(sheet, ["x"]).results
    assert (result.outcome, result.reason) == ("skipped", "the tool is missing. Install it")


def test_a_check_that_needs_to_know_is_skipped_for_a_file_from_elsewhere(
    faults: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, "expected tags")
    (result,) = run_checks(faults.Bench().sheet(known=False), ["x"]).results
    assert result.outcome == "skipped"
    (result,) = run_checks(faults.Bench().sheet(), ["x"]).results
    assert result.outcome == "pass"


def test_failures_come_first_and_decide(sheet: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "", Finding("", "review", "a", "odd"), Finding("", "fail", "b", "wrong"))
    (result,) = run_checks(sheet, ["x"]).results
    assert result.outcome == "fail"
    assert [finding.check for finding in result.findings] == ["x", "x"]
    assert result.findings[0].message == "wrong"


def test_thousands_of_findings_are_cut(sheet: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    alike = [Finding("", "fail", f"page {n}", "wrong") for n in range(5000)]
    stand_in(monkeypatch, "", *alike, Finding("", "fail", "page 1", "another thing"))
    (result,) = run_checks(sheet, ["x"]).results
    assert [finding.message for finding in result.findings[-2:]] == [
        "another thing",
        "further findings of this check that are left out: 4980",
    ]
    assert len(result.findings) == checks.MOST_ALIKE + 2


def test_the_standard_is_the_one_asked_for_or_claimed(faults: ModuleType) -> None:
    bench = faults.Bench()
    for standard in ("ua-1", "ua-2", "archive"):
        assert bench.sheet(standard=standard).standard == standard
    assert Subject(bench.sheet().pdf, "a.pdf", asked="ua-2").standard == "ua-2"
    assert bench.subject(bench.edited(bench.made("<p>A</p>"), bench.metadata("pdfuaid:part", "x:y"))).standard == "ua-1"


def test_pages_are_drawn_once(sheet: Subject) -> None:
    assert sheet.image(0) is sheet.image(0)
    assert sheet.image(0).mode == "L"
    assert [picture.size for picture in sheet.images()] == [sheet.image(0).size] * 4
    with pytest.raises(SourceError, match="page 9 cannot be drawn"):
        sheet.image(8)
