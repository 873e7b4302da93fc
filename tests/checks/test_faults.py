"""Every check catches what is broken on purpose, and leaves sound files alone."""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

import pytest

from handouts.checks import names
from handouts.checks.report import Result


def _skip_where_nothing_ran(results: Collection[Result]) -> None:
    """Skip where the check's program is not installed; in CI its own tests see to it that it is."""
    if results and all(result.outcome == "skipped" for result in results):
        pytest.skip(next(iter(results)).reason)


# A file of veraPDF's own takes it a second or two.
CHECKS = [pytest.param(name, marks=pytest.mark.slow) if name.startswith("verapdf") else name for name in names()]


@pytest.mark.parametrize("check", CHECKS)
def test_sound_files_are_left_alone(check: str, faults: ModuleType) -> None:
    module = faults.cases(check)
    if module is None:
        pytest.skip("has tests of its own")
    said = {name: faults.judged(check, subject) for name, subject in module.sound(faults.Bench())}
    _skip_where_nothing_ran(said.values())
    assert {name: result.findings for name, result in said.items() if result.outcome not in ("pass", "skipped")} == {}
    assert sum(result.outcome == "pass" for result in said.values()) >= 2


@pytest.mark.parametrize("check", CHECKS)
def test_broken_files_are_caught(check: str, faults: ModuleType) -> None:
    module = faults.cases(check)
    if module is None:
        pytest.skip("has tests of its own")
    said = [(name, words, faults.judged(check, subject)) for name, subject, words in module.broken(faults.Bench())]
    _skip_where_nothing_ran([result for _, _, result in said])
    missed = {
        name: [finding.message for finding in result.findings]
        for name, words, result in said
        if not any(words in finding.message for finding in result.findings)
    }
    assert said
    assert missed == {}


@pytest.mark.parametrize("check", names())
def test_every_check_has_a_folder_of_cases(check: str, faults: ModuleType) -> None:
    folders = {folder.name.replace("_", "-") for folder in faults.FOLDER.iterdir() if any(folder.glob("*.py"))}
    assert any(check.startswith(folder) for folder in folders), f"write tests/checks/{check.replace('-', '_')}/cases.py"
