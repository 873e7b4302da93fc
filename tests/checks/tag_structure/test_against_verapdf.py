"""What veraPDF refuses, our checks refuse too: on every sound and every broken file of all cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from handouts.checks import Subject, names, run_checks
from handouts.tools import Verdict

OF_TAGS = (
    "alternative-texts",
    "fonts-embedded",
    "furniture-is-artifact",
    "glyphs-true",
    "heading-order",
    "language-of-parts",
    "link-descriptions",
    "tag-structure",
    "title-and-language",
    "words-kept-apart",
)


def files(faults: ModuleType) -> Iterator[tuple[str, bytes, str]]:
    """Yield name, bytes and standard of every file of the cases, once."""
    bench, seen = faults.Bench(), set()
    for check in names():
        module = None if check.startswith("verapdf") else faults.cases(check)
        for name, subject, *_ in (*module.sound(bench), *module.broken(bench)) if module else ():
            standard = "ua-2" if subject.standard == "ua-2" else "ua-1"
            if (subject.pdf, standard) not in seen:
                seen.add((subject.pdf, standard))
                yield f"{check}: {name}", subject.pdf, standard


@pytest.mark.slow
@pytest.mark.parametrize("standard", ["ua-1", "ua-2"])
def test_verapdf_finds_nothing_that_we_pass(
    standard: str, faults: ModuleType, verapdf: Callable[..., tuple[Verdict, ...]]
) -> None:
    judged = {name: pdf for name, pdf, wanted in files(faults) if wanted == standard}
    verdicts = verapdf(judged, "ua1" if standard == "ua-1" else "ua2")
    agreed, missed = 0, []
    for (name, pdf), verdict in zip(judged.items(), verdicts, strict=True):
        failed = run_checks(Subject(pdf, name, asked=standard), OF_TAGS).failed  # type: ignore[arg-type]
        agreed += failed is not verdict.compliant
        if not failed and not verdict.compliant:
            missed.append((name, verdict.failed[:1]))
    print(f"\n{standard}: {len(judged)} files, the same verdict on {agreed}, refused by veraPDF alone: {len(missed)}")
    assert missed == []
