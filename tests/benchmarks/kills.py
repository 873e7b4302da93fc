"""Kill a build at random moments: `python tests/benchmarks/kills.py [--kills 20] [--records 60]`.

A catalogue is built once undisturbed. Then the same is built while its parent, or one of its workers, is killed
(SIGKILL) at a random moment, again and again, and the last time to its end. After each kill the published folder has to
be whole, or not there yet; in the end its sums have to be those of the undisturbed one. Between the kills the library
goes from one day to the next and back, so that there is always something to publish over something.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import CORPUS, descendants

from handouts.catalogue.verifying import verify_folder


def handouts(*arguments: str, **more: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "handouts", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more
    )


def build(library: Path, out: Path) -> subprocess.Popen:
    return handouts("catalogue", "--library", str(library), "-o", str(out), "-j", "2", start_new_session=True)


def finish(library: Path, out: Path) -> float:
    """Build to the end and return the seconds it took."""
    begun = time.monotonic()
    code = build(library, out).wait()
    assert code in (0, 1), code
    return time.monotonic() - begun


def main() -> None:
    """Print what was killed when, and whether the folder was whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--records", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    days = []
    for number, more in enumerate(([], ["--change", "40"])):
        topics, library = folder / f"topics-{number}.xml", folder / f"library-{number}.sqlite"
        corpus = [sys.executable, str(CORPUS), str(topics), "--topics", str(arguments.records), *more]
        subprocess.run(corpus, check=True, stdout=subprocess.DEVNULL)
        assert handouts("import", "--library", str(library), str(topics)).wait() == 0
        days.append(library)
    undisturbed = []
    for number, library in enumerate(days):
        took_s = finish(library, folder / f"undisturbed-{number}")
        undisturbed.append((folder / f"undisturbed-{number}" / "public" / "SHA256SUMS").read_bytes())
        print(f"day {number}: undisturbed, {took_s:.1f} s", flush=True)
    out, killed, completed = folder / "catalogue", 0, 0
    day = 0
    while killed < arguments.kills:
        process = build(days[day], out)
        after_s = rng.uniform(0.2, took_s)
        time.sleep(after_s)
        if process.poll() is not None:
            completed += 1
            day = 1 - day
            continue
        workers = descendants(process.pid)
        parent = killed % 2 == 0 or not workers
        os.kill(process.pid if parent else rng.choice(workers), signal.SIGKILL)
        if parent:
            process.wait()
        public = out / "public"
        problems = verify_folder(public) if public.exists() else ()
        killed += 1
        state = "whole" if public.exists() else "not there yet"
        print(f"{killed:3}  {'parent' if parent else 'worker'} after {after_s:5.2f} s: {problems or state}", flush=True)
        assert not problems, problems
        if not parent:
            code = process.wait()
            assert code in (0, 1), f"exit code {code}"
            assert (public / "SHA256SUMS").read_bytes() == undisturbed[day], "another result than undisturbed"
            day = 1 - day
    for day, library in enumerate(days):
        finish(library, out)
        assert verify_folder(out / "public") == ()
        same = (out / "public" / "SHA256SUMS").read_bytes() == undisturbed[day]
        print(f"day {day}: in the end {'the same as' if same else 'NOT the same as'} undisturbed", flush=True)
        assert same


if __name__ == "__main__":
    main()
