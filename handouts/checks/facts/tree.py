"""Read the structure tree: every element once, in reading order, however it is built or broken.

Source: ISO 32000-1:2008, 14.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.checks.facts.objects import entries, identity, integer, items, name, plain, text
from handouts.checks.facts.painted import Mark, MarkKey
from handouts.checks.facts.roles import INLINE, Roles, read_roles, role_of
from handouts.checks.facts.types import Element, Piece

MOST_ELEMENTS = 300_000
DEEPEST = 200

Objgen = tuple[int, int]


@dataclass(slots=True)
class _Node:
    """An element while its kids are still being read."""

    index: int
    parent: int
    depth: int
    found: dict[str, object]
    identity: Objgen
    role: str
    namespace: str
    page: int | None
    language: str
    block: int
    linked: bool
    alternative: bool
    first: int
    last: int = 0
    children: list[int] = field(default_factory=list)
    marks: list[MarkKey] = field(default_factory=list)
    objects: list[Objgen] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """The tree as it is read.

    Args:
        owners: tagged content to the element that holds it.
        objects: object (an annotation, a picture) to the element that holds it.
        places: object number of an element to its index.
    """

    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    owners: dict[MarkKey, int] = field(default_factory=dict)
    objects: dict[Objgen, int] = field(default_factory=dict)
    places: dict[Objgen, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """What the walk needs at every step."""

    roles: Roles
    classes: Mapping[str, object]
    pages: Mapping[Objgen, int]
    marks: Mapping[MarkKey, Mark]
    tree: Tree
    nodes: list[_Node] = field(default_factory=list)


def read_tree(root: object, pages: Mapping[Objgen, int], marks: Mapping[MarkKey, Mark], lang: str) -> Tree:
    """Return what a structure tree's root leads to.

    Args:
        pages: object number of a page to its index.
        lang: the document's language.
    """
    found = entries(root)
    walk = _Walk(read_roles(found), entries(found.get("/ClassMap")), pages, marks, Tree())
    # An entry is a kid still to be read, or an element whose kids have all been read.
    waiting: list[tuple[object, int] | _Node] = [(kid, -1) for kid in reversed(items(found.get("/K")))]
    seen: set[Objgen] = set()
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, _Node):
            entry.last = len(walk.tree.pieces)
            continue
        kid, parent = entry
        above = walk.nodes[parent] if parent >= 0 else None
        fields = entries(kid)
        if above is not None and _content(walk, above, kid, fields):
            continue
        node = _element(walk, above, kid, fields, seen, lang, identity(root))
        if node is not None:
            waiting.append(node)
            waiting += [(inner, node.index) for inner in reversed(items(fields.get("/K")))]
    walk.tree.elements = [_frozen(walk, node) for node in walk.nodes]
    return walk.tree


def _content(walk: _Walk, node: _Node, kid: object, fields: dict[str, object]) -> bool:
    """Take a kid that is content and no element; say whether it was one."""
    number = integer(kid)
    if number is not None:
        _mark(walk, node, node.page, 0, number)
        return True
    kind = name(fields.get("/Type"))
    page = walk.pages.get(identity(fields.get("/Pg")), node.page)
    if kind == "MCR":
        form = identity(fields.get("/Stm"))[0]
        _mark(walk, node, page, form, integer(fields.get("/MCID")))
    elif kind == "OBJR":
        owned = identity(fields.get("/Obj"))
        node.objects.append(owned)
        walk.tree.objects.setdefault(owned, node.index)
    return kind in ("MCR", "OBJR")


def _mark(walk: _Walk, node: _Node, page: int | None, form: int, number: int | None) -> None:
    tree = walk.tree
    key = (-1 if page is None else page, form, -1 if number is None else number)
    node.marks.append(key)
    if key in tree.owners:
        tree.problems.append(f"page {key[0] + 1}: the tagged content {key[2]} belongs to two elements")
        return
    tree.owners[key] = node.index
    mark = walk.marks.get(key)
    if mark is None:
        tree.problems.append(f"page {key[0] + 1}: an element names the tagged content {key[2]}, which is not there")
    elif not node.alternative:
        described = mark.alt is not None and mark.actual_text is None
        said = mark.alt if described and mark.alt is not None else mark.text
        tree.pieces.append(Piece(said, mark.lang or node.language, key[0], node.index, node.block, key, described))


def _element(
    walk: _Walk,
    above: _Node | None,
    kid: object,
    fields: dict[str, object],
    seen: set[Objgen],
    lang: str,
    root: Objgen,
) -> _Node | None:
    tree = walk.tree
    own = identity(kid)
    depth = above.depth + 1 if above else 0
    if not fields or own in seen or depth > DEEPEST or len(walk.nodes) >= MOST_ELEMENTS:
        tree.problems.append(_why_not(bool(fields), own in seen, depth))
        return None
    if own != (0, 0):
        seen.add(own)
    role, namespace = role_of(walk.roles, name(fields.get("/S")), fields.get("/NS"))
    index = len(walk.nodes)
    actual, alt = text(fields.get("/ActualText")), text(fields.get("/Alt"))
    stands_for = actual is not None or alt is not None
    node = _Node(
        index=index,
        parent=above.index if above else -1,
        depth=depth,
        found=fields,
        identity=own,
        role=role,
        namespace=namespace,
        page=walk.pages.get(identity(fields.get("/Pg")), above.page if above else None),
        language=text(fields.get("/Lang")) or (above.language if above else lang),
        block=above.block if above and role in INLINE else index,
        linked=identity(fields.get("/P")) == (above.identity if above else root),
        alternative=stands_for or (above.alternative if above else False),
        first=len(tree.pieces),
    )
    walk.nodes.append(node)
    tree.places[own] = index
    if above:
        above.children.append(index)
    if stands_for and not (above and above.alternative):
        page = -1 if node.page is None else node.page
        heard = (alt if actual is None else actual) or ""
        tree.pieces.append(Piece(heard, node.language, page, index, node.block, None, alternative=actual is None))
    return node


def _why_not(is_dictionary: bool, again: bool, depth: int) -> str:
    if not is_dictionary:
        return "the tag tree holds something that is no element"
    if again:
        return "the tag tree leads to the same element twice"
    return "the tag tree is too deep" if depth > DEEPEST else f"the tag tree has over {MOST_ELEMENTS} elements"


def _frozen(walk: _Walk, node: _Node) -> Element:
    found = node.found
    pages = [key[0] for key in node.marks if key[0] >= 0]
    return Element(
        index=node.index,
        parent=node.parent,
        tag=name(found.get("/S")),
        role=node.role,
        namespace=node.namespace,
        page=pages[0] if pages else node.page,
        lang=text(found.get("/Lang")),
        language=node.language,
        alt=text(found.get("/Alt")),
        actual_text=text(found.get("/ActualText")),
        expansion=text(found.get("/E")),
        title=text(found.get("/T")),
        id=text(found.get("/ID")),
        attributes=_attributes(found, walk.classes),
        children=tuple(node.children),
        marks=tuple(node.marks),
        objects=tuple(node.objects),
        first=node.first,
        last=node.last,
        refs=len(items(found.get("/Ref"))),
        linked=node.linked,
    )


def _attributes(found: dict[str, object], classes: Mapping[str, object]) -> dict[str, object]:
    """Return the attributes of all owners in one; those given directly win over those of a class."""
    if "/A" not in found and "/C" not in found:
        return {}
    named = [item for key in items(found.get("/C")) for item in items(classes.get(f"/{name(key)}"))]
    merged: dict[str, object] = {}
    for group in (*named, *items(found.get("/A"))):
        for key, value in entries(group).items():
            merged[key[1:]] = plain(value)
    merged.pop("O", None)
    return merged
