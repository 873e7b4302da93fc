"""`handouts catalogue`: the whole library as a folder to publish, in which only what has changed is made again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli import _complete, _library, _talk, _translations
from handouts.errors import RequestError

if TYPE_CHECKING:
    from handouts.catalogue.wanted import Order
    from handouts.catalogue.workers import Crew
    from handouts.checks.report import Standard
    from handouts.compose.request import Paper
    from handouts.library import Library


@click.command(
    short_help="Make the whole library into a folder that can be published.",
    epilog=_talk.example(
        "handouts catalogue -o catalogue",
        "handouts catalogue --lang en,es --edition standard,large-print-acb -o catalogue",
        "handouts catalogue --only diabetes --plan -o catalogue",
        "handouts catalogue --verify catalogue",
    ),
)
@click.option("--lang", metavar="TAGS", default="en,es,en+es", show_default=True, help="en+es is one in both.")
@click.option("--layout", metavar="NAME", shell_complete=_complete.layouts, help="Of handouts in two languages.")
@click.option(
    "--edition", "editions", metavar="NAMES", default="standard", show_default=True, shell_complete=_complete.editions
)
@click.option(
    "--paper", "papers", metavar="NAMES", default="letter", show_default=True, help="letter, a4, or letter,a4."
)
@click.option("--clinic", type=click.Path(path_type=Path), metavar="FILE", help="See `handouts init`.")
@click.option(
    "--only", metavar="QUERY|FILE", help="Topics that these words find, or that a file names, one a line; others stay."
)
@click.option("--everything", is_flag=True, help="Make every handout anew, changed or not.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes at once; one a core if not said."
)
@click.option("--scheduler", metavar="ADDRESS", help="Have the workers of a Dask scheduler do it: tcp://host:8786.")
@click.option("--base", metavar="ADDRESS", default="", help="Where it will be published: for sitemap and feed.")
@click.option(
    "--standard", type=click.Choice(["ua-1", "ua-2", "archive"]), default="ua-1", show_default=True, help="As for make."
)
@click.option("--verapdf", is_flag=True, help="Have veraPDF judge what is new before it is published.")
@click.option("--plan", "plan_only", is_flag=True, help="Say what would be made and why, and make nothing.")
@click.option(
    "--verify", metavar="DIR", type=click.Path(path_type=Path), help="Say whether a published catalogue is whole."
)
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("out/catalogue"), show_default=True
)
@_translations.folder_option
@_library.option
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    everything: bool,
    jobs: int | None,
    scheduler: str | None,
    verapdf: bool,
    plan_only: bool,
    verify: Path | None,
    out: Path,
    library: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Make handouts of every topic of the library, check them, and publish them in DIR/public: PDFs, web pages, an
    index to search, lists for other programs, checksums, and a report.

    Only what has changed since the last time is made. What fails a check, or is not final, is not published: it is
    listed, and kept apart in DIR/refused. Whatever stops a build, DIR/public stays whole, and the same command goes on
    where it stopped.

    Exit code 1: something was refused or failed, or DIR is not whole (--verify).
    """
    if verify is not None:
        ctx.exit(_verified(verify, as_json=as_json))
    from handouts.catalogue.building import build_catalogue, plan_catalogue
    from handouts.cli._catalogue import tell_outcome, tell_plan, told
    from handouts.library import open_library

    with open_library(_library.place(library)) as opened:
        order = _order(opened, **asked)
        if plan_only:
            tell_plan(plan_catalogue(opened, out, order, everything=everything), as_json=as_json)
            return
        crew = _crew(jobs, scheduler)
        with told(as_json=as_json) as (begin, tell):
            outcome = build_catalogue(
                opened, out, order, crew, everything=everything, verapdf=verapdf, begin=begin, tell=tell
            )
    tell_outcome(outcome, out, as_json=as_json)
    ctx.exit(1 if outcome.catalogue.refused else 0)


def _order(
    library: Library,
    *,
    lang: str,
    layout: str | None,
    editions: str,
    papers: str,
    clinic: Path | None,
    only: str | None,
    base: str,
    standard: Standard,
    folder: Path | None,
) -> Order:
    """Return what the options ask for.

    Raises:
        RequestError: an option says nothing that can be had.
    """
    from handouts.catalogue.wanted import Order
    from handouts.clinic import load_clinic

    own = load_clinic(clinic) if clinic else None
    return Order(
        languages=_languages(lang),
        editions=_names(editions, "--edition"),
        papers=_papers(papers),
        layout=layout,
        standard=standard,
        clinic=own.clinic if own else None,
        theme=own.templates if own else None,
        only=None if only is None else _only(library, only),
        translations=_translations.place(folder),
        base=_base(base),
    )


def _names(text: str, option: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or len(set(names)) < len(names):
        raise RequestError(f"{text!r} is no list of names", place=option, hint="Write each name once, with commas")
    return names


def _languages(text: str) -> tuple[tuple[str, ...], ...]:
    from handouts.cli._requests import to_languages
    from handouts.languages import language

    found = tuple(to_languages(part.replace("+", ",")) for part in _names(text, "--lang"))
    for tags in found:
        for tag in tags:
            language(tag)
    return found


def _papers(text: str) -> tuple[Paper, ...]:
    known: dict[str, Paper] = {"letter": "letter", "a4": "a4"}
    names = _names(text, "--paper")
    for name in names:
        if name not in known:
            raise RequestError(f"no paper {name!r}", place="--paper", hint="Papers: letter, a4")
    return tuple(known[name] for name in names)


def _base(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise RequestError(
            f"{text!r} is no address", place="--base", hint="Write --base https://library.example/handouts/"
        )
    return text and text.rstrip("/") + "/"


def _only(library: Library, words: str) -> frozenset[str]:
    """Return the topics that words find, or that a file names line by line.

    Raises:
        RequestError: they find none, or a line names none.
    """
    from handouts.library import find, find_name

    path = Path(words)
    if path.is_file():
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        found = frozenset(find_name(library, line) for line in lines if line and not line.startswith("#"))
    else:
        found = frozenset(hit.topic for hit in find(library, words, limit=100_000).hits)
    if not found:
        raise RequestError(f"{words!r} finds no topic", place="--only", hint="`handouts find WORDS` says what there is")
    return found


def _crew(jobs: int | None, scheduler: str | None) -> Crew:
    from handouts.catalogue.workers import processes

    if scheduler is not None:
        from handouts.catalogue.cluster import cluster

        return cluster(scheduler)
    return processes(jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _verified(folder: Path, *, as_json: bool) -> int:
    from dataclasses import asdict

    from handouts.catalogue.shelf import PUBLIC
    from handouts.catalogue.verifying import verify_folder

    public = folder / PUBLIC if (folder / PUBLIC).is_dir() else folder
    problems = verify_folder(public)
    if as_json:
        _talk.print_json({"folder": str(public), "whole": not problems, "problems": [asdict(one) for one in problems]})
    else:
        for one in problems:
            click.echo(f"{one.place}\t{one.fact}")
            _talk.say(f"  next: {one.hint}")
        click.echo(f"{public}\t{'is whole' if not problems else 'is not whole'}")
    return 1 if problems else 0
