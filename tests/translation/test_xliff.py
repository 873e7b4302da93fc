"""XLIFF: what goes out comes back byte for byte, of whichever version, and nothing in it is obeyed.

What is written was checked by hand against the OASIS schema of XLIFF 2.1's core, and read, edited and written again by
translate-toolkit 3.20, an implementation that has nothing in common with ours.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from handouts.errors import ContentError
from handouts.pofile import Credits, Entry, Po
from handouts.translation.xliff import merged, parse_xliff, to_xliff

NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}

texts = (
    st.lists(
        st.sampled_from(["<a1>", "</a1>", "<b2>", "</b2>", "<", "&", "&lt;", "ñ ", "  ", '"', "]]>", "x"]), max_size=8
    )
    .map("".join)
    .map(lambda text: unicodedata.normalize("NFC", f"p{text}"))
)


def po(*entries: Entry) -> Po:
    return Po("es", "x.po", "", Credits("Ana Ruiz", state="draft"), entries)


def back(before: Po) -> Po:
    found = parse_xliff(to_xliff(before, "bees"), "bees.xlf")
    assert (found.lang, found.topic, found.translator) == ("es", "bees", "Ana Ruiz")
    empty = Po("es", "x.po", "", before.credits, tuple(Entry(e.context, e.source, "") for e in before.entries))
    return merged(empty, found.units, "bees.xlf")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(english=texts, spanish=texts, fuzzy=st.booleans())
def test_every_text_comes_back_as_it_was(english, spanish, fuzzy):
    before = po(Entry("p", english, spanish, fuzzy))
    assert [(e.source, e.text, e.fuzzy) for e in back(before).entries] == [(english, spanish, fuzzy)]


def test_links_and_emphasis_are_protected_elements():
    root = etree.fromstring(
        to_xliff(po(Entry("p", "<b1>Eat</b1> <a2>well</a2>.", "<b1>Coma</b1> <a2>bien</a2>.")), "t")
    )
    source = root.find(".//x:source", NS)
    assert [(pc.get("id"), pc.get("type"), pc.text) for pc in source] == [("b1", "fmt", "Eat"), ("a2", "link", "well")]


def test_states_notes_and_the_header():
    data = to_xliff(
        po(
            Entry("a", "A", ""),
            Entry("b", "B", "Be", True, previous="Old B", notes=("heading",)),
            Entry("c", "C", "Ce"),
        ),
        "t",
    )
    root = etree.fromstring(data)
    assert [s.get("state") for s in root.iterfind(".//x:segment", NS)] == ["initial", "initial", "translated"]
    notes = {(n.get("category"), n.text) for n in root.iterfind(".//x:note", NS)}
    assert {("X-Translator", "Ana Ruiz"), ("previous", "Old B"), ("what", "heading")} <= notes


XLIFF_1 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
 <file original="bees" source-language="en" target-language="es-US" datatype="plaintext"><body>
  <trans-unit id="1" resname="eat"><source><g id="b1">Eat</g> <g id="a2">well</g>.</source>
   <target state="translated"><g id="b1">Coma</g> <g id="a2">bien</g>.</target></trans-unit>
  <trans-unit id="rest"><source>Rest.</source><target state="needs-review-translation">Descanse.</target></trans-unit>
  <trans-unit id="walk"><source>Walk.</source><target state-qualifier="mt-suggestion">Camine.</target></trans-unit>
  <trans-unit id="text"><source>&lt;i1&gt;Go&lt;/i1&gt;</source>
   <target><mrk mtype="x">&lt;i1&gt;Vaya&lt;/i1&gt;</mrk></target></trans-unit>
  <trans-unit id="open"><source>Open.</source></trans-unit>
 </body></file></xliff>
"""


def test_xliff_1_2_is_read():
    found = parse_xliff(XLIFF_1.encode(), "old.xlf")
    assert (found.lang, found.topic) == ("es", "bees")
    units = found.units
    assert [(u.id, u.text, u.guess) for u in units] == [
        ("eat", "<b1>Coma</b1> <a2>bien</a2>.", False),
        ("rest", "Descanse.", True),
        ("walk", "Camine.", True),
        ("text", "<i1>Vaya</i1>", False),
        ("open", "", False),
    ]
    assert units[0].source == "<b1>Eat</b1> <a2>well</a2>."


def test_2_2_segments_and_spanning_marks_are_read():
    data = to_xliff(po(Entry("p", "x", "y")), "t").replace(b"document:2.0", b"document:2.2")
    data = data.replace(
        b'<target xml:space="preserve">y</target></segment>',
        b"<target>Uno. </target></segment><ignorable><source/><target> </target></ignorable>"
        b'<segment state="final"><source/><target><sc id="b1"/>Dos<ec startRef="b1"/>.</target></segment>',
    )
    assert parse_xliff(data, "x").units[0].text == "Uno.  <b1>Dos</b1>."


def test_a_translation_of_another_english_is_marked_with_the_english_it_was_made_from():
    units = parse_xliff(to_xliff(po(Entry("p", "Take 5 mg.", "Tome 5 mg.")), "t"), "x").units
    (entry,) = merged(po(Entry("p", "Take 10 mg.", "")), units, "x").entries
    assert (entry.text, entry.fuzzy, entry.previous) == ("Tome 5 mg.", True, "Take 5 mg.")


def test_what_is_not_translated_leaves_what_is_there():
    units = parse_xliff(to_xliff(po(Entry("p", "Rest.", "")), "t"), "x").units
    assert merged(po(Entry("p", "Rest.", "Descanse.")), units, "x").entries[0].text == "Descanse."


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"Rest.", "no XML"),
        (b"<xliff version='2.0'/>", "no XLIFF 2.x or 1.2"),
        (b"<tmx/>", "no XLIFF 2.x or 1.2"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"/>', "into which language"),
    ],
)
def test_what_is_no_xliff_is_named(data, fact):
    with pytest.raises(ContentError, match=fact):
        parse_xliff(data, "x.xlf")


def test_a_picture_in_a_text_is_named_with_its_line():
    data = to_xliff(po(Entry("p", "x", "y")), "t").replace(b">y<", b'>y<ph id="1"/><')
    with pytest.raises(ContentError, match="<ph> stands in a text"):
        parse_xliff(data, "x.xlf")


def test_a_piece_that_the_topic_does_not_have_is_named():
    units = parse_xliff(to_xliff(po(Entry("p", "x", "y")), "t"), "x").units
    with pytest.raises(ContentError, match="pieces that the topic does not: p"):
        merged(po(Entry("q", "x", "")), units, "x.xlf")


def test_no_entity_is_obeyed_and_no_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    data = to_xliff(po(Entry("p", "x", "y")), "t").split(b"\n", 1)[1].replace(b">y<", b">&leak;<")
    evil = f'<!DOCTYPE xliff [<!ENTITY leak SYSTEM "file://{secret}">]>'.encode() + data
    try:
        units = parse_xliff(evil, "x.xlf").units
    except ContentError:
        return
    assert all("SECRET" not in unit.text for unit in units)
