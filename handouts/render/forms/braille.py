"""Contracted braille (grade 2) for those who read it fluently."""

from __future__ import annotations

from handouts.compose.handout import Handout
from handouts.render.forms._brf import to_brf
from handouts.render.forms._means import Means

NAME = "brf"
SUFFIX = ".brf"
SAYS = "contracted braille (grade 2), 40 cells by 25 lines"


def to_bytes(handout: Handout, means: Means) -> bytes:
    """Return the handout as a braille file."""
    return to_brf(handout, means, contracted=True)
