"""`handouts translate update TOPIC`: a PO file brought up to today's English."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from handouts.cli import _talk, _translations


@click.command(
    short_help="Bring a translation up to today's English.",
    epilog=_talk.example("handouts translate update flu-vaccine", "handouts translate update our-topics/bee-stings"),
)
@_translations.work_options
@_talk.json_option
def command(
    topic: str, lang: str, source: Path | None, folder: Path | None, library: Path | None, as_json: bool
) -> None:
    """Bring the translation of TOPIC up to its English of today, and say what changed.

    What is the same stays as it is. What changed stays too, marked fuzzy, with the English it was made from. What is
    gone is kept apart, in case it returns.
    """
    from handouts.translating import brought_up, pieces_of, require_po, write_po

    work = _translations.open_work(topic, lang, source, folder, library)
    before = require_po(work)
    fresh = brought_up(work)
    after = require_po(fresh)
    path = write_po(fresh, after)
    counts = Counter(one.state for one in pieces_of(fresh))
    gone = len(after.gone) - len(before.gone)
    if as_json:
        _talk.print_json({"path": str(path), "pieces": dict(counts), "gone": gone})
        return
    said = [f"{number} {state}" for state, number in sorted(counts.items())]
    said += [f"{gone} gone"] if gone > 0 else []
    click.echo("\t".join((str(path), ", ".join(said))))
