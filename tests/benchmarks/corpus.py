"""Write a topics XML file of the real one's size and shape, in our own words, so that claims of size can be repeated.

    python tests/benchmarks/corpus.py OUT.xml [--topics N] [--change PERCENT]

The real file's numbers are held by `QUANTILES`; the oddities that readers of the real one must survive are all in.
The same arguments give the same bytes: nothing but `random()` is asked of the generator, and every topic has its own.
With --change the file is the next day's, in which that share of the topics says something else.
"""

from __future__ import annotations

import argparse
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import yaml

SEED = 20260830
RECORDS = 2044
GENERATED = datetime(2026, 8, 29, 2, 30, 25)  # noqa: DTZ001 - the file has no time zone either
LANGUAGES = ("en", "es")
_NAMES = {"en": "English", "es": "Spanish"}
_ROOT = "https://medlineplus.gov/"

# What is to come out: (share of the topics, value), straight lines between.
QUANTILES: Mapping[str, Sequence[tuple[float, float]]] = {
    "links en": ((0, 4), (0.25, 13), (0.5, 21.8), (0.83, 53), (0.97, 71), (1, 95)),
    "links es": ((0, 4), (0.25, 6), (0.5, 11), (0.75, 16), (0.95, 50), (1, 58)),
    "address": ((0, 14), (0.1, 34), (0.5, 57), (0.952, 104), (0.995, 260), (1, 389)),
    "summary": ((0, 720), (0.5, 970), (0.8, 1500), (0.97, 2500), (1, 3200)),
    # and one that is there in Spanish only is far longer than all others
    "synonyms": ((0, 0), (0.5, 1.4), (1, 6.4)),
    "related": ((0, 0), (0.5, 1.4), (1, 16.4)),
}
LONGEST = 8900
"""Characters of the one summary, there in Spanish only, that is far longer than all others."""
_STEPS = {"links": 0.6180339887, "summary": 0.4142135624, "synonyms": 0.7320508076, "related": 0.2360679775}


@dataclass(frozen=True)
class Subject:
    """One topic: titles and other names in both languages, and where it stands in the row of all."""

    number: int
    titles: Mapping[str, str]
    synonyms: Mapping[str, Sequence[str]]
    part: tuple[str, str]
    languages: tuple[str, ...]

    def page(self, lang: str) -> str:
        return (
            _ROOT + ("spanish/" if lang == "es" else "") + re.sub(r"[^a-z0-9]", "", self.titles["en"].lower()) + ".html"
        )

    def ident(self, lang: str) -> str:
        return str(2 * self.number + 1001 + LANGUAGES.index(lang))


@cache
def words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return loaded


def value(name: str, share: float) -> float:
    """Return the value that this share of all stays below."""
    points = QUANTILES[name]
    for (low, start), (high, end) in pairwise(points):
        if share <= high:
            return start + (end - start) * (share - low) / (high - low)
    return points[-1][1]


def spread(number: int, of: int, name: str) -> float:
    """Return shares that lie evenly in 0 to 1 whatever the number of topics; the ends are among them."""
    if number in (0, of - 1):
        return float(number > 0)
    return (0.5 + number * _STEPS[name]) % 1


def subjects(records: int) -> list[Subject]:
    """Return the topics of so many records; one in a hundred is there in one language only."""
    alone = records // 100 + (records - records // 100) % 2
    count = (records - alone) // 2 + alone
    known = words()
    rows = [(en, es, names_en, names_es, ("body", "cuerpo")) for en, (es, names_en, names_es) in known["named"].items()]
    rows += [
        (
            f"{part.title()} {kind}",
            f"{de} {parte}",
            [f"{kind} of the {part.title()}"],
            [f"{parte.title()}, {de[:-3]}"],
            (part, parte),
        )
        for (kind, de), (part, parte) in product(known["kinds"].items(), known["parts"].items())
    ]
    if count > len(rows):
        raise SystemExit(f"There are words for {len(rows)} topics, not for {count}.")
    return [
        Subject(
            number,
            {"en": en, "es": es},
            {"en": other_en, "es": other_es},
            part,
            (("en",), ("es",))[number % 2] if count - number <= alone else LANGUAGES,
        )
        for number, (en, es, other_en, other_es, part) in enumerate(rows[:count])
    ]


