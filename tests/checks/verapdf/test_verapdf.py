"""The checks verapdf and verapdf-wcag: what veraPDF says becomes findings, and its absence is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import weasyprint

from handouts.checks import run_checks
from handouts.checks.judging import findings, judge_together
from handouts.checks.report import Finding, Result, Standard
from handouts.checks.subject import Subject
from handouts.errors import ToolError
from handouts.tools import FailedRule, Verdict

Validate = Callable[..., tuple[Verdict, ...]]

SOUND = "<html lang=en><title>A sheet</title><h1>A sheet</h1><p>Some words.</p><ul><li>One</li></ul></html>"
PICTURE = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22/%3E"
SKIPS = "<html lang=en><title>A sheet</title><h1>A sheet</h1><h3>Too deep</h3><p>Words.</p></html>"


def subject(html: str, variant: str = "pdf/ua-1", asked: Standard | None = None) -> Subject:
    return Subject(weasyprint.HTML(string=html).write_pdf(pdf_variant=variant), "sheet.pdf", asked=asked)


def result(of: Subject, name: str = "verapdf") -> Result:
    (only,) = run_checks(of, only=[name]).results
    return only


# --------------------------------------------------------------------------- with veraPDF


def test_a_sound_file_passes(verapdf: Validate) -> None:
    assert result(subject(SOUND)) == Result("verapdf", "pass")


def test_another_sound_file_passes(verapdf: Validate) -> None:
    table = "<table><tr><th scope=col>Day</th></tr><tr><td>Monday</td></tr></table>"
    assert result(subject(SOUND.replace("<p>", table + "<p>"))).outcome == "pass"


def test_a_skipped_heading_level_fails_with_clause_and_rule(verapdf: Validate) -> None:
    found = result(subject(SKIPS))
    assert found.outcome == "fail"
    (finding,) = found.findings
    assert finding.message.startswith("ISO 14289-1:2014, 7.4.2, test 1, is broken in 1 place: ")
    assert "level" in finding.hint


def test_the_standard_decides_the_profile(verapdf: Validate) -> None:
    messages = [f.message for f in result(subject(SOUND, asked="archive")).findings]
    assert any(message.startswith("ISO 19005-2") for message in messages)
    messages = [f.message for f in result(subject(SOUND, asked="ua-2")).findings]
    assert all(message.startswith("ISO 14289-2") for message in messages)
    assert messages


def test_the_wcag_profile_is_used_where_it_is(verapdf: Validate, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF_WCAG_PROFILE", str(shared / "samples" / "verapdf" / "WCAG-2-2-Machine.xml"))
    assert result(subject(SOUND), "verapdf-wcag") == Result("verapdf-wcag", "pass")
    no_alt = SOUND.replace("</h1>", f"</h1><p><img src='{PICTURE}'></p>")
    assert "7.3, test 1" in result(subject(no_alt), "verapdf-wcag").findings[0].message


# --------------------------------------------------------------------------- without veraPDF


def test_it_is_skipped_with_the_reason_where_verapdf_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", "/nowhere/verapdf.jar")
    found = result(subject(SOUND))
    assert (found.outcome, found.findings) == ("skipped", ())
    assert "/nowhere/verapdf.jar: VERAPDF names neither" in found.reason


@pytest.mark.parametrize(("named", "reason"), [("", "is not at hand"), ("/nowhere/wcag.xml", "no such file")])
def test_wcag_is_skipped_with_the_reason_where_the_profile_is_missing(
    monkeypatch: pytest.MonkeyPatch, named: str, reason: str
) -> None:
    monkeypatch.setenv("VERAPDF_WCAG_PROFILE", named)
    found = result(subject(SOUND), "verapdf-wcag")
    assert found.outcome == "skipped"
    assert reason in found.reason
    assert "VERAPDF_WCAG_PROFILE" in found.reason


def test_a_verdict_becomes_findings() -> None:
    rule = FailedRule("ISO 14289-1:2014", "7.3", 1, "A figure has a text.", "This one has none", 4)
    (finding,) = findings(Verdict("x", "A profile", False, (rule,)))
    message = "ISO 14289-1:2014, 7.3, test 1, is broken in 4 places: This one has none"
    assert finding == Finding("", "fail", "the document", message, "The rule: A figure has a text.")


def test_a_file_that_verapdf_cannot_read_fails() -> None:
    (finding,) = findings(Verdict("x", "", False, problem="End of file is reached"))
    assert finding.outcome == "fail"
    assert "End of file is reached" in finding.message


# --------------------------------------------------------------------------- many at once


def test_many_files_take_one_process_a_profile_and_none_later(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, int]] = []

    def answer(pdfs: dict[str, bytes], against: object) -> Sequence[Verdict]:
        asked.append((against, len(pdfs)))
        return [Verdict(name, str(against), True) for name in pdfs]

    monkeypatch.delenv("VERAPDF_WCAG_PROFILE", raising=False)
    monkeypatch.setattr("handouts.checks.judging.validate", answer)
    standards: tuple[Standard, ...] = ("ua-1", "ua-1", "ua-2", "archive")
    subjects = [subject(SOUND, asked=standard) for standard in standards]
    judge_together(subjects)
    assert asked == [("ua1", 3), ("ua2", 1), ("2a", 1)]
    assert [result(s).outcome for s in subjects] == ["pass"] * 4
    assert len(asked) == 3


def test_many_files_without_verapdf_is_a_tool_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", "/nowhere")
    with pytest.raises(ToolError):
        judge_together([subject(SOUND)])
