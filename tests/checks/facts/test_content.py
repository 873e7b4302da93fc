"""What a page shows is read as it is shown: places, sizes, colours, tags."""

from __future__ import annotations

import io
from types import ModuleType

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from handouts.checks.facts import Facts, read_facts
from handouts.checks.words import letters

HELVETICA = Dictionary(
    Type=Name.Font,
    Subtype=Name.Type1,
    BaseFont=Name.Helvetica,
    Encoding=Name.WinAnsiEncoding,
    FirstChar=65,
    Widths=Array([500, 600, 700]),
)


def facts_of(content: bytes, *, page: dict[str, object] | None = None, **resources: object) -> Facts:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 300))
        sheet = document.pages[0]
        sheet.Resources = Dictionary(Font=Dictionary(F=HELVETICA), **resources)
        sheet.Contents = document.make_stream(content)
        for key, value in (page or {}).items():
            sheet.obj[f"/{key}"] = value
        document.save(out)
    return read_facts(out.getvalue())


def test_place_and_size_of_text() -> None:
    (run,) = facts_of(b"/Artifact BMC BT /F 10 Tf 20 100 Td (AB) Tj ET EMC").runs
    assert run.text == "AB"
    assert run.size_pt == pytest.approx(10)
    assert run.box == pytest.approx((20, 98, 20 + 5 + 6, 108))


def test_matrices_scale_the_size() -> None:
    (run,) = facts_of(b"2 0 0 2 10 0 cm BT /F 1 Tf 5 0 0 6 0 0 Tm (A) Tj ET").runs
    assert run.size_pt == pytest.approx(12)
    assert run.box[0] == pytest.approx(10)
    assert run.box[2] == pytest.approx(10 + 2 * 5 * 0.5)


def test_text_turned_by_a_right_angle_has_a_tall_box() -> None:
    (run,) = facts_of(b"BT /F 10 Tf 0 1 -1 0 50 50 Tm (AB) Tj ET").runs
    assert run.size_pt == pytest.approx(10)
    assert run.box == pytest.approx((42, 50, 52, 61))


def test_spacing_and_shifts_move_what_follows() -> None:
    first, second = facts_of(b"BT /F 10 Tf 1 Tc [(A) -100 (A)] TJ (B) Tj ET").runs
    assert first.box[2] == pytest.approx(5 + 5 + 2 * 1 + 1)
    assert second.box[0] == pytest.approx(first.box[2])


def test_a_wide_shift_begins_another_run() -> None:
    runs = facts_of(b"BT /F 10 Tf [(A) -900 (B)] TJ ET").runs
    assert [run.text for run in runs] == ["A", "B"]
    assert runs[1].box[0] - runs[0].box[2] == pytest.approx(9)


def test_lines_follow_the_leading() -> None:
    runs = facts_of(b"BT /F 10 Tf 14 TL 0 100 Td (A) Tj T* (B) Tj (C) ' 0 -20 TD (A) Tj T* (B) Tj ET").runs
    assert [round(run.box[1] + 2) for run in runs] == [100, 86, 72, 52, 32]


@pytest.mark.parametrize(
    ("operators", "colour"),
    [
        (b"", (0, 0, 0)),
        (b"1 0 0 rg", (1, 0, 0)),
        (b"0.5 g", (0.5, 0.5, 0.5)),
        (b"0 1 1 0 k", (1, 0, 0)),
        (b"/DeviceRGB cs 0 0 1 sc", (0, 0, 1)),
        (b"/Pattern cs /P scn", None),
        (b"1 0 0 rg q 0 g Q", (1, 0, 0)),
    ],
)
def test_colours(operators: bytes, colour: tuple[float, float, float] | None) -> None:
    (run,) = facts_of(operators + b" BT /F 10 Tf (A) Tj ET").runs
    assert run.colour == (None if colour is None else pytest.approx(colour))


def test_opacity_and_invisible_text() -> None:
    pale, hidden = facts_of(b"/G gs BT /F 10 Tf (A) Tj 3 Tr (B) Tj ET", ExtGState=Dictionary(G=Dictionary(ca=0.3))).runs
    assert pale.alpha == pytest.approx(0.3)
    assert (pale.visible, hidden.visible) == (True, False)


