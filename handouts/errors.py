"""What can go wrong, each with its exit code.

    HandoutError            70   a bug, if it ever gets out under this name
    ├── RequestError         2   what was asked for cannot be had (unknown topic, language, layout, option)
    ├── ContentError         3   the topic's content is unusable (empty summary, bad front matter)
    ├── SourceError          4   the file or address is no source (cut-off XML, not a topic page)
    ├── TemplateError        5   a template, style sheet or catalogue of texts is wrong
    ├── RenderError          6   the layout engine warned, a glyph is missing, a code cannot be made
    ├── OutputError          7   nothing could be written (folder, disk, name)
    └── ToolError            8   a program outside Python is missing or failed

Exit code 0 is done, 1 is done and the answer is no, 130 is Ctrl-C; those are no exceptions.
"""

from __future__ import annotations

__all__ = [
    "ContentError",
    "HandoutError",
    "OutputError",
    "RenderError",
    "RequestError",
    "SourceError",
    "TemplateError",
    "ToolError",
]


class HandoutError(Exception):
    """A failure a person can act on: the fact, the place, the next step.

    Args:
        fact: what is wrong, one sentence without a full stop at the end.
        place: the file, line, topic or address it is about; "" where there is none.
        hint: the next step; "" where there is none.
    """

    exit_code = 70

    def __init__(self, fact: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(fact, place, hint)
        self.fact = fact
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        then = f". {self.hint}" if self.hint else ""
        return f"{where}{self.fact}{then}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.fact, self.place, self.hint))


def _rebuild(kind: type[HandoutError], fact: str, place: str, hint: str) -> HandoutError:
    return kind(fact, place=place, hint=hint)


class RequestError(HandoutError):
    """What was asked for cannot be had."""

    exit_code = 2


class ContentError(HandoutError):
    """The topic's content is unusable."""

    exit_code = 3


class SourceError(HandoutError):
    """The file or address is no source we can read."""

    exit_code = 4


class TemplateError(HandoutError):
    """A template, style sheet or catalogue of texts is wrong."""

    exit_code = 5


class RenderError(HandoutError):
    """The page could not be made as it must be."""

    exit_code = 6


class OutputError(HandoutError):
    """Nothing could be written there."""

    exit_code = 7


class ToolError(HandoutError):
    """A program outside Python is missing or failed."""

    exit_code = 8
