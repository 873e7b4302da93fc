"""Write PO files: the same words give the same bytes."""

from __future__ import annotations

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import escape, normalize

from handouts.pofile.types import Credits, Entry, Po

_OURS = (
    ("X-Translator", True),
    ("X-Reviewer", True),
    ("X-Credential", True),
    ("X-State", True),
    ("X-Reviewed", False),
    ("X-English-SHA256", False),
    ("X-Translation-SHA256", False),
)
"""The fields of ours, and whether they stand there empty, to be filled in."""


def to_po(catalogue: Catalog, by: Credits) -> str:
    """Return a catalogue of Babel's as the text of a PO file, with a header that says who answers for it."""
    entries = tuple(
        Entry(
            message.context or "",
            str(message.id),
            str(message.string or ""),
            message.fuzzy,
            notes=tuple(message.auto_comments),
        )
        for message in catalogue
        if message.id
    )
    lang = str(catalogue.locale_identifier).replace("_", "-")
    return to_text(Po(lang, "", "", by, entries, header=(("Project-Id-Version", str(catalogue.project)),)))


def to_text(po: Po) -> str:
    """Return a PO file's text.

    Babel writes no header fields of ours, dates its own by the clock, and breaks the lines of a previous English inside
    its quotation marks, which no editor can read; so only the quoting is Babel's.
    """
    comment = "".join(f"# {line}".rstrip() + "\n" for line in po.credits.comment.splitlines())
    head = "".join(f'"{escape(f"{key}: {value}")[1:-1]}\\n"\n' for key, value in _fields(po).items())
    parts = [f'{comment}msgid ""\nmsgstr ""\n{head}', *map(_entry, po.entries), *map(_gone, po.gone)]
    return "\n".join(parts)


def _fields(po: Po) -> dict[str, str]:
    """Return the header: what gettext asks for, what is ours, and then what others wrote, as it was."""
    by, locale = po.credits, po.lang.replace("-", "_")
    fields = {
        "Project-Id-Version": dict(po.header).get("Project-Id-Version", "handouts"),
        "PO-Revision-Date": f"{by.revised} 00:00+0000" if by.revised else "YEAR-MO-DA HO:MI+ZONE",
        "Language": locale,
        "Plural-Forms": get_plural(Locale.parse(locale)).plural_forms,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    ours = (by.translator, by.reviewer, by.credential, by.state, by.reviewed, by.english_sha256, by.translation_sha256)
    fields |= {key: str(value or "") for (key, always), value in zip(_OURS, ours, strict=True) if value or always}
    known = {*fields, *(key for key, _ in _OURS)}
    return fields | {key: value for key, value in po.header if key not in known}


def _entry(entry: Entry) -> str:
    lines = [*(f"# {line}".rstrip() for line in entry.comments), *(f"#. {line}" for line in entry.notes)]
    if entry.fuzzy:
        lines.append("#, fuzzy")
    if entry.previous:
        lines += [f"#| {line}" for line in f"msgid {normalize(entry.previous)}".split("\n")]
    return "\n".join([*lines, *_words(entry)]) + "\n"


def _gone(entry: Entry) -> str:
    lines = [f"# {line}".rstrip() for line in entry.comments]
    return "\n".join([*lines, *(f"#~ {line}" for line in _words(entry))]) + "\n"


def _words(entry: Entry) -> list[str]:
    said = [f"msgid {normalize(entry.source)}", f"msgstr {normalize(entry.text)}"]
    if entry.context:
        said.insert(0, f"msgctxt {normalize(entry.context)}")
    return "\n".join(said).split("\n")
