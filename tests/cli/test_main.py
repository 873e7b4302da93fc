"""The frame of the command line: help, exit codes, and how it ends when it cannot go on."""

from __future__ import annotations

import os
import pkgutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from handouts import cli, errors
from handouts.cli import _talk

COMMANDS = sorted(m.name for m in pkgutil.iter_modules(cli.__path__) if not m.name.startswith("_"))
SLOW = ("weasyprint", "lxml", "pikepdf", "babel", "jinja2", "rich", "pypdfium2", "PIL", "fontTools", "qrcode")


def python(code: str, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, **more)


@pytest.fixture
def failing(monkeypatch):
    """Replace what `handouts doctor` does."""

    def put(error: BaseException) -> None:
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr("handouts.cli.doctor.command", command)

    return put


# ----- help


@pytest.mark.parametrize("args", [[], *([name] for name in COMMANDS)], ids=lambda args: " ".join(args) or "handouts")
def test_every_help_has_an_example(run, args):
    said = run(*args, "--help")
    assert said.code == 0
    assert said.err == ""
    _, _, example = said.out.partition("Example:\n")
    assert example.strip().startswith("handouts " + " ".join(args)) or 'eval "$(handouts' in example


def test_help_names_every_command(run):
    assert {"make", "list", "doctor", "check", "explain", "verify", "read", "completion"} <= set(COMMANDS)
    listed = run("--help").out.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ")][: len(COMMANDS)] == COMMANDS


@pytest.mark.parametrize("args", [["--help"], ["make", "--help"], ["--version"]], ids=" ".join)
def test_help_loads_nothing_slow(args):
    code = f"import sys; from handouts.cli import main; main({args!r}); print(*sys.modules, file=sys.stderr)"
    loaded = {name.partition(".")[0] for name in python(code).stderr.split()}
    assert "click" in loaded
    assert loaded.isdisjoint(SLOW)


def test_an_unknown_command_is_a_bad_request_with_a_guess(run):
    said = run("chek")
    assert said.code == 2
    assert said.out == ""
    assert "Did you mean" in said.err
    assert "'check'" in said.err


def test_an_unknown_option_is_a_bad_request(run):
    assert run("make", "x", "--papre", "a4").code == 2


def test_the_version(run):
    assert run("--version").out.startswith("handouts ")


# ----- failures a person can act on


@pytest.mark.parametrize("kind", [getattr(errors, name) for name in errors.__all__], ids=lambda kind: kind.__name__)
def test_an_error_has_its_own_exit_code_and_says_fact_place_and_next_step(run, failing, kind):
    failing(kind("it does not fit", place="page 3", hint="Make it shorter"))
    said = run("doctor")
    assert said.code == kind.exit_code
    assert said.out == ""
    assert said.err == "Error: it does not fit\n  place: page 3\n  next:  Make it shorter\n"


def test_what_was_asked_for_is_told_where_the_error_does_not_say_it(capsys):
    _talk.show_error(errors.RenderError("a glyph is missing"), about="flu-vaccine")
    assert capsys.readouterr().err == "Error: a glyph is missing\n  for:   flu-vaccine\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_ctrl_c_ends_with_130(run, failing, error):
    failing(error)
    said = run("doctor")
    assert said.code == 130
    assert said.err.strip() == "Stopped."


def test_an_exit_code_of_a_command_is_that_of_the_program(run, failing):
    failing(click.exceptions.Exit(1))
    assert run("doctor").code == 1


# ----- failures nobody foresaw

BUG = """
import sys, click
import handouts.cli.doctor
@click.command()
def command():
    patient = "Maria Example"
    raise KeyError(patient)
handouts.cli.doctor.command = command
sys.argv = ["handouts", "doctor"]
sys.exit(handouts.cli.main())
"""


def test_a_bug_is_told_in_short_and_without_what_the_files_say():
    done = python(BUG)
    assert done.returncode == 70
    assert done.stdout == ""
    assert "this is a bug" in done.stderr
    assert "cli/__init__.py:" in done.stderr
    assert "KeyError" in done.stderr
    assert "Maria" not in done.stderr
    assert "Traceback" not in done.stderr


def test_who_asks_for_it_gets_the_whole_story():
    done = python(BUG, env={**os.environ, "HANDOUTS_TRACEBACK": "1"})
    assert done.returncode == 70
    assert "Traceback" in done.stderr


# ----- signals and pipes, for real

WAITING = """
import sys, time, pathlib
import click
from handouts import store
import handouts.cli.doctor
def slow(path, data, **_how):
    path.write_bytes(data[:1])
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)
store._write_through = slow
@click.command()
def command():
    store.write_file(pathlib.Path("."), "x.pdf", b"whole")
handouts.cli.doctor.command = command
sys.argv = ["handouts", "doctor"]
sys.exit(handouts.cli.main())
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (getattr(signal, "SIGHUP", None), 129)]
)
def test_a_signal_while_writing_leaves_nothing(tmp_path, number, code):
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "begun\n"
        running.send_signal(number)
        rest = running.stderr.read()
    assert running.returncode == code
    assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_goes_away_is_met_in_silence():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "handouts", "list", "languages"]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE, text=True) as running:
        os.close(writing)
        _, err = running.communicate()
    assert running.returncode == 1
    assert err == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_a_full_disk_behind_stdout_is_an_output_error():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        command = [sys.executable, "-m", "handouts", "list", "languages"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 7
    assert "could not be written" in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_bug(closing):
    command = f'"{sys.executable}" -m handouts list languages {closing}'
    assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 0  # noqa: S602


def test_a_terminal_without_accents_gets_escapes():
    env = {**os.environ, "PYTHONIOENCODING": "cp1251"}
    command = [sys.executable, "-m", "handouts", "list", "languages"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0
    assert "Espa\\xf1ol" in done.stdout


# ----- progress


def test_without_a_terminal_there_is_no_progress(capsys):
    with _talk.progress(2) as step:
        step("one")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
def test_on_a_terminal_progress_goes_to_stderr_alone():
    import pty

    code = (
        "from handouts.cli import _talk\n"
        "with _talk.progress(2) as step:\n"
        "    step('genes [b] one'); print('data'); step('two')\n"
    )
    terminal, end = pty.openpty()
    try:
        env = {**os.environ, "TERM": "xterm"}
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=end, check=True, text=True, env=env
        )
        shown = os.read(terminal, 100_000).decode()
    finally:
        os.close(terminal)
        os.close(end)
    assert done.stdout == "data\n"
    assert "two" in shown


# ----- what is written about it


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name):
    readme = Path(__file__).resolve().parent.parent.parent / "README.md"
    assert f"handouts {name}" in readme.read_text("utf-8")
