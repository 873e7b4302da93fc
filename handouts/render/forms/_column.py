"""What one language of a handout says, from first word to last, for the forms that are read in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handouts.compose.handout import (
    Citation,
    Handout,
    Jump,
    Masthead,
    Passage,
    ReferenceSection,
    Row,
    Run,
    Target,
    Words,
)
from handouts.languages import language


@dataclass(frozen=True, slots=True)
class Listed:
    """One link of a column: its number in the handout, the page, and the same page in other languages."""

    number: int
    target: Target
    elsewhere: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Links under one heading."""

    title: str
    title_lang: str
    links: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A block to fill in by hand: its heading, and what it asks.

    Args:
        lines: how many lines to write on, after each question, or after the heading where nothing is asked.
        ticks: whether each line begins with a box to tick.
    """

    title: str
    questions: tuple[str, ...]
    lines: int
    ticks: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One language of a handout.

    Args:
        label: the language's own name; "" for a handout in one language.
        band: "DRAFT", where a text is not final; else "".
        drafts: a sentence for each text that is not final.
        clinic: who hands it out: name, address, telephone, hours.
        patient: whom it is for, and the day; "" where nobody said.
        note: what the clinic writes to the patient, paragraph by paragraph.
        passages: with the number by which one language points at the other, 0 for none.
        only_elsewhere: language tag to the numbers of the links whose pages are in that language alone.
        notice: the clinic's own.
    """

    lang: str
    label: str
    band: str
    drafts: tuple[str, ...]
    clinic: tuple[str, ...]
    patient: str = field(repr=False)
    note: tuple[str, ...] = field(repr=False)
    masthead: Masthead
    passages: tuple[tuple[int, Passage], ...]
    sections: tuple[Section, ...]
    only_elsewhere: tuple[tuple[str, tuple[int, ...]], ...]
    omitted: int
    worksheets: tuple[Worksheet, ...]
    notice: str
    citation: Citation


def columns(handout: Handout) -> tuple[Column, ...]:
    """Return the handout, one language after the other."""
    return tuple(_column(handout, at) for at in range(len(handout.languages)))


def joined_rows(handout: Handout) -> tuple[Row, ...]:
    """Return the rows with each list in one piece where its items stood in rows of their own, for paper's sake."""
    rows: list[Row] = []
    for row in handout.rows:
        if rows and not row.number and _continues(rows[-1], row):
            rows[-1] = replace(rows[-1], cells=tuple(map(_joined, rows[-1].cells, row.cells)))
        else:
            rows.append(row)
    return tuple(rows)


def plain(runs: Sequence[Run], mark: str = " [{}]") -> str:
    """Return the words of running text with the numbers of its links.

    Args:
        mark: how a number is written.
    """
    said = []
    for run in runs:
        if isinstance(run, Words):
            said.append(run.text)
        else:
            number = run.number if isinstance(run, Jump) else 0
            said.append(plain(run.inlines, mark) + (mark.format(number) if number else ""))
    return "".join(said)


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers in short: 1, 3–5."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{g[0]}–{g[-1]}" if len(g) > 2 else ", ".join(map(str, g)) for g in groups)


def only_elsewhere(column: Column) -> Iterator[str]:
    """Yield a sentence for each language that some pages are in alone: which links those are."""
    _ = language(column.lang).gettext
    for lang, numbers in column.only_elsewhere:
        name = language(lang).locale.get_language_name(column.lang) or lang
        yield f"{_('In {language} only').format(language=name)}: {ranges(numbers)}"


def mark_words(target: Target) -> list[str]:
    """Return in words what kind of page a link leads to."""
    _ = language(target.lang).gettext
    words = {"pdf": _("PDF"), "video": _("Video"), "easy-to-read": _("Easy to read"), "game": _("Game")}
    return [words[mark] for mark in target.marks if mark in words]


def omitted(column: Column) -> str:
    """Return how many links were left out on request."""
    ngettext = language(column.lang).ngettext
    said = ngettext(
        "{count} more link is on this topic’s web page.",
        "{count} more links are on this topic’s web page.",
        column.omitted,
    )
    return said.format(count=column.omitted)


def _continues(before: Row, row: Row) -> bool:
    return all(
        len(left) == len(right) == 1 and right[0].part_of and left[0].part_of == right[0].part_of
        for left, right in zip(before.cells, row.cells, strict=True)
    )


