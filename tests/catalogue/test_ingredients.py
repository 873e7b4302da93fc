"""What a handout is made of, as hashes."""

from __future__ import annotations

import pytest

from handouts.catalogue import ingredients
from handouts.compose.clinic import Clinic, Logo
from handouts.errors import RequestError


def test_no_two_lists_run_together():
    assert ingredients.digest(["ab", "c"]) != ingredients.digest(["a", "bc"])
    assert ingredients.digest(["a", ""]) != ingredients.digest(["a"])
    assert ingredients.digest(["ñ"]) == ingredients.digest(["ñ".encode()])


def test_every_part_of_the_house_is_told_apart(tmp_path, monkeypatch):
    real = ingredients.resources.templates()
    copy = tmp_path / "templates"
    for path in real.rglob("*"):
        if path.is_file():
            place = copy / path.relative_to(real)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    monkeypatch.setattr(ingredients.resources, "templates", lambda: copy)

    def fresh():
        ingredients.house.cache_clear()
        return dict(ingredients.house())

    before = fresh()
    assert set(before) == {"templates", "texts", "fonts", "program"}
    (copy / "handout" / "handout.css").write_text("/* another */", "utf-8")
    assert ingredients.changes(before, fresh()) == ("templates",)
    texts = next((copy / "locale").rglob("*.po"))
    texts.write_bytes(texts.read_bytes() + b"\n# another\n")
    assert ingredients.changes(before, fresh()) == ("templates", "texts")
    same = fresh()
    (copy / "handout" / "editions" / "standard.css").write_text("/* another */", "utf-8")
    assert fresh() == same, "an edition is a part of its own"
    ingredients.house.cache_clear()


def test_an_edition_is_its_files():
    assert ingredients.edition_digest("standard") != ingredients.edition_digest("clear-print")


def test_a_clinic_is_its_words_its_logo_and_its_templates(tmp_path):
    plain = Clinic({"en": "Riverside"})
    told = [
        ingredients.clinic_digest(None, None),
        ingredients.clinic_digest(plain, None),
        ingredients.clinic_digest(Clinic({"en": "Hillside"}), None),
        ingredients.clinic_digest(Clinic({"en": "Riverside"}, logo=Logo(b"one", {"en": "Riverside"})), None),
        ingredients.clinic_digest(Clinic({"en": "Riverside"}, logo=Logo(b"two", {"en": "Riverside"})), None),
        ingredients.clinic_digest(plain, tmp_path),
    ]
    (tmp_path / "handout.css").write_text("p {}", "utf-8")
    told.append(ingredients.clinic_digest(plain, tmp_path))
    assert told[0] == ""
    assert len(set(told)) == len(told)


def test_changes_are_told_in_order():
    before = {"text": "1", "links": "2", "program": "3"}
    assert ingredients.changes(before, {"text": "1", "links": "9", "program": "8"}) == ("links", "program")
    assert ingredients.changes(before, before) == ()
    assert ingredients.changes({}, before) == ("text", "links", "program")


def test_another_house_is_refused():
    ingredients.same_house(ingredients.house_digest())
    with pytest.raises(RequestError, match="another version"):
        ingredients.same_house("0123")
