"""The tag tree is read in order, with languages, roles, attributes and owners."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import ModuleType

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from handouts.checks.facts import Facts, read_facts
from handouts.checks.facts.roles import PDF_2, STANDARD_1

CONTENT = b"BT " + b" ".join(b"/P <</MCID %d>> BDC /F 9 Tf (%c) Tj EMC" % (n, 65 + n) for n in range(6)) + b" ET"


def element(tag: str, kids: object = None, **entries: object) -> Dictionary:
    made = Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), **entries)
    if kids is not None:
        made.K = kids
    return made


def facts_of(tree: Callable[[pikepdf.Pdf], Dictionary], **root: object) -> Facts:
    """Return the facts of a page that shows A to F as tagged content 0 to 5, under the tree given."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        document.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
        document.pages[0].Contents = document.make_stream(CONTENT)
        document.Root.Lang = String("en")
        top = tree(document)
        top.Pg = document.pages[0].obj
        document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=top, **root)
        document.save(out)
    return read_facts(out.getvalue())


def test_reading_order_is_the_trees() -> None:
    facts = facts_of(lambda _: element("Document", Array([element("P", 3), element("P", Array([1, 0]))])))
    assert [piece.text for piece in facts.pieces] == ["D", "B", "A"]
    assert facts.text_of(facts.elements[0]) == "D\nBA"
    assert [item.role for item in facts.elements] == ["Document", "P", "P"]
    assert facts.owners == {(0, 0, 3): 1, (0, 0, 1): 2, (0, 0, 0): 2}


def test_languages_are_inherited() -> None:
    inner = element("P", Array([0, element("Span", 1, Lang=String("fr")), 2]))
    facts = facts_of(lambda _: element("Document", Array([element("Sect", inner, Lang=String("es")), element("P", 3)])))
    assert [piece.language for piece in facts.pieces] == ["es", "fr", "es", "en"]
    assert [piece.block for piece in facts.pieces] == [2, 2, 2, 4]


def test_texts_that_stand_for_content() -> None:
    figure = element("Figure", 0, Alt=String("A moon"))
    number = element("Span", Array([1, element("Span", 2)]), ActualText=String("12"))
    facts = facts_of(lambda _: element("Document", Array([figure, element("P", number)])))
    assert [(piece.text, piece.alternative) for piece in facts.pieces] == [("A moon", True), ("12", False)]
    assert facts.owners[0, 0, 2] == 4


def test_roles_by_the_role_map() -> None:
    roles = Dictionary(Body=Name.Text, Text=Name.P, Loop=Name.Loop, P=Name.H1)
    kids = Array([element("Body", 0), element("Loop", 1), element("Unknown", 2), element("P", 3)])
    facts = facts_of(lambda _: element("Document", kids), RoleMap=roles)
    assert [item.role for item in facts.elements] == ["Document", "P", "", "", "P"]


def test_roles_by_namespace() -> None:
    def tree(document: pikepdf.Pdf) -> Dictionary:
        two = document.make_indirect(Dictionary(Type=Name.Namespace, NS=String(PDF_2)))
        own = Dictionary(NS=String("https://example.org/ns"), RoleMapNS=Dictionary(note=Array([Name.FENote, two])))
        own = document.make_indirect(own)
        spaces.extend([two, own])
        kids = [
            element("Title", 0, NS=two),
            element("note", 1, NS=own),
            element("BlockQuote", 2, NS=two),
            element("Em", 3),
        ]
        return element("Document", Array(kids), NS=two)

    spaces: list[Dictionary] = []
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        top = tree(document)
        document.Root.StructTreeRoot = Dictionary(K=top, Namespaces=Array(spaces))
        document.save(out)
    facts = read_facts(out.getvalue())
    assert [item.role for item in facts.elements] == ["Document", "Title", "FENote", "", ""]
    assert facts.elements[1].namespace == PDF_2
    assert "BlockQuote" in STANDARD_1


def test_attributes_of_all_owners_and_classes() -> None:
    given = Array(
        [Dictionary(O=Name.Layout, BBox=Array([1, 2, 3, 4])), 0, Dictionary(O=Name.List, ListNumbering=Name.Disc)]
    )
    classes = Dictionary(c=Dictionary(O=Name.Table, Scope=Name.Row, ListNumbering=Name.Decimal))
    facts = facts_of(lambda _: element("Document", element("L", 0, A=given, C=Name.c)), ClassMap=classes)
    assert facts.elements[1].attributes == {"BBox": (1.0, 2.0, 3.0, 4.0), "ListNumbering": "Disc", "Scope": "Row"}


def test_a_tree_in_a_circle_is_read_once() -> None:
    def tree(document: pikepdf.Pdf) -> Dictionary:
        top = document.make_indirect(element("Document"))
        inner = document.make_indirect(element("Sect", P=top))
        top.K, inner.K = inner, Array([top, 0])
        return top

    facts = facts_of(tree)
    assert [item.role for item in facts.elements] == ["Document", "Sect"]
    assert facts.problems == ("the tag tree leads to the same element twice",)


def test_content_that_is_claimed_twice_or_not_there() -> None:
    facts = facts_of(lambda _: element("Document", Array([element("P", 0), element("P", 0), element("P", 99)])))
    assert len(facts.problems) == 2
    assert facts.owners[0, 0, 0] == 1


def test_a_sheet(faults: ModuleType) -> None:
    facts = faults.Bench().sheet().facts
    assert facts.tagged
    assert facts.problems == ()
    assert facts.parents == {key: owner for key, owner in facts.owners.items() if key in facts.marks}
    links = facts.links
    assert [link.address for link in links] == [link.address for link in faults.LINKS]
    assert [facts.elements[link.element].role for link in links] == ["Link", "Link"]
    assert all(link.element == link.parent_element for link in links)
    assert [outline.level for outline in facts.outlines] == [1, 1, 2, 2, 2, 2, 2, 2, 2]
    assert facts.metadata.titles["es"] == faults.TITLE
    assert (facts.metadata.ua_part, facts.metadata.languages) == ("1", ("en", "es"))


def test_a_file_without_tags_is_read_as_it_is_drawn() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        document.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
        document.pages[0].Contents = document.make_stream(CONTENT)
        document.save(out)
    facts = read_facts(out.getvalue())
    assert not facts.tagged
    assert "".join(piece.text for piece in facts.pieces) == "ABCDEF"
