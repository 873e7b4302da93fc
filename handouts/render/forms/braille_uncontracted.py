"""Uncontracted braille (grade 1): for those who learn it late, and for most who read Spanish.

Spanish is published in grade 1, and few learn its grade 2. Source: the remarks at the head of liblouis's es-g2.ctb.
"""

from __future__ import annotations

from handouts.compose.handout import Handout
from handouts.render.forms._brf import to_brf
from handouts.render.forms._means import Means

NAME = "brf-uncontracted"
SUFFIX = ".uncontracted.brf"
SAYS = "uncontracted braille (grade 1), 40 cells by 25 lines"


def to_bytes(handout: Handout, means: Means) -> bytes:
    """Return the handout as a braille file."""
    return to_brf(handout, means, contracted=False)
