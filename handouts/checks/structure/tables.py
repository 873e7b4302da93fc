"""Rules of tables: a regular grid, and a header for every cell. Source: ISO 14289-1:2014, 7.2 and 7.5."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.facts import Element, Facts
from handouts.checks.places import of_element
from handouts.checks.report import Finding
from handouts.checks.structure.finding import broken, doubtful
from handouts.checks.subject import Subject

LARGEST_SPAN = 500
"""A cell that claims to span more is cut, so that a wrong number cannot make a grid of a billion places."""

Grid = dict[tuple[int, int], Element]


def check_tables(subject: Subject) -> Iterator[Finding]:
    """Yield tables that a reader cannot find the way in."""
    facts = subject.facts
    for element in facts.elements:
        if element.role == "Table":
            yield from _table(facts, element)


def _table(facts: Facts, table: Element) -> Iterator[Finding]:
    where = of_element(facts, table)
    yield from _parts(where, [facts.elements[child].role for child in table.children])
    rows = list(_rows(facts, table))
    grid, crossed = _grid(facts, rows)
    if crossed:
        yield broken(where, "two cells of the table lie on the same place", "7.2-15", "Check RowSpan and ColSpan")
    if any(row >= len(rows) for row, _ in grid):
        yield broken(where, "a cell reaches below the last row", "7.2-41", "Check RowSpan")
    widths = dict.fromkeys(range(len(rows)), 0)
    for row, _ in grid:
        if row in widths:
            widths[row] += 1
    if len(set(widths.values())) > 1:
        shown = ", ".join(str(widths[row]) for row in sorted(widths)[:12])
        yield broken(
            where, f"the rows have different numbers of cells: {shown}", "7.2-43", "Check ColSpan and empty cells"
        )
    yield from _headers(facts, where, grid)


def _parts(where: str, kids: list[str]) -> Iterator[Finding]:
    for part, clause in (("THead", "7.2-11"), ("TFoot", "7.2-12")):
        if kids.count(part) > 1:
            yield broken(where, f"the table has several {part}", clause, "Keep one; a repeated head is an artifact")
    for part, clause in (("TFoot", "7.2-13"), ("THead", "7.2-14")):
        if part in kids and "TBody" not in kids:
            yield broken(where, f"the table has a {part} and no TBody", clause, "Put the other rows into a TBody")


def _rows(facts: Facts, element: Element) -> Iterator[Element]:
    for child in element.children:
        kid = facts.elements[child]
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield from (facts.elements[row] for row in kid.children if facts.elements[row].role == "TR")


def _grid(facts: Facts, rows: list[Element]) -> tuple[Grid, bool]:
    """Return row and column to the cell there, and whether two cells claim one place."""
    grid: Grid = {}
    crossed = False
    for row, element in enumerate(rows):
        column = 0
        for child in element.children:
            cell = facts.elements[child]
            if cell.role not in ("TH", "TD"):
                continue
            while (row, column) in grid:
                column += 1
            for down in range(_span(cell, "RowSpan")):
                for right in range(_span(cell, "ColSpan")):
                    crossed = crossed or (row + down, column + right) in grid
                    grid[row + down, column + right] = cell
    return grid, crossed


def _span(cell: Element, key: str) -> int:
    given = cell.attributes.get(key)
    return min(max(int(given), 1), LARGEST_SPAN) if isinstance(given, (int, float)) else 1


def _headers(facts: Facts, where: str, grid: Grid) -> Iterator[Finding]:
    heads = [cell for cell in grid.values() if cell.role == "TH"]
    if not heads:
        if grid:
            yield doubtful(where, "the table has no header cell", "ISO 14289-1, 7.5", "Tag the header cells as TH")
        return
    names = {cell.id for cell in grid.values() if cell.id}
    rows = {row for (row, _), cell in grid.items() if cell.role == "TH" and _scope(cell) in ("Row", "Both")}
    columns = {column for (_, column), cell in grid.items() if cell.role == "TH" and _scope(cell) in ("Column", "Both")}
    reported: set[int] = set()
    for (row, column), cell in sorted(grid.items(), key=lambda item: item[0]):
        if cell.role != "TD" or cell.index in reported or row in rows or column in columns:
            continue
        named = cell.attributes.get("Headers")
        if isinstance(named, tuple) and named and set(named) <= names:
            continue
        reported.add(cell.index)
        fact = "a cell has no header that says what it is about"
        hint = "Give the header cells a Scope (Row or Column)"
        yield broken(of_element(facts, cell), fact, "7.5-1" if not named else "7.5-2", hint)


def _scope(cell: Element) -> str:
    given = cell.attributes.get("Scope")
    return given if isinstance(given, str) else ""
