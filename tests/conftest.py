"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.errors import ToolError
from handouts.tools import Verdict, find_verapdf, validate


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real MedlinePlus data beside the repository: not ours, so not in it."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder


@pytest.fixture(scope="session")
def verapdf() -> Callable[..., tuple[Verdict, ...]]:
    """`handouts.tools.validate`, where veraPDF is; in CI it has to be."""
    try:
        find_verapdf()
    except ToolError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{error}")
        pytest.skip(f"{error}")
    return validate
