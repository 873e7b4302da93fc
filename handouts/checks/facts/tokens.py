"""Split a content stream into its operands and operators.

One regular expression over the bytes is about five times as fast as building an object for each operand. Every
alternative begins with another character and none backtracks, so that a hostile stream costs no more than its length.
"""

from __future__ import annotations

import re

_WHITE = rb"\x00\t\n\f\r "
_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_PLAIN = rb"[^()\\]++|\\."
_STRING = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\([^()]*+\))*+\))*+\))*+\)"
_INNER = rb"<<(?:[^<>()]++|" + _STRING + rb"|<[^<>]*+>)*+>>"

_TOKEN = re.compile(
    rb"\[(?:[^\[\]()]++|" + _STRING + rb")*+\]"  # an array (of an array only its brackets are lost)
    rb"|<<(?:[^<>()]++|" + _STRING + rb"|" + _INNER + rb"|<[^<>]*+>)*+>>"  # a dictionary, one more inside it
    rb"|<[^<>]*+>"  # a hexadecimal string
    rb"|" + _STRING + rb"|\([\s\S]*+"  # a string; one that never ends takes the rest
    rb"|ID[" + _WHITE + rb"](?:[\s\S]*?(?=[" + _WHITE + rb"]EI(?!" + _REGULAR + rb"))|[\s\S]*+)"  # an inline image
    rb"|%[^\r\n]*+"
    rb"|/?" + _REGULAR + rb"++|/",
    re.DOTALL,
)
_SHOWN = re.compile(rb"<([^<>]*+)>|(" + _STRING + rb")|([-+.\d]++)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def tokens(stream: bytes) -> list[bytes]:
    """Return the tokens in order; arrays, dictionaries and inline image data are one token each."""
    return _TOKEN.findall(stream)


def string(token: bytes) -> bytes:
    """Return the bytes of a string token, literal or hexadecimal; b"" for any other token."""
    if token[:1] == b"<":
        return _hexadecimal(token[1:-1])
    if token[:1] != b"(":
        return b""
    body = token[1:-1]
    return _ESCAPE.sub(_unescaped, body) if b"\\" in body else body


def shown(array: bytes) -> list[bytes | float]:
    """Return the strings and shifts of a TJ array in order."""
    # What shapes text glyph by glyph writes "<0041>0<0042>": nothing between, one string.
    found: list[bytes | float] = []
    for hexadecimal, literal, shift in _SHOWN.findall(array.replace(b">0<", b"")):
        if shift:
            found.append(_number(shift))
        elif literal:
            found.append(string(literal))
        else:
            found.append(_hexadecimal(hexadecimal))
    return found


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:
        return 0.0


def _hexadecimal(digits: bytes) -> bytes:
    try:
        return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))
    except ValueError:
        kept = re.sub(rb"[^0-9A-Fa-f]", b"", digits)
        return bytes.fromhex((kept + b"0" * (len(kept) % 2)).decode("ascii"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match[1]
    if found[:1].isdigit() and found[0] < 56:
        return bytes([int(found, 8) & 255])
    return _ESCAPED.get(found, found)
