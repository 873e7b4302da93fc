"""`handouts translate check TOPIC`: what is wrong in a translation."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from handouts.cli import _talk, _translations


@click.command(
    short_help="Find what is wrong in a translation.",
    epilog=_talk.example(
        "handouts translate check flu-vaccine", "handouts translate check A1C --from topics.xml --json"
    ),
)
@_translations.work_options
@_translations.glossary_option
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    topic: str,
    lang: str,
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    glossary: Path | None,
    as_json: bool,
) -> None:
    """Find what is wrong in the translation of TOPIC: lost links, changed numbers, doses, dates, telephones, forbidden
    terms, English that was left, a lost “no” …

    What is surely wrong fails it; what only a reader can judge is for a person. A translation without a fault is one
    that a person has to read.

    Exit code 0: nothing fails it. 1: something does.
    """
    from handouts.translating import pieces_of
    from handouts.translation.faults import find_faults

    work = _translations.open_work(topic, lang, source, folder, library)
    found = pieces_of(work)
    faults = find_faults(found, _translations.terms(glossary, folder))
    states: Counter[str] = Counter(one.state for one in found)
    failed = sum(fault.outcome == "fail" for fault in faults)
    if as_json:
        _talk.print_json(
            {"topic": work.topic.id, "lang": lang, "pieces": dict(states), "faults": [*map(asdict, faults)]}
        )
        ctx.exit(1 if failed else 0)
    for fault in faults:
        click.echo(f"{'FAIL' if fault.outcome == 'fail' else 'look'}\t{fault.id}\t{fault.check}: {fault.message}")
        if fault.hint:
            click.echo(f"\t\tnext: {fault.hint}")
    pieces = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    _talk.say(f"{_talk.count(len(found), 'text')} ({pieces}): {failed} fail, {len(faults) - failed} for a person")
    ctx.exit(1 if failed else 0)
