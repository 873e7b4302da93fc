"""`handouts list topics|languages|layouts|editions|formats|checks`: what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from handouts.cli import _talk
from handouts.errors import RequestError

KINDS = ("topics", "languages", "layouts", "editions", "formats", "checks")


@click.command(
    short_help="List topics, languages, layouts, editions, formats or checks.",
    epilog=_talk.example("handouts list topics", "handouts list topics --from mplus_topics.xml --json"),
)
@click.argument("what", type=click.Choice(KINDS))
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="List the topics of this MedlinePlus XML file.",
)
@_talk.json_option
def command(what: str, source: Path | None, as_json: bool) -> None:
    """List what there is to choose from, one a line: the name to type, then what it is."""
    if source is not None and what != "topics":
        raise RequestError(f"{what} do not come from a file", place="--from", hint="Leave out --from")
    kinds = dict(zip(KINDS, (_topics, _languages, _layouts, _editions, _formats, _checks), strict=True))
    rows = list(kinds[what](source))
    if as_json:
        _talk.print_json(rows)
        return
    for row in rows:
        click.echo("\t".join(_words(value) for value in row.values()))


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return " · ".join(str(part) for part in value.values())
    return str(value)


def _topics(source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.sources import builtin, medlineplus_xml

    titles: dict[str, dict[str, str]] = {}
    if source is None:
        titles = {topic.id: {lang: one.title for lang, one in topic.articles.items()} for topic in builtin.topics()}
    else:
        for listed in medlineplus_xml.list_topics(source):
            titles.setdefault(listed.id, {})[listed.lang] = listed.title
    return [{"id": name, "titles": named} for name, named in titles.items()]


def _languages(_source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.languages import language, tags

    for tag in tags():
        yield {"tag": tag, "name": language(tag).endonym, "direction": language(tag).direction}


def _layouts(_source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.compose.layouts import layout
    from handouts.render.markup import layouts

    for name in layouts():
        yield {"name": name, "what": layout(name).says}


def _editions(_source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.editions import edition, names

    for name in names():
        yield {"name": name, "what": edition(name).says}


def _formats(_source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.render.forms import forms

    yield {"name": "pdf", "what": "pages to print, tagged for screen readers, each file checked"}
    for name, form in forms().items():
        yield {"name": name, "what": form.SAYS}


def _checks(_source: Path | None) -> Iterable[dict[str, object]]:
    from handouts.checks import explain, names

    for name in names():
        yield {"name": name, "what": explain(name).splitlines()[0].partition(": ")[2]}
