"""The check edition: each rule holds on a plain sheet, and each way of breaking it is seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts import editions, resources
from handouts.checks.expected import Rule
from handouts.checks.report import Measure
from handouts.checks.rules.edition import check, measures
from handouts.checks.rulings import RULES
from handouts.checks.subject import Subject
from handouts.errors import SourceError
from handouts.expectation import expectation_of_page
from handouts.render.markup import Html
from handouts.render.pdf import lay_out
from handouts.render.structure import Metadata

SENTENCE = "When your heart beats, it pushes blood through your arteries to every part of your body. "
BODY = (
    f"<div class='text'><p>{SENTENCE * 5}</p><p>{SENTENCE * 4}<strong>Call your doctor today.</strong> {SENTENCE}</p>"
    f"<ul><li>Eat less salt, and read the labels of what you buy.</li><li>{SENTENCE * 2}</li></ul></div>"
)
HEAD = "<h1>Blood pressure</h1><h2>What is it?</h2>"


def sheet(edition_name: str, style: str = "", body: str = BODY, head: str = HEAD) -> Subject:
    folder = resources.templates() / "handout"
    names = ("handout.css", f"editions/{edition_name}.css", "layouts/single.css", "paper/letter.css")
    foot = "<div class='furniture-1' data-title='t' data-before='Page ' data-between=' of ' data-after=''></div>"
    text = (
        f"<!DOCTYPE html><html lang='en'><head><title>t</title><style>{style}</style></head>"
        f"<body>{foot}{head}{body}</body></html>"
    )
    html = Html(text, {}, tuple(Path(folder / name) for name in names), ())
    edition = editions.edition(edition_name)
    expected = expectation_of_page(html, "t", ("en",), page_mm=(215.9, 279.4), margins_mm=edition.margins_mm)
    rules = tuple(Rule(r.name, r.says, r.source, r.limits, r.reason) for r in edition.rules)
    pdf = lay_out(html, Metadata({"en": "t"}, ("en",)), "ua-1").data
    return Subject(pdf, "sheet.pdf", replace(expected, edition=edition_name, rules=rules))


def broken(subject: Subject) -> dict[str, str]:
    return {m.rule: m.found for m in measures(subject) if m.outcome == "broken"}


# --------------------------------------------------------------------------- sound


@pytest.mark.parametrize("name", editions.names())
def test_a_plain_sheet_keeps_every_rule(name: str) -> None:
    subject = sheet(name)
    assert list(check(subject)) == []
    found = measures(subject)
    assert [m.rule for m in found] == [rule.name for rule in editions.edition(name).rules]
    assert {m.outcome for m in found} <= {"kept", "apart"}
    assert all(m.found and m.wanted and m.source for m in found)


def test_every_rule_of_every_edition_can_be_measured_or_says_why_not() -> None:
    for name in editions.names():
        for rule in editions.edition(name).rules:
            assert rule.name in RULES or rule.reason


def test_a_rule_that_is_not_kept_is_told_with_its_reason() -> None:
    told = {m.rule: m for m in measures(sheet("large-print-acb"))}
    assert told["typeface"] == Measure(
        "typeface",
        "Arial",
        "not kept: " + editions.edition("large-print-acb").rules[-1].reason,
        "apart",
        "ACB, base font",
    )


def test_what_is_found_is_told_in_figures() -> None:
    told = {m.rule: m.found for m in measures(sheet("large-print-acb"))}
    assert told["type-size"] == "18 to 22 pt"
    assert told["headings"] == "level 1 22 pt, level 2 20 pt, bold; text 18 pt"
    assert told["emphasis"] == "1 stressed passages, by underline; no italics"
    assert told["page-numbers"].endswith(" pages")


# --------------------------------------------------------------------------- broken


@pytest.mark.parametrize(
    ("rule", "name", "style"),
    [
        ("type-size", "standard", "html li { font-size: 11pt !important }"),
        ("type-size", "large-print-acb", "@page { font-size: 17pt !important }"),
        ("headings", "standard", "html h2 { font-size: 12pt !important }"),
        ("headings", "large-print-aph", "html h2 { font-weight: 400 !important }"),
        ("headings", "large-print-acb", "html h1 { font-size: 20pt !important }"),
        ("leading", "large-print-aph", "html .text { line-height: 1.2 !important }"),
        ("paragraphs", "large-print-acb", "html .text p { margin-bottom: 4pt !important }"),
        ("characters", "standard", "html .text { max-width: none !important }"),
        ("alignment", "standard", "html .text { text-align: justify !important }"),
        ("alignment", "large-print-rnib", "html .text { text-align: center !important }"),
        ("emphasis", "large-print-rnib", "html strong { text-decoration: underline !important }"),
        ("emphasis", "large-print-acb", "html strong { font-weight: 700 !important }"),
        ("emphasis", "large-print-acb", "html strong { text-decoration: none !important }"),
        ("emphasis", "standard", "html strong { font-weight: 400 !important }"),
        ("emphasis", "standard", "html strong { font-style: italic !important }"),
        ("hyphenation", "large-print-acb", "html { hyphens: auto !important } .text { width: 60mm }"),
        ("margins", "large-print-acb", "html body { margin-left: -5mm !important }"),
        ("page-numbers", "standard", "@page { @bottom-right { content: none !important } }"),
    ],
)
def test_a_broken_rule_is_seen(rule: str, name: str, style: str) -> None:
    subject = sheet(name, style)
    assert rule in broken(subject)
    found = [finding for finding in check(subject) if finding.message.startswith(f"{rule}: ")]
    assert found
    assert all(finding.outcome == "fail" and finding.hint for finding in found)


def test_a_few_lines_that_are_long_by_luck_are_no_long_lines() -> None:
    """The same width: 72 characters on two lines may be chance, on many it is the measure."""
    wide = "html .text { max-width: 141mm !important }"
    short = f"<div class='text'><p>{SENTENCE * 2}</p></div>"
    assert broken(sheet("standard", wide, short)) == {}
    assert list(broken(sheet("standard", wide, BODY * 6))) == ["characters"]


def test_a_few_lines_that_end_alike_by_chance_are_not_set_to_both_edges() -> None:
    """Lines of the same words end alike: in one short paragraph that may be, in two or a long one it is the setting."""
    short = f"<div class='text'><p>{'water ' * 60}</p></div>"
    assert broken(sheet("standard", body=BODY + short)) == {}
    assert list(broken(sheet("standard", body=BODY + short * 2))) == ["alignment"]
    assert list(broken(sheet("standard", body=BODY + short.replace("water", "water water")))) == ["alignment"]


def test_text_in_capitals_is_seen() -> None:
    body = BODY + "<div class='text'><p>READ THIS BEFORE YOU TAKE THE PILLS</p></div>"
    assert list(broken(sheet("large-print-rnib", body=body))) == ["capitals"]


def test_initials_are_no_shouting() -> None:
    body = BODY + "<div class='text'><p>NIH, CDC, FDA, HIV and DNA are names that stay.</p></div>"
    assert broken(sheet("large-print-rnib", body=body)) == {}


def test_columns_in_large_print_are_seen() -> None:
    cell = f"<div class='cell text' style='width: 50%'><p>{SENTENCE}</p></div>"
    body = f"<div class='row'>{cell}{cell.replace('heart', 'pump')}</div>"
    assert broken(sheet("large-print-acb", body=body)) == {"columns": "2 columns"}
    assert broken(sheet("clear-print", body=body)) == {}


def test_a_hyphen_of_the_text_divides_nothing() -> None:
    body = (
        "<div class='text' style='width: 32mm'><p>" + "Take over-the-counter well-known medicine. " * 6 + "</p></div>"
    )
    assert broken(sheet("large-print-acb", body=body)) == {}


def test_a_file_without_an_edition_is_not_judged() -> None:
    subject = sheet("standard")
    assert subject.expected
    other = Subject(subject.pdf, "x.pdf", replace(subject.expected, rules=()))
    with pytest.raises(SourceError, match="no edition that is known"):
        list(check(other))
    assert measures(other) == ()


def test_a_stressed_short_word_at_the_end_of_a_line_is_underlined_as_far_as_it_goes() -> None:
    body = "<div class='text'><p>Come and <strong>call<br> us</strong> at once, or as soon as you can.</p></div>"
    words = "It is still high, so <strong>call " + "yourclinicwithoutanyfurtherdelayatall " * 2 + "</strong>"
    for text in (body, f"<div class='text'><p>{words}</p></div>"):
        assert "emphasis" not in broken(sheet("large-print-acb", body=text))
