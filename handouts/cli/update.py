"""`handouts update`: MedlinePlus's newest topics into the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from handouts.cli import _library, _talk


@click.command(
    short_help="Fetch MedlinePlus's newest topics into the library.",
    epilog=_talk.example("handouts update", "handouts update --url https://mirror.example/mplus_topics.zip"),
)
@click.option(
    "--url", metavar="ADDRESS", default="", help="A mirror: of the file itself, or of a page that lists such files."
)
@_library.option
@_talk.json_option
@click.pass_context
def command(ctx: click.Context, url: str, library: Path | None, as_json: bool) -> None:
    """Find the newest topics file of MedlinePlus, fetch it if it has changed, and take it into the library.

    A broken connection is gone on with the next time. Without a network the library stays as it is, and everything
    but this command works as before.

    Exit code 1: a topic was refused. 4: the network or the file failed.
    """
    from platformdirs import user_cache_path

    from handouts.importing import Days
    from handouts.library import open_library
    from handouts.online import update

    days = Days(datetime.now().astimezone().date())
    with open_library(_library.place(library), write=True) as opened:
        folder = user_cache_path("handouts", appauthor=False)
        _talk.say("Asking for the newest topics …")
        updated = update(opened, folder, days, url=url, progress=_talk.progress)
    outcome = updated.outcome
    if outcome is None:
        if as_json:
            _talk.print_json({"file": updated.address, "changed_since": False})
        else:
            click.echo(f"{updated.address}\thas not changed since it was taken in")
        return
    if as_json:
        _talk.print_json({"changed_since": True, **_library.values(updated.address, outcome)})
    else:
        _library.tell(updated.address, outcome)
    for error in outcome.refused:
        _talk.show_error(error)
    ctx.exit(1 if outcome.refused else 0)
