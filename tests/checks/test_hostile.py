"""A file that is broken anywhere gives a clear error or findings, and never another exception."""

from __future__ import annotations

import io
import random
import sys
from types import ModuleType

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from handouts.checks import Subject, names, run_checks
from handouts.checks.facts import Facts, read_facts
from handouts.checks.facts.tokens import shown, string, tokens
from handouts.checks.spoken import to_spoken
from handouts.errors import SourceError

UNTOUCHED = ("/Length", "/Filter", "/Type", "/Kids", "/Pages", "/Count", "/Root")  # without these no PDF can be saved
TAG_CHECKS = [name for name in names() if name not in ("qr-decodes", "verapdf", "contrast", "layout", "text-size")]


def judged(pdf: bytes) -> None:
    """Run everything on a file: it may be refused as a source, and nothing else may happen."""
    try:
        facts = read_facts(pdf)
    except SourceError:
        return
    list(to_spoken(facts))
    run_checks(Subject(pdf, "hostile.pdf"), TAG_CHECKS)


@pytest.fixture(scope="session")
def sheet(faults: ModuleType) -> bytes:
    return faults.Bench().sheet().pdf


@pytest.fixture(scope="session")
def unpacked(sheet: bytes) -> bytes:
    """The sheet without compression, so that changed bytes reach every part of it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        document.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            deterministic_id=True,
        )
    return out.getvalue()


@pytest.mark.parametrize("pdf", [b"", b"words", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"\x00" * 5000])
def test_what_is_no_pdf_is_refused(pdf: bytes) -> None:
    with pytest.raises(SourceError, match="no readable PDF") as caught:
        read_facts(pdf, "a.pdf")
    assert "BytesIO" not in str(caught.value)


def test_a_password_is_named(sheet: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(SourceError, match="needs a password"):
        read_facts(out.getvalue())


def test_a_protected_file_is_read_and_its_barrier_found(sheet: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        barred = pikepdf.Permissions(accessibility=False, extract=False)
        document.save(
            out, encryption=pikepdf.Encryption(user="", owner="secret", R=3, metadata=False, aes=False, allow=barred)
        )
    report = run_checks(Subject(out.getvalue(), "barred.pdf"), ["tag-structure"])
    assert any("keep screen readers out" in finding.message for finding in report.findings)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999])
def test_cut_off_anywhere(sheet: bytes, unpacked: bytes, share: float) -> None:
    for pdf in (sheet, unpacked):
        judged(pdf[: int(len(pdf) * share)])


@pytest.mark.parametrize("seed", range(40))
def test_changed_bytes(unpacked: bytes, seed: int) -> None:
    chance = random.Random(seed)
    pdf = bytearray(unpacked)
    for _ in range(chance.choice((1, 10, 100, 1000))):
        pdf[chance.randrange(len(pdf))] = chance.randrange(256)
    judged(bytes(pdf))


@pytest.mark.parametrize("seed", range(40))
def test_values_of_the_wrong_kind(sheet: bytes, seed: int) -> None:
    """Replace values anywhere in the file by values of another kind."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as document:
        strange = [
            None,
            7,
            -1,
            10**12,
            True,
            pikepdf.String("\ud7ff"),
            Name.X,
            Array(),
            Array([1, Name.Y]),
            Dictionary(),
        ]
        objects = [thing for thing in document.objects if isinstance(thing, (Dictionary, pikepdf.Stream))]
        for thing in chance.sample(objects, min(len(objects), 60)):
            keys = [key for key in thing if key not in UNTOUCHED]
            if keys:
                value = chance.choice(strange)
                if value is None:
                    del thing[chance.choice(keys)]
                else:
                    thing[chance.choice(keys)] = value
        document.save(out, deterministic_id=True, fix_metadata_version=False)
    judged(out.getvalue())


def built(content: bytes, **page: object) -> bytes:
    """Return a PDF of one page with this content."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        sheet = document.pages[0]
        for key, value in page.items():
            sheet.obj[f"/{key}"] = value
        sheet.Contents = document.make_stream(content)
        document.save(out)
    return out.getvalue()


def facts_of(content: bytes) -> Facts:
    return read_facts(built(content))


def test_forms_that_draw_each_other_come_to_an_end() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        forms = [
            document.make_indirect(
                document.make_stream(
                    b"/A Do /B Do /A Do /B Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1]
                )
            )
            for _ in range(2)
        ]
        for form in forms:
            form.Resources = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
        document.pages[0].Resources = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
        document.pages[0].Contents = document.make_stream(b"/A Do")
        document.save(out)
    facts = read_facts(out.getvalue())
    assert any("forms inside forms" in problem for problem in facts.problems)
    assert len(facts.problems) < 10


def test_a_tree_a_thousand_deep() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 200))
        root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        above = root
        for _ in range(1000):
            below = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=above))
            above.K = below
            above = below
        document.Root.StructTreeRoot = root
        document.save(out)
    facts = read_facts(out.getvalue())
    assert len(facts.elements) == 201
    assert facts.problems == ("the tag tree is too deep",)


def test_a_stream_that_unpacks_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    objects = sys.modules["handouts.checks.facts.objects"]
    monkeypatch.setattr(objects, "MAX_STREAM", 1000)
    facts = facts_of(b"0 0 1 1 re f " * 1000)
    assert len(facts.untagged) == 77


@pytest.mark.parametrize(
    "content",
    [
        b"(" * 200_000,
        b"[(" * 100_000,
        b"<<" * 100_000,
        b"BI ID " * 50_000,
        b"(a\\" * 100_000,
        b"[<" * 100_000,
        b"q " * 100_000,
    ],
    ids=["strings", "arrays", "dictionaries", "images", "escapes", "hexadecimals", "states"],
)
def test_content_made_to_be_slow(content: bytes) -> None:
    """Each of these takes hours where the tokens are found by trying again from every place."""
    facts_of(content)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_tokens(content: bytes) -> None:
    for token in tokens(content):
        assert token
        assert token in content
        shown(token)
        string(token)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            b"BT ET Tj TJ ' \" q Q cm Do BDC BMC EMC Tf Td TD Tm T* Tr Tz gs scn cs sc k rg g re f S n sh BI EI m l c "
            b"(a) <41> [(a) -300 (b)] /A /Span <</MCID 0>> << 1 -2.5 9e9 .".split()
        ),
        max_size=60,
    )
)
def test_any_operators_in_any_order(words: list[bytes]) -> None:
    facts_of(b" ".join(words))


def test_a_page_larger_than_a_house_is_drawn_small() -> None:
    subject = Subject(built(b"0 0 9 9 re f", MediaBox=Array([0, 0, 14_400, 14_400])), "huge.pdf")
    width, height = subject.image(0).size
    assert width * height <= 41_000_000
