"""`handouts translate approve TOPIC`: who reviewed what, and when, recorded in the PO file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from handouts.cli import _talk, _translations
from handouts.errors import ContentError, RequestError


@click.command(
    short_help="Record that a translation was reviewed.",
    epilog=_talk.example(
        'handouts translate approve flu-vaccine --translator "Ana Ruiz" --reviewer "Luis Paz" --credential CHI'
    ),
)
@_translations.work_options
@_translations.glossary_option
@click.option("--translator", metavar="NAME", help="Who translated it, where the file does not say.")
@click.option("--reviewer", metavar="NAME", required=True, help="Who reviewed it.")
@click.option("--credential", metavar="WORDS", required=True, help="What qualifies the reviewer, such as CHI or CT.")
def command(
    topic: str,
    lang: str,
    source: Path | None,
    folder: Path | None,
    library: Path | None,
    glossary: Path | None,
    translator: str | None,
    reviewer: str,
    credential: str,
) -> None:
    """Record in the PO file that the translation of TOPIC was reviewed: by whom, when, and of which words.

    Both texts are noted by their sha256. When either is edited later, the review is void, the handout a draft again.

    Refused while a text is missing, fuzzy or older than its English, or while a check fails it.
    """
    from handouts.pofile import sealed
    from handouts.translating import brought_up, pieces_of, require_po, write_po
    from handouts.translation.faults import find_faults

    work = _translations.open_work(topic, lang, source, folder, library)
    require_po(work)
    work = brought_up(work)
    po = require_po(work)
    found = pieces_of(work)
    states = Counter(one.state for one in found if one.state in ("missing", "fuzzy", "stale"))
    if states:
        said = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        hint = "Translate and confirm them; `handouts translate review` shows which they are"
        raise ContentError(
            f"{_talk.count(sum(states.values()), 'text')} cannot be approved: {said}", place=po.path, hint=hint
        )
    failing = [fault for fault in find_faults(found, _translations.terms(glossary, folder)) if fault.outcome == "fail"]
    if failing:
        fact = f"{failing[0].id}: {failing[0].message}" + (f"; and {len(failing) - 1} more" if failing[1:] else "")
        raise ContentError(fact, place=po.path, hint=f"Mend it; `handouts translate check {topic}` names all")
    by = po.credits
    name = (translator or by.translator).strip()
    if not (name and reviewer.strip() and credential.strip()):
        raise RequestError(
            "a translator, a reviewer and a credential have to be named", place=po.path, hint="--translator"
        )
    today = datetime.now().astimezone().date()
    named = replace(by, translator=name, reviewer=reviewer.strip(), credential=credential.strip(), reviewed=today)
    approved = sealed(named, (one.piece.source for one in found), (one.text for one in found))
    click.echo(write_po(work, replace(po, credits=replace(approved, revised=by.revised or today))))
    _talk.say(f"Reviewed by {reviewer}, {credential}. An edit of either language voids this.")
