"""Run jobs on whatever executes them: warm processes of this machine, or the workers of a Dask scheduler.

Both are a `concurrent.futures.Executor`. A worker that dies takes nothing with it but the jobs it had: those are done
again one at a time, so that the one that kills its worker is known, named and left out.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait as wait_for
from tempfile import TemporaryDirectory

from handouts.catalogue.entries import Review
from handouts.catalogue.jobs import Job, Made
from handouts.errors import HandoutError

ALLOWED_DEATHS = 2
"""A worker may be ended by chance, so a job may lose one by itself; that it loses two is no chance."""

_LOOK_EVERY_S = 5.0
_IN_HAND = 2
"""Jobs handed out for each worker: one that it does, and one that waits for it."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work.

    Args:
        open: makes a fresh executor; it is left when it breaks, and another one is made.
        workers: how many jobs it does at once.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    workers: int


def processes(workers: int) -> Crew:
    """Return a crew of so many processes of this machine, each warm before its first job."""

    @contextmanager
    def opened() -> Iterator[Executor]:
        with TemporaryDirectory(prefix="handouts-", ignore_cleanup_errors=True) as folder:
            pool = ProcessPoolExecutor(workers, _context(), start_worker, (folder,))
            try:
                yield pool
            finally:
                _end(pool)

    return Crew(opened, workers)


def _context() -> multiprocessing.context.BaseContext:
    """Return how processes begin: forked off a warm server where the system has that, for they share its memory."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["handouts.catalogue.making", "handouts.warming"])
        return context
    return multiprocessing.get_context("spawn")


def _end(pool: ProcessPoolExecutor) -> None:
    """End a pool at once: its workers are idle, or what they are at is done again another time.

    It is not asked to end by itself: a pool that breaks while a worker is just beginning waits for that one for ever
    (seen in CPython 3.11).
    """
    at_work = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in at_work:
        process.kill()
    for process in at_work:
        process.join()


def start_worker(folder: str) -> None:
    """Prepare a process: Ctrl-C is the parent's to hear, and without a parent there is nothing left to do.

    Args:
        folder: for temporary files, such as the layout engine's copies of the fonts: a process of a pool ends without
            taking them away, so the parent does.
    """
    from handouts.warming import warm_up  # the layout engine: not for the parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, folder), daemon=True).start()
    tempfile.tempdir = folder
    warm_up()


def _end_with(sentinel: int, folder: str) -> None:
    wait_for([sentinel])
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


# --------------------------------------------------------------------------- the jobs


def run_all(jobs: Iterable[Job], crew: Crew, do: Callable[[Job], Made]) -> Iterator[Made]:
    """Do all jobs, and yield what became of each as it is done.

    Args:
        jobs: taken one by one as there is somebody to do them.
        do: what a worker does with a job.

    Raises:
        RequestError: the workers are of another version than the one that planned the jobs.
    """
    waiting = _Waiting(iter(jobs), deque(), deque())
    deaths: Counter[str] = Counter()
    while waiting:
        with crew.open() as executor:
            lost = yield from _until_broken(executor, crew, waiting, do)
        for job in lost:
            deaths[job.name] += len(lost) == 1
            if deaths[job.name] >= ALLOWED_DEATHS:
                yield _given_up(job, f"the worker that made it died twice, or took longer than {job.limit_s:g} s")
            else:
                waiting.suspects.append(job)


@dataclass(slots=True)
class _Waiting:
    """The jobs that nobody has in hand: those that may have ended a worker, then those nobody has tried.

    Args:
        ahead: of the untried ones what has been taken already.
        alone: whether a suspect is in hand.
    """

    untried: Iterator[Job]
    ahead: deque[Job]
    suspects: deque[Job]
    alone: bool = False

    def __bool__(self) -> bool:
        if not self.ahead:
            self.ahead.extend(islice(self.untried, 1))
        return bool(self.suspects or self.ahead)

    def take(self, running: int, crew: Crew) -> Job | None:
        """Return the next job to hand out while so many are running; a suspect runs alone."""
        self.alone = self.alone and running > 0
        if self.alone or not self or running >= _IN_HAND * crew.workers or (self.suspects and running):
            return None
        self.alone = bool(self.suspects)
        return (self.suspects or self.ahead).popleft()


def _until_broken(
    executor: Executor, crew: Crew, waiting: _Waiting, do: Callable[[Job], Made]
) -> Generator[Made, None, list[Job]]:
    """Yield what is made, and return the jobs that were in hand when the executor broke; [] where all is done."""
    running: dict[Future[Made], Job] = {}
    while True:
        while job := waiting.take(len(running), crew):
            try:
                running[executor.submit(do, job)] = job
            except (BrokenExecutor, OSError, EOFError):  # the last two: the server that workers are forked from died
                return [*running.values(), job]
        if not running:
            return []
        done = wait(running, _LOOK_EVERY_S, FIRST_COMPLETED).done
        if not done and getattr(executor, "_broken", False):  # it forgot a job that came as it broke; CPython 3.11
            return list(running.values())
        for future in done:
            made = _outcome(future, running[future])
            if made is None:
                return list(running.values())
            del running[future]
            yield made


def _outcome(future: Future[Made], job: Job) -> Made | None:
    """Return what became of a job; None where its worker died."""
    try:
        error = future.exception()
    except CancelledError:
        return None
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return None
    if isinstance(error, HandoutError):  # nobody can do these jobs
        raise error
    return _given_up(job, f"a bug in handouts, {type(error).__name__}, or its worker died")


def _given_up(job: Job, fact: str) -> Made:
    hint = f"Make it by itself to see more: handouts make {job.topic.id} --lang {','.join(job.request.languages)}"
    return Made(job.name, None, {}, (Review("", job.topic.id, fact, hint),), failed=True, lost=True)
