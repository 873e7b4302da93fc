"""The engine reaches nothing it was not given, warns of nothing unheard, and makes the same bytes twice."""

import dataclasses
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from handouts import resources
from handouts.compose.handout import Handout
from handouts.errors import RenderError
from handouts.render import pdf
from handouts.render.markup import Html, to_html
from handouts.render.pdf import covered, lay_out, missing_glyphs, to_pdf
from handouts.render.structure import Metadata

Make = Callable[..., Handout]


def page(body: str, head: str = "", images: dict[str, bytes] | None = None) -> Html:
    text = f'<!DOCTYPE html><html lang="en"><head><title>t</title>{head}</head><body>{body}</body></html>'
    names = ("handout.css", "editions/standard.css", "layouts/single.css", "paper/letter.css")
    folder = resources.templates() / "handout"
    return Html(text, images or {}, tuple(folder / name for name in names if (folder / name).exists()), ())


def laid_out(html: Html) -> bytes:
    return lay_out(html, Metadata({"en": "t"}, ("en",)), "ua-1").data


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "code:9",
        "data:image/png;base64,AA",
    ],
)
def test_a_picture_from_elsewhere_is_an_error_that_names_it(address: str) -> None:
    with pytest.raises(RenderError, match="the layout engine said") as error:
        laid_out(page(f'<img src="{address}" alt="x">'))
    assert address[:12] in str(error.value)


@pytest.mark.parametrize("rule", ["@import url(file:///etc/passwd);", "p { colour-of: red }", "p { margin: what }"])
def test_a_style_that_the_engine_drops_is_an_error(rule: str) -> None:
    with pytest.raises(RenderError, match="the layout engine said"):
        laid_out(page("<p>x</p>", f"<style>{rule}</style>"))


def test_a_path_out_of_the_templates_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: red }")
    climb = secret.as_uri()
    with pytest.raises(RenderError):
        laid_out(page("<p>x</p>", f'<link rel="stylesheet" href="{climb}">'))


def test_a_character_that_no_font_has_is_an_error_that_names_it() -> None:
    with pytest.raises(RenderError, match=r"U\+4E2D"):
        laid_out(page("<p>Gene 中</p>"))
    assert missing_glyphs("¿Qué? ≤ ≥ → ✓ ☐ µg ½ “…” ñ Ñ") == ()


def test_the_faces_of_a_family_cover_the_same_characters() -> None:
    for family in (path for path in resources.fonts().iterdir() if path.is_dir()):
        faces = [frozenset(pdf._characters(face)) for face in sorted(family.glob("*.ttf"))]
        assert len(set(faces)) == 1, family.name
        assert (family / "OFL.txt").is_file()
    assert {ord(c) for c in "áéíóúüñÁÉÍÓÚÜÑ¿¡≤≥→✓☐µ°½×–—‘’“”•…"} <= covered()


@pytest.mark.parametrize("way", [("en",), ("es",), ("en", "es")])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_handout_is_a_tagged_pdf_with_its_fonts_inside(make_handout: Make, way: tuple[str, ...], paper: str) -> None:
    handout = make_handout(*way, paper=paper)
    made = to_pdf(to_html(handout), handout, "ua-1")
    with pikepdf.open(io.BytesIO(made.data)) as document:
        assert str(document.Root.Lang) == way[0]
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(document.docinfo.Title) == handout.mastheads[0].title
        assert len(document.pages) == made.pages
        width, height = {"letter": (612, 792), "a4": (595.28, 841.89)}[paper]
        assert [float(n) for n in document.pages[0].mediabox] == pytest.approx([0, 0, width, height], abs=0.5)
        for sheet in document.pages:
            for font in sheet.Resources.Font.values():
                inner = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in inner or "/FontFile3" in inner


def test_the_same_handout_makes_the_same_bytes(make_handout: Make) -> None:
    handout = make_handout("en", "es", links=5)
    sums = {hashlib.sha256(to_pdf(to_html(handout), handout, "ua-1").data).hexdigest() for _ in range(2)}
    assert len(sums) == 1


def test_what_the_engine_says_is_heard_only_inside(make_handout: Make, caplog: pytest.LogCaptureFixture) -> None:
    handout = dataclasses.replace(make_handout("en"), sections=())
    to_pdf(to_html(handout), handout, "ua-1")
    assert not [record for record in caplog.records if record.name.startswith("weasyprint")]
    assert not pdf._LOG.handlers or all(type(h).__name__ != "Handler" for h in pdf._LOG.handlers)
