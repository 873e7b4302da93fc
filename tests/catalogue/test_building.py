"""A library becomes a folder, and stays what the library is, whatever happens on the way."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handouts import store
from handouts.catalogue import building, shelf
from handouts.catalogue.building import build_catalogue, plan_catalogue
from handouts.catalogue.entries import Review
from handouts.catalogue.jobs import Made
from handouts.catalogue.making import run_job
from handouts.catalogue.verifying import verify_folder
from handouts.compose.clinic import Clinic
from handouts.errors import OutputError, RequestError, ToolError
from handouts.tools import FailedRule, Verdict


def published(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "public" / "handouts").glob("*.pdf"))


def reasons(plan) -> dict[str, tuple[str, ...]]:
    return {step.wanted.name: step.why for step in plan.steps}


@pytest.fixture
def build(library, tmp_path, order, here):
    def done(**how):
        asked = {"order": order, "crew": here, "folder": tmp_path / "c", **how}
        return build_catalogue(library, asked.pop("folder"), asked.pop("order"), asked.pop("crew"), **asked)

    return done


def test_everything_of_the_library_is_published_and_whole(build, tmp_path):
    outcome = build()
    names = ["sleep.en", "sleep.en-es", "sleep.es", "walking.en", "water.es"]
    assert published(tmp_path / "c") == names
    assert [entry.name for entry in outcome.catalogue.entries] == names
    assert (outcome.changed, outcome.catalogue.refused, len(outcome.plan.steps)) == (True, (), 5)
    assert verify_folder(tmp_path / "c" / "public") == ()
    record = json.loads((tmp_path / "c" / "public" / "handouts" / "sleep.en-es.json").read_text("utf-8"))
    outcomes = {result["check"]: result["outcome"] for result in record["results"]}
    assert outcomes["qr-decodes"] == outcomes["language-of-parts"] == "pass"
    assert not [name for name in outcomes if name.startswith("verapdf")]
    assert set(record["reading"]) == {"en", "es"}
    (entry,) = [entry for entry in outcome.catalogue.entries if entry.name == "sleep.en-es"]
    assert (entry.languages, entry.codes, entry.created) == (("en", "es"), record["codes"], date(2020, 1, 2))
    assert [facts.title for facts in entry.articles.values()] == ["Sleep", "Sueño"]


def test_nothing_is_made_twice(build, tmp_path, contents):
    build()
    before = contents(tmp_path / "c")
    outcome = build()
    assert (outcome.plan.steps, outcome.changed) == ((), False)
    assert contents(tmp_path / "c") == before


def test_a_folder_made_anew_is_the_same_byte_for_byte(build, library, tmp_path, contents, deliver, both, made_up):
    build()
    others = (*both("sleep"), made_up("water", "es"))
    deliver(library, *others, made_up("walking", "en", links=3), day=date(2026, 8, 30))
    outcome = build()
    assert reasons(outcome.plan) == {"walking.en": ("links",)}
    build(folder=tmp_path / "anew")
    assert contents(tmp_path / "c" / "public") == contents(tmp_path / "anew" / "public")


def test_a_plan_says_what_and_why_and_makes_nothing(library, tmp_path, order, build, contents):
    assert set(reasons(plan_catalogue(library, tmp_path / "c", order)).values()) == {("new",)}
    assert not (tmp_path / "c").exists()
    build()
    before = contents(tmp_path / "c")
    clinic = replace(order, clinic=Clinic({"en": "Riverside"}))
    assert set(reasons(plan_catalogue(library, tmp_path / "c", clinic)).values()) == {("clinic",)}
    assert set(reasons(plan_catalogue(library, tmp_path / "c", order, everything=True)).values()) == {("asked for",)}
    assert contents(tmp_path / "c") == before


def test_what_is_gone_goes_and_is_retired(build, library, tmp_path, deliver, made_up):
    build()
    deliver(library, made_up("sleep", "es"), made_up("walking", "en"), made_up("water", "es"), day=date(2026, 8, 30))
    outcome = build()
    assert published(tmp_path / "c") == ["sleep.es", "walking.en", "water.es"]
    assert [one.name for one in outcome.catalogue.retired] == ["sleep.en", "sleep.en-es"]
    assert set(outcome.plan.dropped) == {"sleep.en", "sleep.en-es"}
    assert verify_folder(tmp_path / "c" / "public") == ()


def test_what_its_english_has_outlived_is_not_published(build, library, tmp_path, deliver, made_up):
    build()
    others = (made_up("walking", "en"), made_up("water", "es"))
    deliver(library, made_up("sleep", "en", "Sleep well."), made_up("sleep", "es"), *others, day=date(2026, 8, 30))
    outcome = build()
    assert published(tmp_path / "c") == ["sleep.en", "walking.en", "water.es"]
    assert [(one.name, one.kind) for one in outcome.catalogue.refused] == [
        ("sleep.en-es", "refused"),
        ("sleep.es", "refused"),
    ]
    assert "its English has changed since" in outcome.catalogue.refused[0].why[0].message
    assert [one.topic for one in outcome.catalogue.stale] == ["sleep"]
    assert build().plan.steps == (), "what cannot be made is not tried again until something changes"


def test_a_refused_handout_is_kept_apart_and_comes_back_when_it_passes(
    build, library, tmp_path, deliver, both, made_up, monkeypatch
):
    def refusing(job):
        made = run_job(job)
        if job.name != "sleep.en" or len(job.topic.articles["en"].sections[0].links) > 1:
            return made
        files = {name: data for name, data in made.files.items() if not name.endswith(".html")}
        return Made(job.name, None, files, (Review("layout", "page 1", "off the paper", "mend it"),))

    real = building.run_all
    monkeypatch.setattr(building, "run_all", lambda jobs, crew, _do: real(jobs, crew, refusing))
    outcome = build()
    (refused,) = outcome.catalogue.refused
    assert (refused.name, refused.kind, refused.title) == ("sleep.en", "refused", "Sleep")
    assert sorted(path.name for path in (tmp_path / "c" / "refused").iterdir()) == ["sleep.en.json", "sleep.en.pdf"]
    assert "sleep.en" not in published(tmp_path / "c")
    assert "off the paper" in (tmp_path / "c" / "public" / "report.html").read_text("utf-8")
    others = (made_up("walking", "en"), made_up("water", "es"))
    deliver(library, *both("sleep", links=2), *others, day=date(2026, 8, 30))
    assert build().catalogue.refused == ()
    assert "sleep.en" in published(tmp_path / "c")
    assert not (tmp_path / "c" / "refused").exists()


def test_only_some_topics_leave_the_others_as_they_are(build, library, tmp_path, order):
    build(order=replace(order, only=frozenset({"water"})))
    assert published(tmp_path / "c") == ["water.es"]
    outcome = build(order=replace(order, only=frozenset({"walking"})))
    assert published(tmp_path / "c") == ["walking.en", "water.es"]
    assert outcome.plan.kept == ("water.es",)
    plan = plan_catalogue(library, tmp_path / "c", replace(order, only=frozenset({"sleep", "water"})))
    assert set(reasons(plan)) == {"sleep.en", "sleep.en-es", "sleep.es"}
    assert verify_folder(tmp_path / "c" / "public") == ()


def test_a_published_file_that_was_lost_or_cut_is_made_again(build, tmp_path, contents):
    build()
    before = contents(tmp_path / "c" / "public")
    handouts = tmp_path / "c" / "public" / "handouts"
    (handouts / "sleep.en.pdf").unlink()
    (handouts / "sleep.es.html").write_bytes(b"cut")
    outcome = build()
    assert reasons(outcome.plan) == {"sleep.en": ("files missing",), "sleep.es": ("files missing",)}
    assert contents(tmp_path / "c" / "public") == before


def test_files_of_others_are_moved_and_not_lost(build, library, tmp_path, deliver, both, made_up):
    build()
    (tmp_path / "c" / "public" / "robots.txt").write_text("User-agent: *", "utf-8")
    deliver(library, *both("sleep"), made_up("walking", "en", links=2), day=date(2026, 8, 30))
    build()
    assert (tmp_path / "c" / "left-over" / "robots.txt").read_text("utf-8") == "User-agent: *"
    assert verify_folder(tmp_path / "c" / "public") == ()


def test_a_build_that_is_stopped_publishes_nothing_and_goes_on_later(build, tmp_path, contents):
    build(folder=tmp_path / "undisturbed")
    seen = []

    def stop(made):
        seen.append(made.name)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tell=stop)
    assert not (tmp_path / "c" / "public").exists()
    outcome = build()
    assert len(outcome.plan.steps) == 3, "what was done is done"
    assert contents(tmp_path / "c" / "public") == contents(tmp_path / "undisturbed" / "public")


def test_half_a_file_that_waits_is_made_again(build, tmp_path, contents):
    build(folder=tmp_path / "undisturbed")

    def stop(made):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tell=stop)
    (waiting,) = (tmp_path / "c" / ".catalogue" / "finished").glob("*.pdf")
    waiting.write_bytes(waiting.read_bytes()[:-100])
    assert ("files missing",) in reasons(build().plan).values()
    assert contents(tmp_path / "c" / "public") == contents(tmp_path / "undisturbed" / "public")


@pytest.mark.parametrize("when", ["making", "publishing"])
def test_a_full_disk_leaves_what_is_published(
    build, library, tmp_path, contents, deliver, both, made_up, monkeypatch, when
):
    build()
    before = contents(tmp_path / "c" / "public")
    deliver(library, *both("sleep"), made_up("walking", "en", links=2), day=date(2026, 8, 30))

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    target = (store, "_write_through") if when == "making" else (shelf, "_link")
    with monkeypatch.context() as patched:
        patched.setattr(*target, full)
        with pytest.raises(OutputError, match=r"the disk is full|No space left") as told:
            build()
    assert "Make room" in told.value.hint
    assert contents(tmp_path / "c" / "public") == before
    assert verify_folder(tmp_path / "c" / "public") == ()
    assert len(build().catalogue.entries) == 4


def test_an_exchange_that_a_kill_cut_in_two_is_settled(build, tmp_path, contents):
    build()
    before = contents(tmp_path / "c" / "public")
    (tmp_path / "c" / "public").rename(tmp_path / "c" / ".public.before")
    outcome = build()
    assert contents(tmp_path / "c" / "public") == before
    assert reasons(outcome.plan) == {}


def test_what_would_fail_in_the_end_fails_at_once(build, tmp_path, monkeypatch):
    seen = []
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="a link cannot be exchanged"):
        build(tell=seen.append)
    (tmp_path / "c" / "public").unlink()
    monkeypatch.setenv("VERAPDF", str(tmp_path / "nowhere"))
    with pytest.raises(ToolError, match="VERAPDF names neither"):
        build(tell=seen.append, verapdf=True)
    assert seen == []


def test_one_topic_that_cannot_be_read_stops_no_other(build, tmp_path, order):
    order.translations.mkdir()
    (order.translations / "walking.es.po").write_text('msgid "Walking"\nmsgstr nothing', "utf-8")
    outcome = build()
    assert published(tmp_path / "c") == ["sleep.en", "sleep.en-es", "sleep.es", "water.es"]
    assert {one.topic for one in outcome.catalogue.refused} == {"walking"}
    assert "PO file" in outcome.catalogue.refused[0].why[0].message


def test_what_no_order_can_mean_is_said_first(build, tmp_path, order):
    with pytest.raises(RequestError):
        build(order=replace(order, editions=("huge",)))
    assert not (tmp_path / "c").exists()


def test_verapdf_judges_each_file_once_and_what_it_finds_broken_is_refused(build, tmp_path, monkeypatch):
    asked = []

    def judged(files, flavour):
        asked.append((sorted(files), flavour))
        rule = FailedRule("ISO 14289-1:2014", "7.1", 3, "Content is tagged", "", 2)
        return tuple(
            Verdict(name, "PDF/UA-1", name != "water.es", (rule,) if name == "water.es" else ()) for name in files
        )

    monkeypatch.setattr(building.tools, "validate_files", judged)
    monkeypatch.setattr(building.tools, "find_verapdf", lambda: ("verapdf",))
    outcome = build(verapdf=True)
    assert outcome.judged == 5
    assert asked == [(["sleep.en", "sleep.en-es", "sleep.es", "walking.en", "water.es"], "ua1")]
    assert [(one.name, one.why[0].check) for one in outcome.catalogue.refused] == [("water.es", "verapdf")]
    assert published(tmp_path / "c") == ["sleep.en", "sleep.en-es", "sleep.es", "walking.en"]
    assert (tmp_path / "c" / "refused" / "water.es.pdf").is_file()
    assert build(verapdf=True).changed is False
    assert asked[1:] == [([], "ua1")]
