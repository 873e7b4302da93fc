"""A topic as a folder of ours, ready to adapt: `en.md`, and a PO file for each other language.

What the folder's form cannot hold is left out, and every such thing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.errors import RequestError
from handouts.exporting.english import to_english
from handouts.exporting.translation import to_translation
from handouts.model import Article, LinkSection, Topic
from handouts.sources.markdown.page import to_page
from handouts.sources.markdown.writing import Say, can_hold, tidy_blocks


@dataclass(frozen=True, slots=True)
class Exported:
    """A topic's files, and what they cannot hold.

    Args:
        files: name to content.
        lost: one sentence for each thing that was left out or changed.
    """

    files: Mapping[str, bytes]
    lost: tuple[str, ...]


def to_files(topic: Topic) -> Exported:
    """Return a topic as the files of a topic folder.

    Raises:
        RequestError: the topic has no English, with which such a folder begins.
        ContentError: a sentence cannot be written in Markdown at all.
    """
    if "en" not in topic.articles:
        raise RequestError(
            f"the topic is there in {', '.join(topic.languages)} only, and a topic of ours begins with its English",
            place=topic.id,
            hint="Write en.md yourself, and have it translated",
        )
    lost: list[str] = []
    english = topic.articles["en"]
    others = [article for lang, article in topic.articles.items() if lang != "en"]
    blocks = tidy_blocks(english.blocks, lost.append)
    sections = _with_known_pages(english.sections, others, lost.append)
    text = to_english(topic, english, blocks, sections, lost.append)
    page = to_page(text, topic.id)
    files = {"en.md": text.encode()}
    for article in others:
        files[f"{article.lang}.po"] = to_translation(page, english, article, lost.append).encode()
    _say_what_has_no_form(topic, others, sections, lost.append)
    return Exported(files, tuple(dict.fromkeys(lost)))


def _say_what_has_no_form(topic: Topic, others: Sequence[Article], sections: Sequence[LinkSection], say: Say) -> None:
    for article in topic.articles.values():
        hidden = [name for name in article.see_references if name not in article.synonyms]
        if hidden:
            say(f"names it can only be found under ({article.lang}): {'; '.join(hidden)}")
    if topic.other_languages:
        say(f"pages in other languages: {', '.join(other.endonym for other in topic.other_languages)}")
    for article in others:
        kept = {a.address for s in sections for link in s.links for a in link.alternates if a.lang == article.lang}
        gone = [link.title for section in article.sections for link in section.links if link.address not in kept]
        if gone:
            say(f"{len(gone)} links of the {article.lang} article that no English link names: {'; '.join(gone)}")


def _with_known_pages(sections: Sequence[LinkSection], others: Sequence[Article], say: Say) -> tuple[LinkSection, ...]:
    """Return the sections without pages in a language whose article does not name them.

    Their titles are not known, and a translation without them would not be complete. Where there is no article in that
    language, they stay: its translator has everything to do anyway.
    """
    known = {(a.lang, link.address) for a in others for section in a.sections for link in section.links}
    free = {other.lang for section in sections for link in section.links for other in link.alternates}
    free -= {article.lang for article in others}
    out, untitled = [], 0
    for section in sections:
        links = []
        for link in section.links:
            held = [other for other in link.alternates if can_hold(other.address)]
            kept = tuple(other for other in held if other.lang in free or (other.lang, other.address) in known)
            untitled += len(link.alternates) - len(kept)
            links.append(replace(link, alternates=kept))
        out.append(replace(section, links=tuple(links)))
    if untitled:
        say(f"{untitled} pages in another language behind English links, whose titles are not known")
    return tuple(out)
