"""What harms the reader of a finished handout does not pass; what harms nobody does."""

from __future__ import annotations

import pytest
from editing import edited
from harms import HARMS, handout, judged


def test_the_handout_itself_is_sound() -> None:
    report = judged(handout()[0])
    assert {result.check: result.findings for result in report.results if result.outcome != "pass"} == {}


@pytest.mark.parametrize("name", HARMS)
def test_harm_is_seen(name: str) -> None:
    pdf, _ = handout()
    harmed = edited(pdf, HARMS[name])
    assert harmed != edited(pdf)
    assert judged(harmed).failed
