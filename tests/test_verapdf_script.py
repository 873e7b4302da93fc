"""`.ci/verapdf.sh` says what is missing, and keeps no file with another hash than the pinned one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "verapdf.sh"
NEEDED = ("sh", "cut", "cat", "dirname", "mkdir", "rm", "mv", "sha256sum")

pytestmark = pytest.mark.skipif(
    not SCRIPT.is_file() or not all(map(shutil.which, NEEDED)), reason="the script or what it runs is not here"
)
JAR = "greenfield-apps-1.28.2.jar"


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that holds the script alone, and beside it `bin` with the system's plain programs."""
    root = tmp_path / "checkout with a space"
    (root / ".ci").mkdir(parents=True)
    shutil.copy(SCRIPT, root / ".ci")
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return root


def call(checkout: Path, **env: str) -> subprocess.CompletedProcess[str]:
    script = checkout / ".ci" / SCRIPT.name
    env = {"PATH": str(checkout.parent / "bin"), **env}
    return subprocess.run(["sh", str(script)], env=env, capture_output=True, text=True, timeout=60, check=False)


def test_without_java_it_says_so_and_goes_on_without(checkout: Path) -> None:
    done = call(checkout)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no java on the PATH" in done.stderr


def test_in_ci_it_has_to_be_there(checkout: Path) -> None:
    assert call(checkout, CI="true").returncode == 1


def test_without_maven_it_says_where_to_put_the_file(checkout: Path) -> None:
    program(checkout.parent / "bin", "java", "exit 0")
    done = call(checkout)
    assert done.returncode == 0
    assert f"put {JAR} into {checkout}/.verapdf" in done.stderr


def test_a_file_with_another_hash_is_refused_and_not_kept(checkout: Path) -> None:
    folder = checkout.parent / "bin"
    program(folder, "java", "exit 0")
    brings = f'for word; do case $word in -DoutputDirectory=*) echo no > "${{word#*=}}/{JAR}" ;; esac; done'
    program(folder, "mvn", brings)
    done = call(checkout)
    assert done.returncode == 1
    assert "another hash than the pinned one" in done.stderr
    assert list((checkout / ".verapdf").iterdir()) == []


def test_maven_that_fails_leaves_nothing_behind(checkout: Path) -> None:
    folder = checkout.parent / "bin"
    program(folder, "java", "exit 0")
    program(folder, "mvn", "echo no route >&2; exit 1")
    done = call(checkout)
    assert done.returncode == 0
    assert "Maven could not fetch it" in done.stderr
    assert list((checkout / ".verapdf").iterdir()) == []


def test_a_file_that_is_right_is_left_alone(checkout: Path) -> None:
    here = SCRIPT.parent.parent / ".verapdf" / JAR
    if not here.is_file():
        pytest.skip("veraPDF was not fetched; run `make verapdf`")
    program(checkout.parent / "bin", "java", "exit 0")
    (checkout / ".verapdf").mkdir()
    shutil.copy(here, checkout / ".verapdf")
    assert call(checkout, CI="true").returncode == 0
