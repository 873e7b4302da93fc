"""A process that is warm has all loaded, the collector off, and between two handouts nothing is left behind."""

from __future__ import annotations

import gc
import subprocess
import sys

from click.testing import CliRunner

from handouts.cli import handouts

PROGRAM = """
import gc, sys
from handouts.warming import tidy, warm_up
assert gc.isenabled()
warm_up()
assert not gc.isenabled()
assert gc.get_freeze_count() > 50_000
loaded = set(sys.modules)

from handouts.build import build
from handouts.checks import names
from handouts.compose.request import Request
from handouts.warming import _topic
checks = tuple(name for name in names() if not name.startswith("verapdf"))
left = []
for _ in range(3):
    build(_topic(), Request(("en", "es"), "side-by-side"), only=checks)
    tidy()
    left.append(len(gc.get_objects()))
print(sorted(set(sys.modules) - loaded), left[2] - left[1])
"""


def test_a_warm_process_loads_nothing_more_and_keeps_nothing() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["[]", "0"]


def test_the_collector_is_on_again_after_handouts_make(tmp_path) -> None:
    made = CliRunner().invoke(handouts, ["make", "no-such-topic", "-o", str(tmp_path)])
    assert made.exit_code != 0
    assert gc.isenabled()
