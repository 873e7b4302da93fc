"""`handouts verify FILE…`: whether a handout is still the file that was checked."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from handouts.cli import _talk
from handouts.errors import HandoutError


@click.command(
    short_help="Say whether a handout is still the file that was checked.",
    epilog=_talk.example("handouts verify out/genes-and-gene-therapy.en-es.pdf", "handouts verify out/*.pdf --json"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_talk.json_option
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Say whether each FILE is still what was checked, by the record that lies beside it (NAME.json).

    Exit code 0: every file is, and no check had failed. 1: one is not.
    """
    from handouts.sidecar import Verdict, verify

    found: list[Verdict] = []
    failed: list[tuple[str, HandoutError]] = []
    for path in files:
        try:
            found.append(verify(path))
        except HandoutError as error:
            failed.append((str(path), error))
    if as_json:
        errors = [_talk.error_values(error) for _, error in failed]
        _talk.print_json({"files": [asdict(verdict) for verdict in found], "errors": errors})
    else:
        for verdict in found:
            click.echo(f"{verdict.file}: {verdict.meaning}")
    ctx.exit(_talk.finish(failed, total=len(files), answer=all(verdict.state == "sound" for verdict in found)))
