"""`handouts doctor`: what is there, what is missing, and the next step."""

from __future__ import annotations

import sys
from importlib import metadata

import pytest

from handouts import resources, tools
from handouts.errors import ToolError


def items(run, *args) -> dict[str, dict[str, str]]:
    return {item["name"]: item for item in run("doctor", "--json", *args).json}


@pytest.fixture
def everything(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def test_here_everything_is_there(run, everything, tmp_path):
    said = run("doctor")
    assert said.code == 0, said.out
    for name in (
        "Python",
        "weasyprint",
        "Pango",
        "HarfBuzz-Subset",
        "templates",
        "fonts",
        "languages",
        "topics",
        "output",
    ):
        assert any(line.split()[:2] == ["ok", name] for line in said.out.splitlines()), name
    assert list(tmp_path.iterdir()) == [], "looking leaves no trace"


def test_another_version_of_what_is_pinned(run, everything, monkeypatch):
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "69.0" if name == "weasyprint" else version(name))
    item = items(run)["weasyprint"]
    assert item["state"] == "missing"
    assert item["found"].startswith("69.0, and it takes ")
    assert item["hint"]
    assert run("doctor").code == 1


def test_a_package_that_is_not_there(run, everything, monkeypatch):
    version = metadata.version

    def without(name: str) -> str:
        if name == "qrcode":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without)
    assert items(run)["qrcode"]["found"] == "not installed"


def test_without_pango(run, everything, monkeypatch):
    monkeypatch.delitem(sys.modules, "weasyprint.text.ffi", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint.text.ffi", None)
    monkeypatch.delattr("weasyprint.text.ffi", raising=False)
    item = items(run)["Pango"]
    assert item["state"] == "missing"
    assert "apt-get install libpango" in item["hint"]


def test_without_verapdf_it_goes_on(run, everything, monkeypatch):
    def nowhere():
        raise ToolError("veraPDF is not here", hint="Run make verapdf")

    monkeypatch.setattr(tools, "find_verapdf", nowhere)
    item = items(run)["veraPDF"]
    assert (item["state"], item["hint"]) == ("optional", "Run make verapdf")
    assert run("doctor").code == 0


@pytest.mark.parametrize(("folder", "name"), [("templates", "templates"), ("fonts", "fonts"), ("topics", "topics")])
def test_a_damaged_installation(run, everything, monkeypatch, tmp_path, folder, name):
    from handouts.sources import builtin

    builtin.topics.cache_clear()
    monkeypatch.setattr(resources, folder, lambda: tmp_path / "empty")
    item = items(run)[name]
    builtin.topics.cache_clear()
    assert item["state"] == "missing"
    assert "install handouts again" in item["hint"]


def test_a_font_without_its_licence(run, everything, monkeypatch, tmp_path):
    (tmp_path / "fonts" / "serif").mkdir(parents=True)
    (tmp_path / "fonts" / "serif" / "Serif.ttf").write_bytes(b"")
    monkeypatch.setattr(resources, "fonts", lambda: tmp_path / "fonts")
    assert "licence" in items(run)["fonts"]["found"]


def test_a_language_with_gaps(run, everything, monkeypatch, tmp_path):
    folder = tmp_path / "templates" / "locale" / "qu" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "handouts.po").write_text('msgid "PDF"\nmsgstr ""\n', "utf-8")
    monkeypatch.setattr(resources, "templates", lambda: tmp_path / "templates")
    item = items(run)["languages"]
    assert item["state"] == "missing"
    assert "1 text lacks a translation" in item["found"]


def test_a_folder_that_cannot_be_written(run, everything, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    item = items(run, "-o", tmp_path / "file" / "out")["output"]
    assert item["state"] == "missing"
    assert "-o" in item["hint"]
    assert run("doctor", "-o", tmp_path / "file" / "out").code == 1


def test_what_only_some_commands_need_is_optional(run, everything, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = items(run)
    assert {found[name]["state"] for name in ("liblouis", "CUPS")} == {"optional"}
    assert "apt-get install liblouis-bin" in found["liblouis"]["hint"]
    assert "apt-get install cups-client" in found["CUPS"]["hint"]
    for name in ("lp", "lou_translate"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    found = items(run)
    assert [found[name]["state"] for name in ("liblouis", "CUPS")] == ["ok", "ok"]
    assert found["CUPS"]["found"] == str(tmp_path / "lp")
