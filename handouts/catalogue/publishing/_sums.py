"""SHA256SUMS, as `sha256sum --check` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handouts.catalogue.entries import File

SUMS = "SHA256SUMS"

_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_LINE = re.compile(r"(\\?)([0-9a-f]{64})  (.+)")


def to_sums(files: Iterable[File]) -> bytes:
    """Return the sums of files, sorted by path.

    Source: GNU coreutils, "md5sum invocation": a line whose path had to be escaped begins with a backslash.
    """
    return "".join(_line(file) for file in sorted(files, key=lambda file: file.path)).encode()


def from_sums(data: bytes) -> dict[str, str]:
    """Return path to hash.

    Raises:
        ValueError: these are no sums.
    """
    sums: dict[str, str] = {}
    for line in data.decode().removesuffix("\n").split("\n") if data else ():
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"no line of sums: {line[:80]!r}")
        escaped, sha256, path = found.groups()
        sums[_unescaped(path) if escaped else path] = sha256
    return sums


def _line(file: File) -> str:
    path = "".join(_ESCAPED.get(character, character) for character in file.path)
    return f"{'' if path == file.path else chr(92)}{file.sha256}  {path}\n"


def _unescaped(path: str) -> str:
    plain = {escaped: character for character, escaped in _ESCAPED.items()}
    return re.sub(r"\\[\\nr]", lambda found: plain[found[0]], path)
