"""What the tests of the checks share."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

# The cases of each check are files of their own, with `editing` and `faults` beside their folders.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def faults() -> ModuleType:
    """The sheet, and the ways to make and break PDFs."""
    import faults

    return faults
