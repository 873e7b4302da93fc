"""`handouts explain CHECK`: what a check does, why, and where it ends."""

from __future__ import annotations

import click

from handouts.cli import _complete, _talk


@click.command(
    short_help="Say what a check does, why, and where it ends.", epilog=_talk.example("handouts explain qr-codes")
)
@click.argument("check", shell_complete=_complete.checks)
def command(check: str) -> None:
    """Print what CHECK looks at, why, where it ends, and the source of its rule.

    `handouts list checks` names them all.
    """
    from handouts.checks import explain

    click.echo(explain(check), nl=False)
