"""Lists: numbered, bulleted and of definitions, each item a label and a body.

Source: ISO 32000-1, 14.8.4.3.3 (L, LI, Lbl, LBody) and table 347 (ListNumbering).
"""

from __future__ import annotations

from handouts.render.structure.nodes import Elem, Kid, Source, Standard
from handouts.render.structure.roles import STRIPPED, is_listed
from handouts.render.structure.shaping import in_line, mixed, paragraphs

_NUMBERING = {
    "disc": b"/Disc",
    "circle": b"/Circle",
    "square": b"/Square",
    "decimal": b"/Decimal",
    "decimal-leading-zero": b"/Decimal",
    "lower-alpha": b"/LowerAlpha",
    "lower-latin": b"/LowerAlpha",
    "upper-alpha": b"/UpperAlpha",
    "upper-latin": b"/UpperAlpha",
    "lower-roman": b"/LowerRoman",
    "upper-roman": b"/UpperRoman",
}


def shape_list(source: Source, labels: list[Kid], kids: list[Kid], lang: str, standard: Standard) -> list[Kid]:
    """Return a list; what stands in it outside an item becomes one, a list right inside it joins the item before."""
    kids = [*labels, *kids]
    if source.get("role") in STRIPPED or not kids:
        return paragraphs(kids, lang)
    items: list[Kid] = []
    for kid in paragraphs(kids, lang):
        if isinstance(kid, Elem) and kid.role == "LI":
            items.append(kid)
        elif isinstance(kid, Elem) and kid.role == "L" and items:
            _join(items[-1], kid)
        else:
            items.append(Elem("LI", [Elem("LBody", [kid], lang)], lang))
    return [Elem("L", items, lang, source=source, attributes=_numbering(source, standard))]


def join_parts(root: Elem) -> None:
    """Make one list of the parts that share a name: items that stand in rows of their own, beside another language's.

    The name is the attribute `data-list`; the parts lie in elements without a type of their own, such as table rows on
    `div`s. The list reads where its first part stands.
    """
    for element in root.walk():
        begun: dict[str, Elem] = {}
        kept: list[Kid] = []
        for kid in element.kids:
            name = kid.source.get("data-list") if isinstance(kid, Elem) and kid.role == "L" and kid.source else None
            if isinstance(kid, Elem) and name in begun:
                begun[name].kids.extend(kid.kids)
                continue
            if isinstance(kid, Elem) and name:
                begun[name] = kid
            kept.append(kid)
        element.kids[:] = kept


def _join(item: Kid, inner: Elem) -> None:
    if isinstance(item, Elem):
        body = next((kid for kid in item.kids if isinstance(kid, Elem) and kid.role == "LBody"), None)
        if body is None:
            item.kids.append(Elem("LBody", [inner], item.lang))
        else:
            body.kids[:] = paragraphs([*body.kids, inner], body.lang)


def _numbering(source: Source, standard: Standard) -> dict[bytes, bytes]:
    """Return the list attributes; marks of the author's own are "None", in PDF 2.0 "Unordered" or "Ordered"."""
    found = _NUMBERING.get(source.numbering)
    if found is None and standard == "ua-2" and source.numbering != "none":
        found = b"/Ordered" if source.tag == "ol" else b"/Unordered"
    return {b"O": b"/List", b"ListNumbering": found or b"/None"}


def shape_item(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return a list item; outside a list its words are a paragraph."""
    if not is_listed(source):
        return paragraphs([*labels, *kids], lang)
    made: list[Kid] = [Elem("Lbl", labels, lang)] if labels else []
    if kids:
        made.append(Elem("LBody", mixed(kids, lang), lang))
    return [Elem("LI", made, lang, source=source)] if made else []


def shape_definition(source: Source, labels: list[Kid], kids: list[Kid], lang: str, _standard: Standard) -> list[Kid]:
    """Return a term as a label, its definition as a body; outside a <dl> both are paragraphs."""
    kids = [*labels, *kids]
    around = next((one for one in source.ancestors() if one.tag != "div"), None)
    if around is None or around.tag != "dl" or not kids:
        return paragraphs(kids, lang)
    if source.tag == "dt":
        words, after = in_line(kids, lang)
        return [Elem("Lbl", words, lang, source=source), *after] if words else after
    return [Elem("LBody", mixed(kids, lang), lang, source=source)]


def shape_definitions(source: Source, labels: list[Kid], kids: list[Kid], lang: str, standard: Standard) -> list[Kid]:
    """Return a list of definitions: an item for each group of terms and what they mean."""
    items: list[Elem] = []
    for kid in paragraphs([*labels, *kids], lang):
        part = kid if isinstance(kid, Elem) and kid.role in ("Lbl", "LBody") else Elem("LBody", [kid], lang)
        begins = part.role == "Lbl" and items and any(isinstance(k, Elem) and k.role == "LBody" for k in items[-1].kids)
        if not items or begins:
            items.append(Elem("LI", [], lang))
        items[-1].kids.append(part)
    if not items:
        return []
    numbering = b"/Description" if standard == "ua-2" else b"/None"
    attributes = {b"O": b"/List", b"ListNumbering": numbering}
    return [Elem("L", list(items), lang, source=source, attributes=attributes)]
