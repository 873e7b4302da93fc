"""The link guard without the network: what it must see, and what it must leave in peace.

The table of the samples is printed; see it with `pytest tests/guard/test_offline.py -s`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from handouts.guard import KnownLink, guard, links_of
from handouts.sources import builtin, load_topics, medlineplus_xml

KNOWN = ("https://clinic.example/understanding/dtcgenetictesting/ancestry/", "https://clinic.example/vaccine/")


def kinds(address: str, title: str = "T", lang: str = "en", *organizations: str, twin: str = "") -> list[str]:
    return [alarm.kind for alarm in guard([KnownLink(address, title, lang, "here", organizations, twin)], KNOWN)]


@pytest.mark.parametrize(
    "address",
    [
        "clinic.example/a",
        "https:///a",
        "https://clinic/a",
        "https://clinic..example/a",
        "https://clinic.example/a b",
        "https://clinic.example/a%zz",
        "https://clinic.example/https://other.example/",
        "https://[half",
        "https://clinic.example:port/",
        "ftp://clinic.example/a",
        "https://clinic.example/<a>",
        "https://pubmed.ncbi.nlm.nih.gov/?term=%22Genes%22%5Bmajr%3Aneop%5D",
    ],
)
def test_malformed(address):
    assert kinds(address) == ["malformed"]


@pytest.mark.parametrize(
    "address",
    [
        "https://clinic.example/a?x=%5Bmajr%3Aneop%5D",
        "https://pubmed.ncbi.nlm.nih.gov/?term=%22Genes%22%5Bmajr%3Anoexp%5D+AND+humans%5Bmh%5D+",
        "https://pubmed.ncbi.nlm.nih.gov/?term=%22a+b%22%5Btiab%3A~3%5D",
        "https://clinic.example/a(b)#c",
        "https://clinic.example/%C3%B1",
    ],
)
def test_well_formed(address):
    assert kinds(address) == []


def test_what_an_address_says_of_itself():
    assert kinds("http://clinic.example/a") == ["http"]
    assert kinds("https://clinic.example/a?id=1&utm_source=x") == ["tracking"]
    assert kinds("https://clinic.example/a?id=1&source=x") == []
    assert kinds(f"https://clinic.example/{'a' * 300}") == ["too-long"]


@pytest.mark.parametrize(
    ("part", "is_near"),
    [
        ("dtgenetictesting", True),  # a letter lost
        ("dtccgenetictesting", True),  # a letter doubled
        ("dtcgenetictestign", True),  # two letters turned round
        ("dtcgenetictestung", True),  # another letter
        ("dtcgenetictesting", False),
        ("dtcgenetictestings", False),  # a plural is another page
        ("dtgenetictestin", False),  # two letters
        ("dtcgenetictesting2", False),  # a number is another page
    ],
)
def test_one_letter_off(part, is_near):
    found = kinds(f"https://www.clinic.example/understanding/{part}/ancestry")
    assert found == (["near-duplicate"] if is_near else [])


def test_a_host_one_letter_off():
    assert kinds("https://clinci.example/vaccine/") == ["near-duplicate"]


@pytest.mark.parametrize(
    ("title", "organization", "address", "alarm"),
    [
        ("Asthma: MedlinePlus", "", "https://medlineplus.gov/asthma.html", False),
        ("Asthma: MedlinePlus Genetics", "", "https://medlineplus.gov/genetics/x/", False),
        ("Asthma: MedlinePlus", "", "https://clinic.example/asthma", True),
        ("ClinicalTrials.gov: Asthma", "", "https://clinicaltrials.gov/search?x=1", False),
        ("ClinicalTrials.gov: Asthma", "", "https://clinic.example/trials", True),
        ("Flu", "Food and Drug Administration", "https://www.fda.gov/flu", False),
        ("Flu", "Food and Drug Administration", "https://clinic.example/flu", True),
        ("Learn about MedlinePlus and others", "", "https://clinic.example/learn", False),
    ],
)
def test_a_title_that_promises_another_site(title, organization, address, alarm):
    found = kinds(address, title, "en", *([organization] if organization else []))
    assert found == (["promise"] if alarm else [])


@pytest.mark.parametrize(
    ("address", "lang", "twin", "alarm"),
    [
        ("https://clinic.example/es/a", "es", "https://clinic.example/en/a", False),
        ("https://clinic.example/en/a", "es", "https://clinic.example/en/b", True),
        ("https://clinic.example/a", "es", "https://clinic.example/a", True),
        ("https://clinic.example/spanish/a", "en", "", True),
        ("https://espanol.clinic.example/a", "en", "", True),
        ("https://clinic.example/essential/a", "en", "", False),
    ],
)
def test_languages_mixed_up(address, lang, twin, alarm):
    assert kinds(address, "T", lang, twin=twin) == (["language"] if alarm else [])


def test_one_page_given_for_two():
    links = [
        KnownLink("https://x.example/es/c", "A", "es", "here", twin="https://x.example/a"),
        KnownLink("https://x.example/es/c", "B", "es", "here", twin="https://x.example/b"),
        KnownLink("https://x.example/es/d", "D", "es", "here", twin="https://x.example/d"),
        KnownLink("https://x.example/es/d", "D", "es", "there", twin="https://www.x.example/d/"),
    ]
    (alarm,) = guard(links)
    assert (alarm.kind, alarm.title) == ("one-for-two", "A / B")


# ----- real links


def known() -> list[str]:
    return [link.address for topic in builtin.topics() for link in links_of(topic)]


def test_the_three_defects_of_the_newer_seed(shared):
    (topic,) = load_topics(shared / "seeds" / "000_fe612a39d8879197.txt")
    found = {alarm.kind: alarm for alarm in guard(links_of(topic), known())}
    assert "dtgenetictesting" in found["near-duplicate"].address
    assert "dtcgenetictesting" in found["near-duplicate"].message
    assert "neop" in found["malformed"].message
    assert found["one-for-two"].address.endswith("/secuenciacion/")
    assert set(found) == {"near-duplicate", "malformed", "one-for-two", "http"}


def test_the_older_seed_has_none_of_them(shared):
    (topic,) = load_topics(shared / "seeds" / "001_0c42303c253afff3.txt")
    assert {alarm.kind for alarm in guard(links_of(topic), known())} == {"http", "too-long"}


FACTS = {"http", "too-long", "tracking"}
"""Kinds that are no opinion: the address itself says so."""


def test_at_most_one_false_alarm_in_the_samples(samples):
    counted: Counter[str] = Counter()
    addresses: set[str] = set()
    for name in ("mplus_topics_2024-08-30_sample.xml", "mplus_topics_2012-07-21_sample.xml"):
        for ident in dict.fromkeys(listed.id for listed in medlineplus_xml.list_topics(samples / name)):
            links = links_of(medlineplus_xml.load_topic(samples / name, ident))
            addresses |= {link.address for link in links}
            for alarm in guard(links, known()):
                counted[alarm.kind] += 1
                assert alarm.kind != "http" or alarm.address.startswith("http:")
                assert alarm.kind != "too-long" or len(alarm.address.encode()) > 287
    opinions = sum(number for kind, number in counted.items() if kind not in FACTS)
    print(f"\n{len(addresses)} addresses in the samples; alarms {dict(counted)}; {opinions} that could be false")
    assert len(addresses) > 200
    assert opinions <= 1


@pytest.mark.parametrize("name", builtin.ids())
def test_our_own_topics(name):
    assert {alarm.kind for alarm in guard(links_of(builtin.load_topic(name)), known())} <= {"http", "too-long"}
