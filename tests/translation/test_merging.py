"""The English changes: what was translated stays with its words, and nothing old passes for new."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.pofile import Credits, Po
from handouts.translation.merging import translations, unfinished, updated
from handouts.translation.pieces import Piece, to_entry, with_ids


def states(po: Po, pieces) -> dict[str, str]:
    return {one.id: one.state for one in translations(po, pieces)}


def reworded(pieces, old: str, new: str) -> tuple[Piece, ...]:
    assert any(old in piece.source for piece in pieces)
    return with_ids(replace(piece, source=piece.source.replace(old, new)) for piece in pieces)


def test_nothing_changed(spanish, pieces):
    assert updated(spanish, pieces).entries == spanish.entries
    assert set(states(spanish, pieces).values()) == {"draft"}


def test_a_changed_piece_keeps_its_id_its_translation_and_the_english_it_was_made_from(
    spanish, pieces, entry_of, reread
):
    after = reread(updated(spanish, reworded(pieces, "Wash it with soap.", "Wash it with warm soap.")))
    one = entry_of(after, "wash-it-with-soap")
    assert (one.source, one.text, one.fuzzy) == ("Wash it with warm soap.", "Lávela con jabón.", True)
    assert one.previous == "Wash it with soap."
    assert [e.context for e in after.entries] == [e.context for e in spanish.entries]
    assert (
        states(after, reworded(pieces, "Wash it with soap.", "Wash it with warm soap."))["wash-it-with-soap"] == "stale"
    )


def test_a_translation_that_was_stale_keeps_the_english_it_was_made_from(spanish, pieces, entry_of):
    once = reworded(pieces, "Wash it with soap.", "Wash it with warm soap.")
    twice = reworded(once, "warm soap", "very warm soap")
    assert entry_of(updated(updated(spanish, once), twice), "wash-it-with-soap").previous == "Wash it with soap."
    back = updated(updated(spanish, once), pieces)
    assert entry_of(back, "wash-it-with-soap").previous == ""


def test_what_is_gone_is_kept_apart_and_returns(spanish, pieces, entry_of, reread):
    fewer = tuple(piece for piece in pieces if piece.id != "do-not-scratch")
    after = reread(updated(spanish, fewer))
    assert [(e.context, e.text) for e in after.gone] == [("do-not-scratch", "No se rasque.")]
    again = updated(after, pieces)
    assert again.gone == ()
    assert entry_of(again, "do-not-scratch").text == "No se rasque."
    assert not entry_of(again, "do-not-scratch").fuzzy


def test_a_new_piece_takes_no_id_that_was_given_away(spanish, pieces, entry_of):
    """A changed piece keeps the id of its old first words; a new one with those first words must not take it."""
    changed = reworded(pieces, "Wash it with soap.", "First, wash it with soap.")
    after = updated(spanish, with_ids((*changed, Piece("", "item", "Wash it with soap every day for one week."))))
    contexts = [e.context for e in after.entries]
    assert len(set(contexts)) == len(contexts)
    assert entry_of(after, "wash-it-with-soap").text == "Lávela con jabón."


def test_one_english_text_with_two_translations_follows_its_neighbours(fill):
    sources = ["Adults", "Take one.", "Children", "Take one.", "Babies"]
    pieces = with_ids(Piece("", "paragraph", source) for source in sources)
    say = iter(["Adultos", "Tome una.", "Niños", "Dele una.", "Bebés"])
    po = fill(pieces, lambda _: next(say))
    without_adults = with_ids(pieces[2:])
    after = updated(po, without_adults)
    assert [e.text for e in after.entries] == ["Niños", "Dele una.", "Bebés"]
    assert not after.entries[1].fuzzy
    alone = updated(po, with_ids([Piece("", "paragraph", "Take one.")]))
    assert alone.entries[0].fuzzy, "nothing says which of the two it is: a person must"


def test_a_page_that_is_new_in_the_text_has_its_english_address_until_another_is_known(spanish, pieces, entry_of):
    found = (*pieces, Piece("address:x", "address", "https://bees.example/new"))
    new = entry_of(updated(spanish, found), "address:x")
    assert (new.text, new.fuzzy) == ("https://bees.example/new", False)


def test_the_title_of_a_link_never_becomes_a_paragraph(spanish, pieces):
    found = with_ids([*pieces[:10], Piece("", "paragraph", "Find One"), *pieces[10:-2]])
    assert {e.source: e.text for e in updated(spanish, found).entries if e.context == "find-one"} in (
        {},
        {"Find One": ""},
    )


def test_a_review_holds_until_either_language_is_edited(spanish, pieces, approve, edit):
    reviewed = approve(spanish, pieces)
    assert set(states(reviewed, pieces).values()) == {"reviewed"}
    assert unfinished(translations(reviewed, pieces)) == {}
    later = states(edit(reviewed, "do-not-scratch", text="Rásquese."), pieces)
    assert set(later.values()) == {"draft"}
    english = reworded(pieces, "Do not scratch.", "Do not scratch it.")
    assert states(reviewed, english)["do-not-scratch"] == "stale"
    assert states(reviewed, english)["cool-it"] == "draft"


@pytest.mark.parametrize(
    ("changes", "state"),
    [({"text": ""}, "missing"), ({"text": "  "}, "missing"), ({"fuzzy": True}, "fuzzy")],
)
def test_what_is_not_whole_is_not_reviewed(spanish, pieces, changes, state, approve, edit):
    found = states(approve(edit(spanish, "cool-it", **changes), pieces), pieces)
    assert found["cool-it"] == state


def test_a_machine_s_words_are_called_so(pieces, fill):
    po = fill(pieces, str.upper, replace(Credits(), state="machine"))
    assert set(states(po, pieces).values()) == {"machine"}


# ----- 200 random edits of the English

WORDS = [
    "pain",
    "fever",
    "doctor",
    "water",
    "rest",
    "sleep",
    "walk",
    "pills",
    "food",
    "heart",
    "blood",
    "sugar",
    "test",
]


def sentence(rng: random.Random, number: int) -> str:
    """Return words and a number, by which no two sentences of a test are the same."""
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(2, 12))).capitalize() + f" {number}."


def spoken(uid: int, source: str) -> str:
    return f"[{uid}] {source.upper()}"


Texts = list[tuple[int, str]]


def change(texts: Texts, kinds: dict[int, str], rng: random.Random) -> None:
    """Insert, delete, move, reword or rewrite one piece of the English, as an editor would."""
    act = rng.choice(["insert", "delete", "move", "reword", "rewrite"])
    place = rng.randrange(len(texts))
    uid, source = texts[place]
    if act == "insert":
        new = 1000 + len(kinds)
        kinds[new] = rng.choice(["heading", "paragraph", "item"])
        texts.insert(place, (new, sentence(rng, new)))
    elif act == "delete" and len(texts) > 1:
        texts.pop(place)
    elif act == "move":
        texts.insert(rng.randrange(len(texts)), texts.pop(place))
    elif act == "reword":
        *words, number = source.split()
        words[rng.randrange(len(words))] = rng.choice(WORDS)
        texts[place] = (uid, " ".join([*words, number]))
    elif act == "rewrite":
        texts[place] = (uid, sentence(rng, uid))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(rng=st.randoms(use_true_random=False), edits=st.integers(1, 6))
def test_random_edits_keep_the_right_translations_on_the_right_pieces(reread, rng, edits):
    texts = [(uid, sentence(rng, uid)) for uid in range(rng.randint(3, 25))]
    kinds = {uid: rng.choice(["heading", "paragraph", "item"]) for uid, _ in texts}
    before = with_ids(Piece("", kinds[uid], source) for uid, source in texts)
    spanish = {uid: spoken(uid, source) for uid, source in texts}
    entries = tuple(to_entry(piece, spanish[uid]) for piece, (uid, _) in zip(before, texts, strict=True))
    ids = {uid: piece.id for piece, (uid, _) in zip(before, texts, strict=True)}
    original = dict(texts)
    for _ in range(edits):
        change(texts, kinds, rng)
    pieces = with_ids(Piece("", kinds[uid], source) for uid, source in texts)
    after = reread(updated(Po("es", "x.po", "", Credits(), entries), pieces))

    assert [e.source for e in after.entries] == [source for _, source in texts]
    assert len({e.context for e in after.entries}) == len(after.entries)
    for one, (uid, source) in zip(after.entries, texts, strict=True):
        if original.get(uid) == source:
            assert (one.text, one.fuzzy, one.context) == (spanish[uid], False, ids[uid])
        elif one.text:  # a changed or new text: only a guess, and the guess says what it was made from
            made_of = next(u for u, words in spanish.items() if words == one.text)
            assert (one.fuzzy, one.previous) == (True, original[made_of])
    kept = [e.text for e in after.entries if e.text] + [e.text for e in after.gone]
    assert sorted(kept) == sorted(spanish.values()), "no translation is lost, none is doubled"
    again = updated(after, pieces)
    assert (again.entries, again.gone) == (after.entries, after.gone)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    before=st.lists(st.sampled_from("abcd"), min_size=1, max_size=8),
    after=st.lists(st.sampled_from("abcd"), max_size=8),
)
def test_repeated_texts_get_a_translation_of_those_words_or_none(before, after):
    """Whatever moves where: a translation that is not marked is one of this very English."""
    pieces = with_ids(Piece("", "item", source) for source in before)
    entries = tuple(to_entry(piece, f"{piece.source.upper()} {n}") for n, piece in enumerate(pieces))
    found = updated(Po("es", "x.po", "", Credits(), entries), with_ids(Piece("", "item", source) for source in after))
    for one in found.entries:
        assert one.text == "" or one.text[0] == one.source.upper()
    kept = [e.text for e in found.entries if e.text] + [e.text for e in found.gone]
    assert sorted(kept) == sorted(entry.text for entry in entries)
