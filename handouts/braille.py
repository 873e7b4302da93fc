"""Write text in braille cells with liblouis; nothing else in the package knows of its tables.

liblouis is a program of the system (Debian: liblouis-bin), called as `lou_translate`: what goes wrong in it cannot take
this process with it. Its Python binding belongs to the system's own Python and cannot be had in a virtual environment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.errors import RenderError, RequestError, ToolError
from handouts.languages import language
from handouts.tools import run

BLANK = "\u2800"
_SIX_DOTS = range(0x2800, 0x2840)
_TIMEOUT_S = 60.0
_LONGEST = 600
"""Characters given to liblouis at once: `lou_translate` cuts a line of input at 2047 bytes, in the middle of a word."""

GET = "On Debian: apt-get install liblouis-bin; on macOS: brew install liblouis. Or ask for another --format"


@dataclass(frozen=True, slots=True)
class Code:
    """How a language is written in braille.

    Args:
        contracted, uncontracted: the tables of liblouis for grade 2 and grade 1.
        address: the table for web addresses where the text around them is contracted.
        interrupter: the cell before what is spelt letter by letter; "" where the tables set it themselves.
        spelt: abbreviations that would be read as contractions without it.
    """

    contracted: str
    uncontracted: str
    address: str
    interrupter: str = ""
    spelt: tuple[str, ...] = ()


# What es-g1.ctb and es-g2.ctb of liblouis 3.24 leave out, and a reader would take for something else: the sign between
# a figure and a letter from a to j (A1c would read as A13), and in grade 2 the one before the abbreviations that
# es-g2.ctb itself calls contractions ("mm" is how it writes "mismo": 120 mm would read as "120 mismo"). Both are dot 5.
CODES: Mapping[str, Code] = {
    "en": Code("en-ueb-g2.ctb", "en-ueb-g1.ctb", "en-ueb-g2.ctb"),
    "es": Code(
        "es-g2.ctb",
        "es-g1.ctb",
        "es-g1.ctb",
        "\u2810",
        ("cc", "cd", "dc", "df", "hbd", "hm", "ht", "lg", "lu", "ma", "mm", "pc", "tv"),
    ),
}
"""A language that is not here cannot be had in braille.

English addresses are contracted like the text around them. Source: Rules of Unified English Braille 2013, 11.10.2.
"""

SPELT_ADDRESSES = frozenset(tag for tag, code in CODES.items() if code.address != code.contracted)
"""Languages whose web addresses stand uncontracted in contracted text, of which a reader must be told."""


def transcribe(tag: str, texts: Sequence[str], *, contracted: bool, address: bool = False) -> tuple[str, ...]:
    """Return each text in braille cells, U+2800 to U+283F.

    Args:
        tag: the language the texts are in.
        contracted: grade 2, or grade 1 where not.
        address: whether the texts are web addresses.

    Raises:
        RequestError: no braille code is known for the language.
        ToolError: liblouis is missing, or lacks the table.
        RenderError: a character that the language's braille has no sign for.
    """
    code = code_of(tag)
    table = code.uncontracted if not contracted else code.address if address else code.contracted
    pattern = _to_spell(code, contracted=contracted and not address)
    clean = [_clean(text) for text in texts]
    cells = _cells(clean, table, code, pattern)
    unknown = {at for at, line in enumerate(cells) if not _has_six_dots(line)}
    if not unknown:
        return tuple(cells)
    missing = _missing({char for at in unknown for char in clean[at]}, table)
    return tuple(_cells([_said(text, missing, tag, address) for text in clean], table, code, pattern))


def code_of(tag: str) -> Code:
    """Return how a language is written in braille.

    Raises:
        RequestError: nobody has said how.
    """
    if tag not in CODES:
        raise RequestError(
            f"no braille code is known for the language {tag!r}",
            hint=f"Braille is there for {', '.join(CODES)}: ask for those with --lang",
        )
    return CODES[tag]


def _clean(text: str) -> str:
    """Return the text without marks that steer the breaking of printed lines, in single spaces."""
    return " ".join(unicodedata.normalize("NFC", re.sub("[\u00ad\u200b\u2060]", "", text)).split())


def _has_six_dots(cells: str) -> bool:
    return all(ord(cell) in _SIX_DOTS for cell in cells)


# --------------------------------------------------------------------------- the program


def _to_spell(code: Code, *, contracted: bool) -> re.Pattern[str] | None:
    """Return what is spelt letter by letter: letters from a to j behind a figure, and in grade 2 the abbreviations."""
    if not code.interrupter:
        return None
    behind_figure = r"(?<=\d)[a-j][^\W\d_]*"
    alone = rf"(?<![^\W\d_])(?:{'|'.join(code.spelt)})(?![^\W\d_])"
    return re.compile(f"({behind_figure}|{alone})" if contracted and code.spelt else f"({behind_figure})")


def _cells(texts: Sequence[str], table: str, code: Code, pattern: re.Pattern[str] | None) -> list[str]:
    """Return each text's cells; what is spelt and what is too long for one line of input goes by itself."""
    pieces: list[tuple[int, bool, str]] = []  # of which text, whether spelt, and what
    for at, text in enumerate(texts):
        for number, part in enumerate(pattern.split(text) if pattern else [text]):
            pieces += [(at, number % 2 == 1, piece) for piece in _short(part)]
    words = iter(_lou_translate([piece for _, spelt, piece in pieces if not spelt], table))
    letters = iter(_lou_translate([piece for _, spelt, piece in pieces if spelt], code.uncontracted))
    cells = [""] * len(texts)
    for at, spelt, _ in pieces:
        cells[at] += code.interrupter + next(letters) if spelt else next(words)
    return cells


