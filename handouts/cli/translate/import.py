"""`handouts translate import FILE`: a translation taken back, from PO or XLIFF."""  # noqa: N999 - the command's name

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _library, _talk, _translations

if TYPE_CHECKING:
    from handouts.pofile import Po
    from handouts.translating import Work


@click.command(
    short_help="Take a translation back, from PO or XLIFF.",
    epilog=_talk.example(
        "handouts translate import flu-vaccine.es.po",
        "handouts translate import a1c.es.xlf --from mplus_topics.xml",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--topic", metavar="TOPIC", help="The topic it is of, where the file does not say.")
@_translations.source_option
@_translations.folder_option
@_translations.glossary_option
@_library.option
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    topic: str | None,
    source: Path | None,
    folder: Path | None,
    glossary: Path | None,
    library: Path | None,
) -> None:
    """Take the translation in FILE back: a PO file, or XLIFF 2.x or 1.2. Its faults are printed.

    What was translated from another English than today's is taken in marked fuzzy, with the English it was made from.
    A file whose links or emphasis are broken is not taken in.

    Exit code 0: it is taken in, and no check fails it. 1: it is taken in, and one does.
    """
    from handouts.translating import pieces_of, require_po, write_po
    from handouts.translation.faults import find_faults

    work = _taken(file, topic, source, folder, library)
    po = require_po(work)
    _try(work)
    click.echo(write_po(work, po))
    faults = find_faults(pieces_of(work), _translations.terms(glossary, folder))
    failed = sum(fault.outcome == "fail" for fault in faults)
    missing = sum(not entry.text.strip() for entry in po.entries)
    _talk.say(
        f"{len(po.entries) - missing} of {_talk.count(len(po.entries), 'text')} translated; {failed} fail, "
        f"{len(faults) - failed} for a person. `handouts translate check {work.topic.id}` names them."
    )
    ctx.exit(1 if failed else 0)


def _taken(file: Path, topic: str | None, source: Path | None, folder: Path | None, library: Path | None) -> Work:
    """Return the work with what the file says, brought up to today's English."""
    from handouts.pofile import parse_po
    from handouts.store import load_file
    from handouts.textfile import to_text
    from handouts.translating import brought_up, require_po
    from handouts.translation.xliff import merged, parse_xliff

    data = load_file(file, "Name the file that came back from the translator")
    if data.lstrip()[:1] == b"<" or file.suffix in (".xlf", ".xliff"):
        xliff = parse_xliff(data, str(file))
        name = topic or xliff.topic or _stem(file)
        work = brought_up(_translations.open_work(name, xliff.lang, source, folder, library))
        po = merged(require_po(work), xliff.units, str(file))
        by = replace(po.credits, translator=xliff.translator or po.credits.translator)
        return replace(work, po=replace(po, credits=by))
    lang = _language(file)
    po = parse_po(to_text(data, str(file)), lang, str(file))
    name = dict(po.header).get("Project-Id-Version", "").removeprefix("handouts: ")
    work = _translations.open_work(topic or name or _stem(file), lang, source, folder, library)
    return brought_up(replace(work, po=_credited(po, work.po)))


def _credited(po: Po, before: Po | None) -> Po:
    """Return a PO file with the remarks at its head that the one before it had."""
    return replace(po, credits=replace(po.credits, comment=before.credits.comment)) if before else po


def _stem(file: Path) -> str:
    return file.name.partition(".")[0]


def _language(file: Path) -> str:
    """Return the language that a PO file is named by: `flu-vaccine.es.po`, or `es.po`."""
    return file.name.removesuffix(".po").rpartition(".")[2]


def _try(work: Work) -> None:
    """Make the article, so that what cannot be printed is never filed.

    Raises:
        ContentError: a tag is lost or crossed.
    """
    from handouts.translating import nothing, require_po
    from handouts.translation.articles import to_article

    if not work.own:
        to_article(work.english, require_po(work), nothing(work.lang))
