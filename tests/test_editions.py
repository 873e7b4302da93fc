"""Every edition is whole: a table of rules that can be read, and properties for all that the style sheets use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts import editions, resources
from handouts.errors import RequestError, TemplateError

FOLDER = resources.templates() / "handout"
STYLES = [*FOLDER.glob("*.css"), *FOLDER.glob("layouts/*.css"), *FOLDER.glob("spacing/*.css")]


def test_there_are_the_editions_that_were_promised() -> None:
    assert editions.names() == (
        "standard",
        "clear-print",
        "large-print-acb",
        "large-print-aph",
        "large-print-rnib",
    )


@pytest.mark.parametrize("name", editions.names())
def test_an_edition_sets_every_property_that_the_sheets_use(name: str) -> None:
    own = set(re.findall(r"(--[\w-]+):", (FOLDER / "editions" / f"{name}.css").read_text("utf-8")))
    shared = set(re.findall(r"(--[\w-]+):", (FOLDER / "handout.css").read_text("utf-8")))
    used = {word for path in STYLES for word in re.findall(r"var\((--[\w-]+)\)", path.read_text("utf-8"))}
    assert used <= own | shared
    assert own <= used, "a property that no sheet uses"


@pytest.mark.parametrize("name", editions.names())
def test_large_print_has_one_column_and_says_so(name: str) -> None:
    edition = editions.edition(name)
    assert edition.large_print == name.startswith("large-print")
    assert edition.columns == (1 if edition.large_print else 2)
    assert edition.least_pt >= (16 if edition.large_print else 12)
    rules = {rule.name: rule for rule in edition.rules}
    assert rules["type-size"].limits == {"least_pt": edition.least_pt}
    assert rules["columns"].limits == {"most": edition.columns}
    assert tuple(rules["margins"].limits.values()) == edition.margins_mm
    assert all(rule.says and rule.source for rule in edition.rules)


def test_acb_and_rnib_disagree_about_the_underline() -> None:
    by = {name: {r.name: r for r in editions.edition(name).rules}["emphasis"].limits["by"] for name in editions.names()}
    assert (by["large-print-acb"], by["large-print-rnib"]) == ("underline", "bold")


def test_an_unknown_edition_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(RequestError, match=r"no edition 'huge'\. Editions: standard, clear-print, "):
        editions.edition("huge")


@pytest.mark.parametrize("table", ["title = ", "title = 'x'", "title = 'x'\nrule = [3]"])
def test_a_table_that_cannot_be_read_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    folder = tmp_path / "handout" / "editions"
    folder.mkdir(parents=True)
    (folder / "odd.toml").write_text(table)
    monkeypatch.setattr("handouts.resources.templates", lambda: tmp_path)
    with pytest.raises(TemplateError, match=r"odd\.toml: the edition's rules cannot be read"):
        editions.edition("odd")
