"""The topic page as text with its addresses in [<…>]."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError, HandoutError, SourceError
from handouts.model import Alternate, Article, Bullets, Heading, Link, Paragraph, Strong, anchors, plain_text, runs
from handouts.sources.medlineplus_text import load_topic, to_topic

FIXTURES = Path(__file__).parent / "medlineplus_text"
SEED = "seeds/000_fe612a39d8879197.txt"
HEAD = "URL of this page: <https://medlineplus.gov/papercuts.html>\n\nPaper Cuts\n\n"


@pytest.fixture(scope="module")
def english() -> Article:
    return load_topic(FIXTURES / "papercuts.txt").articles["en"]


@pytest.fixture(scope="module")
def spanish() -> Article:
    return load_topic(FIXTURES / "papercuts-es.txt").articles["es"]


def article(text: str) -> Article:
    (only,) = to_topic(HEAD + text).articles.values()
    return only


def said(found: Article) -> list[str]:
    return [plain_text(run) for block in found.blocks for run in runs(block)]


def inline_links(found: Article) -> list[Link]:
    return [anchor.link for block in found.blocks for run in runs(block) for anchor in anchors(run)]


def links(found: Article, section: str) -> tuple[Link, ...]:
    return next(s.links for s in found.sections if s.id == section)


# --------------------------------------------------------------------------- head and foot


def test_address_title_and_language_come_from_the_head(english: Article, spanish: Article) -> None:
    assert (english.lang, english.title) == ("en", "Paper Cuts")
    assert english.address == "https://medlineplus.gov/papercuts.html"
    assert (spanish.lang, spanish.title) == ("es", "Cortes de papel")
    assert spanish.address == "https://medlineplus.gov/spanish/papercuts.html"


def test_both_languages_have_the_english_name_for_id() -> None:
    assert load_topic(FIXTURES / "papercuts.txt").id == load_topic(FIXTURES / "papercuts-es.txt").id == "papercuts"


def test_breadcrumb_and_address_are_not_content(english: Article, spanish: Article) -> None:
    assert not [words for words in said(english) + said(spanish) if "→" in words or "medlineplus.gov" in words]


def test_title_comes_from_the_breadcrumb_where_it_does_not_stand_alone() -> None:
    text = "Home → Health Topics → Paper Cuts\n" + HEAD.replace("Paper Cuts\n\n", "") + "They sting a lot."
    found = to_topic(text).articles["en"]
    assert (found.title, said(found)) == ("Paper Cuts", ["They sting a lot."])


def test_synonyms_and_the_heading_summary_are_not_text(english: Article, spanish: Article) -> None:
    assert english.synonyms == ("Sheet bites",)
    assert said(english)[0] == "What is a paper cut?"
    assert said(spanish)[0] == "¿Qué es un corte de papel?"


def test_small_print_is_not_content(english: Article, spanish: Article) -> None:
    everything = [link.address for s in english.sections for link in s.links]
    assert "https://medlineplus.gov/disclaimers.html" not in everything
    assert english.sections[-1].id == "magazine"
    assert len(links(english, "magazine")) == 1
    assert len(links(spanish, "institute")) == 1


@pytest.mark.parametrize("line", ["The information on this site is small.", "[Learn how to cite this page](#)"])
def test_small_print_is_known_without_its_addresses(line: str) -> None:
    assert said(article(f"It stings.\n\n{line}\n\nMore small print.")) == ["It stings."]


def test_no_date_is_known_but_the_day_of_retrieval() -> None:
    dates = load_topic(FIXTURES / "papercuts.txt", retrieved=date(2026, 5, 4)).articles["en"].dates
    assert (dates.created, dates.updated, dates.reviewed) == (None, None, None)
    assert dates.retrieved == date(2026, 5, 4)


def test_provenance_is_the_providers_own_with_the_files_hash(english: Article) -> None:
    origin = english.provenance
    assert (origin.source, origin.provider, origin.state) == ("MedlinePlus", "medlineplus", "official")
    assert origin.sha256 == hashlib.sha256((FIXTURES / "papercuts.txt").read_bytes()).hexdigest()


def test_line_alone_at_the_end_is_whose_text_it_is(english: Article, spanish: Article) -> None:
    assert english.attribution == ("Institute of Small Wounds",)
    assert "Institute of Small Wounds" not in said(english)
    assert spanish.attribution == ()


# --------------------------------------------------------------------------- text


def test_questions_are_headings(english: Article) -> None:
    headings = [plain_text(block.inlines) for block in english.blocks if isinstance(block, Heading)]
    assert headings == ["What is a paper cut?", "Who gets it?"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Signs of trouble", Heading),
        ("**Signs of trouble**", Heading),
        ("## Signs of trouble", Heading),
        ("What should I do when a very long sheet of paper\nhas cut my thumb?", Heading),
        ("Does it hurt? Yes. But why?", Paragraph),
        ("Some people get:", Paragraph),
        ("It hurts.", Paragraph),
        ("in a word that goes on", Paragraph),
    ],
)
def test_heading_or_paragraph(line: str, kind: type) -> None:
    block = article(f"First of all.\n\n{line}\n\n- a list\n\nAnd a last sentence.").blocks[1]
    assert type(block) is kind
    assert not isinstance(block.inlines[0], Strong)


def test_hard_wrapped_lines_are_one_paragraph(english: Article) -> None:
    assert said(english)[1] == (
        "Paper can open the skin of a finger without any pressure at all. "
        "The edge works like a saw; this can cause a bleeding wound."
    )


def test_inline_links_have_their_words(english: Article, spanish: Article) -> None:
    assert [(link.title, link.address.removeprefix("https://medlineplus.gov/")) for link in inline_links(english)] == [
        ("Paper", "paper.html"),
        ("skin", "genetics/body/skin/"),
        ("bleeding wound", "bleedingwounds.html"),
        ("Stiff folders", "stiff-folders/"),
        ("post offices", "x/12345.htm"),
    ]
    assert [link.title for link in inline_links(spanish)] == ["piel", "herida abierta"]


def test_lists_nest(english: Article) -> None:
    (bullets,) = (block for block in english.blocks if isinstance(block, Bullets))
    assert [plain_text(item.inlines) for item in bullets.items] == [
        "New sheets. Their edges are sharp.",
        "Stiff folders, above all in dry rooms, such as",
        "Envelopes",
    ]
    (inner,) = bullets.items[1].nested
    assert [plain_text(item.inlines) for item in inner.items] == ["archives", "post offices (also called mail rooms)"]
    assert [plain_text(item.inlines) for item in inner.items[0].nested[0].items] == ["old ones"]


def test_labels_are_bold(english: Article) -> None:
    (bullets,) = (block for block in english.blocks if isinstance(block, Bullets))
    assert isinstance(bullets.items[0].inlines[0], Strong)
    assert plain_text(bullets.items[0].inlines[:1]) == "New sheets."


def test_text_is_not_markup() -> None:
    words = r"Take 2 < 3 & 4 > 1 &amp; `code` \* <b>bold</b> [a](b) ![c](d) 100% #5"
    assert said(article(words + "\n\n    indented words, and a sentence.")) == [
        words,
        "indented words, and a sentence.",
    ]


def test_a_list_that_begins_late_keeps_its_numbers() -> None:
    assert said(article("First.\n\n7. seven\n8. eight"))[1:] == ["7. seven", "8. eight"]
    (bullets,) = article("First.\n\n1. one\n2. two").blocks[1:]
    assert isinstance(bullets, Bullets)
    assert bullets.ordered
    assert len(bullets.items) == 2


def test_words_are_composed_and_spaces_single() -> None:
    assert said(article("El nin\u0303o\u00a0 se  corto\u0301\u200b ayer.")) == ["El niño se cortó ayer."]


# --------------------------------------------------------------------------- links


def test_sections_have_neutral_ids_and_the_pages_headings(english: Article, spanish: Article) -> None:
    assert [(s.id, s.title) for s in english.sections] == [
        ("start-here", "Start Here"),
        ("journal-articles", "Journal Articles"),
        ("other:paper-through-the-ages", "Paper Through the Ages"),
        ("encyclopedia", "MEDICAL ENCYCLOPEDIA"),
        ("related-topics", "Related Health Topics"),
        ("institute", "National Institutes of Health"),
        ("magazine", "NIH MedlinePlus Magazine"),
    ]
    assert [s.id for s in spanish.sections] == ["start-here", "related-topics", "institute"]


def test_organization_stands_on_the_same_line_or_a_later_one(english: Article) -> None:
    assert [(link.title, link.organizations) for link in links(english, "start-here")] == [
        ("Small Cuts", ("Society for Hands, Fingers & Nails",)),
        ("What Is an Edge?", ("Hand Institute (HI)",)),
        ("Tape (Kinds of)", ("Tape Museum",)),
        ("Paste", ()),
    ]


def test_also_in_lines_are_the_links_other_address(english: Article, spanish: Article) -> None:
    start = links(english, "start-here")
    assert start[0].alternates == (Alternate("es", "https://example.org/es/cuts?p=1"),)
    assert start[2].alternates == (Alternate("es", "https://example.org/es/cinta"),)
    assert start[1].alternates == start[3].alternates == ()
    assert links(spanish, "start-here")[0].alternates == (Alternate("en", "https://example.org/cuts?p=1"),)


def test_kind_of_page_is_a_mark(english: Article) -> None:
    assert [link.marks for link in links(english, "start-here")] == [(), ("pdf",), (), ()]


def test_line_that_explains_a_section_is_no_link(english: Article) -> None:
    assert [link.title for link in links(english, "journal-articles")] == [
        "Article: Sheets and fingers in patients...",
        "Paper Cuts -- see more articles",
    ]


def test_institute_has_its_organization_for_title(english: Article, spanish: Article) -> None:
    assert [link.title for link in links(english, "institute")] == ["Hand Institute"]
    assert [link.title for link in links(spanish, "institute")] == ["Instituto de Manos"]


def test_title_may_stand_above_its_address(english: Article) -> None:
    (link,) = links(english, "magazine")
    assert link.title == "A Very Long Title About Wards That Have Done Away With Their Paper"


def test_same_address_keeps_all_its_titles(english: Article) -> None:
    address = "https://medlineplus.gov/bleedingwounds.html"
    assert {
        link.title for link in (*links(english, "related-topics"), *inline_links(english)) if link.address == address
    } == {
        "Bleeding",
        "bleeding wound",
    }


def test_words_behind_a_link_that_are_no_note_stay_in_its_title() -> None:
    found = article(
        "It stings.\n\nStart Here\n\n- One [<https://a.org/1>]\n- Two [<https://a.org/2>] and a half (Three)"
    )
    assert [(link.title, link.organizations) for link in links(found, "start-here")] == [
        ("One", ()),
        ("Two and a half (Three)", ()),
    ]


def test_known_heading_over_plain_text_opens_no_links() -> None:
    found = article("It stings.\n\nSymptoms\n\n- Red skin\n- A sore [<https://a.org/sore>] that lasts\n\nSee a doctor.")
    assert found.sections == ()
    assert [type(block) for block in found.blocks] == [Paragraph, Heading, Bullets, Paragraph]


def test_tracking_is_stripped() -> None:
    found = article("Some [<https://a.org/x?utm_source=m&b=1&utm_medium=n#f>] sting.")
    assert [link.address for link in inline_links(found)] == ["https://a.org/x?b=1#f"]


def test_address_wrapped_inside_its_brackets_is_whole() -> None:
    found = article("Some [<https://a.org/a-long-way-\nto-go?x=1>] sting.")
    assert [link.address for link in inline_links(found)] == ["https://a.org/a-long-way-to-go?x=1"]


def test_what_is_no_web_address_stays_text() -> None:
    found = article("Some [<javascript:alert(1)>] sting and [<mailto:a@example.org>] others [<>] not.")
    assert inline_links(found) == []
    assert said(found) == ["Some [javascript:alert(1)] sting and [mailto:a@example.org] others [] not."]


# --------------------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("Paper Cuts\n\nThey sting.", SourceError, "does not say its address"),
        ("URL of this page: <https://example.org/x.html>\n\nX\n\nY.", SourceError, "example.org"),
        ("URL of this page: <https://medlineplus.gov/x.html>", SourceError, "no title"),
        ("URL of this page: <https://medlineplus.gov/x.html>\n\n- a\n- b", SourceError, "no title"),
        (HEAD, ContentError, "'Paper Cuts' has no text"),
        (HEAD + "Start Here\n\n- One [<https://a.org/1>]", ContentError, "has no text"),
        (HEAD + "It stings [<https://a.org/1", SourceError, "cut off"),
        (HEAD + "It stings.\n\nStart Here\n\n- One [<https://a.org/1>]\n- Two", SourceError, "no address: 'Two'"),
        (HEAD + "It stings.\n\n" + "".join("  " * n + "- a\n" for n in range(99)), SourceError, "lists"),
        (HEAD + "It\0stings.", SourceError, "binary"),
        (HEAD + "El ni\ufffdo.", SourceError, "damaged"),
        (HEAD + "El niÃ±o.", SourceError, "damaged"),
    ],
)
def test_unusable_text_is_a_clear_error(text: str, error: type[HandoutError], says: str) -> None:
    with pytest.raises(error, match=re.escape(says)) as caught:
        to_topic(text, place="page.txt")
    assert "page.txt" in str(caught.value)


pieces = st.sampled_from(
    [
        "\n",
        "\n\n",
        "- ",
        "  - ",
        "1. ",
        "**",
        "*",
        "[<",
        ">]",
        "[<https://a.org/x>]",
        " (Org)",
        "(",
        ")",
        "Start Here",
        "Also in Spanish ",
        "También en inglés ",
        "Paper",
        "paper cuts ",
        "?",
        ".",
        ", ",
        "National Institutes of Health",
        "Related Health Topics",
        "# ",
        "→",
        "is the ",
        "[<https://medlineplus.gov/disclaimers.html>]",
        " - PDF",
        "\u00a0",
        "URL of this page: <https://medlineplus.gov/spanish/x.html>",
        "e\u0301",
        "\ufeff",
        "    ",
        "\t",
        "[<https://[>]",
    ]
)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(pieces | st.text(max_size=8), max_size=40).map("".join))
@example("Start Here\n\n- (Org)\n\nAlso in Spanish [<https://a.org/x>]")
def test_any_text_is_a_topic_or_a_clear_error(text: str) -> None:
    try:
        found = article("It stings.\n\n" + text)
    except (ContentError, SourceError):
        return
    assert said(found)
    assert all(link.title and link.address for link in inline_links(found))
    assert all(link.title and link.address for section in found.sections for link in section.links)


# --------------------------------------------------------------------------- the real page


@pytest.fixture(scope="module")
def seed(shared: Path) -> Article:
    return load_topic(shared / SEED).articles["en"]


def test_seed_has_its_71_addresses(shared: Path, seed: Article) -> None:
    """Of the 71, one is the page's own and two stand in the small print; the other 68 are in the topic."""
    written = set(re.findall(r"<(http[^>]+)>", (shared / SEED).read_text(encoding="utf-8")))
    assert len(written) == 71
    own = {seed.address, "https://medlineplus.gov/disclaimers.html", "https://medlineplus.gov/criteria.html"}
    in_sections = [link for section in seed.sections for link in section.links]
    found = {link.address for link in (*inline_links(seed), *in_sections)}
    found |= {twin.address for link in in_sections for twin in link.alternates}
    assert found == written - own
    assert len(found) == 68


