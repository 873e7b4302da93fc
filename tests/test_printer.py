"""Printing through CUPS, with a program of our own in the place of `lp`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from handouts import printer
from handouts.errors import ToolError


@pytest.fixture
def lp(tmp_path, monkeypatch):
    """Put a program named `lp` on the PATH that keeps what it gets; return its folder, which it reads `says` from."""
    folder = tmp_path / "lp"
    folder.mkdir()
    program = folder / "lp"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, sys\n"
        "here = pathlib.Path(__file__).parent\n"
        "(here / 'arguments').write_text('\\n'.join(sys.argv[1:]))\n"
        "(here / 'pages').write_bytes(sys.stdin.buffer.read())\n"
        "(here / 'language').write_text(os.environ.get('LC_ALL', ''))\n"
        "said = here / 'says'\n"
        "if said.exists():\n"
        "    sys.exit(said.read_text())\n"
        "print('request id is front-desk-12 (1 file(s))')\n",
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def arguments(lp: Path) -> list[str]:
    return (lp / "arguments").read_text().split("\n")


def test_pages_go_through_a_pipe_at_their_true_size(lp):
    assert printer.send(b"%PDF page", copies=3, duplex=True, paper="letter", printer=None) == "front-desk-12"
    assert (lp / "pages").read_bytes() == b"%PDF page"
    said = arguments(lp)
    assert said[:4] == ["-t", "handout", "-n", "3"]
    assert said[4:] == [
        "-o",
        "media=na_letter_8.5x11in",
        "-o",
        "print-scaling=none",
        "-o",
        "sides=two-sided-long-edge",
        "-",
    ]
    assert (lp / "language").read_text() == "C"


def test_one_side_a4_and_a_printer_by_name(lp):
    printer.send(b"%PDF", copies=1, duplex=False, paper="a4", printer="front desk; rm -rf")
    assert arguments(lp)[-3:] == ["-d", "front desk; rm -rf", "-"]
    assert {"media=iso_a4_210x297mm", "sides=one-sided"} <= set(arguments(lp))


@pytest.mark.parametrize(
    "said", ["lp: Error - No default destination.", "lp: Error - The printer or class does not exist."]
)
def test_what_lp_says_is_told_with_the_next_step(lp, said):
    (lp / "says").write_text(said)
    with pytest.raises(ToolError, match=r"refused: Error - (No default|The printer).*lpstat -e") as caught:
        printer.send(b"%PDF", copies=1, duplex=True, paper="letter", printer="x")
    assert caught.value.exit_code == 8
    assert caught.value.place == "x"


def test_without_cups_the_next_step_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match=r"lp: CUPS, which prints, is not installed.*apt-get install cups-client"):
        printer.send(b"%PDF", copies=1, duplex=True, paper="letter", printer=None)
