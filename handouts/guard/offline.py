"""What an address and its title say by themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from handouts.guard.alarm import Alarm, Kind
from handouts.guard.links import KnownLink
from handouts.guard.near import index, key_of, near

MOST_BYTES = 287
"""What a code of version 12 holds at level M (ISO/IEC 18004, table 7); more takes a weaker level and a larger code."""

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_ga|s_cid|ACSTrackingID)$")
_SPANISH_PART = re.compile(r"/(?:spanish|espanol|es|es-us|es_us|en-espanol|sp)(?=/|$)|(?<=//)(?:espanol|es)\.", re.I)
_ENGLISH_PART = re.compile(r"/(?:en|en-us|en_us|english)(?=/|$)", re.I)
_HOST_IN_TITLE = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:gov|org|com|edu|net)\b", re.I)
_PUBMED_FIELD = re.compile(r"\[([^\]\[]*)\]")
_PUBMED_QUALIFIER = re.compile(r"noexp|~\d+")

_PROMISES: dict[str, tuple[str, ...]] = {
    "medlineplus": ("medlineplus.gov", "nlm.nih.gov"),
    "pubmed": ("ncbi.nlm.nih.gov", "nlm.nih.gov"),
    "youtube": ("youtube.com", "youtu.be"),
    "mayo clinic": ("mayoclinic.org", "mayoclinic.com", "mayo.edu"),
    "kidshealth": ("kidshealth.org",),
    "national library of medicine": ("nlm.nih.gov", "medlineplus.gov", "clinicaltrials.gov"),
    "centers for disease control and prevention": ("cdc.gov", "vaccines.gov"),
    "food and drug administration": ("fda.gov",),
    "mayo foundation for medical education and research": ("mayoclinic.org", "mayoclinic.com", "mayo.edu"),
    "nemours foundation": ("kidshealth.org", "nemours.org"),
    "american heart association": ("heart.org", "stroke.org"),
    "american diabetes association": ("diabetes.org",),
    "national human genome research institute": ("genome.gov",),
    "national heart, lung, and blood institute": ("nhlbi.nih.gov",),
    "national cancer institute": ("cancer.gov",),
}
"""What a title or an organization promises, and the sites where that is."""


def guard(links: Sequence[KnownLink], known: Iterable[str] = ()) -> tuple[Alarm, ...]:
    """Return what looks wrong with links, without asking the network.

    Args:
        known: addresses that are known to be right, such as those of other topics.
    """
    right = index(known)
    alarms: dict[tuple[Kind, str], Alarm] = {}
    for link in links:
        for alarm in (*_of(link), *_near(link, right)):
            alarms.setdefault((alarm.kind, alarm.address), alarm)
    for alarm in _one_for_two(links):
        alarms.setdefault((alarm.kind, alarm.address), alarm)
    return tuple(alarms.values())


def _of(link: KnownLink) -> Iterator[Alarm]:
    def alarm(kind: Kind, message: str, hint: str) -> Alarm:
        return Alarm(kind, link.address, link.title, link.where, message, hint)

    if wrong := _malformed(link.address):
        yield alarm("malformed", wrong, "Copy the address from the browser's address bar")
        return
    parts = urlsplit(link.address)
    if parts.scheme == "http":
        yield alarm("http", "it is not encrypted (http:)", "See whether the page is there with https:, and use that")
    tracked = sorted({key for key, _ in parse_qsl(parts.query) if _TRACKING.match(key)})
    if tracked:
        yield alarm("tracking", f"it tracks who follows it ({', '.join(tracked)})", "Leave that part out")
    length = len(link.address.encode())
    if length > MOST_BYTES:
        message = f"it has {length} characters, and a good code holds {MOST_BYTES}"
        yield alarm("too-long", message, "Look for a shorter address of the same page")
    if promise := _broken_promise(link, parts.hostname or ""):
        yield alarm("promise", promise, "Open the page and see whether it is what the title says")
    if mixed := _mixed(link):
        yield alarm("language", mixed, "Open the page and see which language it is in")


def _malformed(address: str) -> str:
    """Return what is wrong with an address as such; "" for nothing."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return "it is no address"
    if parts.scheme not in ("http", "https") or not host:
        return "it is no full web address"
    if re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", address):
        return "it holds a character that no address may hold"
    if "." not in host or host.startswith(".") or ".." in host:
        return f"{host!r} is no name of a site"
    if re.search(r"%(?![0-9A-Fa-f]{2})", address):
        return "a % in it is not followed by two digits"
    if re.search(r"https?:/", parts.path):
        return "another address begins inside it"
    return _pubmed(parts.query) if host.endswith("ncbi.nlm.nih.gov") else ""


