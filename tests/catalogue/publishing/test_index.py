"""index.html: complete without a script, searched and filtered with one, in both languages, for everybody."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import lxml.html
import pypdfium2
import pytest

from handouts.catalogue.entries import Catalogue, Facts
from handouts.catalogue.publishing import index

WIDTHS = {"desk": 1280, "telephone": 390, "reflow": 320}  # 320 px: WCAG 2.2 SC 1.4.10


def page_of(catalogue) -> bytes:
    (made,) = index.to_files(catalogue).values()
    return made


def parsed(catalogue):
    return lxml.html.document_fromstring(page_of(catalogue))


def lang_of(element) -> str:
    return next(e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang"))


def texts(elements) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


def named(make_entry, topic: str, **titles: str):
    """Return a handout of a topic with these titles."""
    articles = {lang: Facts(title) for lang, title in titles.items()}
    return make_entry(topic, tuple(titles), articles=articles)


@pytest.fixture(scope="module")
def editions(make_entry) -> Catalogue:
    return Catalogue(
        (
            make_entry(),
            make_entry(languages=("es",), drafts=("es",)),
            make_entry(edition="large-print-acb"),
            make_entry("flu", ("en",), paper="a4", articles={"en": Facts("Flu")}),
        )
    )


# ----- what is in it


def test_it_needs_nothing_and_allows_nothing_but_its_own_style_and_script(library):
    text = page_of(library(3)).decode()
    style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)[1] for tag in ("style", "script"))
    wanted = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (style, script)]
    page = lxml.html.document_fromstring(text)
    assert page.xpath("//meta[@http-equiv]/@content") == [
        f"default-src 'none'; style-src 'sha256-{wanted[0]}'; script-src 'sha256-{wanted[1]}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    for element in page.iter("*"):
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "src", "srcset")]
    assert "url(" not in style
    assert "http" not in script


def test_every_handout_can_be_reached(library):
    catalogue = library(120)
    addresses = parsed(catalogue).xpath("//main//a/@href")
    wanted = {file.path for entry in catalogue.entries for file in (entry.pdf, entry.html)}
    assert {address for address in addresses if not address.startswith("#")} == wanted
    assert len([address for address in addresses if not address.startswith("#")]) == len(wanted)


def test_a_handout_says_its_languages_pages_and_size(make_entry):
    page = parsed(Catalogue((make_entry(), make_entry(languages=("es",), pages=1, html=make_entry().html))))
    both, spanish = texts(page.xpath("//ul/li[@data-l]"))[::-1]
    assert spanish == "Español PDF: Gota 1 página, 85 kB Página web: Gota"
    assert both == ("English + Español PDF: Gout, Gota 4 pages · 4 páginas, 85 kB Web page · Página web: Gout, Gota")


def test_what_is_not_the_usual_handout_says_so_in_its_languages(editions):
    lines = texts(parsed(editions).xpath("//span[@class='l']"))
    assert lines == [
        "English A4 paper",
        "Español Papel carta BORRADOR",
        "English + Español Letter paper Papel carta",
        "English + Español Large print (ACB) Letter paper Letra grande (ACB) Papel carta",
    ]


def test_no_two_links_that_sound_the_same_lead_to_different_files(editions, library):
    for catalogue in (editions, library(100)):
        heard: dict[str, str] = {}
        for link in parsed(catalogue).xpath("//main//li[@data-l]//a"):
            assert heard.setdefault(" ".join(link.text_content().split()), link.get("href")) == link.get("href")


def test_sizes_are_read_by_people(make_entry, library):
    assert index._size("en", 12) == "1\u00a0kB"
    assert index._size("es", 999_499) == "999\u00a0kB"
    assert index._size("en", 1_250_000) == "1.2\u00a0MB"


def test_every_word_is_in_its_language(library):
    page = parsed(library(60))
    spoken = {}
    for element in page.find("body").iter("*"):
        if element.tag != "script" and (element.text or "").strip():
            spoken.setdefault(" ".join(element.text.split()), lang_of(element))
    for english, spanish in (
        ("Health handouts", "Hojas de salud"),
        ("Ankle Burns", "Quemaduras de tobillo"),
        ("Also called:", "También se llama:"),
        ("Riverside County Library", "Biblioteca del condado de Riverside"),
        ("Blood, Heart and Circulation", "Sangre, corazón y circulación"),
        ("Search for a topic by any of its names", "Busque un tema por cualquiera de sus nombres"),
        ("Web page", "Página web"),
        ("About these handouts", "Acerca de estas hojas"),
        ("60 topics", "60 temas"),
        ("Skip to the list of topics", "Saltar a la lista de temas"),
    ):
        assert (spoken[english], spoken[spanish]) == ("en", "es")


def test_a_catalogue_in_one_language_speaks_that_one(make_entry):
    page = parsed(Catalogue((make_entry(languages=("es",)),)))
    assert {e.get("lang") for e in page.iter("*") if e.get("lang")} == {"es"}
    assert texts(page.xpath("//h1")) == ["Hojas de salud"]


def test_headings_landmarks_and_places(library):
    page = parsed(library(200))
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.xpath("//a/@href") if address.startswith("#")} <= set(ids)
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]


# ----- the alphabet


def alphabet(catalogue) -> list[tuple[str, list[str]]]:
    return [
        (letter.xpath("string(h2)"), texts(letter.xpath("ul/li[@class='see'] | ul/li//h3")))
        for letter in parsed(catalogue).xpath("//div[@class='letter']")
    ]


def test_a_title_in_the_other_language_stands_in_its_own_place_and_leads_to_the_topic(make_entry):
    catalogue = Catalogue((named(make_entry, "asthma", en="Wheezing", es="Asma"), named(make_entry, "flu", en="Flu")))
    assert alphabet(catalogue) == [("A", ["Asma Wheezing"]), ("F", ["Flu"]), ("W", ["Wheezing Asma"])]
    assert parsed(catalogue).xpath("//li[@class='see']/a/@href") == ["#t-asthma"]


def test_two_titles_that_are_the_same_stand_once(make_entry):
    assert alphabet(Catalogue((named(make_entry, "d", en="Diabetes", es="Diabétes"),))) == [
        ("D", ["Diabetes Diabétes"])
    ]


def test_letters_are_sorted_as_people_do(make_entry):
    titles = ["zinc", "Ñandú", "Nuez", "¿Náuseas?", "Óseo", "A1C", "3D", "(Aorta)", "…", "Éxtasis", "شفاء"]
    catalogue = Catalogue(tuple(named(make_entry, f"t{n}", es=title) for n, title in enumerate(titles)))
    assert alphabet(catalogue) == [
        ("·", ["…"]),
        ("0–9", ["3D"]),
        ("A", ["A1C", "(Aorta)"]),
        ("E", ["Éxtasis"]),
        ("N", ["¿Náuseas?", "Nuez"]),
        ("Ñ", ["Ñandú"]),
        ("O", ["Óseo"]),
        ("Z", ["zinc"]),
        ("ش", ["شفاء"]),
    ]


# ----- what texts and catalogues may be


def test_a_text_cannot_reach_the_page_as_markup(hostile):
    page = parsed(hostile)
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    nasty = hostile.entries[1].articles["en"].title
    assert nasty in page.xpath("string(//h3[contains(., 'script')]/span)")
    assert "handouts/a%20b%26c%3F%23%25%5C%0A.pdf" in page.xpath("//a/@href")


def test_an_empty_catalogue_is_a_page():
    page = parsed(Catalogue(()))
    assert texts(page.xpath("//main")) == ["0 topics 0 temas"]
    assert not page.xpath("//nav | //script")


def test_a_topic_without_groups_has_no_choice_of_groups(make_entry):
    assert not parsed(Catalogue((named(make_entry, "flu", en="Flu"),))).xpath("//select")


# ----- in a browser


def count(page) -> list[str]:
    return page.locator("#count p").all_inner_texts()


def shown(page) -> list[str]:
    return page.locator(".t:visible h3 span:first-child").all_inner_texts()


@pytest.fixture
def at_work(library, opened):
    """Return the index of 300 topics in the browser."""
    return opened(page_of(library(300)))


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing(editions, library, hostile, opened, violations, width):
    for catalogue in (editions, library(25), hostile, Catalogue(())):
        page = opened(page_of(catalogue), width)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = opened(page_of(library(25)), width)
    page.fill("#words", "nothing has this name")
    assert violations(page) == []


def test_axe_would_find_something(library, opened, violations):
    spoilt = page_of(library(25)).replace(b'<html lang="en"', b"<html").replace(b'for="words"', b"")
    assert {one.partition(":")[0] for one in violations(opened(spoilt))} >= {"html-has-lang", "label"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("knee", []),
        ("arm burn", ["Arm Burns"]),
        ("BURNS arm", ["Arm Burns"]),
        ("quemaduras braz", ["Arm Burns"]),
        ("hinchazon oido", ["Ear Swelling"]),
        ("Hinchazón  de  oÍdo", ["Ear Swelling"]),
        ("edema; ear", ["Ear Swelling"]),
        ("operacion pech", ["Chest Surgery"]),
        ("x-ray arm", ["Arm X-rays"]),
        ("xyz", []),
        ("urns arm", []),
        ("called", []),
    ],
)
def test_words_find_topics(at_work, words, found):
    at_work.fill("#words", words)
    assert shown(at_work) == found
    number = len(found)
    if number:
        assert count(at_work) == [f"{number} topic{'s' * (number > 1)}", f"{number} tema{'s' * (number > 1)}"]
    else:
        assert count(at_work)[1].startswith("Ningún tema tiene ese nombre.")
    assert not at_work.locator(".see:visible").count()


def test_an_apostrophe_is_no_letter(make_entry, opened):
    page = opened(
        page_of(Catalogue((named(make_entry, "a", en="Alzheimer’s Disease"), named(make_entry, "b", en="Flu"))))
    )
    for words in ("alzheimers", "Alzheimer's", "alzheimer’s dis", "alzheimer"):
        page.fill("#words", words)
        assert shown(page) == ["Alzheimer’s Disease"]


def test_groups_and_languages_narrow_it_down_and_all_comes_back(at_work, library):
    everything = count(at_work)
    assert everything == ["300 topics", "300 temas"]
    for name, lang in (("Eyes and Vision", "en"), ("Piel, cabello y uñas", "es")):
        at_work.select_option("#group", label=name)
        there = {
            entry.topic
            for entry in library(300).entries
            if lang in entry.articles and name in entry.articles[lang].groups
        }
        assert 0 < len(there) < 300
        assert {one.get_attribute("id") for one in at_work.locator(".t:visible").all()} == {f"t-{t}" for t in there}
        assert count(at_work) == [f"{len(there)} topics", f"{len(there)} temas"]
    at_work.select_option("#group", value="")
    at_work.check("input[name=language][value='es']")
    assert {li.get_attribute("data-l") for li in at_work.locator("li[data-l]:visible").all()} == {"es"}
    assert count(at_work)[0] == "297 topics"
    at_work.fill("#words", "arm")
    at_work.check("input[name=language][value='en es']")
    assert {li.get_attribute("data-l") for li in at_work.locator("li[data-l]:visible").all()} == {"en es"}
    letters = at_work.locator(".letters li:visible").all_inner_texts()
    assert letters == at_work.locator(".letter:visible > h2").all_inner_texts() == ["A"]
    at_work.click("button[type=reset]")
    at_work.locator("#count p", has_text="300 topics").wait_for()
    assert not at_work.locator("main [hidden]").count()


def test_editions_narrow_it_down(editions, opened):
    page = opened(page_of(editions))
    assert count(page) == ["2 topics", "2 temas"]
    page.check("input[name=edition][value='large-print-acb']")
    assert count(page) == ["1 topic", "1 tema"]
    assert page.locator("li[data-l]:visible").count() == 1


def test_the_count_is_announced(at_work):
    assert at_work.get_by_role("status").count() == 1
    assert at_work.get_by_role("search").count() == 1


def test_the_keyboard_alone_does(at_work):
    reached = []
    for _ in range(7):
        at_work.keyboard.press("Tab")
        reached.append(
            at_work.evaluate(
                "document.activeElement.id || document.activeElement.name || document.activeElement.className"
            )
        )
        assert at_work.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert at_work.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    assert reached[:5] == ["skip", "skip", "words", "group", "language"]
    at_work.focus("#words")
    at_work.keyboard.type("arm burns")
    at_work.keyboard.press("Enter")
    assert shown(at_work) == ["Arm Burns"]
    assert "?" not in at_work.url


def test_a_title_that_leads_shows_its_topic(at_work):
    at_work.click(".see a >> nth=0")
    target = at_work.locator(":target")
    assert target.get_attribute("class") == "t"
    top = target.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < 900


def test_without_a_script_everything_is_listed_and_nothing_is_offered_that_does_not_work(library, browser, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(re.sub(rb"<script>.*?</script>", b"", page_of(library(60)), flags=re.DOTALL))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert not page.is_visible("form")
    assert page.locator(".t:visible").count() == 60
    assert count(page) == ["60 topics", "60 temas"]
    page.close()


def test_both_languages_are_equally_visible(at_work):
    size = "element => getComputedStyle(element).fontSize + getComputedStyle(element).fontWeight"
    for place in ("h1 span", ".t h3 span", ".publisher span", "header p:last-child span", "#count p", "footer h2"):
        looks = {one.evaluate(size) for one in at_work.locator(place).all()[:4]}
        assert len(looks) == 1
    left, right = (at_work.locator(f"h1 span >> nth={n}").bounding_box() for n in (0, 1))
    assert left["y"] == right["y"]
    assert abs(left["width"] - right["width"]) < 1


def test_it_prints_the_list_alone(library, opened):
    page = opened(page_of(library(60)))
    page.fill("#words", "ankle b")
    with pypdfium2.PdfDocument(page.pdf(format="Letter")) as pdf:
        text = " ".join(" ".join(pdf[at].get_textpage().get_text_bounded() for at in range(len(pdf))).split())
    assert "Ankle Burns" in text
    assert "Quemaduras de tobillo" in text
    assert "Arm Burns" not in text
    assert "Search for a topic" not in text
    assert "Skip to the list" not in text
