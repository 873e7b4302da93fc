"""Make one handout of a catalogue, where a worker does it.

A worker reads nothing but the program's own templates and fonts, and writes nothing: what it made comes back as bytes.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256

from handouts import sidecar
from handouts.build import Built, build, build_form
from handouts.catalogue.entries import Entry, Facts, File, Review
from handouts.catalogue.ingredients import same_house
from handouts.catalogue.jobs import FOLDER, Job, Made, to_review
from handouts.checks import names
from handouts.checks.report import Report
from handouts.compose.finality import require_final
from handouts.errors import ContentError, HandoutError
from handouts.model import Article
from handouts.store import form_name, record_name
from handouts.translation.reading import scores_of, values_of
from handouts.warming import tidy

_MOST_REASONS = 20


def run_job(job: Job) -> Made:
    """Make one handout, judge it, and return what is to be published of it.

    A failure that a person can act on is a value. A worker that is still at it after the job's limit ends itself.

    Raises:
        RequestError: this worker is of another version than the one that planned the job.
    """
    same_house(job.house)
    if not gc.isenabled():  # a process that was made ready for this
        tidy()
    with _at_most(job.limit_s):
        try:
            require_final((job.topic.articles[lang] for lang in job.request.languages), job.topic.id)
        except ContentError as error:
            return Made(job.name, None, {}, (to_review(error),))
        try:
            return _made(job)
        except HandoutError as error:
            return Made(job.name, None, {}, (to_review(error),), failed=True)


def _made(job: Job) -> Made:
    pdf = f"{job.name}.pdf"
    built = build(job.topic, job.request, standard=job.standard, only=quick_checks(), file=pdf, theme=job.theme)
    report = _judged(built)
    articles = [job.topic.articles[lang] for lang in job.request.languages]
    record = sidecar.to_record(built.handout, built.codes, report, values_of(articles))
    text = (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    files = {pdf: built.pdf, record_name(pdf): text}
    if report.failed:
        return Made(job.name, None, files, reviews(report, "fail")[:_MOST_REASONS])
    page = form_name(pdf, ".html")
    files[page] = build_form(built.handout, "html", job.theme)
    return Made(job.name, _entry(job, built, report, files), files)


def _judged(built: Built) -> Report:
    if built.report is None:
        raise TypeError("a catalogue never publishes what was not checked")
    return built.report


@cache
def quick_checks() -> tuple[str, ...]:
    """Return the names of the checks that run on every file: all but veraPDF, which judges many files at once."""
    return tuple(name for name in names() if not name.startswith("verapdf"))


def reviews(report: Report, outcome: str) -> tuple[Review, ...]:
    """Return a report's findings of one outcome."""
    return tuple(
        Review(found.check, found.where, found.message, found.hint)
        for found in report.findings
        if found.outcome == outcome
    )


def _entry(job: Job, built: Built, report: Report, files: Mapping[str, bytes]) -> Entry:
    request, topic = job.request, job.topic
    pdf, record, page = (_file(name, data) for name, data in files.items())
    return Entry(
        name=job.name,
        topic=topic.id,
        languages=request.languages,
        layout=request.layout,
        edition=request.edition,
        paper=request.paper,
        articles={
            lang: _facts(topic.articles[lang], " ".join(citation.attribution))
            for lang, citation in zip(request.languages, built.handout.citations, strict=True)
        },
        subjects=tuple(sorted(built.handout.subjects)),
        created=built.handout.created,
        modified=built.handout.modified or built.handout.created,
        pages=built.pages,
        codes=built.codes,
        pdf=pdf,
        record=record,
        html=page,
        review=reviews(report, "review"),
    )


def _file(name: str, data: bytes) -> File:
    return File(f"{FOLDER}/{name}", sha256(data).hexdigest(), len(data))


def _facts(article: Article, rights: str) -> Facts:
    provenance = article.provenance
    return Facts(
        title=article.title,
        address=article.address,
        description=article.description,
        synonyms=(*article.synonyms, *article.see_references),
        groups=article.groups,
        source=provenance.source,
        attribution=article.attribution,
        state=provenance.state,
        translator=provenance.translator,
        reviewer=provenance.reviewer,
        reading={score.name: score.value for score in scores_of(article)},
        rights=rights,
    )


@contextmanager
def _at_most(limit_s: float) -> Iterator[None]:
    """End this process if the block takes longer: a layout engine that hangs hears no exception."""
    faulthandler.dump_traceback_later(limit_s, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> int:
    """Return where the watchdog's last words go: what is being made may hold a clinic's texts."""
    return os.open(os.devnull, os.O_WRONLY)
