"""Run programs outside Python; nothing else in the package starts a process.

`run` runs any of them. veraPDF, the judge of PDF/UA and PDF/A, is found in this order: the VERAPDF variable, a
`verapdf` on the PATH, the checkout's own .verapdf (`make verapdf`), the user's data folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs
from lxml import etree

from handouts.errors import ToolError

Flavour = Literal["ua1", "ua2", "2a"]

_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_GET_VERAPDF = "Run `make verapdf`, or set VERAPDF to its jar, its folder or its launcher"
_NULL_FLAVOUR = '"flavour" is null'

# --------------------------------------------------------------------------- any program


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that came to its end; what an exit code means is the caller's to know."""

    exit_code: int
    out: bytes
    err: str


def run(
    command: Sequence[str],
    *,
    timeout_s: float,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    hint: str = "",
) -> Ran:
    """Run a program to its end.

    Args:
        command: the program and its arguments; no shell comes near them.
        timeout_s: after this many seconds it is stopped, with everything it started.
        stdin: what it reads.
        env: variables set or changed for it.
        hint: the next step for a reader who does not have the program.

    Raises:
        ToolError: it is missing, may not be run, or takes too long.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of arguments, without a shell
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ToolError(f"cannot be run: {reason}", place=command[0], hint=hint) from error
    try:
        out, err = process.communicate(stdin, timeout_s)
    except subprocess.TimeoutExpired as error:
        raise ToolError(
            f"still running after {timeout_s:g} s and stopped", place=command[0], hint="Try fewer or smaller files"
        ) from error
    finally:
        _stop(process)
    return Ran(process.returncode, out, err.decode("utf-8", "replace"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: a launcher script's Java would outlive the script."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


# --------------------------------------------------------------------------- veraPDF


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that a file breaks.

    Args:
        specification: "ISO 14289-1:2014".
        clause, test: "7.3" and 1; together they name the rule.
        description: what the rule asks.
        message: what is wrong at the first place, as veraPDF words it; "" when it says nothing.
        count: how many places break it.
    """

    specification: str
    clause: str
    test: int
    description: str
    message: str
    count: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file.

    Args:
        file: the name it was given under.
        profile: the name of the profile, as veraPDF has it; "" when it could not read the file.
        compliant: whether no rule is broken.
        failed: the broken rules by clause; veraPDF gives them in another order each time.
        problem: why it could not judge the file; "" when it could.
    """

    file: str
    profile: str
    compliant: bool
    failed: tuple[FailedRule, ...] = ()
    problem: str = ""


def find_verapdf(env: Mapping[str, str] | None = None, *, checkout: Path | None = None) -> tuple[str, ...]:
    """Return the command that starts veraPDF.

    Args:
        env: the environment, ours when None: VERAPDF, JAVA_HOME and PATH are looked at.
        checkout: the folder whose .verapdf is looked into; the one this package lies in when None.

    Raises:
        ToolError: veraPDF or Java is not there, or VERAPDF names nothing that can be run.
    """
    env = os.environ if env is None else env
    named = env.get("VERAPDF", "")
    if named:
        command = _command(Path(named).expanduser(), env)
        if not command:
            raise ToolError("VERAPDF names neither a jar, nor a folder with one, nor a launcher", place=named)
        return command
    on_path = shutil.which("verapdf", path=env.get("PATH", ""))
    if on_path:
        return (on_path,)
    checkout = checkout or Path(__file__).resolve().parent.parent
    for folder in (checkout / ".verapdf", platformdirs.user_data_path("handouts") / "verapdf"):
        command = _command(folder, env)
        if command:
            return command
    raise ToolError("veraPDF is not installed", hint=_GET_VERAPDF)


def _command(place: Path, env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command for a jar, a folder or a launcher; nothing when it is none of them."""
    if place.is_dir():
        launcher = place / ("verapdf.bat" if sys.platform == "win32" else "verapdf")
        jars = sorted(place.glob("*.jar"))
        if launcher.is_file():
            return (str(launcher),)
        return _java(os.pathsep.join(map(str, jars)), env) if jars else ()
    if not place.is_file():
        return ()
    return _java(str(place), env) if place.suffix == ".jar" else (str(place),)


def _java(class_path: str, env: Mapping[str, str]) -> tuple[str, ...]:
    folder = env.get("JAVA_HOME", "")
    java = shutil.which("java", path=str(Path(folder) / "bin") if folder else env.get("PATH", ""))
    if not java:
        raise ToolError("veraPDF is here but Java is not", place=class_path, hint="Install Java 11 or newer")
    # The first compiler alone: a run is too short for the second to pay (4.5 against 1.8 CPU s for one file).
    return (java, "-XX:TieredStopAtLevel=1", "-cp", class_path, _MAIN)


