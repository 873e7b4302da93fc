"""Where translations lie, and how they meet their topics: the PO files of a desk.

A topic folder of ours keeps its translations beside its English (`es.po`). For every other topic, built-in ones and
MedlinePlus's among them, they lie in one folder, `<topic-id>.<language>.po`, and stand in front of whatever translation
the topic comes with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.compose.pairing import pair
from handouts.errors import ContentError, RequestError
from handouts.languages import language
from handouts.library import Library, as_of, history, rewritten_pairs, words_since
from handouts.model import Article, Topic
from handouts.pofile import Credits, Po, load_po, to_text
from handouts.sources import markdown
from handouts.store import safe_name, write_file
from handouts.translation.articles import to_article
from handouts.translation.board import BoardRow, row_of_po, row_of_topic
from handouts.translation.earlier import BlockPair, Earlier, to_entries
from handouts.translation.merging import Translated, translations, updated
from handouts.translation.pieces import Piece, to_entry, to_pieces, with_ids


@dataclass(frozen=True, slots=True)
class Work:
    """One topic that is translated into one language.

    Args:
        topic: with the translation it came with, if any.
        path: of its PO file, which need not be there.
        pieces: today's English.
        po: the translation; None where there is none yet.
        own: whether it is a topic folder of ours, whose texts are Markdown.
        outlived: the English that the provider's own translation was made from, and since when it is another; None
            where nothing is known of that.
    """

    topic: Topic
    lang: str
    path: Path
    pieces: tuple[Piece, ...]
    po: Po | None
    own: bool = False
    outlived: tuple[Article, date] | None = None

    @property
    def english(self) -> Article:
        return self.topic.articles["en"]


def work_on(topic: Topic, lang: str, folder: Path, library: Library | None = None) -> Work:
    """Return a topic's translation into a language, and today's English of it.

    Args:
        folder: where translations lie.
        library: to tell from whether the English has changed since; None for none.

    Raises:
        RequestError: the topic has no English, or English is asked for.
        ContentError: the PO file is not understood.
    """
    _require(topic, lang)
    path = folder / f"{safe_name(topic.id)}.{lang}.po"
    po = load_po(path, lang) if path.exists() else None
    return Work(topic, lang, path, to_pieces(topic.articles["en"], lang), po, outlived=_outlived(topic, lang, library))


def work_on_folder(folder: Path, lang: str) -> Work:
    """Return the translation of a topic folder of ours, and its English.

    Raises:
        RequestError: English is asked for.
        ContentError: a file is not in the format.
    """
    topic = markdown.load_topic(folder)
    _require(topic, lang)
    units = markdown.to_units(markdown.load_page(folder / "en.md"), lang)
    found = with_ids(Piece("", unit.kind, unit.source, unit.under) for unit in units)
    pieces = tuple(replace(piece, id=unit.id) for piece, unit in zip(found, units, strict=True))
    path = folder / f"{lang}.po"
    return Work(topic, lang, path, pieces, load_po(path) if path.exists() else None, own=True)


def _require(topic: Topic, lang: str) -> None:
    if lang == "en":
        raise RequestError("English is what is translated from", place=topic.id, hint="Write --to es")
    language(lang)
    if "en" not in topic.articles:
        raise RequestError(
            "the topic is not there in English, from which it would be translated",
            place=topic.id,
            hint="Give the English page as well",
        )


# --------------------------------------------------------------------------- making and keeping PO files


def fresh_po(work: Work) -> Po:
    """Return a new PO file: everything to translate, filled in with the translation that is there already."""
    if work.own:
        entries = tuple(to_entry(piece) for piece in work.pieces)
    else:
        entries = to_entries(work.pieces, work.english, _earlier(work))
    return Po(work.lang, str(work.path), "", Credits(), entries, header=_header(work.topic.id))


def _header(topic_id: str) -> tuple[tuple[str, str], ...]:
    return (("Project-Id-Version", f"handouts: {topic_id}"),)


def _earlier(work: Work) -> Earlier | None:
    article = work.topic.articles.get(work.lang)
    if article is None:
        return None
    made_from = bool(article.provenance.translated_from)
    certain = made_from and article.provenance.translated_from == work.english.provenance.sha256
    if certain:
        both = zip(work.english.blocks, article.blocks, strict=True)
        pairs: list[BlockPair] = [((one,), (other,), 1.0) for one, other in both]
    else:
        pairs = [(one.left, one.right, one.confidence) for one in pair(work.english, article).pairs]
    whose = {"official": f"{article.provenance.source}'s own translation", "sample": "the sample topic"}
    return Earlier(article, pairs, whose.get(article.provenance.state, "an earlier translation"), certain)


def brought_up(work: Work) -> Work:
    """Return the work with its PO file brought up to today's English, or a new one."""
    if work.po is None:
        return replace(work, po=fresh_po(work))
    return replace(work, po=updated(work.po, work.pieces))


