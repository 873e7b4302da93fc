"""`handouts links TOPIC…`: what looks wrong with a topic's links."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _complete, _library, _talk, _translations

if TYPE_CHECKING:
    from handouts.guard import KnownLink
    from handouts.probing import Probed

KEPT_DAYS = 7
"""For so long an answer is not asked for again."""

_CACHE = "links.json"


@click.command(
    short_help="Find what looks wrong with the links of a topic.",
    epilog=_talk.example("handouts links genes-and-gene-therapy", "handouts links flu-vaccine --online"),
)
@click.argument("topics", metavar="TOPIC...", nargs=-1, required=True, shell_complete=_complete.topics)
@_translations.source_option
@_translations.folder_option
@_library.option
@click.option("--online", is_flag=True, help="Ask each page whether it is there.")
@click.option("--afresh", is_flag=True, help=f"With --online: ask again what was asked in the last {KEPT_DAYS} days.")
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    topics: tuple[str, ...],
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    online: bool,
    afresh: bool,
    as_json: bool,
) -> None:
    """Find what looks wrong with the links of each TOPIC: malformed addresses, tracking, addresses one letter off from
    a known one, one Spanish page given for two English ones, titles that promise another site, languages mixed up.

    With --online each page is asked, politely and one at a time, whether it is still there.

    Exit code 0: nothing looks wrong. 1: something does.
    """
    from handouts.errors import HandoutError
    from handouts.guard import guard, links_of
    from handouts.guard.online import alarms

    asked = _translations.find(topics, source, folder, library)
    failed = [(one.words, one.topic) for one in asked if isinstance(one.topic, HandoutError)]
    links = {one.topic.id: links_of(one.topic) for one in asked if not isinstance(one.topic, HandoutError)}
    answers = _answers([link for found in links.values() for link in found], afresh=afresh) if online else {}
    known = _known(links)
    found = {name: [*guard(those, known), *alarms(those, answers)] for name, those in links.items()}
    if as_json:
        _talk.print_json([{"topic": name, **asdict(alarm)} for name, told in found.items() for alarm in told])
    else:
        for name, told in found.items():
            for alarm in told:
                click.echo(f"{name}\t{alarm.kind}\t{alarm.where}: {alarm.title}")
                click.echo(f"\t{alarm.address}")
                click.echo(f"\t{alarm.message}. {alarm.hint}.")
        for name, those in links.items():
            count = _talk.count(len({link.address for link in those}), "address", "addresses")
            _talk.say(f"{name}: {count}, {_talk.count(len(found[name]), 'alarm')}")
    ctx.exit(_talk.finish(failed, total=len(asked), answer=not any(found.values())))


def _known(links: Mapping[str, Iterable[KnownLink]]) -> list[str]:
    """Return addresses that are taken to be right: those of the other built-in topics."""
    from handouts.guard import links_of
    from handouts.sources import builtin

    return [link.address for topic in builtin.topics() if topic.id not in links for link in links_of(topic)]


# --------------------------------------------------------------------------- what pages answered


def _answers(links: Iterable[KnownLink], *, afresh: bool) -> dict[str, Probed]:
    """Return what each page answered, today or in the last days; what is asked is kept."""
    from platformdirs import user_cache_path

    from handouts.probing import probe_all
    from handouts.store import write_file

    today = datetime.now().astimezone().date()
    folder = user_cache_path("handouts", appauthor=False)
    kept = {} if afresh else _kept(folder / _CACHE, today)
    wanted = [address for address in dict.fromkeys(link.address for link in links) if address not in kept]
    with _talk.progress(len(wanted)) as step:
        for answer in probe_all(wanted, today):
            step(answer.address)
            kept[answer.address] = answer
    values = [{**asdict(answer), "day": answer.day.isoformat()} for answer in kept.values()]
    write_file(folder, _CACHE, json.dumps(values, ensure_ascii=False, indent=1).encode())
    return kept


def _kept(path: Path, today: date) -> dict[str, Probed]:
    """Return the answers that are recent and were definite; a broken file is as good as none."""
    from handouts.probing import Probed

    try:
        values = json.loads(path.read_text("utf-8"))
        found = [Probed(**{**one, "hops": tuple(one["hops"]), "day": date.fromisoformat(one["day"])}) for one in values]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    recent = (one for one in found if today - one.day < timedelta(days=KEPT_DAYS))
    return {one.address: replace(one) for one in recent if one.outcome in ("there", "moved", "gone", "refused")}
