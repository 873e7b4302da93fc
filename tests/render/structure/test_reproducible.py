"""The same HTML makes the same bytes, in another process too."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
BODY = """<h1>Sleep <span lang="es">Dormir</span></h1><ul><li>One</li></ul><p><a href="#n">*</a>
<img alt="A glass" src="square.png" width="9" height="9"></p><aside id="n">Note</aside>
<table><tr><th colspan="2">Day</th></tr><tr><td>a</td><td>b</td></tr></table>"""


@pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("standard", ["ua-1", "ua-2", "archive"])
def test_two_processes_make_the_same_bytes(make: Callable[..., bytes], standard: str) -> None:
    program = (
        f"import sys, hashlib; sys.path.insert(0, {str(HERE)!r}); import conftest;"
        f"print(hashlib.sha256(conftest.render({BODY!r}, {standard!r})).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == hashlib.sha256(make(BODY, standard)).hexdigest()
