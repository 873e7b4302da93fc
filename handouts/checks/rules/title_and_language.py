"""The document has a title, shows it, and says which language it is in.

What: The metadata hold a title (dc:title) that is no file name; the window shows it; the document's language is a
language tag. Where it is known what the handout meant, title and languages must be those, and the title in each
language.

Why: The title is the first thing a screen reader says and what a tab or a list of files shows. Without a language the
reader speaks in the voice of its last user.

Limits: It cannot tell whether the title says what the document is about.

Source: ISO 14289-1:2014, 7.1 and 7.2; ISO 14289-2:2024, 8.11.1; WCAG 2.2, 2.4.2 and 3.1.1; BCP 47.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.facts import Facts
from handouts.checks.places import DOCUMENT
from handouts.checks.report import Finding
from handouts.checks.subject import Subject
from handouts.checks.tags import is_language_tag
from handouts.checks.words import plain, quoted, same_language

NEEDS = ""

_FILE_NAME = re.compile(
    r"(?i)^(untitled|document\s?\d*|microsoft (word|powerpoint) - .*|.*\.(docx?|pptx?|html?|pdf|indd|odt))$"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with title and language."""
    facts = subject.facts
    yield from _title(facts)
    yield from _language(facts)
    if subject.expected is not None:
        yield from _as_meant(facts, subject.expected.title, subject.expected.languages)
        yield from _titles_as_meant(facts, subject.expected.titles)


def _title(facts: Facts) -> Iterator[Finding]:
    titles = facts.metadata.titles
    if not titles:
        known = facts.metadata.info.get("Title", "")
        also = f"; only the old information dictionary says {quoted(known)}" if known else ""
        yield _fail(f"the metadata (XMP) have no title (dc:title){also}", "Set a title and save it in the XMP metadata")
    for title in dict.fromkeys(titles.values()):
        if _FILE_NAME.match(title):
            yield _fail(
                f"the title {quoted(title)} is a file name", "Give the document a title that says what it is about"
            )
    if not facts.metadata.display_title:
        yield _fail(
            "the window shows the file's name in place of the title", "Set DisplayDocTitle in the viewer preferences"
        )


def _language(facts: Facts) -> Iterator[Finding]:
    lang = facts.metadata.lang
    if not lang:
        yield _fail("the document does not say which language it is in", "Set /Lang in the catalogue")
    elif not is_language_tag(lang):
        yield _fail(f"the document's language {quoted(lang)} is no language tag", "Use a tag such as en or es-US")


def _as_meant(facts: Facts, title: str, languages: tuple[str, ...]) -> Iterator[Finding]:
    titles = facts.metadata.titles
    if titles and plain(title) not in map(plain, titles.values()):
        said = next(iter(titles.values()))
        yield _fail(f"the title is {quoted(said)}, not {quoted(title)}", "Take the title from the handout")
    lang = facts.metadata.lang or ""
    if lang and languages and not same_language(lang, languages[0]):
        yield _fail(f"the document's language is {lang}, not {languages[0]}", "Set the language on the root element")
    known = facts.metadata.languages
    missing = [tag for tag in languages if not any(same_language(said, tag) for said in known)]
    if known and missing:
        yield _fail(f"the metadata (dc:language) leave out {', '.join(missing)}", "Name every language in the metadata")


def _titles_as_meant(facts: Facts, meant: Mapping[str, str]) -> Iterator[Finding]:
    for lang, title in meant.items():
        said = facts.metadata.titles.get(lang, "")
        if plain(said) != plain(title):
            yield _fail(
                f"the title in {lang} is {quoted(said)}, not {quoted(title)}", "Take the title from the handout"
            )


def _fail(message: str, hint: str) -> Finding:
    return Finding("", "fail", DOCUMENT, message, hint)
