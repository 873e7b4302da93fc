"""Make a process ready to build many handouts: everything loaded that all of them need, and none of it looked at again.

    warm_up()
    for topic in topics:
        built = build(topic, request)
        tidy()

Most of what a layout makes refers to itself in circles, which only the collector takes away; run by itself it comes in
the middle of a layout, again and again, and looks at all that is loaded each time. So it is off, and called between two
handouts, when next to nothing is alive. What is loaded by then is left out of its sight.
"""

from __future__ import annotations

import gc

from handouts.build import build
from handouts.checks import names
from handouts.compose.request import Request
from handouts.model import Article, Link, LinkSection, Paragraph, Provenance, Text, Topic

_LANGUAGES = ("en", "es")


def warm_up() -> None:
    """Load what handouts need, by building and checking a small one, and turn the collector off.

    For a process that builds handouts and nothing else; call `tidy` between two of them.
    """
    checks = tuple(name for name in names() if not name.startswith("verapdf"))  # another program, not this process
    gc.disable()
    build(_topic(), Request(_LANGUAGES, "side-by-side"), only=checks)
    tidy()


def tidy() -> None:
    """Take away what the last handout left behind; the first time, what is left is no longer looked at."""
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


def _topic() -> Topic:
    provenance = Provenance("Handouts", "local", "0" * 64, "sample")
    articles = {
        lang: Article(
            lang,
            "Handout",
            (Paragraph((Text("Words."),)),),
            provenance,
            sections=(LinkSection("start-here", "Start Here", (Link("https://example.org/", "Page", lang),)),),
        )
        for lang in _LANGUAGES
    }
    return Topic("warming", articles)
