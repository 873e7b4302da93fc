"""The check page-balance: pages with next to nothing, lines torn off, headings left behind."""

from __future__ import annotations

import pytest

from handouts.checks.expected import Expected
from handouts.checks.rules.page_balance import check
from handouts.checks.subject import Subject
from handouts.render.markup import Html
from handouts.render.pdf import lay_out
from handouts.render.structure import Metadata

SENTENCE = "When your heart beats, it pushes blood through your arteries to every part of your body. "
STYLE = """@page { size: 120mm 120mm; margin: 10mm } html { font: 12pt/20pt Handout; orphans: 1; widows: 1 }
body, p, h2 { margin: 0; padding: 0 } div { break-inside: avoid } h2 { break-after: auto; font: 700 12pt/20pt Handout }
"""


def messages(body: str, blank: str = "", style: str = "") -> list[str]:
    head = f"<head><title>t</title><style>{STYLE}{style}</style></head>"
    text = f"<!DOCTYPE html><html lang='en'>{head}<body>{body}</body></html>"
    pdf = lay_out(Html(text, {}, (), ()), Metadata({"en": "t"}, ("en",)), "ua-1").data
    expected = Expected("t", ("en",), (), margins_mm=(10.0, 10.0, 10.0, 10.0), page_mm=(120.0, 120.0), blank=blank)
    return [f"{finding.where}: {finding.message}" for finding in check(Subject(pdf, "sheet.pdf", expected))]


def filler(height: int) -> str:
    """Words at the end of so much white."""
    return f"<p style='padding-top: {height - 8}mm'>Above.</p>"


def test_full_pages_pass() -> None:
    assert messages(filler(100) + f"<p style='break-before: page'>{SENTENCE * 4}</p>") == []


def test_one_page_may_hold_little() -> None:
    assert messages("<p>Short.</p>") == []


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_page_with_next_to_nothing_fails(where: str) -> None:
    few, much = "<p>Few words.</p>", f"<p>{SENTENCE * 6}</p>"
    gap = "<div style='break-before: page'></div>"
    said = messages(few + gap + much if where == "before" else much + gap + few)
    assert said == [f"page {1 if where == 'before' else 2}: is filled to 6% only"]


def test_a_page_that_is_blank_on_purpose_passes() -> None:
    body = f"<p>{SENTENCE * 6}</p><p style='break-before: recto'>{SENTENCE * 6}</p>"
    style = "@page :blank { @bottom-left { content: 'This page is blank on purpose.'; font: 12pt Handout } }"
    assert messages(body, "This page is blank on purpose.", style) == []
    assert messages(body, "", style) == ["page 2: is filled to 0% only"]


def test_a_line_torn_off_fails_on_either_side() -> None:
    text = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 6}</p>"
    said = [messages(filler(height) + text) for height in range(58, 98, 7)]  # a line more above, each time
    alone = [{message.partition(": “")[0] for message in found} for found in said]
    assert {"page 1: a line stands alone", "page 2: a line stands alone"} <= set.union(*alone)
    assert any("page 1: a line stands alone" not in found for found in alone)


def test_a_heading_left_behind_fails() -> None:
    assert messages(filler(92) + "<h2>What is it?</h2>" + f"<div>{SENTENCE * 5}</div>") == [
        "page 1: a heading stands last: “What is it?”"
    ]
