"""One private function of the engine and what stands in for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is replaced.

    Args:
        owner: the class or the module that has it.
        name: its name there.
        ours: what stands in.
        original: what was there first.
    """

    owner: Any
    name: str
    ours: Any
    original: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "original", getattr(self.owner, self.name))
