"""The checks that look at pages answer for any file that can be read: with findings, or skipped with the reason."""

from __future__ import annotations

import io
import random
import re
from types import ModuleType

import pikepdf
import pytest

from handouts.checks import Subject, run_checks
from handouts.checks.report import Result
from handouts.errors import SourceError

CHECKS = ["qr-decodes", "contrast", "layout", "text-size"]
NUMBERS = (b"0", b"nan", b"1e9", b"-99999999", b"99999999999999999999", b"0.0000001")


@pytest.fixture(scope="session")
def unpacked(faults: ModuleType) -> bytes:
    """The sheet with its content as plain bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(faults.Bench().sheet().pdf)) as document:
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return out.getvalue()


def judged(pdf: bytes) -> dict[str, Result]:
    subject = Subject(pdf, "hostile.pdf")
    try:
        _ = subject.facts
    except SourceError:
        return {}
    return {result.check: result for result in run_checks(subject, CHECKS).results}


@pytest.mark.parametrize("seed", range(12))
def test_numbers_out_of_all_bounds(unpacked: bytes, seed: int) -> None:
    chance = random.Random(seed)

    def changed(match: re.Match[bytes]) -> bytes:
        return chance.choice(NUMBERS) if chance.random() < 0.1 else match.group()

    judged(re.sub(rb"(?<=[ \n])\d+\.?\d*(?= )", changed, unpacked))


@pytest.mark.parametrize("seed", range(12))
def test_changed_bytes(unpacked: bytes, seed: int) -> None:
    chance = random.Random(seed)
    pdf = bytearray(unpacked)
    for _ in range(chance.choice((1, 10, 100, 1000))):
        pdf[chance.randrange(len(pdf))] = chance.randrange(256)
    judged(bytes(pdf))


def page(content: bytes, **entries: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        sheet = document.pages[0]
        sheet.Contents = document.make_stream(content)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        for key, value in entries.items():
            sheet.obj[f"/{key}"] = value
        document.save(out)
    return out.getvalue()


def test_a_page_longer_than_any_picture_is_skipped_with_the_reason() -> None:
    results = judged(page(b"BT /F 12 Tf (Words) Tj ET", MediaBox=pikepdf.Array([0, 0, 1, 2_000_000])))
    assert results["qr-decodes"].outcome == "skipped"
    assert "too long to be looked at" in results["qr-decodes"].reason


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e9, 1e9], [500, 500, 0, 0], [-5, -5, -1, -1]])
def test_strange_paper(box: list[float]) -> None:
    assert judged(page(b"BT /F 12 Tf 72 72 Td (Words) Tj ET", MediaBox=pikepdf.Array(box)))


def test_clipping_paths_without_end_and_without_points() -> None:
    content = b"q 0 0 m W n " * 2000 + b"BT /F 12 Tf 72 72 Td (Words) Tj ET"
    assert judged(page(content))["layout"].outcome in ("pass", "fail", "review")
