"""Every form says everything that the handout has to say, each thing in its language's part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

import lxml.html
import pytest

from handouts.compose.composing import compose
from handouts.compose.handout import Handout, Passage, Run, Words
from handouts.compose.request import Request
from handouts.errors import RequestError
from handouts.languages import language
from handouts.render.forms import Means, form, forms
from handouts.sources import builtin, medlineplus_xml

# What a form shows, and what is not for a reader. A new field of Handout belongs into one of the two, and then into
# the forms.
SHOWN = {
    "languages",
    "drafts",
    "mastheads",
    "rows",
    "sections",
    "omitted",
    "citations",
    "clinic",
    "worksheets",
    "personal",
}
NOT_SHOWN = {
    "topic_id",  # the file's name
    "layout",  # how paper is divided; the web page keeps to it where a screen can
    "paper",
    "edition",  # how large paper is printed; the print style of the web page keeps to it
    "parts",  # the same links again, by language
    "apart",
    "subjects",  # a PDF's metadata
    "created",
    "modified",
    "provenances",  # the record
    "pairing",
    "confidence",
}

WORKSHEET_WORDS = {
    "en": (
        "What I need to do",
        "In my own words",
        "When will I call the clinic or get help?",
        "My notes and questions",
    ),
    "es": ("Lo que tengo que hacer", "En mis propias palabras", "¿De qué trata esta hoja?", "Mis notas y preguntas"),
}


def words(runs: Sequence[Run]) -> str:
    return "".join(run.text if isinstance(run, Words) else words(run.inlines) for run in runs)


def passages(passage: Passage) -> Iterator[str]:
    if passage.inlines:
        yield words(passage.inlines)
    for entry in passage.entries:
        yield words(entry.inlines)
        for inner in entry.nested:
            yield from passages(inner)


def said(handout: Handout, at: int) -> Iterator[str]:
    """Yield what is to be said in one of the languages, addresses apart."""
    lang, citation, head = handout.languages[at], handout.citations[at], handout.mastheads[at]
    yield from (head.title, *head.synonyms)
    for row in handout.rows:
        for passage in row.cells[at]:
            yield from passages(passage)
    for section in handout.sections:
        for reference in section.references if at < len(section.titles) else ():
            for target in reference.targets:
                if target.lang == lang:
                    yield from (section.titles[at], target.title, *target.organizations)
    yield from (citation.text, citation.acknowledgement, *citation.notices, citation.disclaimer, *citation.attribution)
    if handout.drafts:
        yield {"en": "DRAFT", "es": "BORRADOR"}[lang]
        yield {
            "en": "The Spanish text is not final. Do not give it to a patient yet.",
            "es": "El texto en español no es definitivo. Todavía no se debe entregar a un paciente.",
        }[lang]
    if handout.clinic:
        yield from (handout.clinic.names[lang], handout.clinic.notices[lang], handout.clinic.telephone)
        yield from (handout.clinic.hours[lang], *handout.clinic.addresses.values())
    if handout.personal:
        yield from (handout.personal.name, language(lang).date(handout.personal.day))
        yield from handout.personal.notes.get(lang, "").split("\n\n")


def addresses(handout: Handout) -> Iterator[str]:
    for section in handout.sections:
        for reference in section.references:
            for target in (*reference.targets, *reference.elsewhere):
                yield target.address
    for citation in handout.citations:
        if citation.page:
            yield citation.page.address


class Heard:
    """What would be written in braille, per language."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.addresses: list[str] = []

    def __call__(self, tag, texts, *, contracted, address=False):  # noqa: ARG002
        if address:
            self.addresses += texts
        else:
            self.texts.setdefault(tag, []).extend(texts)
        return tuple("\u2801" for _ in texts)


def test_every_field_of_a_handout_is_shown_or_not_for_a_reason():
    assert {field.name for field in fields(Handout)} == SHOWN | NOT_SHOWN


def missing(wanted: Iterable[str], text: str) -> list[str]:
    plain = " ".join(text.split())
    return [one for one in wanted if " ".join(one.split()) not in plain]


@pytest.mark.parametrize("languages", [("en", "es"), ("es", "en"), ("en",), ("es",)])
def test_plain_text_says_everything(rich, languages):
    handout = rich(*languages)
    text = form("txt").to_bytes(handout, Means(Heard())).decode()
    for part, at in zip(text.split("=" * 72), range(len(languages)), strict=True):
        assert missing(said(handout, at), part.replace("work harder [1]", "work harder")) == []
        assert missing(iter(WORKSHEET_WORDS[languages[at]]), part) == []
    assert missing(addresses(handout), text) == []


