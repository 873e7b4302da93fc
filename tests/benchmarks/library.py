"""Measure the library at full size: import, second import, the next day's file, and 1,000 searches with typos.

    python tests/benchmarks/library.py [--topics N] [--keep FOLDER]

CPU seconds, and wall-clock seconds where waiting for the disk is part of it. Every step is a process of its own, so
that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

SEED = 7
QUERIES = 1000

IMPORT = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from handouts.importing import Days, import_file
from handouts.library import open_library
start, wall = time.process_time(), time.perf_counter()
with open_library(Path(sys.argv[1]), write=True) as library:
    said = import_file(library, Path(sys.argv[2]), Days(date(2026, 11, 21)))
print(json.dumps({
    "cpu_s": time.process_time() - start, "wall_s": time.perf_counter() - wall,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "new": len(said.new), "changed": len(said.changed), "gone": len(said.gone), "unchanged": said.unchanged,
}))
"""


def measured(library: Path, file: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", IMPORT, str(library), str(file)], check=True, capture_output=True)
    said: dict[str, float] = json.loads(done.stdout)
    return said


def with_typo(word: str, rng: random.Random) -> str:
    """Return a word with one letter swapped, lost, doubled or wrong; short words as they are."""
    if len(word) < 5:
        return word
    at = 1 + int(rng.random() * (len(word) - 2))
    return (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "abcdefghijklmnopqrstuvwxyz"[int(rng.random() * 26)] + word[at + 1 :],
    )[int(rng.random() * 4)]


def queries(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what people may type, and the topic they mean: names as they are, begun, and with a typo in each."""
    rng = random.Random(SEED)
    found = []
    for number in range(QUERIES):
        name, topic = names[int(rng.random() * len(names))]
        words = name.split()
        if number % 4 == 1:
            words[-1] = words[-1][: max(3, len(words[-1]) - 2)]
        elif number % 4:
            words = [with_typo(word, rng) for word in words]
        found.append((" ".join(words), topic))
    return found


def search(path: Path) -> None:
    from handouts.library import find, open_library

    with open_library(path) as library:
        names = library.connection.execute(
            """
            SELECT text, topic FROM name JOIN article ON number = article
            WHERE rank BETWEEN 1 AND 2 ORDER BY key, article
            """
        ).fetchall()
        cpu, wall, first, among = [], [], 0, 0
        for words, topic in queries(names):
            start, now = time.process_time(), time.perf_counter()
            found = find(library, words)
            cpu.append((time.process_time() - start) * 1000)
            wall.append((time.perf_counter() - now) * 1000)
            idents = [hit.topic for hit in found.hits]
            first += idents[:1] == [topic]
            among += topic in idents
    for name, times in (("CPU", cpu), ("wall clock", wall)):
        cut = statistics.quantiles(times, n=100)
        print(f"  {name:10}  p50 {cut[49]:.1f} ms   p95 {cut[94]:.1f} ms   most {max(times):.1f} ms")
    print(f"  the topic that was meant comes first in {first / 10:.1f} %, among the first 20 in {among / 10:.1f} %")


def command_line(path: Path) -> None:
    for words in ("diabetes", "diabetis"):
        times = []
        for _ in range(5):
            start = _children()
            arguments = [sys.executable, "-m", "handouts", "find", words, "--library", str(path)]
            subprocess.run(arguments, check=True, capture_output=True)
            times.append(_children() - start)
        print(f"  handouts find {words}: {statistics.median(times):.3f} s of CPU")


def _children() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the library at full size.")
    parser.add_argument("--topics", default="2044")
    parser.add_argument("--keep", type=Path, help="folder for the files, which stay")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        first, second, library = folder / "first.xml", folder / "second.xml", folder / "library.sqlite"
        library.unlink(missing_ok=True)
        corpus = Path(__file__).with_name("corpus.py")
        for path, change in ((first, "0"), (second, "1")):
            subprocess.run(
                [sys.executable, str(corpus), str(path), "--topics", asked.topics, "--change", change], check=True
            )
        packed = folder / "first.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(first, first.name)
        print(f"{first.stat().st_size / 1e6:.1f} MB of XML, {packed.stat().st_size / 1e6:.1f} MB zipped")
        for name, file in (
            ("first import", first),
            ("the same again", first),
            ("the same, zipped", packed),
            ("the next day's, 1 % changed", second),
        ):
            said = measured(library, file)
            print(
                f"  {name:28} {said['cpu_s']:6.2f} s CPU  {said['wall_s']:6.2f} s wall  {said['peak_mb']:4.0f} MB   "
                f"{said['new']} new, {said['changed']} changed, {said['gone']} gone, {said['unchanged']} unchanged"
            )
        print(f"library of {library.stat().st_size / 1e6:.1f} MB; {QUERIES} searches, half of them with typos")
        search(library)
        command_line(library)


if __name__ == "__main__":
    main()
