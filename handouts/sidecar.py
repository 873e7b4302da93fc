"""The record beside a handout, `NAME.json`: where its words come from and what the checks found, and whether it holds.

No clock is read: the same handout has the same record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from handouts.checks.report import Report, to_dict
from handouts.compose.handout import Handout
from handouts.errors import SourceError
from handouts.store import load_file, record_name

State = Literal["sound", "failed", "unchecked", "changed"]

_MEANING: dict[State, str] = {
    "sound": "this is the file that was checked, and no check failed",
    "failed": "this is the file that was checked, and checks failed: ",
    "unchecked": "this is the file that was made, but it was never checked",
    "changed": "this is not the file that was checked: its bytes have changed since",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is still what was checked.

    Args:
        sha256: of the file as it is now, hexadecimal.
        recorded: of the file as it was checked.
        failed: names of the checks that failed then.
    """

    file: str
    state: State
    sha256: str
    recorded: str
    failed: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """The verdict as a sentence."""
        return _MEANING[self.state] + ", ".join(self.failed)


def to_record(
    handout: Handout, codes: int, report: Report, reading: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return the record of a handout: its report, what it is, and the sources of its words per language.

    Args:
        codes: how many QR codes it shows.
        reading: language to its reading level, as plain values.
    """
    return {**to_dict(report), **_about(handout), "codes": codes, "reading": dict(reading or {})}


def to_form_record(handout: Handout, file: str, form: str, data: bytes) -> dict[str, object]:
    """Return the record of a handout in another form than PDF, for which there are no checks: what it is, and the
    sources of its words per language."""
    sha256 = hashlib.sha256(data).hexdigest()
    return {"file": file, "format": form, "sha256": sha256, "results": [], **_about(handout)}


def _about(handout: Handout) -> dict[str, object]:
    sources = [
        {"lang": lang, **asdict(provenance)}
        for lang, provenance in zip(handout.languages, handout.provenances, strict=True)
    ]
    return {
        "topic": handout.topic_id,
        "titles": [masthead.title for masthead in handout.mastheads],
        "languages": list(handout.languages),
        "layout": handout.layout,
        "paper": handout.paper,
        "edition": handout.edition,
        "drafts": list(handout.drafts),
        "sources": sources,
    }


def verify(path: Path) -> Verdict:
    """Return whether a PDF is still the file that its record speaks of.

    Raises:
        SourceError: the file or its record is missing or cannot be read.
    """
    if path.suffix == ".json":
        raise SourceError("this is a record, not a handout", place=str(path), hint="Name the PDF beside it")
    sha256 = hashlib.sha256(load_file(path, "Name a PDF that handouts has made")).hexdigest()
    beside = path.with_name(record_name(path.name))
    recorded, outcomes = load_outcomes(beside)
    failed = tuple(name for name, outcome in outcomes.items() if outcome == "fail")
    state: State
    if recorded != sha256:
        state = "changed"
    elif failed:
        state = "failed"
    else:
        state = "sound" if any(outcome != "skipped" for outcome in outcomes.values()) else "unchecked"
    return Verdict(str(path), state, sha256, recorded, failed if state == "failed" else ())


def load_outcomes(beside: Path) -> tuple[str, dict[str, str]]:
    """Return the hash that a record holds, and each check's outcome.

    Raises:
        SourceError: the record is missing or cannot be read.
    """
    data = load_file(beside, "The record lies beside the PDF under the same name; make the handout again to have one")
    try:
        record = json.loads(data)
        return str(record["sha256"]), {str(r["check"]): str(r["outcome"]) for r in record["results"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError("this is no record of a handout", place=str(beside), hint="Make the handout again") from error
