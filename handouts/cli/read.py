"""`handouts read FILE`: a PDF as a screen reader speaks it."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import _talk


@click.command(
    short_help="Print a PDF as a screen reader speaks it.",
    epilog=_talk.example("handouts read out/genes-and-gene-therapy.en-es.pdf | less"),
)
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Print what FILE's tags say, page by page: each element's role, its language, and its words."""
    from handouts.checks import Subject
    from handouts.checks.spoken import to_spoken
    from handouts.store import load_file

    for line in to_spoken(Subject(load_file(file), str(file)).facts):
        click.echo(line)
