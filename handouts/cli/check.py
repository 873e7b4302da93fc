"""`handouts check FILE…`: judge finished PDFs, ours or anyone's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _talk
from handouts.errors import HandoutError, ToolError

if TYPE_CHECKING:
    from handouts.checks.report import Report

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


def _judged(files: tuple[Path, ...], verapdf: bool | None) -> Iterator[tuple[Path, Report | HandoutError]]:
    from handouts.checks import Subject, names, run_checks
    from handouts.store import load_file

    chosen = [name for name in names() if name != _VERAPDF or verapdf is not False]
    with _talk.progress(len(files)) as step:
        for path in files:
            step(path.name)
            try:
                report = run_checks(Subject(load_file(path), str(path)), chosen)
                _insist(report, verapdf)
            except HandoutError as error:
                yield path, error
            else:
                yield path, report


def _insist(report: Report, verapdf: bool | None) -> None:
    for result in report.results:
        if verapdf and result.check == _VERAPDF and result.outcome == "skipped":
            raise ToolError("veraPDF could not judge the file", place=report.file, hint=result.reason)


def _tell(report: Report, *, first: bool) -> None:
    from handouts.checks.report import to_text

    click.echo(("" if first else "\n") + to_text(report), nl=False)
