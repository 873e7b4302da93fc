"""`handouts check`, `explain` and `read`; the checks themselves have their own tests."""

from __future__ import annotations

import pikepdf
import pytest

from handouts import checks


@pytest.fixture
def blank(tmp_path):
    """Return a PDF of one empty page: no tags, no title, no language."""
    path = tmp_path / "blank.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


@pytest.fixture
def few(monkeypatch):
    """Leave two checks that are quick."""
    monkeypatch.setattr(checks, "names", lambda: ("title-and-language", "verapdf"))


def outcomes(report) -> dict[str, str]:
    return {result["check"]: result["outcome"] for result in report["results"]}


def test_any_pdf_is_judged(run, blank):
    said = run("check", blank, "--no-verapdf")
    assert said.code == 1
    assert said.out.startswith(f"{blank}: 1 page, PDF/UA-1: FAILED")
    assert "FAIL  title-and-language" in said.out
    assert "Only a person can judge:" in said.out
    assert said.err == ""


def test_as_json(run, blank):
    said = run("check", blank, "--json", "--no-verapdf")
    assert said.code == 1
    (report,) = said.json
    assert (report["file"], report["pages"], report["failed"]) == (str(blank), 1, True)
    assert outcomes(report)["title-and-language"] == "fail"
    assert not [name for name in outcomes(report) if name.startswith("verapdf")]


def test_what_passes_is_0(run, few, blank):
    with pikepdf.open(blank, allow_overwriting_input=True) as pdf:
        pdf.Root.Lang = pikepdf.String("en")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        with pdf.open_metadata() as meta:
            meta["dc:title"] = "A title"
        pdf.save(blank)
    said = run("check", blank, "--no-verapdf")
    assert said.code == 0, said.out


def test_one_file_that_is_no_pdf_does_not_stop_the_others(run, few, blank, tmp_path):
    (tmp_path / "text.pdf").write_text("no PDF")
    (tmp_path / "cut.pdf").write_bytes(blank.read_bytes()[:200])
    said = run("check", tmp_path / "text.pdf", tmp_path / "nosuch.pdf", blank, tmp_path, "--no-verapdf")
    assert said.code == 1
    assert said.out.count("FAILED") == 1
    for name in ("text.pdf", "nosuch.pdf"):
        assert name in said.err
    assert "folder" in said.err
    assert said.err.endswith("3 of 4 failed.\n")


def test_one_file_that_is_no_pdf(run, tmp_path):
    (tmp_path / "text.pdf").write_text("no PDF")
    assert run("check", tmp_path / "text.pdf").code == 4
    assert run("check", tmp_path / "nosuch.pdf").code == 4


def test_who_insists_on_verapdf_gets_an_error_where_it_is_not(run, few, blank, monkeypatch, tmp_path):
    monkeypatch.setenv("VERAPDF", str(tmp_path / "nowhere"))
    assert run("check", blank, "--verapdf").code == 8
    said = run("check", blank, "--json")
    assert outcomes(said.json[0])["verapdf"] == "skipped"


def test_many_files_go_through_one_process(run, few, blank, monkeypatch):
    from handouts.checks import judging

    together = []
    monkeypatch.setattr(judging, "judge_together", lambda subjects: together.append([s.file for s in subjects]))
    monkeypatch.setenv("VERAPDF", "/nowhere")
    monkeypatch.setattr("handouts.cli.check.AT_ONCE", 2)
    run("check", blank, blank, blank)
    assert [len(some) for some in together] == [2, 1]


@pytest.mark.parametrize("name", checks.names())
def test_every_check_is_explained(run, name):
    said = run("explain", name)
    assert said.code == 0
    assert said.out.startswith(f"{name}: ")
    for section in ("What:", "Why:", "Limits:", "Source:"):
        assert section in said.out


def test_an_unknown_check(run):
    said = run("explain", "spelling")
    assert said.code == 2
    assert "reading-order" in said.err


def test_reading_a_file_without_tags(run, blank):
    said = run("read", blank)
    assert (said.code, said.err) == (0, "")


def test_reading_what_is_no_pdf(run, tmp_path):
    (tmp_path / "text.pdf").write_text("no PDF")
    assert run("read", tmp_path / "text.pdf").code == 4


def test_a_handout_is_read_aloud(program, tmp_path):
    assert program("make", "flu-vaccine", "--no-check", "-o", tmp_path).code == 0
    said = program("read", tmp_path / "flu-vaccine.en-es.pdf")
    assert said.code == 0
    assert "[en] Heading 1: Flu Vaccine" in said.out
    assert "[es] Heading 1: Vacuna contra la gripe" in said.out
