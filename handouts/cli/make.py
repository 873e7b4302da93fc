"""`handouts make TOPIC…`: from topics to checked PDFs in a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _complete, _talk

if TYPE_CHECKING:
    from handouts.checks.report import Standard
    from handouts.compose.request import Paper

_EXAMPLE = _talk.example(
    "handouts make genes-and-gene-therapy",
    'handouts make "Genes y terapia génica" --lang es --paper a4',
    "handouts make page.html pagina.html --retrieved 2026-11-21",
    "handouts make Gout --from mplus_topics.xml --links 10 -o sheets",
)


@click.command(short_help="Make handouts of topics, check them, and write them as PDF.", epilog=_EXAMPLE)
@click.argument("topics", metavar="TOPIC...", nargs=-1, required=True, shell_complete=_complete.topics)
@click.option(
    "--from", "source", metavar="FILE", type=click.Path(path_type=Path), help="Look for TOPIC in this MedlinePlus XML."
)
@click.option("--lang", metavar="TAGS", shell_complete=_complete.languages, help="Languages in printing order: en,es.")
@click.option(
    "--layout", metavar="NAME", shell_complete=_complete.layouts, help="side-by-side, or single: one file a language."
)
@click.option("--paper", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@click.option("--links", metavar="all|N|none", default="all", show_default=True, help="How many links to print.")
@click.option("--retrieved", metavar="DATE", help="Day the page was saved, for the citation: 2026-11-21.")
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
    topics: tuple[str, ...],
    source: Path | None,
    lang: str | None,
    layout: str | None,
    paper: Paper,
    links: str,
    retrieved: str | None,
    out: Path,
    standard: Standard,
    no_check: bool,
    as_json: bool,
) -> None:
    """Make a handout of each TOPIC and write it, with its record, into a folder.

    TOPIC is a built-in topic's id or its title in either language (see `handouts list topics`), a saved MedlinePlus
    page, the page as text, or a folder with en.md and es.po. Pages of one topic in two languages make one bilingual
    handout. With --from, TOPIC is a title, an id or a page's address in a MedlinePlus XML file.

    Without --lang a topic is printed in English and Spanish where it has both, else in the language it has; without
    --layout, two languages stand side by side.

    For each file it prints the path, pages, QR codes and checks. A handout that fails a check is refused: it goes into
    DIR/refused, and the exit code is 1. One bad topic does not stop the others.
    """
    from handouts.cli import _batch, _requests, _topics

    options = _requests.Options(
        languages=None if lang is None else _requests.to_languages(lang),
        layout=layout,
        paper=paper,
        links=_requests.to_links(links),
        retrieved=None if retrieved is None else _requests.to_retrieved(retrieved, datetime.now().astimezone().date()),
    )
    order = _batch.Order(options, out, standard, check=not no_check)
    outcomes = []
    for outcome in _batch.make_all(_topics.find_topics(topics, source, options), order):
        outcomes.append(outcome)
        if isinstance(outcome, _batch.Made) and not as_json:
            _batch.tell(outcome)
    if as_json:
        _talk.print_json([_batch.values(outcome) for outcome in outcomes])
    failed = [(one.asked, one.error) for one in outcomes if isinstance(one, _batch.Failed)]
    sound = not any(isinstance(one, _batch.Made) and one.report.failed for one in outcomes)
    ctx.exit(_talk.finish(failed, total=len(outcomes), answer=sound))
