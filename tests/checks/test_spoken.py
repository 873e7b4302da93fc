"""A file as a reader hears it."""

from __future__ import annotations

from types import ModuleType

from handouts.checks.facts import Facts, Metadata, Piece, read_facts
from handouts.checks.spoken import to_spoken

BODY = """
<h1>Rest</h1><h2 lang="es">Descanso</h2>
<p>Say <span lang="es">buenas noches</span> and <a href="https://example.org/a" title="About sleep">read on</a>.</p>
<ul lang="es"><li>Uno</li><li>Dos</li></ul>
<table><tr><th scope="col">Age</th></tr><tr><td>Ten</td></tr></table>
"""


def test_a_page_as_it_is_heard(faults: ModuleType) -> None:
    assert list(to_spoken(read_facts(faults.made(BODY)))) == [
        "--- page 1 of 1 ---",
        "[en] Heading 1: Rest",
        "[es] Heading 2: Descanso",
        "[en] Say",
        "[es] buenas noches",
        "[en] and",
        "[en] Link: read on",
        "[en] .",
        "[es] List of 2 items",
        "[es] List item: • Uno",
        "[es] List item: • Dos",
        "[en] Table with 2 rows",
        "[en] Header cell: Age",
        "[en] Cell: Ten",
    ]


def test_page_numbers_are_not_heard_and_pages_are_announced(faults: ModuleType) -> None:
    said = list(to_spoken(faults.Bench().sheet().facts))
    assert [line for line in said if line.startswith("---")] == [f"--- page {n} of 4 ---" for n in (1, 2, 3, 4)]
    assert not any("Page 1" in line for line in said)
    assert "[en] Picture: A moon above a bed" in said


def test_a_file_without_tags() -> None:
    pieces = (Piece("One", "", 0, -1, 0, None), Piece("Two", "", 0, -1, 1, None))
    assert list(to_spoken(Facts((), Metadata(), pieces=pieces))) == ["--- page 1 of 0 ---", "[?] One", "[?] Two"]
