"""What the tree is written with, and what it is written without."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

Make = Callable[..., bytes]


@pytest.mark.parametrize(
    ("body", "mapped"),
    [
        ("<p>One</p>", {}),
        ("<p><b>One</b></p>", {"/Strong": "/Span"}),
        ("<p><b>One</b> <em>two</em></p>", {"/Em": "/Span", "/Strong": "/Span"}),
    ],
)
def test_roles_are_mapped_only_where_they_are_used(make: Make, body: str, mapped: dict[str, str]) -> None:
    with pikepdf.open(io.BytesIO(make(body))) as pdf:
        assert {key: str(value) for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()} == mapped
    with pikepdf.open(io.BytesIO(make(body, "ua-2"))) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot


def test_names_are_in_the_id_tree(make: Make) -> None:
    body = '<aside>One</aside><aside>Two</aside><table><tr><th colspan="2">Day</th></tr><tr><td>1<td>2</table>'
    with pikepdf.open(io.BytesIO(make(body))) as pdf:
        root = pdf.Root.StructTreeRoot
        names = [str(name) for name in root.IDTree.Names[::2]]
        elements = list(root.IDTree.Names[1::2])
        assert names == sorted(names) == ["header-1", "note-1", "note-2"]
        assert [str(one.ID) for one in elements] == names
        assert [str(one.S) for one in elements] == ["/TH", "/Note", "/Note"]
    with pikepdf.open(io.BytesIO(make("<p>One</p>"))) as pdf:
        assert "/IDTree" not in pdf.Root.StructTreeRoot


def test_types_of_pdf_2_have_its_namespace_and_older_ones_have_none(make: Make) -> None:
    with pikepdf.open(io.BytesIO(make("<blockquote><p><b>One</b> <code>two</code></p></blockquote>", "ua-2"))) as pdf:
        elements = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
        spaces = {str(one.S): str(one.NS.NS) if "/NS" in one else "" for one in elements}
    new = "http://iso.org/pdf2/ssn"
    assert spaces == {"/Document": new, "/P": new, "/Strong": new, "/BlockQuote": "", "/Code": ""}


def test_a_page_without_content_has_its_place_in_the_parent_tree(make: Make, reader: Callable[[bytes], Any]) -> None:
    data = make('<p>One</p><p style="break-before: right">Two</p>')
    assert not reader(data).faults
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [page.obj.StructParents for page in pdf.pages] == list(pdf.Root.StructTreeRoot.ParentTree.Nums[::2])
