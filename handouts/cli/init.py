"""`handouts init`: write a commented example of a clinic's file."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import _talk


@click.command(
    short_help="Write an example of a clinic's file, to fill in.",
    epilog=_talk.example("handouts init", "handouts make type-2-diabetes --clinic handouts.toml"),
)
@click.argument("file", type=click.Path(path_type=Path), default=Path("handouts.toml"))
def command(file: Path) -> None:
    """Write a commented example of a clinic's file: name, telephone, hours, logo, colour, notice and usual choices.

    A file that is there already is left as it is.
    """
    from handouts import store
    from handouts.clinic import EXAMPLE
    from handouts.errors import OutputError

    if file.exists():
        raise OutputError("this file is there already", place=str(file), hint="Name another: handouts init FILE")
    click.echo(str(store.write_file(file.parent, file.name, EXAMPLE.encode())))
