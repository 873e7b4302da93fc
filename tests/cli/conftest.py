"""What the tests of the command line share: the command run here, and as a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handouts.cli import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def library_file(tmp_path, monkeypatch) -> Path:
    """Keep every test away from the library and the cache of whoever runs it; the library is not there yet."""
    path = tmp_path / "data" / "library.sqlite"
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return path


@pytest.fixture
def run(capsys) -> Callable[..., Said]:
    """Run `handouts ARGS` in this process."""

    def ran(*args: str | Path) -> Said:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        return Said(code, *capsys.readouterr())

    return ran


@pytest.fixture
def program(tmp_path) -> Callable[..., Said]:
    """Run `handouts ARGS` as a program of its own, in an empty folder."""

    def ran(*args: str | Path, **more: Any) -> Said:
        command = [sys.executable, "-m", "handouts", *map(str, args)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False, **more)
        return Said(done.returncode, done.stdout, done.stderr)

    return ran
