"""`handouts completion SHELL`: the script that completes commands, topics, languages and layouts."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from handouts.cli import _talk

_HOW = {
    "bash": 'eval "$(handouts completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(handouts completion zsh)" in ~/.zshrc',
    "fish": "handouts completion fish > ~/.config/fish/completions/handouts.fish",
}


@click.command(
    short_help="Print a script that lets a shell complete what you type.", epilog=_talk.example(*_HOW.values())
)
@click.argument("shell", type=click.Choice(sorted(_HOW)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, topics, languages and layouts in SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - all three are click's own
    click.echo(kind(ctx.find_root().command, {}, "handouts", "_HANDOUTS_COMPLETE").source())
    if sys.stdout.isatty():
        _talk.say(f"To have it always: {_HOW[shell]}")