def write_po(work: Work, po: Po) -> Path:
    """Write a PO file in its place, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    return write_file(work.path.parent, work.path.name, to_text(po).encode())


def pieces_of(work: Work) -> tuple[Translated, ...]:
    """Return how far each piece is translated: by the PO file, or in the translation that the topic comes with."""
    if work.po is not None:
        return translations(work.po, work.pieces)
    article = work.topic.articles.get(work.lang)
    start = fresh_po(_as_it_was_translated(work))
    if article is None or article.provenance.state != "official":
        return translations(updated(start, work.pieces), work.pieces)
    sure = replace(start, entries=tuple(replace(entry, fuzzy=False) for entry in start.entries))
    found = translations(updated(sure, work.pieces), work.pieces)
    return tuple(replace(one, state="official") if one.state == "draft" else one for one in found)


def _as_it_was_translated(work: Work) -> Work:
    """Return the work with the English that the provider's translation was made beside, where that is known."""
    if work.outlived is None:
        return work
    english = work.outlived[0]
    topic = replace(work.topic, articles={**work.topic.articles, "en": english})
    return replace(work, topic=topic, pieces=to_pieces(english, work.lang))


def row_of(work: Work) -> BoardRow:
    """Return the row of the board."""
    if work.po is not None:
        return row_of_po(work.topic.id, work.english.title, work.po, work.pieces)
    row = row_of_topic(work.topic, work.lang, work.outlived[1] if work.outlived else None)
    if work.outlived is None:
        return row
    changed = tuple(one.id for one in pieces_of(work) if one.state in ("stale", "missing"))
    return replace(row, changed=changed, pieces=len(work.pieces))


# --------------------------------------------------------------------------- topics with their translations


def with_translations(topic: Topic, folder: Path, library: Library | None = None) -> Topic:
    """Return a topic with the translations of a folder in front of its own, drafts and all.

    Each says how far it can be trusted; a provider's own translation that its English has outlived says so too.

    Raises:
        ContentError: a PO file is not understood, or its tags do not fit.
    """
    articles = dict(topic.articles)
    for path, lang in _files_of(topic.id, folder) if "en" in articles else ():
        po = load_po(path, lang)
        if any(entry.text.strip() for entry in po.entries):
            articles[lang] = to_article(articles["en"], po, nothing(lang))
    for lang in articles:
        if lang != "en" and articles[lang].provenance.state == "official" and _outlived(topic, lang, library):
            articles[lang] = replace(articles[lang], provenance=replace(articles[lang].provenance, stale=True))
    return replace(topic, articles=articles)


def _files_of(topic_id: str, folder: Path) -> Iterator[tuple[Path, str]]:
    name = safe_name(topic_id)
    for path in sorted(folder.glob(f"{name}.*.po")):
        lang = path.name.removeprefix(f"{name}.").removesuffix(".po")
        if "." not in lang:
            yield path, lang


def topic_files(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the topics and languages that a folder has translations of."""
    found = (path.name.removesuffix(".po").rpartition(".") for path in sorted(folder.glob("*.*.po")))
    return tuple((name, lang) for name, _, lang in found)


def nothing(lang: str) -> str:
    """Return what is printed where a translation is missing."""
    _ = language(lang).gettext
    return _("[not translated yet]")


def outlived_topics(library: Library, lang: str) -> tuple[str, ...]:
    """Return the topics whose official translation is older than the words of its English."""
    return tuple(outlived_since(library, lang))


def outlived_since(library: Library, lang: str) -> dict[str, date]:
    """Return the topics whose official translation is older than the words of its English, and since when it is."""
    found = {topic: _since_when(topic, lang, library) for topic in rewritten_pairs(library, lang)}
    return {topic: since[1] for topic, since in found.items() if since}


def _outlived(topic: Topic, lang: str, library: Library | None) -> tuple[Article, date] | None:
    """Return the English that a provider's own translation was made beside, and since when its words are others."""
    since = _since_when(topic.id, lang, library) if library else None
    if library is None or since is None:
        return None
    other, english = since
    try:
        before = as_of(library, topic.id, other).articles.get("en")
    except RequestError:
        return None
    return (before, english) if before is not None else None


def _since_when(topic_id: str, lang: str, library: Library) -> tuple[date, date] | None:
    """Return since when a translation's words and the English ones are what they are; None where it is not behind."""
    versions = ([v for v in history(library, topic_id, tag) if v.provider == "medlineplus"] for tag in ("en", lang))
    english, other = map(words_since, versions)
    return (other, english) if english and other and english > other else None


def require_po(work: Work) -> Po:
    """Return the work's PO file.

    Raises:
        ContentError: there is none.
    """
    if work.po is None:
        raise ContentError(
            f"there is no translation of it into {work.lang!r} here",
            place=str(work.path),
            hint=f"Begin one: handouts translate extract {work.topic.id} --to {work.lang}",
        )
    return work.po