def _pubmed(query: str) -> str:
    """Return what PubMed will not understand in a search: a qualifier such as `neop` for `noexp`."""
    term = " ".join(value for key, value in parse_qsl(query) if key == "term")
    for field in _PUBMED_FIELD.findall(unquote(term)):
        name, colon, qualifier = field.partition(":")
        if colon and not _PUBMED_QUALIFIER.fullmatch(qualifier.strip()):
            return f"PubMed knows no [{name}:{qualifier}]; “noexp” may be meant"
    return ""


def _near(link: KnownLink, right: object) -> Iterator[Alarm]:
    other = near(link.address, right)  # type: ignore[arg-type]
    if other:
        message = f"it is one letter off from {other}, which is known"
        yield Alarm("near-duplicate", link.address, link.title, link.where, message, "See which of the two is right")


def _broken_promise(link: KnownLink, host: str) -> str:
    host = host.removeprefix("www.")
    for named in _HOST_IN_TITLE.findall(link.title):
        if not _same_site(host, named.lower()):
            return f"the title names {named}, and the page is on {host}"
    title = link.title.lower()
    for words, sites in _PROMISES.items():
        promised = words in (name.lower() for name in link.organizations) or (len(words) < 20 and _named(title, words))
        if promised and not any(_same_site(host, site) for site in sites):
            return f"“{words}” is promised, and the page is on {host}"
    return ""


def _named(title: str, words: str) -> bool:
    """Say whether a title ends by naming a site ("Asthma: MedlinePlus") or begins with it ("YouTube: …")."""
    return bool(re.search(rf"(?:^{re.escape(words)}\b\s*[:(]|[:|–-]\s*{re.escape(words)}(?: \w+)?$)", title))


def _same_site(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}") or site.endswith(f".{host}")


def _mixed(link: KnownLink) -> str:
    if link.twin and link.address == link.twin:
        return "the page in the other language is the same page"
    spanish, english = _SPANISH_PART.search(link.address), _ENGLISH_PART.search(link.address)
    if link.lang == "en" and spanish:
        return f"it is an English link, and its address says Spanish ({spanish[0].strip('/')})"
    if link.lang == "es" and english and not spanish:
        return f"it is a Spanish link, and its address says English ({english[0].strip('/')})"
    return ""


def _one_for_two(links: Iterable[KnownLink]) -> Iterator[Alarm]:
    """Yield addresses that are given as the other language of two different pages."""
    twins = defaultdict[str, dict[tuple[str, ...], KnownLink]](dict)
    for link in links:
        if link.twin:
            twins[link.address].setdefault(key_of(link.twin), link)
    for address, by_page in twins.items():
        if len(by_page) > 1:
            pages = " and ".join(sorted(link.twin for link in by_page.values()))
            first = next(iter(by_page.values()))
            titles = " / ".join(dict.fromkeys(link.title for link in by_page.values()))
            message = f"one page in {first.lang!r} is given for {len(by_page)} pages: {pages}"
            hint = "Open all of them, and give each its own page"
            yield Alarm("one-for-two", address, titles, first.where, message, hint)
