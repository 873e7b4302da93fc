"""The built-in topics: both languages say the same, in plain words, and lead where the page they follow leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.model import Anchor, Article, Block, Bullets, Heading, Topic, anchors, plain_text, runs
from handouts.resources import topics
from handouts.sources.markdown import list_topics, load_page, load_po, load_topic, to_catalogue, to_po, to_translations

NAMES = ("flu-vaccine", "genes-and-gene-therapy", "high-blood-pressure", "type-2-diabetes")
LOADED = {name: load_topic(topics() / name, languages=["es"]) for name in NAMES}
both_languages = pytest.mark.parametrize("lang", ["en", "es"])
every_topic = pytest.mark.parametrize("name", NAMES)


def words_of(article: Article) -> list[str]:
    """Return each run of running text as plain words."""
    return [plain_text(run) for block in article.blocks for run in runs(block)]


def inline_links(article: Article) -> Iterator[Anchor]:
    for block in article.blocks:
        for run in runs(block):
            yield from anchors(run)


def addresses(topic: Topic) -> set[str]:
    """Return every address that the topic leads to, in either language."""
    links = [link for article in topic.articles.values() for section in article.sections for link in section.links]
    links += [anchor.link for article in topic.articles.values() for anchor in inline_links(article)]
    return {link.address for link in links} | {other.address for link in links for other in link.alternates}


# --------------------------------------------------------------------------- what there is


def test_the_built_in_topics_are_these() -> None:
    assert list_topics(topics()) == NAMES


@every_topic
def test_both_languages_say_that_they_are_samples(name: str) -> None:
    for article in LOADED[name].articles.values():
        assert article.provenance.state == "sample"
        assert article.provenance.provider == "local"
        assert article.provenance.source
        assert article.provenance.reviewer == ""
    assert "sample" in (topics() / name / "en.md").read_text(encoding="utf-8").split("\n")[1]
    assert "not been reviewed by a qualified translator" in (topics() / name / "en.md").read_text(encoding="utf-8")


@every_topic
def test_the_titles_are_the_ones_promised(name: str) -> None:
    titles = {
        "flu-vaccine": ("Flu Vaccine", "Vacuna contra la gripe"),
        "genes-and-gene-therapy": ("Genes and Gene Therapy", "Genes y terapia génica"),
        "high-blood-pressure": ("High Blood Pressure", "Presión arterial alta"),
        "type-2-diabetes": ("Type 2 Diabetes", "Diabetes tipo 2"),
    }
    assert tuple(article.title for article in LOADED[name].articles.values()) == titles[name]


# --------------------------------------------------------------------------- Spanish beside English


@every_topic
def test_the_spanish_is_in_step_with_the_english(name: str) -> None:
    folder = topics() / name
    page, po = load_page(folder / "en.md"), load_po(folder / "es.po")
    translations = to_translations(page, po)
    assert {translation.state for translation in translations} == {"translated"}
    assert [(entry.context, entry.source) for entry in po.entries] == [(t.unit.id, t.unit.source) for t in translations]
    text = (folder / "es.po").read_text(encoding="utf-8")
    assert "#~" not in text
    assert "fuzzy" not in text


@every_topic
def test_the_po_file_is_as_the_program_writes_it(name: str) -> None:
    folder = topics() / name
    page, po = load_page(folder / "en.md"), load_po(folder / "es.po")
    catalogue = to_catalogue(page, "es")
    for translation in to_translations(page, po):
        message = catalogue.get(translation.unit.source, translation.unit.id)
        assert message
        message.string = translation.text
    text = (folder / "es.po").read_text(encoding="utf-8")
    assert text[text.index("msgid") :] == to_po(catalogue, po.credits)


def shape(block: Block) -> object:
    """Return a block's kind without its words."""
    if isinstance(block, Heading):
        return block.level
    if isinstance(block, Bullets):
        return [block.ordered, *([shape(inner) for inner in item.nested] for item in block.items)]
    return "paragraph"


@every_topic
def test_the_two_articles_stand_block_by_block(name: str) -> None:
    english, spanish = LOADED[name].articles.values()
    assert [shape(block) for block in english.blocks] == [shape(block) for block in spanish.blocks]


NUMBER = re.compile(r"\d[\d,./:%]*\d%?|\d%?")


@every_topic
def test_numbers_are_the_same_in_both_languages(name: str) -> None:
    english, spanish = (words_of(article) for article in LOADED[name].articles.values())
    for one, other in zip(english, spanish, strict=True):
        assert sorted(NUMBER.findall(one)) == sorted(NUMBER.findall(other)), (one, other)


UNITS = ("mm Hg", "mg/dL", "%", "911", "A1C", "DASH", "CRISPR-Cas9", "FDA", "ADN")


