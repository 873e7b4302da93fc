"""A review sheet becomes a file: laid out, tagged and checked like any handout, and a page for a screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.checks import run_checks
from handouts.checks.report import Report, Standard
from handouts.checks.subject import Subject
from handouts.expectation import expectation_of_page
from handouts.render.pdf import lay_out
from handouts.render.review import MARGINS_MM, PAGE_MM, to_html, to_page
from handouts.render.structure import Metadata
from handouts.translation.sheet import ReviewSheet


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """A review sheet as files.

    Args:
        pdf: the bytes for paper.
        page: the HTML for a screen, which needs nothing beside it.
    """

    pdf: bytes = field(repr=False)
    page: str = field(repr=False)
    pages: int
    report: Report


def make_sheet(sheet: ReviewSheet, *, standard: Standard = "ua-1", file: str = "") -> MadeSheet:
    """Return a review sheet laid out and checked.

    Args:
        file: the name under which the report speaks of it.

    Raises:
        HandoutError: it cannot be laid out; see `handouts.errors`. A failed check is no error but a finding.
    """
    title = f"Review sheet: {sheet.title} ({sheet.language})"
    languages = ("en", sheet.lang)
    html = to_html(sheet)
    pdf = lay_out(html, Metadata({"en": title}, languages, identifier=f"handouts:review:{sheet.topic_id}"), standard)
    expected = expectation_of_page(html, title, languages, page_mm=PAGE_MM, margins_mm=MARGINS_MM)
    report = run_checks(Subject(pdf.data, file or sheet.topic_id, expected, standard))
    return MadeSheet(pdf.data, to_page(sheet), pdf.pages, report)
