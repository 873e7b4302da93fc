"""Programs outside Python: run, stopped, missing; veraPDF found, asked and understood."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint

from handouts.errors import ToolError
from handouts.tools import Verdict, find_verapdf, run, validate

Validate = Callable[..., tuple[Verdict, ...]]

SOUND = "<html lang=en><title>A sheet</title><h1>A sheet</h1><p>Some words.</p></html>"
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2210%22 height=%2210%22%3E"
    "%3Crect width=%229%22 height=%229%22/%3E%3C/svg%3E"
)
NO_ALT = f"<html lang=en><title>A sheet</title><h1>A sheet</h1><p><img src='{PICTURE}'></p></html>"


def pdf_of(html: str, variant: str = "pdf/ua-1") -> bytes:
    return bytes(weasyprint.HTML(string=html).write_pdf(pdf_variant=variant))


# --------------------------------------------------------------------------- run


def test_a_program_runs_to_its_end() -> None:
    echo = "import os, sys; print(sys.stdin.read() + os.environ['MEANT']); print('oh', file=sys.stderr); exit(3)"
    ran = run([sys.executable, "-c", echo], timeout_s=30, stdin=b"in ", env={"MEANT": "out"})
    assert (ran.exit_code, ran.out, ran.err) == (3, b"in out\n", "oh\n")


def test_a_missing_program_is_named_with_the_next_step() -> None:
    with pytest.raises(ToolError, match=r"no-such-program: cannot be run: No such file or directory\. Install it"):
        run(["no-such-program"], timeout_s=5, hint="Install it")


def test_a_program_that_may_not_be_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked").write_text("#!/bin/sh\n")
    with pytest.raises(ToolError, match="cannot be run"):
        run([str(tmp_path / "locked")], timeout_s=5)


def test_an_argument_with_a_nul_is_a_tool_error() -> None:
    with pytest.raises(ToolError, match="cannot be run"):
        run([sys.executable, "a\0b"], timeout_s=5)


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_program_out_of_time_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    script = tmp_path / "slow"
    script.write_text(f"#!/bin/sh\nsleep 20 >/dev/null 2>&1 &\necho $! > {tmp_path}/child\nwait\n")
    script.chmod(0o755)
    with pytest.raises(ToolError, match=r"still running after 0\.5 s and stopped"):
        run([str(script)], timeout_s=0.5)
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0]
    except OSError:
        return False
    return state != "Z"


# --------------------------------------------------------------------------- finding veraPDF


@pytest.fixture
def java(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH holds a `java` and nothing else."""
    return {"PATH": str(executable(tmp_path / "bin" / "java").parent)}


