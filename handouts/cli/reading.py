"""`handouts reading TOPIC…`: how hard a text is to read, in each language."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handouts.cli import _complete, _library, _talk, _translations

if TYPE_CHECKING:
    from handouts.translation.reading import Level


@click.command(
    short_help="Tell how hard a topic is to read, and what would make it easier.",
    epilog=_talk.example("handouts reading type-2-diabetes", "handouts reading A1C --from mplus_topics.xml --json"),
)
@click.argument("topics", metavar="TOPIC...", nargs=-1, required=True, shell_complete=_complete.topics)
@_translations.source_option
@_translations.folder_option
@_library.option
@_talk.json_option
@click.pass_context
def command(
    ctx: click.Context,
    topics: tuple[str, ...],
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    as_json: bool,
) -> None:
    """Tell how hard each TOPIC is to read, by two formulas in each language: Flesch–Kincaid and SMOG for English,
    INFLESZ (Szigriszt-Pazos) and Fernández-Huerta for Spanish. No single number is the truth.

    Only the patient's text is counted: no headings, link titles or citations. The hardest sentences, the long words,
    and what would bring the level down are named.
    """
    from handouts.errors import HandoutError
    from handouts.translation.reading import level

    asked = _translations.find(topics, source, folder, library)
    failed: list[tuple[str, HandoutError]] = []
    found: list[dict[str, object]] = []
    for one in asked:
        if isinstance(one.topic, HandoutError):
            failed.append((one.words, one.topic))
            continue
        for lang, article in one.topic.articles.items():
            told = level(article)
            if told is None:
                _talk.say(f"{one.topic.id}: no formula for the language {lang!r}")
                continue
            found.append({"topic": one.topic.id, **asdict(told)})
            if not as_json:
                _tell(f"{one.topic.id} ({lang}): {article.title}", told)
    if as_json:
        _talk.print_json(found)
    ctx.exit(_talk.finish(failed, total=len(asked), answer=True))


def _tell(title: str, told: Level) -> None:
    counts = told.counts
    click.echo(title)
    click.echo(f"  {counts.sentences} sentences, {counts.words} words, {counts.syllables} syllables")
    for score in told.scores:
        met = "reached" if score.met else "not reached"
        click.echo(f"  {score.name} {score.value}: {score.band} (goal: {score.goal}, {met}; {score.source})")
    plain = [word for word in told.long_words if word.plain]
    if plain:
        click.echo("  Plain words: " + ", ".join(f"{w.word} → {w.plain}" for w in plain))
    others = [word.word for word in told.long_words if not word.plain]
    if others:
        click.echo("  Long words: " + ", ".join(others))
    for line in told.advice:
        click.echo(f"  Easier: {line}")
    if told.hardest:
        click.echo("  Hardest sentences:")
    for number, sentence in enumerate(told.hardest, start=1):
        click.echo(f"  {number:4}. {sentence.text} ({sentence.words} words)")
