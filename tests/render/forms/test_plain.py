"""Plain text: 72 columns, headings underlined, addresses whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handouts.compose.composing import compose
from handouts.compose.request import Request
from handouts.render.forms import Means, form
from handouts.render.forms.plain import COLUMNS
from handouts.sources import builtin


def text_of(handout) -> str:
    return form("txt").to_bytes(handout, Means(None)).decode()


def test_it_reads_like_this(make_handout):
    assert text_of(make_handout("en", links=2)) == (
        "Salt and your heart\n"
        "===================\n"
        "\n"
        "Why does salt matter?\n"
        "---------------------\n"
        "\n"
        "Too much salt makes your heart work harder [1]. Aim for ≤ 2,300 mg a\n"
        "day.\n"
        "\n"
        "- Read the label. Look for the word sodium.\n"
        "  - Cook at home.\n"
        "- Cook at home.\n"
        "\n"
        "Find out more\n"
        "-------------\n"
        "\n"
        "Start Here\n"
        "~~~~~~~~~~\n"
        "\n"
        "[1] Eating less salt, part 1\n"
        "    Heart Office\n"
        "    https://example.org/salt/part-1\n"
        "    Español: https://example.org/es/sal/parte-1\n"
        "\n"
        "[2] Eating less salt, part 2\n"
        "    Heart Office\n"
        "    https://example.org/salt/part-2\n"
        "\n"
        "About this handout\n"
        "------------------\n"
        "\n"
        "Source: tests\n"
        "\n"
        "Salt and your heart.\n"
        "\n"
        "Not reviewed.\n"
        "\n"
        "Ask your nurse.\n"
    )


@pytest.mark.parametrize("topic", [topic.id for topic in builtin.topics()])
def test_no_line_is_longer_than_72_columns_but_an_address(topic):
    found = builtin.load_topic(topic)
    for languages, layout in ((("en", "es"), "side-by-side"), (("es",), "single")):
        text = text_of(compose(found, Request(languages, layout)))
        long = [line for line in text.splitlines() if len(line) > COLUMNS]
        assert all(re.fullmatch(r" *(\w+: )?https?://\S+", line) for line in long)
        assert "\r" not in text
        assert text.endswith("\n")
        assert not re.search(r"\n\n\n|[ \t]\n", text)


def test_an_address_of_any_length_stays_whole(rich):
    text = text_of(rich("en"))
    assert "\n    https://example.org/" + "a-very-long-part/" * 22 + "\n" in text


def test_the_readers_of_one_language_are_told_what_is_in_the_other_only(make_handout):
    english, spanish = text_of(make_handout("en", "es", links=6)).split("=" * 72)
    assert "Solo en inglés: 2, 4, 6\n" in spanish
    assert " only: " not in english
    assert "[2]" in english
    assert "[2]" not in spanish


def test_what_is_filled_in_by_hand_has_lines_to_write_on(rich):
    text = text_of(rich("en"))
    assert text.count("[ ] ___") == 4
    assert text.count("\n" + "_" * 72) == 3 * 2 + 8


def test_the_parts_of_a_list_are_one_list(rich):
    assert "\n1. Buy fresh food.\n2. Rinse canned beans.\n\n" in text_of(rich("en", "es"))


def test_numbers_that_point_from_one_language_to_the_other_are_said(make_handout):
    handout = make_handout("es", "en")
    rows = tuple(replace(row, number=at) for at, row in enumerate(handout.rows))
    spanish, english = text_of(replace(handout, rows=rows, layout="key")).split("=" * 72)
    assert "\n(1) Demasiada sal" in spanish
    assert "\n(1) Too much salt" in english
    assert "\n- (2) Lea la etiqueta." in spanish
    assert spanish.count("(2)") == 1
