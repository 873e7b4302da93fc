"""catalogue.json: everything, for programs. Its fields are described in docs/catalogue.md.

`schema` grows by one whenever a field goes or changes its meaning; a new field is no reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from handouts.catalogue.entries import Catalogue, Entry, Facts, File, Review

NAME = "catalogue.json"
SCHEMA = 1


def to_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the catalogue as JSON."""
    whole = {
        "schema": SCHEMA,
        "program": catalogue.program,
        "base": catalogue.base,
        "publisher": dict(catalogue.publisher),
        "entries": [_entry(entry) for entry in catalogue.entries],
        "refused": [{**_known(one), "kind": one.kind, "why": _reviews(one.why)} for one in catalogue.refused],
        "retired": [{**_known(one), "replaced_by": list(one.replaced_by)} for one in catalogue.retired],
        "stale": [{**asdict(one), "since": _day(one.since)} for one in catalogue.stale],
    }
    return {NAME: (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()}


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "topic": entry.topic,
        "languages": list(entry.languages),
        "layout": entry.layout,
        "edition": entry.edition,
        "paper": entry.paper,
        "articles": {lang: _facts(facts) for lang, facts in entry.articles.items()},
        "subjects": list(entry.subjects),
        "created": _day(entry.created),
        "modified": _day(entry.modified),
        "pages": entry.pages,
        "codes": entry.codes,
        "drafts": list(entry.drafts),
        "files": {"pdf": _file(entry.pdf), "html": _file(entry.html), "record": _file(entry.record)},
        "review": _reviews(entry.review),
    }


def _facts(facts: Facts) -> dict[str, object]:
    return {
        "title": facts.title,
        "address": facts.address,
        "description": facts.description,
        "synonyms": list(facts.synonyms),
        "groups": list(facts.groups),
        "source": facts.source,
        "attribution": list(facts.attribution),
        "state": facts.state,
        "translator": facts.translator,
        "reviewer": facts.reviewer,
        "reading": dict(facts.reading),
        "rights": facts.rights,
    }


def _known(one: object) -> dict[str, object]:
    """Return what a refused and a retired handout have in common."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in ("name", "topic", "title", "languages")
        for value in (getattr(one, name),)
    }


def _file(file: File) -> dict[str, object]:
    return {"path": file.path, "sha256": file.sha256, "size": file.size}


def _reviews(reviews: Iterable[Review]) -> list[dict[str, str]]:
    return [{"check": r.check, "where": r.where, "message": r.message, "hint": r.hint} for r in reviews]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
