from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.compose.addresses import PRINTED_LIMIT, host, language_free, printed, same_page, twins
from handouts.model import Alternate, Article, Link, LinkSection


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a/", "https://example.org/a"),
        ("http://example.org/a", "https://example.org/a"),
        ("https://EXAMPLE.org/a", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
    ],
)
def test_one_page_in_two_spellings(one: str, other: str) -> None:
    assert same_page(one) == same_page(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?p=1", "https://example.org/a?p=2"),
        ("https://example.org/a?p=1", "https://example.org/a"),
        ("https://example.org/a#x", "https://example.org/a#y"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org/a", "https://www.example.org/a"),
        ("https://a.example.org", "https://b.example.org"),
    ],
)
def test_two_pages(one: str, other: str) -> None:
    assert same_page(one) != same_page(other)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("https://medlineplus.gov/scars.html", "https://medlineplus.gov/spanish/scars.html"),
        ("https://kidshealth.org/en/teens/acne.html", "https://kidshealth.org/es/teens/acne.html"),
        ("https://www.mayoclinic.org/a/ART-1?p=1", "https://www.mayoclinic.org/es/a/art-1?p=1"),
        ("https://www.womenshealth.gov/acne", "https://espanol.womenshealth.gov/acne"),
        ("https://medlineplus.gov/ency/article/1.htm", "http://medlineplus.gov/spanish/ency/article/1.htm"),
    ],
)
def test_one_page_in_two_languages(english: str, spanish: str) -> None:
    assert language_free(english) == language_free(spanish)
    assert same_page(english) != same_page(spanish)


@pytest.mark.parametrize("broken", ["", "no address", "https://[half", "mailto:someone@example.org"])
def test_what_is_no_web_address_is_only_like_itself(broken: str) -> None:
    assert same_page(broken) != same_page("https://example.org")
    assert language_free(broken) == language_free(broken)
    assert printed(broken + "x" * PRINTED_LIMIT)[1] is False
    assert host(broken) == ""


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/", "example.org"),
        ("http://www.example.org/a/?b=c/", "www.example.org/a/?b=c"),
        ("HTTPS://Example.org/A", "Example.org/A"),
        ("https://example.org/" + "x" * (PRINTED_LIMIT - 12), "example.org/" + "x" * (PRINTED_LIMIT - 12)),
    ],
)
def test_an_address_prints_without_what_nobody_types(address: str, shown: str) -> None:
    assert printed(address) == (shown, False)


def test_a_long_address_prints_as_its_host() -> None:
    assert printed("https://www.example.org/" + "x" * PRINTED_LIMIT) == ("example.org", True)


def link(address: str, lang: str, *alternates: tuple[str, str]) -> Link:
    return Link(address, "A title", lang, alternates=tuple(Alternate(*a) for a in alternates))


def test_twins_come_from_alternates_of_either_side_and_from_the_form_of_addresses(
    article: Callable[..., Article],
) -> None:
    left = article(
        "en",
        ["See [scars](https://medlineplus.gov/scars.html) and [both](https://example.org/both)."],
        address="https://medlineplus.gov/acne.html",
        alternates=(Alternate("es", "https://medlineplus.gov/spanish/granos.html"),),
        sections=(
            LinkSection(
                "start-here",
                "Start Here",
                (link("https://a.org/one", "en", ("es", "https://a.org/uno")), link("https://a.org/two", "en")),
            ),
        ),
    )
    right = article(
        "es",
        ["Vea [cicatrices](https://medlineplus.gov/spanish/scars.html) y [ambos](https://example.org/both)."],
        address="https://medlineplus.gov/spanish/granos.html",
        sections=(
            LinkSection(
                "start-here",
                "Comience aquí",
                (link("https://a.org/uno", "es"), link("https://a.org/dos", "es", ("en", "https://a.org/two"))),
            ),
        ),
    )
    found = twins(left, right)
    expected = {
        "https://medlineplus.gov/spanish/granos.html": "https://medlineplus.gov/acne.html",
        "https://a.org/uno": "https://a.org/one",
        "https://a.org/dos": "https://a.org/two",
        "https://medlineplus.gov/spanish/scars.html": "https://medlineplus.gov/scars.html",
    }
    assert found == {same_page(there): same_page(here) for there, here in expected.items()}


def test_a_twin_is_never_made_up(article: Callable[..., Article]) -> None:
    left = article("en", ["See [scars](https://medlineplus.gov/scars.html)."])
    right = article("es", ["Vea [granos](https://medlineplus.gov/spanish/acne.html)."])
    assert not twins(left, right)