def test_seed_has_its_sections(seed: Article) -> None:
    assert [(section.id, len(section.links)) for section in seed.sections] == [
        ("start-here", 7),
        ("related-issues", 10),
        ("specifics", 3),
        ("statistics", 3),
        ("clinical-trials", 1),
        ("journal-articles", 4),
        ("reference-desk", 6),
        ("find-an-expert", 2),
        ("children", 3),
        ("teenagers", 1),
        ("encyclopedia", 2),
        ("related-topics", 2),
        ("institute", 1),
        ("magazine", 2),
    ]


def test_seed_titles_organizations_and_alternates_are_as_written(shared: Path, seed: Article) -> None:
    text = (shared / SEED).read_text(encoding="utf-8")
    lists = text[text.index("\nStart Here\n") : text.index("MEDICAL ENCYCLOPEDIA")]
    everything = [link for section in seed.sections[:-4] for link in section.links]
    assert [link.title for link in everything] == re.findall(r"^- (.+?) \[<", lists, re.MULTILINE)
    assert [name for link in everything for name in link.organizations] == re.findall(r">\]\s*\((.+?)\)", lists)
    twins = [(twin.lang, twin.address) for link in everything for twin in link.alternates]
    assert twins == [("es", address) for address in re.findall(r"Also in Spanish \[<(.+?)>\]", lists)]
    assert (len(everything), len(twins)) == (40, 19)


