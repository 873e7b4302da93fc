"""A template gets one object and prints all of it, in the right language, and nothing that it was not given."""

import dataclasses
from collections.abc import Callable

import lxml.html
import pytest

from handouts import languages
from handouts.compose.composing import compose
from handouts.compose.handout import Handout, Passage, Row, Words
from handouts.compose.request import Request
from handouts.errors import RequestError, TemplateError
from handouts.expectation import expectation
from handouts.render import markup
from handouts.render.markup import LONGEST_PART, to_html
from handouts.sources import builtin

Make = Callable[..., Handout]
WAYS = [("en",), ("es",), ("en", "es"), ("es", "en")]


@pytest.mark.parametrize("way", WAYS)
def test_every_passage_is_printed_in_its_language(make_handout: Make, way: tuple[str, ...]) -> None:
    handout = make_handout(*way)
    html = to_html(handout)
    said = {(p.lang, p.text) for p in expectation(handout, html).passages}
    for tag, head in zip(way, handout.mastheads, strict=True):
        assert (tag, head.title) in said
    assert ("es", "Cocine en casa.") in said or "es" not in way
    assert ("en", "Cook at home.") in said or "en" not in way


@pytest.mark.parametrize("layout", ["side-by-side", "stacked", "back-to-back", "key"])
def test_a_passage_without_a_counterpart_and_one_that_reads_alike_are_printed(make_handout: Make, layout: str) -> None:
    lone_english, lone_spanish, same = (
        (Passage("paragraph", inlines=(Words(words),)),) for words in ("Only here.", "Solo aquí.", "Sodio: 2,300 mg")
    )
    rows = (Row((lone_english, ())), Row(((), lone_spanish)), Row((same, same)))
    handout = make_handout("en", "es", layout=layout)
    handout = dataclasses.replace(handout, rows=(*handout.rows, *rows), sections=(), parts=((), ()), apart=(0, 0))
    said = [(p.lang, p.text) for p in expectation(handout, to_html(handout)).passages]
    for wanted in [("en", "Only here."), ("es", "Solo aquí."), ("en", "Sodio: 2,300 mg"), ("es", "Sodio: 2,300 mg")]:
        assert said.count(wanted) == 1, wanted


def test_a_section_named_in_one_language_only_is_named_once_where_its_names_stand_in_one_column(
    make_handout: Make,
) -> None:
    handout = make_handout("en", "es", layout="stacked")
    lone = dataclasses.replace(handout.sections[0], titles=("Paper", "Paper"), title_langs=("en", "en"))
    alike = dataclasses.replace(handout.sections[0], titles=("Videos", "Videos"), title_langs=("en", "es"))
    page = lxml.html.document_fromstring(to_html(dataclasses.replace(handout, sections=(lone, alike))).text)
    assert [head.text for head in page.iter("h3")] == ["Paper", "Videos", "Videos"]


def test_each_target_gets_a_code_and_each_link_stands_once_in_each_language(make_handout: Make) -> None:
    handout = make_handout("en", "es", links=4)
    html = to_html(handout)
    wanted = [t.address for section in handout.sections for ref in section.references for t in ref.targets]
    assert list(html.codes) == wanted
    assert len(html.images) == len(wanted) == 6
    hrefs = [a.get("href") for a in lxml.html.document_fromstring(html.text).iter("a")]
    assert sorted(hrefs) == sorted([*wanted, "https://example.org/heart"])


def test_the_other_language_is_named_without_a_code_in_a_one_language_handout(make_handout: Make) -> None:
    html = to_html(make_handout("en"))
    assert "https://example.org/es/sal/parte-1" in html.text
    assert "https://example.org/es/sal/parte-1" not in html.codes


def test_pictures_are_named_in_the_language_of_their_column(make_handout: Make) -> None:
    page = lxml.html.document_fromstring(to_html(make_handout("en", "es", links=1)).text)
    assert [image.get("alt") for image in page.iter("img")] == [
        "QR code for Eating less salt, part 1",
        "Código QR de Comer menos sal, parte 1",
    ]


