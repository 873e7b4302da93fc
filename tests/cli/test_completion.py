"""What a shell is told when Tab is pressed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def completed(words: str, shell: str = "bash") -> list[str]:
    """Return what is offered for the last of the words, asked as the shell's script asks."""
    env = {
        **os.environ,
        "_HANDOUTS_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    code = "import sys; from handouts.cli import main; sys.exit(main([]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line.startswith("plain,")]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("handouts ma", ["make"]),
        ("handouts make flu", ["flu-vaccine"]),
        ("handouts make --lang e", ["en", "es"]),
        ("handouts make --lang en,", ["en,es"]),
        ("handouts make --layout si", ["side-by-side", "single"]),
        ("handouts make --paper ", ["letter", "a4"]),
        ("handouts list la", ["languages", "layouts"]),
        ("handouts explain reading", ["reading-order"]),
        ("handouts make nosuch", []),
    ],
)
def test_what_is_offered(words, offered):
    assert completed(words) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script(run, shell):
    said = run("completion", shell)
    assert said.code == 0
    assert "_HANDOUTS_COMPLETE" in said.out
    assert said.err == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_takes_the_script(run):
    script = run("completion", "bash").out
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_an_unknown_shell(run):
    assert run("completion", "tcsh").code == 2
