"""`handouts make TOPIC…`: from topics to checked PDFs in a folder, and to their other forms."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli import _complete, _talk, _wanted

if TYPE_CHECKING:
    from handouts.checks.report import Standard

_EXAMPLE = _talk.example(
    "handouts make genes-and-gene-therapy",
    'handouts make "Genes y terapia génica" --lang es --paper a4',
    "handouts make page.html pagina.html --retrieved 2026-11-21",
    "handouts make Gout --from mplus_topics.xml --links 10 -o sheets",
    "handouts make type-2-diabetes --edition large-print-acb",
    "handouts make type-2-diabetes --lang es --sheets 1 --copies 30",
    "handouts make flu-vaccine --format pdf,html",
    "handouts make flu-vaccine --lang es --format brf",
)


@click.command(short_help="Make handouts of topics, check them, and write them to files.", epilog=_EXAMPLE)
@_wanted.options
@click.option(
    "--format",
    "formats",
    metavar="NAMES",
    default="pdf",
    show_default=True,
    shell_complete=_complete.formats,
    help="pdf,html for both; see `handouts list formats`.",
)
@click.option("--copies", metavar="N", type=click.IntRange(min=1), help="Say how much paper N copies take.")
@click.option("-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("out"), show_default=True)
@click.option(
    "--standard",
    type=click.Choice(["ua-1", "ua-2", "archive"]),
    default="ua-1",
    show_default=True,
    help="PDF/UA-1; PDF/UA-2; PDF/A-2a and PDF/UA-1 in one.",
)
@click.option("--no-check", is_flag=True, help="Do not check the file; its record then says so.")
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    formats: str,
    copies: int | None,
    out: Path,
    standard: Standard,
    no_check: bool,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Make a handout of each TOPIC and write it, with its record, into a folder.

    TOPIC is a built-in topic's id or its title in either language (see `handouts list topics`), a saved MedlinePlus
    page, the page as text, a folder with en.md and es.po, or whatever `handouts find` finds in the library: an id, a
    title, another name, a code such as ICD10CM:E11.9. Pages of one topic in two languages make one bilingual handout.
    With --from, TOPIC is a title, an id or a page's address in a MedlinePlus XML file.

    Without --lang a topic is printed in English and Spanish where it has both, else in the language it has; without
    --layout, two languages stand side by side, in large print each passage under its counterpart.

    For each file it prints the path, pages, sheets of paper, QR codes and checks. A handout that fails a check is
    refused: it goes into DIR/refused, and the exit code is 1. One bad topic does not stop the others.

    The same handout comes in other forms beside its PDF, under the same name: a web page, plain text, braille. They are
    not checked; what is refused as a PDF is kept apart in them too.
    """
    with _uncollected():
        from handouts.cli import _batch, _requests

        found, options = _wanted.to_asked(**wanted)
        order = _batch.Order(options, out, standard, not no_check, _requests.to_formats(formats))
        outcomes = []
        for outcome in _batch.make_all(found, order):
            outcomes.append(outcome)
            if not isinstance(outcome, _batch.Failed) and not as_json:
                _batch.tell(outcome, copies)
    if as_json:
        _talk.print_json([_batch.values(outcome, copies) for outcome in outcomes])
    failed = [(one.asked, one.error) for one in outcomes if isinstance(one, _batch.Failed)]
    sound = not any(isinstance(one, _batch.Made) and one.report.failed for one in outcomes)
    ctx.exit(_talk.finish(failed, total=len(outcomes), answer=sound))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector off: it would look at all that is loaded, again and again, while it is loaded.

    Where there is more than one handout, `make_all` calls it between two of them.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
