"""`handouts print TOPIC…`: from topics to checked pages on the printer, with no file in between."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli import _talk, _wanted

_EXAMPLE = _talk.example(
    "handouts print flu-vaccine",
    "handouts print type-2-diabetes --lang es --sheets 1 -n 30 --printer front-desk",
    'handouts print high-blood-pressure --no-duplex --for "Ana Prueba"',
)


@click.command(short_help="Make handouts, check them, and print them.", epilog=_EXAMPLE)
@_wanted.options
@click.option("-n", "--copies", metavar="COPIES", type=click.IntRange(1, 999), default=1, show_default=True)
@click.option("--duplex/--no-duplex", default=True, show_default=True, help="Print on both sides of the paper.")
@click.option("--printer", metavar="NAME", help="A printer of `lpstat -e`, if not your usual one.")
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context, /, copies: int, duplex: bool, printer: str | None, as_json: bool, **wanted: Any
) -> None:
    """Make a handout of each TOPIC, check it, and send it to a printer through CUPS.

    TOPIC and what the handout is like are said as for `handouts make`. Nothing is written to a file, and the print job
    is named neither after the topic nor after the patient. A handout that fails a check is not printed, and the exit
    code is 1.

    For each handout it prints CUPS's name of the job, pages, and sheets of paper.
    """
    from handouts.cli import _batch, _printing

    found, options = _wanted.to_asked(**wanted)
    outcomes = []
    for outcome in _printing.print_all(found, options, _printing.Job(copies, duplex, printer)):
        outcomes.append(outcome)
        if not isinstance(outcome, _batch.Failed) and not as_json:
            _printing.tell(outcome)
    if as_json:
        _talk.print_json([_printing.values(outcome) for outcome in outcomes])
    failed = [(one.asked, one.error) for one in outcomes if isinstance(one, _batch.Failed)]
    sound = all(isinstance(one, _printing.Printed) for one in outcomes)
    ctx.exit(_talk.finish(failed, total=len(outcomes), answer=sound))
