"""The web page: self-contained, every language tagged, safe against what a text says, and the same in a browser."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from handouts.compose.composing import compose
from handouts.compose.handout import Passage, Row, Words
from handouts.compose.request import Request
from handouts.errors import TemplateError
from handouts.render.forms import Means, form
from handouts.sources import builtin

WIDTHS = {"desk": 1280, "telephone": 390, "reflow": 320}  # 320 px: WCAG 2.2 SC 1.4.10


def page_of(handout, theme=None) -> str:
    return form("html").to_bytes(handout, Means(None, theme=theme)).decode()


def parsed(handout):
    return lxml.html.document_fromstring(page_of(handout).encode())


def lang_of(element) -> str:
    return next(e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang"))


# ----- what is in it


def test_it_asks_for_nothing_and_runs_nothing(rich):
    page = parsed(rich("en", "es"))
    assert not list(page.iter("script", "link", "iframe", "object", "embed", "form", "base", "video", "audio"))
    for element in page.iter("*"):
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "srcset")]
        assert element.get("src", "data:image/").startswith("data:image/")
    assert "url(" not in page_of(rich("en", "es"))
    assert "@import" not in page_of(rich("en", "es"))


def test_the_policy_allows_its_own_style_and_pictures_alone(rich):
    text = page_of(rich("en", "es"))
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    ) in text


@pytest.mark.parametrize("topic", [topic.id for topic in builtin.topics()])
@pytest.mark.parametrize("languages", [("en", "es"), ("es",)])
def test_headings_descend_one_by_one(topic, languages):
    handout = compose(builtin.load_topic(topic), Request(languages, "side-by-side" if languages[1:] else "single"))
    levels = [int(h.tag[1]) for h in parsed(handout).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_word_is_in_its_language(rich):
    page = parsed(rich("en", "es"))
    assert page.get("lang") == "en"
    spoken = {}
    for element in page.find("body").iter("*"):
        if isinstance(element.tag, str) and (element.text or "").strip():
            spoken[" ".join(element.text.split())] = lang_of(element)
    assert spoken["¿Por qué importa la sal?"] == "es"
    assert spoken["Why does salt matter?"] == "en"
    assert spoken["Cocine en casa."] == "es"
    assert spoken["1. Comer menos sal, parte 1"] == "es"
    assert spoken["2. Solo en inglés"] == "es"
    assert spoken["2. Eating less salt, part 2"] == "en"
    assert spoken["Saltar al texto"] == "es"
    assert spoken["Clínica Riverside"] == "es"
    assert spoken["Para: Ana Prueba · 21 de noviembre de 2026"] == "es"
    for picture in page.iter("img"):
        assert picture.get("alt").startswith(
            {"en": ("QR code for ", "A river"), "es": "Código QR de "}[lang_of(picture)]
        )


def test_landmarks_and_skip_links_lead_somewhere(rich):
    page = parsed(rich("en", "es"))
    ids = [element.get("id") for element in page.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    skips = page.xpath("//a[@class='skip']")
    assert [(a.get("lang"), a.text) for a in skips] == [("en", "Skip to the text"), ("es", "Saltar al texto")]
    assert {a.get("href")[1:] for a in skips} <= set(ids)
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 2]
    assert (
        page.get_element_by_id(page.xpath("//main//section[@aria-labelledby]")[0].get("aria-labelledby")).text
        == "Find out more"
    )


def test_each_language_by_itself_where_the_layout_says_so(make_handout):
    page = parsed(make_handout("en", "es", layout="back-to-back"))
    english, spanish = page.xpath("//div[@class='group']")
    assert {lang_of(e) for e in english.iter("p", "li", "h2")} == {"en"}
    assert {lang_of(e) for e in spanish.iter("p", "li", "h2")} == {"es"}
    assert [a.get("href") for a in page.xpath("//a[@class='skip']")] == ["#text-1", "#text-2"]


def test_the_parts_of_a_list_are_one_list(rich):
    lists = [one for one in parsed(rich("en", "es")).xpath("//main//ol") if lang_of(one) == "en"]
    assert [[item.text for item in one] for one in lists] == [["Buy fresh food.", "Rinse canned beans."]]


def test_a_text_cannot_reach_the_page_as_markup(make_handout):
    nasty = '</style><script>alert(1)</script><img src=x onerror="y"> {{ 7*7 }} \'" &amp; Ñ\'/..'
    row = Row(((Passage("paragraph", inlines=(Words(nasty),)),),))
    page = parsed(replace(make_handout("en"), rows=(row,)))
    assert not list(page.iter("script"))
    assert nasty in page.find("body").text_content()


# ----- a clinic's own


def test_a_clinics_style_takes_the_place_of_ours_and_its_hash_is_in_the_policy(rich, tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "page-web.css").write_text("body { color: #123456 }", "utf-8")
    style = re.search(r"<style>(.*?)</style>", page_of(rich("en"), tmp_path), re.S)[1]
    assert style == "body { color: #123456 }\n:root { --accent: #5a2d0c }"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page_of(rich("en"), tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("page-web.css", "a::before { content: '</style><script>' }", "cannot hold"),
        ("page-web.html", "{{ handout.nothing }}", "nothing"),
        ("page-web.html", "{{ ''.__class__.__mro__ }}", "unsafe"),
        ("page-web.html", "{{ handout.omitted + 'x' }}", "a template of yours fails"),
    ],
)
def test_what_a_theme_does_wrong_is_named(make_handout, tmp_path, name, text, said):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / name).write_text(text, "utf-8")
    with pytest.raises(TemplateError, match=said):
        page_of(make_handout("en"), tmp_path)


# ----- in a browser


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


def opened(browser, tmp_path, text: str, width: int):
    """Return the page in a browser, what it asked for, and what the browser complained of."""
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    return page, [url for url in asked if url != path.as_uri() and not url.startswith("data:")], said


def violations(page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    assert len(found["passes"]) > 20
    return [
        f"{one['id']}: {node['target']}" for one in found["violations"] + found["incomplete"] for node in one["nodes"]
    ]


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("languages", [("en", "es"), ("es",)])
def test_axe_finds_nothing_and_nothing_is_asked_for(rich, browser, axe, tmp_path, languages, width):
    page, asked, said = opened(browser, tmp_path, page_of(rich(*languages)), width)
    assert (asked, said) == ([], [])
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('h2')).color") == "rgb(90, 45, 12)"  # the style holds
    page.close()


def test_axe_would_find_something(rich, browser, axe, tmp_path):
    text = page_of(rich("en", "es")).replace('alt="QR code', 'data-alt="QR code').replace('<html lang="en"', "<html")
    page, _, _ = opened(browser, tmp_path, text, 1280)
    assert {one.partition(":")[0] for one in violations(page, axe)} >= {"image-alt", "html-has-lang"}
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("topic", [topic.id for topic in builtin.topics()])
@pytest.mark.parametrize("layout", ["side-by-side", "stacked", "back-to-back", "key"])
def test_axe_finds_nothing_on_any_topic(browser, axe, tmp_path, topic, layout):
    handout = compose(builtin.load_topic(topic), Request(("en", "es"), layout))
    page, asked, said = opened(browser, tmp_path, page_of(handout), 1280)
    assert (asked, said, violations(page, axe)) == ([], [], [])
    page.close()


def test_every_code_is_read_back_from_the_screen(browser, tmp_path):
    handout = compose(builtin.load_topic("high-blood-pressure"), Request(("en", "es"), "side-by-side"))
    page, _, _ = opened(browser, tmp_path, page_of(handout), 1280)
    screen = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    page.close()
    read = {code.text for code in zxingcpp.read_barcodes(screen, formats=zxingcpp.BarcodeFormat.QRCode)}
    wanted = {t.address for section in handout.sections for ref in section.references for t in ref.targets}
    assert len(wanted) > 10
    assert read == wanted | {citation.page.address for citation in handout.citations if citation.page}


def test_the_keyboard_reaches_the_skip_link_first(rich, browser, tmp_path):
    page, _, _ = opened(browser, tmp_path, page_of(rich("en", "es")), 390)
    page.keyboard.press("Tab")
    focused = "document.activeElement.getBoundingClientRect()"
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate(f"{focused}.top") >= 0
    page.close()


def test_it_prints_both_languages_beside_each_other_and_the_lines_to_write_on(rich, browser, tmp_path):
    page, _, _ = opened(browser, tmp_path, page_of(rich("en", "es")), 1280)
    assert not page.is_visible(".worksheet")
    with pypdfium2.PdfDocument(page.pdf(format="Letter")) as pdf:
        texts = [pdf[at].get_textpage().get_text_bounded() for at in range(len(pdf))]
    page.close()
    assert len(texts) > 2
    assert all("DRAFT · BORRADOR" in text for text in texts)
    text = " ".join(" ".join(texts).split())
    assert "Why does salt matter? ¿Por qué importa la sal?" in text
    assert "Skip to the text" not in text
    assert "My notes and questions" in text
