"""The story: a topic and a request become a handout, a page, a PDF and a report.

    topic, request -> compose -> Handout -> markup -> Html -> layout and structure -> PDF -> checks -> Report
                      (fitting, where sheets are promised)

Nothing is decided here and nothing is written: see `handouts.store` for the only writer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from handouts.braille import SPELT_ADDRESSES, transcribe
from handouts.checks import run_checks
from handouts.checks.report import Finding, Report, Standard
from handouts.checks.subject import Subject
from handouts.compose.composing import compose
from handouts.compose.handout import Handout
from handouts.compose.request import Request
from handouts.expectation import expectation
from handouts.fitting import SIDES, fit
from handouts.model import Topic
from handouts.render.forms import Means, form
from handouts.render.markup import to_html
from handouts.render.pdf import measure, to_pdf

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished handout.

    Args:
        handout: what was meant.
        pdf: the file's bytes.
        pages: how many pages it has.
        codes: how many QR codes it shows.
        report: what the checks found; None when they were not run.
        stages: CPU seconds of each stage, in order.
    """

    handout: Handout
    pdf: bytes = field(repr=False)
    pages: int
    codes: int
    report: Report | None
    stages: Mapping[str, float] = field(hash=False)


def build(
    topic: Topic,
    request: Request,
    *,
    standard: Standard = "ua-1",
    checks: bool = True,
    only: tuple[str, ...] | None = None,
    file: str = "",
    theme: Path | None = None,
) -> Built:
    """Return the handout that is asked for.

    Args:
        standard: "ua-1", "ua-2", or "archive" for PDF/A-2a and PDF/UA-1 in one file.
        checks: whether to judge the file; a file that was not judged says so in its report's absence.
        only: names of the checks to run; None for all.
        file: the name under which the report speaks of the file.
        theme: a clinic's own folder of templates.

    Raises:
        HandoutError: whatever stage failed; see `handouts.errors`. A failed check is no error but a finding.
    """
    stages: dict[str, float] = {}
    deciding = "compose" if request.sheets is None else "fitting"
    handout = _timed(stages, deciding, lambda: to_handout(topic, request, theme))
    html = _timed(stages, "markup", lambda: to_html(handout, theme))
    pdf = to_pdf(html, handout, standard, None if request.sheets is None else SIDES * request.sheets)
    stages.update(pdf.stages)
    subject = Subject(pdf.data, file or handout.topic_id, expectation(handout, html) if checks else None, standard)
    report = _timed(stages, "checks", lambda: run_checks(subject, only)) if checks else None
    if report and request.personal:
        report = _withheld(report)
    return Built(handout, pdf.data, pdf.pages, len(html.codes), report, stages)


def to_handout(topic: Topic, request: Request, theme: Path | None = None) -> Handout:
    """Return what is to be printed: as composed, or with the links that the sheets promised have room for.

    Raises:
        HandoutError: it cannot be composed as asked, or the sheets cannot hold the text.
    """
    if request.sheets is None:
        return compose(topic, request)
    return fit(topic, request, lambda one, tight: measure(to_html(one, theme), tight=tight))


def build_form(handout: Handout, name: str, theme: Path | None = None) -> bytes:
    """Return a handout in another form than PDF: a file of the format of that name.

    Raises:
        RequestError: there is no such format, or it does not have one of the languages.
        ToolError: liblouis is missing, for braille.
    """
    return form(name).to_bytes(handout, Means(transcribe, SPELT_ADDRESSES, theme))


def _withheld(report: Report) -> Report:
    """Return the report without a word of the page: what it quotes might be said of a patient."""

    def silent(finding: Finding) -> Finding:
        where, message = (re.sub("“[^”]*(”|$)", "“…”", text) for text in (finding.where, finding.message))
        return replace(finding, where=where, message=message)

    results = [replace(result, findings=tuple(map(silent, result.findings))) for result in report.results]
    return replace(report, results=tuple(results))


def _timed(stages: dict[str, float], name: str, work: Callable[[], _T]) -> _T:
    start = time.process_time()
    done = work()
    stages[name] = time.process_time() - start
    return done