def executable(path: Path, text: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def jar(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def test_the_variable_may_name_a_jar(tmp_path: Path, java: dict[str, str]) -> None:
    file = jar(tmp_path / "lib" / "verapdf.jar")
    command = find_verapdf({**java, "VERAPDF": str(file)}, checkout=tmp_path)
    assert command[0] == str(tmp_path / "bin" / "java")
    assert command[-2:] == (str(file), "org.verapdf.apps.GreenfieldCliWrapper")


def test_the_variable_may_name_a_folder_of_jars(tmp_path: Path, java: dict[str, str]) -> None:
    files = [jar(tmp_path / "lib" / name) for name in ("a.jar", "b.jar")]
    command = find_verapdf({**java, "VERAPDF": str(tmp_path / "lib")}, checkout=tmp_path)
    assert command[-2] == os.pathsep.join(map(str, files))


def test_the_variable_may_name_a_launcher_or_its_folder(tmp_path: Path) -> None:
    launcher = executable(tmp_path / "installed" / "verapdf")
    for named in (launcher, launcher.parent):
        assert find_verapdf({"VERAPDF": str(named)}, checkout=tmp_path) == (str(launcher),)


def test_a_variable_that_names_nothing_is_not_passed_over(tmp_path: Path, java: dict[str, str]) -> None:
    jar(tmp_path / ".verapdf" / "verapdf.jar")
    with pytest.raises(ToolError, match="VERAPDF names neither"):
        find_verapdf({**java, "VERAPDF": str(tmp_path / "gone")}, checkout=tmp_path)


def test_the_path_comes_before_the_checkout(tmp_path: Path, java: dict[str, str]) -> None:
    file = jar(tmp_path / ".verapdf" / "greenfield-apps-1.28.2.jar")
    assert find_verapdf(java, checkout=tmp_path)[-2] == str(file)
    launcher = executable(tmp_path / "bin" / "verapdf")
    assert find_verapdf(java, checkout=tmp_path) == (str(launcher),)


def test_the_users_own_folder_comes_last(tmp_path: Path, java: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / "data" / name)
    with pytest.raises(ToolError, match=r"veraPDF is not installed\. Run `make verapdf`"):
        find_verapdf(java, checkout=tmp_path)
    file = jar(tmp_path / "data" / "handouts" / "verapdf" / "verapdf.jar")
    assert find_verapdf(java, checkout=tmp_path)[-2] == str(file)


def test_a_jar_without_java_says_so(tmp_path: Path) -> None:
    jar(tmp_path / ".verapdf" / "verapdf.jar")
    with pytest.raises(ToolError, match=r"veraPDF is here but Java is not\. Install Java 11"):
        find_verapdf({"PATH": ""}, checkout=tmp_path)


def test_java_home_is_believed(tmp_path: Path) -> None:
    jar(tmp_path / ".verapdf" / "verapdf.jar")
    java = executable(tmp_path / "jdk" / "bin" / "java")
    assert find_verapdf({"PATH": "", "JAVA_HOME": str(tmp_path / "jdk")}, checkout=tmp_path)[0] == str(java)


# --------------------------------------------------------------------------- understanding veraPDF


def fake(tmp_path: Path, said: str, exit_code: int = 0, complaint: str = "") -> dict[str, str]:
    """An environment whose veraPDF says this, whatever it is asked."""
    (tmp_path / "said").write_text(said)
    script = f"#!/bin/sh\necho '{complaint}' >&2\ncat {tmp_path}/said\nexit {exit_code}\n"
    return {"VERAPDF": str(executable(tmp_path / "verapdf", script))}


def report(*jobs: str) -> str:
    return f"<report><jobs>{''.join(f'<job>{job}</job>' for job in jobs)}</jobs></report>"


RULE = (
    '<rule specification="ISO 14289-1:2014" clause="{}" testNumber="{}" status="{}" failedChecks="{}">'
    "<description> A rule. </description><check><errorMessage>Broken here</errorMessage></check></rule>"
)


def test_broken_rules_come_in_the_order_of_their_clauses(tmp_path: Path) -> None:
    rules = (
        RULE.format("7.18.1", 2, "failed", 3) + RULE.format("7.2", 29, "failed", 1) + RULE.format("5", 1, "passed", 0)
    )
    job = f'<validationReport profileName="A profile" isCompliant="false"><details>{rules}</details></validationReport>'
    (verdict,) = validate({"name": b""}, "ua1", env=fake(tmp_path, report(job)))
    assert (verdict.file, verdict.profile, verdict.compliant) == ("name", "A profile", False)
    assert [(rule.clause, rule.test, rule.count) for rule in verdict.failed] == [("7.2", 29, 1), ("7.18.1", 2, 3)]
    assert (verdict.failed[0].description, verdict.failed[0].message) == ("A rule.", "Broken here")


def test_a_file_it_cannot_judge_has_a_problem_and_is_not_compliant(tmp_path: Path) -> None:
    job = "<taskException><exceptionMessage>End of file</exceptionMessage></taskException>"
    assert validate({"x": b""}, "ua1", env=fake(tmp_path, report(job), exit_code=7)) == (
        Verdict("x", "", False, problem="End of file"),
    )


def test_no_report_is_an_error_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="no report, exit code 4: out of memory"):
        validate({"x": b""}, "ua1", env=fake(tmp_path, "", 4, "out of memory"))


def test_a_verdict_too_few_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="0 verdicts on 1 files"):
        validate({"x": b""}, "ua1", env=fake(tmp_path, report()))


def test_a_profile_it_does_not_know_is_an_error(tmp_path: Path) -> None:
    job = '<taskException><exceptionMessage>because "flavour" is null</exceptionMessage></taskException>'
    with pytest.raises(ToolError, match="does not know the profile's flavour"):
        validate({"x": b""}, "ua1", env=fake(tmp_path, report(job)))


def test_a_profile_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="profile cannot be read"):
        validate({"x": b""}, tmp_path / "gone.xml", env=fake(tmp_path, report()))


def test_no_files_take_no_process(tmp_path: Path) -> None:
    assert validate({}, "ua1", env={"VERAPDF": str(tmp_path / "gone")}) == ()


# --------------------------------------------------------------------------- the real one


def test_verapdf_judges_many_files_at_once_whatever_their_names(verapdf: Validate) -> None:
    pdfs = {"Ñ'/..\n": pdf_of(SOUND), "-f": pdf_of(NO_ALT), "": b"no pdf", "c": pdf_of(SOUND)}
    verdicts = verapdf(pdfs, "ua1")
    assert [verdict.file for verdict in verdicts] == list(pdfs)
    assert [verdict.compliant for verdict in verdicts] == [True, False, False, True]
    assert [(rule.clause, rule.test, rule.count) for rule in verdicts[1].failed] == [("7.3", 1, 1)]
    assert verdicts[2].problem
    assert verdicts[0].profile == "PDF/UA-1 validation profile"


@pytest.mark.parametrize(("flavour", "profile"), [("ua2", "PDF/UA-2"), ("2a", "PDF/A-2A")])
def test_verapdf_knows_the_other_standards(verapdf: Validate, flavour: str, profile: str) -> None:
    (verdict,) = verapdf({"ua-1": pdf_of(SOUND)}, flavour)
    assert verdict.profile.startswith(profile)
    assert not verdict.compliant


def test_verapdf_takes_the_wcag_profile(verapdf: Validate, shared: Path) -> None:
    profile = shared / "samples" / "verapdf" / "WCAG-2-2-Machine.xml"
    sound, broken = verapdf({"sound": pdf_of(SOUND), "broken": pdf_of(NO_ALT)}, profile)
    assert sound.profile == "WCAG 2.2 machine validation profile"
    assert sound.compliant
    assert [rule.clause for rule in broken.failed] == ["7.3"]
