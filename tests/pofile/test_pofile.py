"""PO files: what is written is read again, byte for byte, and a review covers the reviewed words alone."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.pofile import Credits, Entry, Po, digest, load_po, parse_po, sealed, standing, to_text

BY = Credits("Ana Ruiz", "Luis Paz", "CHI", "draft", date(2026, 5, 6), reviewed=date(2026, 5, 7))

words = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=120).map(
    lambda text: unicodedata.normalize("NFC", text)
)
notes = st.lists(st.from_regex(r"[A-Za-zñ]{1,20}", fullmatch=True), max_size=2).map(tuple)
entries = st.builds(
    Entry, st.from_regex(r"[a-z]{1,8}(-[0-9])?", fullmatch=True), words, words, st.booleans(), previous=words
)


def po(*found: Entry, gone: tuple[Entry, ...] = (), by: Credits = BY) -> Po:
    return Po("es", "x.po", "", by, found, gone)


def unnumbered(read: Po) -> tuple[Entry, ...]:
    return tuple(replace(entry, line=0) for entry in read.entries)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(entries, min_size=1, max_size=8, unique_by=lambda entry: (entry.context, entry.source)))
def test_what_is_written_is_read_again(found):
    read = parse_po(to_text(po(*found)), "es", "x.po")
    assert unnumbered(read) == tuple(found)
    assert read.credits == BY


def test_everything_about_an_entry_is_kept():
    entry = Entry("wash", "Wash **it**.\tNow", 'Lave "eso" \\ ya', True, 0, "Wash\nit", ("list item",), ("a remark",))
    gone = Entry("old", "Gone", "Ido")
    read = parse_po(to_text(po(entry, gone=(gone,))), "es", "x.po")
    assert unnumbered(read) == (entry,)
    assert [(e.context, e.source, e.text) for e in read.gone] == [("old", "Gone", "Ido")]


def test_babel_itself_sees_the_same_entries():
    text = to_text(po(Entry("a", "One", "Uno"), Entry("b", "Two", "Dos", fuzzy=True, previous="Too")))
    found = {m.context: (m.id, m.string, m.fuzzy) for m in read_po(text.split("\n"), abort_invalid=True) if m.id}
    assert found == {"a": ("One", "Uno", False), "b": ("Two", "Dos", True)}
    assert '#| msgid "Too"' in text


@pytest.mark.parametrize(
    ("last", "translator"),
    [
        ("Eva Gil <eva@clinic.example>", "Eva Gil"),
        ("Eva Gil", "Eva Gil"),
        ("<eva@clinic.example>", ""),
        ("FULL NAME <EMAIL@ADDRESS>", ""),
        ("Anonymous <noreply@weblate.org>", ""),
    ],
)
def test_the_name_that_a_po_editor_signs_with_is_the_translator_s_where_there_is_no_other(last, translator):
    head = f'msgid ""\nmsgstr ""\n"Last-Translator: {last}\\n"\n'
    said = 'msgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n'
    assert parse_po(f"{head}\n{said}", "es", "x.po").credits.translator == translator
    named = head + '"X-Translator: Ana Ruiz\\n"\n'
    assert parse_po(f"{named}\n{said}", "es", "x.po").credits.translator == "Ana Ruiz"


def test_what_an_editor_writes_into_the_header_stays():
    before = parse_po(to_text(po(Entry("a", "One", "Uno"))), "es", "x.po")
    edited = to_text(before).replace(
        '"X-State: draft\\n"', '"X-State: draft\\n"\n"Last-Translator: Ana <a@b.example>\\n"'
    )
    read = parse_po(edited, "es", "x.po")
    assert dict(read.header)["Last-Translator"] == "Ana <a@b.example>"
    assert to_text(read) == to_text(parse_po(to_text(read), "es", "x.po"))
    assert "Last-Translator: Ana <a@b.example>" in to_text(read)


def test_the_same_file_gives_the_same_bytes():
    text = to_text(po(Entry("a", "5.7% or more", "5.7% o más"), gone=(Entry("z", "Z", "Z"),)))
    assert to_text(parse_po(text, "es", "x.po")) == text
    assert "python-format" not in text


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("X-State: draft", "X-State: official", "'official'"),
        ("X-State: draft", "X-State: final", "'final'"),
        ("X-Reviewed: 2026-05-07", "X-Reviewed: 2026-13-07", "no day"),
        ('msgid "One"', 'msgid "One', "not understood"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, fact):
    text = to_text(po(Entry("a", "One", "Uno")))
    assert old in text
    path = tmp_path / "es.po"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=fact):
        load_po(path)


# ----- reviews


ENGLISH, SPANISH = ("Take 5 mg.", "Not more."), ("Tome 5 mg.", "No más.")


def test_a_review_holds_for_the_words_it_was_said_of():
    by = sealed(BY, ENGLISH, SPANISH)
    assert standing(by, ENGLISH, SPANISH) == "reviewed"
    assert standing(by, ("Take  5\nmg.", "Not more."), SPANISH) == "reviewed"  # another line break is no other word


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        (("Take 50 mg.", "Not more."), SPANISH),
        (ENGLISH, ("Tome 50 mg.", "No más.")),
        (ENGLISH[::-1], SPANISH[::-1]),
        (ENGLISH[:1], SPANISH[:1]),
        (("Take 5 mg. Not more.",), SPANISH),
        (("Take 5", "mg. Not more."), SPANISH),
    ],
)
def test_an_edit_of_either_language_voids_a_review(english, spanish):
    assert standing(sealed(BY, ENGLISH, SPANISH), english, spanish) == "draft"


def test_a_review_without_digests_is_none():
    assert standing(replace(BY, state="reviewed"), ENGLISH, SPANISH) == "draft"


@pytest.mark.parametrize("state", ["draft", "machine", "sample"])
def test_other_states_are_what_they_say(state):
    assert standing(replace(BY, state=state), ENGLISH, SPANISH) == state


def test_digests_keep_texts_apart():
    assert digest(["ab", "c"]) != digest(["a", "bc"]) != digest(["abc"])
