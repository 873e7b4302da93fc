"""Objects: what a file is made of is turned into bytes once.

The file's identifier is a hash of all its objects, so that each, fonts and compressed pages too, is serialised and
compressed a second time for it. Since pydyf 0.13.
"""

from __future__ import annotations

from threading import local
from typing import Any

import pydyf

from handouts.render.engine.replacement import Replacement

_write = pydyf.PDF.write
_stream, _dictionary = pydyf.Stream.data.fget, pydyf.Dictionary.data.fget
_writing = local()


def _write_once(pdf: Any, *args: Any, **options: Any) -> None:
    _writing.made = {}
    try:
        _write(pdf, *args, **options)
    finally:
        del _writing.made


def _kept(made: dict[int, tuple[Any, bytes]] | None, one: Any, data: Any) -> bytes:
    if made is None:
        return bytes(data(one))
    found = made.get(id(one))
    if found is None:
        found = made[id(one)] = (one, data(one))  # holding the object keeps its id its own
    return found[1]


def _stream_data(stream: Any) -> bytes:
    return _kept(getattr(_writing, "made", None), stream, _stream)


def _dictionary_data(dictionary: Any) -> bytes:
    return _kept(getattr(_writing, "made", None), dictionary, _dictionary)


REPLACEMENTS = (
    Replacement(pydyf.PDF, "write", _write_once),
    Replacement(pydyf.Stream, "data", property(_stream_data)),
    Replacement(pydyf.Dictionary, "data", property(_dictionary_data)),
)
