"""`handouts check FILE…`: judge finished PDFs, ours or anyone's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _talk
from handouts.errors import HandoutError, ToolError

if TYPE_CHECKING:
    from handouts.checks import Subject
    from handouts.checks.report import Report

AT_ONCE = 20
"""Files that one Java process of veraPDF is given; so many are held in memory."""

_VERAPDF = "verapdf"


@click.command(
    short_help="Judge PDFs: ours, or any other.",
    epilog=_talk.example("handouts check out/*.pdf", "handouts check leaflet.pdf --json > report.json"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--verapdf/--no-verapdf",
    "verapdf",
    default=None,
    help="Insist on veraPDF, or leave it out.  [default: ask it where it is there]",
)
@_talk.json_option
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], verapdf: bool | None, as_json: bool) -> None:
    """Judge each FILE by all checks, and print what they found and what only a person can judge.

    A file from elsewhere is judged as far as it can be without knowing what it was meant to say; what could not be
    checked is skipped with its reason, never passed.

    Exit code 0: no check failed. 1: one did.
    """
    if verapdf:
        from handouts.tools import find_verapdf

        find_verapdf()
    reports: list[Report] = []
    failed: list[tuple[str, HandoutError]] = []
    for path, judged in _judged(files, verapdf):
        if isinstance(judged, HandoutError):
            failed.append((str(path), judged))
            continue
        reports.append(judged)
        if not as_json:
            _tell(judged, first=len(reports) == 1)
    if as_json:
        from handouts.checks.report import to_dict

        _talk.print_json([to_dict(report) for report in reports])
    ctx.exit(_talk.finish(failed, total=len(files), answer=not any(report.failed for report in reports)))


def _judged(files: Sequence[Path], verapdf: bool | None) -> Iterator[tuple[Path, Report | HandoutError]]:
    from handouts.checks import names, run_checks

    chosen = [name for name in names() if verapdf is not False or not name.startswith(_VERAPDF)]
    with _talk.progress(len(files)) as step:
        for start in range(0, len(files), AT_ONCE):
            some = [(path, _loaded(path)) for path in files[start : start + AT_ONCE]]
            if verapdf is not False:
                _ask_verapdf([subject for _, subject in some if not isinstance(subject, HandoutError)])
            while some:  # what was read and drawn of a file goes with it
                path, subject = some.pop(0)
                step(path.name)
                if isinstance(subject, HandoutError):
                    yield path, subject
                    continue
                report = run_checks(subject, chosen)
                yield path, (_lacking(report) if verapdf else None) or report


def _loaded(path: Path) -> Subject | HandoutError:
    """Return a file that can be judged, or why it cannot."""
    from handouts.checks import Subject
    from handouts.store import load_file

    try:
        subject = Subject(load_file(path), str(path))
        _ = subject.facts
    except HandoutError as error:
        return error
    return subject


def _ask_verapdf(subjects: Sequence[Subject]) -> None:
    """Have the files judged by one Java process; where that fails, each file's own check says so."""
    from handouts.checks.judging import judge_together

    with suppress(ToolError):
        judge_together(subjects)


def _lacking(report: Report) -> ToolError | None:
    """Return why veraPDF did not judge the file, where it did not."""
    for result in report.results:
        if result.check == _VERAPDF and result.outcome == "skipped":
            return ToolError("veraPDF could not judge the file", place=report.file, hint=result.reason)
    return None


def _tell(report: Report, *, first: bool) -> None:
    from handouts.checks.report import to_text

    click.echo(("" if first else "\n") + to_text(report), nl=False)
