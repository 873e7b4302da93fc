"""What one bilingual handout costs: `python tests/benchmarks/handout.py [TOPIC]`.

Prints CPU seconds, pages, bytes and peak memory of one cold process, the share of each stage in it, the same warm
(medians of five in one process), and what `handouts --help` costs. Ratios hold on any machine, seconds only on this.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time

PROGRAM = """
import json, sys, time
start = time.process_time()
from handouts import Request, load_builtin, make
topic = load_builtin(sys.argv[1])
imports = time.process_time() - start
request = Request(("en", "es"), "side-by-side")
runs = []
for _ in range(int(sys.argv[2])):
    built = make(topic, request, only=tuple(sys.argv[3].split(",")))
    runs.append(dict(built.stages))
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps({"imports": imports, "runs": runs, "pages": built.pages, "codes": built.codes,
                  "bytes": len(built.pdf), "peak": peak}))
"""


def measured(topic: str, times: int, checks: tuple[str, ...]) -> dict[str, object]:
    """Return what a fresh process measured of itself."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, topic, str(times), ",".join(checks)], check=True, capture_output=True, text=True
    )
    return json.loads(ran.stdout)


def help_seconds() -> float:
    """Return the CPU seconds of `handouts --help`, the median of five."""
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "handouts", "--help"], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(seconds)


def main() -> None:
    """Print the table."""
    from handouts.checks import names

    topic = sys.argv[1] if len(sys.argv) > 1 else "genes-and-gene-therapy"
    checks = tuple(name for name in names() if not name.startswith("verapdf"))
    cold, warm = measured(topic, 1, checks), measured(topic, 6, checks)
    stages = {name: statistics.median(run[name] for run in warm["runs"][1:]) for name in warm["runs"][0]}
    total = sum(stages.values())
    rendering = total - stages["checks"] - stages["structure"]
    print(f"{topic}, English and Spanish: {cold['pages']} pages, {cold['codes']} codes, {cold['bytes']:,} bytes")
    print(f"{'stage':12} {'cold s':>8} {'warm s':>8} {'share':>7} {'of rendering':>13}")
    print(f"{'imports':12} {cold['imports']:8.3f}")
    for name, seconds in stages.items():
        share, part = seconds / total, seconds / rendering
        print(f"{name:12} {cold['runs'][0][name]:8.3f} {seconds:8.3f} {share:7.1%} {part:13.1%}")
    print(f"{'all':12} {cold['imports'] + sum(cold['runs'][0].values()):8.3f} {total:8.3f}")
    print(f"peak memory: {cold['peak'] / 1024:.0f} MiB after one, {warm['peak'] / 1024:.0f} MiB after six")
    print(f"handouts --help: {help_seconds():.3f} s of CPU")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
