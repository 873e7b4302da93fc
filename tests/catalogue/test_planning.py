"""What a build has to do, and why."""

from __future__ import annotations

from handouts.catalogue.entries import Entry, File
from handouts.catalogue.planning import to_plan
from handouts.catalogue.state import Known
from handouts.catalogue.wanted import Wanted
from handouts.compose.request import Request

NO_FILE = File("", "", 0)


def want(name: str, **ingredients: str) -> Wanted:
    return Wanted(name, name, name.title(), Request(("en",), "single"), {"text": "1", **ingredients})


def know(name: str, *, sound: bool = True, **ingredients: str) -> Known:
    entry = Entry(
        name, name, ("en",), "single", "standard", "letter", {}, (), None, None, 1, 0, NO_FILE, NO_FILE, NO_FILE
    )
    return Known(name, {"text": "1", **ingredients}, entry if sound else None)


def planned(wanted, known, present=None, **how):
    names = {one.name for one in known} if present is None else present
    return to_plan(wanted, {one.name: one for one in known}, names, **{"others_stay": False, **how})


def reasons(plan) -> dict[str, tuple[str, ...]]:
    return {step.wanted.name: step.why for step in plan.steps}


def test_new_changed_kept_and_dropped():
    plan = planned([want("a"), want("b", text="2"), want("c")], [know("b"), know("c"), know("d")])
    assert reasons(plan) == {"a": ("new",), "b": ("text",)}
    assert (plan.kept, plan.dropped) == (("c",), ("d",))


def test_a_sound_handout_whose_files_are_gone_is_made_again():
    assert reasons(planned([want("a")], [know("a")], present=())) == {"a": ("files missing",)}


def test_a_refused_handout_is_not_tried_again_until_something_changes():
    assert reasons(planned([want("a")], [know("a", sound=False)], present=())) == {}
    assert reasons(planned([want("a", links="9")], [know("a", sound=False)], present=())) == {"a": ("links",)}


def test_others_stay_where_only_some_are_looked_at():
    plan = planned([want("a")], [know("a"), know("b")], others_stay=True)
    assert (reasons(plan), plan.kept, plan.dropped) == ({}, ("a", "b"), ())


def test_everything_anew():
    plan = planned([want("a"), want("b")], [know("a")], everything=True)
    assert reasons(plan) == {"a": ("asked for",), "b": ("new",)}
