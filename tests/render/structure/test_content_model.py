"""Whatever the HTML, elements stand only where the standard allows them, and none is empty."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

BLOCKS = ("p", "div", "section", "ul", "ol", "li", "blockquote", "aside", "dl", "dt", "dd", "h1", "figure", "article")
INLINES = ("b", "em", "span", "q", "code", 'a href="https://example.org/"', 'abbr title="more"', 'span lang="es"')
DISPLAYS = ("", "block", "inline", "inline-block", "flex", "grid", "table", "table-cell", "list-item", "contents")
words = st.sampled_from(["One", "two three", " ", "", "four<br>five", '<img alt="Six" src="square.png" width="9">'])


def _wrap(tags: tuple[str, ...], children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def build(tag: str, display: str, kids: list[str]) -> str:
        style = f' style="display: {display}"' if display else ""
        return f"<{tag}{style}>{''.join(kids)}</{tag.split(' ')[0]}>"

    return st.builds(build, st.sampled_from(tags), st.sampled_from(DISPLAYS), st.lists(children, max_size=3))


inline = st.recursive(words, lambda inner: _wrap(INLINES, inner), max_leaves=4)
bodies = st.lists(st.recursive(inline, lambda inner: _wrap(BLOCKS, inner), max_leaves=8), max_size=3).map("".join)

ONLY = {
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
INSIDE = {"LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TD": {"TR"}, "TH": {"TR"}}
NO_BLOCKS = {"P", "H1", "Span", "Strong", "Em", "Link", "Code", "Quote", "Reference", "Caption"}
BLOCK_ROLES = {"P", "H1", "L", "LI", "Table", "Sect", "Art", "BlockQuote", "Note", "Div"}


def _faults(element: Any, parent: str) -> Iterator[str]:
    role = str(element.S)[1:]
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    elements = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    roles = {str(kid.S)[1:] for kid in elements}
    if role in ONLY and (roles - ONLY[role] or len(elements) < len(kids)):
        yield f"{role} holds {roles}"
    if role in INSIDE and parent not in INSIDE[role]:
        yield f"{role} in {parent}"
    if role in NO_BLOCKS and roles & BLOCK_ROLES:
        yield f"{role} holds {roles & BLOCK_ROLES}"
    if role in ("Document", "Sect", "Art", "BlockQuote") and len(elements) < len(kids):
        yield f"loose words in {role}"
    if not kids and role not in ("TD", "Document"):
        yield f"{role} is empty"
    for kid in elements:
        yield from _faults(kid, role)


def _check(data: bytes, reader: Callable[[bytes], Any]) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not list(_faults(pdf.Root.StructTreeRoot.K[0], ""))
    assert not reader(data).faults


@settings(max_examples=60, deadline=None, derandomize=True)
@given(body=bodies)
def test_any_nesting_of_elements(make: Callable[..., bytes], reader: Callable[[bytes], Any], body: str) -> None:
    _check(make(f"<p>Begin</p>{body}"), reader)


cells = st.builds(
    lambda tag, wide, tall, text: f'<{tag} colspan="{wide}" rowspan="{tall}">{text}</{tag}>',
    st.sampled_from(["td", "th"]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from(["", "x", "<p>y</p>"]),
)
rows = st.lists(cells, max_size=4).map(lambda row: f"<tr>{''.join(row)}</tr>")
parts = st.builds(
    lambda tag, held: f"<{tag}>{''.join(held)}</{tag}>",
    st.sampled_from(["thead", "tbody", "tfoot"]),
    st.lists(rows, max_size=3),
)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(parts=st.lists(parts, max_size=3))
def test_any_table_has_rows_of_one_length(
    make: Callable[..., bytes], reader: Callable[[bytes], Any], parts: list[str]
) -> None:
    data = make(f"<p>Begin</p><table>{''.join(parts)}</table>")
    _check(data, reader)
    tree = reader(data).tree
    taken: dict[int, int] = {}
    widths = []
    for row in re.split(r"\n *TR", tree)[1:]:
        number = len(widths)
        width = taken.pop(number, 0)
        for cell in re.findall(r"^ *T[HD]\b.*$", row, re.MULTILINE):
            spans = {
                name: int(re.search(rf"{name}=(\d+)", cell)[1]) if name in cell else 1
                for name in ("ColSpan", "RowSpan")
            }
            width += spans["ColSpan"]
            for below in range(1, spans["RowSpan"]):
                taken[number + below] = taken.get(number + below, 0) + spans["ColSpan"]
        widths.append(width)
    assert len(set(widths)) <= 1
    assert not taken
