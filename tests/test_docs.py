"""Every command that the README and the guides show in a shell block runs, in its order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import Request, load_builtin, make
from handouts.checks.facts import read_facts
from handouts.checks.spoken import to_spoken

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page: Path) -> list[str]:
    """Return the lines of the page's `sh` blocks that call the program; comments and setting up are left out."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith("handouts ")]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_run(page: Path, tmp_path: Path) -> None:
    found = commands(page)
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    env |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for command in found:
        ran = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # noqa: S602
        assert ran.returncode == 0, f"{page.name}: {command}\n{ran.stdout}{ran.stderr}"
    assert found or page.stem in {"print-design"}, f"{page.name} shows no command"


@pytest.mark.slow
def test_the_recordings_are_what_is_heard() -> None:
    built = make(load_builtin("genes-and-gene-therapy"), Request(("en", "es"), "side-by-side"), only=())
    heard = list(to_spoken(read_facts(built.pdf)))
    for page in (ROOT / "README.md", ROOT / "docs" / "accessibility.md"):
        for block in re.findall(r"^```\w*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            lines = [line.removesuffix("…").strip() for line in block.splitlines() if re.match(r"\[|---", line)]
            places = [next((n for n, said in enumerate(heard) if said.startswith(line)), -1) for line in lines]
            assert -1 not in places, f"{page.name}: nobody hears {lines[places.index(-1)]!r}"


def test_every_page_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
    for page in PAGES[1:]:
        assert f"docs/{page.name}" in named, f"the README does not name docs/{page.name}"