@pytest.mark.parametrize("languages", [("en", "es"), ("es", "en"), ("en",), ("es",)])
def test_the_web_page_says_everything(rich, languages):
    handout = rich(*languages)
    page = lxml.html.document_fromstring(form("html").to_bytes(handout, Means(Heard())))
    text = " ".join(page.find("body").itertext()).replace("work harder \xa0[1]", "work harder").replace(" .", ".")
    for at in range(len(languages)):
        assert missing(said(handout, at), text) == []
        assert missing(iter(WORKSHEET_WORDS[languages[at]]), text) == []
    assert set(addresses(handout)) <= {link.get("href") for link in page.iter("a")}


@pytest.mark.parametrize("name", ["brf", "brf-uncontracted"])
@pytest.mark.parametrize("languages", [("en", "es"), ("es", "en"), ("en",), ("es",)])
def test_braille_says_everything(rich, languages, name):
    handout, heard = rich(*languages), Heard()
    form(name).to_bytes(handout, Means(heard))
    for at, lang in enumerate(languages):
        text = " ".join(heard.texts[lang]).replace("work harder (1)", "work harder")
        assert missing(said(handout, at), text) == []
        assert "(PDF)" in text or "(Video)" in text
        assert any(question in text for question in WORKSHEET_WORDS[lang][2:])
    assert {one.removeprefix("https://").removesuffix("/") for one in addresses(handout)} <= set(heard.addresses)


def check_everything(handout: Handout) -> None:
    heard = Heard()
    form("brf").to_bytes(handout, Means(heard))
    text = form("txt").to_bytes(handout, Means(heard)).decode()
    page = lxml.html.document_fromstring(form("html").to_bytes(handout, Means(heard))).find("body").text_content()
    for at, part in enumerate(text.split("=" * 72)):
        wanted = list(said(handout, at))
        for form_, read in (("txt", part), ("brf", " ".join(heard.texts[handout.languages[at]])), ("html", page)):
            plain = re.sub(r"\s?[\[(]\d+[\])]", "", read)
            assert missing((re.sub(r"\s?[\[(]\d+[\])]", "", one) for one in wanted), plain) == [], form_
    assert missing(addresses(handout), text) == []


@pytest.mark.parametrize("topic", [topic.id for topic in builtin.topics()])
@pytest.mark.parametrize("layout", ["side-by-side", "stacked", "back-to-back", "key"])
def test_every_layout_of_every_topic_is_whole_in_every_form(topic, layout):
    check_everything(compose(builtin.load_topic(topic), Request(("es", "en"), layout)))


def test_real_topics_are_whole_in_every_form(shared):
    source = shared / "samples" / "mplus_topics_2024-08-30_sample.xml"
    names = dict.fromkeys(listed.id for listed in medlineplus_xml.list_topics(source))
    for name in names:
        topic = medlineplus_xml.load_topic(source, name)
        for lang in topic.articles:
            check_everything(compose(topic, Request((lang,), "single")))
        if {"en", "es"} <= set(topic.articles):
            for layout in ("side-by-side", "back-to-back", "key"):
                check_everything(compose(topic, Request(("en", "es"), layout)))
    assert len(names) > 2


def test_the_walk_sees_what_is_left_out(rich):
    handout = rich("en", "es")
    text = form("txt").to_bytes(handout, Means(Heard())).decode().replace(" [1]", "")
    assert set(missing(said(handout, 0), text.replace("sodium", ""))) == {"Read the label. Look for the word sodium."}


# ----- the forms there are


def test_the_forms_are_found_by_listing_their_folder():
    assert list(forms()) == ["brf", "brf-uncontracted", "html", "txt"]
    assert len({one.SUFFIX for one in forms().values()}) == len(forms())
    assert all(one.SAYS and one.SUFFIX.startswith(".") for one in forms().values())


def test_an_unknown_form_is_named_with_those_there_are():
    with pytest.raises(RequestError, match=r"no format 'docx'.*pdf, brf, brf-uncontracted, html, txt"):
        form("docx")


@pytest.mark.parametrize("name", ["html", "txt"])
def test_the_same_handout_gives_the_same_bytes(rich, name):
    one, other = (form(name).to_bytes(rich("en", "es"), Means(Heard())) for _ in range(2))
    assert one == other


def test_a_form_says_nothing_of_a_patient_where_nobody_is_named(make_handout):
    for name in ("html", "txt"):
        text = form(name).to_bytes(make_handout("en", "es"), Means(Heard())).decode()
        assert "For:" not in text
        assert "A note for you" not in text
