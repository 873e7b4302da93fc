"""Content in: each provider's files become topics, and nothing of their markup gets further.

`load_topics` takes any file a person may have and tells from its content what it is. The readers themselves are
imported when they are needed, so that asking the program for help stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from handouts.errors import RequestError, SourceError
from handouts.model import Topic
from handouts.sources.files import ACCEPTED, SourceFile, load_file, load_head, signature
from handouts.sources.join import join_topics

__all__ = ["is_topics_xml", "join_topics", "load_topics"]

_TOPICS_XML = re.compile(rb"<(?:health-topics|nlmSearchResult)\b")
_MAIL = re.compile(r"\s*(?:From|MIME-Version|Snapshot-Content-Location):", re.IGNORECASE)
_SUMMARY = re.compile(r"\sid\s*=\s*[\"']?topic-summary\b")


def load_topics(
    path: Path,
    *,
    wanted: str = "",
    retrieved: date | None = None,
    nothing: Callable[[str], str] | None = None,
) -> tuple[Topic, ...]:
    """Return the topics of a file or topic folder, each in the languages that it has there.

    Args:
        path: a saved page, a page as text, a topics XML file, or our own topic's folder or its `en.md`.
        wanted: which topic of a topics XML file: a title, an id or a page address.
        retrieved: the day a page was fetched, where someone knows it; a topics XML file says so itself.
        nothing: what to print where a translation of ours is missing; see `markdown.load_topic`.

    Raises:
        SourceError: it is nothing of all this; the message says what it looks like and what is accepted.
        RequestError: it is a topics XML file and `wanted` is empty, or not in it.
        ContentError: the topic in it has no text.
    """
    if path.is_dir() or path.name == "en.md":
        return (_own_topic(path if path.is_dir() else path.parent, nothing),)
    head = load_head(path)
    if _TOPICS_XML.search(head) or _is_zipped_xml(head):
        return (_xml_topic(path, wanted),)
    if looks := signature(head):
        raise SourceError(
            f"this is {looks[0]}, not a topic", place=str(path), hint=f"{looks[1]}. {ACCEPTED}".lstrip(". ")
        )
    file = load_file(path)
    kind = _kind(file)
    if kind == "page":
        from handouts.sources import medlineplus_page

        return (medlineplus_page.to_topic(file, retrieved=retrieved),)
    from handouts.sources import medlineplus_text

    return (medlineplus_text.to_topic(file.text, sha256=file.sha256, place=file.place, retrieved=retrieved),)


def is_topics_xml(path: Path) -> bool:
    """Say whether a file is topics XML, as it is or zipped: it holds many topics, and is read one by one.

    Raises:
        SourceError: there is no such file, it is a folder, it is empty, or it cannot be read.
    """
    head = load_head(path)
    return _TOPICS_XML.search(head) is not None or _is_zipped_xml(head)


def _kind(file: SourceFile) -> Literal["page", "text"]:
    """Return which form of a topic page a text is.

    Raises:
        SourceError: it is neither.
    """
    from handouts.sources import medlineplus_text, page_markup

    text = file.text.lstrip()
    if _MAIL.match(text):
        looks, hint = "a web archive in mail format", "Save the page as “Webpage, HTML only”"
    elif page_markup.looks_like_page(text) or _SUMMARY.search(text):
        return "page"
    elif medlineplus_text.looks_like_topic(text):
        return "text"
    elif text.startswith("<"):
        looks, hint = "XML, but no MedlinePlus topics file", ""
    elif text.startswith("---") or file.place.endswith((".md", ".po")):
        looks, hint = "Markdown or a translation, but no topic folder", "Give the folder, with its text in en.md"
    elif re.match(r"[{\[]\s*[\"{\[\d]", text):
        looks, hint = "JSON", ""
    else:
        looks, hint = "text without a topic page's address", "The page as text has a line “URL of this page”"
    raise SourceError(f"this looks like {looks}", place=file.place, hint=f"{hint}. {ACCEPTED}".lstrip(". "))


def _own_topic(folder: Path, nothing: Callable[[str], str] | None) -> Topic:
    from handouts.sources import markdown

    if not (folder / "en.md").is_file():
        raise SourceError("this folder has no en.md, so it is no topic", place=str(folder), hint=ACCEPTED)
    return markdown.load_topic(folder, nothing=nothing)


def _xml_topic(path: Path, wanted: str) -> Topic:
    from handouts.sources import medlineplus_xml

    if not wanted:
        raise RequestError(
            "this file holds many topics, and none of them was asked for",
            place=str(path),
            hint=f"Name one: handouts make TOPIC --from {path}; handouts list topics --from {path} names them all",
        )
    return medlineplus_xml.load_topic(path, wanted)


def _is_zipped_xml(head: bytes) -> bool:
    """Say whether a zip archive begins with an XML file, as NLM's own does; an office document begins otherwise."""
    name_bytes = int.from_bytes(head[26:28], "little")  # APPNOTE.TXT 4.3.7: the name's length, and the name at 30
    return (
        head.startswith(b"PK\x03\x04")
        and head[30 : 30 + name_bytes].lower().endswith(b".xml")
        and b"[Content" not in head
    )
