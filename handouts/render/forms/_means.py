"""What a form is given besides the handout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Transcribe(Protocol):
    """Writes texts of one language in braille cells, U+2800 to U+283F."""

    def __call__(
        self, tag: str, texts: Sequence[str], /, *, contracted: bool, address: bool = False
    ) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a form may draw on, each for the forms that need it.

    Args:
        transcribe: into braille.
        spelt_addresses: the languages whose web addresses are spelt letter by letter in contracted braille.
        theme: a clinic's folder of templates; None for none.
    """

    transcribe: Transcribe
    spelt_addresses: frozenset[str] = frozenset()
    theme: Path | None = None
