"""What a whole catalogue costs: `python tests/benchmarks/catalogue.py [--records N] [-j N] [--folder DIR]`.

Writes a made-up topics file of the real one's size, takes it into a library and builds the catalogue in English,
Spanish and both, with every check but veraPDF; then again with one topic in a hundred changed, and again with nothing
changed. Each build is a process of its own, as a nightly job has it. Prints wall seconds, handouts a minute, CPU
seconds a handout, and the peak memory of the parent and of its largest worker.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus.py")


@dataclass(frozen=True)
class Run:
    """What one command took, in seconds and MiB.

    `worker_mib` is the most that a worker has had in memory; `share_mib` the most where what several processes share
    is divided among them (PSS).
    """

    wall_s: float
    cpu_s: float
    parent_mib: float
    worker_mib: float
    share_mib: float
    out: str


def peak_mib(pid: int) -> float:
    """Return the largest memory that a process has had; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def share_mib(pid: int) -> float:
    """Return a process's share of the memory in use; 0 where it is gone."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def cpu_s(pid: int) -> float:
    """Return the CPU seconds of a process, its children not counted; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """Return the processes below one."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text("utf-8").split()):
            found += [child, *descendants(child)]
    return found


def measured(*arguments: str) -> Run:
    """Run `handouts ARGUMENTS` and watch it; workers are nobody's children when they end, so they are watched too."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "handouts", *arguments], stdout=subprocess.PIPE, text=True)
    peaks = {"parent": 0.0, "worker": 0.0, "share": 0.0}
    spent: dict[int, float] = {}

    def watch() -> None:
        while process.poll() is None:
            try:
                below = descendants(process.pid)
            except OSError:
                below = []
            peaks["parent"] = max(peaks["parent"], peak_mib(process.pid))
            peaks["worker"] = max([peaks["worker"], *map(peak_mib, below)])
            peaks["share"] = max([peaks["share"], *map(share_mib, below)])
            for pid in (process.pid, *below):
                spent[pid] = max(spent.get(pid, 0.0), cpu_s(pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    out, _ = process.communicate()
    watcher.join()
    return Run(time.monotonic() - begun, sum(spent.values()), peaks["parent"], peaks["worker"], peaks["share"], out)


def row(name: str, run: Run, made: int) -> str:
    """Return a line of the table."""
    rate = f"{made / run.wall_s * 60:8.0f} {run.cpu_s / made:8.3f}" if made else f"{'':8} {'':8}"
    memory = f"{run.parent_mib:8.0f} {run.worker_mib:8.0f} {run.share_mib:6.0f}"
    return f"{name:26} {run.wall_s:8.1f} {run.cpu_s:8.1f} {rate} {memory}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2044, help="articles in the topics file, about half a language")
    parser.add_argument("-j", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, help="where to work; what is there is gone on with")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="catalogue-"))
    folder.mkdir(parents=True, exist_ok=True)
    library, out = folder / "library.sqlite", folder / "catalogue"
    build = ["catalogue", "--library", str(library), "-o", str(out), "-j", str(arguments.j), "--json"]
    print(
        f"{'':26} {'wall s':>8} {'CPU s':>8} {'a minute':>8} {'CPU each':>8} {'parent':>8} {'worker':>8} {'share':>6}"
    )
    for name, more in (("all new", []), ("one topic in 100 changed", ["--change", "1"]), ("nothing changed", None)):
        if more is not None:
            topics = folder / f"topics-{len(more)}.xml"
            corpus = [sys.executable, str(CORPUS), str(topics), "--topics", str(arguments.records), *more]
            subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
            taken = measured("import", "--library", str(library), str(topics))
            print(row(f"  import: {'first' if not more else 'next day'}", taken, 0), flush=True)
        run = measured(*build)
        events = [json.loads(line) for line in run.out.splitlines()]
        print(row(name, run, events[0]["make"]), flush=True)
        published = events[-1]
        told = {key: published[key] for key in ("handouts", "made", "kept", "refused", "failed")}
        print("  " + ", ".join(f"{number:,} {what}" for what, number in told.items()), flush=True)
        for event in [event for event in events if event["event"] == "refused"][:5]:
            print(f"    {event['name']}: {event['why'][0]['check']} {event['why'][0]['message'][:100]}")
    index = out / "public" / "index.html"
    size = sum(path.stat().st_size for path in (out / "public").rglob("*") if path.is_file())
    print(f"published: {size / 1e6:,.0f} MB, the index {index.stat().st_size / 1e6:.2f} MB")
    verified = measured("catalogue", "--verify", str(out))
    print(row(f"--verify: {verified.out.split(chr(9))[-1].strip()}", verified, 0))
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, -j {arguments.j}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