def _joined(left: tuple[Passage, ...], right: tuple[Passage, ...]) -> tuple[Passage, ...]:
    return (replace(left[0], entries=left[0].entries + right[0].entries),)


def _column(handout: Handout, at: int) -> Column:
    lang = handout.languages[at]
    several = len(handout.languages) > 1
    linked = [section for section in handout.sections if at < len(section.titles)]  # a key shows no links
    return Column(
        lang=lang,
        label=handout.mastheads[at].endonym if several else "",
        band=language(lang).gettext("DRAFT") if handout.drafts else "",
        drafts=_drafts(handout, lang),
        clinic=_clinic(handout, lang),
        patient=_patient(handout, lang),
        note=_note(handout, lang),
        masthead=handout.mastheads[at],
        passages=tuple((row.number, passage) for row in joined_rows(handout) for passage in row.cells[at]),
        sections=tuple(found for section in linked if (found := _section(section, handout, at)).links),
        only_elsewhere=_only_elsewhere(linked, handout, lang),
        omitted=handout.omitted,
        worksheets=tuple(worksheet(name, lang) for name in handout.worksheets),
        notice=_said(handout.clinic.notices, lang) if handout.clinic else "",
        citation=handout.citations[at],
    )


def _drafts(handout: Handout, lang: str) -> tuple[str, ...]:
    _ = language(lang).gettext
    names = [language(draft).locale.get_language_name(lang) or draft for draft in handout.drafts]
    return tuple(
        _("The {language} text is not final. Do not give it to a patient yet.").format(language=name) for name in names
    )


# --------------------------------------------------------------------------- the clinic's own


def worksheet(name: str, lang: str) -> Worksheet:
    """Return what a block to fill in says in a language."""
    _ = language(lang).gettext
    if name == "to-do":
        return Worksheet(_("What I need to do"), (), 4, ticks=True)
    if name == "teach-back":
        asked = (
            _("What is this sheet about?"),
            _("What will I do when I get home?"),
            _("When will I call the clinic or get help?"),
        )
        return Worksheet(_("In my own words"), asked, 2)
    return Worksheet(_("My notes and questions"), (), 8)


def _said(texts: Mapping[str, str], lang: str) -> str:
    """Return the text in a language; in the first there is where it is not there in that."""
    return texts.get(lang) or next(iter(texts.values()), "")


def _clinic(handout: Handout, lang: str) -> tuple[str, ...]:
    clinic = handout.clinic
    if clinic is None:
        return ()
    said = (_said(clinic.names, lang), _said(clinic.addresses, lang), clinic.telephone, _said(clinic.hours, lang))
    return tuple(line for line in said if line)


def _patient(handout: Handout, lang: str) -> str:
    personal = handout.personal
    if personal is None:
        return ""
    _ = language(lang).gettext
    name = _("For: {name}").format(name=personal.name) if personal.name else ""
    return " · ".join(part for part in (name, language(lang).date(personal.day) if personal.day else "") if part)


def _note(handout: Handout, lang: str) -> tuple[str, ...]:
    text = handout.personal.notes.get(lang, "") if handout.personal else ""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())


# --------------------------------------------------------------------------- links


def _section(section: ReferenceSection, handout: Handout, at: int) -> Section:
    links = [
        Listed(reference.number, target, reference.elsewhere)
        for reference in section.references
        for target in reference.targets
        if _home(target, section, handout) == handout.languages[at]
    ]
    return Section(section.titles[at], section.title_langs[at], tuple(links))


def _home(target: Target, section: ReferenceSection, handout: Handout) -> str:
    """Return the language whose column a link stands in: its page's, or the first where links are not in that."""
    languages = handout.languages[: len(section.titles)]
    return target.lang if target.lang in languages else languages[0]


def _only_elsewhere(
    sections: Sequence[ReferenceSection], handout: Handout, lang: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    found: dict[str, list[int]] = {}
    for section in sections:
        for reference in section.references:
            homes = [_home(target, section, handout) for target in reference.targets]
            if lang not in homes:
                found.setdefault(homes[0], []).append(reference.number)
    return tuple((home, tuple(numbers)) for home, numbers in found.items())
