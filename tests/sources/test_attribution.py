"""Whose text a summary is."""

from __future__ import annotations

import pytest

from handouts.model import plain_text, runs
from handouts.sources.attribution import take_attribution
from handouts.sources.fragments import parse_fragment, to_blocks


@pytest.mark.parametrize(
    ("markup", "lines", "words_left"),
    [
        ("<p>Text.</p><p class=''>NIH: Institute of\nExamples</p>", ("NIH: Institute of Examples",), "Text."),
        ("<p>Text.</p><p class=''>Centers for Examples</p> ", ("Centers for Examples",), "Text."),
        ("<p>Text.</p><p class='attribution'>Centros de Ejemplos</p>", ("Centros de Ejemplos",), "Text."),
        ("<p>Text.</p><p class=''>NIH: One<br>NIH: Two</p>", ("NIH: One", "NIH: Two"), "Text."),
        ("<p>Text.</p><p><em>Department of Examples</em></p>", ("Department of Examples",), "Text."),
        ("<p>Text.</p><p>NIH: Institute of Examples</p>", ("NIH: Institute of Examples",), "Text."),
        # real paragraphs
        ("<p>Text.</p><p class=''>Rest is best.</p>", (), "Text. Rest is best."),
        ("<p>Text.</p><p class=''>Rest when you</p><ul><li>tire</li></ul>", (), "Text. Rest when you tire"),
        ("<p class=''>Text</p>after", (), "Text after"),
        ("<p>Text.</p><p><em>Call 911 now</em></p>", (), "Text. Call 911 now"),
        ("<p>Text.</p><p>National plans help</p>", (), "Text. National plans help"),
        ("<p>Text.</p><p class=''>See <a href='https://x.org'>this</a></p>", (), "Text. See this"),
        ("<p>Text.</p><p class=''>" + "word " * 60 + "</p>", (), "Text. " + "word " * 60),
        ("<ul><li>Text</li></ul>", (), "Text"),
    ],
)
def test_attribution(markup: str, lines: tuple[str, ...], words_left: str) -> None:
    summary = parse_fragment(markup)
    assert take_attribution(summary) == lines
    left = [word for block in to_blocks(summary, "en", "") for run in runs(block) for word in plain_text(run).split()]
    assert left == words_left.split()
