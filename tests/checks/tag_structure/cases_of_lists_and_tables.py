"""Lists and tables: sound, and broken rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from editing import attribute, changed, elements, renamed
from pikepdf import Array

TABLES = (
    '<h1>A</h1><table><caption>Doses</caption><thead><tr><th scope="col">Age</th><th scope="col">Dose</th></tr></thead>'
    '<tbody><tr><th scope="row">Adult</th><td>2</td></tr><tr><td colspan="2">With water</td></tr></tbody></table>'
)
LISTS = "<h1>A</h1><ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol><dl><dt>Word</dt><dd>Meaning</dd></dl>"


def sound(bench: Any) -> Iterator[tuple[str, Any]]:
    for name, body in (("tables", TABLES), ("lists", LISTS)):
        for standard in ("ua-1", "ua-2", "archive"):
            yield f"{name} as {standard}", bench.subject(bench.made(body, standard=standard))
    yield "rows without groups", bench.subject(bench.edited(bench.made(TABLES), _rows_without_groups))


def broken(bench: Any) -> Iterator[tuple[str, Any, str]]:
    for name, edit, words in _NESTING:
        yield name, bench.sheet(edit, known=False), words
    for name, edit, words in _TABLES:
        yield name, bench.subject(bench.edited(bench.made(TABLES), edit)), words
    second = bench.edited(bench.made(TABLES, standard="ua-2"), _caption_second)
    yield "a caption in the middle of a table, as ua-2", bench.subject(second), "(8.2.5.27-1)"


_NESTING = (
    ("a paragraph in a list", renamed("LI", "P"), "(7.2-19)"),
    ("a paragraph in a list item", renamed("LBody", "P"), "(7.2-20)"),
    ("text in a list item, outside its body", changed("LI", lambda e: e.K.append(0)), "LI holds text of its own"),
    ("a list item outside a list", renamed("L", "Div"), "(7.2-17)"),
    ("the body of an item outside an item", renamed("LI", "Div"), "(7.2-18)"),
    ("a list that does not say how it is numbered", attribute("L", "/ListNumbering", None), "(ListNumbering)"),
    ("an entry of contents outside contents", renamed("P", "TOCI"), "(7.2-26)"),
    ("a paragraph in contents", renamed("L", "TOC"), "(7.2-27)"),
    ("a caption at the end of a list", renamed("LI", "Caption", place=1), "(7.2-40)"),
    ("a ruby without its reading", renamed("P", "Ruby"), "(8.2.5.23-1)"),
)


def _caption_second(pdf: pikepdf.Pdf) -> None:
    table = elements(pdf, "Table")[0]
    caption, *rest = list(table.K)
    table.K = Array([rest[0], caption, *rest[1:]])


def _rows_without_groups(pdf: pikepdf.Pdf) -> None:
    table = elements(pdf, "Table")[0]
    rows = elements(pdf, "TR")
    table.K = Array([next(iter(table.K)), *rows])
    for row in rows:
        row.P = table


def _without_scope(pdf: pikepdf.Pdf) -> None:
    for place in range(len(elements(pdf, "TH"))):
        attribute("TH", "/Scope", None, place)(pdf)


_TABLES = (
    ("a caption in the middle of a table", _caption_second, "(7.2-16)"),
    ("rows by themselves", lambda pdf: (_rows_without_groups(pdf), _without_scope(pdf)), "(7.5-1)"),
    ("a paragraph in a table", renamed("TBody", "P"), "(7.2-3)"),
    ("a row outside a table", renamed("Table", "Div"), "(7.2-5)"),
    ("a cell outside a row", renamed("TR", "P", place=1), "(7.2-9)"),
    ("a paragraph in a row", renamed("TD", "P"), "(7.2-10)"),
    ("two heads", renamed("TBody", "THead"), "several THead (7.2-11)"),
    ("a head without a body", renamed("TBody", "TFoot"), "has a THead and no TBody (7.2-14)"),
    ("cells that lie on each other", attribute("TD", "/RowSpan", 2), "(7.2-15)"),
    ("a cell that reaches too far down", attribute("TD", "/RowSpan", 9, place=1), "(7.2-41)"),
    ("rows of different lengths", attribute("TD", "/ColSpan", None, place=1), "(7.2-43)"),
    ("header cells without a direction", _without_scope, "(7.5-1)"),
    ("no header cells", lambda pdf: [renamed("TH", "TD")(pdf) for _ in range(3)], "has no header cell"),
    ("two captions", renamed("TBody", "Caption"), "(7.2-39)"),
)
