"""The band of a draft: on every page, in every layout and language, and the first thing that is read aloud."""

from __future__ import annotations

import pytest

from handouts.build import build
from handouts.checks.facts import read_facts
from handouts.compose.layouts import layout
from handouts.compose.request import Request
from handouts.render.markup import layouts
from handouts.sources import builtin

NOTICES = {
    "en": "Draft. The Spanish text is not final. Do not give it to a patient yet.",
    "es": "Borrador. El texto en español no es definitivo. Todavía no se debe entregar a un paciente.",
}
BANDS = {("en", "es"): "DRAFT · BORRADOR", ("es",): "BORRADOR"}


def ways() -> list[tuple[str, tuple[str, ...]]]:
    return [(name, ("es",) if layout(name).languages == 1 else ("en", "es")) for name in layouts()]


@pytest.mark.parametrize(("name", "languages"), ways())
def test_every_page_says_so_and_it_is_read_first(name, languages):
    built = build(builtin.load_topic("flu-vaccine"), Request(languages, name))
    assert built.handout.drafts == ("es",)
    assert built.report is not None
    assert not built.report.failed, [finding for finding in built.report.findings if finding.outcome == "fail"]
    facts = read_facts(built.pdf, "draft.pdf")
    for page in range(built.pages):
        edges = " ".join(artifact.text for artifact in facts.artifacts if artifact.page == page)
        assert BANDS[languages] in edges, f"page {page + 1}"
    said = "".join(piece.text for piece in facts.pieces)
    for tag in languages:
        assert NOTICES[tag] in said
    assert said.strip().startswith(NOTICES[languages[0]])


def test_an_original_has_no_band():
    built = build(builtin.load_topic("flu-vaccine"), Request(("en",), "single"))
    assert built.handout.drafts == ()
    assert "DRAFT" not in "".join(artifact.text for artifact in read_facts(built.pdf, "x.pdf").artifacts)
