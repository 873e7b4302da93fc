"""What a translator gets: every printed text once, with an id, its place and its room."""

from __future__ import annotations

from dataclasses import replace

from handouts.model import Heading, Paragraph, Text
from handouts.translation.pieces import to_pieces


def test_every_text_that_is_printed_in_the_language(pieces):
    assert [(p.id, p.kind, p.source) for p in pieces] == [
        ("title", "title", "Bee Stings"),
        ("synonym:wasp-stings", "synonym", "Wasp stings"),
        ("attribution:bee-society-nurses", "attribution", "Bee Society, Nurses"),
        ("what-is-a-bee-sting", "heading", "What is a bee sting?"),
        ("a-sting-hurts-for-2-days", "paragraph", "A sting <b1>hurts</b1> for 2 days. Put <a2>ice</a2> on it."),
        ("wash-it-with-soap", "item", "Wash it with soap."),
        ("cool-it", "item", "Cool it"),
        ("with-ice", "item", "with ice"),
        ("or-with-cold-water", "item", "or with cold water"),
        ("do-not-scratch", "paragraph", "Do not scratch."),
        ("link:bee-stings", "link", "Bee Stings"),
        ("organization:bee-society", "organization", "Bee Society"),
        ("section:keepers", "section", "Keepers"),
        ("link:find-one", "link", "Find One"),
        ("address:bees-example-ice", "address", "https://bees.example/ice"),
    ]


def test_a_link_without_a_page_in_the_language_is_no_work_for_anyone(pieces):
    assert "All About Bees" not in {piece.source for piece in pieces}
    assert "Start Here" not in {piece.source for piece in pieces}  # in a table that has every language


def test_notes_say_what_it_is_where_it_prints_how_long_it_may_be_and_where_links_lead(pieces):
    by_id = {piece.id: piece for piece in pieces}
    assert by_id["a-sting-hurts-for-2-days"].notes == (
        "paragraph, under “What is a bee sting?”; prints in the text",
        "up to 64 characters fit",
        "<a2> is a link to https://bees.example/ice",
    )
    assert by_id["link:find-one"].notes[0].startswith("title of the page behind a link, under “Keepers”; prints beside")


def test_the_same_words_twice_have_two_ids(english):
    again = replace(
        english, blocks=(*english.blocks, Heading(2, (Text("More"),)), Paragraph((Text("Do not scratch."),)))
    )
    ids = [piece.id for piece in to_pieces(again, "es")]
    assert len(set(ids)) == len(ids)
    assert "do-not-scratch-2" in ids


def test_ids_survive_what_is_added_moved_and_removed_around_them(english, pieces):
    moved = replace(english, blocks=(english.blocks[3], Paragraph((Text("New here."),)), *english.blocks[:2]))
    ids = {(piece.kind, piece.source): piece.id for piece in pieces}
    for piece in to_pieces(moved, "es"):
        assert piece.id == ids.get((piece.kind, piece.source), "new-here")
