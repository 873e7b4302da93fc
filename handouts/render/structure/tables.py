"""Tables: rows of equal length, each header cell with its scope, and headers by name where scopes do not say enough.

Source: ISO 32000-1, 14.8.4.3.4 and table 349; PDF/UA-1, 7.5; HTML, 4.9.12 (forming a table).
"""

from __future__ import annotations

from handouts.render.structure.nodes import Elem, Kid, Source, Standard
from handouts.render.structure.roles import STRIPPED
from handouts.render.structure.shaping import in_line, mixed, paragraphs

_SECTIONS = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
_SCOPES = {"row": b"/Row", "rowgroup": b"/Row", "col": b"/Column", "colgroup": b"/Column"}
_MOST_SPAN = 1000
"""Source: HTML, 4.9.11 (colspan)."""

Slots = dict[tuple[int, int], Elem]
"""Which cell covers which row and column."""


def _stripped(source: Source) -> bool:
    table = next((one for one in (source, *source.ancestors()) if one.tag == "table"), None)
    return table is None or table.get("role") in STRIPPED


def shape_cell(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return a cell; a header cell without words is no header."""
    kids = [*labels, *kids]
    if _stripped(source):
        return paragraphs(kids, lang)
    role = "TH" if source.tag == "th" and kids else "TD"
    return [Elem(role, mixed(kids, lang), lang, source=source)]


def shape_row(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return a row of cells."""
    kids = paragraphs([*labels, *kids], lang)
    if _stripped(source):
        return kids
    cells: list[Kid] = [
        kid if isinstance(kid, Elem) and kid.role in ("TD", "TH") else Elem("TD", [kid], lang) for kid in kids
    ]
    return [Elem("TR", cells, lang, source=source)]


def shape_section(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return the head, body or foot of a table."""
    kids = [*labels, *kids]
    if _stripped(source):
        return kids
    rows = [kid for kid in kids if isinstance(kid, Elem) and kid.role == "TR"]
    return [Elem(_SECTIONS[source.tag], list(rows), lang, source=source)] if rows else []


def shape_caption(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return the caption of a table."""
    kids = [*labels, *kids]
    if _stripped(source) or source.parent is None or source.parent.tag != "table":
        return paragraphs(kids, lang)
    words, after = in_line(kids, lang)
    return [Elem("Caption", words, lang, source=source), *after] if words else after


def shape_table(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return a table: caption, head, bodies, foot."""
    kids = [*labels, *kids]
    if _stripped(source):
        return paragraphs(kids, lang)
    parts = [kid for kid in kids if isinstance(kid, Elem) and kid.role in ("TR", *_SECTIONS.values())]
    captions = [kid for kid in kids if isinstance(kid, Elem) and kid.role == "Caption"][:1]
    before = [kid for kid in kids if kid not in parts and kid not in captions]
    if not parts:
        return paragraphs([*before, *captions], lang)
    parts = _regular_sections(parts, lang)
    _regular_rows(_groups(parts), lang)
    _describe(parts)
    return [*paragraphs(before, lang), Elem("Table", [*captions, *parts], lang, source=source)]


def _rows(part: Elem) -> list[Elem]:
    return [part] if part.role == "TR" else [kid for kid in part.kids if isinstance(kid, Elem)]


def _groups(parts: list[Elem]) -> list[list[Elem]]:
    """Return the rows by head, body and foot; rows on their own belong together."""
    groups: list[list[Elem]] = []
    for part in parts:
        if part.role == "TR" and groups and groups[-1][-1] in parts:
            groups[-1].append(part)
        else:
            groups.append(_rows(part))
    return groups


def _cells(row: Elem) -> list[Elem]:
    return [kid for kid in row.kids if isinstance(kid, Elem)]


def _regular_sections(parts: list[Elem], lang: str) -> list[Elem]:
    """Return one head at most, then the bodies, then one foot at most; rows on their own form bodies.

    Source: veraPDF rules 7.2-11 to 7.2-14 for PDF/UA-1.
    """
    head = [part for part in parts if part.role == "THead"][:1]
    foot = [part for part in parts if part.role == "TFoot"][:1]
    bodies: list[Elem] = []
    for part in parts:
        if part in head or part in foot:
            continue
        if part.role != "TR":
            bodies.append(Elem("TBody", part.kids, part.lang, source=part.source))
        elif bodies and bodies[-1].source is None:
            bodies[-1].kids.append(part)
        else:
            bodies.append(Elem("TBody", [part], lang))
    if not bodies:
        return [row for part in [*head, *foot] for row in _rows(part)]
    if not head and not foot and len(bodies) == 1:
        return _rows(bodies[0])
    return [*head, *bodies, *foot]


def _span(cell: Elem, attribute: str) -> int:
    value = (cell.source.get(attribute) if cell.source is not None else None) or "1"
    return min(int(value), _MOST_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1


def _regular_rows(sections: list[list[Elem]], lang: str) -> None:
    """Write the spans, none of which reaches beyond its section, and fill short rows with empty cells."""
    grids = [_place(rows) for rows in sections]
    width = max((column + 1 for grid in grids for _, column in grid), default=0)
    for rows, grid in zip(sections, grids, strict=True):
        for number, row in enumerate(rows):
            missing = sum((number, column) not in grid for column in range(width))
            row.kids.extend(Elem("TD", [], lang) for _ in range(missing))


def _place(rows: list[Elem]) -> Slots:
    slots: Slots = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (number, column) in slots:
                column += 1
            wide, tall = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - number)
            while any((number, column + step) in slots for step in range(wide)):
                wide -= 1
            for down in range(tall):
                for right in range(wide):
                    slots[number + down, column + right] = cell
            if wide > 1:
                cell.attributes[b"ColSpan"] = b"%d" % wide
            if tall > 1:
                cell.attributes[b"RowSpan"] = b"%d" % tall
            if cell.attributes:
                cell.attributes[b"O"] = b"/Table"
            column += wide
    return slots


def _describe(parts: list[Elem]) -> None:
    """Give each header cell its scope, and the cells their headers where scopes alone leave doubt."""
    rows = [row for part in parts for row in _rows(part)]
    heads = {id(row) for part in parts if part.role == "THead" for row in _rows(part)}
    for row in rows:
        cells = _cells(row)
        named = cells[1:] if len(cells) > 1 and not cells[0].kids else cells
        across = id(row) in heads or all(cell.role == "TH" for cell in named)
        for cell in cells:
            if cell.role == "TH":
                said = (cell.source.get("scope") if cell.source is not None else None) or ""
                cell.attributes[b"O"] = b"/Table"
                cell.attributes[b"Scope"] = _SCOPES.get(said.lower(), b"/Column" if across else b"/Row")
    slots = _place_all(parts)
    if any(cell.source is not None and cell.source.get("headers") for row in rows for cell in _cells(row)):
        _headers_said(rows)
    elif _is_layered(slots):
        _headers_found(slots)


def _place_all(parts: list[Elem]) -> Slots:
    slots: Slots = {}
    first = 0
    for rows in _groups(parts):
        slots |= {(first + row, column): cell for (row, column), cell in _place(rows).items()}
        first += len(rows)
    return slots


def _is_layered(slots: Slots) -> bool:
    """Return whether header cells span, or stand above one another in more than one layer."""
    headers = {id(cell): cell for cell in slots.values() if cell.role == "TH"}.values()
    spanning = any(b"ColSpan" in cell.attributes or b"RowSpan" in cell.attributes for cell in headers)
    layers = {place[0] for place, cell in slots.items() if cell.attributes.get(b"Scope") == b"/Column"}
    columns = {place[1] for place, cell in slots.items() if cell.attributes.get(b"Scope") == b"/Row"}
    return spanning or len(layers) > 1 or len(columns) > 1


def _headers_said(rows: list[Elem]) -> None:
    cells = [cell for row in rows for cell in _cells(row)]
    named = {cell.source.get("id"): cell for cell in cells if cell.source is not None}
    for cell in cells:
        said = (cell.source.get("headers") if cell.source is not None else None) or ""
        cell.headers.extend(named[name] for name in said.split() if name in named and named[name] is not cell)


def _headers_found(slots: Slots) -> None:
    """Give each cell the headers above it and before it."""
    for (row, column), cell in slots.items():
        if cell.role != "TD" or not cell.kids:
            continue
        above = [slots.get((up, column)) for up in range(row)]
        before = [slots.get((row, left)) for left in range(column)]
        found = [header for header in above if header is not None and header.attributes.get(b"Scope") == b"/Column"]
        found += [header for header in before if header is not None and header.attributes.get(b"Scope") == b"/Row"]
        cell.headers.extend(header for header in dict.fromkeys(found) if header not in cell.headers)
