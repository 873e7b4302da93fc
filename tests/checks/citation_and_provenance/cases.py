"""Sheets that say where their words come from, and sheets that do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    yield from bench.usual()
    yield (
        "a citation over lines and with other spaces",
        bench.sheet(citations=("Example  Institute.\nSleep and rest.",)),
    )


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    plain = bench.made("<h1>Sleep and rest</h1><p>Words without a source.</p>")
    yield "no source at all", bench.subject(plain, bench.expected), "the citation “Example Institute."
    yield "another date", bench.sheet(citations=("Sleep and rest. Reviewed May 1, 2020.",)), "is not in the file's text"
    yield (
        "an unreviewed translation that does not say so",
        bench.sheet(provenance=("Draft.",)),
        "the provenance “Draft.”",
    )
