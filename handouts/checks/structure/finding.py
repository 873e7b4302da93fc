"""How a rule of the tag structure says what is wrong."""

from __future__ import annotations

from handouts.checks.report import Finding


def broken(where: str, fact: str, clause: str, hint: str) -> Finding:
    """Return a failure with the clause that it breaks."""
    return Finding("", "fail", where, f"{fact} ({clause})", hint)


def doubtful(where: str, fact: str, clause: str, hint: str) -> Finding:
    """Return something that only a person can judge, with the clause it is about."""
    return Finding("", "review", where, f"{fact} ({clause})", hint)
