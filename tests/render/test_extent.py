"""How far pages are filled, and what is done about one that holds next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint

from handouts.compose.handout import Handout
from handouts.render import pdf
from handouts.render.extent import Extent, extent
from handouts.render.markup import Html, to_html
from handouts.render.structure import Metadata


def test_ink_and_not_empty_space_fills_a_page() -> None:
    body = "<p style='height: 30mm'>x</p><p style='break-before: page; line-height: 20mm; height: 80mm'>x</p>"
    document = weasyprint.HTML(
        string=f"<style>@page {{ size: 100mm 100mm; margin: 0 }} * {{ margin: 0 }}</style>{body}"
    )
    fills = extent(document.render()).fills
    assert fills[0] == pytest.approx(0.0, abs=0.1)
    assert fills[1] == pytest.approx(0.2, abs=0.01)


def test_a_page_left_blank_is_no_scrap() -> None:
    body = "<p>x</p><p style='break-before: right'>x</p>"
    there = extent(weasyprint.HTML(string=f"<style>@page {{ size: 9mm; margin: 0 }}</style>{body}").render())
    assert there.fills[1] is None
    assert Extent((1.0, None, 0.5)).has_scraps is False


@pytest.mark.parametrize(
    ("fills", "scraps", "length"),
    [((0.05,), False, 0.05), ((1.0, 0.14), True, 1.14), ((1.0, 0.16), False, 1.16), ((0.1, None, 1.0), True, 3.0)],
)
def test_what_counts_as_a_scrap(fills: tuple[float | None, ...], scraps: bool, length: float) -> None:
    assert (Extent(fills).has_scraps, Extent(fills).length) == (scraps, pytest.approx(length))


@pytest.mark.parametrize(
    ("fills", "dear"),
    [
        ((0.2,), False),
        ((1.0, 0.2), False),
        ((1.0, 1.0, 0.2), True),
        ((1.0, 1.0, 0.4), False),
        ((1.0,) * 12 + (0.2,), False),
        ((1.0, 1.0, 0.2, None, 1.0, 1.0), True),
        ((1.0, 1.0, 0.4, None, 1.0, 1.0), False),
        ((1.0, 0.2, 1.0, 1.0), False),
    ],
)
def test_what_counts_as_a_dear_end(fills: tuple[float | None, ...], dear: bool) -> None:
    assert Extent(fills).ends_dearly is dear


def sheets(tmp_path: Path, *styles: str) -> tuple[Path, ...]:
    paths = [tmp_path / f"{number}.css" for number in range(len(styles))]
    for path, style in zip(paths, styles, strict=True):
        path.write_text(style)
    return tuple(paths)


def pages(html: Html, most_pages: int | None = None) -> int:
    return pdf.lay_out(html, Metadata({"en": "t"}, ("en",)), "ua-1", most_pages).pages


def eleven(tmp_path: Path, *spacing: str, lines: int = 11) -> Html:
    """Eleven lines of 10 mm on pages of 100 mm: the last one stands alone."""
    text = '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>' + "<p>x</p>" * lines + "</body></html>"
    base = "@page { size: 100mm 100mm; margin: 0 } body, p { margin: 0 } p { line-height: 10mm }"
    style, *rest = sheets(tmp_path, base, *spacing)
    return Html(text, {}, (style,), (), spacing=tuple(rest))


@pytest.fixture(autouse=True)
def any_style_sheet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("handouts.resources.templates", lambda: tmp_path)


def test_a_last_line_is_pulled_back(tmp_path: Path) -> None:
    assert pages(eleven(tmp_path)) == 2
    assert pages(eleven(tmp_path, "p { line-height: 9mm }")) == 1


def test_or_its_page_is_filled(tmp_path: Path) -> None:
    html = eleven(tmp_path, "p { line-height: 9.9mm }", "p { line-height: 14mm }")
    assert pages(html) == 2
    with pdf._warnings_are_errors():
        assert extent(pdf._balanced(html, {}, None)).fills[1] == pytest.approx(0.56, abs=0.01)


def test_a_page_that_costs_a_sheet_is_pulled_back(tmp_path: Path) -> None:
    style = "@page { size: 100mm 100mm; margin: 0 } body, p { margin: 0 } p { line-height: 10mm }"
    text = '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>' + "<p>x</p>" * 22 + "</body></html>"
    base, tight, weak = sheets(tmp_path, style, "p { line-height: 9mm }", "p { line-height: 9.9mm }")
    assert pages(Html(text, {}, (base,), (), spacing=(tight,))) == 2
    assert pages(Html(text, {}, (base,), (), spacing=(weak, tight))) == 3


def test_what_helps_nothing_is_not_done(tmp_path: Path) -> None:
    html = eleven(tmp_path, "p { line-height: 9.9mm }", "p { line-height: 60mm }")
    with pdf._warnings_are_errors():
        assert extent(pdf._balanced(html, {}, None)).fills[1] == pytest.approx(0.1, abs=0.01)


def test_pages_that_there_may_be_are_kept_by_less_white(tmp_path: Path) -> None:
    html = eleven(tmp_path, "p { line-height: 7.6mm }", lines=13)
    assert pages(html, most_pages=1) == 1
    assert pdf.measure(html).pages == 2
    assert pdf.measure(html, tight=True).pages == 1


def test_what_is_measured_is_what_is_printed(tmp_path: Path) -> None:
    html = eleven(tmp_path, "p { line-height: 9mm }")
    assert pdf.measure(html).pages == pages(html) == 1


def test_the_spacing_of_a_handout_is_tight_then_open(
    make_handout: Callable[..., Handout], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert [path.name for path in to_html(make_handout("en")).spacing] == ["tight.css", "open.css"]