@every_topic
def test_units_and_names_are_the_same_in_both_languages(name: str) -> None:
    english, spanish = (words_of(article) for article in LOADED[name].articles.values())
    for one, other in zip(english, spanish, strict=True):
        for unit in UNITS:
            assert one.replace("DNA", "ADN").count(unit) == other.count(unit), (unit, one, other)


@every_topic
def test_spanish_punctuation_opens_and_closes(name: str) -> None:
    article = LOADED[name].articles["es"]
    texts = [article.title, *words_of(article), *(link.title for s in article.sections for link in s.links)]
    for text in texts:
        assert text.count("¿") == text.count("?"), text
        assert text.count("¡") == text.count("!"), text
        assert not re.search(r"[“”]", text) or text.count("“") == text.count("”"), text


@every_topic
def test_questions_are_questions_in_both_languages(name: str) -> None:
    english, spanish = (words_of(article) for article in LOADED[name].articles.values())
    for one, other in zip(english, spanish, strict=True):
        assert one.count("?") == other.count("?"), (one, other)
        assert one.endswith("?") == other.startswith("¿"), (one, other)


TU = re.compile(
    r"\b(tú|tu|tus|te|ti|contigo|tuy[oa]s?|vos|eres|estás|tienes|puedes|debes|quieres|necesitas|sientes|sabes|"
    r"vosotros|vuestr[oa]s?|haz|ponte|lávate|pídele|dile|llámanos|siéntate)\b",
    re.IGNORECASE,
)


@every_topic
def test_the_reader_is_usted(name: str) -> None:
    words = " ".join(words_of(LOADED[name].articles["es"]))
    assert not TU.findall(words)
    assert re.search(r"\busted\b", words)


@every_topic
def test_spanish_headings_are_in_sentence_case(name: str) -> None:
    for block in LOADED[name].articles["es"].blocks:
        if isinstance(block, Heading):
            _, *others = re.findall(r"\w+", plain_text(block.inlines))
            assert not any(word[0].isupper() for word in others), plain_text(block.inlines)


ENGLISH = {"the", "and", "with", "your", "you", "for", "is", "are", "of", "to"}


@every_topic
def test_no_english_is_left_in_the_spanish(name: str) -> None:
    words = set(re.findall(r"[a-z]+", " ".join(words_of(LOADED[name].articles["es"])).lower()))
    assert not words & ENGLISH


# --------------------------------------------------------------------------- plain words

VOWELS = re.compile(r"[aeiouy]+")


def english_syllables(word: str) -> int:
    """Return a rough count: groups of vowels, less a silent e."""
    count = len(VOWELS.findall(word.lower()))
    return max(1, count - (word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and count > 1))


def sentences(article: Article) -> list[list[str]]:
    """Return the words of each sentence; a list item without a full stop is one."""
    found = [part for text in words_of(article) for part in re.split(r"(?<=[.?!:])\s+", text)]
    return [words for part in found if (words := re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", part))]


@every_topic
def test_the_english_is_at_sixth_grade(name: str) -> None:
    """Flesch–Kincaid grade (Kincaid 1975), with a rough count of syllables: 6 is meant, 8 is too much."""
    found = sentences(LOADED[name].articles["en"])
    words = [word for sentence in found for word in sentence]
    grade = 0.39 * len(words) / len(found) + 11.8 * sum(map(english_syllables, words)) / len(words) - 15.59
    assert grade <= 6, grade


def spanish_syllables(word: str) -> int:
    """Return a rough count: strong vowels and accented weak ones each make one, and so does a weak one alone."""
    letters = unicodedata.normalize("NFC", word.lower()).replace("qu", "q").replace("gue", "ge").replace("gui", "gi")
    groups = re.findall(r"[aeiouáéíóúü]+", letters)
    return sum(max(1, len(re.findall(r"[aeoáéóíú]", group))) for group in groups) or 1


@every_topic
def test_the_spanish_is_fairly_easy(name: str) -> None:
    """INFLESZ (Barrio-Cantalejo 2008), with a rough count of syllables: 55 to 65 is normal, 65 and more fairly easy."""
    found = sentences(LOADED[name].articles["es"])
    words = [word for sentence in found for word in sentence]
    score = 206.835 - 62.3 * sum(map(spanish_syllables, words)) / len(words) - len(words) / len(found)
    assert score >= 65, score


@every_topic
@both_languages
def test_no_sentence_is_long(name: str, lang: str) -> None:
    for words in sentences(LOADED[name].articles[lang]):
        assert len(words) <= 25, " ".join(words)


@every_topic
@both_languages
def test_a_handout_is_short(name: str, lang: str) -> None:
    assert 350 <= sum(len(text.split()) for text in words_of(LOADED[name].articles[lang])) <= 650


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("genes")])
@both_languages
def test_it_says_when_to_call_911_and_the_clinic(name: str, lang: str) -> None:
    words = " ".join(words_of(LOADED[name].articles[lang]))
    assert {"en": "Call 911", "es": "Llame al 911"}[lang] in words
    assert {"en": "Call your clinic", "es": "Llame a su clínica"}[lang] in words


