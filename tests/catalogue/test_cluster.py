"""A real scheduler and workers on this machine, one of them killed in mid-build."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.catalogue.building import build_catalogue
from handouts.catalogue.cluster import cluster
from handouts.catalogue.verifying import verify_folder
from handouts.errors import RequestError, ToolError

DASK = str(Path(sys.executable).with_name("dask"))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Machines:
    """Processes that stand for machines; all end with the test."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.folder = folder
        self.started: list[subprocess.Popen] = []
        self.start("scheduler", "--host", self.address, "--no-show", "--no-dashboard")

    def start(self, *arguments: str) -> subprocess.Popen:
        environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
        log = (self.folder / f"{len(self.started)}.log").open("wb")
        started = subprocess.Popen(
            [DASK, *arguments], stdout=log, stderr=log, env=environment, cwd=self.folder, start_new_session=True
        )
        log.close()
        self.started.append(started)
        return started

    def worker(self, threads: int = 1) -> subprocess.Popen:
        return self.start(
            "worker", self.address, "--nthreads", str(threads), "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"
        )

    def wait_for(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address, timeout=30) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)

    def end(self) -> None:
        for one in self.started:
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()


@pytest.fixture
def machines(tmp_path) -> Iterator[Machines]:
    started = Machines(tmp_path)
    try:
        yield started
    finally:
        started.end()


@pytest.mark.slow
def test_two_machines_of_which_one_dies_build_what_one_process_builds(
    library, tmp_path, order, machines, here, contents
):
    build_catalogue(library, tmp_path / "here", order, here)
    first, _ = machines.worker(), machines.worker()
    machines.wait_for(2)
    crew = cluster(machines.address)
    assert crew.workers == 2
    killed = []

    def kill(_made):
        if not killed:
            killed.append(first.pid)
            os.killpg(first.pid, signal.SIGKILL)

    outcome = build_catalogue(library, tmp_path / "there", order, crew, tell=kill)
    assert killed
    assert (len(outcome.catalogue.entries), outcome.catalogue.refused) == (5, ())
    assert verify_folder(tmp_path / "there" / "public") == ()
    assert contents(tmp_path / "there" / "public") == contents(tmp_path / "here" / "public")


@pytest.mark.slow
def test_what_is_wrong_with_a_cluster_is_said(machines):
    machines.wait_for(0)
    with pytest.raises(RequestError, match="has no workers"):
        cluster(machines.address)
    machines.worker(threads=2)
    machines.wait_for(1)
    with pytest.raises(RequestError, match=r"would do 2 things at once.*--nthreads 1"):
        cluster(machines.address)


def test_nobody_at_the_address(monkeypatch):
    monkeypatch.setattr("handouts.catalogue.cluster._CONNECT_S", 1)
    begun = time.monotonic()
    with pytest.raises(ToolError, match="no scheduler answers"):
        cluster(f"tcp://127.0.0.1:{free_port()}")
    assert time.monotonic() - begun < 30
