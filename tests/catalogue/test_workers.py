"""Jobs on workers that die, hang, fail and are stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path

import pytest

from handouts.catalogue.ingredients import house_digest
from handouts.catalogue.jobs import Job, Made
from handouts.catalogue.making import run_job
from handouts.catalogue.workers import processes, run_all
from handouts.compose.request import Request
from handouts.errors import RequestError


@pytest.fixture
def job(made_up) -> Callable[..., Job]:
    def made(name: str, **more) -> Job:
        request = Request(("en",), "single", final=True)
        return replace(Job(name, made_up("sleep", "en"), request, "ua-1", house_digest()), **more)

    return made


# What workers do instead of making handouts; a process has to find them by name.


def obey(job: Job) -> Made:
    """Do what the job's name says."""
    word, _, mark = job.name.partition(" ")
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "raise":
        raise ZeroDivisionError("a patient's name")
    if word == "once" and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Made(job.name, None, {})


def outcomes(made) -> dict[str, Made]:
    found = list(made)
    assert len({one.name for one in found}) == len(found), "a job came back twice"
    return {one.name: one for one in found}


def test_a_job_that_kills_its_worker_is_named_and_stops_no_other(job):
    names = ["a", "b", "die", "c", "d", "e", "die again", "f"]
    found = outcomes(run_all([job(name) for name in names], processes(2), obey))
    assert set(found) == set(names)
    assert {name for name, one in found.items() if one.lost} == {"die", "die again"}
    (why,) = found["die"].why
    assert "died twice" in why.message
    assert why.hint == "Make it by itself to see more: handouts make sleep --lang en"


def test_a_worker_that_is_killed_by_chance_costs_nothing(job, tmp_path):
    names = [f"once {tmp_path}/{number}" if number % 5 == 0 else str(number) for number in range(12)]
    found = outcomes(run_all([job(name) for name in names], processes(2), obey))
    assert set(found) == set(names)
    assert not [name for name, one in found.items() if one.lost]


def test_the_end_of_the_server_that_workers_are_forked_from_costs_nothing(job, monkeypatch):
    names = [str(number) for number in range(6)]
    submit = ProcessPoolExecutor.submit
    killed = []

    def killing(pool, *args):
        if not killed:
            killed.append(forkserver._forkserver._forkserver_pid)
            os.kill(killed[-1], signal.SIGKILL)
        return submit(pool, *args)

    assert outcomes(run_all([job("first")], processes(1), obey)), "there is a server now"
    monkeypatch.setattr(ProcessPoolExecutor, "submit", killing)
    found = outcomes(run_all([job(name) for name in names], processes(2), obey))
    assert killed
    assert {name for name, one in found.items() if not one.lost} == set(names)


@pytest.mark.slow
def test_no_death_is_waited_for_for_ever(job):
    """A pool that breaks while a worker is just beginning has waited for that one for ever: it takes many tries."""
    for number in range(12):
        names = [f"{number} {letter}" for letter in "abc"]
        found = outcomes(run_all([job("die"), *map(job, names), job("die again")], processes(3), obey))
        assert {name for name, one in found.items() if one.lost} == {"die", "die again"}


def test_a_bug_is_named_without_its_words_and_stops_no_other(job):
    found = outcomes(run_all([job("raise"), job("a")], processes(1), obey))
    assert "ZeroDivisionError" in found["raise"].why[0].message
    assert "patient" not in repr(found["raise"])
    assert not found["a"].lost


def test_a_worker_that_hangs_is_ended(job):
    begun = time.monotonic()
    found = outcomes(run_all([job("slow", limit_s=0.01), job("sound")], processes(1), run_job))
    assert "longer than 0.01 s" in found["slow"].why[0].message
    assert found["slow"].lost
    assert found["sound"].entry is not None
    assert time.monotonic() - begun < 60


def test_jobs_are_taken_as_there_is_somebody_to_do_them(job, here):
    taken = []

    def jobs():
        for number in range(20):
            taken.append(number)
            yield job(str(number))

    first = next(run_all(jobs(), here, obey))
    assert first.name == "0"
    assert len(taken) <= 4


def test_a_worker_of_another_version_makes_nothing(job):
    with pytest.raises(RequestError, match="another version"):
        run_job(job("a", house="0123"))


def test_workers_of_another_version_end_the_build(job, here):
    with pytest.raises(RequestError, match="another version"):
        list(run_all([job("a"), job("b", house="0123"), job("c")], here, run_job))


ORPHANS = """
import sys, time
from handouts.catalogue.workers import processes
with processes(2).open() as pool:
    print(*{pool.submit(__import__("os").getpid).result() for _ in range(20)}, flush=True)
    time.sleep(60)
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are told by /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_workers_do_not_outlive_their_parent_and_leave_nothing(tmp_path, how):
    started = [sys.executable, "-c", ORPHANS]
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(started, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as parent:
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert workers
        assert all(map(alive, workers))
        parent.send_signal(how)
        parent.wait(20)
    deadline = time.monotonic() + 20
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if alive(pid)]
    assert not list(tmp_path.glob("handouts-*")), "copies of the fonts"
