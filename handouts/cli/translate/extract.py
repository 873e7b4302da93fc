"""`handouts translate extract TOPIC`: everything to translate, as a PO file or as XLIFF."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.cli import _talk, _translations


@click.command(
    short_help="Write what is to be translated into a PO file.",
    epilog=_talk.example(
        "handouts translate extract flu-vaccine --to es",
        "handouts translate extract A1C --from mplus_topics.xml --xliff -o to-send",
    ),
)
@_translations.work_options
@click.option("--xliff", is_flag=True, help="Write a copy as XLIFF 2.0, to send.")
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), help="Write a copy into DIR, to send.")
def command(
    topic: str,
    lang: str,
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    xliff: bool,
    out: Path | None,
) -> None:
    """Write everything of TOPIC that is to be translated into a PO file, and print its path.

    The file holds one entry for each heading, paragraph, list item and link title, with notes for the translator. What
    an official or earlier translation says already is filled in; what of that is a guess is marked fuzzy.

    A topic folder keeps the file beside its English; every other topic has it among the translations. One that is there
    already is brought up to today's English, and nothing of it is lost. With -o or --xliff a copy is written to send;
    `handouts translate import` takes it back.
    """
    from handouts.translating import brought_up, require_po, write_po

    work = brought_up(_translations.open_work(topic, lang, source, folder, library))
    po = require_po(work)
    paths = [write_po(work, po)]
    if xliff or out:
        from handouts.pofile import to_text
        from handouts.store import safe_name, write_file
        from handouts.translation.xliff import to_xliff

        name = f"{safe_name(work.topic.id)}.{lang}.{'xlf' if xliff else 'po'}"
        data = to_xliff(po, work.topic.id) if xliff else to_text(po).encode()
        paths = [write_file(out or Path(), name, data)]
    for path in paths:
        click.echo(path)
    _talk.say(
        f"{_talk.count(len(po.entries), 'text')}, {sum(not entry.text for entry in po.entries)} not translated yet"
    )
