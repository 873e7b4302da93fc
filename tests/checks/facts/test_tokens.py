"""Content streams fall into the right tokens."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.facts.tokens import shown, string, tokens


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"1 0 0 -1 0 792 cm", [b"1", b"0", b"0", b"-1", b"0", b"792", b"cm"]),
        (b"/F1 12 Tf(a)Tj", [b"/F1", b"12", b"Tf", b"(a)", b"Tj"]),
        (b"[(a)-20<41>] TJ", [b"[(a)-20<41>]", b"TJ"]),
        (rb"(a\)b) (c(d)e)", [rb"(a\)b)", b"(c(d)e)"]),
        (b"[(])] TJ", [b"[(])]", b"TJ"]),
        (b"/P<</MCID 0/A<</B(>>)>>>>BDC", [b"/P", b"<</MCID 0/A<</B(>>)>>>>", b"BDC"]),
        (b"q % ET (\nQ", [b"q", b"% ET (", b"Q"]),
        (b"BI /W 1 ID a EIb\nEI Q", [b"BI", b"/W", b"1", b"ID a EIb", b"EI", b"Q"]),
        (b"(never ends Tj", [b"(never ends Tj"]),
    ],
)
def test_tokens(content: bytes, found: list[bytes]) -> None:
    assert tokens(content) == found


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (b"(abc)", b"abc"),
        (rb"(\101\7\1234)", b"A\x07S4"),
        (rb"(a\)\\\(b\n)", b"a)\\(b\n"),
        (b"(a\\\nb)", b"ab"),
        (b"<41 42>", b"AB"),
        (b"<414>", b"A@"),
        (b"<4x1>", b"A"),
        (b"/Name", b""),
    ],
)
def test_strings(token: bytes, said: bytes) -> None:
    assert string(token) == said


def test_strings_and_shifts() -> None:
    assert shown(b"[<0041>0<0042> -30.5 (x) 7]") == [b"\x00A\x00B", -30.5, b"x", 7.0]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(st.tuples(st.binary(max_size=12), st.integers(-2000, 2000)), max_size=6))
def test_strings_are_read_as_another_reader_reads_them(parts: list[tuple[bytes, int]]) -> None:
    array = pikepdf.Array([item for text, shift in parts for item in (pikepdf.String(text), shift)])
    found = shown(array.unparse())
    said = b"".join(part for part in found if isinstance(part, bytes))
    assert said == b"".join(text for text, _ in parts)
    assert sum(part for part in found if isinstance(part, float)) == sum(shift for _, shift in parts)