def test_markup_in_a_title_is_words_not_markup(make_handout: Make) -> None:
    handout = make_handout("en")
    head = dataclasses.replace(handout.mastheads[0], title="<script>alert('x')</script> & salt")
    text = to_html(dataclasses.replace(handout, mastheads=(head,))).text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_layout_that_leaves_words_out_is_an_error(make_handout: Make) -> None:
    handout = make_handout("en")
    html = to_html(handout)
    more = Row(((Passage("paragraph", inlines=(Words("Words that the page does not have."),)),),))
    with pytest.raises(TemplateError, match="Words that"):
        expectation(dataclasses.replace(handout, rows=(*handout.rows, more)), html)


def test_a_layout_that_says_words_in_another_language_is_an_error(make_handout: Make) -> None:
    handout = make_handout("en", "es")
    html = to_html(handout)
    wrong = html.text.replace("<li>Cocine en casa.</li>", '<li lang="en">Cocine en casa.</li>')
    assert wrong != html.text
    with pytest.raises(TemplateError, match="another language than es: Cocine en casa"):
        expectation(handout, dataclasses.replace(html, text=wrong))


def test_a_layout_that_leaves_out_a_link_or_a_code_is_an_error(make_handout: Make) -> None:
    handout = make_handout("en", "es", links=1)
    html = to_html(handout)
    address = handout.sections[0].references[0].targets[1].address
    without_link = dataclasses.replace(html, text=html.text.replace(f'href="{address}"', 'href="#"'))
    with pytest.raises(TemplateError, match="leaves out the link to"):
        expectation(handout, without_link)
    codes = tuple(code if code != address else "https://example.org/other" for code in html.codes)
    with pytest.raises(TemplateError, match="leaves out the code to"):
        expectation(handout, dataclasses.replace(html, codes=codes))


def test_each_language_has_a_list_of_its_own() -> None:
    handout = compose(builtin.load_topic("flu-vaccine"), Request(("en", "es"), "side-by-side"))
    page = lxml.html.document_fromstring(to_html(handout).text)
    named: dict[str, set[str]] = {}
    for part in page.iterfind(".//*[@data-list]"):
        named.setdefault(part.get("data-list"), set()).add(part.getparent().get("lang"))
    assert all(len(languages) == 1 for languages in named.values()), named
    assert named


def test_an_unknown_layout_is_an_error_that_lists_the_known(make_handout: Make) -> None:
    with pytest.raises(RequestError, match=r"side-by-side, single"):
        to_html(make_handout("en", layout="spiral"))


def test_a_name_that_the_handout_lacks_is_a_template_error(
    make_handout: Make, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    (tmp_path / "handout" / "layouts").mkdir(parents=True)
    (tmp_path / "handout" / "layouts" / "single.html").write_text("{{ handout.nothing }}")
    monkeypatch.setattr("handouts.resources.templates", lambda: tmp_path)
    with pytest.raises(TemplateError, match="nothing"):
        to_html(make_handout("en"))


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        (
            "fda.gov/consumer-updates/a.html?x=1&y=2",
            ["fda", ".gov/", "consumer", "-updates/", "a", ".html", "?x=1", "&y=2"],
        ),
        ("example.org", ["example", ".org"]),
        ("https://example.org/a", ["https://example", ".org/", "a"]),
        ("a" * 30, ["a" * LONGEST_PART, "a" * (30 - LONGEST_PART)]),
    ],
)
def test_a_printed_address_breaks_after_slashes_and_before_stops_and_hyphens(printed: str, parts: list[str]) -> None:
    marked = markup._breakable(printed)
    assert [part.replace("\u2060", "") for part in marked.split("\u200b")] == parts
    assert marked.replace("\u200b", "").replace("\u2060", "") == printed


def test_page_words_split_at_the_numbers_in_any_order_of_words() -> None:
    assert markup._page_words("Page {page} of {pages}") == ("Page ", " of ", "")
    assert markup._page_words("{page}. oldal / {pages} lap") == ("", ". oldal / ", " lap")


def test_every_language_has_every_text_of_the_templates() -> None:
    for tag in languages.tags():
        if tag != "en":
            assert languages.language(tag).gettext("About this handout") != "About this handout"
