"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from handouts.errors import ToolError
from handouts.tools import Verdict, find_verapdf, validate

MAY_BE_SKIPPED_IN_CI = ("../shared is not here", "the superuser may ", "has tests of its own")


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail in CI what is skipped elsewhere for want of a program: there it has to be there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(allowed in reason for allowed in MAY_BE_SKIPPED_IN_CI):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: skipped in CI, where nothing that matters may be: {reason}"
    return report
