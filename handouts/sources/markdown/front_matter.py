"""What stands above a topic's text: its title and what is known about it, as YAML between two lines of `---`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast, get_args

import yaml

from handouts.errors import ContentError
from handouts.model import Code, Dates, State
from handouts.sources.markdown.addresses import check_address

_STATES: tuple[str, ...] = get_args(State)

_EXAMPLES: Mapping[str, str] = {
    "title": "title: Type 2 Diabetes",
    "source": "source: Riverside Clinic",
    "state": "state: draft",
    "synonyms": "synonyms: [Hypertension, HBP]",
    "description": "description: What high blood pressure is and what you can do",
    "groups": "groups: [Diabetes Mellitus]",
    "codes": "codes: {ICD-10-CM: [E11.9], MeSH: [D003924]}",
    "address": "address: {en: https://clinic.example/diabetes}",
    "attribution": "attribution: [Riverside Clinic, Department of Medicine]",
    "created": "created: 2026-11-21",
    "updated": "updated: 2026-11-21",
    "reviewed": "reviewed: 2026-11-21",
}
"""The keys there are, each with a line to copy."""

_REQUIRED = ("title", "source")

Value = str | list[str] | dict[str, str | list[str]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is known about a topic before its first sentence.

    Args:
        source: whose topic it is, as printed.
        lines: key to the line it stands on, from 1.
        codes: its places in code systems.
        addresses: language tag to the topic's own page; empty for a topic without one.
    """

    title: str
    source: str
    lines: Mapping[str, int] = field(hash=False)
    state: State = "draft"
    synonyms: tuple[str, ...] = ()
    description: str = ""
    groups: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict, hash=False)
    attribution: tuple[str, ...] = ()
    dates: Dates = field(default_factory=Dates)


def split(text: str, path: str) -> tuple[str, str]:
    """Return the YAML and the text below it, each on the lines it has in the file.

    Raises:
        ContentError: the file does not begin with front matter, or it never ends.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = f"Begin the file with ---, then {_EXAMPLES['title']!r} and {_EXAMPLES['source']!r}, then ---"
        raise ContentError("the file does not begin with front matter", place=f"{path}:1", hint=hint)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(["", *lines[1:number]]), "\n".join([""] * (number + 1) + lines[number + 1 :])
    raise ContentError("the front matter never ends", place=f"{path}:1", hint="Put a line --- below its last line")


def to_front_matter(text: str, path: str) -> FrontMatter:
    """Return what the YAML says.

    Args:
        text: the YAML, on the lines it has in the file.
        path: of the file, for messages.

    Raises:
        ContentError: it is no mapping of the keys there are, or a value is not of its kind.
    """
    values, lines = _fields(text, path)
    for key in _REQUIRED:
        if key not in values:
            raise ContentError(f"the front matter has no {key}", place=f"{path}:1", hint=f"Add {_EXAMPLES[key]!r}")

    def read(key: str, convert: Callable[[Value], T], default: T) -> T:
        if key not in values:
            return default
        try:
            return convert(values[key])
        except ValueError as error:
            place = f"{path}:{lines[key]}"
            raise ContentError(f"{key}: {error}", place=place, hint=f"Write it like {_EXAMPLES[key]!r}") from error

    return FrontMatter(
        title=read("title", _words, ""),
        source=read("source", _words, ""),
        lines=lines,
        state=read("state", _state, "draft"),
        synonyms=read("synonyms", _list, ()),
        description=read("description", _words, ""),
        groups=read("groups", _list, ()),
        codes=read("codes", _codes, ()),
        addresses=read("address", _addresses, {}),
        attribution=read("attribution", _list, ()),
        dates=Dates(read("created", _date, None), read("updated", _date, None), read("reviewed", _date, None)),
    )


# --------------------------------------------------------------------------- YAML, every scalar a string


def _fields(text: str, path: str) -> tuple[dict[str, Value], dict[str, int]]:
    """Return key to value and key to line; values stay strings, so that 1.10 and `no` are what was typed."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        hint = "Put a value that holds a colon, a quote or a # in double quotes"
        raise ContentError(
            f"the front matter is no YAML: {error.problem}", place=f"{path}:{line}", hint=hint
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise ContentError("the front matter is not a list of keys", place=f"{path}:1", hint=_EXAMPLES["title"])
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + 1
        key = str(key_node.value)
        if key in values or key not in _EXAMPLES:
            raise _wrong_key(key, values, f"{path}:{line}")
        try:
            values[key], lines[key] = _value(value_node), line
        except ValueError as error:
            raise ContentError(
                f"{key}: {error}", place=f"{path}:{line}", hint=f"Write it like {_EXAMPLES[key]!r}"
            ) from error
    return values, lines


def _wrong_key(key: str, values: Mapping[str, Value], place: str) -> ContentError:
    if key in values:
        return ContentError(f"{key} stands twice in the front matter", place=place, hint="Keep one")
    near = difflib.get_close_matches(key, _EXAMPLES, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Keys: {', '.join(_EXAMPLES)}"
    return ContentError(f"the front matter has no key {key!r}", place=place, hint=hint)


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return [str(item.value) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        inner = {str(key.value): _value(value) for key, value in node.value}
        if not any(isinstance(value, dict) for value in inner.values()):
            return cast("dict[str, str | list[str]]", inner)
    raise ValueError("it is nested too deep")


# --------------------------------------------------------------------------- what a value may be


def _words(value: Value) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        raise ValueError("it is not one line of words")
    return words


def _list(value: Value) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("it is not a list")
    return tuple(_words(item) for item in value)


def _state(value: Value) -> State:
    if value not in _STATES:
        raise ValueError(f"it is not one of {', '.join(_STATES)}")
    return cast("State", value)


def _date(value: Value) -> date | None:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError("it is not a date: year, month, day") from error


def _codes(value: Value) -> tuple[Code, ...]:
    if not isinstance(value, dict):
        raise ValueError("it does not give a list of codes for each code system")
    return tuple(Code(_words(system), code) for system, codes in value.items() for code in _list(cast("Value", codes)))


def _addresses(value: Value) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("it does not give an address for each language")
    return {lang: check_address(_words(cast("Value", address))) for lang, address in value.items()}
