"""The saved topic page, in today's form and that of 2014 to 2016."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from handouts.errors import ContentError, HandoutError, SourceError
from handouts.model import Alternate, Article, Bullets, Code, Heading, Link, Topic, anchors, plain_text, runs
from handouts.sources.files import SourceFile
from handouts.sources.medlineplus_page import load_topic, to_topic

FIXTURES = Path(__file__).parent / "medlineplus_page"
SEED = "seeds/001_0c42303c253afff3.txt"
SITE = "https://medlineplus.gov/"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic(FIXTURES / "papercuts.html")


@pytest.fixture(scope="module")
def english(topic: Topic) -> Article:
    return topic.articles["en"]


@pytest.fixture(scope="module")
def spanish() -> Article:
    return load_topic(FIXTURES / "papercuts-es.html").articles["es"]


@pytest.fixture(scope="module")
def old() -> Article:
    return load_topic(FIXTURES / "papercuts-2015.html").articles["en"]


def page(body: str = "<p>It stings.</p>", head: str = "", after: str = "") -> Article:
    canonical = f'<link rel="canonical" href="{SITE}papercuts.html">'
    text = (
        f"<!doctype html><html><head>{canonical}{head}</head><body><article><h1>Paper Cuts</h1>"
        f'<div id="topic-summary">{body}</div>{after}</article></body></html>'
    )
    (only,) = to_topic(SourceFile(text, "0" * 64, "page.html")).articles.values()
    return only


def said(found: Article) -> list[str]:
    return [plain_text(run) for block in found.blocks for run in runs(block)]


def links(found: Article, section: str) -> tuple[Link, ...]:
    return next(s.links for s in found.sections if s.id == section)


def section(items: str, ident: str = "cat_51_section") -> str:
    return f'<section id="{ident}"><div class="section-title"><h2>Start Here</h2></div><ul>{items}</ul></section>'


# --------------------------------------------------------------------------- what the page says about itself


def test_title_may_be_wrapped(english: Article) -> None:
    assert english.title == "Paper Cuts"


def test_title_comes_from_the_head_where_no_heading_has_words() -> None:
    text = (FIXTURES / "papercuts.html").read_text(encoding="utf-8")
    text = re.sub(r"<h1.*?</h1>", "<h1 itemprop=name><img alt='Cuts'></h1>", text, flags=re.DOTALL)
    assert to_topic(SourceFile(text, "", "")).articles["en"].title == "Paper Cuts"


def test_shown_synonyms_may_hold_commas(english: Article, spanish: Article) -> None:
    assert english.synonyms == ("Edge Wounds, Small", "Sheet bites")
    assert spanish.synonyms == ("Mordida de hoja",)


def test_hidden_names_are_see_references(english: Article) -> None:
    assert english.see_references == ("Stationery Injuries",)


def test_address_language_and_the_other_language(english: Article, spanish: Article) -> None:
    assert (english.lang, english.address) == ("en", SITE + "papercuts.html")
    assert english.alternates == (Alternate("es", SITE + "spanish/papercuts.html"),)
    assert (spanish.lang, spanish.address) == ("es", SITE + "spanish/papercuts.html")
    assert spanish.alternates == (Alternate("en", SITE + "papercuts.html"),)


def test_language_button_names_the_other_page_where_the_head_does_not(old: Article) -> None:
    assert old.alternates == (Alternate("es", "http://www.nlm.nih.gov/medlineplus/spanish/papercuts.html"),)


def test_id_is_the_english_pages_name_in_both_languages() -> None:
    names = {load_topic(path).id for path in FIXTURES.glob("*.html")}
    assert names == {"papercuts"}
    text = (FIXTURES / "papercuts-es.html").read_text(encoding="utf-8").replace("gov/papercuts.", "gov/sheetcuts.")
    assert to_topic(SourceFile(text, "", "")).id == "sheetcuts"


@pytest.mark.parametrize(
    "said_by",
    [
        '<meta name="DC.Identifier.URL" content="{0}">',
        '<meta property="og:url" content="{0}">',
        '</head><body><span class="page-url">URL of this page: {0}</span>',
        "</head><!-- saved from url=(0038){0} --><body>",
    ],
)
def test_address_is_found_wherever_the_page_says_it(said_by: str) -> None:
    text = (
        f"<html><head>{said_by.format(SITE + 'spanish/papercuts.html')}</head>"
        "<body><article><h1>Cortes</h1></article><div id=topic-summary>Arde.</div>"
    )
    (found,) = to_topic(SourceFile(text, "", "")).articles.values()
    assert (found.address, found.lang) == (SITE + "spanish/papercuts.html", "es")


def test_description_groups_and_mesh_names(topic: Topic, english: Article) -> None:
    assert english.description == "What a sheet of paper can do to a finger, and what helps."
    assert english.groups == ("Injuries and Wounds", "Skin, Hair and Nails")
    assert topic.codes == (Code("MeSH", "", "Lacerations"), Code("MeSH", "", "Fingers"))


def test_dates_of_the_head_come_before_those_of_the_foot(english: Article, spanish: Article) -> None:
    assert (english.dates.created, english.dates.updated) == (date(2012, 4, 9), date(2026, 2, 28))
    assert (spanish.dates.created, spanish.dates.updated) == (date(2013, 5, 6), date(2026, 3, 3))
    assert english.dates.reviewed is None


def test_unknown_dates_are_left_out_and_reviewed_is_not_updated(old: Article) -> None:
    assert old.dates.created is None
    assert (old.dates.updated, old.dates.reviewed) == (date(2015, 5, 7), date(2014, 4, 5))
    assert page().dates.updated is None


def test_day_of_retrieval_is_what_is_given(english: Article) -> None:
    assert english.dates.retrieved is None
    day = date(2026, 3, 2)
    assert load_topic(FIXTURES / "papercuts.html", retrieved=day).articles["en"].dates.retrieved == day


def test_provenance_is_the_providers_own_with_the_files_hash(english: Article) -> None:
    origin = english.provenance
    assert (origin.source, origin.provider, origin.state) == ("MedlinePlus", "medlineplus", "official")
    assert origin.sha256 == hashlib.sha256((FIXTURES / "papercuts.html").read_bytes()).hexdigest()


# --------------------------------------------------------------------------- text


def test_text_above_the_doctype_is_not_the_page(english: Article) -> None:
    assert "archive" not in " ".join(said(english))
    assert (FIXTURES / "papercuts.html").read_text(encoding="utf-8").startswith("archive/")


def test_markup_above_the_doctype_is_not_the_page() -> None:
    text = (FIXTURES / "papercuts.html").read_text(encoding="utf-8").replace(' itemprop="name" ', " ")
    found = to_topic(SourceFile("<article><h1>Archive</h1><div id=topic-summary>Raw</div></article>" + text, "", ""))
    assert found.articles["en"].title == "Paper Cuts"
    assert "Raw" not in said(found.articles["en"])


def test_buttons_in_headings_are_no_words() -> None:
    button = "<button>Listen</button><svg><title>Play</title></svg></h"
    text = (FIXTURES / "papercuts.html").read_text(encoding="utf-8").replace("</h", button)
    found = to_topic(SourceFile(text, "", "")).articles["en"]
    assert found.title == "Paper Cuts"
    assert [s.title for s in found.sections][:2] == ["Start Here", "Journal Articles"]


def test_summary_is_blocks_without_wrapped_lines_buttons_or_pictures(english: Article) -> None:
    assert said(english) == [
        "Why does it sting?",
        "The edge of a sheet is a fine saw. It opens the skin where there are many nerve endings, "
        "and it does not bleed enough to close.",
        "At greater risk are people who",
        "Sort mail all day",
        "In dry rooms",
        "Without gloves",
        "Lick envelopes",
        "See a doctor if the finger turns red.",
    ]
    assert isinstance(english.blocks[0], Heading)
    assert english.blocks[0].level == 2


def test_lists_of_the_summary_nest(english: Article) -> None:
    (bullets,) = (block for block in english.blocks if isinstance(block, Bullets))
    assert [len(inner.items) for item in bullets.items for inner in item.nested] == [2]


def test_tracking_is_stripped_inside_the_summary_too(english: Article) -> None:
    found = [anchor.link for block in english.blocks for run in runs(block) for anchor in anchors(run)]
    assert [(link.title, link.address) for link in found] == [("nerve endings", SITE + "nerves.html")]


@pytest.mark.parametrize("name", ["papercuts", "papercuts-es", "papercuts-2015", "papercuts-es-2015"])
def test_attribution_is_the_last_paragraph_and_no_text(name: str) -> None:
    (found,) = load_topic(FIXTURES / f"{name}.html").articles.values()
    assert found.attribution == ("Instituto de Heridas Pequeñas" if "-es" in name else "Institute of Small Wounds",)
    assert found.attribution[0] not in said(found)


def test_text_outside_paragraphs_is_kept(old: Article) -> None:
    assert said(old) == [
        "Text that stands in no paragraph. It names:",
        "Thumbs",
        "Tongues",
        "And more text after it.",
    ]


# --------------------------------------------------------------------------- links


def test_sections_keep_the_pages_order_and_headings(english: Article) -> None:
    assert [(s.id, s.title) for s in english.sections] == [
        ("start-here", "Start Here"),
        ("journal-articles", "Journal Articles"),  # without its explaining line
        ("other:paper-through-the-ages", "Paper Through the Ages"),
        ("encyclopedia", "MEDICAL ENCYCLOPEDIA"),
        ("related-topics", "Related Health Topics"),
        ("institute", "National Institutes of Health"),
        ("magazine", "NIH MedlinePlus Magazine"),
    ]


def test_section_ids_of_2014_to_2016_have_no_underscore(old: Article) -> None:
    assert [(s.id, s.title) for s in old.sections] == [("start-here", "Start Here"), ("specifics", "Specifics")]


def test_section_number_counts_more_than_its_heading() -> None:
    renamed = section('<li><a href="https://a.org/">A</a></li>').replace("Start Here", "Begin")
    assert [(s.id, s.title) for s in page(after=renamed).sections] == [("start-here", "Begin")]


def test_organization_has_no_brackets_and_no_news_date(english: Article, old: Article, spanish: Article) -> None:
    assert links(english, "start-here")[0].organizations == ("Society for Hands, Fingers & Nails (SHFN)",)
    assert links(old, "start-here")[0].organizations == ("Hand News",)
    assert links(old, "specifics")[0].organizations == ("Paper Museum",)
    assert [link.organizations for link in links(spanish, "start-here")] == [("Sociedad de Manos",), ("Enciclopedia",)]


def test_marks_are_those_shown(english: Article) -> None:
    assert [link.marks for link in links(english, "start-here")] == [(), ("nih", "pdf"), ("video",)]


def test_also_in_is_the_other_languages_address(english: Article, spanish: Article) -> None:
    assert [link.alternates for link in links(english, "start-here")] == [
        (Alternate("es", "https://example.org/es/cuts"),),
        (),
        (),
    ]
    assert links(spanish, "start-here")[0].alternates == (Alternate("en", "https://example.org/cuts?a=1&copy=2"),)


def test_also_in_without_an_address_is_nothing() -> None:
    (found,) = load_topic(FIXTURES / "papercuts-es-2015.html").articles.values()
    assert links(found, "start-here")[0].alternates == ()


def test_also_in_a_language_without_a_name_of_ours_says_so() -> None:
    twin = '<a href="https://a.org/x" {}>Xish</a>'
    item = f'<li><a href="https://a.org/">A</a><span class="also-lang">Also in {twin}</span></li>'
    for attribute, lang in (("", "und"), ("hreflang='xi'", "xi")):
        (link,) = links(page(after=section(item.format(attribute))), "start-here")
        assert link.alternates == (Alternate(lang, "https://a.org/x"),)


def test_unescaped_ampersands_stay_in_the_address(english: Article) -> None:
    assert links(english, "start-here")[0].address == "https://example.org/cuts?a=1&copy=2"


def test_wrapped_titles_and_pictures(english: Article) -> None:
    titles = [link.title for link in links(english, "start-here")]
    assert titles == ["Small Cuts, Step by Step", "Edges and You", "Cleaning a cut"]


def test_relative_addresses_are_made_whole(english: Article) -> None:
    assert links(english, "start-here")[2].address == SITE + "ency/article/999999.htm"


def test_pictures_text_is_no_title_and_mail_is_no_link(english: Article) -> None:
    (link,) = links(english, "other:paper-through-the-ages")
    assert link == Link("https://example.org/papyrus", "https://example.org/papyrus", "en")


def test_section_without_links_is_no_section(english: Article) -> None:
    assert "related-issues" not in [s.id for s in english.sections]


def test_boxes_beside_the_text(english: Article, spanish: Article) -> None:
    assert [links(english, box) for box in ("encyclopedia", "related-topics", "institute", "magazine")] == [
        (Link(SITE + "ency/article/999998.htm", "Skin", "en"),),
        (Link(SITE + "firstaid.html", "First Aid", "en"),),
        (Link("http://hands.nih.gov/", "Hand Institute", "en"),),
        (Link("https://magazine.medlineplus.gov/article/paper", "The Paperless Ward", "en"),),
    ]
    assert [link.title for link in links(spanish, "related-topics")] == ["Primeros auxilios"]


def test_menus_contents_and_small_print_are_no_content(english: Article) -> None:
    everything = [link.address for s in english.sections for link in s.links]
    assert not [address for address in everything if "druginformation" in address or "disclaimers" in address]
    assert len(everything) == 9
    assert not re.search("print|cite|Expand|never|disclaimer", " ".join(said(english)))


def test_links_of_a_list_inside_a_list_are_links_too() -> None:
    item = '<li><a href="https://a.org/1">One</a> (Org)<ul><li><a href="https://a.org/2">Two</a> (Other)</li></ul></li>'
    found = links(page(after=section(item)), "start-here")
    assert [(link.title, link.organizations) for link in found] == [("One", ("Org",)), ("Two", ("Other",))]


def test_second_link_of_an_item_is_kept() -> None:
    item = '<li><a href="https://a.org/1">One</a> and <b><a href="https://a.org/2">Two</a></b></li>'
    assert [link.title for link in links(page(after=section(item)), "start-here")] == ["One", "Two"]


# --------------------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("<html><head><title>Weather</title></head><body>Rain</body></html>", SourceError, "'Weather'"),
        ("<html></html>", SourceError, "no MedlinePlus topic page"),
        ("<!doctype html>", SourceError, "page"),
        ("<html><div id=topic-summary>It stings.</div></html>", SourceError, "does not say its address"),
        (
            "<html><link rel=canonical href=https://example.org/x.html><div id=topic-summary>It stings.</div></html>",
            SourceError,
            "https://example.org/x.html",
        ),
        (
            f"<html><link rel=canonical href={SITE}x.html><div id=topic-summary>It stings.</div></html>",
            SourceError,
            "no title",
        ),
        (
            f"<html><link rel=canonical href={SITE}x.html><article><h1>X</h1><div id=topic-summary> <img></div></html>",
            ContentError,
            "'X' has an empty summary",
        ),
    ],
)
def test_unusable_page_is_a_clear_error(text: str, error: type[HandoutError], says: str) -> None:
    with pytest.raises(error, match=re.escape(says)) as caught:
        to_topic(SourceFile(text, "", "page.html"))
    assert "page.html" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("inner", ["<div>" * 400, "<ul><li>" * 200, "<b>" * 100 + "<i>" * 100])
def test_deep_nesting_loses_no_word(inner: str) -> None:
    assert said(page(inner + "<p>It stings.</p>")) == ["It stings."]


def test_page_cut_off_anywhere_in_the_topic_is_a_clear_error() -> None:
    text = (FIXTURES / "papercuts.html").read_text(encoding="utf-8")
    start, end = text.index("It opens the skin"), text.index("</article>")
    for cut in range(start, end, 37):
        with pytest.raises(SourceError, match="cut off"):
            to_topic(SourceFile(text[:cut], "", "page.html"))
    assert to_topic(SourceFile(text[: end + len("</article>")], "", "")).id == "papercuts"


def test_nesting_that_the_parser_gives_up_on_is_a_clear_error() -> None:
    with pytest.raises(SourceError, match="cannot be read to its end"):
        page("<div>" * 30_000 + "<p>It stings.</p>")


pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<section id=cat_51_section>",
        "</section>",
        "<h2>",
        "</h2>",
        "<a href='https://a.org/x'>",
        "<a href=https://[>",
        "<a href='java\nscript:x'>",
        "</a>",
        "<span class=orgs>",
        "<b>",
        "<span class=also-lang>",
        "</span>",
        "<div id=topic-summary>",
        "<div id=related>",
        "</div>",
        "words ",
        "&",
        "&#0;",
        "<h1 itemprop=name>",
        "</h1>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<meta name=DC.Date.Modified content=2020-13-45>",
        "<",
        "<link rel=alternate hreflang=es href=//x>",
        "<span id=lastupdate>31 June 2020",
        "<script>",
        "<button>",
        "(",
        ")",
        "<span class=alsocalled>Also called: a, (b",
        "<svg>",
        "<table><tr>",
        "<html>",
        "</html>",
        "<body>",
        "<form>",
        "é",
    ]
)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(pieces | st.text(max_size=8), max_size=40).map("".join))
def test_any_page_is_a_topic_or_a_clear_error(markup: str) -> None:
    try:
        found = page("<p>It stings.</p>" + markup)
    except (ContentError, SourceError):
        return
    assert said(found)
    assert all(link.title and link.address for s in found.sections for link in s.links)


# --------------------------------------------------------------------------- the real page


@pytest.fixture(scope="module")
def seed(shared: Path) -> Topic:
    return load_topic(shared / SEED)


def test_seed_has_its_33_links_and_the_boxes(shared: Path, seed: Topic) -> None:
    article = seed.articles["en"]
    everything = [link for s in article.sections for link in s.links]
    assert [len(s.links) for s in article.sections] == [4, 9, 1, 3, 1, 4, 6, 1, 3, 1, 2, 2, 1, 2]
    assert sum(len(s.links) for s in article.sections[:-4]) == 33
    root = html.fromstring((shared / SEED).read_text(encoding="utf-8").partition("<!DOCTYPE html>")[2])
    anchors_found = root.xpath("//ul[@class='bulletlist']/li/a[@data-sid]")
    assert [link.address for link in everything[:33]] == [anchor.get("href") for anchor in anchors_found]
    assert [link.title for link in everything[:33]] == [anchor.text_content() for anchor in anchors_found]


def test_seed_organizations_alternates_and_nih_marks(shared: Path, seed: Topic) -> None:
    text = (shared / SEED).read_text(encoding="utf-8")
    everything = [link for s in seed.articles["en"].sections for link in s.links]
    names = [name.replace("&amp;", "&") for name in re.findall(r'class="orgs"> \((.*)\)</span>', text)]
    assert [name for link in everything for name in link.organizations] == names
    twins = re.findall(r'Also in <a [^>]*href="([^"]+)"', text)
    assert [(twin.lang, twin.address) for link in everything for twin in link.alternates] == [("es", a) for a in twins]
    assert sum("nih" in link.marks for link in everything) == text.count('class="imgdesc"')


def test_seed_facts(seed: Topic) -> None:
    article = seed.articles["en"]
    assert (seed.id, article.title, article.lang) == ("genesandgenetherapy", "Genes and Gene Therapy", "en")
    assert (article.dates.created, article.dates.updated) == (date(2001, 4, 11), date(2019, 10, 29))
    assert [code.name for code in seed.codes] == ["Genes", "Genetic Therapy"]
    assert article.see_references == ("Human Genome Project",)
    assert len(article.blocks) == 4


def test_seed_loses_no_word_of_its_summary(shared: Path, seed: Topic) -> None:
    text = (shared / SEED).read_text(encoding="utf-8")
    summary = text[text.index('<div id="topic-summary"') : text.index('<a name="cat_51">')]
    words = re.sub(r"<[^>]*>", "", summary)
    assert re.findall(r"\w+", words) == re.findall(r"\w+", " ".join(said(seed.articles["en"])))
