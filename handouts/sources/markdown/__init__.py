"""Topics of our own: a folder with the English in Markdown, and a PO file for each other language.

    high-blood-pressure/
        en.md       what a librarian writes
        es.po       what a translator gets, and fills in with Poedit, Weblate or an editor

`en.md` has three parts: front matter between two lines of `---` (YAML; `title` and `source` are needed, the others are
synonyms, description, groups, codes, address, attribution, state, created, updated, reviewed), the text, and the links:

    ---
    title: High Blood Pressure
    source: Riverside Clinic
    synonyms: [Hypertension]
    codes: {ICD-10-CM: [I10]}
    state: draft
    updated: 2026-11-21
    ---

    ## What is blood pressure?

    Your heart pumps **blood** through [blood vessels](https://medlineplus.gov/vasculardiseases.html).

    - A list item.
      - One below it.

    # Links

    ## Start Here

    - [High Blood Pressure](https://medlineplus.gov/highbloodpressure.html) (National Library of Medicine)
      - es: <https://medlineplus.gov/spanish/highbloodpressure.html>
      - marks: NIH

The text is CommonMark with headings from ## on, paragraphs, lists, **strong**, *emphasis* and links; anything else
(pictures, tables, HTML, code …) is an error that names the line. Under `# Links`, each `##` is a section, by
MedlinePlus's name where it has one; each item is one link: its title and address, who publishes it in round brackets
(several with ; between), and below it the same page in another language (`es:`) and what kind of page it is (`marks:`
PDF, video, NIH, easy to read, game).

A PO file holds one entry for each heading, paragraph and list item, and for the title, other names, titles of links
that have a page in that language, and the organizations behind them. `msgctxt` is a stable id of the piece, `msgid` its
English, with the Markdown of its links, whose address in the translation may be that of the page in the language.
The header says who answers for it: X-Translator, X-Reviewer, X-Credential, X-State (draft, machine, reviewed, sample).

A translation counts when every piece of it is there: the article it gives has the same blocks, one for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from handouts.errors import ContentError
from handouts.model import Article, Topic
from handouts.pofile import Credits, Po, load_po, to_po
from handouts.sources.markdown.articles import to_english, to_runs, to_translated, with_runs
from handouts.sources.markdown.page import Page, load_page
from handouts.sources.markdown.translation import Translation, UnitState, require_all, to_translations
from handouts.sources.markdown.units import Unit, to_catalogue, to_units

__all__ = [
    "Credits",
    "Page",
    "Po",
    "Translation",
    "Unit",
    "UnitState",
    "list_topics",
    "load_page",
    "load_po",
    "load_topic",
    "to_catalogue",
    "to_po",
    "to_translations",
    "to_units",
]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def list_topics(folder: Path) -> tuple[str, ...]:
    """Return the names of the topics in a folder, sorted: the folders in it that hold an `en.md`."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/en.md")))


def load_topic(folder: Path, *, languages: Collection[str] = (), nothing: Callable[[str], str] | None = None) -> Topic:
    """Read a topic of our own.

    Args:
        folder: the one with `en.md` in it.
        languages: that must be there. A translation that is not complete is left out unless it is asked for here.
        nothing: gives what to print in a language where a translation is missing, so that one which is not complete
            comes as a draft; None to leave it out.

    Raises:
        ContentError: a file is not in the format, a translation has lost a link, or a language asked for is missing or
            not complete; the message names file, line and what to do.
    """
    if not _ID.fullmatch(folder.resolve().name):
        hint = "Use lower-case letters, digits and single hyphens, such as high-blood-pressure"
        raise ContentError(f"{folder.resolve().name!r} is no name for a topic", place=str(folder), hint=hint)
    page = load_page(folder / "en.md")
    articles: dict[str, Article] = {"en": to_english(page)}
    for path in sorted(folder.glob("*.po")):
        po = load_po(path)
        translations = to_translations(page, po)
        if po.lang in languages:
            require_all(translations, page, po)
        if nothing and any(translation.text.strip() for translation in translations):
            translations = tuple(t if t.text.strip() else replace(t, text=nothing(po.lang)) for t in translations)
            wanted = True
        else:
            wanted = all(translation.state == "translated" for translation in translations)
        if wanted:
            pairs = to_runs(articles["en"].blocks, po, translations)
            articles["en"] = replace(articles["en"], blocks=with_runs(page.blocks, (known for known, _ in pairs)))
            articles[po.lang] = to_translated(page, po, translations, (own for _, own in pairs))
    for lang in languages:
        if lang not in articles:
            raise ContentError(
                f"the topic has no {lang}.po", place=str(folder), hint="Languages: " + ", ".join(articles)
            )
    return Topic(page.id, articles, page.front.codes)
