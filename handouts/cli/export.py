"""`handouts export TOPIC`: a topic as a folder of Markdown and PO, ready to adapt."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import _complete, _library, _talk
from handouts.errors import OutputError


@click.command(
    short_help="Write a topic as Markdown and PO, ready to adapt.",
    epilog=_talk.example("handouts export diabetes -o our-topics", "handouts make our-topics/diabetes"),
)
@click.argument("topic", shell_complete=_complete.topics)
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("topics"), show_default=True)
@_library.option
@_talk.json_option
def command(topic: str, out: Path, library: Path | None, as_json: bool) -> None:
    """Write TOPIC into a folder of its own in DIR: en.md, and a PO file for each other language.

    What such a folder cannot hold is told, so that nothing is lost unnoticed. `handouts import DIR` takes the topic
    into the library, where it then stands in front of MedlinePlus's of the same name.

    TOPIC is whatever `handouts make` takes. A folder that is there already is left alone.
    """
    from handouts.cli._requests import Options
    from handouts.cli._topics import find_topics
    from handouts.exporting import to_files
    from handouts.store import write_files

    (asked,) = find_topics([topic], None, Options(), _library.place(library))
    if isinstance(asked.topic, Exception):
        raise asked.topic
    folder = out / asked.topic.id
    if (folder / "en.md").exists():
        raise OutputError(
            "the topic is there already", place=str(folder), hint="Move that folder away, or write elsewhere with -o"
        )
    exported = to_files(asked.topic)
    written = write_files(folder, exported.files)
    if as_json:
        _talk.print_json({"files": [str(path) for path in written], "lost": list(exported.lost)})
        return
    for path in written:
        click.echo(path)
    if exported.lost:
        _talk.say("What these files cannot hold:")
        for line in exported.lost:
            _talk.say(f"  {line}")