# --------------------------------------------------------------------------- one topic


@dataclass
class Writer:
    """Chooses for one topic; `rng` gives the same row of choices for both of its languages."""

    subject: Subject
    of: int
    rng: random.Random
    changed: bool
    said: list[str] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, name: str) -> tuple[str, str]:
        pairs: list[tuple[str, str]] = list(words()[name].items())
        return pairs[int(self.rng.random() * len(pairs))]

    def say(self, name: str) -> tuple[str, str]:
        """Return one text in both languages with its gaps filled."""
        texts = next(pair for pair in iter(lambda: self.pick(name), None) if pair[0] not in self.said[-6:])
        self.said.append(texts[0])
        gaps = {"w": self.pick("people"), "a": self.pick("acts"), "f": self.pick("foods"), "p": self.subject.part}
        number = str(2 + int(self.rng.random() * 9))
        filled = []
        for side, text in enumerate(texts):
            title = self.subject.titles[LANGUAGES[side]]
            subject = title if name == "link_titles" else title[0].lower() + title[1:]
            said = {key: pair[side] for key, pair in gaps.items()}
            filled.append(text.format(s=subject, n=number, **said))
        return filled[0], filled[1]


def summary(writer: Writer) -> dict[str, str]:
    """Return the summary's HTML in each language: the same paragraphs, nine times in ten."""
    subject = writer.subject
    goal = value("summary", spread(subject.number, writer.of, "summary"))
    if subject.languages == ("es",) and subject.number >= writer.of - 2:
        goal = LONGEST
    html = {"en": "", "es": ""}
    if writer.changed:
        _add(
            html,
            "<p>{}</p>\n\n",
            [("This page has been looked through and says more now.", "Esta página se ha revisado y ahora dice más.")],
        )
    attribution = writer.pick("attributions") if writer.chance(0.67) else None
    tail = len(attribution[0]) + 20 if attribution else 0
    long = goal > 2000
    while len(html["en"]) + tail < goal - 40:
        left = goal - tail - len(html["en"])
        if long and writer.chance(0.3):
            _add(html, "<h3>{}</h3>\n", [writer.say("headings")])
        if left > 300 and writer.chance(0.35):
            _list(writer, html)
        else:
            texts = [
                writer.say("sentences") for _ in range(min(2 + int(writer.rng.random() * 4), 1 + int(left // 110)))
            ]
            if writer.chance(0.25):
                linked = f'<a href="{_ROOT}skinpain.html">', f'<a href="{_ROOT}spanish/skinpain.html">'
                texts.append((f"See also {linked[0]}skin pain</a>.", f"Vea también {linked[1]}dolor de piel</a>."))
            _add(html, "<p>{}</p>\n\n", texts)
    if writer.chance(0.1):  # not every pair is parallel
        html["es"] = re.sub(r"</p>\s*<p>", " ", html["es"], count=1)
    if attribution:
        _add(html, '<p class="">{}</p>', [attribution])
    return html


def _add(html: dict[str, str], form: str, texts: Sequence[tuple[str, str]]) -> None:
    for side, lang in enumerate(LANGUAGES):
        html[lang] += form.format(" ".join(text[side] for text in texts))


def _list(writer: Writer, html: dict[str, str]) -> None:
    _add(html, "<p>{}</p>", [("These things count:", "Estas cosas cuentan:")])
    items = [writer.say("items") for _ in range(2 + int(writer.rng.random() * 4))]
    nested = [writer.say("items") for _ in range(2)] if writer.chance(0.1) else []
    for side, lang in enumerate(LANGUAGES):
        inner = "<ul>" + "".join(f"<li>{item[side]}</li>" for item in nested) + "</ul>" if nested else ""
        lines = [f"<li>\t{item[side]} </li>" for item in items[:-1]] + [
            f"<li><strong>{items[-1][side]}</strong>{inner}</li>"
        ]
        html[lang] += "<ul>\n" + "\n".join(lines) + "\n</ul>\n\n"


# --------------------------------------------------------------------------- links


def sites(writer: Writer, lang: str) -> Iterator[str]:
    """Yield the `<site>` elements of a topic, and with them most of what is odd in the real ones."""
    side, subject = LANGUAGES.index(lang), writer.subject
    title = subject.titles[lang]
    count = round(value(f"links {lang}", spread(subject.number, writer.of, "links")))
    for place in range(count):
        category, organization = writer.pick("categories")[side], writer.pick("organizations")[side]
        name = writer.say("link_titles")[side]
        address = _address(writer, f"{subject.titles['en']} {lang} {place}".lower())
        if place == 0:  # the search for articles: no organization, and the topic's bare title
            category = ("Journal Articles", "Artículos científicos")[side]
            name, organization, address = title, "", _search(writer, title)
        elif place == 1 and writer.chance(0.05):
            name = title  # the same title once more
        yield _site(writer, lang, name + ("  " if writer.chance(0.04) else ""), address, category, organization)


def _site(writer: Writer, lang: str, name: str, address: str, category: str, organization: str) -> str:
    about = {"title": name, "url": address}
    if writer.chance(0.45 if lang == "en" else 0.3):  # seldom a link of the other article
        about["language-mapped-url"] = address.replace("//", "//es.", 1)
    shown = [] if writer.chance(0.01) else [category]
    if lang == "es":
        shown += ["Spanish/Español", *(["NON-DISPLAY (Patient Handout)"] if writer.chance(0.4) else [])]
    elif not shown:
        shown = ["NON-DISPLAY (Patient Handout)"]
    lines = [f"\t\t<site{_attributes(about)}>"]
    lines += [f"\t\t\t<information-category>{escape(one)}</information-category>" for one in shown]
    lines += [f"\t\t\t<organization>{escape(organization)}</organization>"] if organization else []
    if writer.chance(0.25):
        mark = ("NIH", "PDF", "Easy-to-Read", "Video", "Game")[int(writer.rng.random() * 5)]
        lines.append(f"\t\t\t<standard-description>{mark}</standard-description>")
    return "\n".join([*lines, "\t\t</site>"])


def _address(writer: Writer, says: str) -> str:
    """Return an address of a length that follows the real ones', never the same twice in a topic."""
    length = round(value("address", writer.rng.random()))
    slug = re.sub(r"[^a-z0-9]+", "-", says)
    start = "http://" if writer.chance(0.03) else "https://"
    if length < 34:
        number = int(slug.rsplit("-", 1)[1])
        return f"{start}{'ab'[number % 2]}{number}.test".ljust(length, "/")[: max(length, 14)]
    address = f"{start}www.library.example/{slug}"
    words_of_it = "-pages-for-people-who-want-to-read-more-about-it"
    while len(address) < length - 1:
        address += words_of_it[: length - 1 - len(address)]
    return f"{address[: length - 1].rstrip('-')}/" if len(address) >= length else address


def _search(writer: Writer, title: str) -> str:
    name = title.replace(" ", "+")
    more = (
        "+AND+".join(f"%22{word}%22%5Bti%5D" for word in name.split("+"))
        + "+AND+english%5Bla%5D+NOT+%28letter%5Bpt%5D%29+"
    )
    long = "+OR+".join(["letter%5Bpt%5D"] * 40) if writer.subject.number == 3 else ""
    return f"https://search.example/?term=%22{name}%22%5Bmajr%3Anoexp%5D+AND+{more}{long}"[:389]


# --------------------------------------------------------------------------- records


def record(writer: Writer, lang: str, html: str, all_subjects: Sequence[Subject]) -> str:
    """Return one `<health-topic>`."""
    subject, side = writer.subject, LANGUAGES.index(lang)
    title = subject.titles[lang]
    groups = dict.fromkeys(writer.pick("groups")[side] for _ in range(1 + int(writer.rng.random() * 2)))
    more = (f"{title}, {word}" for word in ("Adult", "Child", "Mild", "Early", "Late"))
    names = [*subject.synonyms[lang], *more]
    names = names[: int(value("synonyms", spread(subject.number, writer.of, "synonyms")))]
    about = {
        "meta-desc": re.sub("<[^>]+>", "", html)[:150],
        "title": unicodedata.normalize("NFD", title) if subject.number == 4 else title,
        **_named(subject, lang),
        "date-created": f"{1 + subject.number % 12:02}/{1 + subject.number % 28:02}/{1999 + subject.number % 25}",
    }
    lines = [
        f"\t<health-topic{_attributes(about)}>",
        *(element("also-called", name) for name in names),
        element("full-summary", html),
        *(element("group", f"{name} ", url=f"{_ROOT}group{len(name)}.html", id=str(len(name))) for name in groups),
        *_twin(subject, LANGUAGES[1 - side]),
        *(_english_only(writer) if lang == "en" else ()),
        element("primary-institute", writer.pick("organizations")[side], url="https://www.nih.example/"),
        *_related(writer, lang, all_subjects),
        *(element("see-reference", name) for name in names[::2]),
        *sites(writer, lang),
        "\t</health-topic>",
    ]
    return "\n".join(lines)


def element(tag: str, text: str, /, **attributes: str) -> str:
    return f"\t\t<{tag}{_attributes(attributes)}>{escape(text)}</{tag}>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(value)}" for name, value in values.items())


def _named(subject: Subject, lang: str) -> dict[str, str]:
    return {"url": subject.page(lang), "id": subject.ident(lang), "language": _NAMES[lang]}


def _twin(subject: Subject, lang: str) -> Iterator[str]:
    if lang in subject.languages:
        yield element("language-mapped-topic", subject.titles[lang], **_named(subject, lang))


def _english_only(writer: Writer) -> Iterator[str]:
    subject = writer.subject
    descriptor = element("descriptor", subject.titles["en"], id=f"D{subject.number:06}").strip()
    qualifier = element("qualifier", "therapy", id="Q000628").strip()
    yield f"\t\t<mesh-heading>\n\t\t\t{descriptor}\n\t\t\t{qualifier}\n\t\t</mesh-heading>"
    page = subject.page("en").rsplit("/", 1)[1]
    for name, vernacular in words()["languages"].items():
        if writer.chance(0.3):  # spaces, commas and brackets stand in these addresses as they are
            yield element("other-language", name, vernacular_name=vernacular, url=f"{_ROOT}languages/{page}#{name}")


def _related(writer: Writer, lang: str, all_subjects: Sequence[Subject]) -> Iterator[str]:
    for step in range(int(value("related", spread(writer.subject.number, writer.of, "related")))):
        near = all_subjects[(writer.subject.number + 7 * (step + 1)) % len(all_subjects)]
        if lang in near.languages:
            yield element("related-topic", near.titles[lang], url=near.page(lang), id=near.ident(lang))


def to_xml(records: int = RECORDS, change: float = 0) -> str:
    """Return the file.

    Args:
        records: how many there are, English and Spanish.
        change: the share of topics, in percent, that say something else than in the file without this; the file is
            then of the next day.
    """
    known = subjects(records)
    found: list[tuple[str, str]] = []
    for subject in known:
        changed = random.Random(f"{SEED} change {subject.number}").random() < change / 100
        html = summary(Writer(subject, len(known), random.Random(f"{SEED} text {subject.number}"), changed))
        for lang in subject.languages:
            writer = Writer(subject, len(known), random.Random(f"{SEED} {lang} {subject.number}"), changed)
            title = unicodedata.normalize("NFKD", subject.titles[lang]).casefold()
            found.append((f"{title} {lang}", record(writer, lang, html[lang], known)))
    generated = GENERATED + timedelta(days=1 if change else 0)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE health-topics PUBLIC "-//NLM//DTD health-topics //EN" "https://medlineplus.gov/xml/mplus_topics.dtd">\n'
        f'<health-topics total="{len(found)}" date-generated="{generated:%m/%d/%Y %H:%M:%S}">\n'
    )
    return head + "\n".join(text for _, text in sorted(found)) + "\n</health-topics>\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up topics XML file of the real one's size and shape.")
    parser.add_argument("out", type=Path, metavar="OUT.xml")
    parser.add_argument("--topics", type=int, default=RECORDS, help="records, English and Spanish (2044)")
    parser.add_argument(
        "--change", type=float, default=0, metavar="PERCENT", help="the next day's file: this share changed"
    )
    asked = parser.parse_args()
    asked.out.write_bytes(to_xml(asked.topics, asked.change).encode())


if __name__ == "__main__":
    main()