def test_tags_artifacts_and_neither() -> None:
    facts = facts_of(
        b"BT /F 9 Tf /P <</MCID 3 /Lang (es)>> BDC (A) Tj EMC"
        b" /Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC (B) Tj EMC (C) Tj ET"
    )
    (mark,) = facts.marks.values()
    assert (mark.key, mark.tag, mark.lang, mark.text) == ((0, 0, 3), "P", "es", "A")
    (artifact,) = facts.artifacts
    assert (artifact.kind, artifact.subtype, artifact.attached, artifact.text) == (
        "Pagination",
        "Footer",
        ("Bottom",),
        "B",
    )
    assert [item.text for item in facts.untagged] == ["C"]
    assert [run.artifact for run in facts.runs] == [-1, 0, -1]


def test_replacement_text_stands_for_what_is_inside() -> None:
    facts = facts_of(
        b"BT /F 9 Tf /P <</MCID 0>> BDC (A) Tj /Span <</ActualText (Zed)>> BDC (B) Tj EMC (C) Tj EMC"
        b" /P <</MCID 1 /ActualText (Whole)>> BDC (AB) Tj EMC ET"
    )
    assert [mark.text for mark in facts.marks.values()] == ["AZedC", "Whole"]


def test_properties_by_name() -> None:
    named = Dictionary(M=Dictionary(MCID=7, Alt=String("A moon")))
    (mark,) = facts_of(b"/Figure /M BDC 0 0 9 9 re f EMC", Properties=named).marks.values()
    assert (mark.key, mark.alt, mark.kinds, mark.box) == ((0, 0, 7), "A moon", frozenset({"path"}), (0, 0, 9, 9))


def test_pictures_lie_where_the_matrix_puts_them() -> None:
    with pikepdf.new() as document:
        picture = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=3, Height=4, BitsPerComponent=8)
        document.add_blank_page(page_size=(200, 200))
        page = document.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(I=document.make_stream(b"0" * 12, picture)))
        page.Contents = document.make_stream(b"q 50 0 0 40 10 20 cm /I Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID (EI) EI Q")
        out = io.BytesIO()
        document.save(out)
    found, inline = read_facts(out.getvalue()).pictures
    assert (found.box, found.width, found.height) == ((10, 20, 60, 60), 3, 4)
    assert inline.box == (0, 0, 1, 1)


def test_forms_are_drawn_in_their_place_and_keep_their_tags() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        form = document.make_stream(
            b"/P <</MCID 0>> BDC 0 0 10 10 re f EMC", Type=Name.XObject, Subtype=Name.Form, Matrix=[2, 0, 0, 2, 0, 0]
        )
        document.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
        document.pages[0].Contents = document.make_stream(b"1 0 0 1 5 5 cm /X Do")
        document.save(out)
    facts = read_facts(out.getvalue())
    (mark,) = facts.marks.values()
    assert mark.key[1] != 0
    assert mark.box == (5, 5, 25, 25)


def test_settings_of_the_page_are_inherited() -> None:
    page = facts_of(b"", page={"Rotate": 90, "CropBox": Array([10, 10, 110, 210]), "Tabs": Name.S}).pages[0]
    assert (page.width_pt, page.height_pt, page.rotation, page.tabs) == (200, 100, 90, "S")


def test_text_lies_where_another_reader_finds_it(faults: ModuleType) -> None:
    """An independent reader finds each run's letters in the run's box."""
    pdf = faults.Bench().sheet().pdf
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        for run in read_facts(pdf).runs:
            left, bottom, right, top = run.box
            seen = pages[run.page].get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
            assert letters(run.text) in letters(seen)
            narrow = pages[run.page].get_text_bounded(left - 1, bottom, right - run.size_pt, top)
            assert len(run.text.strip()) < 2 or letters(run.text) not in letters(narrow)
        for textpage in pages:
            textpage.close()