def validate(
    pdfs: Mapping[str, bytes],
    against: Flavour | Path,
    *,
    env: Mapping[str, str] | None = None,
    timeout_s: float = 120.0,
    checkout: Path | None = None,
) -> tuple[Verdict, ...]:
    """Return veraPDF's verdict on each file, in order, all from one Java process.

    Args:
        pdfs: name to the file's bytes; the name is only for the verdict and may be any text.
        against: a flavour that veraPDF has, or a file with a profile.
        env: as in `find_verapdf`.
        timeout_s: for the process; each file adds five seconds.
        checkout: as in `find_verapdf`.

    Raises:
        ToolError: veraPDF is missing, takes too long, cannot use the profile, or answers in a way we cannot read.
    """
    with tempfile.TemporaryDirectory(prefix="handouts-") as name:
        # Names of our own: veraPDF passes over a name without .pdf, Java over one its locale cannot spell.
        files = {given: Path(name) / f"{number:06}.pdf" for number, given in enumerate(pdfs)}
        for given, file in files.items():
            file.write_bytes(pdfs[given])
        return validate_files(files, against, env=env, timeout_s=timeout_s, checkout=checkout)


def validate_files(
    files: Mapping[str, Path],
    against: Flavour | Path,
    *,
    env: Mapping[str, str] | None = None,
    timeout_s: float = 120.0,
    checkout: Path | None = None,
) -> tuple[Verdict, ...]:
    """Return veraPDF's verdict on each file, in order, all from one Java process.

    Args:
        files: name for the verdict to where the file lies; its own name is ASCII and ends in .pdf.

    Raises:
        ToolError: as in `validate`, and so are the other arguments.
    """
    if not files:
        return ()
    command = find_verapdf(env, checkout=checkout)
    with tempfile.TemporaryDirectory(prefix="handouts-") as name:
        by = ("--flavour", against) if isinstance(against, str) else ("--profile", str(_profile(against, Path(name))))
        arguments = [*command, *by, "--format", "xml", "--maxfailuresdisplayed", "1", *map(str, files.values())]
        ran = run(arguments, timeout_s=timeout_s + 5 * len(files), env={"LC_ALL": "C.UTF-8"}, hint=_GET_VERAPDF)
    return _verdicts(ran, tuple(files), place=command[-1] if len(command) == 1 else "veraPDF")


def _profile(profile: Path, folder: Path) -> Path:
    """Return the profile under a flavour that the pinned veraPDF knows.

    Its newer profiles say WCAG_2_2_MACHINE, which 1.28 takes for no flavour at all and stops at; it knows WCAG_2_2.
    """
    try:
        text = profile.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ToolError("the veraPDF profile cannot be read", place=str(profile)) from error
    known = folder / "profile.xml"
    known.write_text(re.sub(r'flavour="WCAG_2_2_\w+"', 'flavour="WCAG_2_2"', text, count=1), encoding="utf-8")
    return known


def _verdicts(ran: Ran, names: tuple[str, ...], *, place: str) -> tuple[Verdict, ...]:
    try:
        report = etree.fromstring(ran.out, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        said = ran.err.strip().splitlines()
        raise ToolError(
            f"no report, exit code {ran.exit_code}: {said[-1] if said else 'it said nothing'}",
            place=place,
            hint=_GET_VERAPDF,
        ) from error
    jobs = report.findall("jobs/job")
    if len(jobs) != len(names):
        raise ToolError(f"{len(jobs)} verdicts on {len(names)} files", place=place, hint=_GET_VERAPDF)
    verdicts = tuple(_verdict(job, name) for job, name in zip(jobs, names, strict=True))
    if any(_NULL_FLAVOUR in verdict.problem for verdict in verdicts):
        raise ToolError("this version does not know the profile's flavour", place=place, hint=_GET_VERAPDF)
    return verdicts


def _verdict(job: etree._Element, name: str) -> Verdict:
    report = job.find("validationReport")
    if report is None:
        return Verdict(name, "", False, problem=job.findtext("taskException/exceptionMessage") or "no reason given")
    failed = [_failed_rule(rule) for rule in report.iterfind("details/rule") if rule.get("status") == "failed"]
    failed.sort(key=lambda rule: (rule.specification, _numbers(rule.clause), rule.test))
    return Verdict(name, report.get("profileName", ""), report.get("isCompliant") == "true", tuple(failed))


def _numbers(clause: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", clause)))


def _failed_rule(rule: etree._Element) -> FailedRule:
    return FailedRule(
        rule.get("specification", ""),
        rule.get("clause", ""),
        int(rule.get("testNumber", "0")),
        (rule.findtext("description") or "").strip(),
        (rule.findtext("check/errorMessage") or "").strip(),
        int(rule.get("failedChecks", "0")),
    )
