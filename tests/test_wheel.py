"""The package as people get it: the built wheel works where the source is not."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path]:
    """Return the sdist and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """Return the programs of an environment that has the wheel, sees its dependencies, and not the source."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(built[1])], check=True)
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    asked = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True)
    # A .pth file in a folder that a .pth file names is not read: the source behind an editable install stays unseen.
    (Path(asked.stdout.strip()) / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    return programs


def run(program: Path, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LC_ALL": "C.UTF-8"}
    return subprocess.run([str(program), *args], capture_output=True, text=True, check=False, cwd=cwd, env=env)


def test_the_wheel_holds_all_that_a_handout_takes(built):
    names = zipfile.ZipFile(built[1]).namelist()
    for wanted in (
        "handouts/py.typed",
        "handouts/templates/handout/page.html",
        "handouts/templates/handout/handout.css",
        "handouts/templates/catalogue/index.js",
        "handouts/templates/locale/es/LC_MESSAGES/handouts.po",
        "handouts/topics/flu-vaccine/en.md",
        "handouts/topics/flu-vaccine/es.po",
    ):
        assert wanted in names
    families = {name.split("/")[2] for name in names if name.startswith("handouts/fonts/") and name.endswith(".ttf")}
    assert families
    for family in families:
        assert f"handouts/fonts/{family}/OFL.txt" in names
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert any(name.endswith("/LICENSE") for name in licences)
    assert len([name for name in licences if name.endswith("/OFL.txt")]) == len(families)
    assert not [name for name in names if name.startswith(("tests/", "fonts/", "templates/")) or "__pycache__" in name]


def test_the_sdist_holds_what_building_and_testing_take(built):
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "CHANGELOG.md", "Makefile", ".ci/setup.sh", "requirements-dev.txt"} <= names
    assert {"tests/test_wheel.py", "templates/handout/page.html"} <= names
    assert not [name for name in names if name.split("/")[0] in {"out", ".venv", "build", "dist", ".verapdf"}]


def test_the_source_is_not_importable_there(installed, tmp_path):
    code = "import handouts, handouts.resources as r; print(handouts.__file__, r.templates(), r.fonts(), r.topics())"
    done = run(installed / "python", "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in done.stdout.split():
        assert Path(path).is_relative_to(installed.parent)
        assert Path(path).exists()


def test_the_doctor_finds_everything(installed, tmp_path):
    done = run(installed / "handouts", "doctor", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {item["state"] for item in json.loads(done.stdout)} <= {"ok", "optional"}


def test_a_handout_is_made_in_an_empty_folder(installed, tmp_path):
    done = run(installed / "handouts", "make", "flu-vaccine", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (handout,) = json.loads(done.stdout)
    assert handout["outcome"] == "made"
    assert (tmp_path / handout["path"]).read_bytes().startswith(b"%PDF-")
    again = run(installed / "handouts", "verify", handout["path"], cwd=tmp_path)
    assert again.returncode == 0, again.stdout
