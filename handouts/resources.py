"""Where templates, fonts and the built-in topics lie: beside the package in a wheel, above it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """Return the folder of templates, style sheets and catalogues of texts."""
    return _folder("templates")


def fonts() -> Path:
    """Return the folder of font families, each with its licence."""
    return _folder("fonts")


def topics() -> Path:
    """Return the folder of built-in topics."""
    return _PACKAGE / "topics"
