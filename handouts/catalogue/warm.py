"""What a worker does before its first job, so that no handout pays for it: imports, fonts, style sheets."""

from __future__ import annotations

from functools import cache

from handouts.build import build
from handouts.catalogue.ingredients import house
from handouts.catalogue.making import quick_checks
from handouts.compose.request import Request
from handouts.model import Article, Paragraph, Provenance, Text, Topic

_SENTENCE = "This page is made and thrown away before the work begins."


@cache
def warm_up() -> None:
    """Make a small handout and throw it away; the second time do nothing."""
    house()
    words = {"en": _SENTENCE, "es": "Esta página se hace y se tira antes de que empiece el trabajo."}
    articles = {
        lang: Article(lang, "Warm", (Paragraph((Text(text),)),), Provenance("handouts", "local", "", "official"))
        for lang, text in words.items()
    }
    build(Topic("warm", articles), Request(("en", "es"), "side-by-side"), only=quick_checks())
