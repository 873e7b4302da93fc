"""What a worker needs for many handouts: `python tests/benchmarks/worker.py [--handouts N] [--plain]`.

Builds handouts of the generated collection in one worker process as the catalogue does, English, Spanish and
both in turn, each through all checks but veraPDF's, and prints CPU seconds each and the memory in use and at its peak
as it goes. With --plain the process is not warmed up and the collector left on.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from handouts.build import build
from handouts.checks import names
from handouts.compose.request import Request
from handouts.errors import HandoutError
from handouts.model import Topic
from handouts.sources import medlineplus_xml
from handouts.sources.join import join_topics
from handouts.warming import tidy, warm_up
from tests.benchmarks import corpus

STEPS = 10


def memory() -> tuple[float, float]:
    """Return the memory in use and the most that ever was, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return int(status["VmRSS"].split()[0]) / 1024, int(status["VmHWM"].split()[0]) / 1024


def one(topic: Topic, request: Request, checks: tuple[str, ...], tidied: bool) -> tuple[float, int, float, float]:
    """Build a handout in the worker; return its CPU seconds, its pages (0 if it failed) and the worker's memory."""
    start = time.process_time()
    try:
        pages = build(topic, request, only=checks).pages
    except HandoutError:
        pages = 0
    if tidied:
        tidy()
    return time.process_time() - start, pages, *memory()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handouts", type=int, default=1000)
    parser.add_argument("--plain", action="store_true", help="without warming up, the collector left on")
    arguments = parser.parse_args()
    checks = tuple(name for name in names() if not name.startswith("verapdf"))
    jobs = []
    for topic in topics(arguments.handouts):
        languages = [(lang,) for lang in topic.languages] + ([("en", "es")] if len(topic.languages) > 1 else [])
        jobs += [(topic, Request(chosen, "side-by-side" if len(chosen) > 1 else "single")) for chosen in languages]
    jobs = jobs[: arguments.handouts]
    print(f"{'handouts':>8} {'CPU s each':>10} {'in use MiB':>10} {'peak MiB':>9} {'pages':>6} {'failed':>6}")
    step = max(1, len(jobs) // STEPS)
    spent: list[float] = []
    pages = failed = 0
    ready = None if arguments.plain else warm_up
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=ready) as pool:
        work = (pool.submit(one, topic, request, checks, not arguments.plain).result() for topic, request in jobs)
        for number, (seconds, its_pages, used, peak) in enumerate(work, 1):
            spent.append(seconds)
            pages += its_pages
            failed += not its_pages
            if number in (1, 10) or number % step == 0:
                each = statistics.mean(spent[-step:])
                print(f"{number:8} {each:10.3f} {used:10.0f} {peak:9.0f} {pages:6} {failed:6}", flush=True)
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")


def topics(wanted: int) -> tuple[Topic, ...]:
    """Return enough topics of the generated collection for so many handouts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "topics.xml"
        path.write_bytes(corpus.to_xml(max(40, wanted)).encode())
        return join_topics(list(medlineplus_xml.iter_topics(path)))


if __name__ == "__main__":
    main()
