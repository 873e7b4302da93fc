"""The print editions there are: how large and how open a handout is set, and the rules that each one keeps.

An edition is two files in `templates/handout/editions`: `<name>.css`, custom properties that the style sheets draw on,
and `<name>.toml`, its rules. The check `edition` measures the finished pages by those rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from handouts import resources
from handouts.errors import RequestError, TemplateError

STANDARD = "standard"

Limit = int | float | str | bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of an edition.

    Args:
        name: what it is about, such as "type-size"; the check knows how to measure it.
        says: the rule in words, for the report.
        source: who asks for it.
        limits: what the check compares with, units in the names: `least_pt`, `most_characters`.
        reason: why the handout does not keep it; "" for a rule that is kept.
    """

    name: str
    says: str
    source: str
    limits: Mapping[str, Limit] = field(default_factory=dict, hash=False)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A way of setting a handout.

    Args:
        title: for people who choose.
        says: what it is, one sentence.
        large_print: whether the sheet says in words that it is a large-print edition.
        columns: how many columns of text may stand beside each other.
        least_pt: the smallest text on the sheet.
        margins_mm: top, right, bottom, left; white but for the footer.
    """

    name: str
    title: str
    says: str
    large_print: bool
    columns: int
    least_pt: float
    margins_mm: tuple[float, float, float, float]
    rules: tuple[Rule, ...]


def names() -> tuple[str, ...]:
    """Return the names of the editions there are, the usual one first."""
    found = {path.stem for path in _folder().glob("*.toml")}
    return (STANDARD, *sorted(found - {STANDARD}))


def edition(name: str) -> Edition:
    """Return the edition of a name.

    Raises:
        RequestError: no edition of that name.
        TemplateError: its table of rules cannot be read.
    """
    if name not in names():
        raise RequestError(f"no edition {name!r}", hint=f"Editions: {', '.join(names())}")
    return _load(_folder() / f"{name}.toml")


def _folder() -> Path:
    return resources.templates() / "handout" / "editions"


@cache
def _load(path: Path) -> Edition:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        top, right, bottom, left = table["margins_mm"]
        return Edition(
            name=path.stem,
            title=table["title"],
            says=table["says"],
            large_print=table["large_print"],
            columns=table["columns"],
            least_pt=table["least_pt"],
            margins_mm=(top, right, bottom, left),
            rules=tuple(_rule(entry) for entry in table["rule"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TemplateError(f"the edition's rules cannot be read: {error}", place=str(path)) from error


def _rule(entry: Mapping[str, Limit]) -> Rule:
    words = {key: str(entry[key]) for key in ("name", "says", "source")}
    rest = {key: value for key, value in entry.items() if key not in (*words, "reason")}
    return Rule(**words, limits=rest, reason=str(entry.get("reason", "")))
