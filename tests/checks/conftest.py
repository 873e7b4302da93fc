"""What the tests of the checks share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def faults() -> ModuleType:
    """The sheet, and the ways to make and break PDFs."""
    if "faults" not in sys.modules:
        spec = importlib.util.spec_from_file_location("faults", Path(__file__).parent / "faults.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["faults"] = module
        spec.loader.exec_module(module)
    return sys.modules["faults"]