def _short(text: str) -> list[str]:
    """Return the text cut where sentences end, else between words; one piece where it is short enough."""
    pieces = []
    while len(text) > _LONGEST:
        head = text[:_LONGEST]
        cut = max(head.rfind(end) for end in (". ", "? ", "! ")) + 2
        cut = cut if cut > 1 else head.rfind(" ") + 1 or _LONGEST
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _lou_translate(lines: Sequence[str], table: str) -> list[str]:
    """Return each line's cells.

    `lou_translate` ends with exit code 0 when it has no table and says so on stderr alone. It reads a backslash as the
    beginning of an escape.
    """
    if not lines:
        return []
    asked = "".join(line.replace("\\", "\\\\") + "\n" for line in lines)
    ran = run(
        ["lou_translate", "--forward", f"unicode.dis,{table}"],
        timeout_s=_TIMEOUT_S,
        stdin=asked.encode(),
        env={"LC_ALL": "C.UTF-8"},
        hint=GET,
    )
    cells = ran.out.decode("utf-8", "replace").split("\n")[:-1]
    if ran.exit_code or len(cells) != len(lines):
        said = ran.err.strip().splitlines()
        raise ToolError(
            f"no braille for {len(lines)} lines: {said[0] if said else f'{len(cells)} came back'}",
            place=f"lou_translate, table {table}",
            hint=GET,
        )
    return cells


# --------------------------------------------------------------------------- what a table has no sign for


def _missing(characters: set[str], table: str) -> set[str]:
    """Return the characters that a table has no sign for: it answers with cells of eight dots."""
    asked = sorted(characters)
    return {char for char, cells in zip(asked, _lou_translate(asked, table), strict=True) if not _has_six_dots(cells)}


def _said(text: str, missing: set[str], tag: str, address: bool) -> str:
    """Return the text with the characters that have no sign said in words, or with their plain letters."""
    words = _words(tag)
    found = []
    for char in text:
        if char not in missing:
            found.append(char)
        elif char in words:
            found.append(f"({words[char]})" if address else f" {words[char]} ")
        else:
            found.append(_plain(char, missing, tag))
    return " ".join("".join(found).split()) if not address else "".join(found)


def _plain(char: str, missing: set[str], tag: str) -> str:
    """Return a letter without the accent that the language does not know: ç is c in Spanish."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if plain == char or any(c in missing for c in plain):
        raise RenderError(
            f"{tag} braille has no sign for {char!r} (U+{ord(char):04X})",
            hint="Write the character in words in the topic, or ask for another --format",
        )
    return plain


def _words(tag: str) -> dict[str, str]:
    _ = language(tag).gettext
    return {
        "≤": _("less than or equal to"),
        "≥": _("greater than or equal to"),
        "°": _("degrees"),
        "#": _("number sign"),
        "_": _("underscore"),
        "~": _("tilde"),
        "−": "-",
        "•": "-",
        "·": "-",
    }
