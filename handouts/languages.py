"""The languages a handout can be in: those that have a catalogue of texts.

A language is one file, `templates/locale/<tag>/LC_MESSAGES/handouts.po`, read as it is: there is no compile step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po

from handouts import resources
from handouts.errors import RequestError, TemplateError

REGIONS = {"en": "en_US", "es": "es_US"}
"""Which region's dates and number formats a language gets; a language not named here gets its own default."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language and its texts.

    Args:
        tag: BCP 47.
        endonym: its name in itself, capitalised as a label ("English", "Español").
        direction: "ltr" or "rtl".
        texts: English text to text in this language; empty for English.
    """

    tag: str
    endonym: str
    direction: str
    locale: Locale = field(hash=False)
    texts: Mapping[str, str | tuple[str, ...]] = field(hash=False)

    def gettext(self, message: str) -> str:
        """Return the text in this language; the English where the catalogue lacks it."""
        found = self.texts.get(message, message)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the text in the form that the number asks for."""
        found = self.texts.get(singular)
        if isinstance(found, tuple):
            return found[0 if n == 1 else -1]
        return singular if n == 1 else plural

    def date(self, day: date) -> str:
        """Return the date written out ("November 21, 2026", "21 de noviembre de 2026")."""
        return format_date(day, format="long", locale=self.locale)


def tags() -> tuple[str, ...]:
    """Return the tags of the languages there are, English first."""
    folder = resources.templates() / "locale"
    found = {path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/handouts.po")}
    return ("en", *sorted(found - {"en"}))


@cache
def language(tag: str) -> Language:
    """Return the language of a tag.

    Raises:
        RequestError: there is no catalogue of texts for it.
        TemplateError: its catalogue cannot be read.
    """
    if tag not in tags():
        raise RequestError(
            f"no texts for the language {tag!r}",
            hint=f"Languages: {', '.join(tags())}. "
            f"A new one is one file: templates/locale/{tag}/LC_MESSAGES/handouts.po",
        )
    locale = Locale.parse(REGIONS.get(tag, tag.replace("-", "_")))
    name = locale.get_language_name(tag) or tag
    return Language(
        tag=tag,
        endonym=name[:1].upper() + name[1:],
        direction=locale.text_direction,
        locale=locale,
        texts=_texts(tag),
    )


def _texts(tag: str) -> dict[str, str | tuple[str, ...]]:
    path = resources.templates() / "locale" / tag / "LC_MESSAGES" / "handouts.po"
    if not path.exists():
        return {}
    try:
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=tag.replace("-", "_"), abort_invalid=True)
    except (OSError, ValueError) as error:
        raise TemplateError(f"the catalogue of texts cannot be read: {error}", place=str(path)) from error
    texts: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return texts
