"""Images: a figure with its alternative text, or an artifact where the author says that it only decorates."""

from __future__ import annotations

from handouts.errors import RenderError
from handouts.render.structure.boxes import LAYOUT, number
from handouts.render.structure.nodes import Elem, Kid, Mark, Picture, Source
from handouts.render.structure.roles import STRIPPED
from handouts.render.structure.shaping import place, spoken

SVG = "{http://www.w3.org/2000/svg}"


def shape_figure(source: Source, kids: list[Kid], lang: str, artifacts: dict[Mark, bytes]) -> list[Kid]:
    """Return the children of an image with its pictures made figures; decoration goes to `artifacts`.

    Raises:
        RenderError: nobody wrote what the image shows, nor that it is decoration.
    """
    alt = alternative(source)
    made: list[Kid] = []
    for kid in kids:
        if not isinstance(kid, Picture):
            made.append(kid)
        elif alt:
            bounds = b"[%b]" % b" ".join(number(value) for value in kid.box)
            attributes = {b"O": b"/Layout", b"BBox": bounds, b"Placement": b"/Block" if source.block else b"/Inline"}
            made.append(Elem("Figure", [kid], lang, inline=True, source=source, attributes=attributes, alt=alt))
        else:
            artifacts[kid.mark] = LAYOUT
    return made


def alternative(source: Source) -> str:
    """Return what an image shows, in words; "" for decoration.

    Source: HTML, 4.8.4.4 (alt); WAI-ARIA 1.2, presentation; SVG 2, 5.8 (title).
    """
    if source.get("role") in STRIPPED:
        return ""
    title = source.element.find(f"{SVG}title") if source.tag == f"{SVG}svg" else None
    found = (source.get("aria-label"), source.get("alt"), title.text if title is not None else None)
    said = next((words for text in found if text and (words := spoken(text))), "")
    if not said and source.get("alt") != "":
        raise RenderError(
            f"the image {(source.get('src') or source.get('data') or '')[:80]!r} has no alternative text",
            place=place(source),
            hint='Say what it shows in alt="…", or write alt="" if it only decorates',
        )
    return said