def test_seed_boxes_are_as_written(seed: Article) -> None:
    assert [[link.title for link in section.links] for section in seed.sections[-4:-1]] == [
        ["Genes", "Genetics"],
        ["Genetic Disorders", "Genetic Testing"],
        ["National Human Genome Research Institute"],
    ]


def test_seed_inline_links_have_the_words_a_reader_would_underline(seed: Article) -> None:
    assert [link.title for link in inline_links(seed)] == [
        "Genes",
        "DNA",
        "genetic disorder",
        "Genome editing",
        "Cell-based gene therapy",
        "Leber congenital amaurosis",
        "Spinal muscular atrophy",
    ]


def test_seed_loses_no_word_of_its_text(shared: Path, seed: Article) -> None:
    text = (shared / SEED).read_text(encoding="utf-8")
    summary = text[text.index("What are genes?") : text.index("\nStart Here\n")]
    words = re.sub(r"\[<[^>]*>\]|\*\*|^\s*- ", "", summary, flags=re.MULTILINE)
    assert "".join(words.split()) == "".join("".join(said(seed)).split())
    assert re.findall(r"\w+", words) == re.findall(r"\w+", " ".join(said(seed)))


def test_seed_headings_are_its_four_questions(seed: Article) -> None:
    headings = [plain_text(block.inlines) for block in seed.blocks if isinstance(block, Heading)]
    assert len(headings) == 4
    assert all(heading.endswith("?") for heading in headings)
