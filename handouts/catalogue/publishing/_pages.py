"""A web page that needs nothing beside it: its style and its script are in it, and a policy allows these two alone."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import jinja2

from handouts import resources
from handouts.errors import TemplateError
from handouts.render.markup import environment


def to_page(name: str, **values: object) -> bytes:
    """Return the page of a template of `templates/catalogue`, with the style and the script of the same name.

    Raises:
        TemplateError: the template names something that is not there.
    """
    folder = resources.templates() / "catalogue"
    style = _dense(re.sub(r"/\*.*?\*/", "", _text(folder / f"{name}.css"), flags=re.DOTALL))
    script = _text(folder / f"{name}.js")
    policy = {f"{kind}-src": _hash(text) for kind, text in (("style", style), ("script", script)) if text}
    allowed = "".join(f"; {key} '{value}'" for key, value in policy.items())
    try:
        page = (
            environment((folder,))
            .get_template(f"{name}.html")
            .render(
                style=style,
                script=script,
                policy=f"default-src 'none'{allowed}; base-uri 'none'; form-action 'none'",
                **values,
            )
        )
    except jinja2.TemplateError as error:
        raise TemplateError(error.message or type(error).__name__, place=f"templates/catalogue/{name}.html") from error
    return _dense(page).encode() + b"\n"


def _text(path: Path) -> str:
    """Return a style or a script as it will stand in the page: the policy holds its hash to the letter."""
    return _dense(path.read_text("utf-8")) if path.is_file() else ""


def _dense(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n", text.strip())


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
