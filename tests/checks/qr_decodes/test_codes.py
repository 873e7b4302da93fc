"""Codes are found, read and measured as they lie on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from handouts.checks.codes import codes_of, decode_codes, photocopy, survives_copying
from handouts.checks.expected import Expected, PrintedCode
from handouts.checks.subject import DPI, Subject
from handouts.errors import SourceError

Draw = Callable[..., str]
Sheet = Callable[..., Subject]
ADDRESS = "https://example.org/health/genes?lang=es&page=1"


def test_a_code_is_read_and_measured(sheet: Sheet, code: Draw) -> None:
    pdf = sheet(f"<div style='padding-left:30mm'>{code(ADDRESS)}</div>").pdf
    (found,) = decode_codes(pdf)
    assert (found.page, found.text) == (0, ADDRESS)
    assert found.module_mm == pytest.approx(0.5, rel=0.02)
    assert found.quiet_modules == pytest.approx(4, abs=0.4)
    assert found.contrast == pytest.approx(1, abs=0.01)
    left, top, right, bottom = found.box_mm
    assert (left, top) == pytest.approx((20 + 30 + 2, 20 + 2), abs=0.3)
    assert right - left == pytest.approx(bottom - top, abs=0.2)


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_measures_do_not_depend_on_the_pictures_resolution(sheet: Sheet, code: Draw, dpi: int) -> None:
    (found,) = decode_codes(sheet(code(ADDRESS, 0.6)).pdf, dpi)
    assert found.module_mm == pytest.approx(0.6, rel=0.03)
    assert found.box_mm[:2] == pytest.approx((22.4, 22.4), abs=0.4)


@pytest.mark.parametrize("degrees", [0, 3, 20, 45, 90, 135, 180, 270])
def test_a_turned_code_has_the_same_measures(sheet: Sheet, code: Draw, degrees: int) -> None:
    (found,) = decode_codes(sheet(code(ADDRESS, style=f"transform:rotate({degrees}deg);margin:20mm")).pdf)
    assert found.module_mm == pytest.approx(0.5, rel=0.03)
    assert found.quiet_modules > 3.5
    assert found.contrast > 0.9


@pytest.mark.parametrize(("quiet", "framed"), [(0, 0.0), (1, 1.0), (2, 2.0), (3, 3.0), (4, 4.0), (5, 4.0)])
def test_the_quiet_zone_ends_where_ink_begins(sheet: Sheet, code: Draw, quiet: int, framed: float) -> None:
    body = f"<div style='padding:3mm;background:#000;width:60mm'>{code(ADDRESS, quiet=quiet)}</div>"
    found = codes_of(sheet(body))[0]
    if quiet == 0:
        assert found == ()
    else:
        assert found[0].quiet_modules == pytest.approx(framed, abs=0.4)


def test_the_papers_edge_ends_the_quiet_zone(sheet: Sheet, code: Draw) -> None:
    style = "position:absolute;left:-20mm;top:10mm"
    (found,) = decode_codes(sheet(code(ADDRESS, quiet=1, style=style)).pdf)
    assert found.quiet_modules == pytest.approx(1, abs=0.4)


def test_a_page_of_more_codes_than_one_look_finds(sheet: Sheet, code: Draw) -> None:
    meant = {f"https://example.org/{i}" for i in range(42)}
    cells = "".join(f"<div style='float:left;margin:2mm'>{code(address)}</div>" for address in sorted(meant))
    found = decode_codes(sheet(cells).pdf)
    assert {c.text for c in found} == meant
    assert len(found) == len(meant)


def test_codes_come_page_by_page_and_from_top_to_bottom(sheet: Sheet, code: Draw) -> None:
    names = [f"https://example.org/{name}" for name in "abcd"]
    body = f"{code(names[0])}{code(names[1])}<div style='break-before:page'>{code(names[2])}{code(names[3])}</div>"
    assert [(c.page, c.text) for c in decode_codes(sheet(body).pdf)] == [
        (0, names[0]),
        (0, names[1]),
        (1, names[2]),
        (1, names[3]),
    ]


def test_the_short_way_for_our_own_files_measures_the_same(sheet: Sheet, code: Draw) -> None:
    subject = sheet(f"<p>{code(ADDRESS)}<p>{code(ADDRESS + '/2')}")
    meant = tuple(PrintedCode(address, 0.5) for address in (ADDRESS, ADDRESS + "/2"))
    known = Subject(subject.pdf, "", Expected("A sheet", ("en",), (), meant))
    assert codes_of(known) == codes_of(subject)


def test_light_on_dark_has_a_negative_contrast(sheet: Sheet, code: Draw) -> None:
    (found,) = decode_codes(sheet(code(ADDRESS, dark="#fff", light="#000")).pdf)
    assert found.contrast == pytest.approx(-1, abs=0.01)


def test_a_code_only_finer_pictures_show_is_not_read_but_seen(sheet: Sheet, code: Draw) -> None:
    read, unread = codes_of(sheet(code(ADDRESS * 2, 0.2)))
    assert read == ()
    assert len(unread) == 1


def test_a_page_of_text_has_no_codes(sheet: Sheet) -> None:
    assert codes_of(sheet("<p>" + "OOO ■□▣ genes 8@B # QR " * 300)) == ((), ())


def test_no_pdf_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="cannot be drawn"):
        decode_codes(b"no pdf")


def test_a_photocopy_is_the_same_each_time_and_not_clean() -> None:
    blank = Image.new("L", (200, 120), 255)
    assert photocopy(blank).tobytes() == photocopy(blank).tobytes()
    assert photocopy(blank).tobytes() != photocopy(blank, seed=1).tobytes()
    assert photocopy(blank).size == blank.size


def test_half_a_millimetre_survives_copying_and_a_third_does_not(sheet: Sheet, code: Draw) -> None:
    for module_mm, survives in ((0.5, True), (0.33, False)):
        subject = sheet(code(ADDRESS, module_mm))
        (found,) = codes_of(subject)[0]
        assert survives_copying(subject.image(0), found, DPI) is survives


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120))
def test_what_goes_in_comes_out(sheet: Sheet, code: Draw, path: str) -> None:
    (found,) = decode_codes(sheet(code(f"https://example.org/{path}")).pdf)
    assert found.text == f"https://example.org/{path}"
