"""One `en.md` as it was read: the English topic, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from handouts.errors import ContentError
from handouts.model import Block
from handouts.sources.markdown.front_matter import FrontMatter, split, to_front_matter
from handouts.sources.markdown.links import SourceSection, to_sections
from handouts.sources.markdown.text import Run, line_of, parse, to_blocks
from handouts.textfile import load_text


@dataclass(frozen=True, slots=True)
class Page:
    """The English of a topic.

    Args:
        id: the topic's name, which is its folder's.
        path: of the file, for messages.
        sha256: of the file's bytes, hexadecimal.
        runs: the runs of words of `blocks`, in reading order.
    """

    id: str
    path: str
    sha256: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...]
    sections: tuple[SourceSection, ...]


def load_page(path: Path) -> Page:
    """Read an `en.md`.

    Raises:
        ContentError: it is not in the format; the message names the line and what to write.
    """
    text, sha256 = load_text(path)
    return to_page(text, path.resolve().parent.name, sha256=sha256, path=str(path))


def to_page(text: str, ident: str, *, sha256: str = "", path: str = "en.md") -> Page:
    """Return what the text of an `en.md` says.

    Args:
        ident: the topic's name.
        path: of the file, for messages.

    Raises:
        ContentError: it is not in the format; the message names the line and what to write.
    """
    yaml, body = split(text, path)
    front = to_front_matter(yaml, path)
    nodes = parse(body, path)
    words, links = _parts(nodes, path)
    blocks, runs = to_blocks(words, path)
    if not any(run.kind != "heading" for run in runs):
        raise ContentError("the topic has no text", place=path, hint="Write a paragraph below the front matter")
    return Page(ident, path, sha256, front, blocks, runs, to_sections(links, path))


def _parts(nodes: Sequence[SyntaxTreeNode], path: str) -> tuple[Sequence[SyntaxTreeNode], Sequence[SyntaxTreeNode]]:
    """Return what stands before and after the heading `# Links`."""
    found = [i for i, node in enumerate(nodes) if node.tag == "h1" and node.children[0].content.strip() == "Links"]
    if len(found) > 1:
        place = f"{path}:{line_of(nodes[found[1]])}"
        raise ContentError("# Links stands twice", place=place, hint="Put all sections of links under the first")
    return (nodes[: found[0]], nodes[found[0] + 1 :]) if found else (nodes, ())
