"""The links of a topic: what follows `# Links` in its file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

from markdown_it.tree import SyntaxTreeNode

from handouts.errors import ContentError
from handouts.model import Alternate, Link, LinkSection, Mark, anchors, plain_text
from handouts.sections import section_id
from handouts.sources.markdown.text import line_of, parse_inlines

_MARKS: Mapping[str, Mark] = {mark.replace("-", " "): mark for mark in get_args(Mark)}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ORGANIZATIONS = re.compile(r"\s*(?:\((.+)\))?\s*")
_EXAMPLE = "Write - [Title](https://…) (Organization), and below it, two spaces in, - es: <https://…> or - marks: PDF"


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link and the line of the file it stands on."""

    link: Link
    line: int


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A section of links and the line of its heading."""

    id: str
    title: str
    line: int
    links: tuple[SourceLink, ...]

    def to_section(self) -> LinkSection:
        return LinkSection(self.id, self.title, tuple(source.link for source in self.links))


def to_sections(nodes: Iterable[SyntaxTreeNode], path: str) -> tuple[SourceSection, ...]:
    """Return the sections of links.

    Args:
        nodes: what follows the heading `# Links`.

    Raises:
        ContentError: something else than `## Section` and lists of links stands there, a section is empty or stands
            twice, or a line is not understood.
    """
    sections: list[SourceSection] = []
    for node in nodes:
        place = f"{path}:{line_of(node)}"
        if node.type == "heading" and node.tag == "h2":
            sections.append(_section(node, sections, path))
        elif node.type == "bullet_list" and sections and not sections[-1].links:
            links = tuple(_source_link(item, path) for item in node.children)
            sections[-1] = replace(sections[-1], links=links)
        else:
            fact = "under # Links stands something that is no section and no list of links"
            raise ContentError(fact, place=place, hint=f"Begin a section with ## Start Here. {_EXAMPLE}")
    for section in sections:
        if not section.links:
            fact = f"the section {section.title!r} has no links"
            raise ContentError(fact, place=f"{path}:{section.line}", hint="Add a link below it, or remove it")
    return tuple(sections)


def _section(node: SyntaxTreeNode, before: Iterable[SourceSection], path: str) -> SourceSection:
    line = line_of(node)
    title = plain_text(parse_inlines(node.children[0].content, "en", path, line)).strip()
    ident = section_id(title, "en")
    for other in before:
        if other.id == ident:
            fact = f"the section {title!r} stands twice: the first is on line {other.line}"
            raise ContentError(fact, place=f"{path}:{line}", hint="Put their links together")
    return SourceSection(ident, title, line, ())


def _source_link(item: SyntaxTreeNode, path: str) -> SourceLink:
    line = line_of(item)
    if not item.children or item.children[0].type != "paragraph":
        raise ContentError("a link is not understood", place=f"{path}:{line}", hint=_EXAMPLE)
    first, *details = item.children
    link = _link(first.children[0], path, line)
    for detail in details:
        if detail.type != "bullet_list":
            raise ContentError("a link is followed by something else", place=f"{path}:{line_of(detail)}", hint=_EXAMPLE)
        for entry in detail.children:
            link = _with_detail(link, entry, path)
    return SourceLink(link, line)


def _link(node: SyntaxTreeNode, path: str, line: int) -> Link:
    head, *rest = parse_inlines(node.content, "en", path, line)
    after = _ORGANIZATIONS.fullmatch(plain_text(rest))
    if len(list(anchors([head, *rest]))) != 1 or not list(anchors([head])) or not after:
        raise ContentError(f"a link is not understood: {node.content!r}", place=f"{path}:{line}", hint=_EXAMPLE)
    names = (name.strip() for name in (after[1] or "").split(";"))
    return replace(next(anchors([head])).link, organizations=tuple(name for name in names if name))


def _with_detail(link: Link, entry: SyntaxTreeNode, path: str) -> Link:
    line = line_of(entry)
    place = f"{path}:{line}"
    if len(entry.children) != 1 or entry.children[0].type != "paragraph":
        raise ContentError("a line below a link is not understood", place=place, hint=_EXAMPLE)
    key, _, value = entry.children[0].children[0].content.partition(":")
    key, value = key.strip().lower(), value.strip()
    if key == "marks":
        return replace(link, marks=_marks(value, place))
    if _LANGUAGE.fullmatch(key) and key != "en":
        address = parse_inlines(f"[{key}]({value})", key, path, line) if value.startswith("<") else ()
        found = list(anchors(address))
        if len(found) != 1:
            raise ContentError(f"no address in {value!r}", place=place, hint=f"Write - {key}: <https://…>")
        if any(alternate.lang == key for alternate in link.alternates):
            raise ContentError(f"{key} stands twice below one link", place=place, hint="Keep one")
        return replace(link, alternates=(*link.alternates, Alternate(key, found[0].link.address)))
    near = difflib.get_close_matches(key, ("marks", "es"), n=1)
    hint = f"Did you mean {near[0]!r}?" if near else _EXAMPLE
    raise ContentError(f"a line below a link begins with {key!r}", place=place, hint=hint)


def _marks(value: str, place: str) -> tuple[Mark, ...]:
    marks: set[Mark] = set()
    for name in value.split(","):
        word = " ".join(name.lower().replace("-", " ").split())
        if word not in _MARKS:
            raise ContentError(f"there is no mark {name.strip()!r}", place=place, hint=f"Marks: {', '.join(_MARKS)}")
        marks.add(_MARKS[word])
    return cast("tuple[Mark, ...]", tuple(sorted(marks)))
