"""Which words and sentences are hard, and what is no patient's text."""

from __future__ import annotations

import pytest

from handouts.errors import ContentError
from handouts.model import Article, Bullets, Heading, Item, Link, LinkSection, Paragraph, Provenance, Text
from handouts.sources import builtin, medlineplus_xml
from handouts.translation.reading import level
from handouts.translation.reading.level import level_of, plain_words
from handouts.translation.reading.sentences import sentences_of, to_sentences

HARD = (
    "Your physician may recommend that you discontinue the medication immediately if you experience any symptom of an "
    "allergic reaction, including but not limited to difficulty breathing. Rest."
)


def article(*blocks, lang: str = "en") -> Article:
    sections = (LinkSection("start-here", "Start", (Link("https://x.example", "Incomprehensibilities", lang),)),)
    return Article(lang, "Title", blocks, Provenance("S", "local", "", "sample"), sections=sections)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def split(text: str, lang: str = "en") -> list[str]:
    return [sentence.text for sentence in to_sentences([text], lang)]


def test_only_the_running_text_is_counted():
    blocks = (Heading(2, (Text("Considerations"),)), paragraph("Rest. Drink water."), Bullets((Item((Text("eat"),)),)))
    assert [sentence.text for sentence in sentences_of(article(*blocks))] == ["Rest.", "Drink water.", "eat"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Call Dr. Ruiz. Then rest.", ["Call Dr. Ruiz.", "Then rest."]),
        ("Below 5.7% is normal. 911 helps.", ["Below 5.7% is normal.", "911 helps."]),
        ("Is it high? Ask! Then go", ["Is it high?", "Ask!", "Then go"]),
        ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
        ("…", []),
    ],
)
def test_sentences(text, parts):
    assert split(text) == parts


def test_spanish_sentences():
    assert split("¿Le duele? ¡Llame! Vive en EE. UU. con la Dra. Paz.", "es") == [
        "¿Le duele?",
        "¡Llame!",
        "Vive en EE. UU. con la Dra. Paz.",
    ]


def test_the_hardest_sentence_and_plain_words_are_named():
    found = level(article(paragraph(HARD)))
    assert found.hardest[0].text.startswith("Your physician")
    assert {"physician": "doctor", "discontinue": "stop"}.items() <= {w.word: w.plain for w in found.long_words}.items()
    assert [score.name for score in found.scores] == ["Flesch–Kincaid grade", "SMOG"]
    assert not any(score.met for score in found.scores)


def test_advice_is_what_would_really_help():
    found = level(article(paragraph(HARD)))
    before = found.scores[0].value
    *told, last = found.advice
    for line in told:
        assert f"from {before} to " in line
        assert float(line.rpartition(" to ")[2]) < before
    assert last.startswith("Use fewer words of three syllables and more, which SMOG counts: there are 11")
    assert any("plain words" in line for line in found.advice)
    assert any("Split the 1 sentence" in line for line in found.advice)


def test_the_most_long_words_that_smog_allows():
    """McLaughlin's formula by hand: 30 sentences may have 13: these give 6.89, and 14 give 7.03."""
    found = level(article(*[paragraph("Vaccination helps.")] * 15, *[paragraph("Rest.")] * 15))
    assert found.scores[1].value == 7.2
    assert [line for line in found.advice if "SMOG" in line] == [
        "Use fewer words of three syllables and more, which SMOG counts: there are 15, and the 6th grade has at most 13"
        " in as many sentences"
    ]


def test_an_easy_text_needs_no_advice():
    assert level(article(paragraph("Rest. Drink water. Go to bed."))).advice == ()


def test_no_sentence_is_an_error_that_says_so():
    with pytest.raises(ContentError, match="no sentence"):
        level_of((), "en")


def test_a_language_without_formulas():
    assert level(article(paragraph("Repos."), lang="fr")) is None


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_lists_of_plain_words(lang):
    words = plain_words(lang)
    assert len(words) > 80
    assert all(word == word.lower().strip() and plain.strip() and word != plain for word, plain in words.items())


@pytest.mark.parametrize("name", builtin.ids())
def test_our_own_topics_are_easy_in_both_languages(name):
    for lang, one in builtin.load_topic(name).articles.items():
        found = level(one)
        assert found.scores[0].met, (name, lang, found.scores)
        assert len(found.hardest) <= 10


def test_real_topics(samples):
    """The figures of real topics, printed: two formulas a language, and they do not agree."""
    for title in ("A1C", "Acne", "Acupuncture"):
        topic = medlineplus_xml.load_topic(samples / "mplus_topics_2024-08-30_sample.xml", title)
        for lang, one in topic.articles.items():
            found = level(one)
            print(title, lang, found.counts, [(score.name, score.value, score.band) for score in found.scores])
            assert all(-5 < score.value < 120 for score in found.scores)
