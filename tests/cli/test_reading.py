"""`handouts reading`: both languages, two formulas each, and what would help."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("HANDOUTS_TRANSLATIONS", str(tmp_path / "desk"))
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(tmp_path / "no-library.sqlite"))


def test_two_formulas_in_each_language(run):
    said = run("reading", "flu-vaccine")
    assert said.code == 0
    for name in ("Flesch–Kincaid grade", "SMOG", "INFLESZ", "Fernández-Huerta"):
        assert name in said.out
    assert said.out.count("Hardest sentences") == 2
    assert "Barrio-Cantalejo 2008" in said.out


def test_plain_values(run):
    (english, spanish) = run("reading", "flu-vaccine", "--json").json
    assert (english["lang"], spanish["lang"]) == ("en", "es")
    assert english["counts"]["sentences"] > 40
    assert [score["name"] for score in spanish["scores"]] == ["INFLESZ", "Fernández-Huerta"]
    assert len(english["hardest"]) == 10


def test_a_topic_that_cannot_be_had_does_not_stop_the_others(run):
    said = run("reading", "flu-vaccine", "no-such-topic")
    assert said.code == 1
    assert "flu-vaccine (en)" in said.out
    assert "no-such-topic" in said.err
