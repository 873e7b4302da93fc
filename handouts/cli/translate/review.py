"""`handouts translate review TOPIC`: the review sheet, for paper and for a screen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from handouts.cli import _talk, _translations


@click.command(
    short_help="Make the review sheet of a translation.",
    epilog=_talk.example("handouts translate review flu-vaccine", "handouts translate review flu-vaccine -o to-review"),
)
@_translations.work_options
@_translations.glossary_option
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("out"), show_default=True)
@click.pass_context
def command(
    ctx: click.Context,
    topic: str,
    lang: str,
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    glossary: Path | None,
    out: Path,
) -> None:
    """Make the review sheet of the translation of TOPIC, as an accessible PDF and as a page for a screen.

    It shows both languages text by text, marks word by word what changed in English since, names what the fault check
    found, and has room for notes and lines to sign.
    """
    from handouts.checks.report import to_text
    from handouts.languages import language
    from handouts.reviewing import make_sheet
    from handouts.store import safe_name, write_files
    from handouts.translating import fresh_po, pieces_of
    from handouts.translation.faults import find_faults
    from handouts.translation.sheet import to_sheet

    work = _translations.open_work(topic, lang, source, folder, library)
    found = pieces_of(work)
    faults = find_faults(found, _translations.terms(glossary, folder))
    name = language("en").locale.languages.get(lang, lang)
    today = datetime.now().astimezone().date()
    sheet = to_sheet(work.topic.id, name, work.po or fresh_po(work), found, faults, today)
    stem = f"{safe_name(work.topic.id)}.{lang}.review"
    made = make_sheet(sheet, file=f"{stem}.pdf")
    paths = write_files(out, {f"{stem}.pdf": made.pdf, f"{stem}.html": made.page.encode()})
    for path in paths:
        click.echo(path)
    if made.report.failed:
        _talk.say(to_text(made.report))
    ctx.exit(1 if made.report.failed else 0)
