"""Turn a review sheet into HTML: for paper, and as a page of its own for a screen."""

from __future__ import annotations

from pathlib import Path

import jinja2

from handouts import resources
from handouts.errors import TemplateError
from handouts.render.markup import Html
from handouts.translation.sheet import ReviewSheet

PAGE_MM = (279.4, 215.9)
MARGINS_MM = (14.0, 14.0, 17.0, 14.0)


def to_html(sheet: ReviewSheet) -> Html:
    """Return a review sheet as HTML for paper.

    Raises:
        TemplateError: the template names something the sheet does not have.
    """
    handout, review = resources.templates() / "handout", resources.templates() / "review"
    style = (handout / "handout.css", handout / "editions" / "standard.css", review / "sheet.css")
    return Html(_rendered(sheet), {}, style, ())


def to_page(sheet: ReviewSheet) -> str:
    """Return a review sheet as one HTML file that needs nothing beside it."""
    screen = (resources.templates() / "review" / "screen.css").read_text(encoding="utf-8")
    return _rendered(sheet, screen=screen) + "\n"


def _rendered(sheet: ReviewSheet, **more: object) -> str:
    folder: Path = resources.templates() / "review"
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template("sheet.html").render(sheet=sheet, **more)
    except jinja2.TemplateError as error:
        raise TemplateError(error.message or type(error).__name__, place="templates/review/sheet.html") from error