# --------------------------------------------------------------------------- links


@every_topic
def test_links_of_the_spanish_are_spanish_pages(name: str) -> None:
    english, spanish = LOADED[name].articles.values()
    known = {link.address: link for section in english.sections for link in section.links}
    assert spanish.sections
    for section in spanish.sections:
        for link in section.links:
            assert link.lang == "es"
            assert re.search(r"/(spanish|es|informacion-de-la-salud)/|-en-espanol/", link.address), link.address
            assert link.alternates[0].address in known


@every_topic
def test_one_spanish_page_stands_for_one_english_page(name: str) -> None:
    english = LOADED[name].articles["en"]
    links = [link for section in english.sections for link in section.links]
    links += [anchor.link for anchor in inline_links(english)]
    pairs = {(other.address, link.address) for link in links for other in link.alternates}
    assert len({spanish for spanish, _ in pairs}) == len(pairs)


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("genes")])
def test_a_handout_has_a_handful_of_links(name: str) -> None:
    links = [link for section in LOADED[name].articles["en"].sections for link in section.links]
    assert 8 <= len(links) <= 16
    assert len({link.address for link in links}) == len(links)
    assert all(link.organizations for link in links)
    assert all(link.address.startswith("https://") for link in links)


# --------------------------------------------------------------------------- beside the page the genes follow

REPAIRED = {
    "https://medlineplus.gov/genetics/understanding/dtgenetictesting/ancestrytesting/": (
        "https://medlineplus.gov/genetics/understanding/dtcgenetictesting/ancestrytesting/"
    ),
}
"""Two addresses of the page are misspelt: this one, and %3Aneop for %3Anoexp in the search; the third gives the page
about sequencing for pharmacogenomics."""


@pytest.fixture(scope="module")
def seed(shared: Path) -> str:
    """Return the page "Genes and Gene Therapy" as text."""
    return next((shared / "seeds").glob("000_*.txt")).read_text(encoding="utf-8")


def test_every_address_of_the_page_is_there_or_put_right(seed: str) -> None:
    given = set(re.findall(r"<(https?://[^>]+)>", seed))
    right = {REPAIRED.get(address, address.replace("%3Aneop", "%3Anoexp")) for address in given}
    assert len(given) == 71
    assert given & addresses(LOADED["genes-and-gene-therapy"]) == given & right
    assert right <= addresses(LOADED["genes-and-gene-therapy"])
    assert len(given - right) == 2


def test_sequencing_and_pharmacogenomics_have_each_their_spanish_page() -> None:
    links = {
        link.address.rsplit("/", 1)[-1]: link.alternates
        for section in LOADED["genes-and-gene-therapy"].articles["en"].sections
        for link in section.links
    }
    assert links["sequencing"][0].address.endswith("/pruebas/secuenciacion/")
    assert "farmacogenomica" in links["pharmacogenomics"][0].address


def test_every_link_of_the_page_keeps_its_title_and_publisher(seed: str) -> None:
    links = {
        link.address: link
        for section in LOADED["genes-and-gene-therapy"].articles["en"].sections
        for link in section.links
    }
    listed = re.findall(r"^- ([^*\[\n]+?) \[<(https?://[^>]+)>\][ ]*(?:\n?[ ]*\(([^)\n]+)\))?", seed, re.MULTILINE)
    listed = [found for found in listed if found[0] not in ("Genome editing", "Cell-based gene therapy")]
    checked = [found for found in listed if not found[1].endswith(("amaurosis/", "atrophy/"))]
    assert len(checked) >= 40
    for title, address, publisher in checked:
        link = links[REPAIRED.get(address, address.replace("%3Aneop", "%3Anoexp"))]
        assert link.title == title
        assert publisher in ("", *link.organizations)


def test_sections_stand_in_the_page_s_order(seed: str) -> None:
    titles = [section.title for section in LOADED["genes-and-gene-therapy"].articles["en"].sections]
    assert titles.pop() == "About MedlinePlus"
    places = [re.search(rf"^{re.escape(title)}\s*$", seed, re.MULTILINE | re.IGNORECASE) for title in titles]
    assert [place.start() for place in places if place] == sorted(place.start() for place in places if place)
    assert all(places)


def grams(text: str, size: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[at:] for at in range(size)), strict=False))


@every_topic
def test_the_sentences_are_our_own(name: str, shared: Path) -> None:
    files = [*(shared / "seeds").glob("*.txt"), *(shared / "samples").glob("*.xml")]
    theirs = grams(" ".join(re.sub(r"<[^>]*>|&\w+;", " ", path.read_text(encoding="utf-8")) for path in files))
    for article in LOADED[name].articles.values():
        for text in words_of(article):
            assert not grams(text) & theirs, text
