"""`handouts find`: what to type to make the handout, told and as JSON; codes; and that nothing is kept."""

from __future__ import annotations

import json

import pytest

from handouts import fetch, resources


@pytest.fixture
def filled(run, library_file):
    assert run("import", resources.topics()).code == 0
    return library_file


def test_a_word(run, filled):
    said = run("find", "flu")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == "flu-vaccine\tFlu Vaccine · Vacuna contra la gripe"


def test_another_name(run, filled):
    assert (
        run("find", "hipertension").out
        == "high-blood-pressure\tHigh Blood Pressure · Presión arterial alta\t(Hipertensión)\n"
    )


def test_several_words(run, filled):
    assert run("find", "presion", "arterial").out.startswith("high-blood-pressure\t")


def test_a_misspelling(run, filled):
    said = run("find", "diabetis")
    assert said.code == 0
    assert said.out.startswith("type-2-diabetes\t")
    assert "Did you mean “diabetes”?" in said.err


def test_nothing(run, filled):
    said = run("find", "qqqqqq")
    assert (said.code, said.out) == (1, "")
    assert "Nothing was found" in said.err


def test_as_json(run, filled):
    said = run("find", "hypertensoin", "--json")
    assert said.json["meant"] == "hypertension"
    (topic,) = said.json["topics"]
    assert topic == {
        "topic": "high-blood-pressure",
        "titles": {"en": "High Blood Pressure", "es": "Presión arterial alta"},
        "matched": "synonym",
        "name": topic["name"],
        "provider": "local",
    }
    assert run("find", "qqqqqq", "--json").json == {"meant": "", "topics": []}


def test_so_many(run, filled):
    assert len(run("find", "blood", "--limit", "1").out.splitlines()) == 1
    assert run("find", "blood", "--limit", "0").code == 2


@pytest.mark.parametrize("args", [(), ("flu", "--code", "ICD10CM:Z23")])
def test_words_or_a_code(run, filled, args):
    assert run("find", *args).code == 2


def test_without_a_library(run):
    said = run("find", "flu")
    assert said.code == 2
    assert "no library yet" in said.err
    assert "handouts update" in said.err


def test_nothing_is_kept(run, filled, tmp_path):
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run("find", "somethingprivate")
    run("find", "--code", "ICD10CM:F32.9")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


# ----- codes


def test_a_code(run, filled):
    assert run("find", "--code", "ICD10CM:E11.9").out.startswith("type-2-diabetes\t")


def test_a_wider_code(run, filled, tmp_path):
    table = tmp_path / "codes.csv"
    table.write_text("ICD10CM,J10,flu-vaccine\n")
    run("import", "--codes", table)
    said = run("find", "--code", "icd10cm:J10.1")
    assert said.out.startswith("flu-vaccine\t")
    assert "Nothing for ICD-10-CM J10.1; this is for ICD-10-CM J10." in said.err
    assert run("find", "--code", "icd10cm:J10.1", "--json").json["code"] == {"system": "ICD-10-CM", "code": "J10"}


def test_a_code_that_nobody_knows(run, filled):
    said = run("find", "--code", "LOINC:4548-4")
    assert (said.code, said.out) == (1, "")
    assert "--online" in said.err
    assert run("find", "--code", "nonsense").code == 2


@pytest.fixture
def connect(monkeypatch) -> list[str]:
    """Play MedlinePlus Connect; the addresses it is asked for."""
    asked: list[str] = []
    page = {"title": {"_value": "A1C"}, "link": [{"href": "https://medlineplus.gov/a1c.html?utm_source=x"}]}

    def answered(address: str, **_: object) -> bytes:
        asked.append(address)
        return json.dumps({"feed": {"entry": [page]}}).encode()

    monkeypatch.setattr(fetch, "fetch_page", answered)
    return asked


def test_only_with_online_is_anyone_asked(run, filled, connect):
    assert run("find", "--code", "LOINC:4548-4").code == 1
    assert connect == []
    said = run("find", "--code", "LOINC:4548-4", "--online")
    assert said.code == 0
    assert "Not a topic of the library: A1C <https://medlineplus.gov/a1c.html>" in said.err
    assert len(connect) == 1
    assert run("find", "--code", "LOINC:4548-4", "--online").code == 0
    assert run("find", "--code", "LOINC:4548-4", "--json").json["elsewhere"][0]["title"] == "A1C"
    assert len(connect) == 1


def test_what_the_library_knows_is_asked_of_nobody(run, filled, connect):
    assert run("find", "--code", "ICD10CM:E11.9", "--online").code == 0
    assert run("find", "--code", "MESH:D000001", "--online").code == 1
    assert connect == []
